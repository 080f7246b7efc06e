/* SPDX-License-Identifier: MIT */
#include "view/json.h"

#include "base/error.h"
#include "view/fields.h"
#include "view/json_writer.h"

#define COORDINATE_DECIMALS 6 /* of a degree: 0.1 m */

/* What was not sent is "", and null here. */
static void write_text(struct json_writer *json, const char *key, const char *text)
{
	if (*text)
		json_writer_string(json, key, text);
	else
		json_writer_null(json, key);
}

static void write_coordinates(struct json_writer *json, double latitude, double longitude)
{
	json_writer_number(json, "latitude", latitude, COORDINATE_DECIMALS);
	json_writer_number(json, "longitude", longitude, COORDINATE_DECIMALS);
}

/* 0 is null. */
static struct json_writer begin_line(FILE *out)
{
	struct json_writer json = {.out = out};

	json_writer_begin_object(&json, NULL);
	json_writer_integer(&json, "schema", FIELDS_SCHEMA);
	return json;
}

static void end_line(struct json_writer *json)
{
	json_writer_end_object(json);
	putc('\n', json->out);
}

static void write_value(struct json_writer *json, const char *key, const struct field_value *value)
{
	switch (value->type) {
	case VALUE_ABSENT:
		json_writer_null(json, key);
		break;
	case VALUE_TEXT:
		json_writer_string(json, key, value->text);
		break;
	case VALUE_NUMBER:
		json_writer_number(json, key, value->number, value->decimals);
		break;
	case VALUE_INTEGER:
		json_writer_integer(json, key, value->integer);
		break;
	case VALUE_BOOL:
		json_writer_bool(json, key, value->integer);
		break;
	}
}

static void write_members(struct json_writer *json, const struct fields *fields,
	const struct field *members, const void *record)
{
	for (const struct field *field = members; field->name; field++) {
		const struct field_array *array = fields_array(fields, field);
		struct field_value value;

		if (field->part & ~fields->parts)
			continue;
		if (field->kind == FIELD_ARRAY) {
			json_writer_begin_array(json, field->name);
			for (size_t i = 0; i < array->count; i++) {
				json_writer_begin_object(json, NULL);
				write_members(json, fields, field->members,
					(const char *)array->records + i * array->size);
				json_writer_end_object(json);
			}
			json_writer_end_array(json);
		} else if (field->kind == FIELD_OBJECT) {
			json_writer_begin_object(json, field->name);
			write_members(json, fields, field->members, fields_object(fields, field));
			json_writer_end_object(json);
		} else {
			fields_read(fields, field, record, &value);
			write_value(json, field->name, &value);
		}
	}
}

void json_answer(FILE *out, const struct answer *answer, const struct view *view)
{
	struct json_writer json = {.out = out};
	struct fields fields;

	fields_open(&fields, answer, view, false);
	json_writer_begin_object(&json, NULL);
	write_members(&json, &fields, fields_table, &fields);
	end_line(&json);
}

void json_place(FILE *out, const struct json_place *place)
{
	struct json_writer json = begin_line(out);

	write_text(&json, "place", place->name);
	write_text(&json, "state", place->region);
	write_text(&json, "country", place->country);
	write_coordinates(&json, place->latitude, place->longitude);
	json_writer_integer(&json, "population", place->population);
	write_text(&json, "argument", place->argument);
	end_line(&json);
}

void json_error(FILE *out, const char *query, const struct error *error)
{
	struct json_writer json = begin_line(out);

	json_writer_string(&json, "query", query);
	json_writer_begin_object(&json, "error");
	json_writer_integer(&json, "code", error->code);
	json_writer_string(&json, "name", exit_code_name(error->code));
	write_text(&json, "message", error->message);
	json_writer_bool(&json, "retryable", exit_code_is_retryable(error->code));
	if (error->retry_after)
		json_writer_integer(&json, "retry_after_seconds", error->retry_after);
	else
		json_writer_null(&json, "retry_after_seconds");
	json_writer_end_object(&json);
	end_line(&json);
}
