/* SPDX-License-Identifier: MIT */
#include "place/place_note.h"

#include <stdio.h>
#include <string.h>

#include "base/edit_distance.h"
#include "base/i18n.h"
#include "base/shell_quote.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "place/coordinates.h"
#include "place/fold.h"
#include "place/place.h"
#include "place/place_city.h"
#include "place/place_near.h"
#include "place/place_others.h"
#include "place/place_part.h"
#include "place/place_search.h"
#include "place/rank.h"

#define FAMOUS 500000      /* of one that is known by foreign names */
#define LANDMARK 20000     /* of a place that has the name of a landmark, */
#define FOREIGN 50000      /* of one whose own name it is not, */
#define CODE_LEAST 1000000 /* and of one whose name in capitals may be a code */
#define CODE_LETTERS 3
#define CITY_LETTERS 3         /* of a city that others may be in */
#define NEAR_CITY_LEAST 500000 /* people of a city that a near name rather means, */
#define LONGER_LEAST 6         /* letters of a name that may lack one */
#define NEAR_CITY_TIMES 5      /* and how many times those of the other */
#define APART_KM 100.0         /* from a part of a city to a namesake that is hardly meant */
#define LABEL_MAX (2 * GAZETTEER_NAME_MAX + 8)

/* What the note is about. */
struct subject {
	struct place_words *words;
	const struct place_reading *reading;
	const char *typed;
	struct place_run run;  /* the name; without ->names and ->regions it is none of the list */
	char label[LABEL_MAX]; /* the place that was taken: "Paris, Texas, US" */
};

/* "Saint Helier" and "St Helier". */
static bool is_same_name(const char *name, const char *other)
{
	char key[FOLD_MAX], other_key[FOLD_MAX];

	return fold_key(key, name) > 0 && fold_key(other_key, other) > 0 &&
	       strcmp(key, other_key) == 0;
}

/* The text that means the place and stands alone, for it has a blank: 'London, GB'. */
static void write_apart(
	char to[2 * PLACE_ARGUMENT_MAX], const struct gazetteer *list, const struct listed *place)
{
	char argument[PLACE_ARGUMENT_MAX], spaced[PLACE_ARGUMENT_MAX];
	struct strbuf buffer = strbuf_start(spaced, sizeof spaced);

	snprintf(spaced, sizeof spaced, "%s, %s", place->name, place->country);
	if (place_search_means(list, spaced, place)) {
		shell_quote(to, 2 * PLACE_ARGUMENT_MAX, spaced);
		return;
	}
	place_search_argument(list, place, place->name, argument);
	for (char *part = argument, *comma; part; part = comma) {
		comma = strchr(part, ',');
		if (comma)
			*comma++ = '\0';
		strbuf_addf(&buffer, "%s%s", part == argument ? "" : ", ", part);
	}
	shell_quote(to, 2 * PLACE_ARGUMENT_MAX, spaced);
}

/* Whether the name by which the place is shown is that of the key, or goes on: "Salt Lake". */
static bool is_shown_as(const struct listed *place, const char *key)
{
	char name[FOLD_MAX], ascii[FOLD_MAX];

	return (fold_key(name, place->name) > 0 && strncmp(name, key, strlen(key)) == 0) ||
	       (fold_key(ascii, place->ascii) > 0 && strcmp(ascii, key) == 0);
}

/* The city of 100,000 people that is called like the qualifier; false if there is none. */
static bool find_city(
	const struct gazetteer *list, const struct place_run *run, struct listed *city)
{
	struct listed_name name;
	const char *at = NULL;
	struct listed place;
	int64_t most = RANK_LARGE_LEAST - 1;

	while (place_words_next_name(list, run, &at, &name, &place)) {
		if (name.kind == NAME_ALTERNATE || place.is_area || place.population <= most ||
			(place.population < FAMOUS && !is_shown_as(&place, run->key)))
			continue;
		*city = place;
		most = place.population;
	}
	return most >= RANK_LARGE_LEAST;
}

/* "Inverness Skye": the region is also called after an island, on which the place is not. */
static bool find_island(const struct gazetteer *list, const struct place_run *run,
	const struct listed *place, struct listed *island)
{
	struct listed_name name;
	const char *at = NULL;

	while (place_words_next_name(list, run, &at, &name, island))
		if (name.kind == NAME_LANDSCAPE && strcmp(island->region, place->region) == 0)
			return place_city_exceeds_island(place, island);
	return false;
}

