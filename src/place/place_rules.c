/* SPDX-License-Identifier: MIT */
#include "place/place_rules.h"

#include <stdio.h>
#include <string.h>

#include "base/locale.h"
#include "place/coordinates.h"
#include "place/place_near.h"
#include "place/rank.h"

#define LARGE 100000          /* people of a city that is meant first of all */
#define SMALL 20000           /* of a place that is hardly meant beside such a city */
#define VILLAGE 2000          /* of one that is hardly meant together with it */
#define APART_KM 100.0        /* from a small place to another that is not meant with it */
#define NEIGHBOUR_LEAST 10000 /* people of a place that is named with the city near it */
#define NEIGHBOUR_KM 30.0     /* how near */
#define FOREIGN_LEAST 500000  /* of one that is meant by a foreign name, whatever follows */
#define MISSPELT_MAX 5        /* words of a misspelt name */
#define CODE_LETTERS_MAX 3    /* of what is rather an airport's code than a name */

/* The end of the country or region at that word, and of the larger one behind it. */
static size_t skip_qualifiers(struct place_words *words, size_t at)
{
	struct place_qualifier first, second;

	if (!place_longest_find_qualifier(words, at, &first))
		return at;
	return place_longest_find_larger(words, &first, &second) ? second.end : first.end;
}

/* ---- rule 4: postcodes ---- */

/* The first country of the qualifier in which the postcode has its shape. */
static bool fits_qualifier(const struct gazetteer *list, const struct place_qualifier *qualifier,
	const char *text, struct place_reading *reading)
{
	struct region_key key;
	const char *at = NULL;

	while (place_words_next_region(list, &qualifier->run, &at, &key)) {
		snprintf(reading->country, sizeof reading->country, "%.*s", 2, key.code);
		reading->is_named = place_region_is_country(key.code);
		if (place_region_counts(qualifier, &key) &&
			postcode_form(reading->country, text, true, reading->postcode))
			return true;
	}
	return false;
}

/* Takes the country of the reader's locale, else the United States, else the only one. */
static bool guess_country(const char *text, struct place_reading *reading)
{
	const char *only = "", *territory = locale_territory("LC_ADDRESS");
	size_t count = postcode_countries(text, &only);
	const char *const guesses[] = {territory, "US", count == 1 ? only : ""};

	reading->is_guessed = true;
	for (size_t i = 0; i < sizeof guesses / sizeof *guesses; i++) {
		snprintf(reading->country, sizeof reading->country, "%.*s", 2, guesses[i]);
		if (postcode_form(reading->country, text, false, reading->postcode))
			return true;
	}
	*reading->country = '\0';
	return count > 0;
}

/* The text of what may be a postcode: with a digit, and if it is a number, of four and more. */
static bool take_postcode(
	const struct place_words *words, size_t begin, size_t end, char text[LOCATION_TEXT_MAX + 2])
{
	if (end > words->count ||
		(end - begin > 1 && place_words_is_behind_comma(words, begin + 1)) ||
		!place_words_text(words, begin, end, text))
		return false;
	postcode_to_ascii(text);
	return strcspn(text, "0123456789") < strlen(text) &&
	       (strspn(text, "0123456789") < strlen(text) || strlen(text) >= 4);
}

/* A postcode and the country, region or city behind it that tells whose it is. */
static bool read_postcode_to(
	struct place_words *words, size_t begin, size_t end, struct place_reading *reading)
{
	struct place_qualifier qualifier, second;
	char text[LOCATION_TEXT_MAX + 2];
	struct place_reading city;
	const char *unused;
	bool is_qualified;

