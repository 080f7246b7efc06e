/* SPDX-License-Identifier: MIT */
/*
 * GeoNames' dump of places, cities1000.txt: the first of the sources, which all others add to. Its
 * columns are described at https://download.geonames.org/export/dump/readme.txt.
 */
#ifndef MAKER_DUMP_H
#define MAKER_DUMP_H

#include "places.h"

#define DUMP_DATE_SIZE 11

/*
 * Adds the dump's places, sorted, but for those that are no more and small parts of cities. The
 * date is that of its latest change, "2020-03-18". Ends the run (stop.h) if it is no such dump.
 */
void dump_read(struct places *places, const char *path, char date[DUMP_DATE_SIZE]);

#endif
