/* SPDX-License-Identifier: MIT */
/*
 * Words that are together one name, which the list has not, although it has some of them: rules 1
 * to 3 of wx(1), "How words are read". They are sent as typed.
 */
#ifndef WX_PLACE_TYPED_H
#define WX_PLACE_TYPED_H

#include <stdbool.h>
#include <stddef.h>

#include "place/place_longest.h"

/*
 * Sends all as typed, up to `end` or the end of the qualifier and the larger one after it: the
 * name does not lie there, or in the city. Both may be NULL.
 */
void place_typed_take(struct place_words *words, struct place_reading *reading, size_t end,
	const struct place_qualifier *qualifier, const struct listed *city);

/* Sends all as typed, up to `end`, with the country, region or city after it. */
void place_typed_take_with_area(
	struct place_words *words, struct place_reading *reading, size_t end);

/* The end of the words from `at` on that begin no place; at least one. */
size_t place_typed_skip_unknown(struct place_words *words, size_t at);

/*
 * "Berlin in France", "Soho in London", "Tower of London", "Cabo de Gata", "Foo de Bar": a little
 * word after the place binds what follows it. False if there is none, or if it is a place or code.
 */
bool place_typed_read_little(struct place_words *words, struct place_reading *reading);

/*
 * "Wall Street": small places far from each other are words of a name that the list has not. So is
 * a larger one where a country or city follows that is abroad for both: "Moss Side Manchester".
 * False if they are none.
 */
bool place_typed_read_small(
	struct place_words *words, struct place_reading *reading, const struct place_reading *next);

/* "Jackson Hole": whether what follows is a small place's foreign name, in another country. */
bool place_typed_is_chance(struct place_words *words, const struct place_reading *reading,
	const struct place_reading *next);

/*
 * "Buckingham Palace": an unknown word after a small place makes both one name; but one that is
 * misspelt, or a code, is a place of its own.
 */
void place_typed_read_with_unknown(struct place_words *words, struct place_reading *reading);

#endif
