/* SPDX-License-Identifier: MIT */
#include "place/place_near.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/edit_distance.h"
#include "base/strbuf.h"
#include "place/coordinates.h"
#include "place/fold.h"

#define EDITS_MAX 2
#define TWO_EDITS_LETTERS 7    /* of the shortest name in which two letters may be wrong */
#define TWO_EDITS_WEIGHT 100   /* that one letter has against two */
#define TWO_EDITS_LEAST 100000 /* people of a place whose name may have two letters wrong */
#define SAME_WORDS_WEIGHT 1e12 /* more than any place has people */
#define SAME_REGION_WEIGHT 1e13
#define LEAST 1000                /* people of any that is offered */
#define OTHER_FIRST_LEAST 1000000 /* with another first letter */
#define OTHER_LETTER_LEAST 250000 /* with another letter in a short name */
#define SHORT_LETTERS 5           /* of a name that another letter makes a different one */
#define SHORT_LEAST 10000         /* people of a place of so short a name */
#define BEGINNING_LEAST 5         /* letters of what may be the beginning of a name */
#define AREA_KM 100.0             /* from what was named with it */
#define LETTERS_LEAST 4           /* of a name in Latin letters */
#define SYLLABLES_LEAST 2         /* of others: they say more than a letter does */

/* What is looked for. */
struct wanted {
	char key[FOLD_MAX];
	struct edit_word word;
	uint32_t letters; /* a bit for each that it has; different letters may share one */
	size_t blanks;
	int edits_max;
};

/* The nearest so far. */
struct nearest {
	struct listed places[PLACE_NEAR_MAX];
	double weights[PLACE_NEAR_MAX];
	size_t count;
};

/* Of places of one name the first one stays. */
static void insert(struct nearest *nearest, const struct listed *place, double weight)
{
	size_t at = 0, last;

	while (at < nearest->count && nearest->weights[at] >= weight)
		if (strcmp(nearest->places[at++].ascii, place->ascii) == 0)
			return;
	for (last = at; last < nearest->count; last++)
		if (strcmp(nearest->places[last].ascii, place->ascii) == 0)
			break;
	if (at == PLACE_NEAR_MAX)
		return;
	if (last == nearest->count && last < PLACE_NEAR_MAX)
		nearest->count++;
	for (size_t i = last < PLACE_NEAR_MAX ? last : PLACE_NEAR_MAX - 1; i > at; i--) {
		nearest->places[i] = nearest->places[i - 1];
		nearest->weights[i] = nearest->weights[i - 1];
	}
	nearest->places[at] = *place;
	nearest->weights[at] = weight;
}

static size_t count_blanks(const char *text, size_t length)
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++)
		count += text[i] == ' ';
	return count;
}

static uint32_t letters_of(const struct edit_word *word)
{
	uint32_t letters = 0;

	for (size_t i = 0; i < word->count; i++)
		letters |= UINT32_C(1) << (word->points[i] % 32);
	return letters;
}

static int count_bits(uint32_t bits)
{
	int count = 0;

	for (; bits; bits &= bits - 1)
		count++;
	return count;
}

/* False for what is no slip of anybody's: too short, too long, or without a letter. */
static bool start(struct wanted *wanted, const char *typed)
{
	char name[2 * FOLD_MAX];
	size_t least;

	snprintf(name, sizeof name, "%.*s", (int)strcspn(typed, ","), typed);
	if (!fold_key(wanted->key, name) ||
		!edit_distance_word(&wanted->word, wanted->key, strlen(wanted->key)))
		return false;
	least = wanted->word.points[0] >= 0x1100 ? SYLLABLES_LEAST : LETTERS_LEAST;
	wanted->letters = letters_of(&wanted->word);
	wanted->blanks = count_blanks(name, strlen(name));
	wanted->edits_max = wanted->word.count < TWO_EDITS_LETTERS ? 1 : EDITS_MAX;
	return wanted->word.count >= least;
}

/* How many letters are wrong; more than that is EDITS_MAX + 1. */
static int count_edits(const struct wanted *wanted, const struct listed_name *name)
{
	struct edit_word word;

	/* A letter has at most four bytes. */
	if (name->key_length > 4 * (wanted->word.count + EDITS_MAX) ||
		name->key_length + EDITS_MAX < wanted->word.count ||
		!edit_distance_word(&word, name->key, name->key_length) ||
		word.count > wanted->word.count + EDITS_MAX ||
		word.count + EDITS_MAX < wanted->word.count ||
		count_bits(wanted->letters ^ letters_of(&word)) > 2 * EDITS_MAX)
		return EDITS_MAX + 1;
	return edit_distance(&wanted->word, &word, EDITS_MAX);
}

