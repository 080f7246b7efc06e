/* SPDX-License-Identifier: MIT */
/* What is said of a place that is not in the list, and whether an answer for it may be meant. */
#ifndef WX_PLACE_MISSING_H
#define WX_PLACE_MISSING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/location.h"
#include "place/place_rules.h"

/* Fails with EXIT_NOT_FOUND for a code alone, or for misspelt words: PLACE_RULE_CODE, _MISSPELT. */
bool place_missing_refuse(
	struct place_words *words, const struct place_reading *reading, struct error *error);

/* The place that a service has answered with. */
struct place_answer {
	const char *name;
	const char *state;          /* its region's name in any language; "": not known */
	const char *country;        /* its code; "": not known */
	double latitude, longitude; /* degrees; NAN: not known */
};

/*
 * Whether the answer to a name that was sent as typed may be meant. It is in a country that was
 * named with it; within 100 km of a city that was, unless that may be a county; in the region that
 * was named, as far as its own is known, or within 100 km of the largest city there; and not within
 * 20 km of a place of the list that bears the name and lies elsewhere.
 */
bool place_missing_accepts(const struct gazetteer *list, const struct location *location,
	const struct place_answer *answer);

/*
 * Writes which place a service has answered with for such a name; "" if it is the one that was
 * named together with its country, region or city, and lies there as far as is known.
 */
void place_missing_note(char *note, size_t size, const struct gazetteer *list,
	const struct location *location, const struct place_answer *answer);

#endif
