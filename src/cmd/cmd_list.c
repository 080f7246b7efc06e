/* SPDX-License-Identifier: MIT */
#include "cmd/cmd_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/number.h"
#include "base/utf8.h"
#include "cmd/app.h"
#include "cmd/settings.h"
#include "place/place.h"
#include "place/place_near.h"
#include "place/place_search.h"
#include "view/json.h"

#define ARGUMENT_BYTES_MAX (2 * PLACE_ARGUMENT_MAX)
#define COLUMN_GAP 2
#define SHELL_SPECIAL " \t'\"`$&|;<>()[]{}*?!#~^=\\"

enum column { NAME, REGION, COUNTRY, COORDINATES, POPULATION, PLACE, COLUMN_COUNT };

struct table_row {
	char cells[COLUMN_COUNT][ARGUMENT_BYTES_MAX];
};

struct table {
	size_t widths[COLUMN_COUNT];
	bool is_hidden[COLUMN_COUNT];
};

/* The text to type for the place, quoted if a shell would read it differently. */
static void write_argument(char to[ARGUMENT_BYTES_MAX], const struct gazetteer *list,
	const struct listed *place, bool utf8)
{
	char argument[PLACE_ARGUMENT_MAX], plain[PLACE_ARGUMENT_MAX];

	place_search_argument(list, place, utf8 ? place->name : place->ascii, argument);
	if (!utf8) {
		utf8_ascii(plain, sizeof plain, argument);
		if (strcmp(plain, argument) != 0 && !place_search_means(list, plain, place))
			place_search_number(place, plain);
		snprintf(argument, sizeof argument, "%s", plain);
	}
	if (strpbrk(argument, SHELL_SPECIAL))
		place_quote(to, ARGUMENT_BYTES_MAX, argument);
	else
		snprintf(to, ARGUMENT_BYTES_MAX, "%s", argument);
}

static void fill_row(
	struct table_row *row, const struct gazetteer *list, size_t ref, const struct view *view)
{
	char latitude[NUMBER_MAX], longitude[NUMBER_MAX], region[GAZETTEER_NAME_MAX];
	struct listed place;

	gazetteer_place(list, ref, &place);
	gazetteer_unit_name(list, &place, region);
	number_fixed(latitude, place.latitude, 4);
	number_fixed(longitude, place.longitude, 4);
	text_message(row->cells[NAME], GAZETTEER_NAME_MAX, view->utf8 ? place.name : place.ascii,
		view->utf8);
	text_message(row->cells[REGION], GAZETTEER_NAME_MAX, region, view->utf8);
	text_message(row->cells[COUNTRY], GAZETTEER_NAME_MAX, place.country, view->utf8);
	snprintf(row->cells[COORDINATES], ARGUMENT_BYTES_MAX, "%s,%s", latitude, longitude);
	snprintf(row->cells[POPULATION], ARGUMENT_BYTES_MAX, "%lld", (long long)place.people);
	write_argument(row->cells[PLACE], list, &place, view->utf8);
}

static void widen_columns(struct table *table, const struct table_row *row)
{
	for (size_t i = 0; i < COLUMN_COUNT; i++)
		if (utf8_width(row->cells[i]) > table->widths[i])
			table->widths[i] = utf8_width(row->cells[i]);
}

/* Numbers are aligned to the right. */
static void print_row(FILE *out, const struct table *table, const struct table_row *row)
{
	for (size_t i = 0; i < PLACE; i++) {
		int padding = (int)(table->widths[i] - utf8_width(row->cells[i]));

		if (table->is_hidden[i])
			continue;
		if (i == POPULATION)
			fprintf(out, "%*s%s", padding, "", row->cells[i]);
		else
			fprintf(out, "%s%*s", row->cells[i], padding, "");
		fprintf(out, "%*s", COLUMN_GAP, "");
	}
	fprintf(out, "%s\n", row->cells[PLACE]);
}

/*
 * On a terminal the table has headings, and columns are hidden until it fits: first the name, which
 * the text to type repeats, then what tells places apart least.
 */