/* Whether the name goes on where the typed one ends. */
static bool is_beginning(const struct wanted *wanted, const struct listed_name *name)
{
	size_t length = strlen(wanted->key);

	return wanted->word.count >= BEGINNING_LEAST && name->key_length > length &&
	       memcmp(name->key, wanted->key, length) == 0;
}

/*
 * The fewest people of a place that is meant by a name so far from its own. A slip of the fingers
 * leaves the first letter alone, and does not make a short name another one: "Soho" is not Sodo.
 */
static int64_t least_population(
	const struct wanted *wanted, const struct listed_name *name, int edits)
{
	const int32_t *typed = wanted->word.points;
	struct edit_word word;
	int64_t least = edits > 1 ? TWO_EDITS_LEAST : LEAST;
	size_t at = 0;

	if (edits > EDITS_MAX)
		return TWO_EDITS_LEAST;
	if (edits == 0 || !edit_distance_word(&word, name->key, name->key_length))
		return LEAST;
	while (at < word.count && at < wanted->word.count && word.points[at] == typed[at])
		at++;
	if (word.count == wanted->word.count && at + 1 < word.count &&
		word.points[at] == typed[at + 1] && word.points[at + 1] == typed[at])
		return least;
	if (word.count == wanted->word.count && at == 0)
		return OTHER_FIRST_LEAST;
	if (word.count == wanted->word.count && word.count <= SHORT_LETTERS)
		return OTHER_LETTER_LEAST;
	if (wanted->word.count <= SHORT_LETTERS && least < SHORT_LEAST)
		least = SHORT_LEAST;
	return at == 0 ? TWO_EDITS_LEAST : least;
}

static bool is_in_area(const struct location *where, const struct listed *place)
{
	if (!where)
		return true;
	if (*where->countries && !strstr(where->countries, place->country))
		return false;
	return !isfinite(where->latitude) || !isfinite(where->longitude) ||
	       coordinates_distance(where->latitude, where->longitude, place->latitude,
		       place->longitude) <= AREA_KM;
}

/* Whether so many edits lead to a place that is worth offering; its weight says how much so. */
static bool is_worth(const struct gazetteer *list, const struct wanted *wanted,
	const struct listed_name *name, int edits, struct listed *place, double *weight)
{
	size_t blanks;

	if (name->kind == NAME_ALTERNATE || !gazetteer_place(list, name->offset, place) ||
		place->population < least_population(wanted, name, edits))
		return false;
	blanks = name->spelling_length > 0 ? count_blanks(name->spelling, name->spelling_length)
					   : count_blanks(place->name, strlen(place->name));
	*weight = (double)place->population / (edits > 1 ? TWO_EDITS_WEIGHT : 1);
	if (blanks == wanted->blanks)
		*weight += SAME_WORDS_WEIGHT;
	return true;
}

/* Where a name begins with what was typed, two wrong letters are no better guess. */
static void drop_distant(struct nearest *nearest, const struct wanted *wanted)
{
	bool is_distant[PLACE_NEAR_MAX] = {false}, has_beginning = false;
	size_t kept = 0;

	for (size_t i = 0; i < nearest->count; i++) {
		char key[FOLD_MAX];
		struct listed_name name = {.key = key};

		name.key_length = fold_key(key, nearest->places[i].name);
		is_distant[i] = !is_beginning(wanted, &name) && count_edits(wanted, &name) > 1;
		has_beginning |= is_beginning(wanted, &name);
	}
	for (size_t i = 0; i < nearest->count; i++)
		if (!has_beginning || !is_distant[i])
			nearest->places[kept++] = nearest->places[i];
	nearest->count = kept;
}

