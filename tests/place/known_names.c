/* SPDX-License-Identifier: MIT */
#include "place/known_names.h"

#include <stdlib.h>
#include <string.h>

#include "place/coordinates.h"
#include "place/fold.h"
#include "place/place_search.h"

#define LANDSCAPE_COLUMNS 6
#define RENOWNED 1000000 /* people of a city that a region's name may rather mean */
#define ABOUT_KM 20      /* what the rough coordinates of a table may be off */

static bool has_own_name(
	const struct gazetteer *list, const struct listed *place, const char *typed)
{
	char key[FOLD_MAX];
	struct listed_name name;
	const char *at = NULL;

	if (!fold_key(key, typed))
		return false;
	while (gazetteer_next_name(list, key, false, &at, &name))
		if (name.offset == place->offset && name.kind != NAME_ALTERNATE)
			return true;
	return false;
}

static void try_region(struct known_names *result, const struct gazetteer *list,
	const struct region_key *key, const struct listed_region *region, FILE *complaints)
{
	char typed[GAZETTEER_NAME_MAX], folded[FOLD_MAX];
	struct listed_region found;
	struct listed place;

	if (key->spelling_length > 0)
		snprintf(typed, sizeof typed, "%.*s", (int)key->spelling_length, key->spelling);
	else
		snprintf(typed, sizeof typed, "%s", region->name);
	result->all++;
	if (!place_search_region(list, typed, &place, &found)) {
		fprintf(complaints, "'%s' (%s) leads nowhere\n", typed, region->code);
		return;
	}
	fold_key(folded, typed);
	if (place_search_is_within(list, &place, folded) || has_own_name(list, &place, typed) ||
		((place.is_capital || place.population >= RENOWNED) &&
			place_region_is_named(list, folded, &place, false)))
		result->right++;
	else
		fprintf(complaints, "'%s' (%s) leads to %s, %s\n", typed, region->code, place.name,
			place.region);
}

static bool is_county(const char *code)
{
	const char *point = strchr(code, '.');

	return point && strchr(point + 1, '.');
}

struct known_names known_regions(const struct gazetteer *list, bool with_others, FILE *complaints)
{
	struct known_names result = {0};
	struct listed_region region;
	struct region_key key;
	const char *at = NULL;

	while (gazetteer_next_key(list, "", true, &at, &key)) {
		if (key.kind == REGION_CODE || is_county(key.code) ||
			(key.kind != REGION_NAME && !with_others))
			continue;
		if (!gazetteer_region(list, key.code, &region))
			fprintf(complaints, "no region has the code %s\n", key.code);
		else if (!region.largest)
			result.empty += key.kind == REGION_NAME;
		else
			try_region(&result, list, &key, &region, complaints);
	}
	return result;
}

static bool leads_to(
	const struct gazetteer *list, const char *name, const char *country, struct listed *place)
{
	char typed[2 * GAZETTEER_NAME_MAX];

	snprintf(typed, sizeof typed, "%s,%s", name, country);
	return place_search_first(list, typed, place);
}

struct known_names known_renamed(const struct gazetteer *list, const char *path, FILE *complaints)
{
	struct known_names result = {0};
	FILE *file = fopen(path, "r");
	char line[512];

	while (file && fgets(line, sizeof line, file)) {
		char *old = strtok(line, "\t\n"), *now = strtok(NULL, "\t\n");
		char *country = strtok(NULL, "\t\n");
		struct listed from_old, from_now;

		if (*line == '#' || !country)
			continue;
		result.all++;
		if (leads_to(list, old, country, &from_old) &&
			leads_to(list, now, country, &from_now) &&
			from_old.offset == from_now.offset && strcmp(from_now.name, now) == 0)
			result.right++;
		else
			fprintf(complaints, "'%s' and '%s' do not both lead to %s, %s\n", old, now,
				now, country);
	}
	if (file)
		fclose(file);
	return result;
}

/* The place with that number among those of the name. */
static bool find_named(
	const struct gazetteer *list, const char *typed, int64_t id, struct listed *place)
{
	struct listed_name name;
	char key[FOLD_MAX];
	const char *at = NULL;

	fold_key(key, typed);
	while (gazetteer_next_name(list, key, false, &at, &name))
		if (gazetteer_place(list, name.offset, place) && place->id == id)
			return true;
	return false;
}

struct known_names known_landscapes(
	const struct gazetteer *list, const char *path, FILE *complaints)
{
	struct known_names result = {0};
	FILE *file = fopen(path, "r");
	char line[512];

	while (file && fgets(line, sizeof line, file)) {
		char *columns[LANDSCAPE_COLUMNS], *rest = line;
		size_t count = 0;
		struct listed place;

		while (count < LANDSCAPE_COLUMNS && (columns[count] = strsep(&rest, "\t\n")))
			count++;
		if (*line == '#' || count < LANDSCAPE_COLUMNS)
			continue;
		result.all++;
		if (find_named(list, columns[0], atoll(columns[1]), &place) &&
			strcmp(place.name, columns[2]) == 0 &&
			strcmp(place.country, columns[3]) == 0 &&
			coordinates_distance(place.latitude, place.longitude, atof(columns[4]),
				atof(columns[5])) < ABOUT_KM &&
			place_search_means(list, columns[0], &place))
			result.right++;
		else
			fprintf(complaints, "'%s' does not lead to %s, %s, %s\n", columns[0],
				columns[1], columns[2], columns[3]);
	}
	if (file)
		fclose(file);
	return result;
}
