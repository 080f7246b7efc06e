/* SPDX-License-Identifier: MIT */
#include "place/place_others.h"

#include <stdio.h>
#include <string.h>

#include "base/shell_quote.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "place/coordinates.h"

#define SAME_PLACE_KM 10.0 /* within which the weather is the same */

struct others {
	struct listed places[PLACE_OTHERS_MAX];
	char arguments[PLACE_OTHERS_MAX][PLACE_ARGUMENT_MAX]; /* what to type for each */
	size_t count;
};

bool place_others_is_same(const struct listed *place, const struct listed *other)
{
	return coordinates_distance(place->latitude, place->longitude, other->latitude,
		       other->longitude) < SAME_PLACE_KM;
}

/* Takes one in, the most populous first; as many as there is room for. */
static void add(struct others *others, const struct listed *place, const char *argument)
{
	size_t at = 0;

	for (size_t i = 0; i < others->count; i++)
		if (place_others_is_same(&others->places[i], place))
			return;
	while (at < others->count && others->places[at].population >= place->population)
		at++;
	if (at == PLACE_OTHERS_MAX)
		return;
	if (others->count < PLACE_OTHERS_MAX)
		others->count++;
	for (size_t i = others->count - 1; i > at; i--) {
		others->places[i] = others->places[i - 1];
		memcpy(others->arguments[i], others->arguments[i - 1], PLACE_ARGUMENT_MAX);
	}
	others->places[at] = *place;
	snprintf(others->arguments[at], PLACE_ARGUMENT_MAX, "%s", argument);
}

/* Other places of the name. */
static void add_rivals(struct others *others, const struct gazetteer *list,
	const struct place_reading *reading, const struct place_run *run, const char *typed)
{
	const struct place_qualifier *qualifiers = reading->qualifiers;
	struct listed rivals[PLACE_SEARCH_RIVALS_MAX];
	struct candidates candidates;
	size_t count = 0;

	while (count < 2 && qualifiers[count].run.regions)
		count++;
	if (!place_search_run(list, run, qualifiers, count, &candidates) &&
		!place_search(list, typed, &candidates))
		return;
	count = place_search_rivals(list, &candidates, &reading->place, rivals);
	for (size_t i = 0; i < count; i++) {
		char argument[PLACE_ARGUMENT_MAX], number[PLACE_ARGUMENT_MAX];

		if (place_others_is_same(&reading->place, &rivals[i]))
			continue;
		place_search_argument(list, &rivals[i], rivals[i].name, argument);
		place_search_number(&rivals[i], number);
		/* Nobody knows a place by its number. */
		if (strcmp(argument, number) != 0)
			add(others, &rivals[i], argument);
	}
}

/* Other regions of the name, by their largest places: "Georgia,US". */
static void add_regions(struct others *others, const struct gazetteer *list,
	const struct listed *taken, const struct place_run *run, const char *typed)
{
	struct listed_region region;
	struct region_key key;
	const char *at = NULL;
	struct listed place;

	while (place_words_next_region(list, run, &at, &key)) {
		char argument[PLACE_ARGUMENT_MAX];

		if (key.kind == REGION_CODE || place_region_is_country(key.code) ||
			gazetteer_is_within(list, taken, key.code) ||
			!gazetteer_region(list, key.code, &region) ||
			!gazetteer_place(list, region.largest, &place) ||
			place.population <= taken->population / 10)
			continue;
		snprintf(argument, sizeof argument, "%.*s,%.*s", utf8_precision(typed, 150), typed,
			2, key.code);
		if (place_search_means(list, argument, &place))
			add(others, &place, argument);
	}
}

void place_others_write(char to[PLACE_OTHERS_TEXT_MAX], const struct gazetteer *list,
	const struct place_reading *reading, const struct place_run *run, const char *typed)
{
	struct strbuf text = strbuf_start(to, PLACE_OTHERS_TEXT_MAX);
	struct others others = {.count = 0};

	add_rivals(&others, list, reading, run, typed);
	if (!reading->qualifiers[0].run.regions)
		add_regions(&others, list, &reading->place, run, typed);
	for (size_t i = 0; i < others.count; i++) {
		char quoted[2 * PLACE_ARGUMENT_MAX];

		shell_quote(quoted, sizeof quoted, others.arguments[i]);
		strbuf_add_choice(&text, i, others.count, quoted);
	}
}
