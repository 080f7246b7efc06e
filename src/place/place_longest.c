/* SPDX-License-Identifier: MIT */
#include "place/place_longest.h"

#include <string.h>

#include "place/rank.h"

#define REGION_WORDS_MAX 3          /* of one that stands before a place */
#define CAPITALS_MAX 3              /* letters of what may be a code */
#define CODE_OWN_LEAST 10000        /* people of a place whose own name is a code, too */
#define CODE_ALTERNATE_LEAST 800000 /* of one that has the code as another name, as LA has */

/* How good a reading is: of two as long the better one counts. */
enum strength { STRENGTH_NAME, STRENGTH_QUALIFIED, STRENGTH_REGION, STRENGTH_LANDSCAPE };

/* The best reading so far of the words from ->begin on. */
struct attempt {
	struct place_words *words;
	struct place_reading *best;
	enum strength strength;
	struct place_run run; /* what is tried now as the name, up to name_end */
	size_t name_end;
	bool has_kind; /* its last word says what it is: only a region is meant */
	char typed[LOCATION_TEXT_MAX + 2];
};

static bool take_qualifier(
	struct place_words *words, size_t begin, size_t end, struct place_qualifier *qualifier)
{
	const struct place_run *run = place_words_find(words, begin, end);

	*qualifier = (struct place_qualifier){.begin = begin, .end = end};
	if (!run || !run->regions || (end - begin > 1 && !run->has_region_name))
		return false;
	qualifier->run = *run;
	qualifier->has_kind = run->has_region_name && place_words_is_kind(words, end) &&
			      !place_words_is(words, end, "city");
	qualifier->end += qualifier->has_kind;
	return true;
}

static bool is_in_larger(struct place_words *words, const struct place_qualifier *smaller,
	const struct place_qualifier *larger)
{
	struct region_key inner, outer;
	const char *at = NULL;

	while (place_words_next_region(words->list, &smaller->run, &at, &inner)) {
		const char *outer_at = NULL;

		while (place_words_next_region(words->list, &larger->run, &outer_at, &outer)) {
			size_t length = strlen(outer.code);

			if (strncmp(inner.code, outer.code, length) == 0 &&
				inner.code[length] == '.')
				return true;
		}
	}
	return false;
}

/* "me" in "Portland me usa" is Maine. */
static bool has_larger(struct place_words *words, const struct place_qualifier *smaller)
{
	size_t begin = smaller->end;
	struct place_qualifier larger;

	return !place_words_is_little(words, begin) &&
	       take_qualifier(words, begin, place_words_longest(words, begin), &larger) &&
	       is_in_larger(words, smaller, &larger);
}

/* The longest country, region or code at a word, whether what is before it lies there or not. */
static bool find_longest(struct place_words *words, size_t begin, struct place_qualifier *qualifier)
{
	if (!take_qualifier(words, begin, place_words_longest(words, begin), qualifier))
		qualifier->run.regions = NULL;
	/* "and" between two words is not Andorra. */
	else if (qualifier->end == begin + 1 && !qualifier->run.has_region_name &&
		 place_words_is_little(words, begin) && !has_larger(words, qualifier))
		qualifier->run.regions = NULL;
	return qualifier->run.regions;
}

bool place_longest_find_qualifier(
	struct place_words *words, size_t begin, struct place_qualifier *qualifier)
{
	/* "Seoul North London" is not "Seoul North", but one may say "Seoul North Cameroon". */
	if (find_longest(words, begin, qualifier) && qualifier->end == begin + 1 &&
		place_words_is_direction(words, begin) && !has_larger(words, qualifier))
		qualifier->run.regions = NULL;
	return qualifier->run.regions;
}

bool place_longest_find_larger(struct place_words *words, const struct place_qualifier *smaller,
	struct place_qualifier *larger)
{
	if (place_longest_find_qualifier(words, smaller->end, larger) &&
		!is_in_larger(words, smaller, larger))
		larger->run.regions = NULL;
	return larger->run.regions;
}

/* The likeliest place of that name that lies where all qualifiers say. */
static bool find_place(const struct gazetteer *list, const struct place_run *run,
	const struct place_qualifier qualifiers[], size_t count, struct listed *best)
{
	struct listed_name name, best_name = {.kind = NAME_ALTERNATE};
	double best_score = -1;
	const char *at = NULL;
	struct listed place;

	while (place_words_next_likelier(list, run, &best_name, &at, &name, &place)) {
		size_t i = 0;
		double score;

		if (place.is_area)
			continue;
		score = gazetteer_score(&name, &place);
		if (score < best_score || (score == best_score && best->offset < place.offset))
			continue;
		while (i < count && place_region_has(list, &qualifiers[i], &place))
			i++;
		if (i < count)
			continue;
		*best = place;
		best_name = name;
		best_score = score;
	}
	return best_score >= 0;
}

