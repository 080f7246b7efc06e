/* SPDX-License-Identifier: MIT */
#include "weather/json_plain.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "base/utf8.h"

#define NUMBER_DIGITS_MAX 15 /* that json-c surely takes */
#define MEMBERS_MAX 24       /* of an object */
#define UTF8_BYTES_MAX 4     /* of a character */

/*
 * Reads a number without an exponent, or null, as NAN; returns what follows it, or NULL where there
 * is neither. So few digits divided by a power of ten are what strtod makes of them, but
 * for the last bit where FLT_EVAL_METHOD is not 0.
 */
static const char *read_number(const char *text, double *value, bool *has_point)
{
	static const double powers[] = {
		1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14};
	const bool is_negative = *text == '-';
	const char *first = text + is_negative, *point = NULL;
	uint64_t digits = 0;

	*value = NAN;
	*has_point = false;
	if (strncmp(text, "null", 4) == 0)
		return text + 4;
	for (text = first; isdigit((unsigned char)*text); text++) {
		digits = 10 * digits + (uint64_t)(*text - '0');
		if (!point && text[1] == '.' && isdigit((unsigned char)text[2]))
			point = ++text;
	}
	if (text == first || (*first == '0' && isdigit((unsigned char)first[1])) ||
		text > first + NUMBER_DIGITS_MAX)
		return NULL;
	*value = (double)digits / powers[point ? text - point - 1 : 0];
	/* To json-c, -0 is a whole number. */
	if (is_negative && (point || digits > 0))
		*value = -*value;
	*has_point = point;
	return text;
}

const char *json_plain_numbers(const char *text, bool are_whole, double *values, size_t *count)
{
	double value;
	bool has_point;

	*count = 0;
	if (*text != '[')
		return NULL;
	do {
		text = read_number(text + 1, &value, &has_point);
		if (!text)
			return NULL;
		if (values)
			values[*count] = are_whole && has_point ? NAN : value;
		++*count;
	} while (*text == ',');
	return *text == ']' ? text + 1 : NULL;
}

/* The quotation mark that ends a string without escapes; NULL if there is another one. */
static const char *string_end(const char *text)
{
	while (*text != '"') {
		if ((unsigned char)*text < ' ' || *text == '\\')
			return NULL;
		if ((unsigned char)*text < 0x80)
			text++;
		else if (utf8_next(&text, text + strnlen(text, UTF8_BYTES_MAX)) == UTF8_INVALID)
			return NULL;
	}
	return text;
}

/* Copies a name; false if it is too long. */
static bool copy_name(char to[JSON_PLAIN_NAME_MAX], const char *name, const char *end)
{
	size_t length = (size_t)(end - name);

	if (length >= JSON_PLAIN_NAME_MAX)
		return false;
	memcpy(to, name, length);
	to[length] = '\0';
	return true;
}

/* Who takes the values, and the one that is read. */
struct plain {
	void (*take)(void *context, const struct json_leaf *leaf);
	void *context;
	struct json_leaf leaf;
	int64_t member_count;
};

static const char *read_object(struct plain *plain, const char *text);

/* Reads a member's value; an object, or an array of one, only where it is not in one already. */
static const char *read_value(struct plain *plain, const char *text)
{
	struct json_leaf *leaf = &plain->leaf;
	bool has_point = false, is_in_array = *text == '[';

	if (*text == '{' || *text == '[') {
		if (*leaf->object)
			return NULL;
		memcpy(leaf->object, leaf->name, sizeof leaf->object);
		leaf->is_in_array = is_in_array;
		text = read_object(plain, text + is_in_array);
		*leaf->object = '\0';
		leaf->is_in_array = false;
		return is_in_array && text ? (*text == ']' ? text + 1 : NULL) : text;
	}
	leaf->number = NAN;
	leaf->text = *text == '"' ? text + 1 : NULL;
	text = leaf->text ? string_end(leaf->text) : read_number(text, &leaf->number, &has_point);
	if (!text)
		return NULL;
	leaf->is_whole = !has_point;
	leaf->length = leaf->text ? (size_t)(text - leaf->text) : 0;
	plain->take(plain->context, leaf);
	return leaf->text ? text + 1 : text;
}

static const char *read_object(struct plain *plain, const char *text)
{
	const char *names[MEMBERS_MAX], *end;
	size_t count = 0;

	if (text[0] != '{' || text[1] == '}')
		return text[0] == '{' ? text + 2 : NULL;
	do {
		const char *name = text + 2;

		if (text[1] != '"' || count == MEMBERS_MAX || !(end = string_end(name)) ||
			end == name || end[1] != ':' || !copy_name(plain->leaf.name, name, end))
			return NULL;
		for (size_t i = 0; i < count; i++)
			if (strncmp(names[i], name, (size_t)(end + 1 - name)) == 0)
				return NULL;
		names[count++] = name;
		text = read_value(plain, end + 2);
	} while (text && *text == ',');
	plain->member_count += (int64_t)count;
	return text && *text == '}' ? text + 1 : NULL;
}

const char *json_plain_object(const char *text,
	void (*take)(void *context, const struct json_leaf *leaf), void *context,
	int64_t *member_count)
{
	struct plain plain = {.take = take, .context = context};

	text = read_object(&plain, text);
	*member_count = plain.member_count;
	return text;
}
