/* SPDX-License-Identifier: MIT */
/* The city of which unknown words may name a part: London in "Hyde Park London". */
#ifndef WX_PLACE_PART_H
#define WX_PLACE_PART_H

#include <stdbool.h>
#include <stddef.h>

#include "base/location.h"
#include "place/gazetteer.h"
#include "place/place_longest.h"
#include "place/place_words.h"

/*
 * Whether a place has parts with names of their own, and the key is its name: one of its own, but
 * for a large city. What stands for its region may not.
 */
bool place_part_is_city_name(
	const struct gazetteer *list, const char *key, const struct listed *place);

/*
 * Whether words beside those from begin up to end, which mean the place, may be a part of it: it
 * has 45,000 people, and they are a name of its own, or any name of a city of 500,000.
 */
bool place_part_is_city(
	struct place_words *words, size_t begin, size_t end, const struct listed *place);

/*
 * Writes what means the city of 45,000 people that was typed with what was read, or stands right
 * before it without a comma, or one of 100,000 right after it, so that this may be a part of it;
 * "" if there is none.
 */
void place_part_find_city(char city[LOCATION_NAME_MAX], struct place_words *words,
	const struct place_reading *reading);

/*
 * The same for all words, which are no place of the list, where the first or the last ones mean a
 * city of 100,000 people: the larger one.
 */
void place_part_find_any_city(char city[LOCATION_NAME_MAX], struct place_words *words);

/* "Vienna 1st district", "Boston area": whether a word says that a part of the city is meant. */
bool place_part_is_kind(struct place_words *words, size_t at);

#endif
