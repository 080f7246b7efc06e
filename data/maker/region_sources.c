/* SPDX-License-Identifier: MIT */
#include "region_sources.h"
#include "place/fold.h"
#include "input.h"
#include "json_rows.h"
#include "spelling.h"
#include "table.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum country {
	COUNTRY_CODE,
	COUNTRY_ALPHA3,
	COUNTRY_NAME,
	COUNTRY_OWNER,
	COUNTRY_CAPITAL,
	COUNTRY_OWN,
	COUNTRY_KOREAN,
	COUNTRY_OTHERS,
	COUNTRY_COLUMNS
};

enum foreign { FOREIGN_CODE, FOREIGN_NAMES, FOREIGN_COLUMNS };

enum unit {
	UNIT_CODE,
	UNIT_ISO,
	UNIT_NAME,
	UNIT_OWN,
	UNIT_KOREAN,
	UNIT_OTHERS,
	UNIT_MEMBERS,
	UNIT_COLUMNS
};

static void read_country(struct regions *regions, const struct table *table, char *columns[])
{
	struct region *region;

	table_country(table, columns[COUNTRY_CODE]);
	if (!*columns[COUNTRY_NAME])
		table_refuse(table, "the name is missing");
	region = regions_add(regions, columns[COUNTRY_CODE], columns[COUNTRY_NAME]);
	if (!region)
		table_refuse(table, "another row has the same code");
	region->is_sovereign = !*columns[COUNTRY_OWNER];
	if (*columns[COUNTRY_CAPITAL])
		table_id(table, columns[COUNTRY_CAPITAL], region->capital_id);
	regions_add_name(regions, region->code, 'c', columns[COUNTRY_CODE]);
	regions_add_name(regions, region->code, 'c', columns[COUNTRY_ALPHA3]);
	regions_add_names(regions, region->code, 'o', columns[COUNTRY_OWN]);
	regions_add_names(regions, region->code, 'k', columns[COUNTRY_KOREAN]);
	regions_add_names(regions, region->code, 'a', columns[COUNTRY_OTHERS]);
}

void region_sources_countries(struct regions *regions, const char *path)
{
	struct table table = table_open(path, regions->memory);
	char *columns[COUNTRY_COLUMNS];

	while (table_next(&table)) {
		if (table_is_comment(&table))
			continue;
		table_columns(&table, COUNTRY_COLUMNS, COUNTRY_COLUMNS, columns);
		read_country(regions, &table, columns);
	}
}

/* The label without commas, which would end it when it is typed back. */
static const char *plain_label(struct memory *memory, const char *label)
{
	char *plain = memory_copy(memory, label), *to = plain;

	for (; *label; label++)
		if (*label != ',')
			*to++ = *label;
	*to = '\0';
	return plain;
}

void region_sources_units(struct regions *regions, const char *path, const struct korea *korea)
{
	struct json_rows rows = json_rows_open(path, regions->memory);

	while (json_rows_next(&rows)) {
		const char *code = json_rows_member(&rows, "code");
		const char *province =
			strncmp(code, "KR.", 3) == 0 ? korea_province(korea, code + 3) : NULL;
		const char *label = plain_label(regions->memory, json_rows_member(&rows, "name"));
		struct region *region;

		if (strlen(code) < 4 || code[2] != '.')
			json_rows_refuse(&rows, "the code is not like US.OR");
		region = regions_add(regions, code, label);
		if (!region)
			json_rows_refuse(&rows, "another object has the same code");
		if (province)
			region->name = province;
	}
}

void region_sources_counties(struct regions *regions, const char *path)
{
	struct json_rows rows = json_rows_open(path, regions->memory);

	while (json_rows_next(&rows)) {
		const char *code = json_rows_member(&rows, "code");
		const char *point = strlen(code) > 3 ? strchr(code + 3, '.') : NULL;

		if (!point || code[2] != '.')
			json_rows_refuse(&rows, "the code is not like GB.ENG.J7");
		if (strncmp(code, "GB.", 3) != 0 && strncmp(code, "IE.", 3) != 0)
			continue;
		if (!regions_add(regions, code,
			    plain_label(regions->memory, json_rows_member(&rows, "name"))))
			json_rows_refuse(&rows, "another object has the same code");
	}
}

