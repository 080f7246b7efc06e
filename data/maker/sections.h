/* SPDX-License-Identifier: MIT */
/*
 * The list as a file: the line at its head and the sections behind it, see src/place/gazetteer.h.
 */
#ifndef MAKER_SECTIONS_H
#define MAKER_SECTIONS_H

#include <stddef.h>
#include <stdio.h>

#include "entries.h"
#include "places.h"
#include "prefix_index.h"
#include "regions.h"
#include "zones.h"

/* Where the first section begins. */
#define SECTIONS_START 103

struct sections {
	const char *date; /* of the data */
	struct zones zones;
	struct regions regions;
	struct places places;
	size_t places_start, places_end; /* where the places end and the prefix index begins */
	struct prefix_index prefix_index;
	struct entries entries;
};

/* Where the places will begin: the sections before them do not grow any more. */
size_t sections_before_places(const struct sections *sections);

/*
 * Writes the list. Ends the run (stop.h) when it is too large, before anything is written, and when
 * not all could be written.
 */
void sections_write(FILE *stream, const struct sections *sections);

#endif
