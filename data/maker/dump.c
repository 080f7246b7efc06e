/* SPDX-License-Identifier: MIT */
#include "dump.h"
#include "input.h"
#include "stop.h"
#include "table.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { TOWN_LEAST = 1000, SECTION_LEAST = 10000 }; /* people in a town, in a part of a city */

enum column {
	ID,
	NAME,
	ASCII,
	ALTERNATES,
	LATITUDE,
	LONGITUDE,
	CLASS,
	FEATURE,
	COUNTRY,
	OTHER_COUNTRIES,
	STATE,
	ADMIN2,
	ADMIN3,
	ADMIN4,
	PEOPLE,
	ELEVATION,
	TERRAIN,
	TIMEZONE,
	MODIFIED,
	COLUMNS
};

static enum seat seat_of(const char *feature)
{
	static const struct {
		const char *feature;
		enum seat seat;
	} seats[] = {{"PPLC", SEAT_COUNTRY}, {"PPLA", SEAT_UNIT}, {"PPLA2", SEAT_COUNTY},
		{"PPLA3", SEAT_SMALLER}};

	for (size_t i = 0; i < COUNT(seats); i++)
		if (strcmp(feature, seats[i].feature) == 0)
			return seats[i].seat;
	return SEAT_NONE;
}

static bool is_wanted(const char *feature, long people, bool is_kept)
{
	static const char *const gone[] = {"PPLCH", "PPLH", "PPLQ", "PPLW"};

	for (size_t i = 0; i < COUNT(gone); i++)
		if (strcmp(feature, gone[i]) == 0)
			return false;
	if (strcmp(feature, "PPLX") == 0)
		return people >= SECTION_LEAST;
	return is_kept || people >= TOWN_LEAST || seat_of(feature) != SEAT_NONE;
}

static void add_names(struct places *places, struct place *place, char *columns[])
{
	char *spelling;

	place->given = place->name = columns[NAME];
	place->given_ascii = place->ascii = columns[ASCII];
	while ((spelling = input_cut(&columns[ALTERNATES], ',')))
		places_add_alternate(places, place, spelling, false);
}

static void add_city(
	struct places *places, const struct table *table, const struct kept *kept, char *columns[])
{
	long people = table_people(table, columns[PEOPLE]);
	char id[PLACES_ID_SIZE];
	struct place *place;

	table_id(table, columns[ID], id);
	if (!*columns[NAME])
		table_refuse(table, "the name is missing");
	table_country(table, columns[COUNTRY]);
	if (!*columns[TIMEZONE])
		table_refuse(table, "the time zone is missing");
	if (!is_wanted(columns[FEATURE], people, corrections_is_kept(kept, id)))
		return;
	place = places_add(places);
	memcpy(place->id, id, sizeof place->id);
	place->country = columns[COUNTRY];
	place->unit = columns[STATE];
	place->county = columns[ADMIN2];
	place->zone = columns[TIMEZONE];
	place->latitude = table_degrees(table, columns[LATITUDE], 90);
	place->longitude = table_degrees(table, columns[LONGITUDE], 180);
	place->people = people;
	place->seat = seat_of(columns[FEATURE]);
	place->is_section = strcmp(columns[FEATURE], "PPLX") == 0;
	add_names(places, place, columns);
}

static bool is_date(const char *text)
{
	static const char form[] = "dddd-dd-dd";

	for (size_t i = 0; i < sizeof form; i++)
		if (form[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != form[i])
			return false;
	return true;
}

static void keep_latest(char date[DUMP_DATE_SIZE], const struct table *table, const char *modified)
{
	if (!is_date(modified))
		table_refuse(table, "the date is not like 2023-03-05");
	if (strcmp(modified, date) > 0)
		snprintf(date, DUMP_DATE_SIZE, "%s", modified);
}

/* Of sorted places. */
static void refuse_twins(const struct places *places, const char *path)
{
	for (size_t i = 1; i < places->count; i++)
		if (strcmp(places->items[i - 1]->id, places->items[i]->id) == 0)
			stop("%s: two rows have the id %s", path, places->items[i]->id);
}

void dump_read(
	struct places *places, const char *path, const struct kept *kept, char date[DUMP_DATE_SIZE])
{
	struct table table = table_open(path, places->memory);
	char *columns[COLUMNS];

	*date = '\0';
	while (table_next(&table)) {
		table_columns(&table, COLUMNS, COLUMNS, columns);
		keep_latest(date, &table, columns[MODIFIED]);
		add_city(places, &table, kept, columns);
	}
	if (places->count == 0)
		stop("%s: no places", path);
	places_sort(places);
	refuse_twins(places, path);
}
