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
#include "place/place_near.h"
#include "place/place_search.h"
#include "place/rank.h"

#define OTHERS_MAX PLACE_SEARCH_RIVALS_MAX
#define SAME_PLACE_KM 10.0 /* between two entries of one name that are one place to a traveller */
#define LARGE 100000       /* people of a city that a qualifier may mean, too */
#define SIGHT 20000        /* of a place that has the name of a sight, */
#define FOREIGN 50000      /* of one whose own name it is not, */
#define CODE_LEAST 1000000 /* and of one whose name in capitals may be a code */
#define CODE_LETTERS 3
#define NEAR_CITY_LEAST 500000 /* people of a city that a near name rather means, */
#define LONGER_LEAST 6         /* letters of a name that may lack one */
#define NEAR_CITY_TIMES 5      /* and how many times those of the other */
#define LABEL_MAX (2 * GAZETTEER_NAME_MAX + 8)

/* Other meanings, and what to type for each. */
struct others {
	struct listed places[OTHERS_MAX];
	char arguments[OTHERS_MAX][PLACE_ARGUMENT_MAX];
	size_t count;
};

static bool is_same_place(const struct listed *place, const struct listed *other)
{
	return place->offset == other->offset ||
	       (strcmp(place->name, other->name) == 0 &&
		       coordinates_distance(place->latitude, place->longitude, other->latitude,
			       other->longitude) < SAME_PLACE_KM);
}

/* Takes one in, the most populous first; as many as there is room for. */
static void add_other(struct others *others, const struct listed *place, const char *argument)
{
	size_t at = 0;

	for (size_t i = 0; i < others->count; i++)
		if (is_same_place(&others->places[i], place))
			return;
	while (at < others->count && others->places[at].population >= place->population)
		at++;
	if (at == OTHERS_MAX)
		return;
	if (others->count < OTHERS_MAX)
		others->count++;
	for (size_t i = others->count - 1; i > at; i--) {
		others->places[i] = others->places[i - 1];
		memcpy(others->arguments[i], others->arguments[i - 1], PLACE_ARGUMENT_MAX);
	}
	others->places[at] = *place;
	snprintf(others->arguments[at], PLACE_ARGUMENT_MAX, "%s", argument);
}

/* Other places that the name may mean. */
static void add_rivals(struct others *others, struct place_words *words,
	const struct place_reading *reading, const char *typed)
{
	const struct gazetteer *list = words->list;
	const struct listed *taken = &reading->place;
	const struct place_run *run = place_words_find(words, reading->begin, reading->name_end);
	const struct place_qualifier *qualifiers = reading->qualifiers;
	struct listed rivals[PLACE_SEARCH_RIVALS_MAX];
	struct candidates candidates;
	size_t count = 0;

	while (count < 2 && qualifiers[count].run.regions)
		count++;
	if (!(run && place_search_run(list, run, qualifiers, count, &candidates)) &&
		!place_search(list, typed, &candidates))
		return;
	count = place_search_rivals(list, &candidates, taken, rivals);
	for (size_t i = 0; i < count; i++) {
		char argument[PLACE_ARGUMENT_MAX];

		if (is_same_place(taken, &rivals[i]))
			continue;
		place_search_argument(list, &rivals[i], rivals[i].name, argument);
		add_other(others, &rivals[i], argument);
	}
}

