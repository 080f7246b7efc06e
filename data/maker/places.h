/* SPDX-License-Identifier: MIT */
/* The places while the list is made: what the sources say of each, joined bit by bit. */
#ifndef MAKER_PLACES_H
#define MAKER_PLACES_H

#include <stdbool.h>
#include <stddef.h>

#include "memory.h"

#define PLACES_ID_SIZE 11 /* ten digits and the end */

/* An alternate name. */
struct alternate {
	const char *spelling;
	const char *language; /* as libgeonames-common names it; NULL if it is not known */
	bool is_listed;       /* somebody chose it: it is in a list of names */
	bool is_own;          /* of the island or landscape that the place stands for */
};

/* A name that stays, see names.h. */
struct name {
	const char *key, *spelling;
	char kind;
};

/* What a place is the seat of. */
enum seat { SEAT_NONE, SEAT_SMALLER, SEAT_COUNTY, SEAT_UNIT, SEAT_COUNTRY };

struct place {
	char id[PLACES_ID_SIZE]; /* GeoNames', zeros in front; only zeros if it has none */
	const char *name, *ascii;
	const char *given, *given_ascii;     /* its names in the dump; "" if it is not there */
	bool is_renamed;                     /* another name is shown */
	bool is_former;                      /* and theirs is not in use any more */
	const char *korean;                  /* its name in Hangul with the ending, or NULL */
	const char *country, *unit, *county; /* codes of GeoNames; "" if not known */
	double latitude, longitude;          /* degrees */
	long people;
	const char *zone; /* the time zone's name */
	enum seat seat;
	bool is_capital; /* of a sovereign state */
	bool is_section; /* a part of a city */
	bool is_area;    /* a Korean province rather than a city */
	bool is_named;   /* by the list of English names */
	bool is_claimed; /* by a row of the Korean list */
	bool is_dropped; /* from the list */
	struct alternate *alternates;
	size_t alternate_count;
	struct name *names; /* by names_choose() */
	size_t name_count;
	char *line; /* by place_lines_make(), and where in the file it begins */
	size_t offset;
};

struct places {
	struct memory *memory;
	struct place **items;
	size_t count, sorted_count; /* those that places_find() knows come first */
};

/* A new place with empty names, to be filled in. */
struct place *places_add(struct places *places);

/* The spelling is kept as it is; an empty one is left out. */
void places_add_alternate(
	struct places *places, struct place *place, const char *spelling, bool is_listed);

/* Gives the place that name; what it was called becomes an alternate, if it has people. */
void places_rename(struct places *places, struct place *place, const char *name, const char *ascii);

/* Sorts by id what is there so far, to be found from now on. */
void places_sort(struct places *places);

/* The place with that id among the sorted ones; NULL when there is none. */
struct place *places_find(const struct places *places, const char *id);

/*
 * Orders places as own names most likely mean them: by rank_score(), parts of cities last; then by
 * id. For qsort() of pointers.
 */
int places_by_likelihood(const void *a, const void *b);

/*
 * The distance from the place in kilometres, on a plane through the middle latitude: a thousandth
 * wrong within 100 km, which is far more than what is compared here.
 */
double places_distance(const struct place *place, double latitude, double longitude);

#endif
