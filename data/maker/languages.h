/* SPDX-License-Identifier: MIT */
/* languages.tsv: in which languages the people of a country or region name their towns. */
#ifndef MAKER_LANGUAGES_H
#define MAKER_LANGUAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "memory.h"
#include "places.h"

/* A country, "CH", or a region of it, "CH.GE", and its languages, separated by blanks. */
struct language_row {
	const char *code, *languages;
};

struct languages {
	struct language_row *rows; /* sorted by code */
	size_t count;
};

/* Ends the run (stop.h) when the file is no such table, or has a code twice. */
struct languages languages_read(const char *path, struct memory *memory);

/*
 * How much a name in the language is the place's own: 0 for the main language of its people, more
 * for their other ones, -1 if it is none of theirs.
 */
int languages_rank(
	const struct languages *languages, const struct place *place, const char *language);

/* The main language of the place's people; "" if it is English or not known. */
const char *languages_main(
	const struct languages *languages, const struct place *place, struct memory *memory);

/* Whether the language is written in Latin letters. */
bool languages_is_latin(const char *language);

/*
 * Whether names in the language are kept everywhere: it is one of those that many wx users write.
 */
bool languages_is_widespread(const char *language);

#endif
