/* SPDX-License-Identifier: MIT */
/* The longest run of words that is one place: rule 1 of wx(1), "How words are read". */
#ifndef WX_PLACE_LONGEST_H
#define WX_PLACE_LONGEST_H

#include <stdbool.h>
#include <stddef.h>

#include "place/gazetteer.h"
#include "place/place_region.h"
#include "place/place_words.h"
#include "place/postcode.h"

enum place_rule {
	PLACE_RULE_NAME,      /* a place of the list, by its name and its countries or regions */
	PLACE_RULE_REGION,    /* a country or region that stands for a place of it */
	PLACE_RULE_NEAR_CITY, /* a place of the list, by its name and the city near it */
	PLACE_RULE_TYPED,     /* not in the list, or not there: to be sent as typed */
	PLACE_RULE_POSTCODE,  /* a postcode and its country */
	PLACE_RULE_MISSPELT,  /* together the words are near to a name of the list */
	PLACE_RULE_CODE       /* a code alone, which is no name */
};

/* What the words from begin up to end mean. */
struct place_reading {
	enum place_rule rule;
	size_t begin, end;
	size_t next;     /* where the next place begins: after the end, and an "and" there */
	size_t name_end; /* of the name, before what says where it lies; begin if there is none */
	struct place_qualifier qualifiers[2]; /* what says so */

	struct listed place;         /* PLACE_RULE_NAME, _REGION and _NEAR_CITY */
	struct listed_region region; /* PLACE_RULE_REGION */
	bool is_own_city;            /* the name is the place's own */
	bool has_number;             /* that of a part of the city follows it */
	/*
	 * PLACE_RULE_NEAR_CITY and _TYPED: the one that was named with it; PLACE_RULE_NAME: the one
	 * that stands for the island that was named with it. ->offset is 0 if there is none.
	 */
	struct listed city;

	char postcode[POSTCODE_MAX]; /* PLACE_RULE_POSTCODE, in the form to send */
	char country[3];             /* of the postcode; "" if it is of none that is known */
	bool is_named;               /* the country itself was named */
	bool is_guessed;             /* neither a country nor a city was named */
};

/*
 * Reads the longest run of words from `begin` on that is one place: a name, alone or with one or
 * two of its countries or regions, or a country or region that stands for a place. False if there
 * is none; reading->end is then `begin`.
 */
bool place_longest_read(struct place_words *words, size_t begin, struct place_reading *reading);

/* Whether all words are one such place: no more and no less. */
bool place_longest_is_all(struct place_words *words, struct place_reading *reading);

/*
 * The country, region or code at a word; a word that begins a longer listed name is none, nor is
 * one of direction before another name, unless that is a larger region or country.
 */
bool place_longest_find_qualifier(
	struct place_words *words, size_t begin, struct place_qualifier *qualifier);

/* Whether the run is a name of that kind of the place. */
bool place_longest_has_name(const struct gazetteer *list, const struct place_run *run,
	const struct listed *place, enum name_kind kind);

/* The country, or the larger region, of the one before it: "USA" in "CA USA". */
bool place_longest_find_larger(struct place_words *words, const struct place_qualifier *smaller,
	struct place_qualifier *larger);

/* What a qualifier means alone as a city of its own name; false if it means none. */
bool place_longest_find_city(
	struct place_words *words, const struct place_qualifier *qualifier, struct listed *city);

/*
 * Whether what has that country or region after it lies there: not if a little word stands between
 * and it is neither a country nor, after "of", a city. "Gare du Nord" and "Bay of Islands" do not.
 */
bool place_longest_lies_in(struct place_words *words, const struct place_qualifier *qualifier);

/* Whether the place lies in no country that the qualifier names, nor in that of a region of it. */
bool place_longest_is_abroad(struct place_words *words, const struct place_qualifier *qualifier,
	const struct listed *place);

/* The end of the country or region at that word and of the larger one after it; `at` if none. */
size_t place_longest_skip_qualifiers(struct place_words *words, size_t at);

/* Whether a bare name means a place of fewer people, `foreign_limit` if the name is not its own. */
bool place_longest_is_small(
	const struct place_reading *reading, int64_t limit, int64_t foreign_limit);

#endif