/*
 * How two places are written, where a qualifier may be a city of its own, or an island is named
 * with the place; but nobody writes a code for "Bo" in Sierra Leone. False if there is more to say.
 */
static bool note_two(struct strbuf *note, const struct subject *subject)
{
	const struct gazetteer *list = subject->words->list;
	const struct place_reading *reading = subject->reading;
	const struct place_qualifier *qualifier = &reading->qualifiers[0];
	char name[LOCATION_TEXT_MAX + 2], key[FOLD_MAX];
	char first_quoted[2 * PLACE_ARGUMENT_MAX], second_quoted[2 * PLACE_ARGUMENT_MAX];
	bool is_on_island = reading->rule == PLACE_RULE_NAME && reading->city.offset;
	struct listed first, second;

	if (reading->city.offset)
		second = reading->city;
	else if (!qualifier->run.regions || qualifier->begin < reading->name_end ||
		 strlen(qualifier->run.key) <= 2 ||
		 (!find_city(list, &qualifier->run, &second) &&
			 !find_island(list, &qualifier->run, &reading->place, &second)))
		return false;
	place_words_text(subject->words, reading->begin, reading->name_end, name);
	if (!place_search_first(list, name, &first) || place_others_is_same(&first, &second)) {
		if (!is_on_island)
			return false;
		first = reading->place;
	}
	/* "Harlem New York", but not "Palermo Buenos Aires", which may be two cities. */
	if (!reading->city.offset && reading->place.is_section &&
		(first.population < RANK_LARGE_LEAST ||
			place_others_is_same(&first, &reading->place)))
		return false;
	write_apart(first_quoted, list, &first);
	write_apart(second_quoted, list, &second);
	/* "Central Hong Kong": nobody means Davao, nor Tallahassee by "Newtown Sydney". */
	if (!is_on_island && (!fold_key(key, name) || (!is_shown_as(&first, key) &&
							      !(reading->place.is_section &&
								      first.population >= FAMOUS))))
		return true;
	strbuf_addf(note, /* TRANSLATORS: the last two are arguments, with a space between them */
		_("'%s' was taken as one place, %s; for two places, write %s %s"), subject->typed,
		subject->label, first_quoted, second_quoted);
	return true;
}

/*
 * "London Heathrow" is two places, the second of which is in Florida: what is a small place abroad,
 * side by side with a city, is perhaps a part of that.
 */
static bool note_beside(struct strbuf *note, const struct subject *subject)
{
	struct place_words *words = subject->words;
	const struct place_reading *reading = subject->reading;
	size_t begin = words->last_begin, end = words->last_end;
	char typed[LOCATION_TEXT_MAX + 2], quoted[2 * LOCATION_TEXT_MAX];
	struct place_reading next;
	const struct listed *city = NULL;

	if (reading->rule != PLACE_RULE_NAME || reading->qualifiers[0].run.regions ||
		reading->place.is_capital || reading->place.population >= RANK_LARGE_LEAST)
		return false;
	/* In "La Boca", "La" is hardly Los Angeles. */
	if (end > 0 && end == reading->begin && !place_words_is_behind_comma(words, end) &&
		(end > begin + 1 || words->all[begin].length >= CITY_LETTERS)) {
		city = &words->last_place;
	} else if (reading->next == reading->end &&
		   !place_words_is_behind_comma(words, reading->end) &&
		   place_longest_read(words, reading->end, &next)) {
		city = &next.place;
		begin = reading->end;
		end = next.end;
	}
	if (!city || city->population < RANK_LARGE_LEAST ||
		strcmp(city->country, reading->place.country) == 0 ||
		!place_part_is_city(words, begin, end, city) ||
		!place_words_text(words, begin, end, typed))
		return false;
	shell_quote(quoted, sizeof quoted, typed);
	strbuf_addf(note,
		/* TRANSLATORS: what was typed, the place, a city beside it, what to type */
		_("'%s' was taken as a separate place, %s; for the one in %s, write just %s"),
		subject->typed, subject->label, city->name, quoted);
	return true;
}

