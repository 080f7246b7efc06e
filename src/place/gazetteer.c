/* SPDX-License-Identifier: MIT */
#include "place/gazetteer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/environment.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "place/fold.h"
#include "place/line.h"
#include "place/line_cache.h"
#include "place/rank.h"

#define FORMAT "4"
#define SIZE_LIMIT (64u * 1024 * 1024)
#define PEOPLE_MAX INT64_C(10000000000) /* of a damaged list: products stay in range */
#define HEADER_SIZE 103

/* Degrees, "-33.8688"; so few digits divided by a power of ten are what strtod makes of them. */
static double to_degrees(struct line_field field)
{
	const bool is_negative = field.length > 0 && *field.start == '-';
	double value = 0, scale = 0;

	for (size_t i = is_negative; i < field.length && i < 15; i++) {
		if (field.start[i] == '.' && scale == 0) {
			scale = 1;
		} else if (field.start[i] >= '0' && field.start[i] <= '9') {
			value = value * 10 + (field.start[i] - '0');
			scale *= 10;
		} else {
			break;
		}
	}
	value = scale > 0 ? value / scale : value;
	return is_negative ? -value : value;
}

/*
 * NULL for a list that is whole and of the version that is understood here. The sections must
 * follow each other. Where they begin is not looked at, for that would touch a page of each; what
 * is no line there is not found.
 */
static const char *check_header(struct gazetteer *list, int file)
{
	char header[HEADER_SIZE];
	struct line_field fields[LINE_FIELDS_MAX];
	const char **sections[] = {&list->regions, &list->keys, &list->places, &list->parts,
		&list->prefix_index, &list->sparse_index, &list->names};
	size_t before = HEADER_SIZE;
	ssize_t length;

	/* To use the mapped header would map all pages around it: see line_cache.h. */
	length = pread(file, header, HEADER_SIZE, 0);
	if (length < HEADER_SIZE)
		return length < 0 ? strerror(errno) : _("the file is truncated");
	line_split(header, header + HEADER_SIZE, fields);
	if (line_compare(fields[0], "wx-places", strlen("wx-places")) != 0)
		return _("the file is not a list of places");
	if (line_compare(fields[1], FORMAT, strlen(FORMAT)) != 0)
		return _("the file is for another version of wx");
	if (line_number(fields[3]) != list->size)
		return _("the file is truncated");
	line_copy(list->date, sizeof list->date, fields[2]);
	list->zones = list->base + HEADER_SIZE;
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
		size_t offset = line_number(fields[4 + i]);

		if (offset < before || offset > list->size)
			return _("the file is damaged");
		*sections[i] = list->base + offset;
		before = offset;
	}
	return NULL;
}

static const char *map(struct gazetteer *list, int file, const struct stat *status)
{
	void *base;

	if (!S_ISREG(status->st_mode))
		return _("the file is not a regular file");
	if (status->st_size == 0)
		return _("the file is empty");
	if ((uintmax_t)status->st_size > SIZE_LIMIT)
		return _("the file is too large");
	base = mmap(NULL, (size_t)status->st_size, PROT_READ, MAP_PRIVATE, file, 0);
	if (base == MAP_FAILED)
		return strerror(errno);
	list->base = base;
	list->size = (size_t)status->st_size;
	return check_header(list, file);
}

