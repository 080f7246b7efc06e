/* SPDX-License-Identifier: MIT */
/* Sources that are JSON arrays of objects. Nothing else here knows json-c. */
#ifndef MAKER_JSON_ROWS_H
#define MAKER_JSON_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "memory.h"

struct json_rows {
	const char *path;
	struct json_object *array;
	size_t number; /* of the current object, from 1; 0 before the first */
};

/* Reads the file; ends the run (stop.h) if it is not a JSON array, or an empty one. */
struct json_rows json_rows_open(const char *path, struct memory *memory);

/* Goes on to the next object; false when there are no more, and then everything is freed. */
bool json_rows_next(struct json_rows *rows);

/*
 * The current object's string of that key, valid until json_rows_next(). Ends the run (stop.h) if
 * it is missing or not plain (input.h).
 */
const char *json_rows_member(const struct json_rows *rows, const char *key);

/* Ends the run (stop.h) with the file's name and the object's number. */
_Noreturn void json_rows_refuse(const struct json_rows *rows, const char *why);

#endif
