/* SPDX-License-Identifier: MIT */
#include "sections.h"
#include "stop.h"

#include <errno.h>
#include <string.h>

enum { SPARSENESS = 256, REFERENCE_SIZE = 9 };

/* Writes the zones, or with no stream only counts their bytes. So do the others here. */
static size_t write_zones(const struct zones *zones, FILE *stream)
{
	size_t size = 0;

	for (size_t i = 0; i < zones->count; i++) {
		size += strlen(zones->items[i].name) + 1;
		if (stream)
			fprintf(stream, "%s\n", zones->items[i].name);
	}
	return size;
}

static size_t offset_of(const struct place *place)
{
	return place ? place->offset : 0;
}

static size_t write_regions(const struct regions *regions, FILE *stream)
{
	size_t size = 0;

	for (size_t i = 0; i < regions->count; i++) {
		const struct region *region = &regions->items[i];

		size += strlen(region->code) + strlen(region->iso) + strlen(region->name) +
			strlen(region->members) + 2 * REFERENCE_SIZE + strlen("\t\t\t\t\t\n");
		if (stream)
			fprintf(stream, "%s\t%s\t%0*zu\t%0*zu\t%s\t%s\n", region->code, region->iso,
				REFERENCE_SIZE, offset_of(region->capital), REFERENCE_SIZE,
				offset_of(region->largest), region->name, region->members);
	}
	return size;
}

static size_t write_keys(const struct regions *regions, FILE *stream)
{
	size_t size = 0;

	for (size_t i = 0; i < regions->name_count; i++) {
		const struct region_name *name = &regions->names[i];
		const char *spelling = name->kind == 'n' ? "" : name->spelling;

		size += strlen(name->key) + strlen(name->code) + strlen(spelling) +
			strlen("\t\tn\t\n");
		if (stream)
			fprintf(stream, "%s\t%s\t%c\t%s\n", name->key, name->code, name->kind,
				spelling);
	}
	return size;
}

size_t sections_before_places(const struct sections *sections)
{
	return SECTIONS_START + write_zones(&sections->zones, NULL) +
	       write_regions(&sections->regions, NULL) + write_keys(&sections->regions, NULL);
}

static size_t names_size(const struct entries *entries)
{
	size_t size = 0;

	for (size_t i = 0; i < entries->count; i++)
		size += strlen(entries->items[i].line);
	return size;
}

static size_t prefix_index_size(const struct prefix_index *index)
{
	size_t size = 0;

	for (size_t i = 0; i < index->count; i++)
		size += strlen(index->lines[i]);
	return size;
}

/* Writes the sparse index, or with no stream only counts their bytes. */
static size_t write_sparse_index(const struct entries *entries, FILE *stream)
{
	size_t size = 0, offset = 0;

	for (size_t i = 0; i < entries->count; i++) {
		const struct entry *entry = &entries->items[i];
		char number[32];

		if (i % SPARSENESS == 0) {
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

/* Where the parts of cities begin, which stand behind all other places. */
static size_t find_parts(const struct sections *sections)
{
	const struct places *places = &sections->places;
	size_t first = places->count;

	while (first > 0 && places->items[first - 1]->is_section)
		first--;
	return first < places->count ? places->items[first]->offset : sections->places_end;
}

static void make_head(char head[SECTIONS_START + 1], const struct sections *sections)
{
	size_t regions = SECTIONS_START + write_zones(&sections->zones, NULL);
	size_t keys = regions + write_regions(&sections->regions, NULL);
	size_t sparse = sections->places_end + prefix_index_size(&sections->prefix_index);
	size_t names = sparse + write_sparse_index(&sections->entries, NULL);
	size_t size = names + names_size(&sections->entries);
	int length = snprintf(head, SECTIONS_START + 1,
		"wx-places\t4\t%s\t%09zu\t%09zu\t%09zu\t%09zu\t%09zu\t%09zu\t%09zu\t%09zu\n",
		sections->date, size, regions, keys, sections->places_start, find_parts(sections),
		sections->places_end, sparse, names);

	if (length != SECTIONS_START)
		stop("the list is too large: %zu bytes", size);
}

void sections_write(FILE *stream, const struct sections *sections)
{
	char head[SECTIONS_START + 1];

	make_head(head, sections);
	fputs(head, stream);
	write_zones(&sections->zones, stream);
	write_regions(&sections->regions, stream);
	write_keys(&sections->regions, stream);
	for (size_t i = 0; i < sections->places.count; i++)
		fputs(sections->places.items[i]->line, stream);
	for (size_t i = 0; i < sections->prefix_index.count; i++)
		fputs(sections->prefix_index.lines[i], stream);
	write_sparse_index(&sections->entries, stream);
	for (size_t i = 0; i < sections->entries.count; i++)
		fputs(sections->entries.items[i].line, stream);
	if (fflush(stream) != 0 || ferror(stream))
		stop("standard output: %s", strerror(errno));
}
