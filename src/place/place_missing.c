/* SPDX-License-Identifier: MIT */
#include "place/place_missing.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "place/coordinates.h"
#include "place/fold.h"
#include "place/place_explain.h"
#include "place/place_near.h"
#include "place/place_part.h"
#include "place/place_search.h"

#define AIRPORT_LETTERS 3      /* of the code of an airport */
#define NAMESAKE_KM 20.0       /* from a listed place to an answer that is the same */
#define CITY_KM 50.0           /* from a city to what is in it or near it */
#define FAR_FROM_CITY_KM 100.0 /* from the city that was named with it */
#define LABEL_MAX (2 * GAZETTEER_NAME_MAX + 8)
#define INITIALS_LEAST 1000000 /* people of a city that is called by its initials */

/*
 * The country that a code means, and the state of the United States, else the region with the
 * largest place: "India or Indiana".
 */
static void name_code(
	char names[LABEL_MAX], const struct gazetteer *list, const struct place_run *run)
{
	char country[GAZETTEER_NAME_MAX] = "", region_name[GAZETTEER_NAME_MAX] = "";
	struct listed_region region;
	struct region_key key;
	const char *at = NULL;
	struct listed place;
	int64_t most = -1;

	while (place_words_next_region(list, run, &at, &key)) {
		int64_t population = 0;

		if (!gazetteer_region(list, key.code, &region))
			continue;
		if (gazetteer_place(list, region.largest, &place))
			population =
				strncmp(key.code, "US.", 3) == 0 ? INT64_MAX : place.population;
		if (place_region_is_country(key.code)) {
			snprintf(country, sizeof country, "%s", region.name);
		} else if (population > most) {
			snprintf(region_name, sizeof region_name, "%s", region.name);
			most = population;
		}
	}
	if (*country && *region_name)
		/* TRANSLATORS: a country and a region that share a code, "India or Indiana" */
		snprintf(names, LABEL_MAX, _("%s or %s"), country, region_name);
	else
		snprintf(names, LABEL_MAX, "%s", *country ? country : region_name);
}

/* Whether the capital letters of a name, "Rio de Janeiro", are those. */
static bool has_initials(const char *name, const char *letters)
{
	for (const char *at = name; *at; at++)
		if (isupper((unsigned char)*at) && (at == name || at[-1] == ' ') &&
			*at != toupper((unsigned char)*letters++))
			return false;
	return !*letters;
}

/*
 * "KL", "HK": the largest city that has these initials, and of a country's code lies there; false
 * if there is none.
 */
static bool find_by_initials(const struct gazetteer *list, const struct place_qualifier *code,
	const char *letters, struct listed *city)
{
	int64_t most = INITIALS_LEAST - 1;
	struct listed_name name;
	struct region_key key;
	const char *at = NULL;
	struct listed place;
	char country[3] = "";

	while (place_words_next_region(list, &code->run, &at, &key))
		if (place_region_is_country(key.code))
			memcpy(country, key.code, sizeof country);
	at = NULL;
	while (gazetteer_next(list, &at, &name)) {
		if (name.kind != NAME_OWN || *name.key != *code->run.key ||
			!gazetteer_place(list, name.offset, &place) || place.population <= most ||
			!has_initials(place.ascii, letters) ||
			(*country && strcmp(country, place.country) != 0))
			continue;
		*city = place;
		most = place.population;
	}
	return most >= INITIALS_LEAST;
}

/* "HK", "FRA": a code is no name of a place. */
static bool fail_code(struct place_words *words, const struct place_reading *reading,
	const char *typed, struct error *error)
{
	bool may_search = words->near_left > 0;
	char names[LABEL_MAX], beside[LOCATION_NAME_MAX];
	struct listed city;

	if (!reading->qualifiers[0].run.regions) {
		/* "München Hbf", "Paris CDG" */
		place_part_find_city(beside, words, reading);
		if (*beside)
			return place_explain_in_city(error, beside);
		if (strlen(typed) < AIRPORT_LETTERS)
			return error_set(error, EXIT_NOT_FOUND,
				_("no place in the list has this name; for a village, add its "
				  "country, as in 'Lax,CH'"));
		return error_set(error, EXIT_NOT_FOUND,
			_("no place in the list has this name; for an airport, name its city; for "
			  "a village, add its country, as in 'Lax,CH'"));
	}
	name_code(names, words->list, &reading->qualifiers[0].run);
	words->near_left -= may_search;
	if (may_search && find_by_initials(words->list, &reading->qualifiers[0], typed, &city))
		return error_set(error, EXIT_NOT_FOUND,
			/* TRANSLATORS: "IN", what it means ("India or Indiana"), a city */
			_("'%s' is a code (%s), not a place; did you mean %s?"), typed, names,
			city.name);
	if (strlen(typed) >= AIRPORT_LETTERS)
		return error_set(error, EXIT_NOT_FOUND,
			_("'%s' is a code (%s), not a place; name a place there; for an "
			  "airport, name its city"),
			typed, names);
	return error_set(error, EXIT_NOT_FOUND,
		_("'%s' is a code (%s), not a place; name a place there"), typed, names);
}

