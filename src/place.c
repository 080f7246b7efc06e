/* SPDX-License-Identifier: MIT */
#include "place.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "number.h"
#include "utf8.h"

#define BLANKS " \t\n\v\f\r"

/* Copies what lies between from and end without the blanks around it. */
static void copy_trimmed(char *to, size_t size, const char *from, const char *end)
{
	from += strspn(from, BLANKS);
	while (end > from && strchr(BLANKS, end[-1]))
		end--;
	snprintf(to, size, "%.*s", end > from ? (int)(end - from) : 0, from);
}

/* Whether both parts around one comma read as numbers, in range or not. */
static bool read_pair(const char *text, double *latitude, double *longitude)
{
	const char *comma = strchr(text, ',');
	char part[PLACE_TEXT_MAX + 1];
	double first;

	if (!comma)
		return false;
	copy_trimmed(part, sizeof part, text, comma);
	if (!number_parse(part, &first))
		return false;
	copy_trimmed(part, sizeof part, comma + 1, comma + strlen(comma));
	if (!number_parse(part, longitude))
		return false;
	*latitude = first;
	return true;
}

static bool parse_coordinates(struct place *place, struct failure *failure)
{
	place->kind = PLACE_COORDINATES;
	if (!(fabs(place->latitude) <= 90))
		return fail(failure, EXIT_USAGE,
			"'%s': the latitude is out of range; it goes from -90 to 90 and comes "
			"first",
			place->query);
	if (!(fabs(place->longitude) <= 180))
		return fail(failure, EXIT_USAGE,
			"'%s': the longitude is out of range; it goes from -180 to 180",
			place->query);
	return true;
}

static bool parse_postcode(struct place *place, const char *code, struct failure *failure)
{
	place->kind = PLACE_POSTCODE;
	copy_trimmed(place->text, sizeof place->text, code, code + strlen(code));
	if (!*place->text || *place->text == ',')
		return fail(failure, EXIT_USAGE,
			"'%s': the postcode is empty; write it with its country, as in "
			"'zip:90210,US'",
			place->query);
	return true;
}

static bool parse_id(struct place *place, const char *id, struct failure *failure)
{
	size_t length = strlen(id);

	place->kind = PLACE_ID;
	snprintf(place->text, sizeof place->text, "%s", id);
	if (length == 0 || length > 10 || strspn(id, "0123456789") != length)
		return fail(failure, EXIT_USAGE,
			"'%s': an id is OpenWeatherMap's number of a place, as in 'id:1835848'",
			place->query);
	return true;
}

bool place_parse(struct place *place, const char *typed, struct failure *failure)
{
	*place = (struct place){.kind = PLACE_NAME};
	if (strlen(typed) > PLACE_TEXT_MAX) {
		utf8_copy(place->query, sizeof place->query, typed);
		return fail(failure, EXIT_USAGE,
			"'%.40s…': the place is too long; %d bytes are the most", place->query,
			PLACE_TEXT_MAX);
	}
	copy_trimmed(place->query, sizeof place->query, typed, typed + strlen(typed));
	if (!*place->query)
		return fail(failure, EXIT_USAGE, "the place is empty; name one, as in 'wx Seoul'");
	if (!utf8_is_valid(place->query))
		return fail(failure, EXIT_USAGE,
			"'%s': the place is not UTF-8, which arguments and files are",
			place->query);
	if (strncmp(place->query, "zip:", 4) == 0)
		return parse_postcode(place, place->query + 4, failure);
	if (strncmp(place->query, "id:", 3) == 0)
		return parse_id(place, place->query + 3, failure);
	if (read_pair(place->query, &place->latitude, &place->longitude))
		return parse_coordinates(place, failure);
	memcpy(place->text, place->query, sizeof place->text);
	return true;
}

bool place_join(struct place *place, char *const words[], int count, struct failure *failure)
{
	char typed[PLACE_TEXT_MAX + 2] = "";
	size_t used = 0;

	for (int i = 0; i < count && used < sizeof typed; i++)
		used += (size_t)snprintf(
			typed + used, sizeof typed - used, "%s%s", i ? " " : "", words[i]);
	return place_parse(place, typed, failure);
}
