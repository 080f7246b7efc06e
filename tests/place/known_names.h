/* SPDX-License-Identifier: MIT */
/*
 * Whether names that everybody knows lead where they should: those of regions, renamed cities and
 * landscapes.
 */
#ifndef WX_TESTS_KNOWN_NAMES_H
#define WX_TESTS_KNOWN_NAMES_H

#include <stdio.h>

#include "place/gazetteer.h"

struct known_names {
	size_t all, right; /* names looked at, and those that lead where they should */
	size_t empty;      /* regions that have no place, whose names lead nowhere */
};

/*
 * The English names of all countries and of the units just below them, or all of their names: each
 * must lead to a place in a region of that name, or to one that has it as its own, or to a capital
 * or city of a million that has it as another name. Complains in a line each.
 */
struct known_names known_regions(const struct gazetteer *list, bool with_others, FILE *complaints);

/*
 * A table of former or foreign names, names of today and countries' codes: with the country behind
 * a comma both must lead to one place that is shown by the name of today.
 */
struct known_names known_renamed(const struct gazetteer *list, const char *path, FILE *complaints);

/*
 * A table as landscapes.tsv: each name alone must lead to the place with the row's number, which
 * has the name and the country and lies near the coordinates that the row says.
 */
struct known_names known_landscapes(
	const struct gazetteer *list, const char *path, FILE *complaints);

#endif
