/* SPDX-License-Identifier: MIT */
#include "place/place_missing.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/shell_quote.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "place/coordinates.h"
#include "place/fold.h"
#include "place/place_near.h"
#include "place/place_search.h"

#define REGIONS_MAX 5          /* in which a name is said to lie */
#define NAMESAKE_KM 20.0       /* from a listed place to an answer that is the same */
#define CITY_KM 50.0           /* from a city to what is in it or near it */
#define FAR_FROM_CITY_KM 100.0 /* from the city that was named with it */
#define LABEL_MAX (2 * GAZETTEER_NAME_MAX + 8)
#define INITIALS_LEAST 1000000 /* people of a city that is called by its initials */
#define LARGE 100000           /* people of a city that has an airport */

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
	char names[LABEL_MAX];
	struct listed city;

	if (!reading->qualifiers[0].run.regions)
		return error_set(error, EXIT_NOT_FOUND,
			_("no place in the list has this name; for an airport, write its city; for "
			  "a village, add its country, as in 'Lax,CH'"));
	name_code(names, words->list, &reading->qualifiers[0].run);
	words->near_left -= may_search;
	if (may_search && find_by_initials(words->list, &reading->qualifiers[0], typed, &city))
		return error_set(error, EXIT_NOT_FOUND,
			_("'%s' is a code (%s), not a place; did you mean %s?"), typed, names,
			city.name);
	if (strlen(typed) > 2)
		return error_set(error, EXIT_NOT_FOUND,
			_("'%s' is a code (%s), not a place; name a place there; for an "
			  "airport, write its city"),
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
				_("no such place; did you mean %s?"), near);
		else
			error_set(&words->near_error, EXIT_NOT_FOUND,
				_("no such place; check the spelling"));
	}
	*error = words->near_error;
	return false;
}

/* The places of the list that have the name. */
static bool find_namesakes(const struct gazetteer *list, const struct location *location,
	struct candidates *candidates)
{
	return *location->namesake && list->size > 0 &&
	       place_search(list, location->namesake, candidates);
}

bool place_missing_accepts(const struct gazetteer *list, const struct location *location,
	const char *country, double latitude, double longitude)
{
	struct candidates candidates;
	struct listed place;

	if (location->kind != LOCATION_NAME)
		return true;
	if (*location->countries && *country && !strstr(location->countries, country))
		return false;
	if (isfinite(location->latitude) && isfinite(latitude) && isfinite(longitude) &&
		coordinates_distance(location->latitude, location->longitude, latitude, longitude) >
			FAR_FROM_CITY_KM)
		return false;
	if (!isfinite(latitude) || !isfinite(longitude) ||
		!find_namesakes(list, location, &candidates))
		return true;
	for (size_t i = 0; i < candidates.count; i++)
		/* A place of the name near the city that was named with it is not elsewhere. */
		if (gazetteer_place(list, candidates.all[i].offset, &place) &&
			coordinates_distance(place.latitude, place.longitude, latitude, longitude) <
				NAMESAKE_KM &&
			!(coordinates_distance(location->latitude, location->longitude,
				  place.latitude, place.longitude) < CITY_KM))
			return false;
	return true;
}

void place_missing_note(char *note, size_t size, const struct location *location, const char *name,
	const char *state, const char *country)
{
	char typed[LOCATION_TEXT_MAX + 1], key[FOLD_MAX], answered[FOLD_MAX];
	bool is_located = *location->countries || isfinite(location->latitude);

	*note = '\0';
	utf8_copy(typed, sizeof typed, *location->name ? location->name : location->query);
	typed[strcspn(typed, ",")] = '\0';
	if (location->kind != LOCATION_NAME || !*name ||
		(is_located && fold_key(key, typed) && fold_key(answered, name) &&
			(strstr(key, answered) || strstr(answered, key))))
		return;
	if (*state && *country)
		snprintf(note, size, _("'%s' was taken as %s, %s, %s"), location->query, name,
			state, country);
	else
		snprintf(note, size, _("'%s' was taken as %s%s%s"), location->query, name,
			*country ? ", " : "", country);
}

/*
 * Drops those whose own name it is not; none are left of words side by side, which no country or
 * region says to lie anywhere: "Buckingham Palace" is not near Buckingham.
 */
static bool keep_own(struct candidates *candidates, const struct location *location)
{
	size_t count = candidates->count;

	candidates->count = 0;
	if (!*location->region && !strchr(location->query, ','))
		return false;
	for (size_t i = 0; i < count; i++)
		if (candidates->all[i].is_own)
			candidates->all[candidates->count++] = candidates->all[i];
	return candidates->count > 0;
}

