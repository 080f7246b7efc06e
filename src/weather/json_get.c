/* SPDX-License-Identifier: MIT */
#include "weather/json_get.h"

#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/timefmt.h"

#define DEPTH_MAX 32 /* of nested arrays and objects */

/*
 * Counts the members of all objects in a JSON text, by their colons. Returns -1 for what json-c
 * accepts though RFC 8259 does not, single quotes and control characters in strings, and for a
 * name with an escaped NUL, where json-c cuts it.
 */
static int64_t count_members(const char *text)
{
	int64_t count = 0;
	bool is_in_string = false, has_nul = false;

	for (; *text; text++) {
		if (!is_in_string) {
			if (*text == '\'' || (*text == ':' && has_nul))
				return -1;
			count += *text == ':';
			if (*text == '"') {
				is_in_string = true;
				has_nul = false;
			}
		} else if ((unsigned char)*text < ' ') {
			return -1;
		} else if (*text == '"') {
			is_in_string = false;
		} else if (*text == '\\') {
			has_nul = has_nul || strncmp(text, "\\u0000", 6) == 0;
			text += text[1] != '\0';
		}
	}
	return count;
}

/* Counts those that json-c has kept: of several with one name in an object, the last. */
static int64_t count_kept_members(json_object *value)
{
	int64_t count = 0;

	if (json_object_is_type(value, json_type_array))
		for (size_t i = 0; i < json_object_array_length(value); i++)
			count += count_kept_members(json_object_array_get_idx(value, i));
	if (json_object_is_type(value, json_type_object)) {
		struct json_object_iterator at = json_object_iter_begin(value);
		struct json_object_iterator end = json_object_iter_end(value);

		for (; !json_object_iter_equal(&at, &end); json_object_iter_next(&at))
			count += 1 + count_kept_members(json_object_iter_peek_value(&at));
	}
	return count;
}

static json_object *reject(json_object *root, struct error *error)
{
	json_object_put(root);
	error_set(error, EXIT_BAD_REPLY,
		_("the reply is truncated or not valid JSON; try again later"));
	return NULL;
}

json_object *json_get_parse(const char *body, size_t length, struct error *error)
{
	json_tokener *tokener = json_tokener_new_ex(DEPTH_MAX);
	enum json_tokener_error code;
	json_object *root;
	bool is_memory_short;
	int64_t member_count;

	if (!tokener) {
		error_set_no_memory(error);
		return NULL;
	}
	if (length >= INT_MAX || strlen(body) != length) {
		json_tokener_free(tokener);
		return reject(NULL, error);
	}
	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
	/* The final NUL is included, so that a number at the end is known to be complete. */
	root = json_tokener_parse_ex(tokener, body, (int)length + 1);
	code = json_tokener_get_error(tokener);
	json_tokener_free(tokener);

	/* Before 0.17 json-c reports no error then, but has no object for a text that is one. */
	is_memory_short =
		!root && code == json_tokener_success && body[strspn(body, " \t\r\n")] == '{';
#if JSON_C_VERSION_NUM >= 0x1100
	is_memory_short = is_memory_short || code == json_tokener_error_memory;
#endif
	if (is_memory_short) {
		error_set_no_memory(error);
		return NULL;
	}
	if (!root)
		return code == json_tokener_success ? NULL : reject(NULL, error);

	/* Even with its strict flag json-c accepts more than RFC 8259 does. */
	member_count = count_members(body);
	if (member_count < 0)
		return reject(root, error);
	if (member_count != count_kept_members(root)) {
		json_object_put(root);
		error_set(error, EXIT_BAD_REPLY,
			_("the reply is not valid (two members with the same name); try again "
			  "later"));
		return NULL;
	}
	return root;
}

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
