/* SPDX-License-Identifier: MIT */
#include "place/place_explain.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/shell_quote.h"
#include "base/strbuf.h"
#include "place/fold.h"
#include "place/place_near.h"
#include "place/place_part.h"
#include "place/place_region.h"
#include "place/place_search.h"
#include "place/rank.h"

#define REGIONS_MAX 5 /* in which a name is said to lie */
#define UNLIKELY 100  /* times the people of a namesake that is not named beside a larger one */
#define LABEL_MAX (2 * GAZETTEER_NAME_MAX + 8)

/*
 * The places of the list whose own name it is, without villages beside a city; only those in the
 * countries that were named, if there are any. None for words side by side, which no country or
 * region says to lie anywhere: "Buckingham Palace" is not near Buckingham; nor for the first words
 * of a longer name: "Lake Louise" is no place that is called "Lake".
 */
static bool find_namesakes(const struct gazetteer *list, const struct location *location,
	struct candidates *candidates)
{
	struct candidates named;
	struct listed place;
	int64_t most = 0;
	size_t count = 0;

	named.count = 0;
	if (!*location->namesake || strcmp(location->namesake, location->name) != 0 ||
		(!*location->region && !strchr(location->query, ',')) ||
		!place_search(list, location->namesake, candidates))
		return false;
	for (size_t i = 0; i < candidates->count; i++)
		if (candidates->all[i].is_own && candidates->all[i].population > most)
			most = candidates->all[i].population;
	for (size_t i = 0; i < candidates->count; i++) {
		const struct candidate *candidate = &candidates->all[i];

		if (!candidate->is_own || candidate->population * UNLIKELY < most ||
			!gazetteer_place(list, candidate->offset, &place))
			continue;
		if (strstr(location->countries, place.country))
			named.all[named.count++] = *candidate;
		candidates->all[count++] = *candidate;
	}
	candidates->count = count;
	if (named.count > 0)
		*candidates = named;
	return candidates->count > 0;
}

/*
 * "Missouri, Illinois or Georgia (GE)": where up to five places of the name lie; how many. A region
 * that has the name, too, says less than its country.
 */
