/* SPDX-License-Identifier: MIT */
#include "regions.h"
#include "place/fold.h"
#include "input.h"
#include "stop.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CODE_SIZE = 64 };

struct region *regions_add(struct regions *regions, const char *code, const char *name)
{
	for (size_t i = 0; i < regions->count; i++)
		if (strcmp(regions->items[i].code, code) == 0)
			return NULL;
	regions->items = memory_grow(
		regions->memory, regions->items, regions->count, sizeof *regions->items);
	regions->items[regions->count] = (struct region){.code = memory_copy(regions->memory, code),
		.iso = "",
		.name = name,
		.label = name,
		.members = ""};
	return &regions->items[regions->count++];
}

static int by_code(const void *a, const void *b)
{
	const struct region *first = a;
	const struct region *second = b;

	return strcmp(first->code, second->code);
}

void regions_sort(struct regions *regions)
{
	if (regions->count > 0)
		qsort(regions->items, regions->count, sizeof *regions->items, by_code);
	regions->sorted_count = regions->count;
}

struct region *regions_find(const struct regions *regions, const char *code)
{
	const struct region wanted = {.code = code};

	if (regions->sorted_count == 0)
		return NULL;
	return bsearch(
		&wanted, regions->items, regions->sorted_count, sizeof *regions->items, by_code);
}

void regions_add_name(struct regions *regions, const char *code, char kind, const char *spelling)
{
	char key[FOLD_MAX];

	if (!fold_key(key, spelling))
		return;
	regions->names = memory_grow(
		regions->memory, regions->names, regions->name_count, sizeof *regions->names);
	regions->names[regions->name_count++] = (struct region_name){
		.key = memory_copy(regions->memory, key),
		.code = code,
		.spelling = spelling,
		.kind = kind,
	};
}

void regions_add_names(struct regions *regions, const char *code, char kind, char *spellings)
{
	char *spelling;

	while ((spelling = input_cut(&spellings, '|')))
		regions_add_name(regions, code, kind, spelling);
}

/* A part of a city is the largest only where there is nothing else. */
static bool is_larger(const struct place *place, const struct place *other)
{
	if (!other || place->is_section != other->is_section)
		return !other || other->is_section;
	return place->people > other->people;
}

/* A region's capital is the seat of its own level, or of a higher one. */
static void join_place(struct region *region, const struct place *place, enum seat least)
{
	if (place->is_area)
		return;
	if (is_larger(place, region->largest))
		region->largest = place;
	if (least != SEAT_COUNTRY && place->seat >= least && is_larger(place, region->capital))
		region->capital = place;
}

static bool is_member(const char *members, const char *code)
{
	size_t length = strlen(code);

	for (const char *at = members; (at = strstr(at, code)); at += length)
		if ((at == members || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
			return true;
	return false;
}

static void join_county(struct regions *regions, struct place *place, const char *code)
{
	struct region *county = regions_find(regions, code);

	if (!county) {
		place->county = "";
		return;
	}
	join_place(county, place, SEAT_COUNTY);
	for (size_t i = 0; i < regions->count; i++)
		if (is_member(regions->items[i].members, code))
			join_place(&regions->items[i], place, SEAT_UNIT);
}

static void join_regions(struct regions *regions, struct place *place)
{
	char unit_code[CODE_SIZE], county_code[CODE_SIZE];
	struct region *country = regions_find(regions, place->country), *unit;

	if (!country)
		stop("the country %s of %s is not in the table of countries", place->country,
			place->name);
	join_place(country, place, SEAT_COUNTRY);
	snprintf(unit_code, sizeof unit_code, "%s.%s", place->country, place->unit);
	unit = regions_find(regions, unit_code);
	if (!unit) {
		place->unit = place->county = "";
		return;
	}
	join_place(unit, place, SEAT_UNIT);
	snprintf(county_code, sizeof county_code, "%.31s.%.31s", unit_code, place->county);
	if (*place->county)
		join_county(regions, place, county_code);
}

static void join_capital(struct region *country, const struct places *places)
{
	struct place *capital = places_find(places, country->capital_id);

	if (!capital || capital->is_dropped)
		stop("the capital of %s, %s, is not among the places", country->name,
			country->capital_id);
	country->capital = capital;
	capital->is_capital = country->is_sovereign;
}

void regions_join(struct regions *regions, const struct places *places)
{
	for (size_t i = 0; i < places->count; i++)
		if (!places->items[i]->is_dropped)
			join_regions(regions, places->items[i]);
	for (size_t i = 0; i < regions->count; i++)
		if (*regions->items[i].capital_id)
			join_capital(&regions->items[i], places);
}

static int by_key(const void *a, const void *b)
{
	static const char kinds[] = "nokafc";
	const struct region_name *first = a;
	const struct region_name *second = b;
	int order = strcmp(first->key, second->key);

	if (order == 0)
		order = strcmp(first->code, second->code);
	if (order == 0 && first->kind != second->kind)
		return strchr(kinds, first->kind) < strchr(kinds, second->kind) ? -1 : 1;
	return order != 0 ? order : strcmp(first->spelling, second->spelling);
}

void regions_sort_names(struct regions *regions)
{
	size_t kept = 0;

	if (regions->name_count > 0)
		qsort(regions->names, regions->name_count, sizeof *regions->names, by_key);
	for (size_t i = 0; i < regions->name_count; i++) {
		const struct region_name *name = &regions->names[i];

		if (kept == 0 || strcmp(regions->names[kept - 1].key, name->key) != 0 ||
			strcmp(regions->names[kept - 1].code, name->code) != 0)
			regions->names[kept++] = *name;
	}
	regions->name_count = kept;
}
