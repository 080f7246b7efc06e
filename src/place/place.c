/* SPDX-License-Identifier: MIT */
#include "place/place.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/key_shape.h"
#include "base/shell_quote.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "place/coordinates.h"
#include "place/place_missing.h"
#include "place/place_note.h"
#include "place/place_part.h"
#include "place/place_rules.h"
#include "place/place_search.h"
#include "place/postcode.h"
#include "place/rank.h"

#define POSTCODE_LEAST 2 /* letters and digits before the comma: "E1,GB" */

static bool fail_coordinates(const struct place *place, struct error *error)
{
	char quoted[2 * LOCATION_NAME_MAX];

	shell_quote(quoted, sizeof quoted, place->location.city);
	/* "Paris 15e", "Taipei 101" */
	if (*place->location.city)
		return error_set(error, EXIT_USAGE,
			/* TRANSLATORS: what was typed after a city; what to type for the city */
			_("invalid place '%s': neither a name nor coordinates; write just the "
			  "city, %s"),
			place->location.query, quoted);
	return error_set(error, EXIT_USAGE,
		_("invalid place '%s': neither a name nor coordinates, which are written in "
		  "decimal degrees, the latitude first, as in '37.57,126.98'"),
		place->location.query);
}

bool place_check_decimal_commas(const char *first, const char *second, struct error *error)
{
	char points[2][LOCATION_TEXT_MAX];

	if (!coordinates_have_decimal_comma(first) || !coordinates_have_decimal_comma(second))
		return true;
	utf8_copy(points[0], sizeof points[0], first);
	utf8_copy(points[1], sizeof points[1], second);
	*strchr(points[0], ',') = *strchr(points[1], ',') = '.';
	return error_set(error, EXIT_USAGE,
		_("invalid place '%s %s': coordinates are written with decimal points, as in "
		  "'%s,%s'"),
		first, second, points[0], points[1]);
}

/* Commas at the end only separate a postcode or ID from the next place. */
static void trim_commas(char *text)
{
	size_t length = strlen(text);

	while (length > 0 && strchr(", ", text[length - 1]))
		length--;
	text[length] = '\0';
}

/*
 * Splits "K0A 1K0, ca" into the postcode and the country's code, "CA"; false if it is not of that
 * form. Letters are those of ASCII, whatever the locale.
 */
static bool split_postcode(const char *typed, char code[LOCATION_TEXT_MAX + 1], char country[3])
{
	char text[LOCATION_TEXT_MAX + 1], *comma, *letters;

	utf8_copy(text, sizeof text, typed);
	trim_commas(text);
	comma = strchr(text, ',');
	if (!comma)
		return false;
	*comma = '\0';
	utf8_copy(code, LOCATION_TEXT_MAX + 1, utf8_trim(text));
	letters = utf8_trim(comma + 1);
	for (size_t i = 0; i < 2; i++) {
		bool is_small = letters[i] >= 'a' && letters[i] <= 'z';

		country[i] = (char)(is_small ? letters[i] - 'a' + 'A' : letters[i]);
		if (country[i] < 'A' || country[i] > 'Z')
			return false;
	}
	country[2] = '\0';
	if (strcmp(country, "UK") == 0)
		memcpy(country, "GB", sizeof "GB");
	return strcspn(code, " ") >= POSTCODE_LEAST && letters[2] == '\0';
}

bool place_has_postcode(const char *text)
{
	char code[LOCATION_TEXT_MAX + 1], country[3], form[POSTCODE_MAX];

	return strncmp(text, "zip:", 4) == 0 && split_postcode(text + 4, code, country) &&
	       (!strchr(code, ' ') || postcode_form(country, code, true, form));
}

