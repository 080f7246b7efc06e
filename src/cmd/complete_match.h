/* SPDX-License-Identifier: MIT */
/* The names of places that begin with what was typed: the best of them, each place by one. */
#ifndef WX_COMPLETE_MATCH_H
#define WX_COMPLETE_MATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "cmd/complete_text.h"
#include "place/gazetteer.h"

#define MATCHES_MAX 120        /* of some there is nothing to type that means the place */
#define MATCHES_INDEXED_MAX 60 /* names of a line of the prefix index */

/* What a name may go on from: what was typed, an abbreviation of it, or a syllable finished. */
enum { AS_TYPED, ABBREVIATED, SYLLABLES };

/* A name that begins with what was typed. */
struct match {
	struct listed_name name;
	enum fit fit;
	int variant;
	bool is_whole;   /* it is just what was typed, and means the place */
	bool has_ending; /* that may be left out, as the first completion of it has found */
};

/*
 * The best first: own names before others, whole ones first, then in the order of the places; those
 * of FIT_LOOSE after all others.
 */
struct matches {
	struct match all[MATCHES_MAX];
	size_t count;
};

/*
 * Finds names by what was typed and by all that it may stand for. Where the prefix index has a line
 * for it, there are no more than that has, unless with `all`.
 */
void complete_match_find(
	struct matches *matches, const struct gazetteer *list, const struct typed *typed, bool all);

/* Finds the names of places in the region of that key, but not the region's own. */
void complete_match_find_in_region(struct matches *matches, const struct gazetteer *list,
	const struct typed *typed, const char *region);

/* Whether the name is not one of the place's own. */
bool complete_match_is_alternate(const struct match *match);

/*
 * What was typed in the way of the variant: SYLLABLES is the first of several numbers, each of
 * which finishes the syllable in another way. False if there is none of that number.
 */
bool complete_match_variant(struct typed *to, const struct typed *typed, int variant);

#endif
