/* SPDX-License-Identifier: MIT */
#include "weather/json_reader.h"

#include <ctype.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "weather/json_get.h"
#include "weather/json_plain.h"

#define DEPTH_MAX 32   /* of nested arrays and objects */
#define SERIES_DEPTH 2 /* of the values of the series */
#define WHITE_SPACE " \t\r\n"

/* ---- scanning the text ---- */

/* The end of a string, or NULL where it has none, or a control character. */
static const char *string_end(struct json_reader *reader, const char *text, bool *has_nul)
{
	unsigned char bits = 0;

	*has_nul = false;
	for (; *text != '"'; text++) {
		if ((unsigned char)*text < ' ')
			return NULL;
		bits |= (unsigned char)*text;
		if (*text != '\\')
			continue;
		*has_nul = *has_nul || strncmp(text, "\\u0000", 6) == 0;
		text++;
		if (!*text)
			return NULL;
	}
	reader->is_ascii &= bits < 0x80;
	return text;
}

/* Whether a string of JSON, of which each character may be escaped, is a name. */
static bool is_name(const char *text, const char *name)
{
	for (; *name; name++) {
		char code[5] = "";
		long character = *text++;

		if (character == '\\' && *text == 'u') {
			strncat(code, text + 1, 4);
			if (strspn(code, "0123456789abcdefABCDEF") < 4)
				return false;
			character = strtol(code, NULL, 16);
			text += 5;
		}
		if (character != *name)
			return false;
	}
	return *text == '"';
}

/* What follows one digit or more; NULL if there is none. */
static const char *digits_end(const char *text)
{
	const char *first = text;

	while (isdigit((unsigned char)*text))
		text++;
	return text > first ? text : NULL;
}

/* The last character of a number, null, true or false; NULL if the text is none of these. */
static const char *scalar_last(const char *text)
{
	static const char *const literals[] = {"null", "true", "false"};

	for (size_t i = 0; i < sizeof literals / sizeof *literals; i++)
		if (strncmp(text, literals[i], strlen(literals[i])) == 0)
			return text + strlen(literals[i]) - 1;
	text += *text == '-';
	text = *text == '0' ? text + 1 : digits_end(text);
	if (text && *text == '.')
		text = digits_end(text + 1);
	if (text && (*text == 'e' || *text == 'E'))
		text = digits_end(text + 1 + (text[1] == '+' || text[1] == '-'));
	return text && !isdigit((unsigned char)*text) ? text - 1 : NULL;
}

/* Sees a member whose value is what follows the colon: it may be the series. */
static void scan_member(
	struct json_reader *reader, const char *name, const char *colon, const char *series)
{
	const char *value = colon + 1 + strspn(colon + 1, WHITE_SPACE);

	if (!reader->first && (*value == '[' || *value == '{') && is_name(name, series))
		reader->first = value;
}

/*
 * Counts the members of all objects, by their colons, and finds the series. False for what json-c
 * accepts though RFC 8259 does not, and for a name with an escaped NUL, where json-c cuts it.
 */
static bool scan(struct json_reader *reader, const char *text, const char *series)
{
	const char *string = "";
	bool has_nul = false, is_after_comma = false;
	int depth = 0;

	for (; *text; text++) {
		switch (*text) {
		case ' ':
		case '\t':
		case '\r':
		case '\n':
			continue;
		case '"':
			string = text + 1;
			text = string_end(reader, string, &has_nul);
			break;
		case ':':
			if (has_nul)
				return false;
			reader->member_count++;
			if (depth == 1 && series)
				scan_member(reader, string, text, series);
			break;
		case '[':
		case '{':
			depth++;
			break;
		case ']':
		case '}':
			if (is_after_comma)
				return false;
			depth--;
			if (depth == 1 && reader->first && !reader->last)
				reader->last = text;
			break;
		case ',':
			break;
		default:
			text = scalar_last(text);
		}
		if (!text)
			return false;
		is_after_comma = *text == ',';
	}
	return true;
}

/* ---- parsing ---- */

