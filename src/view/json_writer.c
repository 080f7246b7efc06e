/* SPDX-License-Identifier: MIT */
#include "view/json_writer.h"

#include <inttypes.h>
#include <math.h>

#include "base/number.h"
#include "base/utf8.h"

/* Writes what stands before a value: a comma if one is due, and the member's name. */
static void begin_value(struct json_writer *json, const char *key)
{
	if (json->needs_comma)
		putc(',', json->out);
	if (key) {
		putc('"', json->out);
		fputs(key, json->out);
		fputs("\":", json->out);
	}
	json->needs_comma = true;
}

void json_writer_begin_object(struct json_writer *json, const char *key)
{
	begin_value(json, key);
	putc('{', json->out);
	json->needs_comma = false;
}

void json_writer_end_object(struct json_writer *json)
{
	putc('}', json->out);
	json->needs_comma = true;
}

void json_writer_begin_array(struct json_writer *json, const char *key)
{
	begin_value(json, key);
	putc('[', json->out);
	json->needs_comma = false;
}

void json_writer_end_array(struct json_writer *json)
{
	putc(']', json->out);
	json->needs_comma = true;
}

void json_writer_null(struct json_writer *json, const char *key)
{
	begin_value(json, key);
	fputs("null", json->out);
}

void json_writer_bool(struct json_writer *json, const char *key, bool value)
{
	begin_value(json, key);
	fputs(value ? "true" : "false", json->out);
}

void json_writer_integer(struct json_writer *json, const char *key, int64_t value)
{
	begin_value(json, key);
	fprintf(json->out, "%" PRId64, value);
}

void json_writer_number(struct json_writer *json, const char *key, double value, int decimals)
{
	char text[NUMBER_MAX];

	if (!(fabs(value) <= NUMBER_MAGNITUDE_MAX)) {
		json_writer_null(json, key);
		return;
	}
	number_trimmed(text, value, decimals);
	begin_value(json, key);
	fputs(text, json->out);
}

void json_writer_string(struct json_writer *json, const char *key, const char *text)
{
	begin_value(json, key);
	utf8_write_json(json->out, text);
}
