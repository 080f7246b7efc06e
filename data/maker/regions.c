/* SPDX-License-Identifier: MIT */
#include "regions.h"
#include "place/fold.h"
#include "input.h"
#include "json_rows.h"
#include "table.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum column { CODE, NAME, OTHERS, COLUMNS };

static void add(struct regions *regions, const char *name, const char *code, const char *english)
{
	char key[FOLD_MAX];

	if (!fold_key(key, name))
		return;
	regions->lines = memory_grow(
		regions->memory, regions->lines, regions->count, sizeof *regions->lines);
	regions->lines[regions->count++] =
		memory_format(regions->memory, "%s\t%s\t%s\n", key, code, english);
}

/* False if it was added before. */
static bool add_code(struct regions *regions, const char *code)
{
	for (size_t i = 0; i < regions->code_count; i++)
		if (strcmp(regions->codes[i], code) == 0)
			return false;
	regions->codes = memory_grow(
		regions->memory, regions->codes, regions->code_count, sizeof *regions->codes);
	regions->codes[regions->code_count++] = memory_copy(regions->memory, code);
	return true;
}

void regions_read_countries(struct regions *regions, const char *path)
{
	struct table table = table_open(path, regions->memory);
	char *columns[COLUMNS], *other;

	while (table_next(&table)) {
		if (table_is_comment(&table))
			continue;
		table_columns(&table, COLUMNS, COLUMNS, columns);
		table_country(&table, columns[CODE]);
		if (!*columns[NAME])
			table_refuse(&table, "the name is missing");
		if (!add_code(regions, columns[CODE]))
			table_refuse(&table, "another row has the same code");
		add(regions, columns[CODE], columns[CODE], columns[NAME]);
		add(regions, columns[NAME], columns[CODE], columns[NAME]);
		while ((other = input_cut(&columns[OTHERS], '|')))
			add(regions, other, columns[CODE], columns[NAME]);
	}
}

/* The codes that people write for the states whose codes are numbers in GeoNames. */
static void add_postal_code(struct regions *regions, const char *code, const char *english)
{
	static const struct {
		const char *code, *postal;
	} states[] = {{"AU.01", "ACT"}, {"AU.02", "NSW"}, {"AU.03", "NT"}, {"AU.04", "QLD"},
		{"AU.05", "SA"}, {"AU.06", "TAS"}, {"AU.07", "VIC"}, {"AU.08", "WA"},
		{"CA.01", "AB"}, {"CA.02", "BC"}, {"CA.03", "MB"}, {"CA.04", "NB"}, {"CA.05", "NL"},
		{"CA.07", "NS"}, {"CA.08", "ON"}, {"CA.09", "PE"}, {"CA.10", "QC"}, {"CA.11", "SK"},
		{"CA.12", "YT"}, {"CA.13", "NT"}, {"CA.14", "NU"}};

	for (size_t i = 0; i < COUNT(states); i++)
		if (strcmp(code, states[i].code) == 0)
			add(regions, states[i].postal, code, english);
	if (strncmp(code, "US.", 3) == 0)
		add(regions, code + 3, code, english);
}

static void add_state(
	struct regions *regions, const struct korea *korea, const char *code, const char *name)
{
	bool is_korean = strncmp(code, "KR.", 3) == 0;
	const char *province = is_korean ? korea_province(korea, code + 3) : NULL;
	const char *english = province ? province : name;
	const char *hyphen = strrchr(name, '-');

	/* By its code too, so that the name of a place's state is found at once. */
	add(regions, code, code, english);
	add(regions, name, code, english);
	add(regions, english, code, english);
	if (province && hyphen)
		add(regions, memory_format(regions->memory, "%.*s", (int)(hyphen - name), name),
			code, english);
	add_postal_code(regions, code, english);
}

void regions_read_states(struct regions *regions, const char *path, const struct korea *korea)
{
	struct json_rows rows = json_rows_open(path, regions->memory);

	while (json_rows_next(&rows)) {
		const char *code = json_rows_member(&rows, "code");

		if (strlen(code) < 4 || code[2] != '.')
			json_rows_refuse(&rows, "the code is not like US.OR");
		if (!add_code(regions, code))
			json_rows_refuse(&rows, "another object has the same code");
		add_state(regions, korea, code, json_rows_member(&rows, "name"));
	}
}

/* What a Korean place can be within: its province, or the city whose ward it is. */
static void add_unit(
	struct regions *regions, const struct korea *korea, const struct korea_row *row)
{
	const char *code = memory_format(regions->memory, "KR.%s", row->state);
	const char *province = korea_province(korea, row->state);
	const char *english = province ? province : row->roman;
	const struct korea_row *city;

	if (!*row->unit) {
		add(regions, row->name, code, english);
		add(regions, row->roman, code, english);
	}
	if (strcmp(row->kind, "ward") != 0)
		return;
	add(regions, row->unit, code, english);
	city = korea_find(korea, row->unit, NULL);
	if (city)
		add(regions, city->roman, code, english);
}

static void add_alias(
	struct regions *regions, const struct korea *korea, const struct korea_alias *alias)
{
	const struct korea_row *row = korea_find(korea, alias->name, alias->unit);

	if (!*row->unit)
		add(regions, alias->alias, memory_format(regions->memory, "KR.%s", row->state),
			row->roman);
}

void regions_add_korea(struct regions *regions, const struct korea *korea)
{
	for (size_t i = 0; i < korea->row_count; i++)
		add_unit(regions, korea, &korea->rows[i]);
	for (size_t i = 0; i < korea->alias_count; i++)
		add_alias(regions, korea, &korea->aliases[i]);
}

static int by_text(const void *a, const void *b)
{
	const char *const *first = a;
	const char *const *second = b;

	return strcmp(*first, *second);
}

void regions_sort(struct regions *regions)
{
	size_t kept = 0;

	if (regions->count == 0)
		return;
	qsort(regions->lines, regions->count, sizeof *regions->lines, by_text);
	for (size_t i = 0; i < regions->count; i++)
		if (kept == 0 || strcmp(regions->lines[kept - 1], regions->lines[i]) != 0)
			regions->lines[kept++] = regions->lines[i];
	regions->count = kept;
}

size_t regions_size(const struct regions *regions)
{
	size_t size = 0;

	for (size_t i = 0; i < regions->count; i++)
		size += strlen(regions->lines[i]);
	return size;
}
