/* SPDX-License-Identifier: MIT */
/* What was typed for a place, understood. */
#ifndef WX_PLACE_H
#define WX_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/location.h"
#include "place/gazetteer.h"

#define PLACE_WORDS_MAX 8 /* of the command line that are one place */

struct place {
	struct location location;
	char note[2048]; /* that another may be meant; "" if there is no doubt */
};

/*
 * Tells what kind of place was typed, without the list. Fails with EXIT_USAGE, naming what was
 * typed; place->location.query is then all that is set, and empty if it may be an API key.
 */
bool place_classify(struct place *place, const char *typed, struct error *error);

/*
 * Understands one place. Fails with EXIT_USAGE, naming what was typed; *place is then of no use but
 * for ->location.query, which is empty if it may be an API key.
 */
bool place_parse(
	struct place *place, const struct gazetteer *list, const char *typed, struct error *error);

/*
 * Takes the longest run of words that is a place of the list, or coordinates, off the front of
 * them: a word with a blank inside, or a comma anywhere but at its end, stands alone, and so does
 * one that begins no such run; without a list they are all one place. Commas at the end of the run
 * do not count. Where the words are a place of the list only together with one that has a comma
 * inside, the note says so. Returns how many words were taken; 0 and *error like place_parse.
 */
int place_take(struct place *place, const struct gazetteer *list, char *const words[], int count,
	struct error *error);

/* Whether a word has a blank, or a comma anywhere but at its end. */
bool place_stands_alone(const char *word);

/*
 * Joins words with a blank between two; false, with them cut off, when they are more than a place.
 */
bool place_join(char to[LOCATION_TEXT_MAX + 2], char *const words[], int count);

/* Writes an argument in quotes that make it one word in every shell. */
void place_quote(char *to, size_t size, const char *argument);

#endif
