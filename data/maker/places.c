/* SPDX-License-Identifier: MIT */
#include "places.h"
#include "place/rank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double KM_PER_DEGREE = 111.2; /* of a great circle on a sphere of 6371 km */

struct place *places_add(struct places *places)
{
	struct place *place = memory_take(places->memory, 1, sizeof *place);

	place->name = place->ascii = place->given = place->given_ascii = "";
	place->country = place->unit = place->county = place->zone = "";
	places->items =
		memory_grow(places->memory, places->items, places->count, sizeof *places->items);
	places->items[places->count++] = place;
	return place;
}

void places_add_alternate(
	struct places *places, struct place *place, const char *spelling, bool is_listed)
{
	if (!*spelling)
		return;
	place->alternates = memory_grow(places->memory, place->alternates, place->alternate_count,
		sizeof *place->alternates);
	place->alternates[place->alternate_count++] =
		(struct alternate){.spelling = spelling, .is_listed = is_listed};
}

void places_rename(struct places *places, struct place *place, const char *name, const char *ascii)
{
	if (place->people > 0) {
		places_add_alternate(places, place, place->name, true);
		places_add_alternate(places, place, place->ascii, true);
	}
	place->name = name;
	place->ascii = ascii;
}

static int by_id(const void *a, const void *b)
{
	const struct place *const *first = a;
	const struct place *const *second = b;

	return strcmp((*first)->id, (*second)->id);
}

void places_sort(struct places *places)
{
	qsort(places->items, places->count, sizeof *places->items, by_id);
	places->sorted_count = places->count;
}

static int id_to_place(const void *id, const void *place)
{
	return strcmp(id, (*(const struct place *const *)place)->id);
}

struct place *places_find(const struct places *places, const char *id)
{
	struct place **found = bsearch(
		id, places->items, places->sorted_count, sizeof *places->items, id_to_place);

	return found ? *found : NULL;
}

static double rank_of(const struct place *place)
{
	return rank_score(place->people, true, place->is_capital);
}

int places_by_likelihood(const void *a, const void *b)
{
	const struct place *first = *(const struct place *const *)a;
	const struct place *second = *(const struct place *const *)b;
	int order;

	if (first->is_section != second->is_section)
		return first->is_section ? 1 : -1;
	if (rank_of(first) != rank_of(second))
		return rank_of(first) < rank_of(second) ? 1 : -1;
	order = strcmp(first->id, second->id);
	if (order == 0)
		order = strcmp(first->name, second->name);
	if (order == 0)
		order = strcmp(first->unit, second->unit);
	return order != 0 ? order
			  : (first->longitude > second->longitude) -
				    (first->longitude < second->longitude);
}

double places_distance(const struct place *place, double latitude, double longitude)
{
	double middle = (place->latitude + latitude) / 2 * acos(-1) / 180;

	return KM_PER_DEGREE *
	       hypot(place->latitude - latitude, (place->longitude - longitude) * cos(middle));
}
