/* SPDX-License-Identifier: MIT */
#include "place_lines.h"
#include "base/number.h"

#include <stdlib.h>
#include <string.h>

enum { DECIMALS = 4 }; /* 11 m */

static const char *kind_of(const struct place *place)
{
	if (place->is_area)
		return "A";
	return place->is_capital ? "C" : place->is_section ? "X" : "";
}

static char *make_line(struct memory *memory, const struct place *place, const struct zones *zones)
{
	const char *ascii = strcmp(place->ascii, place->name) == 0 ? "" : place->ascii;
	char latitude[NUMBER_MAX], longitude[NUMBER_MAX];

	number_trimmed(latitude, place->latitude, DECIMALS);
	number_trimmed(longitude, place->longitude, DECIMALS);
	return memory_format(memory, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%ld\t%s\t%zu\n", place->id,
		place->name, ascii, place->country, place->unit, place->county, latitude, longitude,
		place->people, kind_of(place), zones_find(zones, place));
}

size_t place_lines_make(struct places *places, const struct zones *zones, size_t start)
{
	size_t kept = 0;

	for (size_t i = 0; i < places->count; i++) {
		struct place *place = places->items[i];

		if (place->is_dropped)
			continue;
		place->line = make_line(places->memory, place, zones);
		places->items[kept++] = place;
	}
	places->count = kept;
	places->sorted_count = 0;
	qsort(places->items, kept, sizeof *places->items, places_by_likelihood);
	for (size_t i = 0; i < kept; i++) {
		places->items[i]->offset = start;
		start += strlen(places->items[i]->line);
	}
	return start;
}