/* ---- rule 1: the longest run that is one place; rule 5: a country or region as a place ---- */

/* Takes over a reading that is longer or better than the best one. */
static void offer(
	struct attempt *attempt, enum strength strength, const struct place_reading *reading)
{
	struct place_reading *best = attempt->best;
	size_t begin = best->begin;

	if (reading->end < best->end ||
		(reading->end == best->end && strength <= attempt->strength))
		return;
	attempt->strength = strength;
	*best = *reading;
	best->begin = begin;
	best->name_end = attempt->name_end;
	/* A region's place that is not its largest was found by its name. */
	best->is_own_city = place_region_is_named(attempt->words->list, attempt->run.key,
		&best->place,
		best->rule != PLACE_RULE_REGION || best->place.offset == best->region.largest);
}

bool place_longest_find_city(
	struct place_words *words, const struct place_qualifier *qualifier, struct listed *city)
{
	const struct place_run *run = &qualifier->run;
	char typed[LOCATION_TEXT_MAX + 2];
	struct listed_region region;

	if (qualifier->has_kind)
		return false;
	if (run->has_region_name) {
		place_words_text(words, qualifier->begin, qualifier->end, typed);
		if (place_region_alone(words->list, run->key, typed, city, &region))
			return place_region_is_named(words->list, run->key, city, false);
	}
	/* "Man" is a city and the code of a region; in the region Kowloon the list has no place. */
	return strlen(run->key) > 2 && find_place(words->list, run, NULL, 0, city) &&
	       place_region_is_named(words->list, run->key, city, true);
}

/* "Boston New York": the qualifier is a large city, and so is another place of the name. */
static bool are_two_cities(struct attempt *attempt, const struct place_qualifier *qualifier,
	const struct listed *place)
{
	const struct gazetteer *list = attempt->words->list;
	struct listed city, first;

	return place->population < RANK_SMALL_LIMIT && !place->is_section &&
	       strlen(qualifier->run.key) > 2 &&
	       place_longest_find_city(attempt->words, qualifier, &city) &&
	       city.population >= RANK_LARGE_LEAST &&
	       place_region_is_named(list, qualifier->run.key, &city, true) &&
	       find_place(list, &attempt->run, NULL, 0, &first) &&
	       first.population >= RANK_LARGE_LEAST &&
	       place_region_is_named(list, attempt->run.key, &first, true);
}

/* "Norway Georgia": the name is a country's, and the qualifier names another one. */
static bool are_two_countries(struct attempt *attempt, const struct place_qualifier *qualifier)
{
	const struct gazetteer *list = attempt->words->list;
	struct region_key name, other;
	const char *at = NULL;

	while (place_words_next_region(list, &attempt->run, &at, &name)) {
		const char *other_at = NULL;

		if (name.kind == REGION_CODE || !place_region_is_country(name.code))
			continue;
		while (place_words_next_region(list, &qualifier->run, &other_at, &other))
			if (other.kind != REGION_CODE && place_region_is_country(other.code) &&
				strcmp(name.code, other.code) != 0)
				return true;
	}
	return false;
}

/*
 * "Seoul Seoul": a word and the same again says no more than once, unless it is a country or a code
 * ("NY NY"), or a larger one follows ("Geneva Geneva Switzerland", but not "Geneva Geneva,CH").
 */
static bool is_repeated(struct attempt *attempt, const struct place_qualifier qualifiers[],
	size_t count, const struct listed *place)
{
	const struct place_words *words = attempt->words;
	const struct place_qualifier *qualifier = &qualifiers[0];
	struct region_key key;
	const char *at = NULL;
	struct listed alone;

	if (attempt->name_end - attempt->best->begin > 1 || !qualifier->run.has_region_name ||
		strcmp(attempt->run.key, qualifier->run.key) != 0 ||
		place_words_is_behind_comma(words, attempt->name_end) ||
		(count > 1 && strcmp(qualifiers[1].run.key, qualifier->run.key) != 0 &&
			words->all[qualifiers[1].begin].argument !=
				words->all[qualifier->begin].argument))
		return false;
	while (place_words_next_region(words->list, &qualifier->run, &at, &key))
		if (place_region_is_country(key.code))
			return false;
	return find_place(words->list, &attempt->run, NULL, 0, &alone) &&
	       alone.offset == place->offset;
}

