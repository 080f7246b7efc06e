/* SPDX-License-Identifier: MIT */
#include "place/place_search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "place/fold.h"
#include "place/rank.h"

#define UNITS_MAX 2
#define TYPED_MAX 512

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

/* "KR" holds all of "KR.11". */
bool place_search_is_within(
	const struct gazetteer *list, const struct listed *place, const char *key)
{
	char codes[GAZETTEER_REGIONS_MAX][16];
	size_t count = gazetteer_regions(list, key, codes);

	for (size_t i = 0; i < count; i++)
		if (strcmp(place->country, codes[i]) == 0 || strcmp(place->region, codes[i]) == 0)
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
};

/* A place has a key once. */
static void add_candidate(struct found *found, const struct gazetteer *list,
	const struct listed_name *name, const struct wish *wish)
{
	struct candidate new = {.ref = name->ref, .is_own = name->kind != NAME_ALTERNATE};
	struct listed place;

	if (!gazetteer_place(list, name->ref, &place) || !fits(list, &place, wish))
		return;
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
	char unit[GAZETTEER_NAME_MAX];

	snprintf(to, PLACE_ARGUMENT_MAX, "%.150s", spelling);
	if (!strchr(spelling, ',') && place_search_means(list, to, place))
		return;
	snprintf(to, PLACE_ARGUMENT_MAX, "%.150s,%s", spelling, place->country);
	if (place_search_means(list, to, place))
		return;
	name_unit(list, place, unit);
	snprintf(to, PLACE_ARGUMENT_MAX, "%.150s,%.100s,%s", spelling, unit, place->country);
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
