/* SPDX-License-Identifier: MIT */
#include "place/place_part.h"

#include <string.h>

#include "base/utf8.h"
#include "place/place_region.h"
#include "place/place_rules.h"
#include "place/place_search.h"
#include "place/rank.h"

bool place_part_is_city_name(
	const struct gazetteer *list, const char *key, const struct listed *place)
{
	return place->population >= RANK_CITY_LEAST &&
	       place_region_is_named(list, key, place, place->population < RANK_FOREIGN_LEAST);
}

bool place_part_is_city(
	struct place_words *words, size_t begin, size_t end, const struct listed *place)
{
	const struct place_run *run = place_words_find(words, begin, end);

	/* Without a run they have qualifiers. */
	return !run || place_part_is_city_name(words->list, run->key, place);
}

static void write_city(
	char city[LOCATION_NAME_MAX], const struct gazetteer *list, const struct listed *place)
{
	char argument[PLACE_ARGUMENT_MAX];

	place_search_argument(list, place, place->name, argument);
	if (strncmp(argument, "id:", 3) != 0)
		utf8_copy(city, LOCATION_NAME_MAX, argument);
}

void place_part_find_city(char city[LOCATION_NAME_MAX], struct place_words *words,
	const struct place_reading *reading)
{
	const struct place_qualifier *qualifier = &reading->qualifiers[0];
	struct place_qualifier behind;
	struct place_reading next;
	struct listed place;
	bool found = false;

	*city = '\0';
	if (reading->city.offset) {
		place = reading->city;
		/* Not Springs in "Foo Springs Colorado", where all words are one place. */
		found = place.population >= RANK_CITY_LEAST &&
			!(reading->end > reading->next &&
				place_longest_find_qualifier(words, reading->next, &behind) &&
				!place_region_has(words->list, &behind, &place));
	} else if (qualifier->run.regions) {
		/* Not Mexico City in "Gulf of Mexico". */
		found = place_longest_find_city(words, qualifier, &place) &&
			place.population >= RANK_CITY_LEAST &&
			(!place.is_capital || place_region_is_named(words->list, qualifier->run.key,
						      &place, true)) &&
			place_region_has(words->list, qualifier, &place);
	} else if (reading->begin > 0 && words->last_end == reading->begin &&
		   (words->last_begin == 0 ||
			   place_words_is_behind_comma(words, words->last_begin)) &&
		   !place_words_is_behind_comma(words, reading->begin)) {
		place = words->last_place;
		found = place_part_is_city(words, words->last_begin, words->last_end, &place);
	} else if (!place_words_is_behind_comma(words, reading->end) &&
		   place_longest_read(words, reading->end, &next) && next.rule == PLACE_RULE_NAME) {
		place = next.place;
		found = place.population >= RANK_LARGE_LEAST &&
			place_part_is_city(words, next.begin, next.end, &place);
	}
	if (found)
		write_city(city, words->list, &place);
}

bool place_part_is_kind(struct place_words *words, size_t at)
{
	return place_words_is_kind(words, at) &&
	       (place_words_is(words, at, "district") || place_words_is(words, at, "area") ||
		       place_words_is(words, at, "city"));
}

static bool names_country(const struct gazetteer *list, const struct place_run *run)
{
	struct region_key key;
	const char *at = NULL;

	while (place_words_next_region(list, run, &at, &key))
		if (place_region_is_country(key.code))
			return true;
	return false;
}

/* The large city that the last words mean: London in "Hyde Park London", but no country. */
static bool read_last_city(struct place_words *words, struct listed *city)
{
	for (size_t begin = 1; begin < words->count; begin++) {
		const struct place_run *run;
		struct place_reading last;

		if (!place_longest_read(words, begin, &last) || last.end < words->count)
			continue;
		run = place_words_find(words, last.begin, last.end);
		*city = last.place;
		return last.rule <= PLACE_RULE_REGION && city->population >= RANK_LARGE_LEAST &&
		       run &&
		       place_region_is_named(words->list, run->key, city,
			       names_country(words->list, run) ||
				       city->population < RANK_FOREIGN_LEAST);
	}
	return false;
}

/* The large city that the first words mean, without a word after all that says "a part of it". */
static bool read_first_city(struct place_words *words, struct listed *city)
{
	struct place_words before;
	struct place_reading first;

	if (place_part_is_kind(words, words->count - 1)) {
		place_words_start(&before, words->list, words->all, words->count - 1);
		words = &before;
		if (!place_longest_read(words, 0, &first))
			return false;
	} else {
		place_rules_read(words, 0, false, &first);
		if (first.end == words->count)
			return false;
	}
	*city = first.place;
	return first.rule <= PLACE_RULE_REGION && city->population >= RANK_LARGE_LEAST &&
	       !place_words_is_behind_comma(words, first.end) &&
	       !place_words_are_part(words, first.begin, first.end) &&
	       place_part_is_city(words, first.begin, first.end, city);
}

void place_part_find_any_city(char city[LOCATION_NAME_MAX], struct place_words *words)
{
	struct listed first, last;
	bool has_first = read_first_city(words, &first), has_last = read_last_city(words, &last);

	*city = '\0';
	if (has_first && (!has_last || first.population >= last.population))
		write_city(city, words->list, &first);
	else if (has_last)
		write_city(city, words->list, &last);
}
