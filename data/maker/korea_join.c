/* SPDX-License-Identifier: MIT */
#include "korea_join.h"
#include "place/fold.h"
#include "spelling.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const double SAME_PLACE_KM = 20;
static const double SAME_POINT_KM = 0.02;

static void drop(const struct places *places, const char *id)
{
	struct place *place = places_find(places, id);

	if (place)
		place->is_dropped = true;
}

static void drop_duplicates(const struct places *places, const struct korea *korea)
{
	for (size_t i = 0; i < korea->duplicate_count; i++)
		drop(places, korea->duplicates[i].id);
}

static bool is_named(const struct place *place, const char *name)
{
	char key[FOLD_MAX];

	if (!fold_key(key, name))
		return false;
	if (spelling_has_key(place->name, key) || spelling_has_key(place->ascii, key))
		return true;
	for (size_t i = 0; i < place->alternate_count; i++)
		if (spelling_has_key(place->alternates[i].spelling, key))
			return true;
	return false;
}

/* GeoNames' place that a row without an id means; NULL if it has none. */
static struct place *find_nearest(const struct places *places, const struct korea_row *row)
{
	struct place *nearest = NULL;
	double least = SAME_PLACE_KM;

	for (size_t i = 0; i < places->sorted_count; i++) {
		struct place *place = places->items[i];
		double distance;

		if (strcmp(place->country, "KR") != 0 || place->is_claimed || place->is_dropped)
			continue;
		distance = places_distance(place, row->latitude, row->longitude);
		if (distance < least && (distance < SAME_POINT_KM || is_named(place, row->roman) ||
						is_named(place, row->name))) {
			least = distance;
			nearest = place;
		}
	}
	return nearest;
}

/* Those with an id choose first, so that no other takes their place. */
static void claim_places(const struct korea *korea, const struct places *places, bool with_id)
{
	for (size_t i = 0; i < korea->row_count; i++) {
		struct korea_row *row = &korea->rows[i];

		if ((*row->id != '\0') != with_id)
			continue;
		row->place = with_id ? places_find(places, row->id) : find_nearest(places, row);
		if (row->place)
			row->place->is_claimed = true;
	}
}

/* The romanization with its ending, such as "Gangnam-gu"; NULL for other endings. */
static const char *roman_with_ending(const struct korea_row *row, struct memory *memory)
{
	static const struct {
		const char *korean, *roman;
	} endings[] = {{"시", "si"}, {"군", "gun"}, {"구", "gu"}, {"도", "do"}};

	for (size_t i = 0; i < COUNT(endings); i++) {
		size_t length = strlen(row->name), size = strlen(endings[i].korean);

		if (length > size && strcmp(row->name + length - size, endings[i].korean) == 0)
			return memory_format(memory, "%s-%s", row->roman, endings[i].roman);
	}
	return NULL;
}

static struct place *add_place(struct places *places, const char *id)
{
	struct place *place = places_add(places);

	snprintf(place->id, sizeof place->id, "%s", *id ? id : "0000000000");
	return place;
}

static void apply_row(struct places *places, const struct korea *korea, struct korea_row *row)
{
	const char *with_ending = roman_with_ending(row, places->memory);

	if (row->place) {
		places_add_alternate(places, row->place, row->place->name, false);
		places_add_alternate(places, row->place, row->place->ascii, false);
	} else {
		row->place = add_place(places, row->id);
	}
	row->place->name = row->roman;
	row->place->ascii = "";
	row->place->korean = row->name;
	row->place->country = "KR";
	row->place->unit = row->state;
	row->place->county = korea_county(korea, row);
	row->place->zone = "Asia/Seoul";
	row->place->is_section =
		strcmp(row->kind, "district") == 0 || strcmp(row->kind, "ward") == 0;
	row->place->latitude = row->latitude;
	row->place->longitude = row->longitude;
	row->place->people = row->people;
	row->place->is_area = !*row->id && strcmp(row->kind, "province") == 0;
	if (with_ending)
		places_add_alternate(places, row->place, with_ending, true);
}

static void apply_alias(
	struct places *places, const struct korea *korea, const struct korea_alias *alias)
{
	const struct korea_row *row = korea_find(korea, alias->name, alias->unit);

	places_add_alternate(places, row->place, alias->alias, true);
}

void korea_join(struct korea *korea, struct places *places)
{
	drop_duplicates(places, korea);
	claim_places(korea, places, true);
	claim_places(korea, places, false);
	for (size_t i = 0; i < korea->row_count; i++)
		apply_row(places, korea, &korea->rows[i]);
	for (size_t i = 0; i < korea->alias_count; i++)
		apply_alias(places, korea, &korea->aliases[i]);
}
