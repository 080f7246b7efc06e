/* SPDX-License-Identifier: MIT */
#include "corrections.h"
#include "place/fold.h"
#include "input.h"
#include "table.h"

#include <stdlib.h>
#include <string.h>

static const double SAME_TOWN_KM = 10;

enum added {
	ADDED_ID,
	ADDED_NAME,
	ADDED_ASCII,
	ADDED_LATITUDE,
	ADDED_LONGITUDE,
	ADDED_COUNTRY,
	ADDED_UNIT,
	ADDED_PEOPLE,
	ADDED_KIND,
	ADDED_ZONE,
	ADDED_NAMES,
	ADDED_COLUMNS
};

enum kept_column { KEPT_ID, KEPT_COMMENT, KEPT_COLUMNS };

enum dropped { DROPPED_ID, DROPPED_REASON, DROPPED_COMMENT, DROPPED_COLUMNS };

static void add_place(struct places *places, const struct table *table, char *columns[])
{
	struct place *place = places_add(places);
	char *spelling;

	memcpy(place->id, "0000000000", PLACES_ID_SIZE);
	if (*columns[ADDED_ID])
		table_id(table, columns[ADDED_ID], place->id);
	table_country(table, columns[ADDED_COUNTRY]);
	if (!*columns[ADDED_NAME] || !*columns[ADDED_ZONE])
		table_refuse(table, "the name or the time zone is missing");
	place->name = place->given = columns[ADDED_NAME];
	place->ascii = place->given_ascii = columns[ADDED_ASCII];
	place->latitude = table_degrees(table, columns[ADDED_LATITUDE], 90);
	place->longitude = table_degrees(table, columns[ADDED_LONGITUDE], 180);
	place->country = columns[ADDED_COUNTRY];
	place->unit = columns[ADDED_UNIT];
	place->people = table_people(table, columns[ADDED_PEOPLE]);
	place->is_section = strcmp(columns[ADDED_KIND], "X") == 0;
	place->zone = columns[ADDED_ZONE];
	while ((spelling = input_cut(&columns[ADDED_NAMES], ',')))
		places_add_alternate(places, place, spelling, true);
}

void corrections_add(struct places *places, const char *path)
{
	struct table table = table_open(path, places->memory);
	char *columns[ADDED_COLUMNS];

	while (table_next(&table)) {
		if (table_is_comment(&table))
			continue;
		table_columns(&table, ADDED_COLUMNS, ADDED_COLUMNS, columns);
		add_place(places, &table, columns);
	}
}

static int by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

struct kept corrections_kept(const char *path, struct memory *memory)
{
	struct table table = table_open(path, memory);
	char *columns[KEPT_COLUMNS];
	struct kept kept = {0};

	while (table_next(&table)) {
		if (table_is_comment(&table))
			continue;
		table_columns(&table, KEPT_COLUMNS, KEPT_COLUMNS, columns);
		kept.ids = memory_grow(memory, kept.ids, kept.count, sizeof *kept.ids);
		table_id(&table, columns[KEPT_ID], kept.ids[kept.count++]);
	}
	if (kept.count > 0)
		qsort(kept.ids, kept.count, sizeof *kept.ids, by_text);
	return kept;
}

bool corrections_is_kept(const struct kept *kept, const char *id)
{
	return kept->count > 0 &&
	       bsearch(id, kept->ids, kept->count, sizeof *kept->ids, by_text) != NULL;
}

void corrections_drop(struct places *places, const char *path)
{
	struct table table = table_open(path, places->memory);
	char *columns[DROPPED_COLUMNS], id[PLACES_ID_SIZE];

	while (table_next(&table)) {
		struct place *place;

		if (table_is_comment(&table))
			continue;
		table_columns(&table, DROPPED_COMMENT, DROPPED_COLUMNS, columns);
		table_id(&table, columns[DROPPED_ID], id);
		if (!*columns[DROPPED_REASON])
			table_refuse(&table, "the reason is missing");
		place = places_find(places, id);
		if (place)
			place->is_dropped = true;
	}
}

/* A place by its unit and folded name. */
struct keyed {
	const char *key;
	struct place *place;
};

static int by_key(const void *a, const void *b)
{
	const struct keyed *first = a;
	const struct keyed *second = b;
	int order = strcmp(first->key, second->key);

	if (order == 0 && first->place->people != second->place->people)
		return first->place->people < second->place->people ? 1 : -1;
	return order != 0 ? order : strcmp(first->place->id, second->place->id);
}

static void drop_twin(struct place *twin, struct place *town)
{
	twin->is_dropped = true;
	if (twin->seat > town->seat)
		town->seat = twin->seat;
}

/* Of places with one key, the most populous first. */
static void drop_empty(const struct keyed *items, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct place *place = items[i].place;

		for (size_t k = 0; k < i && place->people == 0 && !place->is_dropped; k++)
			if (items[k].place->people > 0 &&
				places_distance(place, items[k].place->latitude,
					items[k].place->longitude) < SAME_TOWN_KM)
				drop_twin(place, items[k].place);
	}
}

void corrections_drop_twins(struct places *places)
{
	struct keyed *items = memory_take(places->memory, places->count, sizeof *items);
	size_t count = 0, next;
	char key[FOLD_MAX];

	for (size_t i = 0; i < places->count; i++) {
		struct place *place = places->items[i];

		if (!place->is_dropped && fold_key(key, place->name))
			items[count++] = (struct keyed){memory_format(places->memory, "%s.%s %s",
								place->country, place->unit, key),
				place};
	}
	qsort(items, count, sizeof *items, by_key);
	for (size_t first = 0; first < count; first = next) {
		for (next = first + 1; next < count; next++)
			if (strcmp(items[first].key, items[next].key) != 0)
				break;
		drop_empty(items + first, next - first);
	}
}
