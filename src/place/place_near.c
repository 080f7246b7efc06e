/* SPDX-License-Identifier: MIT */
#include "place/place_near.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/edit_distance.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "place/coordinates.h"
#include "place/fold.h"

#define EDITS_MAX 3
#define TWO_EDITS_LETTERS 7    /* of the shortest name in which two letters may be wrong, */
#define TWO_EDITS_LONG 8       /* of a longer one, */
#define THREE_EDITS_LETTERS 11 /* and of the shortest in which three may be */
#define TWO_EDITS_LEAST 100000 /* people of a place with two letters wrong in a longer name, */
#define TWO_EDITS_SHORT_LEAST 1000000 /* in a shorter one, */
#define THREE_EDITS_LEAST 500000      /* and of one with three wrong letters */
#define EDIT_WEIGHT 100               /* that each letter has */
#define SAME_WORDS_WEIGHT 1e12        /* more than any place has people */
#define SAME_REGION_WEIGHT 1e13
#define LEAST 1000                /* people of any that is offered */
#define OTHER_FIRST_LEAST 1000000 /* with another first letter */
#define OTHER_WORDS_LEAST 100000  /* with blanks elsewhere */
#define SHORT_LETTERS 6           /* of a name that another letter makes a different one */
#define SHORT_LEAST 150000        /* people of a place of so short a name, */
#define OTHER_LETTER_LEAST 250000 /* and of one with another letter in it */
#define UNLIKELY 100              /* times as likely as one that is not offered beside it */
#define BEGINNING_LEAST 5         /* letters of what may be the beginning of a name */
#define AREA_KM 100.0             /* from what was named with it */
#define LETTERS_LEAST 4           /* of a name in Latin letters */
#define SYLLABLES_LEAST 2         /* of others: they say more than a letter does */

/* What is looked for. */
struct wanted {
	char key[FOLD_MAX];
	size_t length;    /* of the key, */
	const char *rest; /* which goes on so after its second letter */
	struct edit_word word;
	uint32_t letters; /* a bit for each that it has; different letters may share one */
	size_t blanks;
	int edits_max;
	const struct location *where; /* NULL: anywhere */
	int64_t least;                /* people of the place */
};

/* A place that may be meant. */
struct match {
	struct listed place;
	double likelihood; /* its people, by how far its name is from what was typed */
	double weight;     /* the same, with what goes before it */
	bool has_same_words, is_beginning, is_distant;
};

/* The nearest so far. */
struct nearest {
	struct match all[PLACE_NEAR_MAX];
	size_t count;
};

/* One place, a region that has it, or a namesake. */
static bool is_same(const struct listed *place, const struct listed *other)
{
	return place->offset == other->offset || strcmp(place->ascii, other->ascii) == 0;
}

/* Of those that are the same the first one stays. */
static void insert(struct nearest *nearest, const struct match *match)
{
	size_t at = 0, last;

	while (at < nearest->count && nearest->all[at].weight >= match->weight)
		if (is_same(&nearest->all[at++].place, &match->place))
			return;
	for (last = at; last < nearest->count; last++)
		if (is_same(&nearest->all[last].place, &match->place))
			break;
	if (at == PLACE_NEAR_MAX)
		return;
	if (last == nearest->count && last < PLACE_NEAR_MAX)
		nearest->count++;
	for (size_t i = last < PLACE_NEAR_MAX ? last : PLACE_NEAR_MAX - 1; i > at; i--)
		nearest->all[i] = nearest->all[i - 1];
	nearest->all[at] = *match;
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
		letters |= UINT32_C(1) << ((uint32_t)word->points[i] % 32);
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
	wanted->length = strlen(wanted->key);
	wanted->rest = wanted->key;
	for (int i = 0; i < 2 && *wanted->rest; i++)
		utf8_next(&wanted->rest, wanted->key + wanted->length);
	least = wanted->word.points[0] >= 0x1100 ? SYLLABLES_LEAST : LETTERS_LEAST;
	wanted->letters = letters_of(&wanted->word);
	wanted->blanks = count_blanks(name, strlen(name));
	wanted->edits_max = wanted->word.count < TWO_EDITS_LETTERS     ? 1
			    : wanted->word.count < THREE_EDITS_LETTERS ? 2
								       : 3;
	wanted->where = NULL;
	wanted->least = 0;
	return wanted->word.count >= least;
}

/*
 * False if the bytes of a key alone tell that its name is neither near to the wanted one nor goes
 * on where that ends. A wrong letter has at most four bytes; and where the first one is wrong, no
 * other is, unless the first two are swapped: see least_population().
 */
static bool may_be_near(const void *data, const char *key, size_t length)
{
	const struct wanted *wanted = data;
	size_t most = (size_t)wanted->edits_max, rest = strlen(wanted->rest);

	if (length + most < wanted->word.count)
		return false;
	if (length > wanted->length + 4 * most)
		return memcmp(key, wanted->key, wanted->length) == 0;
	return *key == *wanted->key ||
	       (length >= rest && memcmp(key + length - rest, wanted->rest, rest) == 0);
}

