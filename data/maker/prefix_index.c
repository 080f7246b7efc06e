/* SPDX-License-Identifier: MIT */
#include "prefix_index.h"
#include "base/utf8.h"
#include "place/fold.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	MANY = 200, /* a beginning with more names than this gets a line */
	BEST_MAX = 60,
	NUMBER_SIZE = 24, /* room for a tab, a number, a letter and the end */
};

struct maker {
	struct memory *memory;
	const struct entries *entries;
	const struct entry **sorted;  /* by their names with the gaps between words */
	const struct entry **by_rank; /* room for all of them */
	struct prefix_index index;
};

/* The best names of so many places. */
struct best {
	const struct entry *entries[BEST_MAX];
	size_t count;
};

static int by_kind(const struct entry *first, const struct entry *second)
{
	static const char kinds[] = "oahlix";

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

static int by_spaced(const void *a, const void *b)
{
	const struct entry *first = *(const struct entry *const *)a;
	const struct entry *second = *(const struct entry *const *)b;
	int order = strcmp(first->spaced, second->spaced);

	return order != 0 ? order : by_place(a, b);
}

/* Adds places by the best of their names, those with own names or those without. */
static void add_best(
	struct best *best, const struct entry *const sorted[], size_t count, bool with_own)
{
	const struct place *last = NULL;

	for (size_t i = 0; i < count && best->count < BEST_MAX; i++) {
		const struct entry *entry = sorted[i];
		bool is_first = entry->place != last;

		last = entry->place;
		/* A province's name means its largest city. */
		if (is_first && (entry->kind != 'x') == with_own && !entry->place->is_area)
			best->entries[best->count++] = entry;
	}
}

/* A line for the names from first to end, which begin with the same `depth` bytes. */
static void add_line(struct maker *maker, size_t first, size_t end, size_t depth)
{
	struct prefix_index *index = &maker->index;
	size_t size = depth + 2, used = depth;
	struct best best = {.count = 0};
	char *line;

	memcpy(maker->by_rank, maker->sorted + first, (end - first) * sizeof *maker->by_rank);
	qsort(maker->by_rank, end - first, sizeof *maker->by_rank, by_place);
	add_best(&best, maker->by_rank, end - first, true);
	add_best(&best, maker->by_rank, end - first, false);
	for (size_t i = 0; i < best.count; i++)
		size += NUMBER_SIZE + strlen(best.entries[i]->spelling);
	line = memory_take(maker->memory, size, 1);
	memcpy(line, maker->sorted[first]->spaced, depth);
	for (size_t i = 0; i < best.count; i++)
		used += (size_t)snprintf(line + used, size - used, "\t%zu%c%s",
			best.entries[i]->place->offset, *best.entries[i]->mark,
			best.entries[i]->spelling);
	line[used] = '\n';
	index->lines = memory_grow(maker->memory, index->lines, index->count, sizeof *index->lines);
	index->lines[index->count++] = line;
}

/* The first of the entries, sorted by their lines, whose key is not below a key of that length. */
static size_t lower_bound(const struct entries *entries, const char *key, size_t length)
{
	size_t low = 0, high = entries->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strncmp(entries->items[middle].line, key, length) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whether more than MANY names begin with the key of the first bytes of a name with gaps. */
static bool has_many(const struct entries *entries, const char *spaced, size_t depth)
{
	char key[FOLD_MAX];
	size_t length = 0, many;

	for (size_t i = 0; i < depth; i++)
		if (spaced[i] != ' ' && spaced[i] != '\'')
			key[length++] = spaced[i];
	many = lower_bound(entries, key, length) + MANY;
	return many < entries->count && strncmp(entries->items[many].line, key, length) == 0;
}

static size_t character_size(const char *text)
{
	const char *end = text;

	utf8_next(&end, text + strlen(text));
	return (size_t)(end - text);
}

/* Lines for the names from first to end, which begin with the same `depth` bytes. */
static void add_lines(struct maker *maker, size_t first, size_t end, size_t depth)
{
	const struct entry *const *sorted = maker->sorted;

	if (!has_many(maker->entries, sorted[first]->spaced, depth))
		return;
	add_line(maker, first, end, depth);
	while (first < end && !sorted[first]->spaced[depth])
		first++;
	while (first < end) {
		const char *text = sorted[first]->spaced + depth;
		size_t size = character_size(text);
		size_t next = first + 1;

		while (next < end && strncmp(sorted[next]->spaced + depth, text, size) == 0)
			next++;
		add_lines(maker, first, next, depth + size);
		first = next;
	}
}

struct prefix_index prefix_index_make(const struct entries *entries, struct memory *memory)
{
	struct maker maker = {.memory = memory, .entries = entries};

	maker.sorted = memory_take(memory, entries->count, sizeof *maker.sorted);
	maker.by_rank = memory_take(memory, entries->count, sizeof *maker.by_rank);
	for (size_t i = 0; i < entries->count; i++)
		maker.sorted[i] = &entries->items[i];
	qsort(maker.sorted, entries->count, sizeof *maker.sorted, by_spaced);
	add_lines(&maker, 0, entries->count, 0);
	return maker.index;
}
