/* SPDX-License-Identifier: MIT */
#include "resolve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fold.h"
#include "base/number.h"
#include "rank.h"
#include "base/utf8.h"

#define UNITS_MAX 2
#define TYPED_MAX 512
#define EDITS_MAX 2
#define NEAR_KEY_MAX 64

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
bool resolve_is_within(const struct gazetteer *list, const struct listed *place, const char *key)
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
		if (!resolve_is_within(list, place, wish->units[i]))
			return false;
	return true;
}

/* The likeliest so far, unsorted: as many as there is room for. */
struct found {
	struct candidate *all;
	size_t count, room;
};

/* A place has a key once. */
static void add(struct found *found, const struct gazetteer *list, const struct listed_name *name,
	const struct wish *wish)
{
	struct candidate new = {.ref = name->ref, .is_own = name->kind != NAME_ALTERNATE};
	struct listed place;

	if (!gazetteer_place(list, name->ref, &place) || !fits(list, &place, wish))
		return;
	new.people = place.people;
	new.score = rank(place.people, new.is_own, place.is_capital);
	if (found->count < found->room)
		found->all[found->count++] = new;
	else if (by_score(&new, &found->all[found->room - 1]) < 0)
		found->all[found->room - 1] = new;
}

static bool find(const struct gazetteer *list, const struct wish *wish, struct found *found)
{
	struct listed_name name;
	const char *at = NULL;

	while (*wish->key && gazetteer_next_name(list, wish->key, false, &at, &name))
		add(found, list, &name, wish);
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
			!fold(wish->units[wish->unit_count++], comma + 1))
			return false;
	return fold(wish->key, text) > 0;
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
		if (fold(wish.units[0], text) && fold(wish.key, blank + 1) &&
			find(list, &wish, found))
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
	return find(list, &wish, found) || find_behind_unit(list, typed, found);
}

bool resolve(const struct gazetteer *list, const char *typed, struct candidates *candidates)
{
	struct found found = {.all = candidates->all, .room = RESOLVE_MAX};

	find_typed(list, typed, &found);
	candidates->count = found.count;
	qsort(candidates->all, candidates->count, sizeof *candidates->all, by_score);
	return candidates->count > 0;
}

bool resolve_first(const struct gazetteer *list, const char *typed, struct listed *place)
{
	struct candidate best;
	struct found found = {.all = &best, .room = 1};

	return find_typed(list, typed, &found) && gazetteer_place(list, best.ref, place);
}

