/* SPDX-License-Identifier: MIT */
/* Whether every beginning of a place's own name, however it is typed, completes to the place. */
#ifndef WX_BEGINNINGS_H
#define WX_BEGINNINGS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "place/gazetteer.h"

struct beginnings {
	size_t nameless;              /* own names that mean the place in no form */
	size_t names, typed, offered; /* own names; their beginnings; those that offer the place */
	size_t beyond;                /* those that offer as many likelier ones as there may be */
	size_t failures;
};

/*
 * Goes through every stride-th own name of places of so many people, and types each beginning in
 * small, capital and the name's letters, with and without accents, composed and decomposed, with a
 * cedilla or a comma below, and with either apostrophe. Complains in a line each.
 */
struct beginnings beginnings_try(
	const struct gazetteer *list, int64_t population, size_t stride, FILE *complaints);

/*
 * Whether the name means the place, alone or with its region and country: of two of one name in one
 * region only one can be typed.
 */
bool beginnings_can_mean(
	const struct gazetteer *list, const struct listed *place, const char *spelling);

/*
 * How many letters of its name a place needs to be among the first ten candidates; 0 if its whole
 * name is not enough.
 */
size_t beginnings_letters(const struct gazetteer *list, const struct listed *place);

#endif
