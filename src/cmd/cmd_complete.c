/* SPDX-License-Identifier: MIT */
#include "cmd/cmd_complete.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "cmd/app.h"
#include "cmd/complete_qualifier.h"
#include "cmd/completions.h"
#include "place/fold.h"
#include "place/place.h"
#include "place/place_search.h"

#define FINDS_MAX (2 * COMPLETIONS_MAX)

/* Names that begin with what was typed, the most populous place's first, each place once. */
struct finds {
	struct listed_name all[FINDS_MAX];
	size_t count;
};

/*
 * A candidate must begin with what was typed, and be a name and nothing else to those who read it.
 */
static bool is_candidate(const char *spelling, const char *typed)
{
	return completions_fit(spelling, typed) && !strpbrk(spelling, ",?");
}

/* The name as spelt in the list, without the file's tabs. */
static void spell(
	char to[GAZETTEER_NAME_MAX], const struct listed_name *name, const struct listed *place)
{
	if (name->spelling_length > 0)
		snprintf(
			to, GAZETTEER_NAME_MAX, "%.*s", (int)name->spelling_length, name->spelling);
	else
		snprintf(to, GAZETTEER_NAME_MAX, "%s",
			name->kind == NAME_ASCII ? place->ascii : place->name);
}

/*
 * A spelling of the place that begins with what was typed, its own name preferred; "" if none does.
 */
static void choose_spelling(char to[GAZETTEER_NAME_MAX], const struct listed_name *name,
	const struct listed *place, const char *typed)
{
	char listed[GAZETTEER_NAME_MAX];

	if (is_candidate(place->name, typed) || is_candidate(place->ascii, typed)) {
		snprintf(to, GAZETTEER_NAME_MAX, "%s",
			is_candidate(place->name, typed) ? place->name : place->ascii);
		return;
	}
	spell(listed, name, place);
	snprintf(to, GAZETTEER_NAME_MAX, "%s", listed);
	if (!is_candidate(to, typed))
		utf8_ascii(to, GAZETTEER_NAME_MAX, listed);
	if (!is_candidate(to, typed))
		*to = '\0';
}

/* The same name, whatever the accents. */
static bool is_same_name(const char *spelling, const char *other)
{
	char key[FOLD_MAX], other_key[FOLD_MAX];

	return strcmp(spelling, other) == 0 ||
	       (fold_key(key, spelling) && fold_key(other_key, other) &&
		       strcmp(key, other_key) == 0);
}

/* What to type for the place; the list knows of its names whether they are enough. */
static void choose_argument(const struct gazetteer *list, const struct listed_name *name,
	const struct listed *place, const char *spelling, char to[PLACE_ARGUMENT_MAX])
{
	char listed[GAZETTEER_NAME_MAX];

	spell(listed, name, place);
	if (name->is_enough && is_same_name(spelling, listed) &&
		!place_search_names_region(list, spelling))
		snprintf(to, PLACE_ARGUMENT_MAX, "%s", spelling);
	else
		place_search_argument(list, place, spelling, to);
}

/* Keeps a name if it is among the first; a place's own name goes before its others. */
static void keep(struct finds *finds, const struct listed_name *name)
{
	size_t at = finds->count;

	while (at > 0 && name->offset < finds->all[at - 1].offset)
		at--;
	if (at > 0 && finds->all[at - 1].offset == name->offset) {
		if (name->kind == NAME_OWN && finds->all[at - 1].kind != NAME_OWN)
			finds->all[at - 1] = *name;
		return;
	}
	if (at == FINDS_MAX)
		return;
	if (finds->count == FINDS_MAX)
		finds->count--;
	memmove(&finds->all[at + 1], &finds->all[at], (finds->count - at) * sizeof *finds->all);
	finds->all[at] = *name;
	finds->count++;
}

/* A spelling as choose_spelling has it; reads the place. */
static bool read_find(const struct gazetteer *list, const struct listed_name *name,
	const char *typed, struct listed *place, char spelling[GAZETTEER_NAME_MAX])
{
	if (!gazetteer_place(list, name->offset, place))
		return false;
	choose_spelling(spelling, name, place, typed);
	return *spelling;
}

/* All names with that beginning, whatever their spelling, so that no place needs to be read yet. */
static void find_by_key(const struct gazetteer *list, const char *key, struct finds *finds)
{
	size_t count = gazetteer_top(list, key, finds->all, FINDS_MAX);
	struct listed_name name;
	const char *at = NULL;

	finds->count = count == SIZE_MAX ? 0 : count;
	while (count == SIZE_MAX && gazetteer_next_name(list, key, true, &at, &name))
		keep(finds, &name);
}

