/* SPDX-License-Identifier: MIT */
/*
 * Parses the body of a reply with json-c, whose tree takes some twenty times the memory of the
 * text. A forecast's values are therefore parsed one at a time: they are in one member of the
 * reply, its series, an array or an object. For weather/ only.
 */
#ifndef WX_JSON_READER_H
#define WX_JSON_READER_H

#include <json-c/json.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "weather/json_plain.h"

struct error;

struct json_reader {
	json_object *root; /* the body, if it is valid, its series left empty; NULL: null */
	const char *name;  /* of the series' current member; "" in an array */

	/* The rest is for json_reader.c alone. */
	const char *first, *last; /* the brackets of the series; NULL: there is none */
	const char *at;           /* what is next in it; NULL: nothing is */
	bool is_at_value;         /* and that is the current value */
	bool has_failed;
	bool is_ascii;               /* all strings are */
	json_tokener *tokener;       /* for the values of the series */
	json_object *names;          /* its members; NULL: it is an array */
	int64_t member_count;        /* in the text */
	int64_t series_member_count; /* in the values of the series, without duplicates */
	struct error *error;
};

/*
 * Parses a body that ends with a NUL at body[length]; both are used until json_reader_close, which
 * must always be called, and so is *error. `series` names the member of the body's object whose
 * values are left for json_reader_next, where it is an array or an object; it has letters alone.
 * NULL: everything is parsed at once.
 *
 * False with *error set if out of memory (EXIT_INTERNAL) or if the body is not valid JSON
 * (EXIT_BAD_REPLY). An object that has two members of one name is rejected, since RFC 8259, section
 * 4, leaves open which of them counts, and so is a name that contains a NUL. The time is linear in
 * the length. What the series has inside is only known to be valid after json_reader_finish.
 */
bool json_reader_open(struct json_reader *reader, const char *body, size_t length,
	const char *series, struct error *error);

/* Goes to the series' next value; false where there is none, or it is not valid. */
bool json_reader_next(struct json_reader *reader);

/*
 * The current value, once; the caller frees it with json_object_put. NULL for the value null, and
 * where it is not valid. Values that are not asked for cost less.
 */
json_object *json_reader_value(struct json_reader *reader);

/*
 * Likewise, but an array of numbers, whose count is stored; the caller frees it with free. NAN
 * stands for each element that is no number or, with `are_whole`, has decimals or an exponent. NULL
 * where the value is no array, has no elements, or is not valid, or if memory runs out. This takes
 * a tenth of the time.
 */
double *json_reader_numbers(struct json_reader *reader, bool are_whole, size_t *count);

/*
 * Likewise, but hands out the numbers and strings of an object without a tree, as json_plain_object
 * does. False where the value is not as plain as that: then what has been handed out is to be
 * forgotten, and json_reader_value has it.
 */
bool json_reader_leaves(struct json_reader *reader,
	void (*take)(void *context, const struct json_leaf *leaf), void *context);

/* Goes through the rest of the series. False, with *error set, as json_reader_open. */
bool json_reader_finish(struct json_reader *reader);

void json_reader_close(struct json_reader *reader);

#endif
