/* SPDX-License-Identifier: MIT */
/* Lists of names: a name, GeoNames' id, perhaps a comment; rows with "#" in front are comments. */
#ifndef MAKER_NAME_LISTS_H
#define MAKER_NAME_LISTS_H

#include "places.h"

/*
 * Adds each name to its place as an alternate that somebody chose. Names of places that are not in
 * the list are left out. Ends the run (stop.h) when the file is no such list.
 */
void name_lists_read(struct places *places, const char *path);

#endif
