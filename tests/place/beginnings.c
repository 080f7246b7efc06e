/* SPDX-License-Identifier: MIT */
#include "place/beginnings.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "cmd/cmd_complete.h"
#include "place/fold.h"
#include "place/place_search.h"

#define FIRST 10
#define TEXT_MAX (4 * GAZETTEER_NAME_MAX)

/* A beginning and the place that it has to offer. */
struct beginning {
	char *typed;
	size_t offset;
};

struct all {
	struct beginning *items;
	size_t count, room;
};

static void add(struct all *all, const char *typed, size_t offset)
{
	if (all->count == all->room) {
		all->room = all->room ? 2 * all->room : 1024;
		all->items = realloc(all->items, all->room * sizeof *all->items);
		if (!all->items)
			abort();
	}
	all->items[all->count++] = (struct beginning){strdup(typed), offset};
}

static int by_typed(const void *a, const void *b)
{
	const struct beginning *left = a, *right = b;
	int order = strcmp(left->typed, right->typed);

	return order ? order : (left->offset > right->offset) - (left->offset < right->offset);
}

static utf8proc_int32_t small(utf8proc_int32_t point)
{
	return utf8proc_tolower(point);
}

static utf8proc_int32_t capital(utf8proc_int32_t point)
{
	return utf8proc_toupper(point);
}

/* Letters with a cedilla and those with a comma below stand for each other. */
static utf8proc_int32_t other_letter(utf8proc_int32_t point)
{
	static const utf8proc_int32_t pairs[][2] = {
		{0x15E, 0x218}, {0x15F, 0x219}, {0x162, 0x21A}, {0x163, 0x21B}};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		for (size_t k = 0; k < 2; k++)
			if (pairs[i][k] == point)
				return pairs[i][1 - k];
	return point;
}

static utf8proc_int32_t other_apostrophe(utf8proc_int32_t point)
{
	return point == '\'' ? 0x2019 : point == 0x2019 ? '\'' : point;
}

static void map_points(
	char to[TEXT_MAX], const char *from, utf8proc_int32_t (*map)(utf8proc_int32_t))
{
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)from;
	utf8proc_int32_t point;
	size_t used = 0;

	for (; *at; at += utf8proc_iterate(at, -1, &point)) {
		utf8proc_iterate(at, -1, &point);
		used += (size_t)utf8proc_encode_char(map(point), (utf8proc_uint8_t *)to + used);
	}
	to[used] = '\0';
}

/* Without the marks U+0300 to U+036F, and composed again. */
static void drop_marks(char to[TEXT_MAX], const char *from)
{
	utf8proc_uint8_t *apart = utf8proc_NFD((const utf8proc_uint8_t *)from), *composed;
	size_t used = 0;

	for (const utf8proc_uint8_t *at = apart; *at;) {
		utf8proc_int32_t point;
		utf8proc_ssize_t size = utf8proc_iterate(at, -1, &point);

		if (point < 0x300 || point > 0x36F) {
			memcpy(to + used, at, (size_t)size);
			used += (size_t)size;
		}
		at += size;
	}
	to[used] = '\0';
	composed = utf8proc_NFC((const utf8proc_uint8_t *)to);
	snprintf(to, TEXT_MAX, "%s", (char *)composed);
	free(composed);
	free(apart);
}

/* A beginning in each case, composed and decomposed. */
static void add_cases(struct all *all, const char *beginning, size_t offset)
{
	char cases[3][TEXT_MAX];

	snprintf(cases[0], TEXT_MAX, "%s", beginning);
	map_points(cases[1], beginning, small);
	map_points(cases[2], beginning, capital);
	for (size_t i = 0; i < 3; i++) {
		utf8proc_uint8_t *apart = utf8proc_NFD((const utf8proc_uint8_t *)cases[i]);

		if (i == 0 || strcmp(cases[i], cases[0]) != 0)
			add(all, cases[i], offset);
		if (strcmp((char *)apart, cases[i]) != 0)
			add(all, (char *)apart, offset);
		free(apart);
	}
}

static bool is_mark(utf8proc_int32_t point)
{
	utf8proc_category_t category = utf8proc_category(point);

	return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

/* The bytes of a name's first `letters` letters; 0 if it has fewer. Marks belong to letters. */
static size_t beginning_size(const char *name, size_t letters)
{
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)name;
	utf8proc_int32_t point;

	while (*at) {
		utf8proc_ssize_t size = utf8proc_iterate(at, -1, &point);

		if (!is_mark(point) && letters-- == 0)
			return (size_t)(at - (const utf8proc_uint8_t *)name);
		at += size;
	}
	return letters == 0 ? strlen(name) : 0;
}