bool place_missing_refuse(
	struct place_words *words, const struct place_reading *reading, struct error *error)
{
	size_t end = reading->rule == PLACE_RULE_CODE ? reading->end : reading->name_end;
	char near[PLACE_NEAR_TEXT_MAX], typed[LOCATION_TEXT_MAX + 2];

	place_words_text(words, reading->begin, end, typed);
	if (place_words_separates(words, reading->begin))
		return error_set(error, EXIT_NOT_FOUND,
			_("no place follows this word; name one, or remove the word"));
	if (reading->rule == PLACE_RULE_CODE)
		return fail_code(words, reading, typed, error);
	if (strcmp(typed, words->near_typed) != 0) {
		bool may_search = words->near_left > 0;

		words->near_left -= may_search;
		snprintf(words->near_typed, sizeof words->near_typed, "%s", typed);
		if (may_search && place_near_names(near, words->list, typed) > 0)
			error_set(&words->near_error, EXIT_NOT_FOUND,
				/* TRANSLATORS: names of places, or what to type, "A, B or C" */
				_("no such place; did you mean %s?"), near);
		else
			error_set(&words->near_error, EXIT_NOT_FOUND,
				_("no such place; check the spelling"));
	}
	*error = words->near_error;
	return false;
}

/*
 * Whether the state is known as another region of the country than the one that was named, and not
 * as a part of it or what it is a part of.
 */
static bool is_in_other_region(
	const struct gazetteer *list, const struct location *location, const char *state)
{
	bool is_known = false;
	char key[FOLD_MAX];
	const char *at = NULL;
	struct region_key found;

	if (!strchr(location->region, '.') || fold_key(key, state) == 0)
		return false;
	while (gazetteer_next_key(list, key, false, &at, &found)) {
		if (found.kind == REGION_CODE || strncmp(found.code, location->region, 3) != 0)
			continue;
		if (place_region_is_in(found.code, location->region) ||
			place_region_is_in(location->region, found.code))
			return false;
		is_known = true;
	}
	return is_known;
}

/* NAN, which is neither far nor near, where one of the two is not known. */
static double distance(const struct place_answer *answer, double latitude, double longitude)
{
	return coordinates_distance(answer->latitude, answer->longitude, latitude, longitude);
}

/* From the largest city of the region that was named, which was perhaps meant. */
static bool is_far_from_region(const struct gazetteer *list, const struct location *location,
	const struct place_answer *answer)
{
	struct listed_region region;
	struct listed largest;

	return gazetteer_region(list, location->region, &region) &&
	       gazetteer_place(list, region.largest, &largest) &&
	       distance(answer, largest.latitude, largest.longitude) > FAR_FROM_CITY_KM;
}

static bool is_far_from_city(const struct location *location, const struct place_answer *answer)
{
	return distance(answer, location->latitude, location->longitude) > FAR_FROM_CITY_KM;
}

bool place_missing_accepts(const struct gazetteer *list, const struct location *location,
	const struct place_answer *answer)
{
	struct candidates candidates;
	struct listed place;

	if (location->kind != LOCATION_NAME)
		return true;
	if (*location->countries && *answer->country &&
		!strstr(location->countries, answer->country))
		return false;
	if (!location->is_perhaps_county && is_far_from_city(location, answer))
		return false;
	if (is_in_other_region(list, location, answer->state) &&
		is_far_from_region(list, location, answer))
		return false;
	if (!isfinite(answer->latitude) || !isfinite(answer->longitude) || !*location->namesake ||
		list->size == 0 || !place_search(list, location->namesake, &candidates))
		return true;
	for (size_t i = 0; i < candidates.count; i++)
		/* A place of the name near the city that was named with it is not elsewhere. */
		if (gazetteer_place(list, candidates.all[i].offset, &place) &&
			distance(answer, place.latitude, place.longitude) < NAMESAKE_KM &&
			!(coordinates_distance(location->latitude, location->longitude,
				  place.latitude, place.longitude) < CITY_KM))
			return false;
	return true;
}

void place_missing_note(char *note, size_t size, const struct gazetteer *list,
	const struct location *location, const struct place_answer *answer)
{
	const char *name = answer->name, *state = answer->state, *country = answer->country;
	char typed[LOCATION_TEXT_MAX + 1], key[FOLD_MAX], answered[FOLD_MAX];
	bool is_located = (*location->countries || isfinite(location->latitude)) &&
			  !is_far_from_city(location, answer) &&
			  !is_in_other_region(list, location, state);

	*note = '\0';
	utf8_copy(typed, sizeof typed, *location->name ? location->name : location->query);
	typed[strcspn(typed, ",")] = '\0';
	if (location->kind != LOCATION_NAME || !*name ||
		(is_located && fold_key(key, typed) && fold_key(answered, name) &&
			(strstr(key, answered) || strstr(answered, key))))
		return;
	if (*state && *country)
		/* TRANSLATORS: what was typed, the place, its state or province, its country */
		snprintf(note, size, _("'%s' was taken as %s, %s, %s"), location->query, name,
			state, country);
	else if (*country)
		/* TRANSLATORS: what was typed, the place, and its country */
		snprintf(note, size, _("'%s' was taken as %s, %s"), location->query, name, country);
	else
		snprintf(note, size, _("'%s' was taken as %s"), location->query, name);
}
