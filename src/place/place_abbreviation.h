/* SPDX-License-Identifier: MIT */
/* Names whose last words are abbreviated, as in German: "Frankfurt a. M.", "Limburg a.d. Lahn". */
#ifndef WX_PLACE_ABBREVIATION_H
#define WX_PLACE_ABBREVIATION_H

#include <stdbool.h>

#include "place/gazetteer.h"

/*
 * Writes the listed name that such a text abbreviates, of several that of the most populous place;
 * false if there is none. What is abbreviated begins with a preposition: a small letter and a full
 * stop or slash after it.
 */
bool place_abbreviation_expand(
	char to[GAZETTEER_NAME_MAX], const struct gazetteer *list, const char *text);

/* Whether the text ends with an abbreviated word, so that others may follow. */
bool place_abbreviation_is_last(const char *text);

#endif
