/* SPDX-License-Identifier: MIT */
#include "korea.h"
#include "stop.h"
#include "table.h"

#include <string.h>

enum column { ID, NAME, UNIT, ROMAN, STATE, LATITUDE, LONGITUDE, PEOPLE, KIND, COLUMNS };

enum { MARK_COLUMNS = 4 };

static void add_alias(struct korea *korea, struct memory *memory, char *columns[])
{
	korea->aliases =
		memory_grow(memory, korea->aliases, korea->alias_count, sizeof *korea->aliases);
	korea->aliases[korea->alias_count++] =
		(struct korea_alias){.alias = columns[1], .name = columns[2], .unit = columns[3]};
}

static void add_duplicate(
	struct korea *korea, struct memory *memory, const struct table *table, char *columns[])
{
	struct korea_duplicate *duplicate;

	korea->duplicates = memory_grow(
		memory, korea->duplicates, korea->duplicate_count, sizeof *korea->duplicates);
	duplicate = &korea->duplicates[korea->duplicate_count++];
	*duplicate = (struct korea_duplicate){.name = columns[2], .unit = columns[3]};
	table_id(table, columns[1], duplicate->id);
}

/* Comments, of which two kinds say something. */
static void read_mark(struct korea *korea, struct memory *memory, struct table *table)
{
	bool is_alias = strncmp(table->row, "#alias\t", strlen("#alias\t")) == 0;
	bool is_duplicate = strncmp(table->row, "#same\t", strlen("#same\t")) == 0;
	char *columns[MARK_COLUMNS];

	if (!is_alias && !is_duplicate) {
		if (strncmp(table->row, "# ", 2) != 0)
			table_refuse(table, "neither a comment nor #alias nor #same");
		return;
	}
	table_columns(table, MARK_COLUMNS, MARK_COLUMNS, columns);
	if (is_alias)
		add_alias(korea, memory, columns);
	else
		add_duplicate(korea, memory, table, columns);
}

static bool is_kind(const char *text)
{
	static const char *const kinds[] = {"province", "city", "county", "district", "ward"};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(text, kinds[i]) == 0)
			return true;
	return false;
}

static void check_row(
	const struct korea *korea, const struct table *table, const struct korea_row *row)
{
	if (!*row->name || !*row->roman || !*row->state || !is_kind(row->kind))
		table_refuse(table, "a name or the state is missing, or the kind is unknown");
	if (korea_find(korea, row->name, row->unit))
		table_refuse(table, "another row has the same name and unit");
	for (size_t i = 0; *row->id && i < korea->row_count; i++)
		if (strcmp(korea->rows[i].id, row->id) == 0)
			table_refuse(table, "another row has the same id");
}

static void read_row(struct korea *korea, struct memory *memory, struct table *table)
{
	char *columns[COLUMNS];
	struct korea_row row;

	table_columns(table, COLUMNS, COLUMNS, columns);
	row = (struct korea_row){
		.name = columns[NAME],
		.unit = columns[UNIT],
		.roman = columns[ROMAN],
		.state = columns[STATE],
		.kind = columns[KIND],
		.latitude = table_degrees(table, columns[LATITUDE], 90),
		.longitude = table_degrees(table, columns[LONGITUDE], 180),
		.people = table_people(table, columns[PEOPLE]),
	};
	if (*columns[ID])
		table_id(table, columns[ID], row.id);
	check_row(korea, table, &row);
	korea->rows = memory_grow(memory, korea->rows, korea->row_count, sizeof *korea->rows);
	korea->rows[korea->row_count++] = row;
}

static void refuse_missing(
	const struct korea *korea, const char *path, const char *name, const char *unit)
{
	if (!korea_find(korea, name, unit))
		stop("%s: #alias or #same is for a row that is missing: %s, %s", path, name, unit);
}

struct korea korea_read(const char *path, struct memory *memory)
{
	struct table table = table_open(path, memory);
	struct korea korea = {0};

	while (table_next(&table)) {
		if (table_is_comment(&table))
			read_mark(&korea, memory, &table);
		else
			read_row(&korea, memory, &table);
	}
	for (size_t i = 0; i < korea.alias_count; i++)
		refuse_missing(&korea, path, korea.aliases[i].name, korea.aliases[i].unit);
	for (size_t i = 0; i < korea.duplicate_count; i++)
		refuse_missing(&korea, path, korea.duplicates[i].name, korea.duplicates[i].unit);
	return korea;
}

struct korea_row *korea_find(const struct korea *korea, const char *name, const char *unit)
{
	for (size_t i = 0; i < korea->row_count; i++)
		if (strcmp(korea->rows[i].name, name) == 0 &&
			(!unit || strcmp(korea->rows[i].unit, unit) == 0))
			return &korea->rows[i];
	return NULL;
}

const char *korea_province(const struct korea *korea, const char *state)
{
	for (size_t i = 0; i < korea->row_count; i++)
		if (!*korea->rows[i].unit && strcmp(korea->rows[i].state, state) == 0)
			return korea->rows[i].roman;
	return NULL;
}

const char *korea_county(const struct korea *korea, const struct korea_row *row)
{
	const struct korea_row *city;

	if (strcmp(row->kind, "ward") == 0) {
		city = korea_find(korea, row->unit, NULL);
		return city ? city->roman : "";
	}
	for (size_t i = 0; i < korea->row_count; i++)
		if (strcmp(korea->rows[i].kind, "ward") == 0 &&
			strcmp(korea->rows[i].unit, row->name) == 0)
			return row->roman;
	return "";
}