/* "BOS", "MAD": as airports and countries are written. */
static bool is_in_capitals(const char *typed)
{
	return strlen(typed) <= CAPITALS_MAX &&
	       strspn(typed, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == strlen(typed);
}

/*
 * A code of two letters, or a name of up to three in capitals, is a name only of a town of that
 * name, or of what millions call so.
 */
static bool is_only_code(struct attempt *attempt)
{
	const struct gazetteer *list = attempt->words->list;
	const struct place_run *run = &attempt->run;
	struct listed_name name;
	char spelling[GAZETTEER_NAME_MAX];
	struct listed place;
	const char *at = NULL;

	if (!is_in_capitals(attempt->typed) &&
		(!run->regions || run->has_region_name || strlen(run->key) != 2))
		return false;
	while (place_words_next_name(list, run, &at, &name, &place)) {
		bool is_own = name.kind != NAME_ALTERNATE;

		/* "CPF" is the name of a town. */
		gazetteer_spelling(list, &name, spelling);
		if ((is_own && strlen(run->key) > 2 && strcmp(spelling, attempt->typed) == 0) ||
			place.population >= (is_own ? CODE_OWN_LEAST : CODE_ALTERNATE_LEAST))
			return false;
	}
	return true;
}

/* The name with what says where it lies; a region with its country goes before. */
static void try_qualified(
	struct attempt *attempt, const struct place_qualifier qualifiers[], size_t count)
{
	const struct gazetteer *list = attempt->words->list;
	const struct place_run *run = &attempt->run;
	struct place_reading reading = {.end = qualifiers[count - 1].end};
	bool is_apart = count > 1 || place_words_is_behind_comma(attempt->words, attempt->name_end);
	bool is_region, is_found;
	struct listed found;

	if (reading.end < attempt->best->end)
		return;
	is_found = !attempt->has_kind && find_place(list, run, qualifiers, count, &found);
	memcpy(reading.qualifiers, qualifiers, count * sizeof *qualifiers);
	if (attempt->has_kind)
		is_region = place_region_of_kind(attempt->words, attempt->name_end - 1, run->key,
				    &reading.place, &reading.region) &&
			    place_region_has(list, &qualifiers[0], &reading.place);
	else
		is_region = (run->has_region_name &&
				    place_region_in_country(list, run->key, attempt->typed,
					    &qualifiers[0], &reading.place, &reading.region)) ||
			    ((!is_found || is_only_code(attempt)) &&
				    place_region_of_code(list, run, &qualifiers[0], &reading.place,
					    &reading.region));
	if (is_region && (count == 1 || place_region_has(list, &qualifiers[1], &reading.place))) {
		reading.rule = PLACE_RULE_REGION;
		offer(attempt, STRENGTH_REGION, &reading);
		return;
	}
	reading.rule = PLACE_RULE_NAME;
	if (!is_found)
		return;
	reading.place = found;
	if (is_repeated(attempt, qualifiers, count, &reading.place))
		return;
	if (is_apart || !((reading.place.population < RANK_SMALL_LIMIT &&
				  are_two_countries(attempt, &qualifiers[0])) ||
				are_two_cities(attempt, &qualifiers[0], &reading.place)))
		offer(attempt, STRENGTH_QUALIFIED, &reading);
}

bool place_longest_has_name(const struct gazetteer *list, const struct place_run *run,
	const struct listed *place, enum name_kind kind)
{
	struct listed_name name;
	struct listed found;
	const char *at = NULL;

	while (place_words_next_name(list, run, &at, &name, &found))
		if (name.kind == kind && name.offset == place->offset)
			return true;
	return false;
}

static void try_alone(struct attempt *attempt)
{
	const struct gazetteer *list = attempt->words->list;
	const struct place_run *run = &attempt->run;
	struct place_reading reading = {.rule = PLACE_RULE_REGION, .end = attempt->name_end};

	if (reading.end < attempt->best->end || place_words_is_kind(attempt->words, reading.end))
		return;
	if (attempt->has_kind
			? place_region_of_kind(attempt->words, attempt->name_end - 1, run->key,
				  &reading.place, &reading.region)
			: run->has_region_name && place_region_alone(list, run->key, attempt->typed,
							  &reading.place, &reading.region)) {
		offer(attempt, STRENGTH_QUALIFIED, &reading);
		return;
	}
	reading.rule = PLACE_RULE_NAME;
	if (run->names && !attempt->has_kind && !is_only_code(attempt) &&
		find_place(list, run, NULL, 0, &reading.place))
		offer(attempt,
			/* "South Island" is not the south of Iceland. */
			reading.end == attempt->best->end && place_longest_has_name(list, run,
								     &reading.place, NAME_LANDSCAPE)
				? STRENGTH_LANDSCAPE
				: STRENGTH_NAME,
			&reading);
}

/* The name up to attempt->name_end, with and without what follows it. */
static void try_name(struct attempt *attempt)
{
	struct place_words *words = attempt->words;
	struct place_qualifier qualifiers[2];
	size_t end = attempt->name_end;

	/* "Paris in Texas", but Tremblay en France is a town. */
	if (place_words_longest(words, attempt->best->begin) <= end)
		end += place_words_locates(words, end);
	place_words_text(words, attempt->best->begin, attempt->name_end, attempt->typed);
	if (find_longest(words, end, &qualifiers[0])) {
		if (find_longest(words, qualifiers[0].end, &qualifiers[1]))
			try_qualified(attempt, qualifiers, 2);
		try_qualified(attempt, qualifiers, 1);
	}
	try_alone(attempt);
}

/* "경기도 광주", "北海道 札幌": the larger stands before, one or two of them. */
static void try_behind_regions(struct attempt *attempt)
{
	struct place_words *words = attempt->words;
	struct place_reading reading = {.rule = PLACE_RULE_NAME};
	struct place_qualifier *before = reading.qualifiers;
	size_t end = attempt->best->begin;

	for (size_t count = 1; count <= 2; count++) {
		size_t begin = end;

		if (begin >= words->count || !place_words_is_east_asian(words, begin))
			return;
		for (end = begin + REGION_WORDS_MAX; end > begin; end--)
			if (take_qualifier(words, begin, end, &before[count - 1]))
				break;
		if (end == begin)
			return;
		for (size_t length = 1; length <= 2; length++) {
			const struct place_run *run = place_words_find(words, end, end + length);

			/* "제주특별자치도 제주시", but not "제주 제주". */
			if (!run || !run->names ||
				(strcmp(run->key, before[count - 1].run.key) == 0 &&
					words->all[begin].length <= words->all[end].length) ||
				!find_place(words->list, run, before, count, &reading.place))
				continue;
			attempt->run = *run;
			attempt->name_end = reading.end = end + length;
			offer(attempt, STRENGTH_QUALIFIED, &reading);
		}
	}
}

bool place_longest_read(struct place_words *words, size_t begin, struct place_reading *reading)
{
	struct attempt attempt = {.words = words, .best = reading};

	*reading = (struct place_reading){.begin = begin, .end = begin, .name_end = begin};
	for (size_t length = 1; length <= PLACE_WORDS_RUN_MAX; length++) {
		const struct place_run *run = place_words_find(words, begin, begin + length);

		if (!run)
			continue;
		attempt.run = *run;
		attempt.name_end = begin + length;
		attempt.has_kind = false;
		try_name(&attempt);
		/* "South Andros" is a region without a place, and "Van Buren County" not in Van. */
		if (reading->end < attempt.name_end &&
			(attempt.run.has_region_name ||
				place_words_is_kind(words, attempt.name_end)))
			reading->end = begin;
		if (!attempt.run.has_region_name || !place_words_is_kind(words, attempt.name_end) ||
			place_words_is(words, attempt.name_end, "city") ||
			place_words_find(words, begin, attempt.name_end + 1))
			continue;
		attempt.name_end++;
		attempt.has_kind = true;
		try_name(&attempt);
	}
	if (begin < words->count)
		try_behind_regions(&attempt);
	/* "North London" is not Cameroon's region and a city. */
	if (reading->end == begin + 1 && place_words_is_direction(words, begin) &&
		!(reading->rule == PLACE_RULE_NAME && reading->is_own_city &&
			reading->place.population >= RANK_CITY_LEAST))
		reading->end = begin;
	return reading->end > begin;
}

bool place_longest_is_all(struct place_words *words, struct place_reading *reading)
{
	return place_longest_read(words, 0, reading) && reading->end == words->count;
}

bool place_longest_lies_in(struct place_words *words, const struct place_qualifier *qualifier)
{
	size_t before = qualifier->begin - 1;
	struct region_key key;
	const char *at = NULL;
	struct listed city;

	if (qualifier->begin == 0 || !place_words_is_little(words, before) ||
		place_words_locates(words, before))
		return true;
	while (place_words_next_region(words->list, &qualifier->run, &at, &key))
		if (key.kind != REGION_CODE && place_region_is_country(key.code))
			return true;
	return place_words_binds(words, before) && place_longest_find_city(words, qualifier, &city);
}

bool place_longest_is_abroad(struct place_words *words, const struct place_qualifier *qualifier,
	const struct listed *place)
{
	struct region_key key;
	const char *at = NULL;

	while (place_words_next_region(words->list, &qualifier->run, &at, &key))
		if (strncmp(key.code, place->country, 2) == 0)
			return false;
	return true;
}

size_t place_longest_skip_qualifiers(struct place_words *words, size_t at)
{
	struct place_qualifier first, second;

	if (!place_longest_find_qualifier(words, at, &first))
		return at;
	return place_longest_find_larger(words, &first, &second) ? second.end : first.end;
}

bool place_longest_is_small(
	const struct place_reading *reading, int64_t limit, int64_t foreign_limit)
{
	return reading->rule == PLACE_RULE_NAME && !reading->qualifiers[0].run.regions &&
	       !reading->place.is_capital &&
	       reading->place.population < (reading->is_own_city ? limit : foreign_limit);
}
