/* SPDX-License-Identifier: MIT */
/* How often two names side by side, without quotes or commas, are read as they are meant. */
#ifndef WX_KNOWN_PAIRS_H
#define WX_KNOWN_PAIRS_H

#include <stddef.h>
#include <stdio.h>

#include "place/gazetteer.h"
#include "place/known_names.h"

/*
 * Of places that begin with the most populous, the first `most` whose name alone does not lead to
 * them but with their country, or else with their region behind a comma, does: the same unquoted
 * and without the comma. Left out are names of regions, which rule 5 of wx(1) reads, and places of
 * less than 20,000 people before the name of a large city, which rule 1 takes for two. ->empty is
 * how many need the region.
 */
struct known_names known_pairs_needed(const struct gazetteer *list, const struct listed places[],
	size_t count, size_t most, FILE *complaints);

/*
 * Every place's name and country: right is what means the same as with a comma. Names of regions
 * are left out.
 */
struct known_names known_pairs_with_country(
	const struct gazetteer *list, const struct listed places[], size_t count, FILE *complaints);

/*
 * `most` pairs of cities of 100,000 people: right are two places, each as its name means alone, and
 * a single one whose note says how to write two; ->empty is how many of these there are.
 */
struct known_names known_pairs_of_cities(const struct gazetteer *list, const struct listed places[],
	size_t count, size_t most, FILE *complaints);

#endif
