/* SPDX-License-Identifier: MIT */
/* How far apart two words are, for suggestions to who has mistyped one. */
#ifndef WX_EDIT_DISTANCE_H
#define WX_EDIT_DISTANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EDIT_WORD_MAX 64 /* characters */

/* A word character by character. */
struct edit_word {
	int32_t points[EDIT_WORD_MAX];
	size_t count;
};

/* Takes a word in UTF-8; false if it is too long to be somebody's slip. */
bool edit_distance_word(struct edit_word *word, const char *text, size_t length);

/*
 * The edits that lead from one to the other: a character missing, doubled or wrong, or two swapped
 * (optimal string alignment, after Damerau 1964). most + 1 if there are more than that.
 */
int edit_distance(const struct edit_word *left, const struct edit_word *right, int most);

#endif
