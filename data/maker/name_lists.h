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

/* The same for names that count as the places' own: of the island that a town stands for. */
void name_lists_read_own(struct places *places, const char *path);

/* The same for a list whose third column is the name's language. */
void name_lists_read_languages(struct places *places, const char *path);

#endif
