/* SPDX-License-Identifier: MIT */
/*
 * The section of the regions: by which names and codes a country, state or province is known. The
 * three sources are added one after the other, then sorted.
 */
#ifndef MAKER_REGIONS_H
#define MAKER_REGIONS_H

#include <stddef.h>

#include "korea.h"
#include "memory.h"

struct regions {
	struct memory *memory;
	char **lines; /* "KEY\tCODE\tNAME\n", see src/gazetteer.h */
	size_t count;
	char **codes; /* of all countries and states */
	size_t code_count;
};

/* The countries of a table: code, English name, other names split by "|". */
void regions_read_countries(struct regions *regions, const char *path);

/* The states of admin1.json; Korean provinces get their names from the Korean list. */
void regions_read_states(struct regions *regions, const char *path, const struct korea *korea);

/* The Korean names of provinces, and of the cities that have wards. */
void regions_add_korea(struct regions *regions, const struct korea *korea);

/* Sorts the lines, each once. */
void regions_sort(struct regions *regions);

/* How many bytes they take. */
size_t regions_size(const struct regions *regions);

#endif
