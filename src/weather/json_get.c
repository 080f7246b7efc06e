/* SPDX-License-Identifier: MIT */
#include "weather/json_get.h"

#include <math.h>
#include <string.h>

#include "base/timefmt.h"

json_object *json_get(json_object *parent, const char *key, json_type type)
{
	json_object *value = NULL;

	if (!json_object_object_get_ex(parent, key, &value) || !json_object_is_type(value, type))
		return NULL;
	return value;
}

double json_get_number_of(json_object *value, double min, double max)
{
	double number;

	/* json-c has a type of its own for whole numbers. */
	if (!json_object_is_type(value, json_type_int) &&
		!json_object_is_type(value, json_type_double))
		return NAN;
	number = json_object_get_double(value);
	return number >= min && number <= max ? number : NAN;
}

double json_get_number(json_object *parent, const char *key, double min, double max)
{
	json_object *value = NULL;

	json_object_object_get_ex(parent, key, &value);
	return json_get_number_of(value, min, max);
}

int64_t json_get_time_of(json_object *value)
{
	int64_t time = json_object_is_type(value, json_type_int) ? json_object_get_int64(value) : 0;

	return time > 0 && time < TIMEFMT_END ? time : TIMEFMT_NONE;
}

int64_t json_get_time(json_object *parent, const char *key)
{
	return json_get_time_of(json_get(parent, key, json_type_int));
}

void json_get_string(json_object *parent, const char *key, char *to, size_t size)
{
	static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */
	json_object *value = json_get(parent, key, json_type_string);
	const char *from = value ? json_object_get_string(value) : "";
	size_t length = value ? (size_t)json_object_get_string_len(value) : 0;
	size_t used = 0;

	for (size_t i = 0; i < length; i++) {
		const char *part = from[i] ? from + i : replacement;
		size_t part_length = from[i] ? 1 : strlen(replacement);

		if (used + part_length >= size) {
			*to = '\0';
			return;
		}
		memcpy(to + used, part, part_length);
		used += part_length;
	}
	to[used] = '\0';
}
