/* SPDX-License-Identifier: MIT */
#include "zones.h"

#include <stdlib.h>
#include <string.h>

static void count_place(struct zones *zones, struct memory *memory, const struct place *place)
{
	size_t i = 0;

	while (i < zones->count && strcmp(zones->items[i].name, place->zone) != 0)
		i++;
	if (i == zones->count) {
		zones->items =
			memory_grow(memory, zones->items, zones->count, sizeof *zones->items);
		zones->items[zones->count++] = (struct zone){.name = place->zone};
	}
	zones->items[i].places++;
}

static int by_places(const void *a, const void *b)
{
	const struct zone *first = a;
	const struct zone *second = b;

	if (first->places != second->places)
		return first->places < second->places ? 1 : -1;
	return strcmp(first->name, second->name);
}

struct zones zones_make(const struct places *places)
{
	struct zones zones = {0};

	for (size_t i = 0; i < places->count; i++)
		if (!places->items[i]->is_dropped)
			count_place(&zones, places->memory, places->items[i]);
	if (zones.count > 0)
		qsort(zones.items, zones.count, sizeof *zones.items, by_places);
	return zones;
}

size_t zones_find(const struct zones *zones, const struct place *place)
{
	size_t i = 0;

	while (strcmp(zones->items[i].name, place->zone) != 0)
		i++;
	return i;
}
