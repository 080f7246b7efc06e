/* SPDX-License-Identifier: MIT */
/* Postcodes among the words of places: rule 4 of wx(1). */
#ifndef WX_PLACE_POSTCODE_H
#define WX_PLACE_POSTCODE_H

#include <stdbool.h>
#include <stddef.h>

#include "place/place_longest.h"

/*
 * Reads the postcode that begins with that word, and the country, region or city after it, which
 * says whose it is. Without one it is the country's of the locale, else that of the United States,
 * else of the only country that has such postcodes. False if there is none.
 */
bool place_postcode_read(struct place_words *words, size_t begin, struct place_reading *reading);

/*
 * "DE 10115": reads a code, not a name, and the postcode after it, whose country the code tells as
 * one after it would; with a city of that country after it. False if there is none.
 */
bool place_postcode_read_behind_code(
	struct place_words *words, size_t begin, struct place_reading *reading);

/* "Paris 75001": reads the postcode after a city, in whose country it is; false if none is. */
bool place_postcode_read_behind(struct place_words *words, struct place_reading *city);

#endif
