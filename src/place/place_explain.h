/* SPDX-License-Identifier: MIT */
/* What may have been meant by a name that was sent as typed, and is nowhere. */
#ifndef WX_PLACE_EXPLAIN_H
#define WX_PLACE_EXPLAIN_H

#include <stdbool.h>

#include "base/error.h"
#include "base/location.h"
#include "place/place_longest.h"

/*
 * Whether words beside those from begin up to end, which mean the place, may be a part of it: it
 * has 45,000 people, and they are a name of its own, or any name of a city of 500,000.
 */
bool place_explain_is_city(
	struct place_words *words, size_t begin, size_t end, const struct listed *place);

/*
 * Writes what means the city of 45,000 people that was typed with what was read, or stands right
 * before it without a comma, or one of 100,000 right behind it, so that this may be a part of it;
 * "" if there is none.
 */
void place_explain_find_city(char city[LOCATION_NAME_MAX], struct place_words *words,
	const struct place_reading *reading);

/*
 * The same for all words, which are no place of the list, where the first or the last ones mean a
 * city of 100,000 people: the larger one.
 */
void place_explain_find_any_city(char city[LOCATION_NAME_MAX], struct place_words *words);

/* Fails with EXIT_NOT_FOUND, naming the argument that means the city in which it may be. */
bool place_explain_in_city(struct error *error, const char *argument);

/*
 * Fills in *error: where the list has the name, else the near names, else the city that it may be
 * in, else what to write for such a thing; without any of these *error stays as it is.
 */
void place_explain(
	const struct gazetteer *list, const struct location *location, struct error *error);

#endif