/* What has no form that is known in the country is sent as typed. */
static bool parse_postcode(struct place *place, const char *typed, struct error *error)
{
	struct location *location = &place->location;
	char code[LOCATION_TEXT_MAX + 1], country[3], form[POSTCODE_MAX];
	struct strbuf text = strbuf_start(location->text, sizeof location->text);

	location->kind = LOCATION_POSTCODE;
	if (!split_postcode(typed, code, country))
		return error_set(error, EXIT_USAGE,
			_("invalid place '%s': expected a postcode and a country code of two "
			  "letters, as in 'zip:90210,US'"),
			location->query);
	strbuf_addf(
		&text, "%s,%s", postcode_form(country, code, true, form) ? form : code, country);
	return true;
}

static bool fail_too_long(const char *typed, struct error *error)
{
	char start[41], shown[sizeof start + sizeof "…"];

	utf8_copy(start, sizeof start, typed);
	snprintf(shown, sizeof shown, "%s…", start);
	return error_set(error, EXIT_USAGE,
		P_("invalid place '%s': longer than %d byte; shorten it",
			"invalid place '%s': longer than %d bytes; shorten it", LOCATION_TEXT_MAX),
		shown, LOCATION_TEXT_MAX);
}

bool place_check_argument(const char *argument, struct error *error)
{
	if (key_shape_is_in(argument))
		return key_shape_fail(error, EXIT_USAGE, NULL);
	if (!argument[strspn(argument, " \t\n\v\f\r")])
		return error_set(
			error, EXIT_USAGE, _("the place is empty; name one, such as Seoul"));
	if (!utf8_is_valid(argument) && strlen(argument) <= LOCATION_TEXT_MAX)
		return error_set(error, EXIT_USAGE,
			_("invalid place '%s': not UTF-8; convert it to UTF-8"), argument);
	return true;
}

static bool parse_coordinates(struct place *place, struct error *error)
{
	struct location *location = &place->location;

	location->kind = LOCATION_COORDINATES;
	if (!(fabs(location->latitude) <= 90))
		return error_set(error, EXIT_USAGE,
			_("invalid place '%s': the latitude, which comes first, must be from -90 "
			  "to 90"),
			location->query);
	if (!(fabs(location->longitude) <= 180))
		return error_set(error, EXIT_USAGE,
			_("invalid place '%s': the longitude must be from -180 to 180"),
			location->query);
	return true;
}

/* Whether there is a letter or digit of any script, looked for piece by piece. */
static bool has_letter(const char *text)
{
	char piece[65], key[FOLD_MAX];

	for (; *text; text += strlen(piece)) {
		utf8_copy(piece, sizeof piece, text);
		if (fold_prefix(key, piece) > 0)
			return true;
	}
	return false;
}

static bool fail_no_letters(const char *query, struct error *error)
{
	return error_set(error, EXIT_USAGE,
		_("invalid place '%s': no letters or digits; name a place, such as Seoul"), query);
}

bool place_classify(struct place *place, const char *typed, struct error *error)
{
	struct location *location = &place->location;
	char text[LOCATION_TEXT_MAX + 1], *blank;

	*place = (struct place){
		.location = {.kind = LOCATION_NAME, .latitude = NAN, .longitude = NAN}};
	if (key_shape_is_in(typed))
		return key_shape_fail(error, EXIT_USAGE, NULL);
	utf8_copy(text, sizeof text, typed);
	utf8_copy(location->query, sizeof location->query, utf8_trim(text));
	if (strncmp(location->query, "zip:", 4) == 0 || strncmp(location->query, "id:", 3) == 0)
		trim_commas(location->query);
	if (strlen(typed) > LOCATION_TEXT_MAX)
		return fail_too_long(typed, error);
	if (!place_check_argument(typed, error))
		return false;
	memcpy(text, location->query, sizeof text);
	blank = strchr(text, ' ');
	if (blank)
		*blank++ = '\0';
	if (blank && !place_check_decimal_commas(text, utf8_trim(blank), error))
		return false;
	if (strncmp(location->query, "zip:", 4) == 0)
		return parse_postcode(place, location->query + 4, error);
	if (coordinates_read(location->query, &location->latitude, &location->longitude))
		return parse_coordinates(place, error);
	memcpy(location->text, location->query, sizeof location->text);
	if (strncmp(location->query, "id:", 3) == 0) {
		size_t length = strlen(location->query + 3);

		location->kind = LOCATION_ID;
		memmove(location->text, location->text + 3, length + 1);
		if (length == 0 || length > 10 || strspn(location->text, "0123456789") != length)
			return error_set(error, EXIT_USAGE,
				_("invalid place '%s': expected an OpenWeatherMap city ID, as in "
				  "'id:1835848'"),
				location->query);
	}
	if (strncmp(location->query, "geo:", 4) == 0)
		return fail_coordinates(place, error);
	return has_letter(location->query) || fail_no_letters(location->query, error);
}