static void find_by_spelling(
	const struct gazetteer *list, const char *key, const char *typed, struct finds *finds)
{
	char spelling[GAZETTEER_NAME_MAX];
	struct listed_name name;
	const char *at = NULL;
	struct listed place;

	finds->count = 0;
	while (gazetteer_next_name(list, key, true, &at, &name))
		if (read_find(list, &name, typed, &place, spelling))
			keep(finds, &name);
}

/*
 * Whether so many are spelt otherwise ("L'" has the key of all that begin with an L) that others
 * may fit.
 */
static bool are_few(const struct gazetteer *list, const struct finds *finds, const char *typed)
{
	char spelling[GAZETTEER_NAME_MAX];
	struct listed place;
	size_t fitting = 0;

	for (size_t i = 0; i < finds->count && fitting < COMPLETIONS_MAX / 2; i++)
		fitting += read_find(list, &finds->all[i], typed, &place, spelling);
	return fitting < COMPLETIONS_MAX / 2 && fitting < finds->count;
}

static void find_beginnings(const struct gazetteer *list, const char *typed, struct finds *finds)
{
	char key[FOLD_MAX];

	finds->count = 0;
	if (!fold_prefix(key, typed) && *typed)
		return;
	find_by_key(list, key, finds);
	if (are_few(list, finds, typed))
		find_by_spelling(list, key, typed, finds);
}

/*
 * Whether words that stand before would make the text, `done` bytes of it words too, a part of
 * their place.
 */
static bool is_joined(const struct gazetteer *list, char *const before[], int count,
	const char *text, size_t done)
{
	char joined[2 * LOCATION_TEXT_MAX + PLACE_ARGUMENT_MAX];
	struct listed place;

	/* One word with a blank or a comma inside stands alone. */
	if (done == 0 && strpbrk(text, " ,"))
		return false;
	for (int first = 0; first < count; first++) {
		char words[LOCATION_TEXT_MAX + 2];

		if (!*before[first] || !place_join(words, before + first, count - first))
			continue;
		snprintf(joined, sizeof joined, "%s %s", words, text);
		if (place_search_first(list, joined, &place))
			return true;
	}
	return false;
}

/*
 * Names that begin with the last word; the words that stand before must not take them for theirs.
 */
static void offer_finds(struct completions *completions, const struct gazetteer *list,
	const struct typed *typed, char *const before[], int count)
{
	struct finds finds;

	find_beginnings(list, typed->text, &finds);
	for (size_t i = 0; i < finds.count && completions->count < COMPLETIONS_MAX; i++) {
		char spelling[GAZETTEER_NAME_MAX], argument[PLACE_ARGUMENT_MAX];
		struct listed place;

		if (!read_find(list, &finds.all[i], typed->text, &place, spelling))
			continue;
		choose_argument(list, &finds.all[i], &place, spelling, argument);
		if (completions_fit(argument, typed->text) &&
			!is_joined(list, before, count, argument, typed->done))
			completions_add(completions, argument, typed->done, &place);
	}
}

/*
 * Whether the name, as spelt, begins with what was typed and is one of a place in the region, not
 * of that.
 */
static bool is_within(const struct gazetteer *list, const struct listed_name *name, const char *key,
	const char *typed)
{
	char spelling[GAZETTEER_NAME_MAX];
	struct listed place;

	if (name->key_length == strlen(key) && memcmp(name->key, key, name->key_length) == 0)
		return false;
	/* Where nothing was typed yet, names like the region's, which is not in Latin letters. */
	if (!*typed && (name->kind == NAME_ALTERNATE || name->spelling_length == 0))
		return false;
	if (!gazetteer_place(list, name->offset, &place) ||
		!place_search_is_within(list, &place, key))
		return false;
	spell(spelling, name, &place);
	return is_candidate(spelling, typed);
}

/* Names of places in the region of that key. */
static void find_within(
	const struct gazetteer *list, const char *key, const char *typed, struct finds *finds)
{
	char beginning[FOLD_MAX];
	struct listed_name name;
	const char *at = NULL;

	finds->count = 0;
	if (!fold_prefix(beginning, typed) && *typed)
		return;
	while (gazetteer_next_name(list, beginning, true, &at, &name))
		if (is_within(list, &name, key, typed))
			keep(finds, &name);
}

/*
 * "경기도 광": the region, a blank, a name in it. The first `length` bytes are the region and the
 * blank.
 */
