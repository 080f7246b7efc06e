/* SPDX-License-Identifier: MIT */
/*
 * Sources that are tables: a row a line, columns separated by tabs. What is wrong with a row ends
 * the run (stop.h) with the file's name and the row's number.
 */
#ifndef MAKER_TABLE_H
#define MAKER_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "memory.h"
#include "places.h"

struct table {
	const char *path;
	char *row;     /* the current one, without its end; table_columns() takes it apart */
	char *rest;    /* what follows it */
	size_t number; /* of the row, from 1 */
};

/*
 * Reads the file. If the last row does not end with a newline, the file was cut. The text lies in
 * the memory, so that columns can be kept as they are.
 */
struct table table_open(const char *path, struct memory *memory);

/* Goes on to the next row; false when there are no more. */
bool table_next(struct table *table);

/* Whether the current row is a comment: it begins with "#". */
bool table_is_comment(const struct table *table);

/*
 * Takes the row apart. It must have from least to most columns, all of them plain (input.h); those
 * that are missing are "".
 */
void table_columns(struct table *table, size_t least, size_t most, char *columns[]);

_Noreturn void table_refuse(const struct table *table, const char *format, ...) ERROR_PRINTF(2, 3);

/* The column's value: degrees from -most to most; a number of people; an id of GeoNames, not 0. */
double table_degrees(const struct table *table, const char *column, double most);
long table_people(const struct table *table, const char *column);
void table_id(const struct table *table, const char *column, char id[PLACES_ID_SIZE]);

/* The column must be the code of a country: two capital letters. */
void table_country(const struct table *table, const char *column);

#endif
