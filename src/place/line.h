/* SPDX-License-Identifier: MIT */
/*
 * Lines of fields that are separated by tabs, as the list of places has them in memory. Texts are
 * not ended by a NUL, and may be anything: nothing here reads beyond the given end.
 */
#ifndef WX_LINE_H
#define WX_LINE_H

#include <stdbool.h>
#include <stddef.h>

#define LINE_FIELDS_MAX 11

/* What lies between two tabs. */
struct line_field {
	const char *start;
	size_t length;
};

/* Splits the line that begins at `at`; fields that are missing are empty. Returns the next line. */
const char *line_split(const char *at, const char *end, struct line_field fields[LINE_FIELDS_MAX]);

/* The beginning of the next line; `end` if there is none. */
const char *line_next(const char *line, const char *end);

/* Whether the line begins with that text. */
bool line_begins(const char *line, const char *end, const char *text, size_t length);

/* What is before the first tab; all of a line that has none. */
struct line_field line_key(const char *line, const char *end);

/* Copies a field, cut off if it does not fit, and ends it with a NUL. */
void line_copy(char *to, size_t size, struct line_field field);

/* A number of digits alone; anything else ends it. */
size_t line_number(struct line_field field);

/* Bytewise, as memcmp: negative if the field comes before the wanted text, 0 if it is that. */
int line_compare(struct line_field field, const char *wanted, size_t length);

/* Above the tab that ends a key, and below all bytes of keys: after a key, before longer ones. */
#define LINE_LONGER "\x1F"

/*
 * The first line in [low, high) whose key, the line's first field, is not below the wanted one;
 * `high` if there is none. The lines must be sorted by their keys, bytewise; else the result is
 * some line of these. Bytes of keys must be above LINE_LONGER.
 */
const char *line_lower_bound(const char *low, const char *high, const char *wanted, size_t length);

#endif
