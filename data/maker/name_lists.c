/* SPDX-License-Identifier: MIT */
#include "name_lists.h"
#include "table.h"

#include <stdbool.h>
#include <string.h>

enum column { NAME, ID, THIRD, COLUMNS };

enum landscape {
	LANDSCAPE_NAME,
	LANDSCAPE_ID,
	LANDSCAPE_PLACE,
	LANDSCAPE_COUNTRY,
	LANDSCAPE_LATITUDE,
	LANDSCAPE_LONGITUDE,
	LANDSCAPE_COLUMNS
};

#define ABOUT_KM 20 /* what coordinates of one decimal, and newer ones, may be off */

static void read_list(struct places *places, const char *path, bool has_languages)
{
	struct table table = table_open(path, places->memory);
	char *columns[COLUMNS], id[PLACES_ID_SIZE];

	while (table_next(&table)) {
		struct place *place;

		if (table_is_comment(&table) || !*table.row)
			continue;
		table_columns(&table, has_languages ? COLUMNS : THIRD, COLUMNS, columns);
		table_id(&table, columns[ID], id);
		if (!*columns[NAME] || (has_languages && !*columns[THIRD]))
			table_refuse(&table, "the name or its language is missing");
		place = places_find(places, id);
		if (!place)
			continue;
		places_add_alternate(places, place, columns[NAME], true);
		if (has_languages)
			place->alternates[place->alternate_count - 1].language = columns[THIRD];
	}
}

void name_lists_read(struct places *places, const char *path)
{
	read_list(places, path, false);
}

/* The place with the id, which must have the name and lie where the row says. */
static struct place *landscape_place(
	const struct places *places, const struct table *table, char *columns[])
{
	double latitude = table_degrees(table, columns[LANDSCAPE_LATITUDE], 90);
	double longitude = table_degrees(table, columns[LANDSCAPE_LONGITUDE], 180);
	char id[PLACES_ID_SIZE];
	struct place *place;

	table_id(table, columns[LANDSCAPE_ID], id);
	place = places_find(places, id);
	if (!place || place->is_dropped)
		table_refuse(table, "no place has the id %s", id);
	if (strcmp(place->name, columns[LANDSCAPE_PLACE]) != 0 ||
		strcmp(place->country, columns[LANDSCAPE_COUNTRY]) != 0)
		table_refuse(table, "the place %s is %s, %s, not %s, %s", id, place->name,
			place->country, columns[LANDSCAPE_PLACE], columns[LANDSCAPE_COUNTRY]);
	if (places_distance(place, latitude, longitude) > ABOUT_KM)
		table_refuse(table, "the place %s lies at %.1f, %.1f", id, place->latitude,
			place->longitude);
	return place;
}

void name_lists_read_landscapes(struct places *places, const char *path)
{
	struct table table = table_open(path, places->memory);
	char *columns[LANDSCAPE_COLUMNS];

	while (table_next(&table)) {
		struct place *place;

		if (table_is_comment(&table))
			continue;
		table_columns(&table, LANDSCAPE_COLUMNS, LANDSCAPE_COLUMNS, columns);
		if (!*columns[LANDSCAPE_NAME])
			table_refuse(&table, "the name is missing");
		place = landscape_place(places, &table, columns);
		places_add_alternate(places, place, columns[LANDSCAPE_NAME], true);
		place->alternates[place->alternate_count - 1].is_own = true;
	}
}

void name_lists_read_languages(struct places *places, const char *path)
{
	read_list(places, path, true);
}
