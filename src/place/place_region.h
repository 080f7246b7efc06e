/* SPDX-License-Identifier: MIT */
/* What a country's or a region's name means when it stands for a place: rule 5 of wx(1). */
#ifndef WX_PLACE_REGION_H
#define WX_PLACE_REGION_H

#include <stdbool.h>

#include "place/gazetteer.h"
#include "place/place_words.h"

/* The words after a name that say where it lies: a country, a region or a code. */
struct place_qualifier {
	struct place_run run; /* ->regions is NULL: there is none */
	size_t begin, end;    /* of its words */
	bool has_kind;        /* the last one says what it is: "Washington State" */
};

/* Whether the place lies in the country or region of that code, as Hong Kong and Macao do in CN. */
bool place_region_contains(
	const struct gazetteer *list, const char *code, const struct listed *place);

/* Whether the place lies in one of the countries and regions that the qualifier names. */
bool place_region_has(const struct gazetteer *list, const struct place_qualifier *qualifier,
	const struct listed *place);

/* Whether a key of the qualifier counts: a code has to be one word. */
bool place_region_counts(const struct place_qualifier *qualifier, const struct region_key *key);

/* Whether the code is a country's, and not that of a region in one. */
bool place_region_is_country(const char *code);

/* Whether a region's code is the other one, a country's or region's, or one in it, by the code. */
bool place_region_is_in(const char *code, const char *other);

/* Whether the place has the key as a name, or with `own` as a name of its own. */
bool place_region_is_named(
	const struct gazetteer *list, const char *key, const struct listed *place, bool own);

/*
 * The place that a country's or a region's name means, a code being none: a country's capital; of a
 * region the likeliest place that has its name as its own, if that lies in it, is a sovereign
 * state's capital, or is a city of 200,000 people that is written just so; else the city in the
 * region that its English name means, if it bears the key, too; else a capital or city of a million
 * in the country that bears the key and has more people than the region's largest place; else that
 * one, unless it has no more people than the first. Of several regions of one name the one with the
 * largest place counts. *region is that one. False for what names no region that has a place.
 */
bool place_region_alone(const struct gazetteer *list, const char *key, const char *typed,
	struct listed *place, struct listed_region *region);

/*
 * The same for a region's name with its country after it, or a county's with its kingdom's part:
 * of the places of that country the city of that name in the region, else a capital or a city of
 * 200,000 of that name, else by its other names as above, else the region's largest. False where a
 * code may be another region in which a city of that name lies.
 */
bool place_region_in_country(const struct gazetteer *list, const char *key, const char *typed,
	const struct place_qualifier *country, struct listed *place, struct listed_region *region);

/*
 * The place that a region's code with its country after it means, "WA USA": the city of its name
 * in the region, else its largest. False for what is no code of a region of that country.
 */
bool place_region_of_code(const struct gazetteer *list, const struct place_run *code,
	const struct place_qualifier *country, struct listed *place, struct listed_region *region);

/*
 * The place that "Washington State" means, of which the word at `kind` is the last: the first of
 * that name in the region, or its largest. "County", "Parish" and "Borough" mean regions of those
 * countries only whose units the list has by that word.
 */
bool place_region_of_kind(const struct place_words *words, size_t kind, const char *key,
	struct listed *place, struct listed_region *region);

#endif
