/* SPDX-License-Identifier: MIT */
/* Completion of places for the shells. */
#ifndef WX_COMPLETE_H
#define WX_COMPLETE_H

#include <stdio.h>

#include "gazetteer.h"

#define COMPLETE_MAX 50

/*
 * Prints what may stand for the last of the words so far, a line each, the most populous place
 * first: the text, a tab, the place that it means. Each text begins, ASCII case aside, with what
 * was typed, and typed back leads to its place. Without words, or for an empty one, these are the
 * largest cities.
 */
void complete(FILE *out, const struct gazetteer *list, char *const words[], int count);

#endif