/* ---- what the rules make of words ---- */

static void take_listed(
	struct location *location, const struct gazetteer *list, const struct listed *listed)
{
	location->kind = LOCATION_LISTED;
	location->latitude = listed->latitude;
	location->longitude = listed->longitude;
	utf8_copy(location->name, sizeof location->name, listed->name);
	utf8_copy(location->ascii, sizeof location->ascii, listed->ascii);
	snprintf(location->country, sizeof location->country, "%s", listed->country);
	gazetteer_zone(list, listed->zone, location->zone);
	if (place_search_has_namesake(list, listed))
		gazetteer_admin1_name(list, listed, location->state);
}

bool place_find_id(struct place *place, const struct gazetteer *list)
{
	struct listed listed;

	if (!gazetteer_find(list, strtoll(place->location.text, NULL, 10), &listed))
		return false;
	take_listed(&place->location, list, &listed);
	return true;
}

/* Whether the region lies in one that the larger qualifier names, if there is one. */
static bool is_in_larger(
	const struct gazetteer *list, const struct place_qualifier *larger, const char *code)
{
	struct region_key outer;
	const char *at = NULL;

	while (place_words_next_region(list, &larger->run, &at, &outer))
		if (place_region_is_in(code, outer.code))
			return true;
	return !larger->run.regions;
}

/*
 * The countries of the qualifiers, and of their regions the one that is meant first: in the country
 * where the name is best known, else a state of the United States, else the one with the largest
 * place.
 */
static void take_qualifiers(struct location *location, const struct gazetteer *list,
	const struct place_qualifier qualifiers[2], const char *home)
{
	const struct place_qualifier *qualifier = &qualifiers[0];
	struct strbuf countries = strbuf_start(location->countries, sizeof location->countries);
	struct listed_region region;
	struct region_key key;
	const char *at = NULL;
	struct listed place;
	char country[3];
	int64_t most = -1;

	while (place_words_next_region(list, &qualifier->run, &at, &key)) {
		int64_t population = 0;

		if (!place_region_counts(qualifier, &key) ||
			!is_in_larger(list, &qualifiers[1], key.code))
			continue;
		snprintf(country, sizeof country, "%.*s", 2, key.code);
		if (!strstr(location->countries, country))
			strbuf_addf(&countries, "%s%s", countries.length ? " " : "", country);
		if (gazetteer_region(list, key.code, &region) &&
			gazetteer_place(list, region.largest, &place))
			population = strncmp(key.code, home, 2) == 0    ? INT64_MAX
				     : strncmp(key.code, "US.", 3) == 0 ? INT64_MAX - 1
									: place.population;
		if (population <= most)
			continue;
		most = population;
		utf8_copy(location->region, sizeof location->region, key.code);
	}
	if (!place_region_is_country(location->region))
		gazetteer_region_name(list, location->region, location->region_name);
}

