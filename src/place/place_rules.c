/* SPDX-License-Identifier: MIT */
#include "place/place_rules.h"

#include <string.h>

#include "place/place_city.h"
#include "place/place_postcode.h"
#include "place/place_typed.h"
#include "place/place_unknown.h"
#include "place/rank.h"

#define NUMBER_DIGITS 2 /* of a part of a city, at the most */

/* The end of further regions in which the place lies, after two that say so already. */
static size_t skip_fitting(struct place_words *words, const struct place_reading *reading)
{
	struct place_qualifier further;
	size_t end = reading->end;

	while (reading->qualifiers[1].run.regions &&
		place_longest_find_qualifier(words, end, &further) &&
		place_region_has(words->list, &further, &reading->place) &&
		!place_region_is_named(words->list, further.run.key, &reading->place, true))
		end = further.end;
	return end;
}

/* Whether a qualifier that does not fit is the next place. */
static bool is_next_city(struct place_words *words, const struct place_reading *reading,
	const struct place_qualifier *qualifier)
{
	struct listed city;

	return place_longest_find_city(words, qualifier, &city) &&
	       (city.population >= RANK_CITY_LEAST || city.is_capital) &&
	       (!place_words_is_behind_comma(words, reading->end) ||
		       reading->place.population >= RANK_CITY_LEAST);
}

/* "Oslo Norway Armenia Colombia": what does not fit is a city with its own country after it. */
static bool is_qualified_city(
	const struct place_reading *next, const struct place_qualifier *qualifier)
{
	return next->rule == PLACE_RULE_NAME && next->end > qualifier->end &&
	       next->qualifiers[0].run.regions;
}

/*
 * A country, region or code that does not fit the place before it is the next place, or else
 * nothing that the list has.
 */
static void read_misfit(struct place_words *words, struct place_reading *reading,
	struct place_reading *next, const struct place_qualifier *qualifier, bool is_region)
{
	bool has_comma = place_words_is_behind_comma(words, reading->end);
	bool has_name = qualifier->run.has_region_name;
	/* "LA" is Louisiana after a parish. */
	bool is_code = !has_name && (next->end == next->begin ||
					    place_words_is_kind(words, reading->name_end - 1));

	/* "Oregon OR" */
	if (is_region && is_code && place_region_has(words->list, qualifier, &reading->place)) {
		reading->end = qualifier->end;
		return;
	}
	if (!has_comma && next->end > next->begin && place_city_read(words, reading, next))
		return;
	if ((is_region && !is_code) || is_next_city(words, reading, qualifier) ||
		(next->end > next->begin && !has_comma &&
			next->place.offset == reading->place.offset) ||
		is_qualified_city(next, qualifier) ||
		place_unknown_read_misspelt(words, reading->begin, qualifier->end, reading) ||
		(!has_name &&
			place_unknown_read_misspelt(words, reading->end, qualifier->end, next)))
		return;
	if (place_longest_is_small(reading, RANK_CITY_LEAST, RANK_LARGE_LEAST) &&
		place_unknown_is_name(words, qualifier)) {
		reading->name_end = qualifier->end;
		place_typed_take_with_area(words, reading, qualifier->end);
	} else if (place_unknown_is_particle(words, qualifier)) {
		place_typed_take_with_area(
			words, reading, place_typed_skip_unknown(words, qualifier->end));
	} else {
		place_typed_take(words, reading, qualifier->end, qualifier, NULL);
	}
}

/*
 * "Praha 2", "Singapore 5", "Dublin 4, Ireland": the number of a part of a city, which has the
 * city's weather.
 */
static bool read_number(struct place_words *words, struct place_reading *reading)
{
	const struct place_word *word = &words->all[reading->end];
	struct place_qualifier country;

	if (reading->place.population < RANK_LARGE_LEAST ||
		place_words_is_behind_comma(words, reading->end) || word->length > NUMBER_DIGITS ||
		strspn(word->text, "0123456789") < word->length)
		return false;
	reading->has_number = true;
	reading->end++;
	if (place_longest_find_qualifier(words, reading->end, &country) &&
		place_region_has(words->list, &country, &reading->place) &&
		!place_region_is_named(words->list, country.run.key, &reading->place, true))
		reading->end = country.end;
	return true;
}

