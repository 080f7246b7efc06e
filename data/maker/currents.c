/* SPDX-License-Identifier: MIT */
#include "currents.h"
#include "place/fold.h"
#include "json_rows.h"
#include "base/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double degrees(const struct json_rows *rows, const char *key, double most)
{
	double value;

	if (!number_parse(json_rows_member(rows, key), &value) || !(fabs(value) <= most))
		json_rows_refuse(rows, "\"lat\" or \"lng\" is not a number of degrees");
	return value;
}

static const char *keep(
	const struct currents *currents, const struct json_rows *rows, const char *key)
{
	return memory_copy(currents->memory, json_rows_member(rows, key));
}

static void add_current(struct currents *currents, const struct json_rows *rows)
{
	struct current current = {
		.country = keep(currents, rows, "country"),
		.name = keep(currents, rows, "name"),
		.unit = keep(currents, rows, "admin1"),
		.county = keep(currents, rows, "admin2"),
		.latitude = degrees(rows, "lat", 90),
		.longitude = degrees(rows, "lng", 180),
	};
	char key[FOLD_MAX];

	if (strlen(current.country) != 2)
		json_rows_refuse(rows, "\"country\" is not a code of two letters");
	if (!fold_key(key, current.name))
		return;
	current.key = memory_format(currents->memory, "%s%s", current.country, key);
	currents->items = memory_grow(
		currents->memory, currents->items, currents->count, sizeof *currents->items);
	currents->items[currents->count++] = current;
}

/* What has one key is sorted by point and unit: qsort() may leave it in any order. */
static int by_key(const void *a, const void *b)
{
	const struct current *first = a;
	const struct current *second = b;
	int order = strcmp(first->key, second->key);

	if (order == 0)
		order = currents_compare_points(
			first->latitude, first->longitude, second->latitude, second->longitude);
	return order != 0 ? order : strcmp(first->unit, second->unit);
}

static int by_point(const void *a, const void *b)
{
	const struct current *first = *(struct current *const *)a;
	const struct current *second = *(struct current *const *)b;
	int order = currents_compare_points(
		first->latitude, first->longitude, second->latitude, second->longitude);

	return order != 0 ? order : (first > second) - (first < second);
}

struct currents currents_read(const char *path, struct memory *memory)
{
	struct json_rows rows = json_rows_open(path, memory);
	struct currents currents = {.memory = memory};

	while (json_rows_next(&rows))
		add_current(&currents, &rows);
	if (currents.count == 0)
		return currents;
	qsort(currents.items, currents.count, sizeof *currents.items, by_key);
	currents.by_point = memory_take(memory, currents.count, sizeof *currents.by_point);
	for (size_t i = 0; i < currents.count; i++)
		currents.by_point[i] = &currents.items[i];
	qsort(currents.by_point, currents.count, sizeof *currents.by_point, by_point);
	return currents;
}

size_t currents_find(const struct currents *currents, const char *key)
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

int currents_compare_points(
	double latitude, double longitude, double other_latitude, double other_longitude)
{
	if (latitude != other_latitude)
		return latitude < other_latitude ? -1 : 1;
	return (longitude > other_longitude) - (longitude < other_longitude);
}

size_t currents_find_point(const struct currents *currents, double latitude, double longitude)
{
	size_t low = 0, high = currents->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct current *current = currents->by_point[middle];

		if (currents_compare_points(
			    current->latitude, current->longitude, latitude, longitude) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
