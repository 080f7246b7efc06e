/* SPDX-License-Identifier: MIT */
#include "place/place_search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/number.h"
#include "base/utf8.h"
#include "place/fold.h"
#include "place/rank.h"

#define UNITS_MAX 2
#define TYPED_MAX 512
#define LARGE_CITY 250000

/* What a typed place consists of. */
struct wish {
	char key[FOLD_MAX];
	char units[UNITS_MAX][FOLD_MAX]; /* keys of the larger units that it must lie in */
	size_t unit_count;
};

static int by_score(const void *a, const void *b)
{
	const struct candidate *left = a, *right = b;

	if (left->score != right->score)
		return left->score < right->score ? 1 : -1;
	return (left->ref > right->ref) - (left->ref < right->ref);
}

bool place_search_is_within(
	const struct gazetteer *list, const struct listed *place, const char *key)
{
	struct region_key region;
	const char *at = NULL;

	while (*key && gazetteer_next_key(list, key, false, &at, &region))
		if (gazetteer_is_within(list, place, region.code))
			return true;
	return false;
}

static bool fits(const struct gazetteer *list, const struct listed *place, const struct wish *wish)
{
	for (size_t i = 0; i < wish->unit_count; i++)
		if (!place_search_is_within(list, place, wish->units[i]))
			return false;
	return true;
}

/* The likeliest so far, unsorted: as many as there is room for. */
struct found {
	struct candidate *all;
	size_t count, room;
	size_t last; /* the ref of the one that was added last */
};

/* A place that has a key twice has it as its own both times; the lines are neighbours. */
static void add_candidate(struct found *found, const struct gazetteer *list,
	const struct listed_name *name, const struct wish *wish)
{
	struct candidate new = {.ref = name->ref, .is_own = name->kind != NAME_ALTERNATE};
	struct listed place;

	if (name->ref == found->last || !gazetteer_place(list, name->ref, &place) ||
		!fits(list, &place, wish))
		return;
	found->last = name->ref;
	new.people = place.people;
	new.score = rank_score(place.people, new.is_own, place.is_capital);
	if (found->count < found->room)
		found->all[found->count++] = new;
	else if (by_score(&new, &found->all[found->room - 1]) < 0)
		found->all[found->room - 1] = new;
}

static bool collect(const struct gazetteer *list, const struct wish *wish, struct found *found)
{
	struct listed_name name;
	const char *at = NULL;

	while (*wish->key && gazetteer_next_name(list, wish->key, false, &at, &name))
		add_candidate(found, list, &name, wish);
	return found->count > 0;
}

/* "Name", "Name,X", "Name,STATE,COUNTRY"; false for more, or where a part has no key. */
static bool split_at_commas(const char *typed, struct wish *wish)
{
	char text[TYPED_MAX];

	*wish = (struct wish){0};
	snprintf(text, sizeof text, "%s", typed);
	for (char *comma; (comma = strrchr(text, ',')); *comma = '\0')
		if (wish->unit_count == UNITS_MAX ||
			!fold_key(wish->units[wish->unit_count++], comma + 1))
			return false;
	return fold_key(wish->key, text) > 0;
}

/* "경기도 광주": the larger unit, a blank, the name. English puts it the other way round. */
static bool find_behind_unit(const struct gazetteer *list, const char *typed, struct found *found)
{
	char text[TYPED_MAX];

	snprintf(text, sizeof text, "%s", typed);
	for (char *blank = text; (unsigned char)*text >= 0x80 && (blank = strchr(blank, ' '));
		blank++) {
		struct wish wish = {.unit_count = 1};

		*blank = '\0';
		if (fold_key(wish.units[0], text) && fold_key(wish.key, blank + 1) &&
			collect(list, &wish, found))
			return true;
		*blank = ' ';
	}
	return false;
}

static bool find_typed(const struct gazetteer *list, const char *typed, struct found *found)
{
	struct wish wish;

	if (strlen(typed) >= TYPED_MAX || !split_at_commas(typed, &wish))
		return false;
	return collect(list, &wish, found) || find_behind_unit(list, typed, found);
}

bool place_search(const struct gazetteer *list, const char *typed, struct candidates *candidates)
{
	struct found found = {.all = candidates->all, .room = PLACE_SEARCH_MAX};

	find_typed(list, typed, &found);
	candidates->count = found.count;
	qsort(candidates->all, candidates->count, sizeof *candidates->all, by_score);
	return candidates->count > 0;
}

bool place_search_first(const struct gazetteer *list, const char *typed, struct listed *place)
{
	struct candidate best;
	struct found found = {.all = &best, .room = 1};

	return find_typed(list, typed, &found) && gazetteer_place(list, best.ref, place);
}

bool place_search_means(const struct gazetteer *list, const char *typed, const struct listed *place)
{
	struct listed first;

	return place_search_first(list, typed, &first) && first.ref == place->ref;
}

