/* SPDX-License-Identifier: MIT */
#include "complete.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "fold.h"
#include "resolve.h"
#include "utf8.h"

#define FINDS_MAX (2 * COMPLETE_MAX)
#define TYPED_MAX 512

/* Names that begin with what was typed, the most populous place's first, each place once. */
struct finds {
	struct listed_name all[FINDS_MAX];
	size_t count;
};

static bool begins_with(const char *text, const char *beginning)
{
	return strncasecmp(text, beginning, strlen(beginning)) == 0;
}

/* A candidate must begin with what was typed, and be a name and nothing else to those who read it. */
static bool is_candidate(const char *spelling, const char *typed)
{
	return begins_with(spelling, typed) && !strpbrk(spelling, ",?");
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

/* A spelling of the place that begins with what was typed, its own name preferred; "" if none does. */
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
	       (fold(key, spelling) && fold(other_key, other) && strcmp(key, other_key) == 0);
}

/* What to type for the place; the list knows of its names whether they are enough. */
static void choose_argument(const struct gazetteer *list, const struct listed_name *name,
	const struct listed *place, const char *spelling, char to[RESOLVE_ARGUMENT_MAX])
{
	char listed[GAZETTEER_NAME_MAX];

	spell(listed, name, place);
	if (name->is_enough && is_same_name(spelling, listed))
		snprintf(to, RESOLVE_ARGUMENT_MAX, "%s", spelling);
	else
		resolve_argument(list, place, spelling, to);
}

/* Keeps a name if it is among the first; a place's own name goes before its others. */
static void keep(struct finds *finds, const struct listed_name *name)
{
	size_t at = finds->count;

	while (at > 0 && name->ref < finds->all[at - 1].ref)
		at--;
	if (at > 0 && finds->all[at - 1].ref == name->ref) {
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
	if (!gazetteer_place(list, name->ref, place))
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

/* Whether so many are spelt otherwise ("L'" has the key of all that begin with an L) that others may fit. */
static bool are_few(const struct gazetteer *list, const struct finds *finds, const char *typed)
{
	char spelling[GAZETTEER_NAME_MAX];
	struct listed place;
	size_t fitting = 0;

	for (size_t i = 0; i < finds->count && fitting < COMPLETE_MAX / 2; i++)
		fitting += read_find(list, &finds->all[i], typed, &place, spelling);
	return fitting < COMPLETE_MAX / 2 && fitting < finds->count;
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

static void print_line(
	FILE *out, const struct gazetteer *list, const struct listed *place, const char *argument)
{
	char unit[GAZETTEER_NAME_MAX];

	gazetteer_unit_name(list, place, unit);
	fprintf(out, "%s\t%s%s%s, %s\n", argument, place->name,
		*unit && strcmp(unit, place->name) != 0 ? ", " : "",
		strcmp(unit, place->name) != 0 ? unit : "", place->country);
}

/* Returns how many were printed; `done` bytes of each are words that stand already. */
static size_t print_finds(FILE *out, const struct gazetteer *list, const struct finds *finds,
	const char *typed, size_t done)
{
	size_t count = 0;

	for (size_t i = 0; i < finds->count && count < COMPLETE_MAX; i++) {
		char spelling[GAZETTEER_NAME_MAX], argument[RESOLVE_ARGUMENT_MAX];
		struct listed place;

		if (!read_find(list, &finds->all[i], typed, &place, spelling))
			continue;
		choose_argument(list, &finds->all[i], &place, spelling, argument);
		/* A word with a comma inside is a place by itself, so it cannot follow others. */
		if (!begins_with(argument, typed) || (done > 0 && strchr(argument, ',')))
			continue;
		print_line(out, list, &place, argument + done);
		count++;
	}
	return count;
}

/* Words from `first` on may be one place; the last one is being typed. */
static size_t complete_from(
	FILE *out, const struct gazetteer *list, char *const words[], int first, int count)
{
	char typed[TYPED_MAX] = "";
	size_t used = 0, done = 0;
	struct finds finds;

	for (int i = first; i < count && used < sizeof typed; i++) {
		done = used + (i > first);
		used += (size_t)snprintf(
			typed + used, sizeof typed - used, "%s%s", i > first ? " " : "", words[i]);
	}
	if (used >= sizeof typed || !utf8_is_valid(typed))
		return 0;
	find_beginnings(list, typed, &finds);
	return print_finds(out, list, &finds, typed, done);
}

void complete(FILE *out, const struct gazetteer *list, char *const words[], int count)
{
	for (int first = 0; first < count || first == 0; first++)
		if (complete_from(out, list, words, first, count) > 0)
			return;
}