static void offer_within(struct completions *completions, const struct gazetteer *list,
	const struct typed *typed, size_t length)
{
	char region[OFFERS_TYPED_MAX], key[FOLD_MAX];
	struct region_key found;
	const char *at = NULL;
	struct finds finds;

	snprintf(region, sizeof region, "%.*s", (int)length, typed->text);
	if (!fold_key(key, region) || !gazetteer_next_key(list, key, false, &at, &found))
		return;
	find_within(list, key, typed->text + length, &finds);
	for (size_t i = 0; i < finds.count; i++) {
		char spelling[GAZETTEER_NAME_MAX], text[OFFERS_TYPED_MAX + GAZETTEER_NAME_MAX];
		struct listed place;

		gazetteer_place(list, finds.all[i].offset, &place);
		spell(spelling, &finds.all[i], &place);
		snprintf(text, sizeof text, "%s%s", region, spelling);
		if (strlen(text) < PLACE_ARGUMENT_MAX && place_search_means(list, text, &place))
			completions_add(completions, text, typed->done, &place);
	}
	completions->are_all |= finds.count > 0;
}

/* As place_search() reads them, in what is not written in Latin letters. */
static void offer_behind_regions(
	struct completions *completions, const struct gazetteer *list, const struct typed *typed)
{
	const char *blank = typed->text;

	while ((unsigned char)*typed->text >= 0x80 && (blank = strchr(blank, ' '))) {
		blank += strspn(blank, " ");
		offer_within(completions, list, typed, (size_t)(blank - typed->text));
	}
}

/* Joins words; false when they are too long or not UTF-8. */
static bool join_typed(struct typed *typed, char *const words[], int count)
{
	struct strbuf text = strbuf_start(typed->text, sizeof typed->text);

	typed->done = 0;
	for (int i = 0; i < count; i++) {
		typed->done = text.length + (i > 0);
		strbuf_addf(&text, "%s%s", i > 0 ? " " : "", words[i]);
	}
	return !text.is_cut && utf8_is_valid(typed->text);
}

/* Words from `first` on may be one place. Returns whether they are. */
static bool offer_from(struct completions *completions, const struct gazetteer *list,
	char *const words[], int first, int count)
{
	struct typed typed;

	if (!join_typed(&typed, words + first, count - first))
		return false;
	if (strchr(typed.text, ',')) {
		complete_qualifier(completions, list, &typed);
	} else {
		offer_finds(completions, list, &typed, words, first);
		offer_behind_regions(completions, list, &typed);
	}
	return completions->count > 0 || completions->are_all;
}

/*
 * Where the words before the last one are a place, what goes on with its name must not hide the
 * next place, unless it is a larger one: "San Fran" is not Frankfurt behind San.
 */
static void offer_next(struct completions *completions, const struct gazetteer *list,
	char *const words[], int first, int count)
{
	char before[LOCATION_TEXT_MAX + 2];
	struct listed known;
	struct typed last;

	if (completions->are_all || !place_join(before, words + first, count - 1 - first) ||
		!place_search_first(list, before, &known) ||
		completions->all[0].offset < known.offset)
		return;
	if (join_typed(&last, words + count - 1, 1))
		offer_finds(completions, list, &last, words + first, count - 1 - first);
}

/* The first word that may be of one place with the last one. */
static int first_joined(char *const words[], int count)
{
	int first = count > 0 ? count - 1 : 0;

	if (count == 0 || strchr(words[first], ' '))
		return first;
	while (first > 0 && count - first < PLACE_WORDS_MAX &&
		!place_stands_alone(words[first - 1]))
		first--;
	return first;
}

/* The last word that may begin the place: behind a comma there is only what tells apart. */
static int last_beginning(char *const words[], int count)
{
	int last = count > 0 ? count - 1 : 0;
	size_t length = last > 0 ? strlen(words[last - 1]) : 0;

	return length > 0 && words[last - 1][length - 1] == ',' ? last - 1 : last;
}

void cmd_complete_print(FILE *out, const struct gazetteer *list, char *const words[], int count)
{
	int earliest = first_joined(words, count), last = last_beginning(words, count);
	char *const *joined = earliest > 0 ? words + earliest : words;
	struct completions completions;

	completions.count = completions.used = 0;
	completions.are_all = false;
	for (int first = earliest; first <= last; first++) {
		if (!offer_from(&completions, list, joined, first - earliest, count - earliest))
			continue;
		if (first < count - 1)
			offer_next(&completions, list, words, first, count);
		break;
	}
	completions_print(out, list, &completions);
}

bool cmd_complete(struct app *app, struct error *error)
{
	(void)error;
	cmd_complete_print(
		app->report.out, &app->list, app->options.words, app->options.word_count);
	return true;
}
