/* SPDX-License-Identifier: MIT */
/* "Did you mean": the places whose names are near to one that nobody knows. */
#ifndef WX_PLACE_NEAR_H
#define WX_PLACE_NEAR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/location.h"
#include "place/gazetteer.h"

#define PLACE_NEAR_MAX 3
#define PLACE_NEAR_TEXT_MAX (PLACE_NEAR_MAX * GAZETTEER_NAME_MAX + 8)

/*
 * The places, countries and regions whose names are near to an unknown one, without what stands
 * after its comma: with a letter missing, doubled, swapped or wrong, in a long name and for a
 * large city up to three; and the large cities whose names begin with it. What another letter, or
 * another division into words, makes a different name is near to that of a city only; the limits
 * are the constants of place_near.c. Those with as many words come first, then the most populous,
 * where one letter weighs a hundred times two; what is a hundred times less likely than another is
 * left out. A name of three Latin letters is near to none. With `where` only places count that lie
 * in one of its countries and within 100 km of its coordinates, as far as it has them, and those in
 * its region come first. Returns how many there are; a region is its largest place with the
 * region's name.
 */
size_t place_near_find(const struct gazetteer *list, const char *typed,
	const struct location *where, struct listed near[PLACE_NEAR_MAX]);

/*
 * Whether words that were typed are near to a name of as many words, by one letter, of a place with
 * at least so many people. This is quick.
 */
bool place_near_is_misspelt(const struct gazetteer *list, const char *typed, int64_t least);

/* Whether a large city's name of as many words begins with what was typed: "San Fran". */
bool place_near_is_beginning(const struct gazetteer *list, const char *typed);

/*
 * Whether there is a number, in digits or Roman with a full stop: "Budapest V. kerület". What has
 * another one is not meant.
 */
bool place_near_has_number(const char *text);

/* Words the names that are near to an unknown one: "A, B or C". Returns how many there are. */
size_t place_near_names(
	char names[PLACE_NEAR_TEXT_MAX], const struct gazetteer *list, const char *typed);

#endif