/* Counts the members that json-c has kept: of several with one name in an object, the last. */
static int64_t count_kept_members(json_object *value)
{
	int64_t count = 0;

	if (json_object_is_type(value, json_type_array))
		for (size_t i = 0; i < json_object_array_length(value); i++)
			count += count_kept_members(json_object_array_get_idx(value, i));
	if (json_object_is_type(value, json_type_object)) {
		json_object_object_foreach(value, name, member)
		{
			(void)name;
			count += 1 + count_kept_members(member);
		}
	}
	return count;
}

static bool fail(struct json_reader *reader)
{
	reader->has_failed = true;
	reader->at = NULL;
	return false;
}

static bool fail_no_memory(struct json_reader *reader)
{
	error_set_no_memory(reader->error);
	return fail(reader);
}

static bool fail_invalid(struct json_reader *reader)
{
	error_set(reader->error, EXIT_BAD_REPLY,
		_("the reply is truncated or not valid JSON; try again later"));
	return fail(reader);
}

/* Sees whether the tokener has parsed the text, of which it made the value. */
static bool check_parsed(struct json_reader *reader, json_tokener *tokener, const char *text,
	const json_object *value)
{
	/*
	 * json_tokener_error_memory as of json-c 0.18: the headers may be older than the library.
	 */
	enum { ERROR_NO_MEMORY = json_tokener_error_size + 1 };
	int code = (int)json_tokener_get_error(tokener);

	if (code == ERROR_NO_MEMORY)
		return fail_no_memory(reader);
	if (code != json_tokener_success)
		return fail_invalid(reader);
	/* Before 0.17, json-c reports no error without memory, but has no object then. */
	if (!value && text[strspn(text, WHITE_SPACE)] != 'n')
		return fail_no_memory(reader);
	return true;
}

/*
 * Without JSON_TOKENER_STRICT, which in json-c 0.18 rejects each string that is not ASCII, and in
 * 0.17 and later large integers: scan() has been as strict. To look for invalid UTF-8 takes json-c
 * a sixth of the time, and ASCII has none.
 */
static json_tokener *new_tokener(const struct json_reader *reader, int depth)
{
	json_tokener *tokener = json_tokener_new_ex(depth);

	if (tokener && !reader->is_ascii)
		json_tokener_set_flags(tokener, JSON_TOKENER_VALIDATE_UTF8);
	return tokener;
}

/* Parses the body but for what is between the brackets of the series. */
static bool parse_root(struct json_reader *reader, const char *body, size_t length)
{
	json_tokener *tokener = new_tokener(reader, DEPTH_MAX);
	const char *rest = body;
	bool good;

	if (!tokener)
		return fail_no_memory(reader);
	if (reader->last) {
		reader->root =
			json_tokener_parse_ex(tokener, body, (int)(reader->first + 1 - body));
		if (json_tokener_get_error(tokener) == json_tokener_continue)
			rest = reader->last;
	}
	/* The final NUL is included, so that a number at the end is known to be complete. */
	if (!reader->last || rest == reader->last)
		reader->root =
			json_tokener_parse_ex(tokener, rest, (int)(body + length + 1 - rest));
	good = check_parsed(reader, tokener, body, reader->root) &&
	       (rest[json_tokener_get_parse_end(tokener)] == '\0' || fail_invalid(reader));
	json_tokener_free(tokener);
	return good;
}

bool json_reader_open(struct json_reader *reader, const char *body, size_t length,
	const char *series, struct error *error)
{
	*reader = (struct json_reader){.name = "", .is_ascii = true, .error = error};
	if (length >= INT_MAX || strlen(body) != length || !scan(reader, body, series))
		return fail_invalid(reader);
	if (!parse_root(reader, body, length))
		return false;
	if (!reader->last)
		return json_reader_finish(reader);
	reader->at = reader->first + 1;
	reader->tokener = new_tokener(reader, DEPTH_MAX - SERIES_DEPTH);
	if (*reader->first == '{')
		reader->names = json_object_new_object();
	if (!reader->tokener || (*reader->first == '{' && !reader->names))
		return fail_no_memory(reader);
	return true;
}

/* ---- the series ---- */

json_object *json_reader_value(struct json_reader *reader)
{
	const char *text = reader->at;
	json_object *value;

	if (!text || !reader->is_at_value)
		return NULL;
	reader->is_at_value = false;
	value = json_tokener_parse_ex(reader->tokener, text, (int)(reader->last + 1 - text));
	if (!check_parsed(reader, reader->tokener, text, value)) {
		json_object_put(value);
		return NULL;
	}
	reader->at += json_tokener_get_parse_end(reader->tokener);
	reader->series_member_count += count_kept_members(value);
	return value;
}