/* The label without what says its kind; the label itself if it says nothing of that. */
static const char *clean(struct memory *memory, const char *label)
{
	static const char *const before[] = {"State of ", "Province of ", "Region of ",
		"Free State of ", "Department of ", "Municipality of ", "Urban Municipality of ",
		"County of ", "City and County of ", "City and Borough of ", "Royal Borough of ",
		"Metropolitan Borough of ", "Borough of ", "City of ", "District of ", "Opština ",
		"Muhafazat ", "Baladiyat "};
	static const char *const behind[] = {" Province", " province", " Oblast", " oblast",
		" Oblast'", " Region", " region", " Governorate", " Department", " Prefecture",
		" Voivodeship", " State", " County", " Municipality", " City", " city", " Kray",
		" Krai", " Republic", " District", " Division", " Atholhu", " Rajons",
		" Autonomous Region", " Raion", "-do", "-si", " (HCMC)", " County Borough",
		" county borough", " City and County Council", " Council", " Pradesh Province"};

	for (size_t i = 0; i < COUNT(before); i++)
		if (strncmp(label, before[i], strlen(before[i])) == 0)
			return memory_copy(memory, label + strlen(before[i]));
	for (size_t i = 0; i < COUNT(behind); i++) {
		size_t length = strlen(label), size = strlen(behind[i]);

		if (length > size + 2 && strcmp(label + length - size, behind[i]) == 0)
			return memory_format(memory, "%.*s", (int)(length - size), label);
	}
	return label;
}

/* Whether another region of that level in the country, or a country, has the key of the name. */
static bool is_taken(const struct regions *regions, const struct region *region, const char *name)
{
	size_t level = (size_t)(strrchr(region->code, '.') - region->code);
	char key[FOLD_MAX];

	if (!fold_key(key, name))
		return true;
	for (size_t i = 0; i < regions->count; i++) {
		const struct region *other = &regions->items[i];

		if (other == region)
			continue;
		if (strncmp(other->code, region->code, 3) == 0 && strlen(other->code) > level &&
			(spelling_has_key(other->label, key) ||
				spelling_has_key(clean(regions->memory, other->label), key)))
			return true;
	}
	return false;
}

void region_sources_clean(struct regions *regions)
{
	for (size_t i = 0; i < regions->count; i++) {
		struct region *region = &regions->items[i];
		const char *name;

		if (region->name != region->label || !strchr(region->code, '.'))
			continue;
		name = clean(regions->memory, region->label);
		if (name != region->label && !is_taken(regions, region, name))
			region->name = name;
	}
	regions_sort(regions);
}

/* "GB.ENG.P6 GB.ENG.E2" of "P6 E2" in GB.ENG.Sussex. */
static const char *full_members(struct memory *memory, const char *code, char *members)
{
	int length = (int)(strrchr(code, '.') - code);
	const char *full = "";
	char *member;

	if (!*members)
		return "";
	while ((member = input_cut(&members, ' ')))
		full = memory_format(
			memory, "%s%s%.*s.%s", full, *full ? " " : "", length, code, member);
	return full;
}

