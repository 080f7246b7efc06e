/* SPDX-License-Identifier: MIT */
/* Which of the spellings that the sources have for a place are names that people type. */
#ifndef MAKER_SPELLING_H
#define MAKER_SPELLING_H

#include <stdbool.h>

#include "places.h"

bool spelling_is_ascii(const char *text);

/* Whether the text's key (src/place/fold.h) is that one. */
bool spelling_has_key(const char *text, const char *key);

/*
 * Whether a place keeps the alternate. What is no name is left out everywhere: airport codes,
 * transliterations such as "shou er", addresses of web pages. Small towns keep only what they are
 * called at home and what is in a list of names; data/README has the rules.
 */
bool spelling_is_kept(const struct place *place, const struct alternate *alternate);

#endif
