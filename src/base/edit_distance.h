/* SPDX-License-Identifier: MIT */
/* The edit distance between words, to suggest what a mistyped one was meant to be. */
#ifndef WX_EDIT_DISTANCE_H
#define WX_EDIT_DISTANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EDIT_WORD_MAX 64 /* characters */

/* A word as code points. */
struct edit_word {
	int32_t points[EDIT_WORD_MAX];
	size_t count;
};

/* Decodes a word in UTF-8; false if it has more than EDIT_WORD_MAX characters. */
bool edit_distance_word(struct edit_word *word, const char *text, size_t length);

/*
 * The number of edits that turn one word into the other: a character added, removed or replaced, or
 * two adjacent ones swapped (optimal string alignment, after Damerau 1964). limit + 1 if there are
 * more than `limit`.
 */
int edit_distance(const struct edit_word *left, const struct edit_word *right, int limit);

#endif
