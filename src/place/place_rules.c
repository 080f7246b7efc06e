/* SPDX-License-Identifier: MIT */
#include "place/place_rules.h"

#include <string.h>

#include "place/coordinates.h"
#include "place/place_postcode.h"
#include "place/place_unknown.h"
#include "place/rank.h"

#define LARGE 100000           /* people of a city that is meant first of all */
#define SMALL 20000            /* of a place that is hardly meant beside such a city */
#define VILLAGE 2000           /* of one that is hardly meant together with it */
#define APART_KM 100.0         /* from a small place to another that is not meant with it */
#define NEIGHBOUR_LEAST 10000  /* people of a place that is named with the city near it */
#define NEIGHBOUR_KM 30.0      /* how near */
#define PART_CITY_LEAST 500000 /* of a city whose part is meant rather than a larger one abroad */
#define NUMBER_DIGITS 2        /* of a part of a city, at the most */
#define FOREIGN_LEAST 500000   /* of one that is meant by a foreign name, whatever follows */

/* Sends all as typed, up to `end`: the name does not lie in the qualifier, or in the city. */
static void take_as_typed(struct place_words *words, struct place_reading *reading, size_t end,
	const struct place_qualifier *qualifier, const struct listed *city)
{
	reading->rule = PLACE_RULE_TYPED;
	reading->end = qualifier ? qualifier->end : end;
	if (city)
		reading->city = *city;
	if (!qualifier)
		return;
	reading->qualifiers[0] = *qualifier;
	if (place_longest_find_larger(words, qualifier, &reading->qualifiers[1]))
		reading->end = reading->qualifiers[1].end;
}

/* The end of the words from `at` on that begin no place; at least one. */
static size_t skip_unknown(struct place_words *words, size_t at)
{
	struct place_reading next;

	do
		at++;
	while (at < words->count && !place_longest_read(words, at, &next));
	return at;
}

/* Sends all as typed, up to `end`, with the country, region or city behind it. */
static void take_with_area(struct place_words *words, struct place_reading *reading, size_t end)
{
	struct place_qualifier qualifier;
	struct place_reading next;

	if (place_longest_find_qualifier(words, end, &qualifier))
		take_as_typed(words, reading, end, &qualifier, NULL);
	else if (!place_words_is_behind_comma(words, end) &&
		 place_longest_read(words, end, &next) && next.rule == PLACE_RULE_NAME &&
		 next.is_own_city && next.place.population >= LARGE)
		take_as_typed(words, reading, next.end, NULL, &next.place);
	else
		take_as_typed(words, reading, end, NULL, NULL);
}

/* The end of further regions in which the place lies, behind two that say so already. */
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

/* "Oslo Norway Armenia Colombia": what does not fit is a city with its own country behind it. */
static bool is_qualified_city(
	const struct place_reading *next, const struct place_qualifier *qualifier)
{
	return next->rule == PLACE_RULE_NAME && next->end > qualifier->end &&
	       next->qualifiers[0].run.regions;
}

bool place_rules_find_near(struct place_words *words, size_t begin, size_t end,
	const struct listed *city, struct listed *best)
{
	const struct place_run *run = place_words_find(words, begin, end);
	struct listed_name name;
	const char *at = NULL;
	double score = -1;

	while (run && place_words_next_name(words->list, run, &at, &name)) {
		struct listed place;
		double value;

		if (!gazetteer_place(words->list, name.offset, &place) || place.is_area ||
			place.offset == city->offset ||
			(!place.is_section && (place.population < NEIGHBOUR_LEAST ||
						      place.population * 4 >= city->population)) ||
			coordinates_distance(place.latitude, place.longitude, city->latitude,
				city->longitude) >= NEIGHBOUR_KM)
			continue;
		value = gazetteer_score(&name, &place);
		if (value > score)
			*best = place;
		score = value > score ? value : score;
	}
	return score >= 0;
}

/* The likeliest place of the name that lies in the region of an island's main town, and near it. */
static bool find_on_island(struct place_words *words, const struct place_run *run,
	const struct listed *town, struct listed *best)
{
	struct listed_name name;
	const char *at = NULL;
	double score = -1;

	while (run && place_words_next_name(words->list, run, &at, &name)) {
		struct listed place;
		double value;

		if (!gazetteer_place(words->list, name.offset, &place) || place.is_area ||
			strcmp(place.region, town->region) != 0 ||
			coordinates_distance(place.latitude, place.longitude, town->latitude,
				town->longitude) >= APART_KM)
			continue;
		value = gazetteer_score(&name, &place);
		if (value > score)
			*best = place;
		score = value > score ? value : score;
	}
	return score >= 0;
}

