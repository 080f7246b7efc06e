/* SPDX-License-Identifier: MIT */
/* What is wrong in GeoNames' dump: rows that are no town, and towns that it has not. */
#ifndef MAKER_CORRECTIONS_H
#define MAKER_CORRECTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "memory.h"
#include "places.h"

/*
 * Adds the places of a table: id, name, ASCII name, latitude, longitude, country, unit, people, "X"
 * for a part of a city, time zone, alternate names. The places must be sorted again. Ends the run
 * (stop.h) when the file is no such table.
 */
void corrections_add(struct places *places, const char *path);

/* The ids of small places that are kept all the same: a table of ids and comments. */
struct kept {
	char (*ids)[PLACES_ID_SIZE]; /* sorted */
	size_t count;
};

/* Ends the run (stop.h) likewise. */
struct kept corrections_kept(const char *path, struct memory *memory);

bool corrections_is_kept(const struct kept *kept, const char *id);

/* Drops the places of a table: id, reason, and a comment. Ends the run (stop.h) likewise. */
void corrections_drop(struct places *places, const char *path);

/*
 * Drops places without people whose name another one with people bears that lies in the same unit
 * within 10 km: a town's municipality, or the town once more.
 */
void corrections_drop_twins(struct places *places);

#endif
