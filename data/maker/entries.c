/* SPDX-License-Identifier: MIT */
#include "entries.h"
#include "place/fold.h"
#include "place/rank.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LARGE_CITY = 250000, /* people */
	CODE_LENGTH = 2,     /* of a country's, or of most regions' */
};

static struct entry make_entry(
	struct memory *memory, const struct place *place, const struct name *name)
{
	bool is_spelt = name->kind != 'o' && name->kind != 'a';
	struct entry entry = {
		.key_length = strlen(name->key),
		.spelling = is_spelt ? name->spelling : "",
		.kind = name->kind,
		.place = place,
	};
	char spaced[FOLD_SPACED_MAX];
	struct fold_trace trace;

	fold_trace(&trace, name->spelling);
	fold_spaced(spaced, &trace);
	entry.spaced = memory_copy(memory, spaced);
	entry.line = memory_format(memory, "%s\t%zu\t%c%s%s\n", name->key, place->offset,
		name->kind, is_spelt ? "\t" : "",
		strcmp(entry.spelling, name->key) == 0 ? "=" : entry.spelling);
	entry.mark = strchr(entry.line + entry.key_length + 1, '\t') + 1;
	return entry;
}

/* By their keys, and those of one key in the order of the places. */
static int by_key(const void *a, const void *b)
{
	const struct entry *first = a;
	const struct entry *second = b;
	size_t length =
		first->key_length < second->key_length ? first->key_length : second->key_length;
	/* With the tab behind the shorter one, which is below all bytes of keys. */
	int order = memcmp(first->line, second->line, length + 1);

	if (order == 0)
		order = (first->place->offset > second->place->offset) -
			(first->place->offset < second->place->offset);
	return order != 0 ? order : strcmp(first->line, second->line);
}

static double rank_of(const struct entry *entry)
{
	long people = entry->place->people;

	return rank_score(entry->kind == 'i' ? rank_landscape(people) : people, entry->kind != 'x',
		entry->place->is_capital);
}

/* Of two with one key, whether the key means the first one's place, which is never a province. */
static bool is_likelier(const struct entry *entry, const struct entry *other)
{
	double difference = rank_of(entry) - rank_of(other);

	if (entry->place->is_area != other->place->is_area)
		return other->place->is_area;
	return difference > 0 || (difference == 0 && entry->place->offset < other->place->offset);
}

static bool have_one_key(const struct entry *a, const struct entry *b)
{
	return a->key_length == b->key_length && memcmp(a->line, b->line, a->key_length) == 0;
}

static int key_to_name(const void *key, const void *name)
{
	return strcmp(key, ((const struct region_name *)name)->key);
}

/* The region that a name means: a country, else the one with the largest place; NULL if none. */
static const struct region *find_region(const struct regions *regions, const char *key)
{
	const struct region_name *end = regions->names + regions->name_count;
	const struct region_name *name =
		bsearch(key, regions->names, regions->name_count, sizeof *name, key_to_name);
	const struct region *best = NULL;

	while (name && name > regions->names && strcmp(name[-1].key, key) == 0)
		name--;
	for (; name && name < end && strcmp(name->key, key) == 0; name++) {
		const struct region *region = regions_find(regions, name->code);

		if (name->kind == 'c' || !region || !region->largest)
			continue;
		if (!strchr(region->code, '.'))
			return region;
		if (!best || region->largest->people > best->largest->people)
			best = region;
	}
	return best;
}

/*
 * Whether a region of that name may mean another place, or two letters just a code; see
 * place_region_alone() and place_longest_read() in src/place.
 */
static bool region_means_another(const struct regions *regions, const struct entry *entry)
{
	const struct place *place = entry->place;
	const struct region *region;
	char key[FOLD_MAX];
	const char *unit;

	snprintf(key, sizeof key, "%.*s", (int)entry->key_length, entry->line);
	if (entry->key_length == CODE_LENGTH && bsearch(key, regions->names, regions->name_count,
							sizeof *regions->names, key_to_name))
		return true;
	region = find_region(regions, key);
	if (!region)
		return false;
	unit = strchr(region->code, '.');
	if (!unit)
		return place != (region->capital ? region->capital : region->largest);
	if (entry->kind == 'x')
		return place != region->largest;
	if (strncmp(region->code, place->country, 2) == 0 && strcmp(unit + 1, place->unit) == 0)
		return false;
	/* What is typed without the accents of a large city means the region. */
	return place->people < region->largest->people &&
	       !((place->is_capital || place->people >= LARGE_CITY) &&
		       strcmp(place->name, place->ascii) == 0);
}

static void mark_likeliest(const struct entries *entries, const struct regions *regions)
{
	size_t next;

	for (size_t first = 0; first < entries->count; first = next) {
		const struct entry *likeliest = &entries->items[first];

		for (next = first + 1; next < entries->count; next++) {
			if (!have_one_key(likeliest, &entries->items[next]))
				break;
			if (is_likelier(&entries->items[next], likeliest))
				likeliest = &entries->items[next];
		}
		if (likeliest->place->is_area || region_means_another(regions, likeliest))
			continue;
		for (size_t i = first; i < next; i++)
			if (entries->items[i].place == likeliest->place)
				*entries->items[i].mark =
					(char)toupper((unsigned char)*entries->items[i].mark);
	}
}

struct entries entries_make(const struct places *places, const struct regions *regions)
{
	struct entries entries = {0};

	for (size_t i = 0; i < places->count; i++)
		entries.count += places->items[i]->name_count;
	entries.items = memory_take(places->memory, entries.count, sizeof *entries.items);
	entries.count = 0;
	for (size_t i = 0; i < places->count; i++)
		for (size_t k = 0; k < places->items[i]->name_count; k++)
			entries.items[entries.count++] = make_entry(
				places->memory, places->items[i], &places->items[i]->names[k]);
	qsort(entries.items, entries.count, sizeof *entries.items, by_key);
	mark_likeliest(&entries, regions);
	return entries;
}
