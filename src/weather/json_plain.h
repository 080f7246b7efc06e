/* SPDX-License-Identifier: MIT */
/*
 * Reads JSON as services write it, without json-c, in a tenth of the time: without white space,
 * escapes, exponents, true and false, and deep nesting. All else is left to json-c, whatever it may
 * be; what is read here, json-c would read likewise.
 */
#ifndef WX_JSON_PLAIN_H
#define WX_JSON_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define JSON_PLAIN_NAME_MAX 32 /* bytes, the NUL counted */

/*
 * Reads an array of numbers and nulls, which are NAN; returns what follows it, or NULL where there
 * is something else. With `are_whole`, so are numbers with decimals. Where values are not NULL,
 * they have room for all.
 */
const char *json_plain_numbers(const char *text, bool are_whole, double *values, size_t *count);

/* A number, a null or a string of an object. */
struct json_leaf {
	char object[JSON_PLAIN_NAME_MAX]; /* the member that it is in; "": it is one itself */
	bool is_in_array;                 /* which is an array of one object */
	char name[JSON_PLAIN_NAME_MAX];
	double number; /* NAN: it is none */
	bool is_whole;
	const char *text; /* of a string, its `length` bytes; NULL: it is none */
	size_t length;
};

/*
 * Reads an object whose members are such values, objects of such values, or arrays of one such
 * object. Hands out each value, in the order of the text, and counts the members of all objects.
 * Returns what follows the object, or NULL where there is something else, or two members with the
 * same name: then what has been handed out is to be forgotten.
 */
const char *json_plain_object(const char *text,
	void (*take)(void *context, const struct json_leaf *leaf), void *context,
	int64_t *member_count);

#endif
