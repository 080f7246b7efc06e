/* SPDX-License-Identifier: MIT */
/*
 * Lists of names: a name, GeoNames' id, and what the list says of it; rows with "#" in front are
 * comments.
 */
#ifndef MAKER_NAME_LISTS_H
#define MAKER_NAME_LISTS_H

#include "places.h"

/*
 * Adds each name to its place as an alternate that somebody chose; the third column is a comment.
 * Names of places that are not in the list are left out. Ends the run (stop.h) when the file is no
 * such list.
 */
void name_lists_read(struct places *places, const char *path);

/*
 * Adds the names of islands and landscapes, which count as names of their places' own. The columns
 * are the name, GeoNames' id of the place, its name, the code of its country, and roughly its
 * latitude and longitude. Ends the run likewise, and when the list has no place with that id or it
 * has another name or lies elsewhere.
 */
void name_lists_read_landscapes(struct places *places, const char *path);

/* The same for a list whose third column is the name's language. */
void name_lists_read_languages(struct places *places, const char *path);

#endif
