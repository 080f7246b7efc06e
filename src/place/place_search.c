/* SPDX-License-Identifier: MIT */
#include "place/place_search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "place/fold.h"
#include "place/place_rules.h"
#include "place/rank.h"

#define OWN_RIVAL_PART 10   /* of the people of the place taken that another one of the name has */
#define SHOWN_RIVAL_PART 15 /* where that one is shown by this name, and the place taken is not, */
#define SHOWN_RIVAL_LEAST 20000     /* if it has so many */
#define ALTERNATE_RIVAL_LEAST 30000 /* people of a place that may be meant by an alternate name */

static int by_score(const void *a, const void *b)
{
	const struct candidate *left = a, *right = b;

	if (left->score != right->score)
		return left->score < right->score ? 1 : -1;
	return (left->offset > right->offset) - (left->offset < right->offset);
}

bool place_search_is_within(
	const struct gazetteer *list, const struct listed *place, const char *key)
{
	struct region_key region;
	const char *at = NULL;

	while (*key && gazetteer_next_key(list, key, false, &at, &region))
		if (place_region_contains(list, region.code, place))
			return true;
	return false;
}

/* The likeliest so far, unsorted: as many as there is room for. */
struct found {
	struct candidate *all;
	size_t count, room;
	size_t last; /* the offset of the one that was added last */
};

/* What lies where all qualifiers say, of the places that have the name. */
static bool collect(const struct gazetteer *list, const struct place_run *run,
	const struct place_qualifier qualifiers[], size_t count, struct found *found)
{
	struct listed_name name;
	const char *at = NULL;
	struct listed place;

	while (place_words_next_name(list, run, &at, &name, &place)) {
		struct candidate new = {.offset = name.offset,
			.is_own = name.kind != NAME_ALTERNATE,
			.is_shown = name.kind == NAME_OWN || name.kind == NAME_ASCII};
		size_t i = 0;

		/* A place that has a key twice has it as its own; the lines are neighbours. */
		if (name.offset == found->last) {
			struct candidate *last = &found->all[found->count - 1];

			if (last->offset == name.offset)
				last->is_shown |= new.is_shown;
			continue;
		}
		while (i < count && place_region_has(list, &qualifiers[i], &place))
			i++;
		if (i < count)
			continue;
		found->last = name.offset;
		new.population = place.population;
		new.score = gazetteer_score(&name, &place);
		if (found->count < found->room)
			found->all[found->count++] = new;
		else if (by_score(&new, &found->all[found->room - 1]) < 0)
			found->all[found->room - 1] = new;
	}
	return found->count > 0;
}

/* The name up to name_end, and nothing but one or two qualifiers after it. */
static bool find_before_qualifiers(struct place_words *words, size_t name_end, struct found *found)
{
	const struct place_run *found_run = place_words_find(words, 0, name_end);
	struct place_qualifier qualifiers[2];
	size_t count = 0, end = name_end;
	struct place_run run;

	if (!found_run || !found_run->names)
		return false;
	run = *found_run;
	while (end < words->count && count < 2 &&
		place_longest_find_qualifier(words, end, &qualifiers[count]))
		end = qualifiers[count++].end;
	return end == words->count && collect(words->list, &run, qualifiers, count, found);
}

/* "경기도 광주": the larger region, a blank, the name. */
static bool find_behind_region(struct place_words *words, size_t begin, struct found *found)
{
	const struct place_run *region = place_words_find(words, 0, begin);
	struct place_qualifier before = {.begin = 0, .end = begin};
	const struct place_run *run;

	if (!region || !region->regions || (unsigned char)*words->all[0].text < 0x80)
		return false;
	before.run = *region;
	run = place_words_find(words, begin, words->count);
	return run && run->names && collect(words->list, run, &before, 1, found);
}

/* The words of a text; false if there are none, or more than a place may have. */
static bool start_words(struct place_words *words, struct place_word all[PLACE_TEXT_WORDS_MAX],
	const struct gazetteer *list, const char *typed)
{
	size_t count = place_words_split(all, PLACE_TEXT_WORDS_MAX, typed);

	if (count == 0 || count > PLACE_TEXT_WORDS_MAX)
		return false;
	place_words_start(words, list, all, count);
	return true;
}

static bool find_typed(const struct gazetteer *list, const char *typed, struct found *found)
{
	struct place_word all[PLACE_TEXT_WORDS_MAX];
	struct place_words words;

	if (!start_words(&words, all, list, typed))
		return false;
	for (size_t end = words.count; end > 0; end--)
		if (find_before_qualifiers(&words, end, found))
			return true;
	for (size_t begin = 1; begin < words.count; begin++)
		if (find_behind_region(&words, begin, found))
			return true;
	return false;
}

static bool sort(struct candidates *candidates, size_t count)
{
	candidates->count = count;
	qsort(candidates->all, count, sizeof *candidates->all, by_score);
	return count > 0;
}