/* What is sent as typed, and what is no answer to it. */
static bool take_typed(struct place *place, struct place_words *words,
	const struct place_reading *reading, struct error *error)
{
	const struct place_run *run;
	struct location *location = &place->location;
	char name[LOCATION_TEXT_MAX + 2];
	struct listed known = {.country = ""};
	const struct place_qualifier *first = &reading->qualifiers[0];
	/* "Soho, London, UK": the city stands before its country. */
	bool is_city_first = reading->city.offset && first->run.regions &&
			     first->begin > reading->name_end && reading->name_end > reading->begin;
	bool is_qualified = first->run.regions && first->begin > reading->begin && !is_city_first;
	size_t end = is_qualified ? first->begin : reading->name_end;

	/* Paris in "Gare de Lyon Paris", where all words are one place. */
	if (reading->end > reading->next)
		place_part_find_any_city(location->city, words);
	if (!*location->city)
		place_part_find_city(location->city, words, reading);
	if (!*location->city && reading->begin == 0 && reading->end == words->count)
		place_part_find_any_city(location->city, words);
	if (coordinates_are_resembled(location->query))
		return fail_coordinates(place, error);
	if (!has_letter(location->query))
		return fail_no_letters(location->query, error);
	memcpy(location->text, location->query, sizeof location->text);
	/* "Cabo de Gata" is no Cabo, but the Soho of "Soho New York" has that name alone. */
	if (!first->run.regions && !*location->city && !reading->city.offset &&
		reading->end > end && !place_words_is_behind_comma(words, end))
		end = reading->end;
	place_words_text(words, reading->begin, end, name);
	utf8_copy(location->name, sizeof location->name, name);
	run = place_words_find(words, reading->begin, reading->name_end);
	if (run && run->names) {
		place_words_text(words, reading->begin, reading->name_end, name);
		utf8_copy(location->namesake, sizeof location->namesake, name);
		place_search_first(words->list, name, &known);
	}
	if (reading->city.offset) {
		location->latitude = reading->city.latitude;
		location->longitude = reading->city.longitude;
	}
	/* "Foo, Woodbury, US" */
	location->is_perhaps_county = is_city_first && reading->city.population < RANK_LARGE_LEAST;
	if (reading->qualifiers[0].run.regions)
		take_qualifiers(location, words->list, reading->qualifiers, known.country);
	return true;
}

static bool take_postcode(struct place *place, struct place_words *words,
	const struct place_reading *reading, struct error *error)
{
	struct location *location = &place->location;
	const struct place_qualifier *qualifier = &reading->qualifiers[0];
	char named[LOCATION_TEXT_MAX + 2];
	struct region_key key;
	const char *at = NULL;
	bool is_known = false, is_country = false;

	location->kind = LOCATION_POSTCODE;
	if (*reading->country) {
		snprintf(location->text, sizeof location->text, "%s,%s", reading->postcode,
			reading->country);
		return true;
	}
	if (!qualifier->run.regions) {
		const char *country = "";

		utf8_copy(named, sizeof named, location->query);
		postcode_to_ascii(named);
		postcode_countries(named, &country);
		return error_set(error, EXIT_USAGE,
			_("invalid place '%s': several countries have such postcodes; add the "
			  "country, as in '%s,%s'"),
			location->query, location->query, country);
	}
	place_words_text(words, qualifier->begin, qualifier->end, named);
	while (!is_country && place_words_next_region(words->list, &qualifier->run, &at, &key)) {
		const char country[] = {key.code[0], key.code[1], '\0'};

		is_country = place_region_is_country(key.code);
		if (is_country)
			is_known = postcode_is_known_in(country);
		else if (place_region_counts(qualifier, &key))
			is_known |= postcode_is_known_in(country);
	}
	if (!is_known)
		return error_set(error, EXIT_USAGE,
			_("invalid place '%s': the form of postcodes in %s is not known; leave "
			  "out the postcode"),
			location->query, named);
	return error_set(error, EXIT_USAGE,
		_("invalid place '%s': postcodes in %s have a different form; check the postcode"),
		location->query, named);
}

