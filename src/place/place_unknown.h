/* SPDX-License-Identifier: MIT */
/* Words that are in no name of the list: rule 3 of wx(1). */
#ifndef WX_PLACE_UNKNOWN_H
#define WX_PLACE_UNKNOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "place/place_longest.h"

/*
 * Reads words that are no place of the list, the first of them at `begin`, up to one that is, and
 * what says where they lie.
 */
void place_unknown_read(struct place_words *words, size_t begin, struct place_reading *reading);

/*
 * Reads words side by side, one of them from `at` on unknown, that together are near to a listed
 * name or begin a city's; false if there are none.
 */
bool place_unknown_read_misspelt(
	struct place_words *words, size_t begin, size_t at, struct place_reading *reading);

/* The "de" of an unknown name is no Germany: whether a code is a word between others. */
bool place_unknown_is_particle(struct place_words *words, const struct place_qualifier *code);

/*
 * "Big Ben London": whether a code of three letters, not written in capitals, is rather a name, as
 * it is one, too, and stands before a large city, or what means one, in another country.
 */
bool place_unknown_is_name(struct place_words *words, const struct place_qualifier *code);

/* "LAX", "bos": whether a word is so short that it is rather a code than an unknown name. */
bool place_unknown_is_code(struct place_words *words, size_t at, bool in_capitals);

#endif
