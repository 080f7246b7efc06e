/* SPDX-License-Identifier: MIT */
/* What was typed laid beside a name that it may be the beginning of. */
#ifndef WX_COMPLETE_TEXT_H
#define WX_COMPLETE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "place/fold.h"

#define COMPLETE_TYPED_MAX 512

/* The beginning of a name, as typed. */
struct typed {
	char text[COMPLETE_TYPED_MAX];
	size_t done;             /* bytes that are words before the last one */
	struct fold_trace trace; /* of the text; without a key where there is none */
	bool has_marks;          /* it has letters with accents */
};

/* From the best to the worst. */
enum fit {
	FIT_LITERAL, /* but for the case of ASCII letters the name begins with just that */
	FIT_FOLDED, /* with these accents and gaps, or letters without accents in place of others */
	FIT_LOOSE,  /* the accents or gaps are others */
	FIT_NONE
};

/* Fills in the rest from typed->text. */
void complete_text_start(struct typed *typed);

/*
 * Writes the name as the shells want it: what was typed, with the case of the name's ASCII letters,
 * and the rest of the name. It has the name's key. FIT_NONE, too, where `to` has no room for it;
 * with a size of 0 nothing is written.
 */
enum fit complete_text(char *to, size_t size, const struct typed *typed, const char *name);

/*
 * The typed beginning with its last word, if that begins one that abbreviates another, written in
 * full: "St" may be Saint, "San" Sankt. False if it does not.
 */
bool complete_text_abbreviation(struct typed *to, const struct typed *typed);

/*
 * The typed beginning with its last syllable, which is one of Hangul that may go on, finished in
 * the way of that number, from 0. False if there are no more ways.
 */
bool complete_text_syllable(struct typed *to, const struct typed *typed, int number);

#endif