static void print_table(FILE *out, const struct gazetteer *list,
	const struct candidates *candidates, const struct view *view)
{
	static const char *const headings[] = {[NAME] = N_("NAME"),
		[REGION] = N_("REGION"),
		[COUNTRY] = N_("COUNTRY"),
		[COORDINATES] = N_("COORDINATES"),
		[POPULATION] = N_("POPULATION"),
		[PLACE] = N_("PLACE")};
	static const enum column hideable[] = {NAME, COORDINATES, COUNTRY, REGION, POPULATION};
	struct table table = {0};
	struct table_row row;
	size_t width = 0;

	for (size_t i = 0; i < candidates->count; i++) {
		fill_row(&row, list, candidates->all[i].ref, view);
		widen_columns(&table, &row);
	}
	if (view->columns > 0) {
		for (size_t i = 0; i < COLUMN_COUNT; i++)
			snprintf(row.cells[i], ARGUMENT_BYTES_MAX, "%s", _(headings[i]));
		widen_columns(&table, &row);
		for (size_t i = 0; i < COLUMN_COUNT; i++)
			width += table.widths[i] + (i < PLACE ? COLUMN_GAP : 0);
		for (size_t i = 0; i < PLACE && width > view->columns; i++) {
			table.is_hidden[hideable[i]] = true;
			width -= table.widths[hideable[i]] + COLUMN_GAP;
		}
		print_row(out, &table, &row);
	}
	for (size_t i = 0; i < candidates->count; i++) {
		fill_row(&row, list, candidates->all[i].ref, view);
		print_row(out, &table, &row);
	}
}

static bool print_objects(FILE *out, const struct gazetteer *list,
	const struct candidates *candidates, struct error *error)
{
	for (size_t i = 0; i < candidates->count; i++) {
		char region[GAZETTEER_NAME_MAX], argument[PLACE_ARGUMENT_MAX];
		struct json_place row;
		struct listed place;

		gazetteer_place(list, candidates->all[i].ref, &place);
		gazetteer_unit_name(list, &place, region);
		place_search_argument(list, &place, place.name, argument);
		row = (struct json_place){place.name, region, place.country, place.latitude,
			place.longitude, place.people, argument};
		if (!json_place(out, &row, error))
			return false;
	}
	return true;
}

static bool find_candidates(struct candidates *candidates, const struct gazetteer *list,
	const char *typed, struct error *error)
{
	char names[PLACE_NEAR_TEXT_MAX];
	struct listed listed;
	struct place place;

	if (!place_classify(&place, typed, error))
		return false;
	if (place.location.kind == LOCATION_COORDINATES || place.location.kind == LOCATION_POSTCODE)
		return error_set(error, EXIT_USAGE,
			_("invalid place '%s' for --list: expected a name, as in 'wx --list "
			  "Seoul', or an id"),
			place.location.query);
	if (list->size == 0)
		return error_set(error, EXIT_CONFIG,
			_("%s: cannot read the list of places; run 'wx --check' to see why"),
			list->path);
	if (place.location.kind == LOCATION_ID) {
		if (!gazetteer_find(list, strtoll(place.location.text, NULL, 10), &listed))
			return error_set(
				error, EXIT_NOT_FOUND, _("no place in the list has this id"));
		*candidates = (struct candidates){.all = {{.ref = listed.ref}}, .count = 1};
		return true;
	}
	if (place_search(list, place.location.query, candidates))
		return true;
	if (place_near_names(names, list, typed) == 0)
		return error_set(error, EXIT_NOT_FOUND, _("no place in the list has this name"));
	return error_set(error, EXIT_NOT_FOUND,
		_("no place in the list has this name; did you mean %s?"), names);
}

bool cmd_list_print(FILE *out, const struct gazetteer *list, const char *typed, bool json,
	const struct view *view, struct error *error)
{
	struct candidates candidates;

	if (!find_candidates(&candidates, list, typed, error))
		return false;
	if (json)
		return print_objects(out, list, &candidates, error);
	print_table(out, list, &candidates, view);
	return true;
}

/* All words are one name. If they do not fit, what is cut off is too long to be a place anyway. */
bool cmd_list(struct app *app, struct error *error)
{
	const struct view view = settings_view(app);
	const struct options *options = &app->options;
	char typed[LOCATION_TEXT_MAX + 2] = "";

	place_join(typed, options->words, options->word_count);
	return cmd_list_print(app->report.out, &app->list, typed, options->json, &view, error);
}