	*reading = (struct place_reading){.rule = PLACE_RULE_POSTCODE, .begin = begin, .end = end};
	/* "1010 AT" is Vienna's, and no Dutch one. */
	if (end - begin == 2 && take_postcode(words, begin, begin + 1, text) &&
		place_longest_find_qualifier(words, begin + 1, &second) &&
		fits_qualifier(words->list, &second, text, reading))
		return false;
	if (!take_postcode(words, begin, end, text))
		return false;
	is_qualified = place_longest_find_qualifier(words, end, &qualifier);
	if (is_qualified && (fits_qualifier(words->list, &qualifier, text, reading) ||
				    (place_longest_find_larger(words, &qualifier, &second) &&
					    fits_qualifier(words->list, &second, text, reading)))) {
		reading->end = skip_qualifiers(words, end);
		return true;
	}
	if (postcode_countries(text, &unused) == 0)
		return false;
	if (place_longest_read(words, end, &city) &&
		postcode_form(city.place.country, text, true, reading->postcode)) {
		memcpy(reading->country, city.place.country, sizeof reading->country);
		reading->end = city.end;
		return true;
	}
	if (!is_qualified)
		return guess_country(text, reading);
	*reading->country = '\0';
	reading->qualifiers[0] = qualifier;
	reading->end = qualifier.end;
	return true;
}

static bool read_postcode(struct place_words *words, size_t begin, struct place_reading *reading)
{
	return read_postcode_to(words, begin, begin + 2, reading) ||
	       read_postcode_to(words, begin, begin + 1, reading);
}

/* "Paris 75001": the city before it tells whose it is. */
static bool read_postcode_behind(struct place_words *words, struct place_reading *city)
{
	char text[LOCATION_TEXT_MAX + 2];

	for (size_t length = 2; length > 0; length--) {
		if (!take_postcode(words, city->end, city->end + length, text) ||
			!postcode_form(city->place.country, text, true, city->postcode))
			continue;
		memcpy(city->country, city->place.country, sizeof city->country);
		city->rule = PLACE_RULE_POSTCODE;
		city->end = skip_qualifiers(words, city->end + length);
		return true;
	}
	return false;
}

/* ---- rule 3: unknown words ---- */

static bool is_known(struct place_words *words, size_t at)
{
	return place_words_find(words, at, at + 1) || place_words_is_kind(words, at);
}

/*
 * Words side by side, one of them from `at` on unknown, that together are near to a listed name or
 * begin a city's.
 */
static bool read_misspelt(
	struct place_words *words, size_t begin, size_t at, struct place_reading *reading)
{
	char text[LOCATION_TEXT_MAX + 2];
	size_t end = begin + 1;

	while (end < words->count && end - begin < MISSPELT_MAX &&
		!place_words_is_behind_comma(words, end))
		end++;
	while (at < end && is_known(words, at))
		at++;
	for (; end > begin + 1 && end > at; end--) {
		if (!place_words_text(words, begin, end, text) ||
			!(place_near_is_misspelt(words->list, text) ||
				place_near_is_beginning(words->list, text)))
			continue;
		*reading = (struct place_reading){.rule = PLACE_RULE_MISSPELT,
			.begin = begin,
			.name_end = end,
			.end = skip_qualifiers(words, end)};
		return true;
	}
	return false;
}

/* The "de" of an unknown name is no Germany: a code between words, the next of them unknown. */
static bool is_particle(struct place_words *words, const struct place_qualifier *code)
{
	return !code->run.has_region_name && !place_words_is_behind_comma(words, code->begin) &&
	       code->end < words->count && !place_words_is_behind_comma(words, code->end) &&
	       !is_known(words, code->end);
}

/* A place below the limit, or one that is below the other one and whose own name it is not. */
static bool is_small(const struct place_reading *reading, int64_t limit, int64_t foreign_limit)
{
	return reading->rule == PLACE_RULE_NAME && !reading->qualifiers[0].run.regions &&
	       !reading->place.is_capital &&
	       reading->place.population < (reading->is_own_city ? limit : foreign_limit);
}

/*
 * What follows unknown words and belongs to them; true if the place ends with it. Small places are
 * words of the unknown name: "Eiffel Tower", "Notting Hill".
 */
