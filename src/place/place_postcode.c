/* SPDX-License-Identifier: MIT */
#include "place/place_postcode.h"

#include <stdio.h>
#include <string.h>

#include "base/locale.h"

#define TOWN_LEAST 20000 /* people of a namesake whose postcode may be meant */

/* Two letters after four digits are these countries, and those of a Dutch postcode otherwise. */
#define CODES "AR AT AU BE CH DK HU NO NZ PH ZA"

/*
 * The country that the qualifier names, else the United States, else that of the region with the
 * largest place, in which the postcode has its form: "1000,SI" is not in Liberia's Sinoe.
 */
static bool fits_qualifier(const struct gazetteer *list, const struct place_qualifier *qualifier,
	const char *text, struct place_reading *reading)
{
	struct region_key key;
	const char *at = NULL;
	int64_t best = -1;

	while (place_words_next_region(list, &qualifier->run, &at, &key)) {
		char country[] = {key.code[0], key.code[1], '\0'}, form[POSTCODE_MAX];
		bool is_country = place_region_is_country(key.code);
		struct listed_region region;
		struct listed place;
		int64_t weight = 0;

		if (!place_region_counts(qualifier, &key) ||
			!postcode_form(country, text, true, form))
			continue;
		if (is_country || strcmp(country, "US") == 0)
			weight = is_country ? INT64_MAX : INT64_MAX - 1;
		else if (gazetteer_region(list, key.code, &region) && region.largest &&
			 gazetteer_place(list, region.largest, &place))
			weight = place.population;
		if (weight <= best)
			continue;
		best = weight;
		memcpy(reading->country, country, sizeof country);
		memcpy(reading->postcode, form, sizeof form);
		reading->is_named = is_country;
	}
	return best >= 0;
}

/* Takes the only country, else that of the reader's locale, else the United States. */
static bool guess_country(const char *text, struct place_reading *reading)
{
	const char *only = "", *territory = locale_territory("LC_ADDRESS");
	size_t count = postcode_countries(text, &only);
	const char *const guesses[] = {count == 1 ? only : territory, "US"};

	reading->is_guessed = true;
	for (size_t i = 0; i < sizeof guesses / sizeof *guesses; i++) {
		snprintf(reading->country, sizeof reading->country, "%.*s", 2, guesses[i]);
		if (postcode_form(reading->country, text, false, reading->postcode))
			return true;
	}
	*reading->country = '\0';
	return count > 0;
}

/* The text of what may be a postcode: with a digit. */
static bool take_postcode(
	const struct place_words *words, size_t begin, size_t end, char text[LOCATION_TEXT_MAX + 2])
{
	if (end > words->count ||
		(end - begin > 1 && place_words_is_behind_comma(words, begin + 1)) ||
		!place_words_text(words, begin, end, text))
		return false;
	postcode_to_ascii(text);
	return strpbrk(text, "0123456789") != NULL;
}

/*
 * Whether the postcode has the form of the city's country; else of another town's that the name may
 * mean, which *city then is: "29200 Brest" is in France.
 */
static bool fits_city(struct place_words *words, const char *text, struct place_reading *city,
	char postcode[POSTCODE_MAX])
{
	const struct place_run *run = place_words_find(words, city->begin, city->name_end);
	struct listed_name name;
	const char *at = NULL;
	struct listed place;
	double best = -1;

	if (postcode_form(city->place.country, text, true, postcode))
		return true;
	while (run && !city->qualifiers[0].run.regions &&
		place_words_next_name(words->list, run, &at, &name, &place)) {
		double score;

		if (place.is_area || place.population < TOWN_LEAST ||
			!postcode_form(place.country, text, true, postcode))
			continue;
		score = gazetteer_score(&name, &place);
		if (score > best)
			city->place = place;
		best = score > best ? score : best;
	}
	return best >= 0 && postcode_form(city->place.country, text, true, postcode);
}

/*
 * A postcode and the country, region or city after it that tells whose it is. Of two words the
 * second may be a country's code instead: "1010 AT" is Vienna's, and no Dutch one.
 */
static bool read_postcode_to(
	struct place_words *words, size_t begin, size_t end, struct place_reading *reading)
{
	const struct place_reading unread = {
		.rule = PLACE_RULE_POSTCODE, .begin = begin, .end = end};
	struct place_qualifier qualifier, second;
	char text[LOCATION_TEXT_MAX + 2];
	struct place_reading city;
	const char *unused;
	bool is_qualified, ends_with_code;

	*reading = unread;
	ends_with_code = end - begin == 2 && take_postcode(words, begin, begin + 1, text) &&
			 place_longest_find_qualifier(words, begin + 1, &second) &&
			 fits_qualifier(words->list, &second, text, reading) && reading->is_named &&
			 strstr(CODES, reading->country);
	*reading = unread;
	if (!take_postcode(words, begin, end, text))
		return false;
	is_qualified = place_longest_find_qualifier(words, end, &qualifier);
	if (is_qualified && (fits_qualifier(words->list, &qualifier, text, reading) ||
				    (place_longest_find_larger(words, &qualifier, &second) &&
					    fits_qualifier(words->list, &second, text, reading)))) {
		reading->end = place_longest_skip_qualifiers(words, end);
		return true;
	}
	if (place_longest_read(words, end, &city) &&
		fits_city(words, text, &city, reading->postcode)) {
		memcpy(reading->country, city.place.country, sizeof reading->country);
		reading->end = city.end;
		return true;
	}
	if (ends_with_code || postcode_countries(text, &unused) == 0)
		return false;
	if (!is_qualified)
		return guess_country(text, reading);
	*reading->country = '\0';
	reading->qualifiers[0] = qualifier;
	reading->end = qualifier.end;
	return true;
}

bool place_postcode_read(struct place_words *words, size_t begin, struct place_reading *reading)
{
	return read_postcode_to(words, begin, begin + 2, reading) ||
	       read_postcode_to(words, begin, begin + 1, reading);
}

bool place_postcode_read_behind_code(
	struct place_words *words, size_t begin, struct place_reading *reading)
{
	const struct place_reading unread = {.rule = PLACE_RULE_POSTCODE, .begin = begin};
	char text[LOCATION_TEXT_MAX + 2];
	struct place_qualifier code;
	struct place_reading city;

	if (!place_longest_find_qualifier(words, begin, &code) || code.run.has_region_name)
		return false;
	for (size_t length = 2; length > 0; length--) {
		*reading = unread;
		reading->end = code.end + length;
		if (!take_postcode(words, code.end, reading->end, text) ||
			!fits_qualifier(words->list, &code, text, reading))
			continue;
		if (place_longest_read(words, reading->end, &city) &&
			strcmp(city.place.country, reading->country) == 0)
			reading->end = city.end;
		return true;
	}
	return false;
}

bool place_postcode_read_behind(struct place_words *words, struct place_reading *city)
{
	char text[LOCATION_TEXT_MAX + 2];
	struct place_qualifier qualifier;

	for (size_t length = 2; length > 0; length--) {
		if (!take_postcode(words, city->end, city->end + length, text) ||
			!fits_city(words, text, city, city->postcode))
			continue;
		memcpy(city->country, city->place.country, sizeof city->country);
		city->rule = PLACE_RULE_POSTCODE;
		city->end += length;
		while (place_longest_find_qualifier(words, city->end, &qualifier) &&
			place_region_has(words->list, &qualifier, &city->place))
			city->end = qualifier.end;
		return true;
	}
	return false;
}
