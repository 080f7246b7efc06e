/* SPDX-License-Identifier: MIT */
/* A name and the city or island that is named with it: rule 2 of wx(1), "How words are read". */
#ifndef WX_PLACE_CITY_H
#define WX_PLACE_CITY_H

#include <stdbool.h>
#include <stddef.h>

#include "place/place_longest.h"

/*
 * The likeliest place that has the words from begin up to end as a name, lies near the city, and is
 * a part of it or smaller; false if there is none.
 */
bool place_city_find_near(struct place_words *words, size_t begin, size_t end,
	const struct listed *city, struct listed *best);

/*
 * Whether a place has over one and a half times the people of the one that stands for an island,
 * and so is hardly on it: "Split Brač".
 */
bool place_city_exceeds_island(const struct listed *place, const struct listed *main_place);

/*
 * Whether what follows is another name of the place, or of another one that has its name, or the
 * island or natural region that one of these seems to lie in: "Palma Mallorca", "Santa Cruz
 * Tenerife", "Manacor Mallorca", "Puerto de la Cruz Tenerife". The place is then that other one,
 * and reading->city the one that stands for the island. It lies in the same first-level region,
 * within 100 km, and has not many more people; behind a comma, the region is enough.
 */
bool place_city_is_same_or_around(
	struct place_words *words, struct place_reading *reading, const struct place_reading *next);

/*
 * Reads a name and the city after it as a part or a neighbour of that, "Richmond London"; false if
 * it is none. A place abroad, however large, is only a namesake of the part: "Praga Warsaw".
 */
bool place_city_read(
	struct place_words *words, struct place_reading *reading, const struct place_reading *next);

/* Whether it is perhaps a part that the list has not: the place that it has is a village abroad. */
bool place_city_is_unknown_part(struct place_words *words, const struct place_reading *reading,
	const struct place_reading *next);

#endif