size_t place_near_find(const struct gazetteer *list, const char *typed,
	const struct location *where, struct listed near[PLACE_NEAR_MAX])
{
	struct nearest nearest = {.count = 0};
	struct listed_name name;
	const char *at = NULL;
	struct wanted wanted;

	if (!start(&wanted, typed))
		return 0;
	while (gazetteer_next(list, &at, &name)) {
		struct listed place;
		double weight;
		int edits;

		if (name.kind == NAME_ALTERNATE)
			continue;
		edits = count_edits(&wanted, &name);
		if ((edits <= wanted.edits_max || is_beginning(&wanted, &name)) &&
			is_worth(list, &wanted, &name, edits, &place, &weight) &&
			is_in_area(where, &place)) {
			if (where && *where->region &&
				gazetteer_is_within(list, &place, where->region))
				weight += SAME_REGION_WEIGHT;
			insert(&nearest, &place, weight);
		}
	}
	drop_distant(&nearest, &wanted);
	memcpy(near, nearest.places, sizeof nearest.places);
	return nearest.count;
}

/* ---- whether words are misspelt: told before anything is asked, so it has to be quick ---- */

/* Whether a name has that key, or with `beginning` one that begins so and is one edit away. */
static bool has_name(
	const struct gazetteer *list, const struct wanted *wanted, const char *key, bool beginning)
{
	struct listed_name name;
	const char *at = NULL;

	while (gazetteer_next_name(list, key, beginning, &at, &name)) {
		struct listed place;
		double weight;

		if ((!beginning || count_edits(wanted, &name) == 1) &&
			is_worth(list, wanted, &name, 1, &place, &weight) &&
			weight >= SAME_WORDS_WEIGHT)
			return true;
	}
	return false;
}

/* Whether another letter in place of, or before, the one at `at` makes it a name. */
static bool has_other_letter(
	const struct gazetteer *list, const struct wanted *wanted, const char *key, size_t at)
{
	char variant[FOLD_MAX + 2];

	for (char letter = 'a'; letter <= 'z'; letter++) {
		snprintf(variant, sizeof variant, "%.*s%c%s", (int)at, key, letter, key + at + 1);
		if (letter != key[at] && has_name(list, wanted, variant, false))
			return true;
		snprintf(variant, sizeof variant, "%.*s%c%s", (int)at, key, letter, key + at);
		if (has_name(list, wanted, variant, false))
			return true;
	}
	return false;
}

/* The slip is in the second half, so that the first one is right; or in the first half. */
bool place_near_is_misspelt(const struct gazetteer *list, const char *typed)
{
	char key[FOLD_MAX], variant[FOLD_MAX + 2];
	struct wanted wanted;
	size_t half = 0;

	if (!start(&wanted, typed) || !fold_key(key, typed))
		return false;
	wanted.edits_max = 1;
	for (size_t i = 0; i < wanted.word.count / 2; i++)
		do
			half++;
		while (((unsigned char)key[half] & 0xC0) == 0x80);
	snprintf(variant, sizeof variant, "%.*s", (int)half, key);
	if (has_name(list, &wanted, variant, true))
		return true;
	for (size_t at = 0; at <= half && (unsigned char)key[at] - 1u < 0x7F; at++) {
		snprintf(variant, sizeof variant, "%.*s%s", (int)at, key, key + at + 1);
		if (has_name(list, &wanted, variant, false))
			return true;
		snprintf(variant, sizeof variant, "%.*s%c%c%s", (int)at, key, key[at + 1], key[at],
			key[at + 1] ? key + at + 2 : "");
		if (has_name(list, &wanted, variant, false) ||
			has_other_letter(list, &wanted, key, at))
			return true;
	}
	return false;
}

bool place_near_is_beginning(const struct gazetteer *list, const char *typed)
{
	struct listed_name name;
	const char *at = NULL;
	struct wanted wanted;

	if (!start(&wanted, typed))
		return false;
	while (gazetteer_next_name(list, wanted.key, true, &at, &name)) {
		struct listed place;
		double weight;

		if (is_beginning(&wanted, &name) &&
			is_worth(list, &wanted, &name, EDITS_MAX + 1, &place, &weight) &&
			weight >= SAME_WORDS_WEIGHT)
			return true;
	}
	return false;
}

size_t place_near_names(
	char names[PLACE_NEAR_TEXT_MAX], const struct gazetteer *list, const char *typed)
{
	struct listed near[PLACE_NEAR_MAX];
	size_t count = place_near_find(list, typed, NULL, near);
	struct strbuf list_of_names = strbuf_start(names, PLACE_NEAR_TEXT_MAX);

	for (size_t i = 0; i < count; i++)
		strbuf_add_choice(&list_of_names, i, count, near[i].name);
	return count;
}
