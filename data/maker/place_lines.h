/* SPDX-License-Identifier: MIT */
/* The section of the places: a line for each, the most populous first. */
#ifndef MAKER_PLACE_LINES_H
#define MAKER_PLACE_LINES_H

#include <stddef.h>

#include "places.h"

/*
 * Takes the dropped places off, sorts the others and gives each its line (see src/gazetteer.h) and
 * where that begins in a file whose section of the places begins at `start`. After this
 * places_find() finds nothing. Returns where the section ends.
 */
size_t place_lines_make(struct places *places, size_t start);

#endif
