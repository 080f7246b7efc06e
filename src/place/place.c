/* SPDX-License-Identifier: MIT */
#include "place/place.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/key_shape.h"
#include "base/number.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "place/place_search.h"

#define BLANKS " \t\n\v\f\r"

/* Copies what lies between from and end without the blanks around it. */
static void copy_trimmed(char *to, size_t size, const char *from, const char *end)
{
	from += strspn(from, BLANKS);
	while (end > from && strchr(BLANKS, end[-1]))
		end--;
	snprintf(to, size, "%.*s", end > from ? (int)(end - from) : 0, from);
}

/* Whether both parts around one comma read as numbers, in range or not. */
static bool read_pair(const char *text, double *latitude, double *longitude)
{
	const char *comma = strchr(text, ',');
	char part[LOCATION_TEXT_MAX + 1];
	double first;

	if (!comma)
		return false;
	copy_trimmed(part, sizeof part, text, comma);
	if (!number_parse(part, &first))
		return false;
	copy_trimmed(part, sizeof part, comma + 1, comma + strlen(comma));
	if (!number_parse(part, longitude))
		return false;
	*latitude = first;
	return true;
}

static bool parse_coordinates(struct place *place, struct error *error)
{
	place->location.kind = LOCATION_COORDINATES;
	if (!(fabs(place->location.latitude) <= 90))
		return error_set(error, EXIT_USAGE,
			"invalid place '%s': the latitude, which comes first, must be from -90 to "
			"90",
			place->location.query);
	if (!(fabs(place->location.longitude) <= 180))
		return error_set(error, EXIT_USAGE,
			"invalid place '%s': the longitude must be from -180 to 180",
			place->location.query);
	return true;
}

static bool parse_postcode(struct place *place, const char *code, struct error *error)
{
	place->location.kind = LOCATION_POSTCODE;
	copy_trimmed(place->location.text, sizeof place->location.text, code, code + strlen(code));
	if (!*place->location.text || *place->location.text == ',')
		return error_set(error, EXIT_USAGE,
			"invalid place '%s': expected a postcode and its country, as in "
			"'zip:90210,US'",
			place->location.query);
	return true;
}

static bool parse_id(struct place *place, const char *id, struct error *error)
{
	size_t length = strlen(id);

	place->location.kind = LOCATION_ID;
	snprintf(place->location.text, sizeof place->location.text, "%s", id);
	if (length == 0 || length > 10 || strspn(id, "0123456789") != length)
		return error_set(error, EXIT_USAGE,
			"invalid place '%s': expected OpenWeatherMap's number of a city, as in "
			"'id:1835848'",
			place->location.query);
	return true;
}

/* One line that names what else was meant perhaps. */
static void note_rivals(struct place *place, const struct gazetteer *list,
	const struct listed *taken, const struct candidates *candidates)
{
	struct listed rivals[PLACE_SEARCH_RIVALS_MAX];
	size_t count = place_search_rivals(list, candidates, rivals);
	char unit[GAZETTEER_NAME_MAX];
	struct strbuf note = strbuf_start(place->note, sizeof place->note);

	if (count == 0)
		return;
	gazetteer_unit_name(list, taken, unit);
	strbuf_addf(&note, "'%s' was taken as %s%s%s, %s; for another place, write ",
		place->location.query, place->location.name, *unit ? ", " : "", unit,
		place->location.country);
	for (size_t i = 0; i < count; i++) {
		char argument[PLACE_ARGUMENT_MAX], quoted[2 * PLACE_ARGUMENT_MAX];

		place_search_argument(list, &rivals[i], rivals[i].name, argument);
		place_quote(quoted, sizeof quoted, argument);
		strbuf_add_choice(&note, i, count, quoted);
	}
}

static void take_listed(
	struct place *place, const struct gazetteer *list, const struct listed *listed)
{
	place->location.kind = LOCATION_LISTED;
	place->location.latitude = listed->latitude;
	place->location.longitude = listed->longitude;
	utf8_copy(place->location.name, sizeof place->location.name, listed->name);
	utf8_copy(place->location.ascii, sizeof place->location.ascii, listed->ascii);
	snprintf(place->location.country, sizeof place->location.country, "%s", listed->country);
	gazetteer_zone(list, listed->zone, place->location.zone);
	if (place_search_has_namesake(list, listed))
		gazetteer_unit_name(list, listed, place->location.state);
}

/* What the list has for a name, if anything: the likeliest, and whether another may be meant. */
static void take_candidates(
	struct place *place, const struct gazetteer *list, const struct candidates *candidates)
{
	struct listed listed;

	if (candidates->count == 0 || !gazetteer_place(list, candidates->all[0].ref, &listed))
		return;
	take_listed(place, list, &listed);
	note_rivals(place, list, &listed, candidates);
}