bool resolve_means(const struct gazetteer *list, const char *typed, const struct listed *place)
{
	struct listed first;

	return resolve_first(list, typed, &first) && first.ref == place->ref;
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

void resolve_number(const struct listed *place, char to[RESOLVE_ARGUMENT_MAX])
{
	char latitude[NUMBER_MAX], longitude[NUMBER_MAX];

	number_trimmed(latitude, place->latitude, 4);
	number_trimmed(longitude, place->longitude, 4);
	if (place->id)
		snprintf(to, RESOLVE_ARGUMENT_MAX, "id:%lld", (long long)place->id);
	else
		snprintf(to, RESOLVE_ARGUMENT_MAX, "%s,%s", latitude, longitude);
}

void resolve_argument(const struct gazetteer *list, const struct listed *place,
	const char *spelling, char to[RESOLVE_ARGUMENT_MAX])
{
	char unit[GAZETTEER_NAME_MAX];

	snprintf(to, RESOLVE_ARGUMENT_MAX, "%.150s", spelling);
	if (!strchr(spelling, ',') && resolve_means(list, to, place))
		return;
	snprintf(to, RESOLVE_ARGUMENT_MAX, "%.150s,%s", spelling, place->country);
	if (resolve_means(list, to, place))
		return;
	name_unit(list, place, unit);
	snprintf(to, RESOLVE_ARGUMENT_MAX, "%.150s,%.100s,%s", spelling, unit, place->country);
	if (!*unit || !resolve_means(list, to, place))
		resolve_number(place, to);
}

bool resolve_has_namesake(const struct gazetteer *list, const struct listed *place)
{
	struct candidates candidates;
	char text[GAZETTEER_NAME_MAX + 8];
	size_t own = 0;

	snprintf(text, sizeof text, "%s,%s", place->name, place->country);
	resolve(list, text, &candidates);
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

size_t resolve_rivals(const struct gazetteer *list, const struct candidates *candidates,
	struct listed rivals[RESOLVE_RIVALS_MAX])
{
	const struct candidate *winner = &candidates->all[0];
	size_t count = 0;

	for (size_t i = 1; i < candidates->count && count < RESOLVE_RIVALS_MAX; i++)
		if (is_rival(winner, &candidates->all[i]) &&
			gazetteer_place(list, candidates->all[i].ref, &rivals[count]))
			count++;
	return count;
}

static int smaller(int a, int b)
{
	return a < b ? a : b;
}

/* A key letter by letter. */
struct letters {
	int32_t points[NEAR_KEY_MAX];
	size_t count;
};

/* False for a key that is too long to be somebody's slip. */
static bool spell(struct letters *letters, const char *key, size_t length)
{
	const char *end = key + length;

	for (letters->count = 0; key < end && letters->count < NEAR_KEY_MAX; letters->count++)
		letters->points[letters->count] = utf8_next(&key, end);
	return key == end;
}

/*
 * The edits that lead from one to the other: a byte missing, doubled or wrong, or two swapped
 * (optimal string alignment, after Damerau 1964). EDITS_MAX + 1 for more than EDITS_MAX.
 */
static int distance(const struct letters *left, const struct letters *right)
{
	const int32_t *a = left->points, *b = right->points;
	const size_t a_length = left->count, b_length = right->count;
	int rows[3][NEAR_KEY_MAX + 1];

	for (size_t k = 0; k <= b_length; k++)
		rows[0][k] = (int)k;
	for (size_t i = 1; i <= a_length; i++) {
		int *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
		int least = row[0] = (int)i;

		for (size_t k = 1; k <= b_length; k++) {
			row[k] = smaller(smaller(above[k], row[k - 1]) + 1,
				above[k - 1] + (a[i - 1] != b[k - 1]));
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
				row[k] = smaller(row[k], before[k - 2] + 1);
			least = smaller(least, row[k]);
		}
		if (least > EDITS_MAX)
			return EDITS_MAX + 1;
	}
	return rows[a_length % 3][b_length];
}

/* The nearest so far. */
struct nearest {
	struct listed places[RESOLVE_NEAR_MAX];
	int edits[RESOLVE_NEAR_MAX];
	size_t count;
};

static bool comes_before(
	const struct nearest *nearest, size_t at, const struct listed *place, int edits)
{
	return nearest->edits[at] < edits ||
	       (nearest->edits[at] == edits && nearest->places[at].people >= place->people);
}

static void insert(struct nearest *nearest, const struct listed *place, int edits)
{
	size_t at = 0;

	for (size_t i = 0; i < nearest->count; i++)
		if (strcmp(nearest->places[i].name, place->name) == 0)
			return;
	while (at < nearest->count && comes_before(nearest, at, place, edits))
		at++;
	if (at == RESOLVE_NEAR_MAX)
		return;
	if (nearest->count < RESOLVE_NEAR_MAX)
		nearest->count++;
	for (size_t i = nearest->count - 1; i > at; i--) {
		nearest->places[i] = nearest->places[i - 1];
		nearest->edits[i] = nearest->edits[i - 1];
	}
	nearest->places[at] = *place;
	nearest->edits[at] = edits;
}

/* One edit in a short name already makes it another, but a syllable or ideograph says more than a letter. */
static int edits_allowed(const struct letters *wanted)
{
	if (wanted->count == 2 && wanted->points[0] >= 0x1100)
		return 1;
	return wanted->count < 3 ? 0 : wanted->count < 6 ? 1 : EDITS_MAX;
}

size_t resolve_near(
	const struct gazetteer *list, const char *typed, struct listed near[RESOLVE_NEAR_MAX])
{
	struct nearest nearest = {.count = 0};
	struct letters wanted, letters;
	struct listed_name name;
	const char *at = NULL;
	struct wish wish;
	int most;

	if (!split_at_commas(typed, &wish) || !spell(&wanted, wish.key, strlen(wish.key)))
		return 0;
	most = edits_allowed(&wanted);
	while (most > 0 && gazetteer_next(list, &at, &name)) {
		struct listed place;
		int edits;

		if (name.kind == NAME_ALTERNATE || !spell(&letters, name.key, name.key_length) ||
			letters.count + EDITS_MAX < wanted.count ||
			wanted.count + EDITS_MAX < letters.count)
			continue;
		edits = distance(&wanted, &letters);
		if (edits <= most && gazetteer_place(list, name.ref, &place))
			insert(&nearest, &place, edits);
	}
	memcpy(near, nearest.places, sizeof nearest.places);
	return nearest.count;
}
