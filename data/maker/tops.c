/* SPDX-License-Identifier: MIT */
#include "tops.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	MANY = 200, /* a beginning that more names have gets a line */
	BEST_MAX = 60,
	NUMBER_SIZE = 24, /* room for a tab, a number, a letter and the end */
};

struct maker {
	struct memory *memory;
	const struct entries *entries;
	const struct entry **sorted; /* room for all entries */
	struct tops tops;
};

/* The best names of so many places. */
struct best {
	const struct entry *entries[BEST_MAX];
	size_t count;
};

static int by_kind(const struct entry *first, const struct entry *second)
{
	static const char kinds[] = "oahlx";

	return (int)(strchr(kinds, first->kind) - strchr(kinds, second->kind));
}

/* The likeliest places first, and of each the best name first. */
static int by_place(const void *a, const void *b)
{
	const struct entry *first = *(const struct entry *const *)a;
	const struct entry *second = *(const struct entry *const *)b;

	if (first->place != second->place)
		return first->place->offset < second->place->offset ? -1 : 1;
	if (first->kind != second->kind)
		return by_kind(first, second);
	return strcmp(first->line, second->line);
}

/* Adds places by the best of their names, those with own names or those without. */
static void add_best(struct best *best, const struct entry *const sorted[], size_t count,
	bool with_own, bool with_areas)
{
	const struct place *last = NULL;

	for (size_t i = 0; i < count && best->count < BEST_MAX; i++) {
		const struct entry *entry = sorted[i];
		bool is_first = entry->place != last;

		last = entry->place;
		if (is_first && (entry->kind != 'x') == with_own &&
			(with_areas || !entry->place->is_area))
			best->entries[best->count++] = entry;
	}
}

/* Of the entries from first to end. Provinces are not among the world's largest cities. */
static struct best choose_best(const struct maker *maker, size_t first, size_t end, bool with_areas)
{
	const struct entry **sorted = maker->sorted + first;
	struct best best = {.count = 0};

	for (size_t i = first; i < end; i++)
		maker->sorted[i] = &maker->entries->items[i];
	qsort(sorted, end - first, sizeof *sorted, by_place);
	add_best(&best, sorted, end - first, true, with_areas);
	add_best(&best, sorted, end - first, false, with_areas);
	return best;
}

static char *make_top_line(
	struct memory *memory, const char *key, size_t key_length, const struct best *best)
{
	size_t size = key_length + 2, used = key_length;
	char *line;

	for (size_t i = 0; i < best->count; i++)
		size += NUMBER_SIZE + strlen(best->entries[i]->spelling);
	line = memory_take(memory, size, 1);
	memcpy(line, key, key_length);
	for (size_t i = 0; i < best->count; i++) {
		const struct entry *entry = best->entries[i];

		used += (size_t)snprintf(line + used, size - used, "\t%zu%c%s",
			entry->place->offset, *entry->mark, entry->spelling);
	}
	line[used] = '\n';
	return line;
}

static void add_top(struct maker *maker, size_t first, size_t end, size_t depth)
{
	struct best best = choose_best(maker, first, end, depth > 0);
	struct tops *tops = &maker->tops;

	tops->lines = memory_grow(maker->memory, tops->lines, tops->count, sizeof *tops->lines);
	tops->lines[tops->count++] =
		make_top_line(maker->memory, maker->entries->items[first].line, depth, &best);
}

static size_t character_size(const char *text)
{
	const char *end = text;

	utf8_next(&end, text + strlen(text));
	return (size_t)(end - text);
}

/* Of the entries from first to end, whose keys begin with the same depth bytes. */
static void add_tops(struct maker *maker, size_t first, size_t end, size_t depth)
{
	const struct entry *entries = maker->entries->items;

	if (end - first <= MANY)
		return;
	add_top(maker, first, end, depth);
	while (first < end && entries[first].key_length == depth)
		first++;
	while (first < end) {
		const char *text = entries[first].line + depth;
		size_t size = character_size(text);
		size_t next = first + 1;

		while (next < end && memcmp(entries[next].line + depth, text, size) == 0)
			next++;
		add_tops(maker, first, next, depth + size);
		first = next;
	}
}

struct tops tops_make(const struct entries *entries, struct memory *memory)
{
	struct maker maker = {.memory = memory, .entries = entries};

	maker.sorted = memory_take(memory, entries->count, sizeof *maker.sorted);
	add_tops(&maker, 0, entries->count, 0);
	return maker.tops;
}