bool place_search(const struct gazetteer *list, const char *typed, struct candidates *candidates)
{
	struct found found = {.all = candidates->all, .room = PLACE_SEARCH_MAX};

	find_typed(list, typed, &found);
	return sort(candidates, found.count);
}

bool place_search_run(const struct gazetteer *list, const struct place_run *run,
	const struct place_qualifier *qualifiers, size_t count, struct candidates *candidates)
{
	struct found found = {.all = candidates->all, .room = PLACE_SEARCH_MAX};

	if (run->names)
		collect(list, run, qualifiers, count, &found);
	return sort(candidates, found.count);
}

bool place_search_first(const struct gazetteer *list, const char *typed, struct listed *place)
{
	struct candidate best;
	struct found found = {.all = &best, .room = 1};

	return find_typed(list, typed, &found) && gazetteer_place(list, best.offset, place);
}

bool place_search_taken(const struct gazetteer *list, const char *typed, struct listed *place)
{
	struct place_word all[PLACE_TEXT_WORDS_MAX];
	struct place_reading reading;
	struct place_words words;

	if (!start_words(&words, all, list, typed))
		return false;
	place_rules_read(&words, 0, true, &reading);
	*place = reading.place;
	return reading.rule <= PLACE_RULE_NEAR_CITY;
}

bool place_search_means(const struct gazetteer *list, const char *typed, const struct listed *place)
{
	struct place_word all[PLACE_TEXT_WORDS_MAX];
	struct place_reading reading;
	struct place_words words;

	return start_words(&words, all, list, typed) && place_longest_is_all(&words, &reading) &&
	       reading.place.offset == place->offset;
}

bool place_search_names_region(const struct gazetteer *list, const char *typed)
{
	struct region_key region;
	const char *at = NULL;
	char key[FOLD_MAX];

	if (!fold_key(key, typed))
		return false;
	while (gazetteer_next_key(list, key, false, &at, &region))
		if (region.kind != REGION_CODE)
			return true;
	return false;
}

bool place_search_region(const struct gazetteer *list, const char *typed, struct listed *place,
	struct listed_region *region)
{
	char key[FOLD_MAX];

	return fold_key(key, typed) && place_region_alone(list, key, typed, place, region);
}

/* The unit as people write it: the United States' by their letters, others by their names. */
static void name_admin1(
	const struct gazetteer *list, const struct listed *place, char to[GAZETTEER_NAME_MAX])
{
	const char *point = strchr(place->region, '.');

	if (point && strcmp(place->country, "US") == 0)
		snprintf(to, GAZETTEER_NAME_MAX, "%s", point + 1);
	else
		gazetteer_admin1_name(list, place, to);
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
	name_admin1(list, place, unit);
	snprintf(to, PLACE_ARGUMENT_MAX, "%.*s,%.*s,%s", length, spelling,
		utf8_precision(unit, 100), unit, place->country);
	if (!*unit || !place_search_means(list, to, place))
		place_search_number(place, to);
}

bool place_search_has_namesake(const struct gazetteer *list, const struct listed *place)
{
	struct listed_name name;
	char key[FOLD_MAX];
	const char *at = NULL;
	struct listed other;

	if (!fold_key(key, place->name))
		return false;
	while (gazetteer_next_name(list, key, false, &at, &name))
		if (name.kind != NAME_ALTERNATE && name.offset != place->offset &&
			gazetteer_place(list, name.offset, &other) &&
			strcmp(other.country, place->country) == 0)
			return true;
	return false;
}

size_t place_search_rivals(const struct gazetteer *list, const struct candidates *candidates,
	const struct listed *taken, struct listed rivals[PLACE_SEARCH_RIVALS_MAX])
{
	struct candidate winner = {.offset = taken->offset,
		.population = taken->population,
		.is_own = true,
		.is_shown = true};
	size_t count = 0;

	for (size_t i = 0; i < candidates->count; i++)
		if (candidates->all[i].offset == taken->offset)
			winner = candidates->all[i];
	for (size_t i = 0; i < candidates->count; i++) {
		const struct candidate *other = &candidates->all[i];
		bool is_shown = other->is_shown && !winner.is_shown &&
				other->population >= SHOWN_RIVAL_LEAST;
		int part = is_shown ? SHOWN_RIVAL_PART : OWN_RIVAL_PART;
		bool is_rival =
			other->is_own
				? !winner.is_own || other->population > winner.population / part
			: winner.is_own ? other->population / RANK_OWN_WEIGHT > winner.population
					: other->population >= ALTERNATE_RIVAL_LEAST &&
						  other->population > winner.population / 3;
		size_t at = count;

		while (at > 0 && rivals[at - 1].population < other->population)
			at--;
		if (at == PLACE_SEARCH_RIVALS_MAX || !is_rival || other->offset == taken->offset)
			continue;
		count += count < PLACE_SEARCH_RIVALS_MAX;
		for (size_t k = count - 1; k > at; k--)
			rivals[k] = rivals[k - 1];
		gazetteer_place(list, other->offset, &rivals[at]);
	}
	return count;
}
