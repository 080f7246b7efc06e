/* SPDX-License-Identifier: MIT */
/* "Did you mean": the places whose names are near to one that nobody knows. */
#ifndef WX_PLACE_NEAR_H
#define WX_PLACE_NEAR_H

#include <stddef.h>

#include "base/error.h"
#include "place/gazetteer.h"

#define PLACE_NEAR_MAX 3
#define PLACE_NEAR_TEXT_MAX (PLACE_NEAR_MAX * GAZETTEER_NAME_MAX + 8)

/*
 * The places whose names are nearest to an unknown one: fewest letters missing, doubled, swapped or
 * wrong, two at the most, and of those the most populous. Returns how many.
 */
size_t place_near_find(
	const struct gazetteer *list, const char *typed, struct listed near[PLACE_NEAR_MAX]);

/* Words the names that are near to an unknown one: "A, B or C". Returns how many there are. */
size_t place_near_names(
	char names[PLACE_NEAR_TEXT_MAX], const struct gazetteer *list, const char *typed);

/* Adds to a failure to find what was typed the names that are near to it. */
void place_near_suggest(const char *typed, const struct gazetteer *list, struct error *error);

#endif
