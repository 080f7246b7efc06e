/* SPDX-License-Identifier: MIT */
#include "place/known_pairs.h"

#include <stdint.h>
#include <string.h>

#include "place/fold.h"
#include "place/place_search.h"
#include "place/places.h"

#define ARGUMENTS_MAX 64
#define TEXT_BYTES (3 * GAZETTEER_NAME_MAX)
#define LARGE 100000
#define SMALL 20000

/* Reads a text as a shell would hand it over; places_free is due. */
static bool read_text(struct places *places, const struct gazetteer *list, const char *text)
{
	char copy[TEXT_BYTES], *rest = copy, *arguments[ARGUMENTS_MAX];
	struct error error;
	int count = 0;

	snprintf(copy, sizeof copy, "%s", text);
	for (char *word; count < ARGUMENTS_MAX && (word = strsep(&rest, " "));)
		if (*word)
			arguments[count++] = word;
	return places_read(places, list, arguments, count, "", &error);
}

static bool is_at(const struct place *place, const struct listed *listed)
{
	return place->location.kind == LOCATION_LISTED &&
	       place->location.latitude == listed->latitude &&
	       place->location.longitude == listed->longitude;
}

static bool leads_to(const struct gazetteer *list, const char *text, const struct listed *listed)
{
	struct places places;
	bool good = read_text(&places, list, text) && places.count == 1 &&
		    is_at(&places.all[0], listed);

	places_free(&places);
	return good;
}

static bool means(const struct gazetteer *list, const char *name, const char *qualifier,
	const struct listed *listed)
{
	char text[TEXT_BYTES];
	struct listed first;

	snprintf(text, sizeof text, "%s,%s", name, qualifier);
	return place_search_first(list, text, &first) && first.offset == listed->offset;
}

/* Whether a city of 100,000 has that own name: before it a small place is hardly meant. */
static bool has_large_city(const struct gazetteer *list, const char *typed)
{
	struct listed_name name;
	const char *at = NULL;
	struct listed place;
	char key[FOLD_MAX];

	fold_key(key, typed);
	while (gazetteer_next_name(list, key, false, &at, &name))
		if (name.kind != NAME_ALTERNATE && gazetteer_place(list, name.offset, &place) &&
			place.population >= LARGE)
			return true;
	return false;
}

struct known_names known_pairs_needed(const struct gazetteer *list, const struct listed places[],
	size_t count, size_t most, FILE *complaints)
{
	struct known_names result = {0};

	for (size_t i = 0; i < count && result.all < most; i++) {
		const struct listed *place = &places[i];
		char qualifier[GAZETTEER_NAME_MAX], text[TEXT_BYTES];
		bool by_country;

		if (place->is_area || place_search_means(list, place->name, place) ||
			place_search_names_region(list, place->name))
			continue;
		gazetteer_region_name(list, place->country, qualifier);
		by_country = means(list, place->name, qualifier, place);
		if (!by_country)
			gazetteer_admin1_name(list, place, qualifier);
		if (!*qualifier || !means(list, place->name, qualifier, place) ||
			(place->population < SMALL && has_large_city(list, qualifier)))
			continue;
		snprintf(text, sizeof text, "%s %s", place->name, qualifier);
		result.all++;
		result.empty += !by_country;
		if (leads_to(list, text, place))
			result.right++;
		else
			fprintf(complaints, "'%s' does not lead to %s, %s\n", text, place->name,
				place->region);
	}
	return result;
}

struct known_names known_pairs_with_country(
	const struct gazetteer *list, const struct listed places[], size_t count, FILE *complaints)
{
	struct known_names result = {0};

	for (size_t i = 0; i < count; i++) {
		const struct listed *place = &places[i];
		char country[GAZETTEER_NAME_MAX], text[TEXT_BYTES];
		struct listed first;

		gazetteer_region_name(list, place->country, country);
		snprintf(text, sizeof text, "%s,%s", place->name, country);
		if (place->is_area || !*country || place_search_names_region(list, place->name) ||
			!place_search_first(list, text, &first))
			continue;
		*strrchr(text, ',') = ' ';
		result.all++;
		if (leads_to(list, text, &first))
			result.right++;
		else
			fprintf(complaints, "'%s' does not lead to %s, %s\n", text, first.name,
				first.region);
	}
	return result;
}

/* Whether the city's name alone means the city. */
static bool read_alone(const struct gazetteer *list, const struct listed *city, struct place *place)
{
	struct places places;
	bool good = read_text(&places, list, city->name) && places.count == 1 &&
		    is_at(&places.all[0], city);

	if (good)
		*place = places.all[0];
	places_free(&places);
	return good;
}

static bool is_same(const struct place *place, const struct place *other)
{
	return place->location.kind == LOCATION_LISTED &&
	       place->location.latitude == other->location.latitude &&
	       place->location.longitude == other->location.longitude;
}

struct known_names known_pairs_of_cities(const struct gazetteer *list, const struct listed places[],
	size_t count, size_t most, FILE *complaints)
{
	struct known_names result = {0};
	uint32_t random = 14;
	size_t large = 0;

	while (large < count && places[large].population >= LARGE)
		large++;
	while (large > 1 && result.all < most) {
		const struct listed *cities[2];
		struct place first, second;
		struct places both;
		char text[TEXT_BYTES];

		/* The constants of C's example of rand(): the same pairs on every machine. */
		for (int i = 0; i < 2; i++) {
			random = random * 1103515245u + 12345u;
			cities[i] = &places[(random >> 8) % large];
		}
		if (cities[0] == cities[1] || !read_alone(list, cities[0], &first) ||
			!read_alone(list, cities[1], &second))
			continue;
		snprintf(text, sizeof text, "%s %s", cities[0]->name, cities[1]->name);
		result.all++;
		if (!read_text(&both, list, text) || both.count == 0) {
			fprintf(complaints, "'%s' is refused\n", text);
		} else if (both.count == 2 && is_same(&both.all[0], &first) &&
			   is_same(&both.all[1], &second)) {
			result.right++;
		} else if (both.count == 1 && strstr(both.all[0].note, "for two places")) {
			result.right++;
			result.empty++;
			fprintf(complaints, "%s\n", both.all[0].note);
		} else {
			fprintf(complaints, "'%s' is not two places\n", text);
		}
		places_free(&both);
	}
	return result;
}