/* Codes that nobody would write behind a name, such as 13 or X, are none. */
static void add_codes(struct regions *regions, const struct region *region, char *codes)
{
	char *code;

	while ((code = input_cut(&codes, '|')))
		if (strlen(code) >= 2 && strpbrk(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
			regions_add_name(regions, region->code, 'c', code);
}

static void read_names(struct regions *regions, const struct table *table, char *columns[])
{
	struct region *region = regions_find(regions, columns[UNIT_CODE]);

	if (!region && *columns[UNIT_MEMBERS]) {
		region = regions_add(regions, columns[UNIT_CODE], columns[UNIT_NAME]);
		if (!region)
			table_refuse(table, "another row has the same code");
		region->members =
			full_members(regions->memory, region->code, columns[UNIT_MEMBERS]);
	}
	if (!region)
		return; /* GeoNames has merged it with another one */
	if (*columns[UNIT_NAME])
		region->name = columns[UNIT_NAME];
	region->iso = memory_format(
		regions->memory, "%.*s", (int)strcspn(columns[UNIT_ISO], "|"), columns[UNIT_ISO]);
	add_codes(regions, region, columns[UNIT_ISO]);
	regions_add_names(regions, region->code, 'o', columns[UNIT_OWN]);
	regions_add_names(regions, region->code, 'k', columns[UNIT_KOREAN]);
	regions_add_names(regions, region->code, 'a', columns[UNIT_OTHERS]);
}

void region_sources_names(struct regions *regions, const char *path)
{
	struct table table = table_open(path, regions->memory);
	char *columns[UNIT_COLUMNS];

	while (table_next(&table)) {
		if (table_is_comment(&table))
			continue;
		table_columns(&table, UNIT_COLUMNS, UNIT_COLUMNS, columns);
		if (strlen(columns[UNIT_CODE]) < 4 || columns[UNIT_CODE][2] != '.')
			table_refuse(&table, "the code is not like US.OR");
		if (*columns[UNIT_MEMBERS] && !*columns[UNIT_NAME])
			table_refuse(&table, "the name is missing");
		read_names(regions, &table, columns);
	}
	regions_sort(regions);
}

/* A province, or a city with the wards in it. */
static void add_korean(
	struct regions *regions, const struct korea *korea, const struct korea_row *row)
{
	const char *county = korea_county(korea, row);
	const char *code = memory_format(regions->memory, "KR.%s%s%s", row->state,
		*row->unit ? "." : "", *row->unit ? county : "");

	if (*row->unit && (!*county || strcmp(row->kind, "ward") == 0))
		return;
	if (*row->unit)
		regions_add(regions, code, row->roman);
	regions_add_name(regions, code, 'o', row->name);
	regions_add_name(regions, code, 'a', row->roman);
}

static void add_alias(
	struct regions *regions, const struct korea *korea, const struct korea_alias *alias)
{
	const struct korea_row *row = korea_find(korea, alias->name, alias->unit);

	if (!*row->unit)
		regions_add_name(regions, memory_format(regions->memory, "KR.%s", row->state), 'o',
			alias->alias);
}

void region_sources_korea(struct regions *regions, const struct korea *korea)
{
	for (size_t i = 0; i < korea->row_count; i++)
		add_korean(regions, korea, &korea->rows[i]);
	for (size_t i = 0; i < korea->alias_count; i++)
		add_alias(regions, korea, &korea->aliases[i]);
}

void region_sources_finish(struct regions *regions)
{
	regions_sort(regions);
	for (size_t i = 0; i < regions->count; i++) {
		const struct region *region = &regions->items[i];

		regions_add_name(regions, region->code, 'n', region->name);
		regions_add_name(regions, region->code, 'a', region->label);
		/* A table that names the whole label says that nothing of it is its kind. */
		if (region->name == region->label || strcmp(region->name, region->label) != 0)
			regions_add_name(
				regions, region->code, 'a', clean(regions->memory, region->label));
	}
	regions_sort_names(regions);
}

/* The code of a region that has the key as a name and is neither that one nor in it; else NULL. */
static const char *other_region(const struct regions *regions, const char *code, const char *key)
{
	size_t length = strlen(code);

	for (size_t i = 0; i < regions->name_count; i++) {
		const struct region_name *name = &regions->names[i];
		bool is_within = strncmp(name->code, code, length) == 0 &&
				 (name->code[length] == '\0' || name->code[length] == '.');

		if (!is_within && strcmp(name->key, key) == 0)
			return name->code;
	}
	return NULL;
}

void region_sources_foreign_names(struct regions *regions, const char *path)
{
	struct table table = table_open(path, regions->memory);
	char *columns[FOREIGN_COLUMNS], *spelling, key[FOLD_MAX];

	while (table_next(&table)) {
		if (table_is_comment(&table))
			continue;
		table_columns(&table, FOREIGN_COLUMNS, FOREIGN_COLUMNS, columns);
		if (!regions_find(regions, columns[FOREIGN_CODE]))
			table_refuse(&table, "no region has the code %s", columns[FOREIGN_CODE]);
		while ((spelling = input_cut(&columns[FOREIGN_NAMES], '|'))) {
			const char *other;

			fold_key(key, spelling);
			other = other_region(regions, columns[FOREIGN_CODE], key);
			if (other)
				table_refuse(&table, "%s is a name of %s, too", spelling, other);
			regions_add_name(regions, columns[FOREIGN_CODE], 'f', spelling);
		}
	}
	regions_sort_names(regions);
}
