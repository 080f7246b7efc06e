/* SPDX-License-Identifier: MIT */
/* The names that lead to each place: its own and alternates. */
#ifndef MAKER_NAMES_H
#define MAKER_NAMES_H

#include "korea.h"
#include "languages.h"
#include "places.h"

/*
 * Fills in the names of all places that are not dropped, with the kinds of src/place/gazetteer.h.
 * Of names with one key (src/place/fold.h) a place keeps one: the best kind, and of alternates one
 * with accents, from which the plain one can be told; but its own names in other spellings than the
 * one that is shown, too.
 *
 * Its own names are the one that is shown, those in the languages of its people, those in their
 * script where these are not known, the dump's unless it is a former one, and the part of a name
 * that stands before what tells it apart: Frankfurt of Frankfurt am Main; and the island or
 * landscape that it stands for. Places without people have no alternates.
 */
void names_choose(
	struct places *places, const struct korea *korea, const struct languages *languages);

#endif
