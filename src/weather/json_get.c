/* SPDX-License-Identifier: MIT */
#include "weather/json_get.h"

#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/error.h"
#include "base/timefmt.h"

#define DEPTH_MAX 32

/* What is wrong with a string of JSON, though json-c takes it. */
enum flaw { NO_FLAW, HAS_NUL, HAS_CONTROL };

/* Moves on behind the string that begins there. A NUL is one that JSON can write: \u0000. */
static enum flaw skip_string(const char **text)
{
	const char *at = *text + 1;
	enum flaw flaw = NO_FLAW;

	for (; *at && *at != '"'; at++) {
		if ((unsigned char)*at < ' ')
			flaw = HAS_CONTROL;
		else if (flaw == NO_FLAW && strncmp(at, "\\u0000", 6) == 0)
			flaw = HAS_NUL;
		at += *at == '\\' && at[1];
	}
	*text = *at ? at + 1 : at;
	return flaw;
}

/*
 * The members of all objects that a text has, by their colons. -1 where it is no JSON, though
 * json-c takes it for such: single quotes, control characters, and a name that it cuts at a NUL.
 */
static int64_t count_members(const char *text)
{
	int64_t count = 0;
	enum flaw flaw = NO_FLAW;

	while (*text && *text != '\'' && flaw != HAS_CONTROL) {
		if (*text == '"') {
			flaw = skip_string(&text);
			continue;
		}
		if (*text == ':' && flaw == HAS_NUL)
			return -1;
		count += *text++ == ':';
	}
	return *text ? -1 : count;
}

/* As many as json-c has kept: of those with one name in an object, the last. */
static int64_t count_kept(json_object *value)
{
	int64_t count = 0;

	if (json_object_is_type(value, json_type_array))
		for (size_t i = 0; i < json_object_array_length(value); i++)
			count += count_kept(json_object_array_get_idx(value, i));
	if (json_object_is_type(value, json_type_object)) {
		struct json_object_iterator at = json_object_iter_begin(value);
		struct json_object_iterator end = json_object_iter_end(value);

		for (; !json_object_iter_equal(&at, &end); json_object_iter_next(&at))
			count += 1 + count_kept(json_object_iter_peek_value(&at));
	}
	return count;
}

static json_object *fail(json_object *root, struct error *error, const char *what)
{
	error_set(error, EXIT_BAD_REPLY,
		"the reply is truncated or not valid JSON%s; try again later", what);
	json_object_put(root);
	return NULL;
}

/* Before 0.17 json-c has no code for that: there just is nothing where an object should be. */
static bool is_short_of_memory(enum json_tokener_error code, const char *text)
{
#if JSON_C_VERSION_NUM >= 0x1100
	if (code == json_tokener_error_memory)
		return true;
#endif
	return code == json_tokener_success && text[strspn(text, " \t\r\n")] == '{';
}

/* As json-c takes it, which is not in all as strict as RFC 8259. */
static json_object *parse(const char *body, size_t length, struct error *error)
{
	json_tokener *tokener = json_tokener_new_ex(DEPTH_MAX);
	json_object *root;
	enum json_tokener_error code;

	if (!tokener) {
		error_set_no_memory(error);
		return NULL;
	}
	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
	/* With its final NUL, so that a bare number at the end is over too. */
	root = json_tokener_parse_ex(tokener, body, (int)length + 1);
	code = json_tokener_get_error(tokener);
	json_tokener_free(tokener);
	if (!root && is_short_of_memory(code, body))
		error_set_no_memory(error);
	else if (!root && code != json_tokener_success)
		fail(NULL, error, "");
	return root;
}

json_object *json_get_parse(const char *body, size_t length, struct error *error)
{
	json_object *root;
	int64_t members;

	if (length >= INT_MAX || strlen(body) != length)
		return fail(NULL, error, "");
	root = parse(body, length, error);
	if (!root)
		return NULL;
	members = count_members(body);
	if (members < 0)
		return fail(root, error, "");
	if (members != count_kept(root))
		return fail(root, error, ": a member is there twice");
	return root;
}

json_object *json_get(json_object *parent, const char *key, json_type type)
{
	json_object *value = NULL;

	if (!json_object_object_get_ex(parent, key, &value) || !json_object_is_type(value, type))
		return NULL;
	return value;
}

/* Whole numbers arrive as another type than the rest. */
double json_get_number(json_object *parent, const char *key, double least, double most)
{
	json_object *value = NULL;
	double number;

	if (!json_object_object_get_ex(parent, key, &value) ||
		(!json_object_is_type(value, json_type_int) &&
			!json_object_is_type(value, json_type_double)))
		return NAN;
	number = json_object_get_double(value);
	return number >= least && number <= most ? number : NAN;
}

int64_t json_get_time(json_object *parent, const char *key)
{
	json_object *value = json_get(parent, key, json_type_int);
	int64_t time = value ? json_object_get_int64(value) : 0;

	return time > 0 && time < TIMEFMT_END ? time : TIMEFMT_NONE;
}

/*
 * A NUL within, which JSON can say, is no end: U+FFFD stands in its place. Returns false when it
 * does not fit.
 */
static bool copy_string(char *to, size_t size, const char *from, size_t length)
{
	static const char nul[] = "\xEF\xBF\xBD";
	size_t used = 0;

	for (size_t i = 0; i < length; i++) {
		const char *part = from[i] ? from + i : nul;
		size_t part_length = from[i] ? 1 : strlen(nul);

		if (used + part_length >= size)
			return false;
		memcpy(to + used, part, part_length);
		used += part_length;
	}
	to[used] = '\0';
	return true;
}

void json_get_string(json_object *parent, const char *key, char *to, size_t size)
{
	json_object *value = json_get(parent, key, json_type_string);

	if (!value || !copy_string(to, size, json_object_get_string(value),
			      (size_t)json_object_get_string_len(value)))
		*to = '\0';
}
