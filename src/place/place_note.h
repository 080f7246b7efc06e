/* SPDX-License-Identifier: MIT */
/* What is said of how a place was understood. */
#ifndef WX_PLACE_NOTE_H
#define WX_PLACE_NOTE_H

#include <stddef.h>

#include "place/place_rules.h"

/*
 * Writes one line that says what was taken, and what to type for up to five others that may be
 * meant, the most populous first; "" if there is no doubt. The words are those that were read.
 */
void place_note_write(char *note, size_t size, struct place_words *words,
	const struct place_reading *reading, const char *typed);

#endif
