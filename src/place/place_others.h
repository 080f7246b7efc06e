/* SPDX-License-Identifier: MIT */
/* The other places that a name may mean, besides the one that was taken. */
#ifndef WX_PLACE_OTHERS_H
#define WX_PLACE_OTHERS_H

#include <stdbool.h>
#include <stddef.h>

#include "place/place_longest.h"
#include "place/place_search.h"

#define PLACE_OTHERS_MAX PLACE_SEARCH_RIVALS_MAX
#define PLACE_OTHERS_TEXT_MAX (PLACE_OTHERS_MAX * 2 * PLACE_ARGUMENT_MAX)

/* Whether two entries are one place to a traveller, who finds the same weather in both. */
bool place_others_is_same(const struct listed *place, const struct listed *other);

/*
 * Writes what to type for each of them, in quotes, the most populous first: "'Halle,BE' or …"; ""
 * if there are none. The run is that of the name in the reading, and `typed` all that was read.
 */
void place_others_write(char to[PLACE_OTHERS_TEXT_MAX], const struct gazetteer *list,
	const struct place_reading *reading, const struct place_run *run, const char *typed);

#endif
