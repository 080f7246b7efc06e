/* SPDX-License-Identifier: MIT */
/* The names that lead to each place: its own, the ASCII one, and alternates. */
#ifndef MAKER_NAMES_H
#define MAKER_NAMES_H

#include "korea.h"
#include "places.h"

/*
 * Fills in the names of all places that are not dropped. Of names with one key (src/fold.h) a place
 * keeps one: its own ('o'), else the ASCII one ('a'), else of the alternates ('x') one with
 * accents, from which the plain one can be told.
 */
void names_choose(struct places *places, const struct korea *korea);

#endif