/* The numbers of a value that json-c has parsed; *values has room for its elements. */
static void take_numbers(json_object *array, bool are_whole, double *values)
{
	for (size_t i = 0; i < json_object_array_length(array); i++) {
		json_object *value = json_object_array_get_idx(array, i);
		bool is_good = !are_whole || json_object_is_type(value, json_type_int);

		values[i] = is_good ? json_get_number_of(value, -INFINITY, INFINITY) : NAN;
	}
}

double *json_reader_numbers(struct json_reader *reader, bool are_whole, size_t *count)
{
	const char *text = reader->is_at_value ? reader->at : "";
	const char *end = json_plain_numbers(text, are_whole, NULL, count);
	json_object *array = end ? NULL : json_reader_value(reader);
	double *values;

	if (!end && json_object_is_type(array, json_type_array))
		*count = json_object_array_length(array);
	else if (!end)
		*count = 0;
	values = *count > 0 ? malloc(*count * sizeof *values) : NULL;
	if (values && end)
		reader->at = json_plain_numbers(text, are_whole, values, count);
	else if (values)
		take_numbers(array, are_whole, values);
	else if (*count > 0)
		fail_no_memory(reader);
	if (!values)
		*count = 0;
	json_object_put(array);
	reader->is_at_value = false;
	return values;
}

bool json_reader_leaves(struct json_reader *reader,
	void (*take)(void *context, const struct json_leaf *leaf), void *context)
{
	int64_t member_count;
	const char *end = reader->is_at_value
				  ? json_plain_object(reader->at, take, context, &member_count)
				  : NULL;

	if (!end)
		return false;
	reader->at = end;
	reader->is_at_value = false;
	reader->series_member_count += member_count;
	return true;
}

/* Goes past the current value. */
static bool skip_value(struct json_reader *reader)
{
	size_t count;
	const char *end =
		reader->is_at_value ? json_plain_numbers(reader->at, false, NULL, &count) : NULL;

	if (end)
		reader->at = end;
	else
		json_object_put(json_reader_value(reader));
	reader->is_at_value = false;
	return !reader->has_failed;
}

/* Goes to the value of a member, of which each name is kept. */
static bool read_name(struct json_reader *reader)
{
	json_object *name;

	reader->is_at_value = true;
	name = json_reader_value(reader);
	if (reader->has_failed)
		return false;
	if (!json_object_is_type(name, json_type_string)) {
		json_object_put(name);
		return fail_invalid(reader);
	}
	reader->name = json_object_get_string(name);
	if (json_object_object_add(reader->names, reader->name, name) != 0) {
		json_object_put(name);
		return fail_no_memory(reader);
	}
	reader->at += strspn(reader->at, WHITE_SPACE);
	if (*reader->at != ':')
		return fail_invalid(reader);
	reader->at++;
	return true;
}

bool json_reader_next(struct json_reader *reader)
{
	bool is_first;

	if (!reader->at)
		return false;
	is_first = reader->at == reader->first + 1 && !reader->is_at_value;
	if (!skip_value(reader))
		return false;
	reader->at += strspn(reader->at, WHITE_SPACE);
	if (reader->at == reader->last) {
		reader->at = NULL;
		return false;
	}
	if (!is_first) {
		if (*reader->at != ',')
			return fail_invalid(reader);
		reader->at++;
	}
	if (reader->names && !read_name(reader))
		return false;
	reader->is_at_value = true;
	return true;
}

bool json_reader_finish(struct json_reader *reader)
{
	while (json_reader_next(reader))
		continue;
	if (reader->has_failed)
		return false;
	if (reader->member_count == count_kept_members(reader->root) +
					    count_kept_members(reader->names) +
					    reader->series_member_count)
		return true;
	error_set(reader->error, EXIT_BAD_REPLY,
		_("the reply is not valid (two members with the same name); try again later"));
	return fail(reader);
}

void json_reader_close(struct json_reader *reader)
{
	json_object_put(reader->root);
	json_object_put(reader->names);
	if (reader->tokener)
		json_tokener_free(reader->tokener);
}