static size_t name_regions(char *to, size_t size, const struct gazetteer *list,
	const struct candidates *candidates, const char *name, const char *country)
{
	char regions[REGIONS_MAX][LABEL_MAX];
	struct strbuf text = strbuf_start(to, size);
	size_t count = 0;

	for (size_t i = 0; i < candidates->count && count < REGIONS_MAX; i++) {
		char region[GAZETTEER_NAME_MAX];
		struct listed place;
		bool has_region;
		size_t k = 0;

		if (!gazetteer_place(list, candidates->all[i].offset, &place))
			continue;
		gazetteer_admin1_name(list, &place, region);
		has_region = *region && strcmp(region, name) != 0;
		if (!has_region)
			gazetteer_region_name(list, place.country, region);
		if (!has_region || strcmp(place.country, country) == 0)
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

/* Where the list has the name. */
static bool explain_namesakes(
	const struct gazetteer *list, const struct location *location, struct error *error)
{
	char region[GAZETTEER_NAME_MAX], where[REGIONS_MAX * LABEL_MAX], country[3];
	char argument[PLACE_ARGUMENT_MAX], quoted[2 * PLACE_ARGUMENT_MAX];
	struct candidates candidates;
	struct listed first;
	size_t count;

	if (!find_namesakes(list, location, &candidates) ||
		!gazetteer_place(list, candidates.all[0].offset, &first))
		return false;
	gazetteer_region_name(list, location->region, region);
	if (gazetteer_is_within(list, &first, location->region))
		*region = '\0';
	snprintf(country, sizeof country, "%.*s", 2, location->region);
	count = name_regions(where, sizeof where, list, &candidates, first.name, country);
	place_search_argument(list, &first, first.name, argument);
	shell_quote(quoted, sizeof quoted, argument);
	if (*region && count == 1)
		error_set(error, EXIT_NOT_FOUND,
			/* TRANSLATORS: a name, the region typed with it, another, what to type */
			_("no such place: %s (%s); did you mean the one in %s? If so, write %s"),
			location->namesake, region, where, quoted);
	else if (*region)
		error_set(error, EXIT_NOT_FOUND,
			/* TRANSLATORS: a name, the region typed with it, "A or B", what to type */
			_("no such place: %s (%s); did you mean the one in %s? For the first of "
			  "these, write %s"),
			location->namesake, region, where, quoted);
	else if (count == 1)
		error_set(error, EXIT_NOT_FOUND,
			/* TRANSLATORS: a name, the region it lies in, and what to type */
			_("no such place; did you mean %s in %s? If so, write %s"),
			location->namesake, where, quoted);
	else
		error_set(error, EXIT_NOT_FOUND,
			/* TRANSLATORS: a name, "A, B or C" where it is, and what to type for A */
			_("no such place; did you mean %s in %s? For the first of these, write "
			  "%s"),
			location->namesake, where, quoted);
	return true;
}

/* "Mount Hood", "Lac Léman": whether the name of a lake or a mountain begins so. */
static bool is_natural(const char *name)
{
	static const char *const first[] = {
		"lac", "lago", "lake", "loch", "mont", "monte", "mount", "mt"};
	size_t length = strcspn(name, ". ");

	for (size_t i = 0; i < sizeof first / sizeof *first; i++)
		if (strlen(first[i]) == length && strncasecmp(first[i], name, length) == 0)
			return name[length] && name[length + 1];
	return false;
}

/*
 * Whether a near name may be meant. Outside the region that was named, and right after a city, of
 * which the word may be a part, only a large city's is likely; there, one of a region in the same
 * country, too: "Munich Bavria".
 */
static bool is_likely(
	const struct gazetteer *list, const struct location *location, const struct listed *near)
{
	bool is_in_city = *location->city && !isfinite(location->latitude);
	struct listed place, city;

	/* "Lake Victoria" is not La Victoria. */
	if (is_natural(location->query) && !is_natural(near->name))
		return false;
	if (*location->region)
		return near->population >= RANK_LARGE_LEAST ||
		       gazetteer_is_within(list, near, location->region);
	if (!is_in_city)
		return true;
	if (near->population < RANK_LARGE_LEAST || !gazetteer_place(list, near->offset, &place))
		return false;
	return strcmp(near->name, place.name) == 0 ||
	       (place_search_taken(list, location->city, &city) &&
		       strcmp(city.country, place.country) == 0);
}

/* The near names, in the country or near the city that was named with it. */
static bool explain_near(
	const struct gazetteer *list, const struct location *location, struct error *error)
{
	char names[PLACE_NEAR_MAX * 2 * PLACE_ARGUMENT_MAX];
	struct strbuf text = strbuf_start(names, sizeof names);
	struct listed near[PLACE_NEAR_MAX];
	bool is_anywhere = !*location->countries && !isfinite(location->latitude);
	size_t found, count = 0;

	if (place_near_has_number(location->query))
		return false;
	found = place_near_find(list,
		is_anywhere || !*location->name ? location->query : location->name, location, near);
	for (size_t i = 0; i < found; i++)
		if (is_likely(list, location, &near[i]))
			near[count++] = near[i];
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

bool place_explain_in_city(struct error *error, const char *argument)
{
	char quoted[2 * LOCATION_NAME_MAX];

	shell_quote(quoted, sizeof quoted, argument);
	return error_set(error, EXIT_NOT_FOUND,
		/* TRANSLATORS: what to type for a city, 'Mumbai', where a part of it was typed */
		_("no such place; check the spelling, or write just the city, %s"), quoted);
}

/* Whether a text alone means a city. */
static bool is_city_alone(const struct gazetteer *list, const char *text)
{
	char key[FOLD_MAX];
	struct listed place;

	return fold_key(key, text) && place_search_taken(list, text, &place) &&
	       place.population >= RANK_LARGE_LEAST && place_part_is_city_name(list, key, &place);
}

/* "North London", "Southern France": a part of what follows the first word, a city or a region. */
static bool explain_direction(struct place_words *words, struct error *error)
{
	char whole[LOCATION_TEXT_MAX + 2];
	struct listed_region region;
	struct listed place;

	if (!place_words_is_direction(words, 0))
		return false;
	place_words_text(words, place_words_is(words, 1, "of") ? 2 : 1, words->count, whole);
	if (place_search_region(words->list, whole, &place, &region) &&
		strcmp(region.name, place.name) != 0)
		error_set(error, EXIT_NOT_FOUND,
			_("no such place; for a part of a region, name a city there"));
	else if (is_city_alone(words->list, whole))
		place_explain_in_city(error, whole);
	else
		return false;
	return true;
}

/* "München-Schwabing": one word that begins with a city's name. */
static bool explain_hyphen(
	const struct gazetteer *list, const struct location *location, struct error *error)
{
	char city[LOCATION_TEXT_MAX + 1];
	size_t length = strcspn(location->query, "- ,");

	snprintf(city, sizeof city, "%.*s", (int)length, location->query);
	if (location->query[length] != '-' || !is_city_alone(list, city))
		return false;
	place_explain_in_city(error, city);
	return true;
}

/* "Frankfurt Airport", "Mount Hood", "Cook County": the services know towns. */
static void explain_kind(
	const struct gazetteer *list, const struct location *location, struct error *error)
{
	struct place_word all[PLACE_TEXT_WORDS_MAX];
	const char *name = *location->countries ? location->name : location->query;
	size_t count = place_words_split(all, PLACE_TEXT_WORDS_MAX, name);
	char city[LOCATION_TEXT_MAX + 2];
	struct place_words words;
	struct listed place;

	if (is_natural(location->query)) {
		error_set(error, EXIT_NOT_FOUND,
			_("no such place; for a lake or a mountain, name a town near it"));
		return;
	}
	if (count < 2 || count > PLACE_TEXT_WORDS_MAX)
		return;
	place_words_start(&words, list, all, count);
	if (place_words_is(&words, count - 1, "airport") &&
		place_words_text(&words, 0, count - 1, city) &&
		place_search_taken(list, city, &place) && place.population >= RANK_LARGE_LEAST)
		error_set(error, EXIT_NOT_FOUND,
			_("no such place; for an airport, name its city, as in '%s'"), place.name);
	else if (place_words_are_landmark(&words, 0, count))
		error_set(error, EXIT_NOT_FOUND,
			_("no such place; for a landmark, name a town near it; for an airport, "
			  "name its city"));
	else if (place_words_is_kind(&words, count - 1) &&
		 !place_words_is(&words, count - 1, "city"))
		error_set(error, EXIT_NOT_FOUND,
			_("no such place; for a county, a region or an island, name a town there"));
}

/* "Paris City", "Boston area": a city that was typed, and what says that it is one. */
static bool explain_part(
	struct place_words *words, const struct location *location, struct error *error)
{
	if (!*location->city || words->count < 2 || !place_part_is_kind(words, words->count - 1))
		return false;
	place_explain_in_city(error, location->city);
	return true;
}

void place_explain(
	const struct gazetteer *list, const struct location *location, struct error *error)
{
	/* "Lake Malawi" is no place in Malawi that is called "Lake". */
	bool is_one_name =
		is_natural(location->query) && *location->name && !strchr(location->name, ' ');
	struct place_word all[PLACE_TEXT_WORDS_MAX];
	size_t count = place_words_split(all, PLACE_TEXT_WORDS_MAX, location->query);
	struct place_words words;

	if (list->size == 0)
		return;
	place_words_start(&words, list, all, count <= PLACE_TEXT_WORDS_MAX ? count : 0);
	if (!is_one_name &&
		(explain_namesakes(list, location, error) || explain_direction(&words, error) ||
			explain_part(&words, location, error) ||
			explain_near(list, location, error)))
		return;
	if (*location->city && !is_natural(location->query))
		place_explain_in_city(error, location->city);
	else if (!explain_hyphen(list, location, error))
		explain_kind(list, location, error);
}