bool place_classify(struct place *place, const char *typed, struct error *error)
{
	char shown[41];

	*place = (struct place){.location.kind = LOCATION_NAME};
	if (key_shape_is_in(typed))
		return key_shape_fail(error, EXIT_USAGE, "the place");
	if (strlen(typed) > LOCATION_TEXT_MAX) {
		utf8_copy(place->location.query, sizeof place->location.query, typed);
		utf8_copy(shown, sizeof shown, typed);
		return error_set(error, EXIT_USAGE, "invalid place '%s…': longer than %d bytes",
			shown, LOCATION_TEXT_MAX);
	}
	copy_trimmed(
		place->location.query, sizeof place->location.query, typed, typed + strlen(typed));
	if (!*place->location.query)
		return error_set(
			error, EXIT_USAGE, "the place is empty; name one, as in 'wx Seoul'");
	if (!utf8_is_valid(place->location.query))
		return error_set(
			error, EXIT_USAGE, "invalid place '%s': not UTF-8", place->location.query);
	if (strncmp(place->location.query, "zip:", 4) == 0)
		return parse_postcode(place, place->location.query + 4, error);
	if (strncmp(place->location.query, "id:", 3) == 0)
		return parse_id(place, place->location.query + 3, error);
	if (read_pair(place->location.query, &place->location.latitude, &place->location.longitude))
		return parse_coordinates(place, error);
	memcpy(place->location.text, place->location.query, sizeof place->location.text);
	return true;
}

bool place_parse(
	struct place *place, const struct gazetteer *list, const char *typed, struct error *error)
{
	struct candidates candidates;

	if (!place_classify(place, typed, error))
		return false;
	if (place->location.kind == LOCATION_NAME &&
		place_search(list, place->location.query, &candidates))
		take_candidates(place, list, &candidates);
	return true;
}

/* Double quotes keep an apostrophe readable, where nothing in them acts. */
void place_quote(char *to, size_t size, const char *argument)
{
	struct strbuf quoted = strbuf_start(to, size);

	if (strchr(argument, '\'') && !strpbrk(argument, "\"$`\\!")) {
		strbuf_addf(&quoted, "\"%s\"", argument);
		return;
	}
	strbuf_add(&quoted, "'");
	for (size_t length; *argument; argument += length) {
		length = *argument == '\'' ? 1 : strcspn(argument, "'");
		if (*argument == '\'')
			strbuf_add(&quoted, "'\\''");
		else
			strbuf_addf(&quoted, "%.*s", (int)length, argument);
	}
	strbuf_add(&quoted, "'");
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

	return strpbrk(word, BLANKS) || (comma && comma[1]);
}

/* The comma of a last word joins it to nothing. */
static void drop_commas(char *text)
{
	char *end = text + strlen(text);

	while (end > text + 1 && end[-1] == ',')
		*--end = '\0';
}

/*
 * Whether the words together are something that is known to be one place; what the list has for
 * them, if that makes them one.
 */
static bool is_known(
	const struct gazetteer *list, char *const words[], int count, struct candidates *candidates)
{
	char text[LOCATION_TEXT_MAX + 2];
	double latitude, longitude;

	candidates->count = 0;
	if (!place_join(text, words, count))
		return false;
	if (strncmp(text, "zip:", 4) == 0)
		return words[0][strlen(words[0]) - 1] == ',' && count == 2;
	if (read_pair(text, &latitude, &longitude))
		return true;
	drop_commas(text);
	return place_search(list, text, candidates);
}

/* The words that are one place, and what the list has for them. */
static int longest_run(
	const struct gazetteer *list, char *const words[], int count, struct candidates *candidates)
{
	int most = 1;

	candidates->count = 0;
	if (list->size == 0)
		return count;
	while (most < count && most < PLACE_WORDS_MAX && !place_stands_alone(words[most - 1]) &&
		!place_stands_alone(words[most]))
		most++;
	while (!is_known(list, words, most, candidates) && most > 1)
		most--;
	return most;
}

/* "New York,NY" unquoted: the comma keeps the words apart that would be known together. */
static void note_apart(struct place *place, const struct gazetteer *list, char *const words[],
	int count, int taken)
{
	char text[LOCATION_TEXT_MAX + 2], quoted[2 * sizeof text];
	struct candidates unused;
	int last = 0;

	while (last < count && last < PLACE_WORDS_MAX && !place_stands_alone(words[last]))
		last++;
	if (last == 0 || last == count || last == PLACE_WORDS_MAX || list->size == 0)
		return;
	if (!is_known(list, words, last + 1, &unused) ||
		(taken == last && is_known(list, words + last, 1, &unused)))
		return;
	place_join(text, words, last + 1);
	place_quote(quoted, sizeof quoted, text);
	snprintf(place->note, sizeof place->note,
		"'%.*s' was taken as a separate place; for a single place, write %s",
		utf8_precision(words[last], 100), words[last], quoted);
}

int place_take(struct place *place, const struct gazetteer *list, char *const words[], int count,
	struct error *error)
{
	struct candidates candidates;
	int taken = longest_run(list, words, count, &candidates);
	char text[LOCATION_TEXT_MAX + 2];

	/* What was cut off makes it too long all the same. */
	if (place_join(text, words, taken))
		drop_commas(text);
	if (!place_classify(place, text, error))
		return 0;
	if (place->location.kind == LOCATION_NAME)
		take_candidates(place, list, &candidates);
	note_apart(place, list, words, count, taken);
	return taken;
}