static bool end_unknown(struct place_words *words, struct place_reading *reading)
{
	bool has_comma = place_words_is_behind_comma(words, reading->end);
	struct place_reading next;

	if (place_longest_find_qualifier(words, reading->end, &reading->qualifiers[0])) {
		struct place_qualifier *first = &reading->qualifiers[0];

		if (is_particle(words, first))
			first->run.regions = NULL;
		else
			reading->end = first->end;
		if (first->run.regions &&
			place_longest_find_larger(words, first, &reading->qualifiers[1]))
			reading->end = reading->qualifiers[1].end;
		return first->run.regions;
	}
	if (!place_longest_read(words, reading->end, &next))
		return false;
	if (!has_comma && is_small(&next, RANK_CITY_LEAST, LARGE)) {
		reading->end = next.end;
		return false;
	}
	if (has_comma ? next.end == words->count : next.place.population >= RANK_CITY_LEAST) {
		reading->end = next.end;
		reading->city = next.place;
	} else if (!has_comma && next.qualifiers[0].run.regions) {
		reading->end = next.end;
		memcpy(reading->qualifiers, next.qualifiers, sizeof reading->qualifiers);
	}
	return true;
}

static bool is_in_letters(const struct place_word *word, const char *letters)
{
	return word->length <= CODE_LETTERS_MAX && strspn(word->text, letters) >= word->length;
}

/* "LAX", "bos": so short a word that nobody knows is no village's name. */
static bool is_unknown_code(struct place_words *words, size_t at, bool in_capitals)
{
	static const char capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
	const struct place_word *word = &words->all[at];
	struct place_qualifier country;
	struct place_reading next;

	if (!is_in_letters(word, in_capitals ? capitals : letters))
		return false;
	if (at + 1 == words->count || place_words_separates(words, at + 1))
		return true;
	/* "Old Goa" and "Ban Mai" are names, but not "JFK Boston" and "LHR CDG". */
	return is_in_letters(word, capitals) && !word->has_comma &&
	       !place_longest_find_qualifier(words, at + 1, &country) &&
	       (place_longest_read(words, at + 1, &next) ||
		       (is_in_letters(word + 1, capitals) && !is_known(words, at + 1)));
}

/* Words that are no place of the list, up to one that is. */
static void read_unknown(struct place_words *words, size_t begin, struct place_reading *reading)
{
	struct place_qualifier code, second;
	struct place_reading next;
	size_t end;

	if (place_longest_find_qualifier(words, begin, &code) && !code.run.has_region_name &&
		(code.end == words->count || place_words_is_behind_comma(words, code.end) ||
			place_longest_find_qualifier(words, code.end, &second) ||
			place_longest_read(words, code.end, &next))) {
		*reading = (struct place_reading){.rule = PLACE_RULE_CODE,
			.begin = begin,
			.end = code.end,
			.name_end = begin,
			.qualifiers = {code}};
		return;
	}
	if (read_misspelt(words, begin, begin, reading))
		return;
	if (is_unknown_code(words, begin, false)) {
		*reading = (struct place_reading){.rule = PLACE_RULE_CODE,
			.begin = begin,
			.end = begin + 1,
			.name_end = begin};
		return;
	}
	*reading = (struct place_reading){
		.rule = PLACE_RULE_TYPED, .begin = begin, .name_end = begin, .end = begin + 1};
	while (reading->end < words->count && !read_postcode(words, reading->end, &next)) {
		if (place_words_separates(words, reading->end) &&
			(reading->end + 1 == words->count ||
				place_longest_read(words, reading->end + 1, &next)))
			break;
		end = reading->end;
		if (!place_words_is_kind(words, end) && !place_words_binds(words, end) &&
			end_unknown(words, reading))
			break;
		if (reading->end == end)
			reading->end++;
	}
}

/* ---- rule 2: a qualifier is never dropped, and a namesake never takes its place ---- */

