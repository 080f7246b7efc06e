/* SPDX-License-Identifier: MIT */
#include "place/place_typed.h"

#include <string.h>

#include "place/coordinates.h"
#include "place/place_unknown.h"
#include "place/rank.h"

#define APART_KM 100.0 /* from a small place to another that is not meant with it */

void place_typed_take(struct place_words *words, struct place_reading *reading, size_t end,
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

size_t place_typed_skip_unknown(struct place_words *words, size_t at)
{
	struct place_reading next;

	do
		at++;
	while (at < words->count && !place_longest_read(words, at, &next));
	return at;
}

void place_typed_take_with_area(
	struct place_words *words, struct place_reading *reading, size_t end)
{
	struct place_qualifier qualifier;
	struct place_reading next;

	if (place_longest_find_qualifier(words, end, &qualifier))
		place_typed_take(words, reading, end, &qualifier, NULL);
	else if (!place_words_is_behind_comma(words, end) &&
		 place_longest_read(words, end, &next) && next.rule == PLACE_RULE_NAME &&
		 next.is_own_city && next.place.population >= RANK_LARGE_LEAST)
		place_typed_take(words, reading, next.end, NULL, &next.place);
	else
		place_typed_take(words, reading, end, NULL, NULL);
}

/* "La Boca": Los Angeles is written in capitals. */
static bool is_first_article(const struct place_words *words, const struct place_reading *reading)
{
	return reading->end == reading->begin + 1 && place_words_is(words, reading->begin, "la") &&
	       strncmp(words->all[reading->begin].text, "LA", 2) != 0;
}

/* "Mykonos Santorini": an island of the same region is not the rest of a name. */
static bool is_island_nearby(struct place_words *words, const struct place_reading *reading,
	const struct place_reading *next)
{
	const struct place_run *run = place_words_find(words, next->begin, next->name_end);

	return run && strcmp(reading->place.region, next->place.region) == 0 &&
	       place_longest_has_name(words->list, run, &next->place, NAME_LANDSCAPE);
}

bool place_typed_read_small(
	struct place_words *words, struct place_reading *reading, const struct place_reading *next)
{
	bool is_article = is_first_article(words, reading);
	bool is_small =
		is_article || place_longest_is_small(reading, RANK_CITY_LEAST, RANK_LARGE_LEAST);
	struct place_qualifier qualifier;
	struct place_reading more;
	size_t end = next->end;
	bool is_qualified, is_in_city;

	if ((!is_article && !place_longest_is_small(reading, RANK_LARGE_LEAST, RANK_LARGE_LEAST)) ||
		!place_longest_is_small(next, RANK_SMALL_LIMIT, RANK_LARGE_LEAST) ||
		coordinates_distance(reading->place.latitude, reading->place.longitude,
			next->place.latitude, next->place.longitude) < APART_KM ||
		is_island_nearby(words, reading, next))
		return false;
	while (end < words->count && !place_words_is_behind_comma(words, end) &&
		place_longest_read(words, end, &more) &&
		place_longest_is_small(&more, RANK_SMALL_LIMIT, RANK_LARGE_LEAST))
		end = more.end;
	is_qualified =
		place_longest_find_qualifier(words, end, &qualifier) &&
		(is_small || (place_longest_is_abroad(words, &qualifier, &reading->place) &&
				     place_longest_is_abroad(words, &qualifier, &next->place)));
	is_in_city = !qualifier.run.regions && !place_words_is_behind_comma(words, end) &&
		     place_longest_read(words, end, &more) && more.rule == PLACE_RULE_NAME &&
		     more.place.population >= RANK_LARGE_LEAST &&
		     (is_small || (strcmp(more.place.country, reading->place.country) != 0 &&
					  strcmp(more.place.country, next->place.country) != 0));
	if (!is_small && !is_qualified && !is_in_city)
		return false;
	reading->name_end = reading->begin;
	place_typed_take(words, reading, is_in_city ? more.end : end,
		is_qualified ? &qualifier : NULL, is_in_city ? &more.place : NULL);
	return true;
}

bool place_typed_is_chance(struct place_words *words, const struct place_reading *reading,
	const struct place_reading *next)
{
	const struct place_run *run = place_words_find(words, next->begin, next->name_end);

	return next->rule == PLACE_RULE_NAME && !next->qualifiers[0].run.regions &&
	       next->place.population < RANK_SMALL_LIMIT && !next->place.is_capital && run &&
	       place_longest_has_name(words->list, run, &next->place, NAME_ALTERNATE) &&
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

void place_typed_read_with_unknown(struct place_words *words, struct place_reading *reading)
{
	bool is_foreign = reading->rule == PLACE_RULE_NAME && !reading->is_own_city &&
			  !reading->qualifiers[0].run.regions &&
			  reading->place.population < RANK_FOREIGN_LEAST;
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
	struct listed place;
	struct place_reading next;

	if (!run || !run->regions)
		return false;
	code.run = *run; /* which later look-ups may overwrite */
	if (!place_longest_read(words, end + 1, &next) || next.place.population < RANK_LARGE_LEAST)
		return false;
	run = place_words_find(words, reading->begin, reading->name_end);
	while (run && place_words_next_name(words->list, run, &at, &name, &place)) {
		if (name.kind == NAME_ALTERNATE || place.population < RANK_CITY_LEAST ||
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

bool place_typed_read_little(struct place_words *words, struct place_reading *reading)
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
			place_typed_take(words, reading, qualifier.end, &qualifier, NULL);
		else
			place_typed_take_with_area(words, reading, qualifier.end);
	} else if (!place_longest_read(words, end + 1, &next)) {
		place_typed_take_with_area(
			words, reading, place_typed_skip_unknown(words, end + 1));
	} else if (is_in_next) {
		place_typed_take(words, reading, next.end, NULL, &next.place);
	} else if (next.qualifiers[0].run.regions) {
		place_typed_take(words, reading, next.end, &next.qualifiers[0], NULL);
	} else {
		place_typed_take_with_area(words, reading, next.end);
	}
	return true;
}
