/* SPDX-License-Identifier: MIT */
#include "place/place_unknown.h"

#include <string.h>

#include "place/place_near.h"
#include "place/place_postcode.h"
#include "place/rank.h"

#define MISSPELT_MAX 5     /* words of a misspelt name */
#define CODE_LETTERS_MAX 3 /* of what is rather an airport's code than a name */

static bool is_known(struct place_words *words, size_t at)
{
	return place_words_find(words, at, at + 1) || place_words_is_kind(words, at);
}

bool place_unknown_read_misspelt(
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
		/* "Prince George's County" is a region's name with what it is. */
		if (place_words_is_kind(words, end) || place_words_find(words, begin, end) ||
			!place_words_text(words, begin, end, text) || place_near_has_number(text) ||
			!(place_near_is_misspelt(words->list, text, 0) ||
				place_near_is_beginning(words->list, text)))
			continue;
		*reading = (struct place_reading){.rule = PLACE_RULE_MISSPELT,
			.begin = begin,
			.name_end = end,
			.end = place_longest_skip_qualifiers(words, end)};
		return true;
	}
	return false;
}

bool place_unknown_is_particle(struct place_words *words, const struct place_qualifier *code)
{
	return !code->run.has_region_name && !place_words_is_behind_comma(words, code->begin) &&
	       code->end < words->count && !place_words_is_behind_comma(words, code->end) &&
	       !is_known(words, code->end);
}

static const char capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

static bool is_in_letters(const struct place_word *word, const char *letters)
{
	return word->length <= CODE_LETTERS_MAX && strspn(word->text, letters) >= word->length;
}

bool place_unknown_is_name(struct place_words *words, const struct place_qualifier *code)
{
	struct place_reading next;

	if (code->run.has_region_name || !code->run.names || strlen(code->run.key) < 3 ||
		is_in_letters(&words->all[code->begin], capitals) ||
		place_words_is_behind_comma(words, code->begin) ||
		place_words_is_behind_comma(words, code->end))
		return false;
	return place_longest_read(words, code->end, &next) &&
	       next.place.population >= RANK_LARGE_LEAST &&
	       place_longest_is_abroad(words, code, &next.place);
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

		if (place_unknown_is_name(words, first)) {
			reading->end = first->end;
			first->run.regions = NULL;
			return false;
		}
		if (place_unknown_is_particle(words, first))
			first->run.regions = NULL;
		else
			reading->end = first->end;
		if (!place_longest_lies_in(words, first))
			first->run.regions = NULL;
		if (first->run.regions &&
			place_longest_find_larger(words, first, &reading->qualifiers[1]))
			reading->end = reading->qualifiers[1].end;
		return first->run.regions;
	}
	if (!place_longest_read(words, reading->end, &next))
		return false;
	if (!has_comma && place_longest_is_small(&next, RANK_CITY_LEAST, RANK_LARGE_LEAST)) {
		reading->end = next.end;
		return false;
	}
	if (has_comma ? next.end == words->count : next.place.population >= RANK_CITY_LEAST) {
		reading->name_end = next.begin;
		reading->end = next.end;
		reading->city = next.place;
		if (has_comma)
			memcpy(reading->qualifiers, next.qualifiers, sizeof reading->qualifiers);
	} else if (!has_comma && next.qualifiers[0].run.regions) {
		reading->end = next.end;
		memcpy(reading->qualifiers, next.qualifiers, sizeof reading->qualifiers);
	}
	return true;
}

bool place_unknown_is_code(struct place_words *words, size_t at, bool in_capitals)
{
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

/* "My Son": nobody writes a code so, before what is no city. */
static bool is_name(const struct place_words *words, size_t at, const struct place_reading *next)
{
	const char *text = words->all[at].text;

	return text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a' && text[1] <= 'z' &&
	       place_longest_is_small(next, RANK_CITY_LEAST, RANK_LARGE_LEAST);
}

void place_unknown_read(struct place_words *words, size_t begin, struct place_reading *reading)
{
	struct place_qualifier code, second;
	struct place_reading next;
	size_t end;

	if (place_longest_find_qualifier(words, begin, &code) && !code.run.has_region_name &&
		(code.end == words->count || place_words_is_behind_comma(words, code.end) ||
			place_longest_find_qualifier(words, code.end, &second) ||
			(place_longest_read(words, code.end, &next) &&
				!is_name(words, begin, &next)))) {
		*reading = (struct place_reading){.rule = PLACE_RULE_CODE,
			.begin = begin,
			.end = code.end,
			.name_end = begin,
			.qualifiers = {code}};
		return;
	}
	/* A region, perhaps, that has no place: "South Andros". */
	end = place_words_longest(words, begin);
	if (end <= begin + 1 && place_unknown_read_misspelt(words, begin, begin, reading))
		return;
	if (end <= begin + 1 && place_unknown_is_code(words, begin, false)) {
		*reading = (struct place_reading){.rule = PLACE_RULE_CODE,
			.begin = begin,
			.end = begin + 1,
			.name_end = begin};
		return;
	}
	*reading = (struct place_reading){.rule = PLACE_RULE_TYPED,
		.begin = begin,
		.name_end = begin,
		.end = end > begin ? end : begin + 1};
	while (reading->end < words->count && !place_postcode_read(words, reading->end, &next)) {
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
	/* "City of Norfolk VA": the name has that of a county, which is not where the code says. */
	if (reading->qualifiers[0].run.regions &&
		place_longest_find_qualifier(words, reading->end, &code) &&
		!code.run.has_region_name && !place_longest_read(words, code.begin, &next) &&
		place_longest_read(words, reading->qualifiers[0].begin, &next) &&
		next.end > code.begin) {
		reading->qualifiers[0] = code;
		reading->qualifiers[1].run.regions = NULL;
		reading->end = place_longest_skip_qualifiers(words, code.begin);
	}
}
