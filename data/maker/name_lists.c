/* SPDX-License-Identifier: MIT */
#include "name_lists.h"
#include "table.h"

#include <stdbool.h>

enum column { NAME, ID, THIRD, COLUMNS };

enum kind { PLAIN, OWN, WITH_LANGUAGES };

static void read_list(struct places *places, const char *path, enum kind kind)
{
	struct table table = table_open(path, places->memory);
	bool has_languages = kind == WITH_LANGUAGES;
	char *columns[COLUMNS], id[PLACES_ID_SIZE];

	while (table_next(&table)) {
		struct place *place;

		if (table_is_comment(&table) || !*table.row)
			continue;
		table_columns(&table, has_languages ? COLUMNS : THIRD, COLUMNS, columns);
		table_id(&table, columns[ID], id);
		if (!*columns[NAME] || (has_languages && !*columns[THIRD]))
			table_refuse(&table, "the name or its language is missing");
		place = places_find(places, id);
		if (!place)
			continue;
		places_add_alternate(places, place, columns[NAME], true);
		place->alternates[place->alternate_count - 1].is_own = kind == OWN;
		if (has_languages)
			place->alternates[place->alternate_count - 1].language = columns[THIRD];
	}
}

void name_lists_read(struct places *places, const char *path)
{
	read_list(places, path, PLAIN);
}

void name_lists_read_own(struct places *places, const char *path)
{
	read_list(places, path, OWN);
}

void name_lists_read_languages(struct places *places, const char *path)
{
	read_list(places, path, WITH_LANGUAGES);
}
