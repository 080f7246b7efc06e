/* SPDX-License-Identifier: MIT */
#include "place/places.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "place/coordinates.h"
#include "place/place_rules.h"

#define JOINED_ARGUMENTS_MAX 4 /* of a place: "40.7° N, 74° W", "zip:K0A 1K0 , CA" */
#define ADDED_MAX 2            /* arguments after a quoted one that may belong to it */

/* The arguments that are still to be read. */
struct arguments {
	const struct gazetteer *list;
	char *const *all;
	int count;
	const char *aliases;
	struct place_word *words; /* room for all words of all arguments */
};

static struct place *add(struct places *places, struct error *error)
{
	size_t room = places->room ? 2 * places->room : 1;
	struct place *all;

	if (places->count == PLACES_MAX) {
		error_set(error, EXIT_USAGE,
			_("too many places: expected at most %d; put them in a file and use "
			  "--from"),
			PLACES_MAX);
		return NULL;
	}
	if (places->count < places->room)
		return &places->all[places->count++];
	all = realloc(places->all, room * sizeof *all);
	if (!all) {
		error_set_no_memory(error);
		return NULL;
	}
	places->all = all;
	places->room = room;
	return &places->all[places->count++];
}

/*
 * What the alias stands for, the last one of that name; NULL if the argument is none. Commas after
 * it only separate it from the next place.
 */
static const char *find_alias(const char *aliases, const char *argument)
{
	const char *found = NULL;
	size_t length = strlen(argument);

	while (length > 0 && argument[length - 1] == ',')
		length--;
	while (*aliases) {
		const char *place = aliases + strlen(aliases) + 1;

		if (strncasecmp(aliases, argument, length) == 0 && aliases[length] == '\0')
			found = place;
		aliases = place + strlen(place) + 1;
	}
	return found;
}

static bool has_blank(const char *argument)
{
	char text[LOCATION_TEXT_MAX + 2];

	utf8_copy(text, sizeof text, argument);
	return strpbrk(utf8_trim(text), " \t\n\v\f\r") != NULL;
}

/*
 * "N 51° 30.5 W 0° 7.5": how many arguments are degrees with minutes, more numbers than
 * hemispheres, and so no places of their own; 0 if there are none.
 */
static int count_degrees(const struct arguments *arguments, int at)
{
	static const char letters[] = "NSEWnsew";
	bool has_degree = false;
	int count = 0, numbers = 0, hemispheres = 0;

	for (; at + count < arguments->count; count++) {
		const char *text = arguments->all[at + count];
		bool is_letter = strlen(text) == 1 && strchr(letters, *text);

		if (!is_letter && !coordinates_are_resembled(text))
			break;
		has_degree |= strstr(text, "°") != NULL;
		numbers += !is_letter;
		hemispheres += strpbrk(text, letters) != NULL;
	}
	return has_degree && hemispheres > 0 && numbers > hemispheres ? count : 0;
}

/*
 * How many arguments from `at` on are one place by their form: an alias, a prefix, coordinates, or
 * quotes; 0 if their words are to be read. text[] gets them joined.
 */
static int count_formed(const struct arguments *arguments, int at, char text[LOCATION_TEXT_MAX + 2])
{
	const char *first = arguments->all[at];
	size_t length = strlen(first);
	double latitude, longitude;
	int count;

	place_join(text, arguments->all + at, 1);
	if (find_alias(arguments->aliases, first) || coordinates_read(first, &latitude, &longitude))
		return 1;
	count = count_degrees(arguments, at);
	if (count > 0 && place_join(text, arguments->all + at, count))
		return count;
	for (count = JOINED_ARGUMENTS_MAX; count > 1; count--)
		if (at + count <= arguments->count &&
			place_join(text, arguments->all + at, count) &&
			(coordinates_read(text, &latitude, &longitude) || place_has_postcode(text)))
			return count;
	place_join(text, arguments->all + at, 1);
	/* No name has a colon, but who mistypes "zip:" or "id:" has one. */
	return strchr(first, ':') || has_blank(first) ||
	       (coordinates_are_resembled(first) && strcspn(first, ".,") + 1 < length);
}

/* A country, region or code after a quoted argument belongs to it if it fits. */
static int count_behind_quoted(
	const struct arguments *arguments, int at, char text[LOCATION_TEXT_MAX + 2])
{
	for (int added = ADDED_MAX; added > 0; added--) {
		size_t count = 0;
		struct place_words words;
		struct place_reading reading;

		if (at + added >= arguments->count)
			continue;
		for (int i = 0; i <= added; i++) {
			const char *argument = arguments->all[at + i];

			if (i > 0 && (has_blank(argument) || strchr(argument, ':') ||
					     find_alias(arguments->aliases, argument)))
				count = PLACE_TEXT_WORDS_MAX + 1;
			if (count <= PLACE_TEXT_WORDS_MAX)
				count += place_words_split(arguments->words + count,
					PLACE_TEXT_WORDS_MAX - count, argument);
		}
		if (count == 0 || count > PLACE_TEXT_WORDS_MAX)
			continue;
		place_words_start(&words, arguments->list, arguments->words, count);
		if (place_longest_is_all(&words, &reading) && reading.qualifiers[0].run.regions &&
			place_join(text, arguments->all + at, added + 1))
			return added;
	}
	return 0;
}

