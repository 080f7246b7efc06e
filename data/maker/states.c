/* SPDX-License-Identifier: MIT */
#include "states.h"
#include "place/fold.h"
#include "json_rows.h"
#include "base/number.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const double SAME_TOWN_KM = 5;

/* A place as of today. */
struct current {
	const char *key; /* country and folded name */
	const char *state;
	double latitude, longitude;
};

struct currents {
	struct memory *memory;
	struct current *items;
	size_t count;
};

/* False for what is not a name. */
static bool make_key(char to[2 + FOLD_MAX], const char *country, const char *name)
{
	memcpy(to, country, 2);
	return fold_key(to + 2, name) > 0;
}

static double degrees(const struct json_rows *rows, const char *key, double most)
{
	double value;

	if (!number_parse(json_rows_member(rows, key), &value) || !(fabs(value) <= most))
		json_rows_refuse(rows, "\"lat\" or \"lng\" is not a number of degrees");
	return value;
}

static void add_current(struct currents *currents, const struct json_rows *rows)
{
	const char *country = json_rows_member(rows, "country");
	const char *state = json_rows_member(rows, "admin1");
	double latitude = degrees(rows, "lat", 90), longitude = degrees(rows, "lng", 180);
	char key[2 + FOLD_MAX];

	if (strlen(country) != 2)
		json_rows_refuse(rows, "\"country\" is not a code of two letters");
	if (!make_key(key, country, json_rows_member(rows, "name")))
		return;
	currents->items = memory_grow(
		currents->memory, currents->items, currents->count, sizeof *currents->items);
	currents->items[currents->count++] = (struct current){
		.key = memory_copy(currents->memory, key),
		.state = memory_copy(currents->memory, state),
		.latitude = latitude,
		.longitude = longitude,
	};
}

/* What has one key and one point is sorted by state: qsort() may leave it in any order. */
static int by_key(const void *a, const void *b)
{
	const struct current *first = a;
	const struct current *second = b;
	int order = strcmp(first->key, second->key);

	return order != 0 ? order : strcmp(first->state, second->state);
}

static struct currents read_currents(const char *path, struct memory *memory)
{
	struct json_rows rows = json_rows_open(path, memory);
	struct currents currents = {.memory = memory};

	while (json_rows_next(&rows))
		add_current(&currents, &rows);
	if (currents.count > 0)
		qsort(currents.items, currents.count, sizeof *currents.items, by_key);
	return currents;
}

/* The first whose key is not smaller. */
static size_t find_key(const struct currents *currents, const char *key)
{
	size_t low = 0, high = currents->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(currents->items[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The state of the nearest that has the name, if that is the same place; NULL if there is none. */
static const char *current_state(
	const struct currents *currents, const struct place *place, const char *name)
{
	const char *state = NULL;
	double least = SAME_TOWN_KM;
	char key[2 + FOLD_MAX];

	if (!make_key(key, place->country, name))
		return NULL;
	for (size_t i = find_key(currents, key);
		i < currents->count && strcmp(currents->items[i].key, key) == 0; i++) {
		const struct current *current = &currents->items[i];
		double distance = places_distance(place, current->latitude, current->longitude);

		if (distance < least) {
			least = distance;
			state = current->state;
		}
	}
	return state;
}

/* Countries that gave old numbers to other states; there the dump's say something wrong. */
static bool is_renumbered(const char *country)
{
	return strcmp(country, "VN") == 0;
}

static void use_current_state(const struct currents *currents, struct place *place)
{
	const char *state = current_state(currents, place, place->given);

	if (!state)
		state = current_state(currents, place, place->given_ascii);
	if (!state)
		state = is_renumbered(place->country) ? "" : place->state;
	place->state = strcmp(state, "00") == 0 ? "" : state;
}

void states_join(struct places *places, const char *path)
{
	struct currents currents = read_currents(path, places->memory);

	for (size_t i = 0; i < places->count; i++)
		use_current_state(&currents, places->items[i]);
}