void gazetteer_open(struct gazetteer *list)
{
	const char *directory = environment_get("WX_DATADIR");
	struct stat status;
	int file;

	*list = (struct gazetteer){0};
	snprintf(list->path, sizeof list->path, "%s/places",
		directory ? directory : PLACES_DIRECTORY);
	/* A FIFO in its place must not be waited for. */
	file = open(list->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	list->reason =
		file < 0 || fstat(file, &status) < 0 ? strerror(errno) : map(list, file, &status);
	if (list->size > 0)
		list->lines = line_cache_open(file);
	else if (file >= 0)
		close(file);
	if (list->reason)
		gazetteer_close(list);
}

/* Leaves an empty list, in which nothing is found. */
void gazetteer_close(struct gazetteer *list)
{
	static const char nothing[] = "";

	if (list->size) {
		munmap((void *)(uintptr_t)list->base, list->size);
		line_cache_close(list->lines);
		list->lines = NULL;
	}
	list->base = list->zones = list->regions = list->keys = list->places = list->parts =
		list->prefix_index = list->sparse_index = list->names = nothing;
	list->size = 0;
}

/* "US", "US.OR", "GB.ENG.J7": as much of it as is known. */
static void join_codes(struct listed *place, struct line_field unit, struct line_field county)
{
	struct strbuf region = strbuf_start(place->region, sizeof place->region);
	struct strbuf whole = strbuf_start(place->county, sizeof place->county);
	char unit_code[12], county_code[16];

	line_copy(unit_code, sizeof unit_code, unit);
	line_copy(county_code, sizeof county_code, county);
	strbuf_add(&region, place->country);
	strbuf_add(&region, *unit_code ? "." : "");
	strbuf_add(&region, unit_code);
	if (!*county_code)
		return;
	strbuf_add(&whole, place->region);
	strbuf_add(&whole, ".");
	strbuf_add(&whole, county_code);
}

/* Splits the line of the place that begins there, valid until the next call; false if none does. */
static bool split_place(
	const struct gazetteer *list, size_t offset, struct line_field fields[LINE_FIELDS_MAX])
{
	const char *line;

	if (offset < (size_t)(list->places - list->base) ||
		offset >= (size_t)(list->prefix_index - list->base))
		return false;
	if (!list->lines) {
		if (list->base[offset - 1] == '\n')
			line_split(list->base + offset, list->prefix_index, fields);
		return list->base[offset - 1] == '\n';
	}
	/* What cannot be read because the file has become shorter is not in the map, either. */
	line = line_cache_read(list->lines, offset);
	if (line)
		line_split(line, line + LINE_CACHE_LINE_MAX, fields);
	return line != NULL;
}

bool gazetteer_place(const struct gazetteer *list, size_t offset, struct listed *place)
{
	struct line_field fields[LINE_FIELDS_MAX];
	int64_t people;
	char kind;

	if (!split_place(list, offset, fields))
		return false;
	people = (int64_t)line_number(fields[8]);
	kind = fields[9].length > 0 ? *fields[9].start : '\0';
	*place = (struct listed){.offset = offset,
		.id = (int64_t)line_number(fields[0]),
		.latitude = to_degrees(fields[6]),
		.longitude = to_degrees(fields[7]),
		.population = people < PEOPLE_MAX ? people : PEOPLE_MAX,
		.is_capital = kind == 'C',
		.is_section = kind == 'X',
		.is_area = kind == 'A',
		.zone = line_number(fields[10])};
	line_copy(place->name, sizeof place->name, fields[1]);
	line_copy(place->ascii, sizeof place->ascii, fields[fields[2].length ? 2 : 1]);
	line_copy(place->country, sizeof place->country, fields[3]);
	join_codes(place, fields[4], fields[5]);
	return true;
}

bool gazetteer_find(const struct gazetteer *list, int64_t id, struct listed *place)
{
	char wanted[24];
	struct line_field fields[LINE_FIELDS_MAX];
	const char *next;

	snprintf(wanted, sizeof wanted, "%010lld", (long long)id);
	for (const char *line = list->places; id > 0 && line < list->prefix_index; line = next) {
		next = line_split(line, list->prefix_index, fields);
		if (line_compare(fields[0], wanted, strlen(wanted)) == 0)
			return gazetteer_place(list, (size_t)(line - list->base), place);
	}
	return false;
}

/* Sets what a letter says of a name; what is none here says nothing. */
static void set_kind(struct listed_name *name, char letter)
{
	static const char kinds[] = "oahlix", capitals[] = "OAHLIX";
	const char *capital = letter ? strchr(capitals, letter) : NULL;
	const char *small = letter ? strchr(kinds, letter) : NULL;

	name->is_unambiguous = capital != NULL;
	name->kind = capital ? (enum name_kind)kinds[capital - capitals]
		     : small ? (enum name_kind)letter
			     : NAME_ALTERNATE;
}

double gazetteer_score(const struct listed_name *name, const struct listed *place)
{
	int64_t people = name->kind == NAME_LANDSCAPE ? rank_landscape(place->population)
						      : place->population;

	return rank_score(people, name->kind != NAME_ALTERNATE, place->is_capital);
}

bool gazetteer_may_outrank(const struct gazetteer *list, const struct listed_name *name,
	const struct listed_name *other)
{
	size_t parts = (size_t)(list->parts - list->base);

	return name->offset < other->offset || other->kind == NAME_ALTERNATE ||
	       name->kind == NAME_LANDSCAPE || (name->offset >= parts && other->offset < parts);
}

/* Reads a name of the prefix index: digits, a letter, and what is left is the spelling. */
static void read_indexed_name(struct line_field field, struct listed_name *name)
{
	size_t digits = 0;

	while (digits < field.length && field.start[digits] >= '0' && field.start[digits] <= '9')
		digits++;
	*name = (struct listed_name){.offset = line_number(field)};
	set_kind(name, digits < field.length ? field.start[digits++] : 'x');
	name->spelling = field.start + digits;
	name->spelling_length = field.length - digits;
}

bool gazetteer_next(const struct gazetteer *list, const char **at, struct listed_name *name)
{
	struct line_field fields[LINE_FIELDS_MAX];

	if (!*at)
		*at = list->names;
	if (*at >= list->base + list->size)
		return false;
	*at = line_split(*at, list->base + list->size, fields);
	*name = (struct listed_name){.key = fields[0].start,
		.key_length = fields[0].length,
		.offset = line_number(fields[1]),
		.spelling = fields[3].start,
		.spelling_length = fields[3].length};
	if (line_compare(fields[3], "=", 1) == 0) {
		name->spelling = name->key;
		name->spelling_length = name->key_length;
	}
	set_kind(name, fields[2].length == 1 ? *fields[2].start : 'x');
	return true;
}

bool gazetteer_next_own(const struct gazetteer *list, const char **at, gazetteer_filter *filter,
	const void *wanted, struct listed_name *name)
{
	const char *end = list->base + list->size;

	if (!*at)
		*at = list->names;
	while (*at < end) {
		const char *tab = memchr(*at, '\t', (size_t)(end - *at));
		const char *line_end = line_next(tab ? tab : *at, end);

		if (!tab || !filter(wanted, *at, (size_t)(tab - *at)))
			*at = line_end;
		else if (gazetteer_next(list, at, name) && name->kind != NAME_ALTERNATE)
			return true;
	}
	return false;
}

/* The name that a line of the sparse index leads to; NULL if it leads nowhere. */
static const char *name_of_sample(const struct gazetteer *list, const char *sample)
{
	struct line_field fields[LINE_FIELDS_MAX];
	size_t offset;

	line_split(sample, list->names, fields);
	offset = line_number(fields[1]);
	if (offset >= (size_t)(list->base + list->size - list->names) ||
		(list->names + offset)[-1] != '\n')
		return NULL;
	return list->names + offset;
}

/* The first name whose key is not below the wanted one: between two lines of the sparse index. */
static const char *first_name(const struct gazetteer *list, const char *key, size_t length)
{
	const char *end = list->base + list->size;
	const char *sample = line_lower_bound(list->sparse_index, list->names, key, length);
	const char *high = sample < list->names ? name_of_sample(list, sample) : end;
	const char *before = sample, *low = list->names;

	while (before > list->sparse_index && (before == sample || before[-1] != '\n'))
		before--;
	if (before < sample)
		low = name_of_sample(list, before);
	if (!low || !high || low > high)
		return line_lower_bound(list->names, end, key, length);
	return line_lower_bound(low, high, key, length);
}

bool gazetteer_next_name(const struct gazetteer *list, const char *key, bool beginning,
	const char **at, struct listed_name *name)
{
	size_t length = strlen(key);

	if (!*at)
		*at = first_name(list, key, length);
	if (!line_begins(*at, list->base + list->size, key, length) ||
		!gazetteer_next(list, at, name))
		return false;
	return beginning || name->key_length == length;
}

/* Whether the line's key is longer than, and begins with, the given one. */
static bool goes_on(const char *line, const char *end, const char *key, size_t length)
{
	struct line_field field = line < end ? line_key(line, end) : (struct line_field){line, 0};

	return field.length > length && memcmp(field.start, key, length) == 0;
}

bool gazetteer_has_longer(const struct gazetteer *list, const char *key)
{
	char least[FOLD_MAX + 1];
	size_t length = strlen(key);

	snprintf(least, sizeof least, "%s" LINE_LONGER, key);
	return goes_on(first_name(list, least, length + 1), list->base + list->size, key, length) ||
	       goes_on(line_lower_bound(list->keys, list->places, least, length + 1), list->places,
		       key, length);
}

void gazetteer_spelling(
	const struct gazetteer *list, const struct listed_name *name, char to[GAZETTEER_NAME_MAX])
{
	struct line_field fields[LINE_FIELDS_MAX] = {{name->spelling, name->spelling_length}};
	bool is_ascii = name->kind == NAME_ASCII;

	if (name->spelling_length == 0 && split_place(list, name->offset, fields))
		fields[0] = fields[is_ascii && fields[2].length > 0 ? 2 : 1];
	line_copy(to, GAZETTEER_NAME_MAX, fields[0]);
}

void gazetteer_spelling_of(
	const struct listed_name *name, const struct listed *place, char to[GAZETTEER_NAME_MAX])
{
	if (name->spelling_length > 0)
		line_copy(to, GAZETTEER_NAME_MAX,
			(struct line_field){name->spelling, name->spelling_length});
	else
		memcpy(to, name->kind == NAME_ASCII ? place->ascii : place->name,
			GAZETTEER_NAME_MAX);
}

size_t gazetteer_best_names(
	const struct gazetteer *list, const char *prefix, struct listed_name names[], size_t most)
{
	size_t length = strlen(prefix);
	const char *line = line_lower_bound(list->prefix_index, list->sparse_index, prefix, length);
	const char *end = memchr(line, '\n', (size_t)(list->sparse_index - line));
	const char *tab = end ? memchr(line, '\t', (size_t)(end - line)) : NULL;
	size_t count = 0;

	if (!tab ||
		line_compare((struct line_field){line, (size_t)(tab - line)}, prefix, length) != 0)
		return SIZE_MAX;
	while (tab && count < most) {
		const char *start = tab + 1;

		tab = memchr(start, '\t', (size_t)(end - start));
		read_indexed_name((struct line_field){start, (size_t)((tab ? tab : end) - start)},
			&names[count++]);
	}
	return count;
}

void gazetteer_zone(const struct gazetteer *list, size_t zone, char to[GAZETTEER_ZONE_MAX])
{
	const char *line = list->zones;

	*to = '\0';
	for (; zone > 0 && line < list->regions; zone--)
		line = line_next(line, list->regions);
	if (line < list->regions)
		line_copy(to, GAZETTEER_ZONE_MAX, line_key(line, list->regions));
}