/* "Frankfurt Airport", "Victoria Station": not the city, nor one of its name. */
static void take_landmark(struct place_words *words, struct place_reading *reading)
{
	size_t end = reading->end + 1;
	struct place_qualifier qualifier;
	bool is_qualified = place_longest_find_qualifier(words, end, &qualifier);

	reading->name_end = reading->begin;
	place_typed_take(words, reading, end, is_qualified ? &qualifier : NULL, NULL);
}

/* A place of the list, and what follows it: does that belong to it after all? */
static void read_on(struct place_words *words, struct place_reading *reading)
{
	bool is_region = reading->rule == PLACE_RULE_REGION &&
			 (place_region_is_country(reading->region.code) || !reading->is_own_city);
	bool has_comma = place_words_is_behind_comma(words, reading->end);
	struct place_qualifier qualifier;
	struct place_reading next;

	if (reading->end < words->count)
		reading->end = skip_fitting(words, reading);
	if (reading->end == words->count || place_words_separates(words, reading->end) ||
		place_postcode_read_behind(words, reading) ||
		place_typed_read_little(words, reading) || read_number(words, reading))
		return;
	if (place_longest_read(words, reading->end, &next) &&
		place_city_is_same_or_around(words, reading, &next)) {
		size_t begin = reading->begin;

		/* The region that stands for the place says no more than its name. */
		if (reading->rule == PLACE_RULE_REGION)
			*reading = next;
		reading->begin = begin;
		reading->end = next.end;
		return;
	}
	if (place_longest_find_qualifier(words, reading->end, &qualifier)) {
		read_misfit(words, reading, &next, &qualifier, is_region);
	} else if (next.end > next.begin) {
		bool are_qualified =
			reading->qualifiers[0].run.regions && next.qualifiers[0].run.regions;

		if (!has_comma && !is_region && place_typed_read_small(words, reading, &next))
			return;
		if (!has_comma && !is_region && place_typed_is_chance(words, reading, &next)) {
			reading->name_end = reading->begin;
			place_typed_take_with_area(words, reading, next.end);
		} else if (!place_city_read(words, reading, &next) &&
			   (place_city_is_unknown_part(words, reading, &next) ||
				   (has_comma && !is_region && !are_qualified &&
					   (reading->place.population < RANK_CITY_LEAST ||
						   next.place.population < RANK_CITY_LEAST))))
			place_typed_take(words, reading, next.end, NULL, &next.place);
	} else if (!has_comma) {
		if (!place_unknown_read_misspelt(words, reading->begin, reading->end, reading))
			place_typed_read_with_unknown(words, reading);
		if (reading->rule <= PLACE_RULE_NEAR_CITY &&
			place_words_ends_landmark(words, reading->end))
			take_landmark(words, reading);
	} else if (!is_region && !place_postcode_read(words, reading->end, &next)) {
		place_typed_take_with_area(
			words, reading, place_typed_skip_unknown(words, reading->end));
	}
}

void place_rules_read(
	struct place_words *words, size_t at, bool whole, struct place_reading *reading)
{
	/* "London and": nothing follows. */
	if (at + 1 == words->count && place_words_separates(words, at)) {
		*reading = (struct place_reading){.rule = PLACE_RULE_MISSPELT,
			.begin = at,
			.end = at + 1,
			.name_end = at + 1};
	} else if (!place_postcode_read(words, at, reading)) {
		if (place_longest_read(words, at, reading))
			read_on(words, reading);
		else if (!place_postcode_read_behind_code(words, at, reading))
			place_unknown_read(words, at, reading);
	}
	reading->next = reading->end;
	if (reading->end + 1 < words->count && place_words_separates(words, reading->end))
		reading->next++;
	if (!whole || reading->end == words->count)
		return;
	if (reading->rule == PLACE_RULE_POSTCODE ||
		!place_words_is_behind_comma(words, reading->name_end))
		reading->name_end = reading->begin;
	reading->qualifiers[0].run.regions = reading->qualifiers[1].run.regions = NULL;
	reading->rule = PLACE_RULE_TYPED;
	reading->end = words->count;
}

size_t place_rules_count_cities(struct place_words *words)
{
	struct place_reading reading;
	size_t count = 0;

	for (size_t at = 0; at < words->count; at = reading.next, count++) {
		place_rules_read(words, at, false, &reading);
		if (reading.rule > PLACE_RULE_NEAR_CITY ||
			place_words_are_part(words, reading.begin, reading.end) ||
			(reading.place.population < RANK_CITY_LEAST && !reading.place.is_capital))
			return 0;
	}
	return count;
}
