/* SPDX-License-Identifier: MIT */
/* The section of the names: a line for each name, sorted by key and in the order of the places. */
#ifndef MAKER_ENTRIES_H
#define MAKER_ENTRIES_H

#include <stddef.h>

#include "memory.h"
#include "places.h"
#include "regions.h"

struct entry {
	char *line; /* "KEY\tREF\tKIND\tSPELLING\n", see src/place/gazetteer.h */
	size_t key_length;
	char *mark; /* KIND within the line: a capital letter if the key alone means the place */
	const char *spaced;   /* the name's fold_spaced() */
	const char *spelling; /* the name as spelt; "" if the place's line has it */
	char kind;            /* never a capital letter */
	const struct place *place;
};

struct entries {
	struct entry *items;
	size_t count;
};

/*
 * Makes the lines of the names that names_choose() chose, of places that have their offsets. A name
 * that a country or region has, too, means no place alone, unless it is the capital or lies in the
 * region. The names of regions are sorted.
 */
struct entries entries_make(const struct places *places, const struct regions *regions);

#endif
