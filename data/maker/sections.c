/* SPDX-License-Identifier: MIT */
#include "sections.h"
#include "stop.h"

#include <errno.h>
#include <string.h>

enum { NAMES_PER_STEP = 256 };

static size_t tops_size(const struct tops *tops)
{
	size_t size = 0;

	for (size_t i = 0; i < tops->count; i++)
		size += strlen(tops->lines[i]);
	return size;
}

static size_t names_size(const struct entries *entries)
{
	size_t size = 0;

	for (size_t i = 0; i < entries->count; i++)
		size += strlen(entries->items[i].line);
	return size;
}

/* Writes the steps, or with no stream only counts their bytes. */
static size_t write_steps(const struct entries *entries, FILE *stream)
{
	size_t size = 0, offset = 0;

	for (size_t i = 0; i < entries->count; i++) {
		const struct entry *entry = &entries->items[i];
		char number[32];

		if (i % NAMES_PER_STEP == 0) {
			size += entry->key_length;
			size += (size_t)snprintf(number, sizeof number, "\t%zu\n", offset);
			if (stream)
				fprintf(stream, "%.*s%s", (int)entry->key_length, entry->line,
					number);
		}
		offset += strlen(entry->line);
	}
	return size;
}

static void make_head(char head[SECTIONS_START + 1], const struct sections *sections)
{
	size_t places = SECTIONS_START + regions_size(&sections->regions);
	size_t steps = sections->places_end + tops_size(&sections->tops);
	size_t names = steps + write_steps(&sections->entries, NULL);
	size_t size = names + names_size(&sections->entries);
	int length = snprintf(head, SECTIONS_START + 1,
		"wx-places\t1\t%s\t%09zu\t%09d\t%09zu\t%09zu\t%09zu\t%09zu\n", sections->date, size,
		SECTIONS_START, places, sections->places_end, steps, names);

	if (length != SECTIONS_START)
		stop("the list is too large: %zu bytes", size);
}

void sections_write(FILE *stream, const struct sections *sections)
{
	char head[SECTIONS_START + 1];

	make_head(head, sections);
	fputs(head, stream);
	for (size_t i = 0; i < sections->regions.count; i++)
		fputs(sections->regions.lines[i], stream);
	for (size_t i = 0; i < sections->places.count; i++)
		fputs(sections->places.items[i]->line, stream);
	for (size_t i = 0; i < sections->tops.count; i++)
		fputs(sections->tops.lines[i], stream);
	write_steps(&sections->entries, stream);
	for (size_t i = 0; i < sections->entries.count; i++)
		fputs(sections->entries.items[i].line, stream);
	if (fflush(stream) != 0 || ferror(stream))
		stop("standard output: %s", strerror(errno));
}