/* The likeliest place that has the key as its own name; false if there is none. */
static bool find_own(const struct gazetteer *list, const char *key, struct listed *best)
{
	double score = -1;
	struct listed_name name;
	const char *at = NULL;

	while (gazetteer_next_name(list, key, false, &at, &name)) {
		struct listed place;
		double own;

		if (name.kind == NAME_ALTERNATE || !gazetteer_place(list, name.ref, &place) ||
			place.is_area)
			continue;
		own = rank_score(place.people, true, place.is_capital);
		if (own > score)
			*best = place;
		score = own > score ? own : score;
	}
	return score >= 0;
}

/*
 * Of the regions of that name a country, else the one with the largest place; false if none has
 * any.
 */
static bool find_region(const struct gazetteer *list, const char *key, struct listed_region *best,
	struct listed *largest)
{
	struct listed_region region;
	struct region_key name;
	const char *at = NULL;
	struct listed place;
	bool found = false;

	while (gazetteer_next_key(list, key, false, &at, &name)) {
		bool is_country = !strchr(name.code, '.');

		if (name.kind == REGION_CODE || !gazetteer_region(list, name.code, &region) ||
			!gazetteer_place(list, region.largest, &place))
			continue;
		if (!found || is_country || place.people > largest->people) {
			*best = region;
			*largest = place;
			found = true;
		}
		if (is_country)
			break;
	}
	return found;
}

bool place_search_region(const struct gazetteer *list, const char *typed, struct listed *place,
	struct listed_region *region)
{
	struct listed largest, own;
	char key[FOLD_MAX];

	if (!fold_key(key, typed) || !find_region(list, key, region, &largest))
		return false;
	*place = largest;
	if (!strchr(region->code, '.'))
		return gazetteer_place(list, region->capital, place) ||
		       gazetteer_place(list, region->largest, place);
	if (find_own(list, key, &own) &&
		(gazetteer_is_within(list, &own, region->code) || own.people >= largest.people ||
			((own.is_capital || own.people >= LARGE_CITY) &&
				strcasecmp(own.name, typed) == 0)))
		*place = own;
	return true;
}

/* The unit as people write it: the United States' by their letters, others by their names. */
static void name_unit(
	const struct gazetteer *list, const struct listed *place, char to[GAZETTEER_NAME_MAX])
{
	const char *point = strchr(place->region, '.');

	if (point && strcmp(place->country, "US") == 0)
		snprintf(to, GAZETTEER_NAME_MAX, "%s", point + 1);
	else
		gazetteer_unit_name(list, place, to);
}

void place_search_number(const struct listed *place, char to[PLACE_ARGUMENT_MAX])
{
	char latitude[NUMBER_MAX], longitude[NUMBER_MAX];

	number_trimmed(latitude, place->latitude, 4);
	number_trimmed(longitude, place->longitude, 4);
	if (place->id)
		snprintf(to, PLACE_ARGUMENT_MAX, "id:%lld", (long long)place->id);
	else
		snprintf(to, PLACE_ARGUMENT_MAX, "%s,%s", latitude, longitude);
}

void place_search_argument(const struct gazetteer *list, const struct listed *place,
	const char *spelling, char to[PLACE_ARGUMENT_MAX])
{
	int length = utf8_precision(spelling, 150);
	char unit[GAZETTEER_NAME_MAX];

	snprintf(to, PLACE_ARGUMENT_MAX, "%.*s", length, spelling);
	if (!strchr(spelling, ',') && place_search_means(list, to, place))
		return;
	snprintf(to, PLACE_ARGUMENT_MAX, "%.*s,%s", length, spelling, place->country);
	if (place_search_means(list, to, place))
		return;
	name_unit(list, place, unit);
	snprintf(to, PLACE_ARGUMENT_MAX, "%.*s,%.*s,%s", length, spelling,
		utf8_precision(unit, 100), unit, place->country);
	if (!*unit || !place_search_means(list, to, place))
		place_search_number(place, to);
}

bool place_search_has_namesake(const struct gazetteer *list, const struct listed *place)
{
	struct candidates candidates;
	char text[GAZETTEER_NAME_MAX + 8];
	size_t own = 0;

	snprintf(text, sizeof text, "%s,%s", place->name, place->country);
	place_search(list, text, &candidates);
	for (size_t i = 0; i < candidates.count; i++)
		own += candidates.all[i].is_own;
	return own > 1;
}

static bool is_rival(const struct candidate *winner, const struct candidate *other)
{
	if (!other->is_own)
		return other->people / RANK_OWN_WEIGHT > winner->people;
	return !winner->is_own || other->people > winner->people / 10;
}

size_t place_search_rivals(const struct gazetteer *list, const struct candidates *candidates,
	struct listed rivals[PLACE_SEARCH_RIVALS_MAX])
{
	const struct candidate *winner = &candidates->all[0];
	size_t count = 0;

	for (size_t i = 1; i < candidates->count && count < PLACE_SEARCH_RIVALS_MAX; i++)
		if (is_rival(winner, &candidates->all[i]) &&
			gazetteer_place(list, candidates->all[i].ref, &rivals[count]))
			count++;
	return count;
}
