/* SPDX-License-Identifier: MIT */
#include "place/place_near.h"

#include <stdio.h>
#include <string.h>

#include "base/edit_distance.h"
#include "base/strbuf.h"
#include "place/fold.h"
#include "place/gazetteer.h"

#define EDITS_MAX 2

/* The nearest so far. */
struct nearest {
	struct listed places[PLACE_NEAR_MAX];
	int edits[PLACE_NEAR_MAX];
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
	if (at == PLACE_NEAR_MAX)
		return;
	if (nearest->count < PLACE_NEAR_MAX)
		nearest->count++;
	for (size_t i = nearest->count - 1; i > at; i--) {
		nearest->places[i] = nearest->places[i - 1];
		nearest->edits[i] = nearest->edits[i - 1];
	}
	nearest->places[at] = *place;
	nearest->edits[at] = edits;
}

/*
 * One edit in a short name already makes it another, but a syllable or ideograph says more than a
 * letter.
 */
static int edits_allowed(const struct edit_word *wanted)
{
	if (wanted->count == 2 && wanted->points[0] >= 0x1100)
		return 1;
	return wanted->count < 3 ? 0 : wanted->count < 6 ? 1 : EDITS_MAX;
}

/* The key of a name without the country or region behind its comma. */
static size_t fold_typed_name(const char *typed, char key[FOLD_MAX])
{
	char name[2 * FOLD_MAX];

	snprintf(name, sizeof name, "%.*s", (int)strcspn(typed, ","), typed);
	return fold_key(key, name);
}

size_t place_near_find(
	const struct gazetteer *list, const char *typed, struct listed near[PLACE_NEAR_MAX])
{
	struct nearest nearest = {.count = 0};
	struct edit_word wanted, letters;
	struct listed_name name;
	const char *at = NULL;
	char key[FOLD_MAX];
	int most;

	if (!fold_typed_name(typed, key) || !edit_distance_word(&wanted, key, strlen(key)))
		return 0;
	most = edits_allowed(&wanted);
	while (most > 0 && gazetteer_next(list, &at, &name)) {
		struct listed place;
		int edits;

		if (name.kind == NAME_ALTERNATE ||
			!edit_distance_word(&letters, name.key, name.key_length) ||
			letters.count + EDITS_MAX < wanted.count ||
			wanted.count + EDITS_MAX < letters.count)
			continue;
		edits = edit_distance(&wanted, &letters, EDITS_MAX);
		if (edits <= most && gazetteer_place(list, name.ref, &place))
			insert(&nearest, &place, edits);
	}
	memcpy(near, nearest.places, sizeof nearest.places);
	return nearest.count;
}

size_t place_near_names(
	char names[PLACE_NEAR_TEXT_MAX], const struct gazetteer *list, const char *typed)
{
	struct listed near[PLACE_NEAR_MAX];
	size_t count = place_near_find(list, typed, near);
	struct strbuf list_of_names = strbuf_start(names, PLACE_NEAR_TEXT_MAX);

	for (size_t i = 0; i < count; i++)
		strbuf_add_choice(&list_of_names, i, count, near[i].name);
	return count;
}

void place_near_suggest(const char *typed, const struct gazetteer *list, struct error *error)
{
	char names[PLACE_NEAR_TEXT_MAX];

	if (place_near_names(names, list, typed) > 0)
		error_set(error, error->code, "no such place; did you mean %s?", names);
}
