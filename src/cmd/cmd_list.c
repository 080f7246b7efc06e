/* SPDX-License-Identifier: MIT */
#include "cmd/cmd_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/number.h"
#include "base/shell_quote.h"
#include "base/utf8.h"
#include "cmd/app.h"
#include "cmd/settings.h"
#include "place/place.h"
#include "place/place_explain.h"
#include "place/place_search.h"
#include "view/json.h"

#define CELL_BYTES_MAX (2 * PLACE_ARGUMENT_MAX)
#define COLUMN_GAP 2
#define SHELL_SPECIAL " \t'\"`$&|;<>()[]{}*?!#~^=\\"

enum column { NAME, REGION, COUNTRY, COORDINATES, POPULATION, PLACE, COLUMN_COUNT };

struct table_row {
	char cells[COLUMN_COUNT][CELL_BYTES_MAX];
};

struct table {
	size_t widths[COLUMN_COUNT];
	bool is_hidden[COLUMN_COUNT];
};

static void fill_row(
	struct table_row *row, const struct gazetteer *list, size_t offset, const struct view *view)
{
	char latitude[NUMBER_MAX], longitude[NUMBER_MAX], region[GAZETTEER_NAME_MAX];
	char argument[PLACE_ARGUMENT_MAX], plain[PLACE_ARGUMENT_MAX];
	const char *name;
	struct listed place;

	gazetteer_place(list, offset, &place);
	gazetteer_admin1_name(list, &place, region);
	number_fixed(latitude, place.latitude, 4);
	number_fixed(longitude, place.longitude, 4);
	name = view->utf8 ? place.name : place.ascii;
	text_message(row->cells[NAME], CELL_BYTES_MAX, name, view->utf8);
	text_message(row->cells[REGION], CELL_BYTES_MAX, region, view->utf8);
	text_message(row->cells[COUNTRY], CELL_BYTES_MAX, place.country, view->utf8);
	snprintf(row->cells[COORDINATES], CELL_BYTES_MAX, "%s,%s", latitude, longitude);
	snprintf(row->cells[POPULATION], CELL_BYTES_MAX, "%lld", (long long)place.population);

	place_search_argument(list, &place, name, argument);
	if (!view->utf8) {
		utf8_ascii(plain, sizeof plain, argument);
		if (strcmp(plain, argument) != 0 && !place_search_means(list, plain, &place))
			place_search_number(&place, plain);
		snprintf(argument, sizeof argument, "%s", plain);
	}
	/* Quoted if a shell would not pass it on as it is. */
	if (strpbrk(argument, SHELL_SPECIAL))
		shell_quote(row->cells[PLACE], CELL_BYTES_MAX, argument);
	else
		snprintf(row->cells[PLACE], CELL_BYTES_MAX, "%s", argument);
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
	static const char *const headings[] = {
		/* TRANSLATORS: this and the five that follow are the headings of a table */
		[NAME] = N_("NAME"),
		[REGION] = N_("REGION"),
		[COUNTRY] = N_("COUNTRY"),
		[COORDINATES] = N_("COORDINATES"),
		[POPULATION] = N_("POPULATION"),
		/* TRANSLATORS: what to type for exactly this place */
		[PLACE] = N_("PLACE")};
	static const enum column hideable[] = {NAME, COORDINATES, COUNTRY, REGION, POPULATION};
	struct table table = {0};
	struct table_row row;
	size_t width = 0;

	for (size_t i = 0; i < candidates->count; i++) {
		fill_row(&row, list, candidates->all[i].offset, view);
		widen_columns(&table, &row);
	}
	if (view->columns > 0) {
		for (size_t i = 0; i < COLUMN_COUNT; i++)
			snprintf(row.cells[i], CELL_BYTES_MAX, "%s", _(headings[i]));
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
		fill_row(&row, list, candidates->all[i].offset, view);
		print_row(out, &table, &row);
	}
}

/* Moves the place there if it is one of the candidates, or else adds it. */
static void put(struct candidates *candidates, const struct listed *place, size_t at)
{
	struct candidate moved = {.offset = place->offset, .population = place->population};
	size_t from = 0;

	while (from < candidates->count && candidates->all[from].offset != place->offset)
		from++;
	if (from < candidates->count)
		moved = candidates->all[from];
	else if (candidates->count < PLACE_SEARCH_MAX)
		candidates->count++;
	else
		from--;
	if (from < at)
		return;
	memmove(candidates->all + at + 1, candidates->all + at,
		(from - at) * sizeof *candidates->all);
	candidates->all[at] = moved;
}

/*
 * Puts the places that the countries and regions of that name stand for before the first that has
 * fewer people: Atlanta, which "Georgia,US" means, is not named Georgia.
 */