/* "Buenos Aires Palermo": the place has the name of a part of the city before it. */
static bool note_part(struct strbuf *note, const struct subject *subject)
{
	struct place_words *words = subject->words;
	const struct place_reading *reading = subject->reading;
	const struct listed *city = &words->last_place;
	char argument[PLACE_ARGUMENT_MAX], quoted[2 * PLACE_ARGUMENT_MAX];
	struct listed part;

	if (reading->rule > PLACE_RULE_REGION || reading->qualifiers[0].run.regions ||
		reading->begin == 0 || words->last_end != reading->begin ||
		place_words_is_behind_comma(words, reading->begin) ||
		city->population < RANK_LARGE_LEAST ||
		!place_city_find_near(words, reading->begin, reading->end, city, &part) ||
		!part.is_section ||
		coordinates_distance(part.latitude, part.longitude, reading->place.latitude,
			reading->place.longitude) < APART_KM)
		return false;
	place_search_argument(words->list, &part, part.name, argument);
	shell_quote(quoted, sizeof quoted, argument);
	strbuf_addf(note,
		/* TRANSLATORS: what was typed, the place, the city before it, what to type */
		_("'%s' was taken as a separate place, %s; for the one in %s, write %s"),
		subject->typed, subject->label, city->name, quoted);
	return true;
}

/* A country or region that stands for a place, unless both have one name: "Moskva". */
static void note_region(struct strbuf *note, const struct subject *subject, const char *others)
{
	const struct place_reading *reading = subject->reading;
	bool is_capital = place_region_is_country(reading->region.code) &&
			  reading->region.capital == reading->place.offset;

	if (is_capital && *others)
		strbuf_addf(note,
			_("'%s' was taken as its capital, %s; for another place, write %s"),
			subject->typed, subject->label, others);
	else if (is_capital)
		strbuf_addf(note, _("'%s' was taken as its capital, %s"), subject->typed,
			subject->label);
	else if (*others)
		strbuf_addf(note,
			_("'%s' was taken as its largest city, %s; for another place, write %s"),
			subject->typed, subject->label, others);
	else
		strbuf_addf(note, _("'%s' was taken as its largest city, %s"), subject->typed,
			subject->label);
}

static void note_postcode(char *note, size_t size, struct place_words *words,
	const struct place_reading *reading, const char *typed)
{
	char country[GAZETTEER_NAME_MAX], text[LOCATION_TEXT_MAX + 2];
	const char *only;

	snprintf(text, sizeof text, "%s", typed);
	postcode_to_ascii(text);

	gazetteer_region_name(words->list, reading->country, country);
	if (!*country)
		snprintf(country, sizeof country, "%s", reading->country);
	if (reading->is_guessed && postcode_countries(text, &only) > 1)
		snprintf(note, size,
			/* TRANSLATORS: what was typed, its country, what was typed, another code */
			_("'%s' was taken as a postcode (%s); for another country, add the "
			  "country's code, as in '%s,%s'"),
			typed, country, typed, strcmp(reading->country, "DE") == 0 ? "FR" : "DE");
	else if (!reading->is_named)
		/* TRANSLATORS: what was typed, the postcode and its country */
		snprintf(note, size, _("'%s' was taken as the postcode %s (%s)"), typed,
			reading->postcode, country);
}

/*
 * The city that is rather meant: "Glasow", which is Glazov in another spelling, is Glasgow, and
 * "Edinburg", which is in Texas, may be Edinburgh without its last letter. False if there is none.
 */
static bool find_misspelt(const struct subject *subject, struct listed *city)
{
	struct place_words *words = subject->words;
	const struct gazetteer *list = words->list;
	int64_t least = subject->reading->place.population * NEAR_CITY_TIMES;
	struct listed near[PLACE_NEAR_MAX];
	struct edit_word word, other;
	struct listed_name name;
	const char *at = NULL;
	char key[FOLD_MAX];
	size_t count = 0, length = fold_key(key, subject->typed);

	least = least > NEAR_CITY_LEAST ? least : NEAR_CITY_LEAST;
	while (length >= LONGER_LEAST && gazetteer_next_name(list, key, true, &at, &name))
		if (name.key_length == length + 1 && name.kind != NAME_ALTERNATE &&
			gazetteer_place(list, name.offset, city) && city->population >= least)
			return true;
	if (!subject->reading->is_own_city && words->near_left > 0 &&
		subject->reading->place.population < RANK_LARGE_LEAST * 10 &&
		place_near_is_misspelt(list, subject->typed, least) &&
		edit_distance_word(&word, key, length)) {
		words->near_left--;
		count = place_near_find(list, subject->typed, NULL, near);
	}
	for (size_t i = 0; i < count; i++) {
		*city = near[i];
		length = fold_key(key, city->name);
		if (city->population >= least && length > 0 &&
			edit_distance_word(&other, key, length) &&
			edit_distance(&word, &other, 1) == 1)
			return true;
	}
	return false;
}