bool places_parse_one(struct place *place, const struct gazetteer *list, const char *text,
	const char *aliases, struct error *error)
{
	char name[LOCATION_TEXT_MAX + 1];
	const char *alias;
	char *shown;

	utf8_copy(name, sizeof name, text);
	shown = utf8_trim(name);
	alias = find_alias(aliases, shown);
	if (alias)
		shown[strcspn(shown, ",")] = '\0';
	if (!place_parse(place, list, alias ? alias : text, error))
		return false;
	if (alias && place->is_several)
		error_set(&place->error, EXIT_NOT_FOUND,
			_("an alias can stand for one place only; correct it in a configuration "
			  "file"));
	place->is_several &= !alias;
	if (alias && place->error.code == EXIT_OK)
		utf8_copy(place->location.query, sizeof place->location.query, shown);
	else if (alias)
		/* What is wrong is what it stands for. */
		snprintf(place->location.query, sizeof place->location.query, "%.*s (%.*s)",
			utf8_precision(shown, 80), shown, utf8_precision(alias, 160), alias);
	return true;
}

/* The words of the arguments from `at` up to `end`, which are places without quotes. */
static bool read_words(struct places *places, const struct arguments *arguments, int at, int end,
	struct error *error)
{
	struct place_words words;
	size_t count = 0, next = 0;
	char empty[] = "";

	for (int i = at; i < end; i++)
		count += place_words_split(arguments->words + count, SIZE_MAX, arguments->all[i]);
	if (count == 0) {
		struct place *place = add(places, error);

		return place && place_parse(place, arguments->list,
					at < end ? arguments->all[at] : empty, error);
	}
	place_words_start(&words, arguments->list, arguments->words, count);
	while (next < count) {
		struct place *place = add(places, error);

		if (!place || !place_read_words(place, &words, &next, error))
			return false;
	}
	return true;
}

/* Reads them from left to right; the form of an argument goes before its words. */
static bool read_all(struct places *places, const struct arguments *arguments, struct error *error)
{
	char text[LOCATION_TEXT_MAX + 2];
	int at = 0, begin = 0, taken;
	struct place *place;

	for (; at < arguments->count; at++) {
		char *const *argument = &arguments->all[at];

		if (at + 1 < arguments->count &&
			!place_check_decimal_commas(argument[0], argument[1], error))
			return false;
		taken = count_formed(arguments, at, text);
		if (taken == 0)
			continue;
		if (begin < at && !read_words(places, arguments, begin, at, error))
			return false;
		if (taken == 1 && has_blank(argument[0]))
			taken += count_behind_quoted(arguments, at, text);
		place = add(places, error);
		if (!place || !places_parse_one(place, arguments->list, text,
				      taken == 1 ? arguments->aliases : "", error))
			return false;
		if (place->is_several)
			error_set(&place->error, EXIT_NOT_FOUND,
				_("more than one place; write them without quotes"));
		at += taken - 1;
		begin = at + 1;
	}
	return begin == at || read_words(places, arguments, begin, at, error);
}

bool places_read(struct places *places, const struct gazetteer *list, char *const arguments[],
	int count, const char *aliases, struct error *error)
{
	struct arguments all = {.list = list, .all = arguments, .count = count, .aliases = aliases};
	size_t room = PLACE_TEXT_WORDS_MAX;
	bool good;

	*places = (struct places){.count = 0};
	for (int i = 0; i < count; i++) {
		if (!place_check_argument(arguments[i], error))
			return false;
		room += place_words_split(NULL, 0, arguments[i]);
	}
	all.words = malloc(room * sizeof *all.words);
	if (!all.words)
		return error_set_no_memory(error);
	good = read_all(places, &all, error);
	free(all.words);
	return good;
}

/* Whether ";name=value" of a geo: URI stands there, and no other place. */
static bool is_parameter(const char *text)
{
	size_t name = *text == ';' ? strcspn(text + 1, "=; ") : 0;

	return name > 0 && text[1 + name] == '=';
}

bool places_read_text(struct places *places, const struct gazetteer *list, const char *text,
	const char *aliases, struct error *error)
{
	*places = (struct places){.count = 0};
	for (size_t length; *text; text += length + (text[length] == ';')) {
		char part[LOCATION_TEXT_MAX + 2];
		struct strbuf buffer = strbuf_start(part, sizeof part);
		struct place *place;

		text += strspn(text, " \t");
		length = strcspn(text, ";");
		while (strncmp(text, "geo:", 4) == 0 && is_parameter(text + length))
			length += 1 + strcspn(text + length + 1, "; ");
		strbuf_addf(&buffer, "%.*s", (int)length, text);
		if (!*utf8_trim(part))
			continue;
		place = add(places, error);
		if (!place || !places_parse_one(place, list, part, aliases, error))
			return false;
		if (place->is_several)
			error_set(&place->error, EXIT_NOT_FOUND,
				_("more than one place; write ';' between them in a "
				  "configuration file"));
	}
	return true;
}

void places_free(struct places *places)
{
	free(places->all);
	*places = (struct places){.count = 0};
}
