/* SPDX-License-Identifier: MIT */
/*
 * korea.tsv: Korea's provinces, cities, counties, districts and wards. The comments at its head
 * describe the columns.
 */
#ifndef MAKER_KOREA_H
#define MAKER_KOREA_H

#include <stdbool.h>
#include <stddef.h>

#include "memory.h"
#include "places.h"

struct korea_row {
	char id[PLACES_ID_SIZE];  /* "" if it has none */
	const char *name, *unit;  /* in Hangul; the unit is what it lies in, "" for a province */
	const char *roman;        /* without the ending */
	const char *state, *kind; /* "province", "city", "county", "district" or "ward" */
	double latitude, longitude;
	long people;
	struct place *place; /* by korea_join() */
};

/* Another name of the row with that name and unit, which exists. */
struct korea_alias {
	const char *alias, *name, *unit;
};

/* A place of GeoNames that is a row once more. */
struct korea_duplicate {
	char id[PLACES_ID_SIZE];
	const char *name, *unit;
};

struct korea {
	struct korea_row *rows;
	size_t row_count;
	struct korea_alias *aliases;
	size_t alias_count;
	struct korea_duplicate *duplicates;
	size_t duplicate_count;
};

/* Reads the file; ends the run (stop.h) when something in it is wrong. */
struct korea korea_read(const char *path, struct memory *memory);

/* The first row of that name, with a unit the one in it; NULL when there is none. */
struct korea_row *korea_find(const struct korea *korea, const char *name, const char *unit);

/* The romanization of the province that is that state, such as "13"; NULL when none is. */
const char *korea_province(const struct korea *korea, const char *state);

/*
 * The code of the city with wards that the row is or lies in, its romanization; "" where there is
 * none.
 */
const char *korea_county(const struct korea *korea, const struct korea_row *row);

#endif