static void add_regions(
	struct candidates *candidates, const struct gazetteer *list, const char *typed)
{
	struct listed_region region;
	struct region_key name;
	const char *next = NULL;
	struct listed place;
	char key[FOLD_MAX];

	while (fold_key(key, typed) && gazetteer_next_key(list, key, false, &next, &name)) {
		char text[LOCATION_TEXT_MAX + GAZETTEER_CODE_MAX];
		size_t at = 0;

		if (name.kind == REGION_CODE || !gazetteer_region(list, name.code, &region))
			continue;
		snprintf(text, sizeof text, "%s,%.*s", typed, 2, name.code);
		if (place_region_is_country(name.code)
				? !gazetteer_place(list, region.capital, &place)
				: !place_search_taken(list, text, &place) ||
					  strncmp(place.country, name.code, 2) != 0)
			continue;
		while (at < candidates->count && candidates->all[at].offset != place.offset)
			at++;
		if (at < candidates->count)
			continue;
		at = 0;
		while (at < candidates->count && candidates->all[at].population >= place.population)
			at++;
		put(candidates, &place, at);
	}
}

static bool fail_no_name(const char *typed, struct error *error)
{
	return error_set(error, EXIT_USAGE,
		_("invalid place '%s' for --list: expected a name, as in 'wx --list Seoul', or a "
		  "city ID, as in 'id:1835848'"),
		typed);
}

/* Says what may have been meant, as for a place that the weather was asked for. */
static bool fail_missing(const struct gazetteer *list, const char *typed, struct error *error)
{
	struct location *location;
	struct place place;

	if (!place_parse(&place, list, typed, error) || place.location.kind == LOCATION_POSTCODE)
		return fail_no_name(place.location.query, error);
	location = &place.location;
	if (place.error.code == EXIT_OK) {
		error_set(&place.error, EXIT_NOT_FOUND,
			_("no place in the list has this name; check the spelling, or try a larger "
			  "place nearby"));
		place_explain(list, location, &place.error);
	}
	return error_set(error, place.error.code, "%s: %s", location->query, place.error.message);
}

static bool find_candidates(struct candidates *candidates, const struct gazetteer *list,
	const char *typed, struct error *error)
{
	struct listed listed;
	struct place place;

	if (!place_classify(&place, typed, error))
		return false;
	if (place.location.kind == LOCATION_COORDINATES || place.location.kind == LOCATION_POSTCODE)
		return fail_no_name(place.location.query, error);
	if (list->size == 0)
		return error_set(error, EXIT_CONFIG,
			_("cannot read the list of places %s: %s; reinstall wx, or correct "
			  "WX_DATADIR if it is set"),
			list->path, list->reason);
	if (place.location.kind == LOCATION_ID) {
		if (!gazetteer_find(list, strtoll(place.location.text, NULL, 10), &listed))
			return error_set(error, EXIT_NOT_FOUND,
				_("%s: no place in the list has this ID; check it, or write the "
				  "name of the place"),
				place.location.query);
		*candidates = (struct candidates){.all = {{.offset = listed.offset}}, .count = 1};
		return true;
	}
	place_search(list, place.location.query, candidates);
	add_regions(candidates, list, place.location.query);
	if (place_search_taken(list, place.location.query, &listed))
		put(candidates, &listed, 0);
	return candidates->count > 0 || fail_missing(list, typed, error);
}

bool cmd_list_print(FILE *out, const struct gazetteer *list, const char *typed, bool json,
	const struct view *view, struct error *error)
{
	struct candidates candidates;

	if (!find_candidates(&candidates, list, typed, error))
		return false;
	if (!json) {
		print_table(out, list, &candidates, view);
		return true;
	}
	for (size_t i = 0; i < candidates.count; i++) {
		char region[GAZETTEER_NAME_MAX], argument[PLACE_ARGUMENT_MAX];
		struct json_place object;
		struct listed place;

		gazetteer_place(list, candidates.all[i].offset, &place);
		gazetteer_admin1_name(list, &place, region);
		place_search_argument(list, &place, place.name, argument);
		object = (struct json_place){place.name, region, place.country, place.latitude,
			place.longitude, place.population, argument};
		json_place(out, &object);
	}
	return true;
}

/* All words are one name. If they do not fit, what is cut off is too long to be a place anyway. */
bool cmd_list(struct app *app, struct error *error)
{
	const struct view view = settings_view(app);
	const struct options *options = &app->options;
	char typed[LOCATION_TEXT_MAX + 2] = "";

	if (options->word_count == 0)
		return error_set(error, EXIT_USAGE,
			_("no place given for --list; name one, as in 'wx --list Seoul'"));
	place_join(typed, options->words, options->word_count);
	return cmd_list_print(app->report.out, &app->list, typed, options->json, &view, error);
}
