/* SPDX-License-Identifier: MIT */
/* Which place of the list a name means. */
#ifndef WX_PLACE_SEARCH_H
#define WX_PLACE_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "place/gazetteer.h"
#include "place/place_region.h"

#define PLACE_SEARCH_MAX 256
#define PLACE_SEARCH_RIVALS_MAX 5

/* Room for any text that means a place. */
#define PLACE_ARGUMENT_MAX (2 * GAZETTEER_NAME_MAX)

/* A place that a name may mean; gazetteer_place has the rest of it. */
struct candidate {
	size_t offset;
	int64_t population;
	bool is_own;   /* the name is one of its own, */
	bool is_shown; /* the one that is shown or its ASCII form */
	double score;
};

struct candidates {
	struct candidate all[PLACE_SEARCH_MAX]; /* the likeliest first, by rank_score() */
	size_t count;
};

/*
 * Finds what a typed place may mean: a name, alone or with one or two of its countries or regions
 * after it, with commas or without, or a larger region and the name after it, as is the custom in
 * Korean. Returns whether there is any.
 */
bool place_search(const struct gazetteer *list, const char *typed, struct candidates *candidates);

/* The same for words that have been looked up: a name, and the qualifiers after it. */
bool place_search_run(const struct gazetteer *list, const struct place_run *run,
	const struct place_qualifier *qualifiers, size_t count, struct candidates *candidates);

/* Whether the place lies in a country or a unit of it that has the key. */
bool place_search_is_within(
	const struct gazetteer *list, const struct listed *place, const char *key);

/* The first of what a typed place may mean; false if there is none. */
bool place_search_first(const struct gazetteer *list, const char *typed, struct listed *place);

/* The place that is taken for a text, by all rules of wx(1); false if it is none of the list. */
bool place_search_taken(const struct gazetteer *list, const char *typed, struct listed *place);

/*
 * Whether the text is the name of a country or region, which may go before a place's: then only
 * place_search_means can tell what it means.
 */
bool place_search_names_region(const struct gazetteer *list, const char *typed);

/* Whether a typed place is that one, by the rules that wx(1) has for a single place. */
bool place_search_means(
	const struct gazetteer *list, const char *typed, const struct listed *place);

/* The place that a country's or a region's name means: see place_region_alone. */
bool place_search_region(const struct gazetteer *list, const char *typed, struct listed *place,
	struct listed_region *region);

/*
 * Writes the shortest text that means just that place: the name as spelt, with its country, with
 * unit and country, its id, its coordinates.
 */
void place_search_argument(const struct gazetteer *list, const struct listed *place,
	const char *spelling, char to[PLACE_ARGUMENT_MAX]);

/* Writes the text that means the place by its id, or by its coordinates if it has none. */
void place_search_number(const struct listed *place, char to[PLACE_ARGUMENT_MAX]);

/* Whether another place of the country has the same name of its own. */
bool place_search_has_namesake(const struct gazetteer *list, const struct listed *place);

/*
 * The meanings besides the taken one that deserve a word, the most populous first: those whose own
 * name was typed and that have more than a tenth of its people, or more than a fifteenth, and
 * 20,000, when the name is the one by which they are shown and not that of the taken one, or any
 * when it has the name only as an alternate; and those that have the name as an alternate and more
 * than eight times its people, or 30,000 and more than a third if it has the name as an alternate,
 * too.
 * Returns how many.
 */
size_t place_search_rivals(const struct gazetteer *list, const struct candidates *candidates,
	const struct listed *taken, struct listed rivals[PLACE_SEARCH_RIVALS_MAX]);

#endif
