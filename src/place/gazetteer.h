/* SPDX-License-Identifier: MIT */
/*
 * The list of the world's places: a text file that is mapped and searched by bisection. Nothing
 * here allocates; a struct listed_name points into the file, where strings have no NUL behind them.
 *
 * The file, "places", has a line of fields separated by tabs
 *
 *   wx-places 1 DATE SIZE REGIONS PLACES TOPS STEPS NAMES
 *
 * (1 is the format's version, DATE the data's; SIZE is the file's in bytes and the other five are
 * where the sections begin, as nine decimal digits) and then the sections, each of lines with tabs:
 *
 *   regions  KEY CODE NAME
 *     KEY is the folded name or code of a country or of a unit just below it; CODE is "KR", or
 *     "US.OR" as GeoNames has it, and folded one of its keys; NAME is its English name.
 *   places   ID NAME ASCII COUNTRY STATE LATITUDE LONGITUDE PEOPLE KIND
 *     ID has ten digits; ASCII is empty if it is NAME; STATE is the part of the code behind the
 *     point; KIND is "C" for a national capital.
 *   tops     KEY NAME...
 *     KEY is a beginning that more than 200 names have; each NAME is REF, KIND and SPELLING without
 *     a tab between, as below, and the best name of one of the most populous places that have such
 *     a one: at most 60, the most populous first.
 *   steps    KEY OFFSET
 *     Each 256th of the names, by its key and by where behind the first of them it begins: who has
 *     found these need not read all over the names, which would take memory and time.
 *   names    KEY REF KIND SPELLING
 *     KEY is the folded name; REF is where in the file the place's line begins; KIND is "o" for the
 *     place's own name, "a" for its ASCII name, "x" for an alternate one, and a capital letter
 *     where the name alone means this place; SPELLING is empty for a name that
 *     the place's line has.
 *
 * The places begin with the most populous, so that a smaller REF has no fewer people; what is asked
 * for most lies close together. The other sections are sorted by their first field, bytewise. Keys
 * are made by fold_key(), and rank_score() says what a name means.
 */
#ifndef WX_GAZETTEER_H
#define WX_GAZETTEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/paths.h"

#define GAZETTEER_NAME_MAX 160
#define GAZETTEER_REGIONS_MAX 16

/* An open list. */
struct gazetteer {
	const char *base;
	size_t size;
	const char *regions, *places, *tops, *steps,
		*names; /* a section ends where the next one begins */
	char date[11];
	char path[PATHS_MAX];
	const char *reason; /* why there is none; NULL if there is one */
};

/* A place of the list, copied. */
struct listed {
	size_t ref; /* tells it from all others of the same list */
	int64_t id; /* GeoNames' and OpenWeatherMap's number; 0 if it has none */
	char name[GAZETTEER_NAME_MAX], ascii[GAZETTEER_NAME_MAX];
	char country[3];
	char region[16]; /* "US.OR"; "US" alone where the unit is not known */
	double latitude, longitude;
	int64_t people;
	bool is_capital;
};

enum name_kind { NAME_OWN = 'o', NAME_ASCII = 'a', NAME_ALTERNATE = 'x' };

/* A name of a place. */
struct listed_name {
	const char *key; /* NULL for a name among the tops */
	size_t key_length;
	size_t ref; /* of its place; a smaller one has no fewer people */
	enum name_kind kind;
	bool is_enough; /* the name alone means this place */
	const char *spelling;
	size_t spelling_length;
};

/*
 * Maps the list of $WX_DATADIR, else the installed one. When there is none or it is not whole, the
 * list is empty, every look-up finds nothing, and list->reason says why.
 */
void gazetteer_open(struct gazetteer *list);
void gazetteer_close(struct gazetteer *list);

/* Gives back the memory that what was looked up takes; it is read again if it is needed again. */
void gazetteer_rest(const struct gazetteer *list);

/* Copies the place whose line begins at ref; false when none does. */
bool gazetteer_place(const struct gazetteer *list, size_t ref, struct listed *place);

/* Copies the place with that number, which takes a walk through all; false when there is none. */
bool gazetteer_find(const struct gazetteer *list, int64_t id, struct listed *place);

/*
 * Goes through the names whose key is, or with `beginning` begins with, the given one: *at is NULL
 * for the first call and is moved on by each. False when there are no more.
 */
bool gazetteer_next_name(const struct gazetteer *list, const char *key, bool beginning,
	const char **at, struct listed_name *name);

/* Goes through all names in the same way. */
bool gazetteer_next(const struct gazetteer *list, const char **at, struct listed_name *name);

/*
 * Puts up to `most` names of the most populous places whose keys begin with that key into names[],
 * the most populous first, each place once and by its best name. Returns how many, or SIZE_MAX when
 * so few names begin with it that the list has no short cut and gazetteer_next_name is quick.
 */
size_t gazetteer_top(
	const struct gazetteer *list, const char *key, struct listed_name names[], size_t most);

/* Puts the codes of the regions of that key into codes[]; returns how many. */
size_t gazetteer_regions(
	const struct gazetteer *list, const char *key, char codes[GAZETTEER_REGIONS_MAX][16]);

/*
 * The English name of the country or unit with that code, "KR" or "US.OR"; "" if it is not known.
 */
void gazetteer_region_name(
	const struct gazetteer *list, const char *code, char to[GAZETTEER_NAME_MAX]);

/* The English name of the unit of its country that the place lies in; "" if it is not known. */
void gazetteer_unit_name(
	const struct gazetteer *list, const struct listed *place, char to[GAZETTEER_NAME_MAX]);

#endif
