/* SPDX-License-Identifier: MIT */
/* Which place of the list a name means. */
#ifndef WX_RESOLVE_H
#define WX_RESOLVE_H

#include <stdbool.h>
#include <stddef.h>

#include "gazetteer.h"

#define RESOLVE_MAX 256
#define RESOLVE_RIVALS_MAX 5
#define RESOLVE_NEAR_MAX 3

/* Room for any text that means a place. */
#define RESOLVE_ARGUMENT_MAX (2 * GAZETTEER_NAME_MAX)

/* A place that a name may mean; gazetteer_place has the rest of it. */
struct candidate {
	size_t ref;
	int64_t people;
	bool is_own; /* the name is its own or its ASCII name */
	double score;
};

struct candidates {
	struct candidate all[RESOLVE_MAX]; /* the likeliest first, by rank() */
	size_t count;
};

/*
 * Finds what a typed place may mean: a name, "Name,X" or "Name,STATE,COUNTRY", or larger unit and
 * name with a blank between, as is the custom in Korean. Returns whether there is any.
 */
bool resolve(const struct gazetteer *list, const char *typed, struct candidates *candidates);

/* Whether the place lies in a country or a unit of it that has the key. */
bool resolve_is_within(const struct gazetteer *list, const struct listed *place, const char *key);

/* The first of what a typed place may mean; false if there is none. */
bool resolve_first(const struct gazetteer *list, const char *typed, struct listed *place);

/* Whether a typed place is that one first of all. */
bool resolve_means(const struct gazetteer *list, const char *typed, const struct listed *place);

/*
 * Writes the shortest text that means just that place: the name as spelt, with its country, with
 * unit and country, its id, its coordinates.
 */
void resolve_argument(const struct gazetteer *list, const struct listed *place,
	const char *spelling, char to[RESOLVE_ARGUMENT_MAX]);

/* Writes the text that means the place by its id, or by its coordinates if it has none. */
void resolve_number(const struct listed *place, char to[RESOLVE_ARGUMENT_MAX]);

/* Whether another place of the country has the same name of its own. */
bool resolve_has_namesake(const struct gazetteer *list, const struct listed *place);

/*
 * The meanings besides the first that deserve a word: those whose own name was typed and that have
 * more than a tenth of its people, or any when it has the name only as an alternate; and those that
 * have more than eight times its people and the name as an alternate. Returns how many.
 */
size_t resolve_rivals(const struct gazetteer *list, const struct candidates *candidates,
	struct listed rivals[RESOLVE_RIVALS_MAX]);

/*
 * The places whose names are nearest to an unknown one: fewest letters missing, doubled, swapped or
 * wrong, two at the most, and of those the most populous. Returns how many.
 */
size_t resolve_near(
	const struct gazetteer *list, const char *typed, struct listed near[RESOLVE_NEAR_MAX]);

#endif
