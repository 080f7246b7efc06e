/* SPDX-License-Identifier: MIT */
/* The section of the time zones, those of most places first. */
#ifndef MAKER_ZONES_H
#define MAKER_ZONES_H

#include <stddef.h>

#include "places.h"

struct zone {
	const char *name;
	size_t places;
};

struct zones {
	struct zone *items;
	size_t count;
};

/* The zones of the places that are not dropped. */
struct zones zones_make(const struct places *places);

/* The number of the place's zone among them. */
size_t zones_find(const struct zones *zones, const struct place *place);

#endif
