/* SPDX-License-Identifier: MIT */
#include "names.h"
#include "place/fold.h"
#include "script.h"
#include "spelling.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/*
 * Cities that bear another name, too, as their own: people who type it mean them rather than a
 * smaller place of that name.
 */
static const char *second_name(const struct place *place)
{
	static const struct {
		const char *id, *name;
	} cities[] = {{"0000498817", "St. Petersburg"}, {"0003998655", "León"},
		{"0003523466", "Matamoros"}};

	for (size_t i = 0; i < COUNT(cities); i++)
		if (strcmp(place->id, cities[i].id) == 0)
			return cities[i].name;
	return NULL;
}

static void add(struct memory *memory, struct place *place, char kind, const char *spelling)
{
	char key[FOLD_MAX];

	if (!fold_key(key, spelling))
		return;
	for (size_t i = 0; i < place->name_count; i++) {
		struct name *name = &place->names[i];

		if (strcmp(name->key, key) != 0)
			continue;
		if (name->kind == 'x' && spelling_is_ascii(name->spelling) &&
			!spelling_is_ascii(spelling))
			name->spelling = spelling;
		return;
	}
	place->names = memory_grow(memory, place->names, place->name_count, sizeof *place->names);
	place->names[place->name_count++] =
		(struct name){.key = memory_copy(memory, key), .spelling = spelling, .kind = kind};
}

/* A northern place is known in Hangul as by its own name, unless a southern one has that name. */
static bool is_northern_name(
	const struct korea *korea, const struct place *place, const char *spelling)
{
	char key[FOLD_MAX];

	if (strcmp(place->country, "KP") != 0 || script_detect(spelling) != SCRIPT_HANGUL ||
		!fold_key(key, spelling))
		return false;
	for (size_t i = 0; i < korea->row_count; i++)
		if (spelling_has_key(korea->rows[i].name, key))
			return false;
	return true;
}

static void add_alternates(struct memory *memory, struct place *place, const struct korea *korea)
{
	for (size_t i = 0; i < place->alternate_count; i++) {
		const struct alternate *alternate = &place->alternates[i];
		bool is_own = is_northern_name(korea, place, alternate->spelling);

		if (spelling_is_kept(place, alternate))
			add(memory, place, is_own ? 'o' : 'x', alternate->spelling);
	}
}

void names_choose(struct places *places, const struct korea *korea)
{
	for (size_t i = 0; i < places->count; i++) {
		struct place *place = places->items[i];

		if (place->is_dropped)
			continue;
		add(places->memory, place, 'o', place->name);
		if (place->korean)
			add(places->memory, place, 'o', place->korean);
		if (second_name(place))
			add(places->memory, place, 'o', second_name(place));
		add(places->memory, place, 'a', place->ascii);
		add_alternates(places->memory, place, korea);
	}
}