/* How many letters are wrong; EDITS_MAX + 1 if more than wanted->edits_max. */
static int count_edits(const struct wanted *wanted, const struct listed_name *name)
{
	size_t count = wanted->word.count, most = (size_t)wanted->edits_max;
	struct edit_word word;
	int edits;

	/* A letter has at most four bytes. */
	if (name->key_length > 4 * (count + most) || name->key_length + most < count ||
		!edit_distance_word(&word, name->key, name->key_length) ||
		word.count > count + most || word.count + most < count ||
		count_bits(wanted->letters ^ letters_of(&word)) > 2 * wanted->edits_max)
		return EDITS_MAX + 1;
	edits = edit_distance(&wanted->word, &word, wanted->edits_max);
	return edits > wanted->edits_max ? EDITS_MAX + 1 : edits;
}

/* Whether the name goes on where the typed one ends. */
static bool is_beginning(const struct wanted *wanted, const struct listed_name *name)
{
	return wanted->word.count >= BEGINNING_LEAST && name->key_length > wanted->length &&
	       memcmp(name->key, wanted->key, wanted->length) == 0;
}

/*
 * The fewest people of a place that is meant by a name so far from its own; INT64_MAX if none is. A
 * slip of the fingers leaves the first letter alone, and does not make a short name another one:
 * "Soho" is not Sodo, nor "Taksim" Taksimo.
 */