static void add_name(struct all *all, const char *name, size_t offset)
{
	char forms[8][TEXT_MAX];

	snprintf(forms[0], TEXT_MAX, "%s", name);
	drop_marks(forms[1], name);
	for (size_t i = 0; i < 2; i++)
		map_points(forms[2 + i], forms[i], other_letter);
	for (size_t i = 0; i < 4; i++)
		map_points(forms[4 + i], forms[i], other_apostrophe);
	for (size_t i = 0; i < 8; i++) {
		char beginning[TEXT_MAX], key[FOLD_MAX];
		bool is_new = true;
		size_t size;

		for (size_t k = 0; k < i; k++)
			is_new &= strcmp(forms[k], forms[i]) != 0;
		for (size_t n = 1; is_new && (size = beginning_size(forms[i], n)) > 0; n++) {
			snprintf(beginning, sizeof beginning, "%.*s", (int)size, forms[i]);
			if (fold_prefix(key, beginning) > 0)
				add_cases(all, beginning, offset);
		}
	}
}

static void complete(
	struct completions *completions, const struct gazetteer *list, const char *typed)
{
	char *word = (char *)(uintptr_t)typed;

	cmd_complete_find(completions, list, &word, 1);
}

static bool offers(const struct completions *completions, size_t offset, size_t most)
{
	for (size_t i = 0; i < completions->count && i < most; i++)
		if (completions->all[i].offset == offset)
			return true;
	return false;
}

static void check(struct beginnings *result, const struct completions *completions,
	const struct beginning *beginning, FILE *complaints)
{
	size_t count = completions->count, length = strlen(beginning->typed);
	bool is_behind_blank = beginning->typed[length - 1] == ' ';

	result->typed++;
	if (offers(completions, beginning->offset, count)) {
		result->offered++;
	} else if (count == COMPLETE_MAX &&
		   (completions->all[count - 1].offset < beginning->offset || is_behind_blank)) {
		/* Behind a name the places of that name come first. */
		result->beyond++;
	} else {
		result->failures++;
		fprintf(complaints, "'%s' does not offer the place at %zu\n", beginning->typed,
			beginning->offset);
	}
}

static void free_all(struct all *all)
{
	for (size_t i = 0; i < all->count; i++)
		free(all->items[i].typed);
	free(all->items);
}

static void try_all(
	struct beginnings *result, const struct gazetteer *list, struct all *all, FILE *complaints)
{
	struct completions completions;
	const char *last = "";

	qsort(all->items, all->count, sizeof *all->items, by_typed);
	for (size_t i = 0; i < all->count; i++) {
		const char *typed = all->items[i].typed;
		bool is_new = strcmp(typed, last) != 0;

		if (!*typed)
			continue;
		if (is_new)
			complete(&completions, list, typed);
		for (size_t k = 0; k < completions.count && is_new; k++)
			if (strncasecmp(completions.all[k].text, typed, strlen(typed)) != 0) {
				result->failures++;
				fprintf(complaints, "'%s' offers '%s'\n", typed,
					completions.all[k].text);
			}
		if (is_new || all->items[i].offset != all->items[i - 1].offset)
			check(result, &completions, &all->items[i], complaints);
		last = typed;
	}
	free_all(all);
}

bool beginnings_can_mean(
	const struct gazetteer *list, const struct listed *place, const char *spelling)
{
	char argument[PLACE_ARGUMENT_MAX];

	place_search_argument(list, place, spelling, argument);
	return !strpbrk(spelling, ",?") && strncmp(argument, spelling, strlen(spelling)) == 0;
}

struct beginnings beginnings_try(
	const struct gazetteer *list, int64_t population, size_t stride, FILE *complaints)
{
	struct beginnings result = {0};
	struct all all = {0}, nameless = {0};
	struct listed_name name;
	const char *at = NULL;

	for (size_t i = 0; gazetteer_next(list, &at, &name); i++) {
		char spelling[GAZETTEER_NAME_MAX];
		struct listed place;

		if (name.kind == NAME_ALTERNATE || !gazetteer_place(list, name.offset, &place) ||
			place.population < population)
			continue;
		gazetteer_spelling(list, &name, spelling);
		/* Whether or not this name is tried, another of the place's may be. */
		if (!beginnings_can_mean(list, &place, spelling)) {
			result.nameless++;
			add(&nameless, "", name.offset);
		} else if (i % stride == 0) {
			result.names++;
			add_name(&all, spelling, name.offset);
		}
	}
	/* Places with such a name may have been offered by that one, in vain. */
	for (size_t i = 0; i < all.count; i++)
		for (size_t k = 0; k < nameless.count; k++)
			if (all.items[i].offset == nameless.items[k].offset)
				*all.items[i].typed = '\0';
	free_all(&nameless);
	try_all(&result, list, &all, complaints);
	return result;
}

size_t beginnings_letters(const struct gazetteer *list, const struct listed *place)
{
	size_t size;

	for (size_t n = 1; (size = beginning_size(place->name, n)) > 0; n++) {
		char typed[GAZETTEER_NAME_MAX];
		struct completions completions;

		snprintf(typed, sizeof typed, "%.*s", (int)size, place->name);
		complete(&completions, list, typed);
		if (offers(&completions, place->offset, FIRST))
			return n;
	}
	return 0;
}
