/* SPDX-License-Identifier: MIT */
#include "place/gazetteer.h"

#include <string.h>

#include "place/line.h"

/* The letters are the enum's values. */
static enum region_kind region_kind(struct line_field field)
{
	bool is_name = field.length == 1 && memchr("nokaf", *field.start, 5);

	return is_name ? (enum region_kind) * field.start : REGION_CODE;
}

bool gazetteer_next_key(const struct gazetteer *list, const char *key, bool beginning,
	const char **at, struct region_key *found)
{
	const size_t length = strlen(key);
	struct line_field fields[LINE_FIELDS_MAX];

	if (!*at)
		*at = line_lower_bound(list->keys, list->places, key, length);
	if (*at >= list->places || !line_begins(*at, list->places, key, length))
		return false;
	*at = line_split(*at, list->places, fields);
	*found = (struct region_key){.key = fields[0].start,
		.key_length = fields[0].length,
		.kind = region_kind(fields[2]),
		.spelling = fields[3].start,
		.spelling_length = fields[3].length};
	line_copy(found->code, sizeof found->code, fields[1]);
	return beginning || found->key_length == length;
}

/* Splits the region's line; false when there is none. */
static bool find_region(
	const struct gazetteer *list, const char *code, struct line_field fields[LINE_FIELDS_MAX])
{
	const char *line = line_lower_bound(list->regions, list->keys, code, strlen(code));

	if (line >= list->keys)
		return false;
	line_split(line, list->keys, fields);
	return line_compare(fields[0], code, strlen(code)) == 0;
}

bool gazetteer_region(const struct gazetteer *list, const char *code, struct listed_region *region)
{
	struct line_field fields[LINE_FIELDS_MAX];

	if (!find_region(list, code, fields))
		return false;
	*region = (struct listed_region){
		.capital = line_number(fields[2]), .largest = line_number(fields[3])};
	line_copy(region->code, sizeof region->code, fields[0]);
	line_copy(region->iso, sizeof region->iso, fields[1]);
	line_copy(region->name, sizeof region->name, fields[4]);
	return true;
}

/* Whether the code is among those that are separated by blanks. */
static bool is_member(struct line_field members, const char *code)
{
	const char *end = members.start + members.length;

	for (const char *at = members.start; at < end;) {
		const char *blank = memchr(at, ' ', (size_t)(end - at));
		const char *stop = blank ? blank : end;

		if (line_compare(
			    (struct line_field){at, (size_t)(stop - at)}, code, strlen(code)) == 0)
			return true;
		at = blank ? blank + 1 : end;
	}
	return false;
}

bool gazetteer_is_within(const struct gazetteer *list, const struct listed *place, const char *code)
{
	struct line_field fields[LINE_FIELDS_MAX];

	if (strcmp(place->country, code) == 0 || strcmp(place->region, code) == 0)
		return true;
	if (!*place->county)
		return false;
	return strcmp(place->county, code) == 0 ||
	       (find_region(list, code, fields) && is_member(fields[5], place->county));
}

void gazetteer_region_name(
	const struct gazetteer *list, const char *code, char to[GAZETTEER_NAME_MAX])
{
	struct line_field fields[LINE_FIELDS_MAX];

	*to = '\0';
	if (find_region(list, code, fields))
		line_copy(to, GAZETTEER_NAME_MAX, fields[4]);
}

void gazetteer_key_spelling(
	const struct gazetteer *list, const struct region_key *key, char to[GAZETTEER_NAME_MAX])
{
	if (key->spelling_length > 0)
		line_copy(to, GAZETTEER_NAME_MAX,
			(struct line_field){key->spelling, key->spelling_length});
	else
		gazetteer_region_name(list, key->code, to);
}

void gazetteer_admin1_name(
	const struct gazetteer *list, const struct listed *place, char to[GAZETTEER_NAME_MAX])
{
	gazetteer_region_name(list, strchr(place->region, '.') ? place->region : "", to);
}
