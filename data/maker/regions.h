/* SPDX-License-Identifier: MIT */
/*
 * Countries, the units just below them, and British, Irish and Korean counties: by which names and
 * codes they are known, which places are their capital and their largest. region_sources.h reads
 * them.
 */
#ifndef MAKER_REGIONS_H
#define MAKER_REGIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "memory.h"
#include "places.h"

struct region {
	const char *code; /* "KR", "US.OR", "GB.ENG.J7" */
	const char *iso;  /* the part of its ISO 3166-2 code behind the hyphen, "" if it has none */
	const char *name; /* English */
	const char *label;   /* what GeoNames calls it */
	const char *members; /* codes split by blanks if it consists of other regions, else "" */
	char capital_id[PLACES_ID_SIZE]; /* of a country; "" if it has none */
	bool is_sovereign;
	const struct place *capital, *largest; /* by regions_join(); NULL if there is none */
};

/* A name or code of a region, with the kinds of src/place/gazetteer.h. */
struct region_name {
	const char *key, *code, *spelling;
	char kind;
};

struct regions {
	struct memory *memory;
	struct region *items; /* by regions_sort() sorted by code */
	size_t count, sorted_count;
	struct region_name *names;
	size_t name_count;
};

/* A new region with that code and name; NULL if there is one already. */
struct region *regions_add(struct regions *regions, const char *code, const char *name);

/* Sorts what is there so far, to be found from now on. */
void regions_sort(struct regions *regions);

/* The region of that code among the sorted ones; NULL when there is none. */
struct region *regions_find(const struct regions *regions, const char *code);

void regions_add_name(struct regions *regions, const char *code, char kind, const char *spelling);

/* Adds a name for each of those that are split by "|". */
void regions_add_names(struct regions *regions, const char *code, char kind, char *spellings);

/*
 * Finds the capitals and largest places, and marks the capitals of sovereign states. Drops from
 * places the codes of units and counties that are not known. Ends the run (stop.h) when a country's
 * capital is not among the places.
 */
void regions_join(struct regions *regions, const struct places *places);

/* Sorts the names, each once. */
void regions_sort_names(struct regions *regions);

#endif