/* Other regions of the name, by their largest places: "Georgia,US". */
static void add_regions(struct others *others, const struct gazetteer *list,
	const struct place_run *run, const char *name, const struct listed *taken)
{
	struct listed_region region;
	struct region_key key;
	const char *at = NULL;
	struct listed place;

	while (place_words_next_region(list, run, &at, &key)) {
		char argument[PLACE_ARGUMENT_MAX];

		if (key.kind == REGION_CODE || place_region_is_country(key.code) ||
			gazetteer_is_within(list, taken, key.code) ||
			!gazetteer_region(list, key.code, &region) ||
			!gazetteer_place(list, region.largest, &place) ||
			place.population <= taken->population / 10)
			continue;
		snprintf(argument, sizeof argument, "%.*s,%.*s", utf8_precision(name, 150), name, 2,
			key.code);
		if (place_search_means(list, argument, &place))
			add_other(others, &place, argument);
	}
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

/* The city of 100,000 people whose own name the qualifier is; false if there is none. */
static bool find_city(
	const struct gazetteer *list, const struct place_run *run, struct listed *city)
{
	struct listed_name name;
	const char *at = NULL;
	struct listed place;
	int64_t most = LARGE - 1;

	while (place_words_next_name(list, run, &at, &name)) {
		if (name.kind == NAME_ALTERNATE || !gazetteer_place(list, name.offset, &place) ||
			place.is_area || place.population <= most)
			continue;
		*city = place;
		most = place.population;
	}
	return most >= LARGE;
}

/* How two places are written, where a qualifier may be a city of its own. */
static bool note_two(struct strbuf *note, struct place_words *words,
	const struct place_reading *reading, const char *typed, const char *label)
{
	const struct gazetteer *list = words->list;
	char name[LOCATION_TEXT_MAX + 2];
	char first_quoted[2 * PLACE_ARGUMENT_MAX], second_quoted[2 * PLACE_ARGUMENT_MAX];
	struct listed first, second;

	if (reading->rule == PLACE_RULE_NEAR_CITY)
		second = reading->city;
	else if (!reading->qualifiers[0].run.regions ||
		 reading->qualifiers[0].begin < reading->name_end || reading->place.is_section ||
		 !find_city(list, &reading->qualifiers[0].run, &second))
		return false;
	place_words_text(words, reading->begin, reading->name_end, name);
	if (!place_search_first(list, name, &first) || is_same_place(&first, &second))
		return false;
	write_apart(first_quoted, list, &first);
	write_apart(second_quoted, list, &second);
	strbuf_addf(note, _("'%s' was taken as one place, %s; for two places, write %s %s"), typed,
		label, first_quoted, second_quoted);
	return true;
}

static void note_taken(struct strbuf *note, const struct place_reading *reading, const char *typed,
	const char *label, const char *others)
{
	bool is_city = reading->rule != PLACE_RULE_REGION || reading->is_own_city;
	bool is_capital = !is_city && place_region_is_country(reading->region.code) &&
			  reading->region.capital == reading->place.offset;

	if (is_city && *others)
		strbuf_addf(note, _("'%s' was taken as %s; for another place, write %s"), typed,
			label, others);
	else if (is_capital && *others)
		strbuf_addf(note,
			_("'%s' was taken as the capital, %s; for another place, write %s"), typed,
			label, others);
	else if (is_capital)
		strbuf_addf(note, _("'%s' was taken as the capital, %s"), typed, label);
	else if (!is_city && *others)
		strbuf_addf(note,
			_("'%s' was taken as its largest city, %s; for another place, write %s"),
			typed, label, others);
	else if (!is_city)
		strbuf_addf(note, _("'%s' was taken as its largest city, %s"), typed, label);
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
			_("'%s' was taken as a postcode (%s); for another country, add its code, "
			  "as in '%s,%s'"),
			typed, country, typed, strcmp(reading->country, "DE") == 0 ? "FR" : "DE");
	else if (!reading->is_named)
		snprintf(note, size, _("'%s' was taken as the postcode %s (%s)"), typed,
			reading->postcode, country);
}

/* "Glasow", which is Glazov in another spelling, is hardly meant beside Glasgow. */
static void note_near(struct strbuf *note, struct place_words *words,
	const struct place_reading *reading, const char *typed, const char *label)
{
	struct listed near[PLACE_NEAR_MAX];
	struct edit_word word, other;
	char key[FOLD_MAX];
	size_t count;

	if (words->near_left <= 0 || reading->place.population >= LARGE * 10 ||
		!fold_key(key, typed) || !edit_distance_word(&word, key, strlen(key)))
		return;
	words->near_left--;
	count = place_near_find(words->list, typed, NULL, near);
	for (size_t i = 0; i < count; i++) {
		if (near[i].offset == reading->place.offset ||
			near[i].population < NEAR_CITY_LEAST ||
			near[i].population / NEAR_CITY_TIMES < reading->place.population ||
			!fold_key(key, near[i].name) ||
			!edit_distance_word(&other, key, strlen(key)) ||
			edit_distance(&word, &other, 1) != 1)
			continue;
		strbuf_addf(note, _("'%s' was taken as %s; did you mean %s?"), typed, label,
			near[i].name);
		return;
	}
}

/*
 * "London Heathrow" is two places, the second of which is in Florida: what is a small place abroad,
 * side by side with a city, is perhaps a part of that.
 */
