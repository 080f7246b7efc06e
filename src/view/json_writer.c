/* SPDX-License-Identifier: MIT */
#include "view/json_writer.h"

#include <math.h>

#include "base/number.h"
#include "base/utf8.h"

static void put(struct json_writer *json, const char *text)
{
	while (*text)
		putc_unlocked(*text++, json->out);
}

/* Writes what stands before a value: a comma if one is due, and the member's name. */
static void begin_value(struct json_writer *json, const char *key)
{
	if (json->needs_comma)
		put(json, ",");
	if (key) {
		put(json, "\"");
		put(json, key);
		put(json, "\":");
	}
	json->needs_comma = true;
}

void json_writer_begin_object(struct json_writer *json, const char *key)
{
	begin_value(json, key);
	put(json, "{");
	json->needs_comma = false;
}

void json_writer_end_object(struct json_writer *json)
{
	put(json, "}");
	json->needs_comma = true;
}

void json_writer_begin_array(struct json_writer *json, const char *key)
{
	begin_value(json, key);
	put(json, "[");
	json->needs_comma = false;
}

void json_writer_end_array(struct json_writer *json)
{
	put(json, "]");
	json->needs_comma = true;
}

void json_writer_null(struct json_writer *json, const char *key)
{
	begin_value(json, key);
	put(json, "null");
}

void json_writer_bool(struct json_writer *json, const char *key, bool value)
{
	begin_value(json, key);
	put(json, value ? "true" : "false");
}

void json_writer_integer(struct json_writer *json, const char *key, int64_t value)
{
	char text[NUMBER_MAX + 1], *end = text;

	if (value < 0)
		*end++ = '-';
	*number_digits(end, value < 0 ? 0 - (uint64_t)value : (uint64_t)value, 1) = '\0';
	begin_value(json, key);
	put(json, text);
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
	put(json, text);
}

void json_writer_string(struct json_writer *json, const char *key, const char *text)
{
	begin_value(json, key);
	utf8_write_json(json->out, text);
}
