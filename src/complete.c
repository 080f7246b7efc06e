/* SPDX-License-Identifier: MIT */
#include "complete.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "fold.h"
#include "resolve.h"
#include "utf8.h"

#define FOUND_MAX 512
#define TYPED_MAX 512

/* Names that begin with what was typed, and their places. */
struct found {
	struct listed_name name;
	struct listed place;
};

struct finds {
	struct found all[FOUND_MAX];
	size_t count;
};

static bool begins_with(const char *text, const char *beginning)
{
	return strncasecmp(text, beginning, strlen(beginning)) == 0;
}

/* The name as spelt in the list, without the file's tabs. */
static void spell(char to[GAZETTEER_NAME_MAX], const struct found *found)
{
	if (found->name.spelling_length > 0)
		snprintf(to, GAZETTEER_NAME_MAX, "%.*s", (int)found->name.spelling_length,
			found->name.spelling);
	else
		snprintf(to, GAZETTEER_NAME_MAX, "%s", found->place.name);
}

/* A spelling of the place that begins with what was typed, its own name preferred; "" if none does. */
static void choose_spelling(
	char to[GAZETTEER_NAME_MAX], const struct found *found, const char *typed)
{
	char alternate[GAZETTEER_NAME_MAX], ascii[GAZETTEER_NAME_MAX];
	const char *const spellings[] = {found->place.name, found->place.ascii, alternate, ascii};

	spell(alternate, found);
	utf8_ascii(ascii, sizeof ascii, alternate);
	*to = '\0';
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings && !*to; i++)
		if (begins_with(spellings[i], typed) && !strpbrk(spellings[i], ",?"))
			snprintf(to, GAZETTEER_NAME_MAX, "%s", spellings[i]);
}

static int by_people(const void *a, const void *b)
{
	const struct found *left = a, *right = b;

	if (left->place.people != right->place.people)
		return left->place.people < right->place.people ? 1 : -1;
	return (left->name.key > right->name.key) - (left->name.key < right->name.key);
}

/* All names whose spelling begins with what was typed, as many as there is room for. */
static void find_all(
	const struct gazetteer *list, const char *key, const char *typed, struct finds *finds)
{
	struct found found;
	const char *at = NULL;

	while (finds->count < FOUND_MAX && gazetteer_next_name(list, key, true, &at, &found.name)) {
		char spelling[GAZETTEER_NAME_MAX];

		if (!gazetteer_place(list, found.name.ref, &found.place))
			continue;
		choose_spelling(spelling, &found, typed);
		if (*spelling)
			finds->all[finds->count++] = found;
	}
	qsort(finds->all, finds->count, sizeof *finds->all, by_people);
}

/* The short cut knows the key alone; "L'" has the key of all that begin with an L. */
static void find_beginnings(const struct gazetteer *list, const char *typed, struct finds *finds)
{
	struct listed_name names[2 * COMPLETE_MAX];
	char key[FOLD_MAX];
	size_t count;

	finds->count = 0;
	if (!fold_prefix(key, typed) && *typed)
		return;
	count = gazetteer_top(list, key, names, sizeof names / sizeof *names);
	for (size_t i = 0; i < count && count != SIZE_MAX; i++) {
		struct found *found = &finds->all[finds->count];
		char spelling[GAZETTEER_NAME_MAX];

		found->name = names[i];
		if (!gazetteer_place(list, names[i].ref, &found->place))
			continue;
		choose_spelling(spelling, found, typed);
		finds->count += *spelling != '\0';
	}
	if (finds->count == 0)
		find_all(list, key, typed, finds);
}

static bool was_printed(const size_t refs[COMPLETE_MAX], size_t count, size_t ref)
{
	for (size_t i = 0; i < count; i++)
		if (refs[i] == ref)
			return true;
	return false;
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
	size_t refs[COMPLETE_MAX];
	size_t count = 0;

	for (size_t i = 0; i < finds->count && count < COMPLETE_MAX; i++) {
		const struct found *found = &finds->all[i];
		char spelling[GAZETTEER_NAME_MAX], argument[RESOLVE_ARGUMENT_MAX];

		choose_spelling(spelling, found, typed);
		if (!*spelling || was_printed(refs, count, found->place.ref))
			continue;
		resolve_argument(list, &found->place, spelling, argument);
		/* A word with a comma inside is a place by itself, so it cannot follow others. */
		if (!begins_with(argument, typed) || (done > 0 && strchr(argument, ',')))
			continue;
		print_line(out, list, &found->place, argument + done);
		refs[count++] = found->place.ref;
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
