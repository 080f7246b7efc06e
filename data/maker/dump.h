/* SPDX-License-Identifier: MIT */
/*
 * GeoNames' dump of places, cities500.txt: the first of the sources, which all others add to. Its
 * columns are described at https://download.geonames.org/export/dump/readme.txt.
 */
#ifndef MAKER_DUMP_H
#define MAKER_DUMP_H

#include "corrections.h"
#include "places.h"

#define DUMP_DATE_SIZE 11

/*
 * Adds the dump's places, sorted, of 1,000 people and more, seats of governments, and those that
 * are kept; but not those that are no more and small parts of cities. The date is that of its
 * latest change, "2023-03-05". Ends the run (stop.h) if it is no such dump.
 */
void dump_read(struct places *places, const char *path, const struct kept *kept,
	char date[DUMP_DATE_SIZE]);

#endif
