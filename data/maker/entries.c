/* SPDX-License-Identifier: MIT */
#include "entries.h"
#include "place/rank.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static struct entry make_entry(
	struct memory *memory, const struct place *place, const struct name *name)
{
	bool is_spelt = name->kind != 'o' && name->kind != 'a';
	struct entry entry = {
		.key_length = strlen(name->key),
		.spelling = is_spelt ? name->spelling : "",
		.kind = name->kind,
		.place = place,
	};

	entry.line = memory_format(
		memory, "%s\t%zu\t%c\t%s\n", name->key, place->offset, name->kind, entry.spelling);
	entry.mark = strchr(entry.line + entry.key_length + 1, '\t') + 1;
	return entry;
}

static int by_line(const void *a, const void *b)
{
	const struct entry *first = a;
	const struct entry *second = b;

	return strcmp(first->line, second->line);
}

static double rank_of(const struct entry *entry)
{
	return rank_score(entry->place->people, entry->kind != 'x', entry->place->is_capital);
}

/* Of two with one key, whether the key means the first one's place. */
static bool is_likelier(const struct entry *entry, const struct entry *other)
{
	double difference = rank_of(entry) - rank_of(other);

	return difference > 0 || (difference == 0 && entry->place->offset < other->place->offset);
}

static bool have_one_key(const struct entry *a, const struct entry *b)
{
	return a->key_length == b->key_length && memcmp(a->line, b->line, a->key_length) == 0;
}

static void mark_likeliest(const struct entries *entries)
{
	size_t next;

	for (size_t first = 0; first < entries->count; first = next) {
		const struct entry *likeliest = &entries->items[first];

		for (next = first + 1; next < entries->count; next++) {
			if (!have_one_key(likeliest, &entries->items[next]))
				break;
			if (is_likelier(&entries->items[next], likeliest))
				likeliest = &entries->items[next];
		}
		for (size_t i = first; i < next; i++)
			if (entries->items[i].place == likeliest->place)
				*entries->items[i].mark =
					(char)toupper((unsigned char)*entries->items[i].mark);
	}
}

struct entries entries_make(const struct places *places)
{
	struct entries entries = {0};

	for (size_t i = 0; i < places->count; i++)
		entries.count += places->items[i]->name_count;
	entries.items = memory_take(places->memory, entries.count, sizeof *entries.items);
	entries.count = 0;
	for (size_t i = 0; i < places->count; i++)
		for (size_t k = 0; k < places->items[i]->name_count; k++)
			entries.items[entries.count++] = make_entry(
				places->memory, places->items[i], &places->items[i]->names[k]);
	qsort(entries.items, entries.count, sizeof *entries.items, by_line);
	mark_likeliest(&entries);
	return entries;
}
