/* SPDX-License-Identifier: MIT */
/* What was typed for a place, understood. */
#ifndef WX_PLACE_H
#define WX_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/location.h"
#include "place/gazetteer.h"
#include "place/place_words.h"

#define PLACE_WORDS_MAX 8 /* of the command line that are one place */

struct place {
	struct location location;
	struct error error; /* EXIT_OK, or why nobody is asked: EXIT_NOT_FOUND */
	bool is_several;    /* since it is more than one city */
	char note[2048];    /* how it was understood, and others that may be meant; "" if clear */
};

/*
 * Tells what kind of place was typed, without the list. Fails with EXIT_USAGE, naming what was
 * typed; place->location.query is then all that is set, and empty if it may be an API key.
 */
bool place_classify(struct place *place, const char *typed, struct error *error);

/*
 * Understands a text that is one place: a line, a quoted argument, a setting. Fails with
 * EXIT_USAGE, naming what was typed; *place is then of no use but for ->location.query, which is
 * empty if it may be an API key.
 */
bool place_parse(
	struct place *place, const struct gazetteer *list, const char *typed, struct error *error);

/*
 * Understands the place that begins with word *next, and moves that on past it. Fails like
 * place_parse.
 */
bool place_read_words(
	struct place *place, struct place_words *words, size_t *next, struct error *error);

/* Fails with EXIT_USAGE for an argument that is empty, is not UTF-8, or may be an API key. */
bool place_check_argument(const char *argument, struct error *error);

/* Fails with EXIT_USAGE for two texts side by side that are numbers with decimal commas. */
bool place_check_decimal_commas(const char *first, const char *second, struct error *error);

/* Whether a text is "zip:CODE,COUNTRY", and a code with blanks a postcode of that country. */
bool place_has_postcode(const char *text);

/* Makes an ID a listed place; false if the list has none with that ID. */
bool place_find_id(struct place *place, const struct gazetteer *list);

/* Whether a word has a blank, or a comma anywhere but at its end. */
bool place_stands_alone(const char *word);

/*
 * Joins words with a blank between two; false, with them cut off, when they are more than a place.
 */
bool place_join(char to[LOCATION_TEXT_MAX + 2], char *const words[], int count);

#endif
