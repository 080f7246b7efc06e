/* SPDX-License-Identifier: MIT */
/* "Did you mean": the places whose names are near to one that nobody knows. */
#ifndef WX_PLACE_NEAR_H
#define WX_PLACE_NEAR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "place/gazetteer.h"

#define PLACE_NEAR_MAX 3
#define PLACE_NEAR_TEXT_MAX (PLACE_NEAR_MAX * GAZETTEER_NAME_MAX + 8)

/*
 * The places whose names are near to an unknown one, without what stands behind its comma: with a
 * letter missing, doubled, swapped or wrong; in a long name and for a large city two. Those with as
 * many words come first, then the most populous, where one letter weighs a hundred times two. A
 * name of three Latin letters is near to none. Returns how many there are.
 */
size_t place_near_find(
	const struct gazetteer *list, const char *typed, struct listed near[PLACE_NEAR_MAX]);

/* Whether words that were typed are near to a name of as many words, by one letter. */
bool place_near_is_misspelt(const struct gazetteer *list, const char *typed);

/* Words the names that are near to an unknown one: "A, B or C". Returns how many there are. */
size_t place_near_names(
	char names[PLACE_NEAR_TEXT_MAX], const struct gazetteer *list, const char *typed);

#endif