static int64_t least_population(
	const struct wanted *wanted, const struct listed_name *name, int edits)
{
	const int32_t *typed = wanted->word.points;
	size_t count = wanted->word.count, at = 0;
	struct edit_word word;

	if (edits > EDITS_MAX)
		return TWO_EDITS_LEAST;
	if (edits == 0 || !edit_distance_word(&word, name->key, name->key_length))
		return LEAST;
	/* One of two Chinese characters is half of the name: Shinjuku, 新宿, is not 新疆. */
	if (count <= 2 && *typed >= 0x3400 && *typed <= 0x9FFF)
		return INT64_MAX;
	while (at < word.count && at < count && word.points[at] == typed[at])
		at++;
	if (edits > 1 && at == 0)
		return INT64_MAX;
	if (edits == 3)
		return THREE_EDITS_LEAST;
	if (edits == 2)
		return count < TWO_EDITS_LONG ? TWO_EDITS_SHORT_LEAST : TWO_EDITS_LEAST;
	/* Two letters swapped, or one doubled or not. */
	if (word.count == count && at + 1 < count && word.points[at] == typed[at + 1] &&
		word.points[at + 1] == typed[at])
		return LEAST;
	if (at == 0)
		return word.count == count ? OTHER_FIRST_LEAST : TWO_EDITS_LEAST;
	if (word.count > count ? word.points[at] == word.points[at - 1]
			       : word.count < count && typed[at] == typed[at - 1])
		return LEAST;
	if (count > SHORT_LETTERS || wanted->where)
		return LEAST;
	return word.count == count ? OTHER_LETTER_LEAST : SHORT_LEAST;
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

/* Whether so many edits lead to a place that is worth offering; *match says how much so. */
static bool is_worth(const struct gazetteer *list, const struct wanted *wanted,
	const struct listed_name *name, int edits, struct match *match)
{
	struct listed *place = &match->place;
	size_t blanks;

	if (name->kind == NAME_ALTERNATE || !gazetteer_place(list, name->offset, place) ||
		place->population < least_population(wanted, name, edits) ||
		place->population < wanted->least)
		return false;
	blanks = name->spelling_length > 0 ? count_blanks(name->spelling, name->spelling_length)
					   : count_blanks(place->name, strlen(place->name));
	match->has_same_words = blanks == wanted->blanks;
	match->is_beginning = is_beginning(wanted, name);
	match->is_distant = edits > 1;
	/* The people are not those of a landscape, which is shown by its own name. */
	if (name->kind == NAME_LANDSCAPE && match->is_distant && !match->is_beginning)
		return false;
	if (name->kind == NAME_LANDSCAPE)
		gazetteer_spelling(list, name, place->name);
	if (!match->has_same_words && !match->is_beginning &&
		(match->is_distant || place->population < OTHER_WORDS_LEAST))
		return false;
	match->likelihood = (double)place->population;
	for (int i = edits > EDITS_MAX ? 2 : edits; i > 1; i--)
		match->likelihood /= EDIT_WEIGHT;
	match->weight = match->likelihood + (match->has_same_words ? SAME_WORDS_WEIGHT : 0);
	return true;
}

/* The same for a country or region, by its largest place: "Conneticut", "Phillipines". */
static bool is_worth_region(const struct gazetteer *list, const struct wanted *wanted,
	const struct region_key *key, int edits, struct match *match)
{
	struct listed_name name = {.key = key->key,
		.key_length = key->key_length,
		.kind = NAME_OWN,
		.spelling = key->spelling,
		.spelling_length = key->spelling_length};
	struct listed_region region;

	if (key->kind == REGION_CODE || key->kind == REGION_FOREIGN || edits > EDITS_MAX ||
		!gazetteer_region(list, key->code, &region))
		return false;
	if (key->spelling_length == 0) {
		name.spelling = region.name;
		name.spelling_length = strlen(region.name);
	}
	name.offset = region.largest;
	if (!is_worth(list, wanted, &name, edits, match))
		return false;
	utf8_copy(match->place.name, sizeof match->place.name, region.name);
	utf8_copy(match->place.ascii, sizeof match->place.ascii, region.name);
	return true;
}

/*
 * Copies them without what is far less likely than another, and where a name begins with what was
 * typed, without what has two wrong letters or goes on for more words. Returns how many are left.
 */
static size_t copy_likely(struct listed near[PLACE_NEAR_MAX], const struct nearest *nearest)
{
	const struct match *first = &nearest->all[0];
	bool has_beginning = false;
	double most = 0;
	size_t count = 0;

	for (size_t i = 0; i < nearest->count; i++) {
		has_beginning |= nearest->all[i].is_beginning;
		most = nearest->all[i].likelihood > most ? nearest->all[i].likelihood : most;
	}
	for (size_t i = 0; i < nearest->count; i++) {
		const struct match *match = &nearest->all[i];

		if (match->likelihood * UNLIKELY >= most &&
			!(has_beginning && match->is_distant && !match->is_beginning) &&
			!(match->is_beginning && first->has_same_words && !match->has_same_words))
			near[count++] = match->place;
	}
	return count;
}

size_t place_near_find(const struct gazetteer *list, const char *typed,
	const struct location *where, struct listed near[PLACE_NEAR_MAX])
{
	struct nearest nearest = {.count = 0};
	struct listed_name name;
	struct region_key key;
	const char *at = NULL, *key_at = NULL;
	struct wanted wanted;

	if (!start(&wanted, typed))
		return 0;
	if (where && (*where->countries || isfinite(where->latitude)))
		wanted.where = where;
	while (gazetteer_next_own(list, &at, may_be_near, &wanted, &name)) {
		int edits = count_edits(&wanted, &name);
		struct match match;

		if ((edits <= EDITS_MAX || is_beginning(&wanted, &name)) &&
			is_worth(list, &wanted, &name, edits, &match) &&
			is_in_area(wanted.where, &match.place)) {
			if (where && *where->region &&
				gazetteer_is_within(list, &match.place, where->region))
				match.weight += SAME_REGION_WEIGHT;
			insert(&nearest, &match);
		}
	}
	while (!wanted.where && gazetteer_next_key(list, "", true, &key_at, &key)) {
		struct listed_name region = {.key = key.key, .key_length = key.key_length};
		struct match match;

		if (is_worth_region(list, &wanted, &key, count_edits(&wanted, &region), &match))
			insert(&nearest, &match);
	}
	return copy_likely(near, &nearest);
}

/* ---- whether words are misspelt: told before anything is asked, so it has to be quick ---- */

/* Whether a name has that key, or with `beginning` one that begins so and is one edit away. */
static bool has_name(
	const struct gazetteer *list, const struct wanted *wanted, const char *key, bool beginning)
{
	struct listed_name name;
	struct region_key region;
	const char *at = NULL;

	while (gazetteer_next_name(list, key, beginning, &at, &name)) {
		struct match match;

		if ((!beginning || count_edits(wanted, &name) == 1) &&
			is_worth(list, wanted, &name, 1, &match) &&
			match.weight >= SAME_WORDS_WEIGHT)
			return true;
	}
	at = NULL;
	while (gazetteer_next_key(list, key, beginning, &at, &region)) {
		struct listed_name region_name = {
			.key = region.key, .key_length = region.key_length};
		struct match match;

		if ((!beginning || count_edits(wanted, &region_name) == 1) &&
			is_worth_region(list, wanted, &region, 1, &match) &&
			match.weight >= SAME_WORDS_WEIGHT)
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
bool place_near_is_misspelt(const struct gazetteer *list, const char *typed, int64_t least)
{
	char key[FOLD_MAX], variant[FOLD_MAX + 2];
	struct wanted wanted;
	size_t half = 0;

	if (!start(&wanted, typed) || !fold_key(key, typed))
		return false;
	wanted.edits_max = 1;
	wanted.least = least;
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
		struct match match;

		if (is_beginning(&wanted, &name) &&
			is_worth(list, &wanted, &name, EDITS_MAX + 1, &match) &&
			match.weight >= SAME_WORDS_WEIGHT)
			return true;
	}
	return false;
}

bool place_near_has_number(const char *text)
{
	if (strpbrk(text, "0123456789"))
		return true;
	for (; *text; text += strcspn(text, " "), text += strspn(text, " ")) {
		size_t length = strspn(text, "IVX");

		if (length > 0 && text[length] == '.')
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