/*
 * Whether what follows is another name of the place, or of another one that has its name, or the
 * island that one of these lies on: "Palma Mallorca", "Santa Cruz Tenerife", "Manacor Mallorca",
 * "Puerto de la Cruz Tenerife".
 */
static bool is_same_or_around(
	struct place_words *words, struct place_reading *reading, const struct place_reading *next)
{
	const struct place_run *run = place_words_find(words, reading->begin, reading->name_end);
	const struct place_run *next_run = place_words_find(words, next->begin, next->name_end);
	bool is_landscape;

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
	is_landscape = place_longest_has_name(words->list, next_run, &next->place, NAME_LANDSCAPE);
	if ((is_landscape ||
		    place_longest_has_name(words->list, next_run, &next->place, NAME_LOCAL)) &&
		strcmp(reading->place.region, next->place.region) == 0)
		return true;
	if (!is_landscape || reading->qualifiers[0].run.regions ||
		!find_on_island(words, run, &next->place, &reading->place))
		return false;
	reading->rule = PLACE_RULE_NAME;
	return true;
}

/* Whether the place lies in no country that the qualifier names, nor in that of a region of it. */
static bool is_abroad(struct place_words *words, const struct place_qualifier *qualifier,
	const struct listed *place)
{
	struct region_key key;
	const char *at = NULL;

	while (place_words_next_region(words->list, &qualifier->run, &at, &key))
		if (strncmp(key.code, place->country, 2) == 0)
			return false;
	return true;
}

/* "La Boca": Los Angeles is written in capitals. */
static bool is_first_article(const struct place_words *words, const struct place_reading *reading)
{
	return reading->end == reading->begin + 1 && place_words_is(words, reading->begin, "la") &&
	       strncmp(words->all[reading->begin].text, "LA", 2) != 0;
}

/*
 * "Wall Street": small places far from each other are words of a name that the list has not. So is
 * a larger one where a country or city follows that is abroad for both: "Moss Side Manchester".
 */
static bool read_small(
	struct place_words *words, struct place_reading *reading, const struct place_reading *next)
{
	bool is_article = is_first_article(words, reading);
	bool is_small = is_article || place_longest_is_small(reading, RANK_CITY_LEAST, LARGE);
	struct place_qualifier qualifier;
	struct place_reading more;
	size_t end = next->end;
	bool is_qualified, is_in_city;

	if ((!is_article && !place_longest_is_small(reading, LARGE, LARGE)) ||
		!place_longest_is_small(next, SMALL, LARGE) ||
		coordinates_distance(reading->place.latitude, reading->place.longitude,
			next->place.latitude, next->place.longitude) < APART_KM)
		return false;
	while (end < words->count && !place_words_is_behind_comma(words, end) &&
		place_longest_read(words, end, &more) &&
		place_longest_is_small(&more, SMALL, LARGE))
		end = more.end;
	is_qualified = place_longest_find_qualifier(words, end, &qualifier) &&
		       (is_small || (is_abroad(words, &qualifier, &reading->place) &&
					    is_abroad(words, &qualifier, &next->place)));
	is_in_city = !qualifier.run.regions && !place_words_is_behind_comma(words, end) &&
		     place_longest_read(words, end, &more) && more.rule == PLACE_RULE_NAME &&
		     more.place.population >= LARGE &&
		     (is_small || (strcmp(more.place.country, reading->place.country) != 0 &&
					  strcmp(more.place.country, next->place.country) != 0));
	if (!is_small && !is_qualified && !is_in_city)
		return false;
	reading->name_end = reading->begin;
	take_as_typed(words, reading, is_in_city ? more.end : end, is_qualified ? &qualifier : NULL,
		is_in_city ? &more.place : NULL);
	return true;
}

/* "Jackson Hole": what follows is a small place's foreign name, in another country. */
static bool is_chance(struct place_words *words, const struct place_reading *reading,
	const struct place_reading *next)
{
	const struct place_run *run = place_words_find(words, next->begin, next->name_end);

	return next->rule == PLACE_RULE_NAME && !next->qualifiers[0].run.regions &&
	       next->place.population < SMALL && !next->place.is_capital && run &&
	       place_longest_has_name(words->list, run, &next->place, NAME_ALTERNATE) &&
	       strcmp(reading->place.country, next->place.country) != 0;
}

/* Whether a name, not a country's, stands directly before a city. */
static bool is_before_city(struct place_words *words, const struct place_reading *reading,
	const struct place_reading *next)
{
	const struct place_run *run = place_words_find(words, next->begin, next->name_end);
	bool is_country =
		reading->rule == PLACE_RULE_REGION && place_region_is_country(reading->region.code);

	return !is_country && !reading->qualifiers[0].run.regions &&
	       next->place.population >= LARGE && run &&
	       place_region_is_named(words->list, run->key, &next->place, false);
}