static bool note_beside(struct strbuf *note, struct place_words *words,
	const struct place_reading *reading, const char *typed, const char *label)
{
	size_t begin = reading->begin, end = reading->end;
	char both[LOCATION_TEXT_MAX + 2], quoted[2 * LOCATION_TEXT_MAX];
	struct place_reading next;
	const struct listed *city = NULL;

	if (reading->rule != PLACE_RULE_NAME || reading->qualifiers[0].run.regions ||
		reading->place.is_capital ||
		reading->place.population >= (reading->is_own_city ? RANK_CITY_LEAST : LARGE))
		return false;
	if (begin > 0 && words->last_end == begin && !place_words_is_behind_comma(words, begin)) {
		city = &words->last_place;
		begin = words->last_begin;
	} else if (reading->next == end && !place_words_is_behind_comma(words, end) &&
		   place_longest_read(words, end, &next)) {
		city = &next.place;
		end = next.end;
	}
	if (!city || city->population < LARGE ||
		strcmp(city->country, reading->place.country) == 0 ||
		!place_words_text(words, begin, end, both))
		return false;
	shell_quote(quoted, sizeof quoted, both);
	strbuf_addf(note, _("'%s' was taken as a separate place, %s; for one place, write %s"),
		typed, label, quoted);
	return true;
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
static void note_doubtful(struct strbuf *note, struct place_words *words,
	const struct place_reading *reading, const char *typed, const char *label)
{
	static const char capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	static const char small[] = "abcdefghijklmnopqrstuvwxyz";
	int64_t population = reading->place.population;
	size_t length = strlen(typed);
	const struct place_run *run = place_words_find(words, reading->begin, reading->name_end);
	bool is_landscape = run && place_longest_is_landscape(words->list, run, &reading->place);
	bool is_small = population < RANK_CITY_LEAST || reading->place.is_section;
	bool is_code = length <= CODE_LETTERS &&
		       ((strspn(typed, capitals) == length && population < CODE_LEAST) ||
			       (strspn(typed, small) == length && is_small));
	bool is_sight = population < SIGHT &&
			place_words_are_sight(words, reading->begin, reading->name_end);
	/* "Berlin Tegel" is hardly a foreign name of Tegel. */
	bool is_foreign = !reading->is_own_city && !has_name_within(&reading->place, typed);

	if (reading->place.is_capital)
		return;
	if (is_code && length == CODE_LETTERS)
		strbuf_addf(note, _("'%s' was taken as %s; for an airport, write its city"), typed,
			label);
	else if (is_sight && has_name_within(&reading->place, typed))
		strbuf_addf(
			note, _("'%s' was taken as %s; for a sight, write its city"), typed, label);
	else if (is_code || is_landscape || (is_small && (reading->is_own_city || is_foreign)) ||
		 (is_foreign && population < FOREIGN))
		strbuf_addf(note, _("'%s' was taken as %s"), typed, label);
}

/* "Edinburg" is in Texas, but may be Edinburgh without its last letter. */
static void note_longer(struct strbuf *note, const struct gazetteer *list,
	const struct place_reading *reading, const char *typed, const char *label)
{
	struct listed_name name;
	const char *at = NULL;
	char key[FOLD_MAX];
	size_t length = fold_key(key, typed);

	while (length >= LONGER_LEAST && gazetteer_next_name(list, key, true, &at, &name)) {
		struct listed place;

		if (name.key_length != length + 1 || name.kind == NAME_ALTERNATE ||
			!gazetteer_place(list, name.offset, &place) ||
			place.population < NEAR_CITY_LEAST ||
			place.population / NEAR_CITY_TIMES < reading->place.population)
			continue;
		strbuf_addf(note, _("'%s' was taken as %s; did you mean %s?"), typed, label,
			place.name);
		return;
	}
}

void place_note_write(char *note, size_t size, struct place_words *words,
	const struct place_reading *reading, const char *typed)
{
	const struct gazetteer *list = words->list;
	const struct place_run *run;
	struct strbuf text = strbuf_start(note, size);
	char label[LABEL_MAX], name[LOCATION_TEXT_MAX + 2], region[GAZETTEER_NAME_MAX];
	const struct listed *place = &reading->place;
	struct others others = {.count = 0};
	char choices[OTHERS_MAX * 2 * PLACE_ARGUMENT_MAX];
	struct strbuf choice = strbuf_start(choices, sizeof choices);

	if (reading->rule == PLACE_RULE_POSTCODE)
		note_postcode(note, size, words, reading, typed);
	if (reading->rule > PLACE_RULE_NEAR_CITY)
		return;
	gazetteer_admin1_name(list, place, region);
	if (*region && strcmp(region, place->name) != 0)
		snprintf(label, sizeof label, "%s, %s, %s", place->name, region, place->country);
	else
		snprintf(label, sizeof label, "%s, %s", place->name, place->country);
	if (note_two(&text, words, reading, typed, label) ||
		note_beside(&text, words, reading, typed, label))
		return;
	place_words_text(words, reading->begin, reading->end, name);
	add_rivals(&others, words, reading, name);
	run = place_words_find(words, reading->begin, reading->name_end);
	if (run && !reading->qualifiers[0].run.regions)
		add_regions(&others, list, run, name, &reading->place);
	for (size_t i = 0; i < others.count; i++) {
		char quoted[2 * PLACE_ARGUMENT_MAX];

		shell_quote(quoted, sizeof quoted, others.arguments[i]);
		strbuf_add_choice(&choice, i, others.count, quoted);
	}
	note_taken(&text, reading, typed, label, choices);
	if (reading->rule == PLACE_RULE_NEAR_CITY || reading->qualifiers[0].run.regions)
		return;
	if (text.length == 0 && !reading->is_own_city)
		note_near(&text, words, reading, typed, label);
	if (text.length == 0)
		note_longer(&text, list, reading, typed, label);
	if (text.length == 0)
		note_doubtful(&text, words, reading, typed, label);
}
