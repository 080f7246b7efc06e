/* SPDX-License-Identifier: MIT */
#include "cmd/cmd_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "cmd/app.h"
#include "cmd/settings.h"
#include "place/place.h"
#include "place/place_near.h"
#include "place/place_search.h"
#include "view/json.h"

#define COLUMNS 5
#define ARGUMENT_MAX (2 * PLACE_ARGUMENT_MAX)
#define SPECIAL " \t'\"`$&|;<>()[]{}*?!#~^=\\"

/* A place in the columns that are printed of it; the text to type follows them. */
struct row {
	char columns[COLUMNS][GAZETTEER_NAME_MAX];
};

static void fill_row(
	struct row *row, const struct gazetteer *list, const struct listed *place, bool utf8)
{
	char latitude[NUMBER_MAX], longitude[NUMBER_MAX];
	char unit[GAZETTEER_NAME_MAX];

	number_fixed(latitude, place->latitude, 4);
	number_fixed(longitude, place->longitude, 4);
	gazetteer_unit_name(list, place, unit);
	text_message(row->columns[0], GAZETTEER_NAME_MAX, utf8 ? place->name : place->ascii, utf8);
	text_message(row->columns[1], GAZETTEER_NAME_MAX, unit, utf8);
	text_message(row->columns[2], GAZETTEER_NAME_MAX, place->country, utf8);
	snprintf(row->columns[3], GAZETTEER_NAME_MAX, "%s,%s", latitude, longitude);
	snprintf(row->columns[4], GAZETTEER_NAME_MAX, "%lld", (long long)place->people);
}

/* Columns as wide as their widest, numbers to the right. */
static void print_row(
	FILE *out, const struct row *row, const size_t widths[COLUMNS], const char *argument)
{
	for (size_t i = 0; i < COLUMNS; i++) {
		const char *text = row->columns[i];
		int padding = (int)(widths[i] - utf8_width(text));

		if (i == COLUMNS - 1)
			fprintf(out, "%*s%s  ", padding, "", text);
		else
			fprintf(out, "%s%*s", text, padding + 2, "");
	}
	fprintf(out, "%s\n", argument);
}

/* The text to type for the place, quoted where a shell would make more or other words of it. */
static void write_argument(
	char to[ARGUMENT_MAX], const struct gazetteer *list, const struct listed *place, bool utf8)
{
	char argument[PLACE_ARGUMENT_MAX], plain[PLACE_ARGUMENT_MAX];

	place_search_argument(list, place, utf8 ? place->name : place->ascii, argument);
	if (!utf8) {
		utf8_ascii(plain, sizeof plain, argument);
		if (strcmp(plain, argument) != 0 && !place_search_means(list, plain, place))
			place_search_number(place, plain);
		snprintf(argument, sizeof argument, "%s", plain);
	}
	if (strpbrk(argument, SPECIAL))
		place_quote(to, ARGUMENT_MAX, argument);
	else
		snprintf(to, ARGUMENT_MAX, "%s", argument);
}

static void print_rows(
	FILE *out, const struct gazetteer *list, const struct candidates *candidates, bool utf8)
{
	size_t widths[COLUMNS] = {0};
	struct listed place;
	struct row row;

	for (size_t i = 0; i < candidates->count; i++) {
		gazetteer_place(list, candidates->all[i].ref, &place);
		fill_row(&row, list, &place, utf8);
		for (size_t k = 0; k < COLUMNS; k++)
			if (utf8_width(row.columns[k]) > widths[k])
				widths[k] = utf8_width(row.columns[k]);
	}
	for (size_t i = 0; i < candidates->count; i++) {
		char argument[ARGUMENT_MAX];

		gazetteer_place(list, candidates->all[i].ref, &place);
		fill_row(&row, list, &place, utf8);
		write_argument(argument, list, &place, utf8);
		print_row(out, &row, widths, argument);
	}
}

static bool print_objects(FILE *out, const struct gazetteer *list,
	const struct candidates *candidates, struct error *error)
{
	for (size_t i = 0; i < candidates->count; i++) {
		char unit[GAZETTEER_NAME_MAX], argument[PLACE_ARGUMENT_MAX];
		struct json_place row;
		struct listed place;

		gazetteer_place(list, candidates->all[i].ref, &place);
		gazetteer_unit_name(list, &place, unit);
		place_search_argument(list, &place, place.name, argument);
		row = (struct json_place){place.name, unit, place.country, place.latitude,
			place.longitude, place.people, argument};
		if (!json_place(out, &row, error))
			return false;
	}
	return true;
}

static bool fail_not_listed(const struct gazetteer *list, const char *typed, struct error *error)
{
	char names[PLACE_NEAR_TEXT_MAX];

	if (place_near_names(names, list, typed) == 0)
		return error_set(error, EXIT_NOT_FOUND, "no place in the list has this name");
	return error_set(error, EXIT_NOT_FOUND,
		"no place in the list has this name; did you mean %s?", names);
}

static bool find_number(struct candidates *candidates, const struct gazetteer *list,
	const char *digits, struct error *error)
{
	struct listed place = {.ref = 0};

	candidates->count = gazetteer_find(list, strtoll(digits, NULL, 10), &place);
	candidates->all[0].ref = place.ref;
	return candidates->count > 0 ||
	       error_set(error, EXIT_NOT_FOUND, "no place in the list has this id");
}

/* What the list has for what was typed. */
static bool find_candidates(struct candidates *candidates, const struct gazetteer *list,
	const char *typed, struct error *error)
{
	struct place place;

	if (!place_classify(&place, typed, error))
		return false;
	if (place.location.kind == LOCATION_COORDINATES || place.location.kind == LOCATION_POSTCODE)
		return error_set(error, EXIT_USAGE,
			"invalid place '%s' for --list: expected a name, as in 'wx --list Seoul', "
			"or an id",
			place.location.query);
	if (list->size == 0)
		return error_set(error, EXIT_CONFIG,
			"%s: cannot read the list of places; run 'wx --check' to see why",
			list->path);
	if (place.location.kind == LOCATION_ID)
		return find_number(candidates, list, place.location.text, error);
	return place_search(list, place.location.query, candidates) ||
	       fail_not_listed(list, typed, error);
}

bool cmd_list_print(FILE *out, const struct gazetteer *list, const char *typed, bool json,
	const struct view *view, struct error *error)
{
	struct candidates candidates;

	if (!find_candidates(&candidates, list, typed, error))
		return false;
	if (json)
		return print_objects(out, list, &candidates, error);
	print_rows(out, list, &candidates, view->utf8);
	return true;
}

/* All words are one name here; what was cut off makes it too long all the same. */
bool cmd_list(struct app *app, struct error *error)
{
	const struct view view = settings_view(app);
	const struct options *options = &app->options;
	char typed[LOCATION_TEXT_MAX + 2] = "";

	place_join(typed, options->words, options->word_count);
	return cmd_list_print(app->report.out, &app->list, typed, options->json, &view, error);
}