/* Whether the place's own name is in the one that was typed. */
static bool has_name_within(const struct listed *place, const char *typed)
{
	char key[FOLD_MAX], name[FOLD_MAX];

	return fold_key(key, typed) > 0 && fold_key(name, place->name) > 0 && strstr(key, name);
}

/*
 * Names of small places and of parts of cities may be those of others, which no list has; and a
 * mountain is not the town at its foot.
 */
static void note_doubtful(struct strbuf *note, const struct subject *subject)
{
	static const char capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	static const char small[] = "abcdefghijklmnopqrstuvwxyz";
	const struct place_reading *reading = subject->reading;
	const char *typed = subject->typed;
	int64_t population = reading->place.population;
	size_t length = strlen(typed);
	bool is_small = population < RANK_CITY_LEAST || reading->place.is_section;
	bool is_code = length <= CODE_LETTERS &&
		       ((strspn(typed, capitals) == length && population < CODE_LEAST) ||
			       (strspn(typed, small) == length && is_small));
	bool has_name = has_name_within(&reading->place, typed);
	/* "Berlin Tegel" is hardly a foreign name of Tegel. */
	bool is_foreign = !reading->is_own_city && !has_name;

	if (is_code && length == CODE_LETTERS)
		strbuf_addf(note, _("'%s' was taken as %s; for an airport, name its city"), typed,
			subject->label);
	else if (population < LANDMARK && has_name &&
		 place_words_are_landmark(subject->words, reading->begin, reading->name_end))
		strbuf_addf(note, _("'%s' was taken as %s; for a landmark, name a town near it"),
			typed, subject->label);
	else if (is_code || (is_small && (reading->is_own_city || is_foreign)) ||
		 (is_foreign && population < FOREIGN) ||
		 place_longest_has_name(
			 subject->words->list, &subject->run, &reading->place, NAME_LANDSCAPE))
		strbuf_addf(note, _("'%s' was taken as %s"), typed, subject->label);
}

void place_note_write(char *note, size_t size, struct place_words *words,
	const struct place_reading *reading, const char *typed)
{
	const struct place_run *run;
	struct subject subject = {.words = words, .reading = reading, .typed = typed};
	struct strbuf text = strbuf_start(note, size);
	char others[PLACE_OTHERS_TEXT_MAX], region[GAZETTEER_NAME_MAX];
	const struct listed *place = &reading->place;
	struct listed city;

	if (reading->rule == PLACE_RULE_POSTCODE)
		note_postcode(note, size, words, reading, typed);
	if (reading->rule > PLACE_RULE_NEAR_CITY)
		return;
	gazetteer_admin1_name(words->list, place, region);
	if (*region && !is_same_name(region, place->name))
		snprintf(subject.label, sizeof subject.label, "%s, %s, %s", place->name, region,
			place->country);
	else
		snprintf(
			subject.label, sizeof subject.label, "%s, %s", place->name, place->country);
	if (reading->has_number) {
		strbuf_addf(&text, _("'%s' was taken as %s; the number was ignored"), typed,
			subject.label);
		return;
	}
	if (note_two(&text, &subject) || note_part(&text, &subject) || note_beside(&text, &subject))
		return;
	run = place_words_find(words, reading->begin, reading->name_end);
	if (run)
		subject.run = *run;
	place_others_write(others, words->list, reading, &subject.run, typed);
	if (reading->rule == PLACE_RULE_REGION && !reading->is_own_city &&
		!is_same_name(reading->region.name, reading->place.name))
		note_region(&text, &subject, others);
	else if (*others)
		strbuf_addf(&text, _("'%s' was taken as %s; for another place, write %s"), typed,
			subject.label, others);
	else if (reading->rule == PLACE_RULE_NEAR_CITY || reading->qualifiers[0].run.regions)
		return;
	else if (find_misspelt(&subject, &city))
		strbuf_addf(&text, _("'%s' was taken as %s; did you mean %s?"), typed,
			subject.label, city.name);
	else if (!reading->place.is_capital)
		note_doubtful(&text, &subject);
}
