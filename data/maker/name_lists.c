/* SPDX-License-Identifier: MIT */
#include "name_lists.h"
#include "table.h"

enum column { NAME, ID, COMMENT, COLUMNS };

void name_lists_read(struct places *places, const char *path)
{
	struct table table = table_open(path, places->memory);
	char *columns[COLUMNS], id[PLACES_ID_SIZE];

	while (table_next(&table)) {
		struct place *place;

		if (table_is_comment(&table) || !*table.row)
			continue;
		table_columns(&table, COMMENT, COLUMNS, columns);
		table_id(&table, columns[ID], id);
		if (!*columns[NAME])
			table_refuse(&table, "the name is missing");
		place = places_find(places, id);
		if (place)
			places_add_alternate(places, place, columns[NAME], true);
	}
}
