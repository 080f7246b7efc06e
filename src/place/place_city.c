/* SPDX-License-Identifier: MIT */
#include "place/place_city.h"

#include <string.h>

#include "place/coordinates.h"
#include "place/rank.h"

#define VILLAGE 2000           /* of a place that is hardly meant together with it */
#define NEAR_LEAST 10000       /* of one that is named with the city near it */
#define NEAR_KM 30.0           /* how near */
#define PART_CITY_LEAST 500000 /* of a city whose part is meant rather than a larger one abroad */
#define ISLAND_KM 100.0        /* from the place that stands for the island */

/* Whether a place may be meant by a name that stands with that of another one. */
typedef bool belonging(const struct listed *place, const struct listed *other);

/* The likeliest place of the name that belongs to the other one; false if there is none. */
static bool find_belonging(struct place_words *words, size_t begin, size_t end, belonging *belongs,
	const struct listed *other, struct listed *best)
{
	const struct place_run *run = place_words_find(words, begin, end);
	struct listed_name name;
	const char *at = NULL;
	struct listed place;
	double score = -1;

	while (run && place_words_next_name(words->list, run, &at, &name, &place)) {
		double value;

		if (place.is_area || !belongs(&place, other))
			continue;
		value = gazetteer_score(&name, &place);
		if (value > score)
			*best = place;
		score = value > score ? value : score;
	}
	return score >= 0;
}

static double distance(const struct listed *place, const struct listed *other)
{
	return coordinates_distance(
		place->latitude, place->longitude, other->latitude, other->longitude);
}

static bool is_near(const struct listed *place, const struct listed *city)
{
	return place->offset != city->offset &&
	       (place->is_section || (place->population >= NEAR_LEAST &&
					     place->population * 4 < city->population)) &&
	       distance(place, city) < NEAR_KM;
}

bool place_city_exceeds_island(const struct listed *place, const struct listed *main_place)
{
	return place->population * 2 > main_place->population * 3;
}

/* As far as the list can tell, which has no shapes of islands. */
static bool is_on_island(const struct listed *place, const struct listed *main_place)
{
	return strcmp(place->region, main_place->region) == 0 &&
	       !place_city_exceeds_island(place, main_place) &&
	       distance(place, main_place) < ISLAND_KM;
}

bool place_city_find_near(struct place_words *words, size_t begin, size_t end,
	const struct listed *city, struct listed *best)
{
	return find_belonging(words, begin, end, is_near, city, best);
}

bool place_city_is_same_or_around(
	struct place_words *words, struct place_reading *reading, const struct place_reading *next)
{
	const struct place_run *run = place_words_find(words, reading->begin, reading->name_end);
	const struct place_run *next_run = place_words_find(words, next->begin, next->name_end);
	bool is_same_region = strcmp(reading->place.region, next->place.region) == 0;

	if (!next_run || (run && strcmp(run->key, next_run->key) == 0))
		return false;
	if (reading->place.offset == next->place.offset)
		return true;
	if (next->rule != PLACE_RULE_NAME)
		return false;
	if (run && !reading->qualifiers[0].run.regions &&
		place_region_is_named(words->list, run->key, &next->place, true)) {
		reading->rule = PLACE_RULE_NAME;
		reading->place = next->place;
		return true;
	}
	if (!place_longest_has_name(words->list, next_run, &next->place, NAME_LANDSCAPE))
		return false;
	/* "Hawaii Maui": the region says where the island is. */
	if (reading->rule == PLACE_RULE_REGION && !reading->is_own_city && is_same_region)
		return true;
	if (!is_on_island(&reading->place, &next->place) &&
		(reading->qualifiers[0].run.regions ||
			!find_belonging(words, reading->begin, reading->name_end, is_on_island,
				&next->place, &reading->place)) &&
		!(is_same_region && place_words_is_behind_comma(words, reading->end)))
		return false;
	reading->rule = PLACE_RULE_NAME;
	reading->city = next->place;
	return true;
}

/* Whether a name, not a country's, stands directly before a city. */
static bool is_before_city(struct place_words *words, const struct place_reading *reading,
	const struct place_reading *next)
{
	const struct place_run *run = place_words_find(words, next->begin, next->name_end);
	bool is_country =
		reading->rule == PLACE_RULE_REGION && place_region_is_country(reading->region.code);

	return !is_country && !reading->qualifiers[0].run.regions &&
	       next->place.population >= RANK_LARGE_LEAST && run &&
	       place_region_is_named(words->list, run->key, &next->place, false);
}

bool place_city_read(
	struct place_words *words, struct place_reading *reading, const struct place_reading *next)
{
	bool is_much_larger = reading->place.population * 2 < next->place.population;
	bool is_abroad = strcmp(reading->place.country, next->place.country) != 0;
	struct listed neighbour;

	if (!is_before_city(words, reading, next) ||
		!place_city_find_near(
			words, reading->begin, reading->name_end, &next->place, &neighbour) ||
		(!is_much_larger && !(is_abroad && neighbour.is_section &&
					    next->place.population >= PART_CITY_LEAST)))
		return false;
	/* "Kawasaki Tokyo": a large city is known by its name alone. */
	if (neighbour.offset == reading->place.offset && neighbour.population >= RANK_LARGE_LEAST &&
		!neighbour.is_section)
		return false;
	reading->rule = PLACE_RULE_NEAR_CITY;
	reading->place = neighbour;
	reading->city = next->place;
	reading->end = next->end;
	return true;
}

bool place_city_is_unknown_part(struct place_words *words, const struct place_reading *reading,
	const struct place_reading *next)
{
	return is_before_city(words, reading, next) &&
	       place_longest_is_small(reading, VILLAGE, RANK_LARGE_LEAST) &&
	       reading->place.population * 2 < next->place.population &&
	       strcmp(reading->place.country, next->place.country) != 0;
}
