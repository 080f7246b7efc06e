/* SPDX-License-Identifier: MIT */
#include "place/place_explain.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/shell_quote.h"
#include "base/strbuf.h"
#include "place/place_near.h"
#include "place/place_search.h"
#include "place/place_words.h"

#define REGIONS_MAX 5 /* in which a name is said to lie */
#define LABEL_MAX (2 * GAZETTEER_NAME_MAX + 8)
#define LARGE 100000 /* people of a city that has an airport */

/*
 * The places of the list whose own name it is; none for words side by side, which no country or
 * region says to lie anywhere: "Buckingham Palace" is not near Buckingham.
 */
static bool find_namesakes(const struct gazetteer *list, const struct location *location,
	struct candidates *candidates)
{
	size_t count;

	if (!*location->namesake || list->size == 0 ||
		(!*location->region && !strchr(location->query, ',')) ||
		!place_search(list, location->namesake, candidates))
		return false;
	count = candidates->count;
	candidates->count = 0;
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

void place_explain(
	const struct gazetteer *list, const struct location *location, struct error *error)
{
	char region[GAZETTEER_NAME_MAX], where[REGIONS_MAX * LABEL_MAX];
	char argument[PLACE_ARGUMENT_MAX], quoted[2 * PLACE_ARGUMENT_MAX], country[3] = "";
	struct candidates candidates;
	struct listed first;
	size_t count;

	if (find_namesakes(list, location, &candidates) &&
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
