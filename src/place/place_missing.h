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

/*
 * Whether the service's answer to a name that was sent as typed may be meant: it is in a country
 * that was named with it, within 100 km of a city that was, not in another region than the one that
 * was, and not within 20 km of a place of the list that bears the name and lies elsewhere. The
 * state is a region's name in any language, "" if it is not known; coordinates that are not known
 * are NAN.
 */
bool place_missing_accepts(const struct gazetteer *list, const struct location *location,
	const char *state, const char *country, double latitude, double longitude);

/*
 * Writes which place a service has answered with for such a name; "" if it is one that was named
 * together with its country, region or city. The state is "" if it is not known.
 */
void place_missing_note(char *note, size_t size, const struct location *location, const char *name,
	const char *state, const char *country);

#endif
