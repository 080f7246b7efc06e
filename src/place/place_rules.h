/* SPDX-License-Identifier: MIT */
/*
 * How words are read as a person would read them: the rules of wx(1), section "How words are read",
 * with all their limits. Here is rule 2, for what does not fit; place_longest has rule 1,
 * place_unknown rule 3, place_postcode rule 4 and place_region rule 5.
 */
#ifndef WX_PLACE_RULES_H
#define WX_PLACE_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "place/place_longest.h"

/*
 * Reads the place that begins with the word at `at`, and as many words as belong to it: at least
 * one. With `whole` all words are one place: what is more than one is PLACE_RULE_TYPED.
 */
void place_rules_read(
	struct place_words *words, size_t at, bool whole, struct place_reading *reading);

/* How many places all words are, if they are cities and nothing else; else 0. */
size_t place_rules_count_cities(struct place_words *words);

#endif
