/* SPDX-License-Identifier: MIT */
#include "place_lines.h"
#include "base/number.h"

#include <stdlib.h>
#include <string.h>

enum { DECIMALS = 4 }; /* 11 m */

static char *make_line(struct memory *memory, const struct place *place)
{
	const char *ascii = strcmp(place->ascii, place->name) == 0 ? "" : place->ascii;
	char latitude[NUMBER_MAX], longitude[NUMBER_MAX];

	number_trimmed(latitude, place->latitude, DECIMALS);
	number_trimmed(longitude, place->longitude, DECIMALS);
	return memory_format(memory, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%ld\t%s\n", place->id,
		place->name, ascii, place->country, place->state, latitude, longitude,
		place->people, place->is_capital ? "C" : "");
}

static int by_people(const void *a, const void *b)
{
	const struct place *const *first = a;
	const struct place *const *second = b;

	if ((*first)->people != (*second)->people)
		return (*first)->people < (*second)->people ? 1 : -1;
	return strcmp((*first)->line, (*second)->line);
}

size_t place_lines_make(struct places *places, size_t start)
{
	size_t kept = 0;

	for (size_t i = 0; i < places->count; i++) {
		struct place *place = places->items[i];

		if (place->is_dropped)
			continue;
		place->line = make_line(places->memory, place);
		places->items[kept++] = place;
	}
	places->count = kept;
	places->sorted_count = 0;
	qsort(places->items, kept, sizeof *places->items, by_people);
	for (size_t i = 0; i < kept; i++) {
		places->items[i]->offset = start;
		start += strlen(places->items[i]->line);
	}
	return start;
}