/* Sends all as typed, up to `end`: the name does not lie in the qualifier, or in the city. */
static void take_as_typed(struct place_words *words, struct place_reading *reading, size_t end,
	const struct place_qualifier *qualifier, const struct listed *city)
{
	reading->rule = PLACE_RULE_TYPED;
	reading->end = end;
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

/* "Richmond London": the likeliest smaller place of the name that lies near the city. */
static bool find_neighbour(struct place_words *words, const struct place_reading *reading,
	const struct listed *city, struct listed *best)
{
	const struct place_run *run = place_words_find(words, reading->begin, reading->name_end);
	struct listed_name name;
	const char *at = NULL;
	double score = -1;

	while (run && place_words_next_name(words->list, run, &at, &name)) {
		struct listed place;
		double value;

		if (!gazetteer_place(words->list, name.offset, &place) || place.is_area ||
			place.offset == city->offset || place.population < NEIGHBOUR_LEAST ||
			(!place.is_section && place.population * 4 >= city->population) ||
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

/* Whether the words are a name of that kind of the place that they mean. */
static bool has_kind_of_name(
	struct place_words *words, const struct place_reading *reading, enum name_kind kind)
{
	const struct place_run *run = place_words_find(words, reading->begin, reading->name_end);
	struct listed_name name;
	const char *at = NULL;

	while (run && place_words_next_name(words->list, run, &at, &name))
		if (name.offset == reading->place.offset && name.kind == kind)
			return true;
	return false;
}

/*
 * Whether what follows is the same place once more, or the island that it lies on: "Palma
 * Mallorca", "Manacor Mallorca".
 */
static bool is_same_or_around(struct place_words *words, const struct place_reading *reading,
	const struct place_reading *next)
{
	const struct place_run *run = place_words_find(words, reading->begin, reading->name_end);
	const struct place_run *next_run = place_words_find(words, next->begin, next->name_end);

	if (run && next_run && strcmp(run->key, next_run->key) == 0)
		return false;
	return reading->place.offset == next->place.offset ||
	       (next->rule == PLACE_RULE_NAME &&
		       (has_kind_of_name(words, next, NAME_LOCAL) ||
			       has_kind_of_name(words, next, NAME_LANDSCAPE)) &&
		       strcmp(reading->place.region, next->place.region) == 0);
}

/* "Wall Street": small places far from each other are words of a name that the list has not. */
static bool read_small(
	struct place_words *words, struct place_reading *reading, const struct place_reading *next)
{
	struct place_qualifier qualifier;
	struct place_reading more;
	size_t end = next->end;

	if (!is_small(reading, RANK_CITY_LEAST, LARGE) || !is_small(next, SMALL, LARGE) ||
		coordinates_distance(reading->place.latitude, reading->place.longitude,
			next->place.latitude, next->place.longitude) < APART_KM)
		return false;
	while (end < words->count && !place_words_is_behind_comma(words, end) &&
		place_longest_read(words, end, &more) && is_small(&more, SMALL, LARGE))
		end = more.end;
	reading->name_end = reading->begin;
	if (place_longest_find_qualifier(words, end, &qualifier))
		take_as_typed(words, reading, qualifier.end, &qualifier, NULL);
	else
		take_as_typed(words, reading, end, NULL, NULL);
	return true;
}

/* "Jackson Hole": what follows is a small place's foreign name, in another country. */
static bool is_chance(struct place_words *words, const struct place_reading *reading,
	const struct place_reading *next)
{
	return next->rule == PLACE_RULE_NAME && !next->qualifiers[0].run.regions &&
	       next->place.population < SMALL && !next->place.is_capital &&
	       has_kind_of_name(words, next, NAME_ALTERNATE) &&
	       strcmp(reading->place.country, next->place.country) != 0;
}

/* A name directly before a much larger city may be a part or a neighbour of it; true if so. */
static bool read_with_city(
	struct place_words *words, struct place_reading *reading, const struct place_reading *next)
{
	const struct place_run *run = place_words_find(words, next->begin, next->name_end);
	struct listed neighbour;

	if (reading->rule != PLACE_RULE_NAME || reading->qualifiers[0].run.regions ||
		next->place.population < LARGE ||
		reading->place.population * 2 >= next->place.population || !run ||
		!place_region_is_named(words->list, run->key, &next->place, false))
		return false;
	if (find_neighbour(words, reading, &next->place, &neighbour)) {
		reading->rule = PLACE_RULE_NEAR_CITY;
		reading->place = neighbour;
		reading->city = next->place;
		reading->end = next->end;
	} else if (is_small(reading, VILLAGE, LARGE) &&
		   strcmp(reading->place.country, next->place.country) != 0) {
		take_as_typed(words, reading, next->end, NULL, &next->place);
	} else {
		return false;
	}
	return true;
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
	if (!is_foreign && !is_small(reading, RANK_CITY_LEAST, RANK_CITY_LEAST))
		return;
	read_unknown(words, reading->end, &rest);
	if (rest.rule != PLACE_RULE_TYPED &&
		(rest.rule != PLACE_RULE_CODE || rest.qualifiers[0].run.regions ||
			is_unknown_code(words, rest.begin, true)))
		return;
	rest.rule = PLACE_RULE_TYPED;
	rest.begin = reading->begin;
	rest.name_end = reading->name_end;
	*reading = rest;
}

/*
 * "Berlin in France", "Soho in London", "Tower of London", "Foo de Bar": a little word binds what
 * follows it.
 */
static bool read_little(struct place_words *words, struct place_reading *reading)
{
	size_t end = reading->end;
	struct place_qualifier qualifier;
	struct place_reading next;

	bool binds = place_words_binds(words, end) || place_words_locates(words, end);

	if (!place_words_is_little(words, end) ||
		(!place_words_binds(words, end) &&
			(place_longest_read(words, end, &next) ||
				place_longest_find_qualifier(words, end, &qualifier))))
		return false;
	if (!binds)
		take_as_typed(words, reading, skip_unknown(words, end), NULL, NULL);
	else if (place_longest_find_qualifier(words, end + 1, &qualifier))
		take_as_typed(words, reading, qualifier.end, &qualifier, NULL);
	else if (place_longest_read(words, end + 1, &next))
		take_as_typed(words, reading, next.end, NULL, &next.place);
	else
		take_as_typed(words, reading, skip_unknown(words, end + 1), NULL, NULL);
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
		read_postcode_behind(words, reading) || read_little(words, reading))
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
		if (is_region || is_next_city(words, reading, &qualifier) ||
			(next.end > next.begin && !has_comma &&
				next.place.offset == reading->place.offset) ||
			is_qualified_city(&next, &qualifier) ||
			read_misspelt(words, reading->begin, qualifier.end, reading) ||
			(!qualifier.run.has_region_name &&
				read_misspelt(words, reading->end, qualifier.end, &next)))
			return;
		if (is_particle(words, &qualifier))
			take_as_typed(
				words, reading, skip_unknown(words, qualifier.end), NULL, NULL);
		else
			take_as_typed(words, reading, qualifier.end, &qualifier, NULL);
	} else if (next.end > next.begin) {
		if (!has_comma && !is_region && read_small(words, reading, &next))
			return;
		if (!has_comma && !is_region && is_chance(words, reading, &next))
			take_as_typed(words, reading, next.end, NULL, NULL);
		else if (!read_with_city(words, reading, &next) && has_comma && !is_region &&
			 (reading->place.population < RANK_CITY_LEAST ||
				 next.place.population < RANK_CITY_LEAST))
			take_as_typed(words, reading, next.end, NULL, &next.place);
	} else if (!has_comma) {
		if (!read_misspelt(words, reading->begin, reading->end, reading))
			read_with_unknown(words, reading);
	} else if (!is_region && !read_postcode(words, reading->end, &next)) {
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
	} else if (!read_postcode(words, at, reading)) {
		if (place_longest_read(words, at, reading))
			read_on(words, reading);
		else
			read_unknown(words, at, reading);
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