/* "Missouri, Illinois or Georgia (GE)": where up to five places of the name lie; how many. */
static size_t name_regions(char *to, size_t size, const struct gazetteer *list,
	const struct candidates *candidates, const char *country)
{
	char regions[REGIONS_MAX][LABEL_MAX];
	struct strbuf text = strbuf_start(to, size);
	size_t count = 0;

	for (size_t i = 0; i < candidates->count && count < REGIONS_MAX; i++) {
		char region[GAZETTEER_NAME_MAX];
		struct listed place;
		size_t k = 0;

		if (!gazetteer_place(list, candidates->all[i].offset, &place))
			continue;
		gazetteer_admin1_name(list, &place, region);
		if (!*region)
			gazetteer_region_name(list, place.country, region);
		if (strcmp(place.country, country) == 0)
			snprintf(regions[count], LABEL_MAX, "%s", region);
		else
			snprintf(regions[count], LABEL_MAX, "%s (%s)", region, place.country);
		while (k < count && strcmp(regions[k], regions[count]) != 0)
			k++;
		count += k == count;
	}
	for (size_t i = 0; i < count; i++)
		strbuf_add_choice(&text, i, count, regions[i]);
	return count;
}

/* "Frankfurt Airport", "Tower Bridge": the services know towns. */
static void explain_landmark(
	const struct gazetteer *list, const struct location *location, struct error *error)
{
	struct place_word all[PLACE_TEXT_WORDS_MAX];
	const char *name = *location->countries ? location->name : location->query;
	size_t count = place_words_split(all, PLACE_TEXT_WORDS_MAX, name);
	char city[LOCATION_TEXT_MAX + 2];
	struct place_words words;
	struct listed place;

	if (count > PLACE_TEXT_WORDS_MAX)
		return;
	place_words_start(&words, list, all, count);
	if (!place_words_are_landmark(&words, 0, count))
		return;
	if (place_words_is(&words, count - 1, "airport") &&
		place_words_text(&words, 0, count - 1, city) &&
		place_search_taken(list, city, &place) && place.population >= LARGE)
		error_set(error, EXIT_NOT_FOUND,
			_("no such place; for an airport, write its city, as in '%s'"), place.name);
	else
		error_set(error, EXIT_NOT_FOUND,
			_("no such place; for a landmark or an airport, write its city"));
}

/* The near names, in the country or near the city that was named with it. */
static bool explain_near(
	const struct gazetteer *list, const struct location *location, struct error *error)
{
	char names[PLACE_NEAR_MAX * 2 * PLACE_ARGUMENT_MAX];
	struct strbuf text = strbuf_start(names, sizeof names);
	struct listed near[PLACE_NEAR_MAX];
	bool is_anywhere = !*location->countries && !isfinite(location->latitude);
	size_t count;

	if (strpbrk(location->query, "0123456789"))
		return false;
	count = place_near_find(list,
		is_anywhere || !*location->name ? location->query : location->name, location, near);
	for (size_t i = 0; i < count; i++) {
		char argument[PLACE_ARGUMENT_MAX], quoted[2 * PLACE_ARGUMENT_MAX];

		place_search_argument(list, &near[i], near[i].name, argument);
		shell_quote(quoted, sizeof quoted, argument);
		strbuf_add_choice(&text, i, count, is_anywhere ? near[i].name : quoted);
	}
	if (count > 0)
		error_set(error, EXIT_NOT_FOUND, _("no such place; did you mean %s?"), names);
	return count > 0;
}

void place_missing_explain(
	const struct gazetteer *list, const struct location *location, struct error *error)
{
	char region[GAZETTEER_NAME_MAX], where[REGIONS_MAX * LABEL_MAX];
	char argument[PLACE_ARGUMENT_MAX], quoted[2 * PLACE_ARGUMENT_MAX], country[3] = "";
	struct candidates candidates;
	struct listed first;
	size_t count;

	if (find_namesakes(list, location, &candidates) && keep_own(&candidates, location) &&
		gazetteer_place(list, candidates.all[0].offset, &first)) {
		gazetteer_region_name(list, location->region, region);
		if (gazetteer_is_within(list, &first, location->region))
			*region = '\0';
		snprintf(country, sizeof country, "%.*s", 2, location->region);
		count = name_regions(where, sizeof where, list, &candidates, country);
		place_search_argument(list, &first, first.name, argument);
		shell_quote(quoted, sizeof quoted, argument);
		if (*region)
			error_set(error, EXIT_NOT_FOUND,
				count == 1 ? _("no such place: %s (%s); did you mean the one in "
					       "%s? If so, "
					       "write %s")
					   : _("no such place: %s (%s); did you mean the one in "
					       "%s? For the "
					       "first of these, write %s"),
				location->namesake, region, where, quoted);
		else
			error_set(error, EXIT_NOT_FOUND,
				count == 1 ? _("no such place; did you mean %s in %s? If so, "
					       "write %s")
					   : _("no such place; did you mean %s in %s? For the "
					       "first of these, write %s"),
				location->namesake, where, quoted);
	} else if (list->size > 0 && !explain_near(list, location, error)) {
		explain_landmark(list, location, error);
	}
}