/* Fills in the place for what was read; false, with EXIT_USAGE, if that is none. */
static bool take_reading(struct place *place, struct place_words *words,
	const struct place_reading *reading, struct error *error)
{
	char typed[LOCATION_TEXT_MAX + 2];
	bool fits = place_words_text(words, reading->begin, reading->end, typed);

	*place = (struct place){
		.location = {.kind = LOCATION_NAME, .latitude = NAN, .longitude = NAN}};
	utf8_copy(place->location.query, sizeof place->location.query, typed);
	if (!fits)
		return fail_too_long(typed, error);
	switch (reading->rule) {
	case PLACE_RULE_NAME:
	case PLACE_RULE_REGION:
	case PLACE_RULE_NEAR_CITY:
		take_listed(&place->location, words->list, &reading->place);
		break;
	case PLACE_RULE_TYPED:
		if (!take_typed(place, words, reading, error))
			return false;
		break;
	case PLACE_RULE_POSTCODE:
		if (!take_postcode(place, words, reading, error))
			return false;
		break;
	case PLACE_RULE_MISSPELT:
	case PLACE_RULE_CODE:
		place_missing_refuse(words, reading, &place->error);
		return true;
	}
	place_note_write(place->note, sizeof place->note, words, reading, typed);
	return true;
}

bool place_read_words(
	struct place *place, struct place_words *words, size_t *next, struct error *error)
{
	struct place_reading reading;

	place_rules_read(words, *next, false, &reading);
	*next = reading.next;
	if (!take_reading(place, words, &reading, error))
		return false;
	words->last_begin = reading.begin;
	words->last_end = place->location.kind == LOCATION_LISTED ? reading.end : 0;
	words->last_place = reading.place;
	return true;
}

/* What is wrong with words that are no place, but cities: "Seoul Tokyo", "London and". */
static void refuse_cities(struct place *place, struct place_words *words)
{
	struct place_reading first;

	place->is_several = place_rules_count_cities(words) > 1;
	place_rules_read(words, 0, false, &first);
	if (place->is_several)
		error_set(
			&place->error, EXIT_NOT_FOUND, _("more than one place; name one of them"));
	else if (first.rule <= PLACE_RULE_NEAR_CITY && first.end + 1 == words->count &&
		 place_words_separates(words, first.end))
		error_set(&place->error, EXIT_NOT_FOUND,
			_("no place follows the last word; name one, or remove the word"));
}

bool place_parse(
	struct place *place, const struct gazetteer *list, const char *typed, struct error *error)
{
	struct place_word all[PLACE_TEXT_WORDS_MAX];
	char query[LOCATION_TEXT_MAX + 1];
	struct place_reading reading;
	struct place_words words;
	bool good;

	if (!place_classify(place, typed, error))
		return false;
	if (place->location.kind != LOCATION_NAME)
		return true;
	memcpy(query, place->location.query, sizeof query);
	place_words_start(&words, list, all, place_words_split(all, PLACE_TEXT_WORDS_MAX, query));
	if (words.count == 0)
		return fail_no_letters(query, error);
	place_rules_read(&words, 0, true, &reading);
	good = take_reading(place, &words, &reading, error);
	if (good && reading.rule == PLACE_RULE_TYPED) {
		refuse_cities(place, &words);
		memcpy(place->location.text, query, sizeof query);
		memcpy(place->location.query, query, sizeof query);
	}
	return good;
}

bool place_join(char to[LOCATION_TEXT_MAX + 2], char *const words[], int count)
{
	struct strbuf text = strbuf_start(to, LOCATION_TEXT_MAX + 2);

	for (int i = 0; i < count; i++)
		strbuf_addf(&text, "%s%s", i ? " " : "", words[i]);
	return text.length <= LOCATION_TEXT_MAX && !text.is_cut;
}

bool place_stands_alone(const char *word)
{
	const char *comma = strchr(word, ',');

	return strpbrk(word, " \t\n\v\f\r") || (comma && comma[1]);
}