/*
 * It may be a part or a neighbour of the city; true if so. A place abroad, however large, is only
 * a namesake of the part: "Praga Warsaw".
 */
static bool read_with_city(
	struct place_words *words, struct place_reading *reading, const struct place_reading *next)
{
	bool is_much_larger = reading->place.population * 2 < next->place.population;
	bool is_abroad = strcmp(reading->place.country, next->place.country) != 0;
	struct listed neighbour;

	if (!is_before_city(words, reading, next) ||
		!place_rules_find_near(
			words, reading->begin, reading->name_end, &next->place, &neighbour) ||
		(!is_much_larger && !(is_abroad && neighbour.is_section &&
					    next->place.population >= PART_CITY_LEAST)))
		return false;
	/* "Kawasaki Tokyo": a large city is known by its name alone. */
	if (neighbour.offset == reading->place.offset && neighbour.population >= LARGE &&
		!neighbour.is_section)
		return false;
	reading->rule = PLACE_RULE_NEAR_CITY;
	reading->place = neighbour;
	reading->city = next->place;
	reading->end = next->end;
	return true;
}

/* Or one that the list has not, and that is no village in another country. */
static bool is_unknown_part(struct place_words *words, const struct place_reading *reading,
	const struct place_reading *next)
{
	return is_before_city(words, reading, next) &&
	       place_longest_is_small(reading, VILLAGE, LARGE) &&
	       strcmp(reading->place.country, next->place.country) != 0;
}

/* "Rio Arriba County": where words that nobody knows end, at a comma or a word that is known. */
static size_t skip_unknown_to_kind(struct place_words *words, size_t at)
{
	while (at < words->count && !place_words_is_kind(words, at) &&
		!place_words_is_behind_comma(words, at) && !place_words_find(words, at, at + 1))
		at++;
	return at;
}

/*
 * "Buckingham Palace": an unknown word behind a small place makes both one name; but one that is
 * misspelt, or a code, is a place of its own.
 */
static void read_with_unknown(struct place_words *words, struct place_reading *reading)
{
	bool is_foreign = reading->rule == PLACE_RULE_NAME && !reading->is_own_city &&
			  !reading->qualifiers[0].run.regions &&
			  reading->place.population < FOREIGN_LEAST;
	struct place_reading rest;

	/* Of a capital too: "Ben", as in Ben Nevis, is also Bern in Lombard. */
	if (!is_foreign && !is_first_article(words, reading) &&
		!place_longest_is_small(reading, RANK_CITY_LEAST, RANK_CITY_LEAST) &&
		!place_words_is_kind(words, skip_unknown_to_kind(words, reading->end)))
		return;
	place_unknown_read(words, reading->end, &rest);
	if (rest.rule != PLACE_RULE_TYPED &&
		(rest.rule != PLACE_RULE_CODE || rest.qualifiers[0].run.regions ||
			place_unknown_is_code(words, rest.begin, true)))
		return;
	rest.rule = PLACE_RULE_TYPED;
	rest.begin = reading->begin;
	rest.name_end = reading->name_end;
	*reading = rest;
}

/* "Cannes la Bocca": the name in small letters is an article, as nobody knows what follows it. */
static bool is_article(struct place_words *words, size_t at, const struct place_reading *reading)
{
	return reading->end == at + 1 && at + 1 < words->count &&
	       place_words_longest(words, at + 1) == at + 1;
}

/* "portland me boston": a little word is a code where a city of that name lies, before another. */
static bool read_little_code(struct place_words *words, struct place_reading *reading)
{
	size_t end = reading->end;
	const struct place_run *run = place_words_find(words, end, end + 1);
	struct place_qualifier code = {.begin = end, .end = end + 1};
	struct listed_name name;
	const char *at = NULL;
	struct place_reading next;

	if (!run || !run->regions || !place_longest_read(words, end + 1, &next) ||
		next.place.population < LARGE)
		return false;
	code.run = *run;
	run = place_words_find(words, reading->begin, reading->name_end);
	while (run && place_words_next_name(words->list, run, &at, &name)) {
		struct listed place;

		if (name.kind == NAME_ALTERNATE ||
			!gazetteer_place(words->list, name.offset, &place) ||
			place.population < RANK_CITY_LEAST ||
			!place_region_has(words->list, &code, &place))
			continue;
		reading->rule = PLACE_RULE_NAME;
		reading->place = place;
		reading->qualifiers[0] = code;
		reading->end = code.end;
		return true;
	}
	return false;
}

/*
 * "Berlin in France", "Soho in London", "Tower of London", "Cabo de Gata", "Foo de Bar": a little
 * word binds what follows it.
 */
