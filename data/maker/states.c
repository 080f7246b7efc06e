/* SPDX-License-Identifier: MIT */
#include "states.h"
#include "place/fold.h"

#include <string.h>

static const double SAME_TOWN_KM = 5;

/* The nearest that has the name, if that is the same place; NULL if there is none. */
static const struct current *nearest(
	const struct currents *currents, const struct place *place, const char *name)
{
	const struct current *found = NULL;
	double least = SAME_TOWN_KM;
	char key[2 + FOLD_MAX];

	memcpy(key, place->country, 2);
	if (!fold_key(key + 2, name))
		return NULL;
	for (size_t i = currents_find(currents, key);
		i < currents->count && strcmp(currents->items[i].key, key) == 0; i++) {
		const struct current *current = &currents->items[i];
		double distance = places_distance(place, current->latitude, current->longitude);

		if (distance < least) {
			least = distance;
			found = current;
		}
	}
	return found;
}

/* Countries that gave old numbers to other states; there the dump's say something wrong. */
static bool is_renumbered(const char *country)
{
	return strcmp(country, "VN") == 0;
}

static bool has_counties(const char *country)
{
	return strcmp(country, "GB") == 0 || strcmp(country, "IE") == 0;
}

static void use_current(const struct currents *currents, struct place *place)
{
	const struct current *current = nearest(currents, place, place->given);

	if (!current)
		current = nearest(currents, place, place->given_ascii);
	if (current) {
		place->unit = current->unit;
		place->county = *current->county ? current->county : place->county;
	} else if (is_renumbered(place->country) && !place->is_renamed) {
		place->unit = "";
	}
	if (strcmp(place->unit, "00") == 0)
		place->unit = "";
	if (!has_counties(place->country) || !*place->unit)
		place->county = "";
}

void states_join(struct places *places, const struct currents *currents)
{
	for (size_t i = 0; i < places->count; i++)
		use_current(currents, places->items[i]);
}
