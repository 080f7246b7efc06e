/* SPDX-License-Identifier: MIT */
/* The section of the places: a line for each, those first that own names most likely mean. */
#ifndef MAKER_PLACE_LINES_H
#define MAKER_PLACE_LINES_H

#include <stddef.h>

#include "places.h"
#include "zones.h"

/*
 * Takes the dropped places off, sorts the others and gives each its line (see
 * src/place/gazetteer.h) and where that begins in a file whose section of the places begins at
 * `start`. After this places_find() finds nothing. Returns where the section ends.
 */
size_t place_lines_make(struct places *places, const struct zones *zones, size_t start);

#endif