static bool read_little(struct place_words *words, struct place_reading *reading)
{
	size_t end = reading->end;
	bool binds = place_words_binds(words, end);
	bool is_in_next = binds || place_words_locates(words, end);
	struct place_qualifier qualifier;
	struct place_reading next;

	if (!place_words_is_little(words, end) ||
		(!binds && ((place_longest_read(words, end, &next) &&
				    !is_article(words, end, &next)) ||
				   place_longest_find_qualifier(words, end, &qualifier))))
		return false;
	if (!is_in_next && read_little_code(words, reading))
		return true;
	if (place_longest_find_qualifier(words, end + 1, &qualifier)) {
		if (place_longest_lies_in(words, &qualifier))
			take_as_typed(words, reading, qualifier.end, &qualifier, NULL);
		else
			take_with_area(words, reading, qualifier.end);
	} else if (!place_longest_read(words, end + 1, &next)) {
		take_with_area(words, reading, skip_unknown(words, end + 1));
	} else if (is_in_next) {
		take_as_typed(words, reading, next.end, NULL, &next.place);
	} else if (next.qualifiers[0].run.regions) {
		take_as_typed(words, reading, next.end, &next.qualifiers[0], NULL);
	} else {
		take_with_area(words, reading, next.end);
	}
	return true;
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
	/* "LA" is Louisiana behind a parish. */
	bool is_code = !has_name && (next->end == next->begin ||
					    place_words_is_kind(words, reading->name_end - 1));

	/* "Oregon OR" */
	if (is_region && is_code && place_region_has(words->list, qualifier, &reading->place)) {
		reading->end = qualifier->end;
		return;
	}
	if (!has_comma && next->end > next->begin && read_with_city(words, reading, next))
		return;
	if ((is_region && !is_code) || is_next_city(words, reading, qualifier) ||
		(next->end > next->begin && !has_comma &&
			next->place.offset == reading->place.offset) ||
		is_qualified_city(next, qualifier) ||
		place_unknown_read_misspelt(words, reading->begin, qualifier->end, reading) ||
		(!has_name &&
			place_unknown_read_misspelt(words, reading->end, qualifier->end, next)))
		return;
	if (place_unknown_is_particle(words, qualifier))
		take_with_area(words, reading, skip_unknown(words, qualifier->end));
	else
		take_as_typed(words, reading, qualifier->end, qualifier, NULL);
}

/* "Praha 2", "Dublin 4, Ireland": the number of a part of a city, which has the city's weather. */
static bool read_number(struct place_words *words, struct place_reading *reading)
{
	const struct place_word *word = &words->all[reading->end];
	struct place_qualifier country;

	if (reading->place.population < LARGE || place_words_is_behind_comma(words, reading->end) ||
		word->length > NUMBER_DIGITS || strspn(word->text, "0123456789") < word->length)
		return false;
	reading->has_number = true;
	reading->end++;
	if (place_longest_find_qualifier(words, reading->end, &country) &&
		place_region_has(words->list, &country, &reading->place) &&
		!place_region_is_named(words->list, country.run.key, &reading->place, true))
		reading->end = country.end;
	return true;
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
		place_postcode_read_behind(words, reading) || read_little(words, reading) ||
		(!is_region && read_number(words, reading)))
		return;
	if (place_longest_read(words, reading->end, &next) &&
		is_same_or_around(words, reading, &next)) {
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

		if (!has_comma && !is_region && read_small(words, reading, &next))
			return;
		if (!has_comma && !is_region && is_chance(words, reading, &next))
			take_as_typed(words, reading, next.end, NULL, NULL);
		else if (!read_with_city(words, reading, &next) &&
			 (is_unknown_part(words, reading, &next) ||
				 (has_comma && !is_region && !are_qualified &&
					 (reading->place.population < RANK_CITY_LEAST ||
						 next.place.population < RANK_CITY_LEAST))))
			take_as_typed(words, reading, next.end, NULL, &next.place);
	} else if (!has_comma) {
		if (!place_unknown_read_misspelt(words, reading->begin, reading->end, reading))
			read_with_unknown(words, reading);
		if (reading->rule > PLACE_RULE_NEAR_CITY ||
			!place_words_ends_landmark(words, reading->end))
			return;
		/* "Frankfurt Airport", "Victoria Station": not the city, nor one of its name. */
		reading->name_end = reading->begin;
		take_as_typed(words, reading, reading->end + 1,
			place_longest_find_qualifier(words, reading->end + 1, &qualifier)
				? &qualifier
				: NULL,
			NULL);
	} else if (!is_region && !place_postcode_read(words, reading->end, &next)) {
		take_as_typed(words, reading, skip_unknown(words, reading->end), NULL, NULL);
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
		else
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
			(reading.place.population < RANK_CITY_LEAST && !reading.place.is_capital))
			return 0;
	}
	return count;
}
