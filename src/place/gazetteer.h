/* SPDX-License-Identifier: MIT */
/*
 * The list of the world's places: a text file that is mapped and searched by bisection, but for the
 * lines of places, which lie far apart and are read. A struct listed_name points into the file,
 * where strings have no NUL after them.
 *
 * The file, "places", has a line of fields separated by tabs
 *
 *   wx-places 4 DATE SIZE REGIONS KEYS PLACES PARTS PREFIXES SPARSE NAMES
 *
 * (4 is the format's version, DATE the data's; SIZE is the file's in bytes, PARTS is where among
 * the places the parts of cities begin, and the other six are where the sections after the first
 * one begin, as nine decimal digits) and then the sections, each of lines with tabs:
 *
 *   zones    NAME
 *     The time zones of the places by their names in the tz database, those of most places first.
 *   regions  CODE ISO CAPITAL LARGEST NAME MEMBERS
 *     CODE is a country's, "KR", one of a unit just below it as GeoNames has it, "US.OR", or one
 *     below that (a British or Irish county, a Korean city with wards), "GB.ENG.J7". ISO is the
 *     part of the ISO 3166-2 code after the hyphen, empty if there is none. CAPITAL and LARGEST
 *     are the REFs of two of its places, as nine digits, or zeros: the seat of its government, and
 *     the one of most people, which any region has that has a place. NAME is the English name.
 *     MEMBERS are the codes that it consists of, separated by blanks, where it is not one of
 *     GeoNames': "GB.ENG.Sussex".
 *   keys     KEY CODE KIND SPELLING
 *     KEY is the folded name or code of a region. KIND is "n" for its English name, "o" for one in
 *     its own languages, "k" for a Korean one, "a" for another name that people type (UK,
 *     Holland), "f" for one in a foreign language (Francia, Polen), which is read but not offered
 *     as a completion, "c" for a code (GB, OR). SPELLING is empty for the English name.
 *   places   ID NAME ASCII COUNTRY UNIT COUNTY LATITUDE LONGITUDE PEOPLE KIND ZONE
 *     ID has ten digits; NAME is the one that is shown, in common English use where there is one;
 *     ASCII is empty if it is NAME; UNIT and COUNTY are the parts of the region's code after the
 *     points; KIND is "C" for the capital of a sovereign state, "X" for a part of a city, "A" for
 *     a province among the places; ZONE is the number of its line among the zones, from 0.
 *   prefixes PREFIX NAME...
 *     The prefix index. PREFIX is the beginning of a name with the gaps between its words, as
 *     fold_spaced() writes it; there is a line for it if more than 200 keys begin with its letters.
 *     Each NAME is REF, KIND and SPELLING as below, without tabs between, but SPELLING is left out
 *     only where the place's line has it. It is the best name of one of the places that have a name
 *     with that beginning: at most 60, those with a name of their own first, and then in the order
 *     of the places.
 *   sparse   KEY OFFSET
 *     The sparse index: the key of each 256th of the names, and where after the first of them its
 *     line begins. A search in it first touches few pages of the names.
 *   names    KEY REF KIND SPELLING
 *     KEY is the folded name; REF is where in the file the place's line begins. KIND is a letter:
 *     names of its own are "o" for the one that is shown, "a" for its ASCII form, "h" for the main
 *     one that its people use where that is another (Wien, 東京), "l" for further ones of
 *     theirs, "i" for the island or landscape that it stands for; "x" is for all others. It is a
 *     capital letter where the name alone means this place; two letters that are a code are not
 *     marked. SPELLING is missing for a name that the place's line has, and "=" where it is KEY. A
 *     place may have several names of its own with one key.
 *
 * The places begin with those that own names most likely mean: by rank_score(), and parts of cities
 * after all others. So of two places a smaller REF is to be offered first, and what is asked for
 * most lies close together. The other sections but the zones are sorted by their first field,
 * bytewise, and names of one key in the order of their places. Keys are made by fold_key(), and
 * rank_score() says what a name means.
 */
#ifndef WX_GAZETTEER_H
#define WX_GAZETTEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/paths.h"

#define GAZETTEER_NAME_MAX 160
#define GAZETTEER_CODE_MAX 32
#define GAZETTEER_ZONE_MAX 40

struct line_cache;

/* An open list. */
struct gazetteer {
	const char *base;
	size_t size; /* 0: it is empty, and not open */
	/* The sections; each ends where the next one begins. */
	const char *zones, *regions, *keys, *places, *prefix_index, *sparse_index, *names;
	const char *parts;        /* where among the places those that are parts of cities begin */
	struct line_cache *lines; /* of the places; NULL: out of memory, so that all are mapped */
	char date[11];
	char path[PATHS_MAX];
	const char *reason; /* why there is none; NULL if there is one */
};

/* A place of the list, copied. */
struct listed {
	size_t offset; /* of its line in the list; a smaller one is offered first */
	int64_t id;    /* GeoNames' and OpenWeatherMap's number; 0 if it has none */
	char name[GAZETTEER_NAME_MAX], ascii[GAZETTEER_NAME_MAX];
	char country[3];
	char region[16];                 /* "US.OR"; "US" alone where the unit is not known */
	char county[GAZETTEER_CODE_MAX]; /* "GB.ENG.J7"; "" where there is none */
	double latitude, longitude;
	int64_t population;
	bool is_capital; /* of a sovereign state */
	bool is_section; /* a part of a city */
	bool is_area;    /* a province, which no name means */
	size_t zone;     /* gazetteer_zone has its name */
};

enum name_kind {
	NAME_OWN = 'o',
	NAME_ASCII = 'a',
	NAME_HOME = 'h',
	NAME_LOCAL = 'l',
	NAME_LANDSCAPE = 'i',
	NAME_ALTERNATE = 'x' /* the only one that is not the place's own */
};

/* A name of a place. */
struct listed_name {
	const char *key; /* NULL for a name of the prefix index */
	size_t key_length;
	size_t offset; /* of its place */
	enum name_kind kind;
	bool is_unambiguous;  /* the name alone means this place, if read as a name */
	const char *spelling; /* empty where the place's line has it: gazetteer_spelling() */
	size_t spelling_length;
};

/* A country, a unit of one or a county, copied. */
struct listed_region {
	char code[GAZETTEER_CODE_MAX], iso[GAZETTEER_CODE_MAX];
	char name[GAZETTEER_NAME_MAX];
	size_t capital, largest; /* offsets of places; 0 where there is none */
};

enum region_kind {
	REGION_NAME = 'n',
	REGION_OWN = 'o',
	REGION_KOREAN = 'k',
	REGION_ALIAS = 'a',
	REGION_FOREIGN = 'f', /* in a language of other countries; not offered as a completion */
	REGION_CODE = 'c'     /* the only one that is no name */
};

/* A name or code of a region. */
struct region_key {
	const char *key;
	size_t key_length;
	char code[GAZETTEER_CODE_MAX];
	enum region_kind kind;
	const char *spelling; /* empty for the English name */
	size_t spelling_length;
};

/*
 * Maps the list of $WX_DATADIR, else the installed one. When there is none or it is not whole, the
 * list is empty, every look-up finds nothing, and list->reason says why.
 */
void gazetteer_open(struct gazetteer *list);
void gazetteer_close(struct gazetteer *list);

/* Copies the place whose line begins at offset; false when none does. */
bool gazetteer_place(const struct gazetteer *list, size_t offset, struct listed *place);

/* Copies the place with that number, which takes a walk through all; false when there is none. */
bool gazetteer_find(const struct gazetteer *list, int64_t id, struct listed *place);

/*
 * Goes through the names whose key is, or with `beginning` begins with, the given one: *at is NULL
 * for the first call and is moved on by each. False when there are no more.
 */
bool gazetteer_next_name(const struct gazetteer *list, const char *key, bool beginning,
	const char **at, struct listed_name *name);

/* What rank_score() says of the place if it is called by that name. */
double gazetteer_score(const struct listed_name *name, const struct listed *place);

/*
 * Whether the name's place may be likelier than that of another name with the same key; false where
 * the order of the places says that it is not, so that its line need not be read. Always true where
 * the other one is of kind NAME_ALTERNATE, as it may be where there is no other one yet.
 */
bool gazetteer_may_outrank(const struct gazetteer *list, const struct listed_name *name,
	const struct listed_name *other);

/* Whether the key of a name of a place or region begins with that one and goes on after it. */
bool gazetteer_has_longer(const struct gazetteer *list, const char *key);

/* Goes through all names in the same way. */
bool gazetteer_next(const struct gazetteer *list, const char **at, struct listed_name *name);

/* Whether a name with that key is wanted at all. */
typedef bool gazetteer_filter(const void *wanted, const char *key, size_t length);

/*
 * Goes through the names of places' own that pass the filter, in the same way. Only their lines are
 * read as a whole, which takes most of the time of gazetteer_next.
 */
bool gazetteer_next_own(const struct gazetteer *list, const char **at, gazetteer_filter *filter,
	const void *wanted, struct listed_name *name);

/* Writes the name as it is spelt; "" for what the list does not have. */
void gazetteer_spelling(
	const struct gazetteer *list, const struct listed_name *name, char to[GAZETTEER_NAME_MAX]);

/* The same for a name whose place has been read. */
void gazetteer_spelling_of(
	const struct listed_name *name, const struct listed *place, char to[GAZETTEER_NAME_MAX]);

/*
 * Puts up to `most` names that begin with a prefix, as fold_spaced() writes it, into names[]: each
 * place once and by its best name, those with a name of their own first and then in the order of
 * the places. Returns how many, or SIZE_MAX when the prefix index has no line for it.
 */
size_t gazetteer_best_names(
	const struct gazetteer *list, const char *prefix, struct listed_name names[], size_t most);

/* The name of the place's time zone in the tz database; "" if it is not known. */
void gazetteer_zone(const struct gazetteer *list, size_t zone, char to[GAZETTEER_ZONE_MAX]);

/* Goes through the keys of regions as gazetteer_next_name goes through the names of places. */
bool gazetteer_next_key(const struct gazetteer *list, const char *key, bool beginning,
	const char **at, struct region_key *found);

/* Copies the region of that code; false when there is none. */
bool gazetteer_region(const struct gazetteer *list, const char *code, struct listed_region *region);

/* Writes the name or code as it is spelt; "" for what the list does not have. */
void gazetteer_key_spelling(
	const struct gazetteer *list, const struct region_key *key, char to[GAZETTEER_NAME_MAX]);

/* Whether the place lies in the region of that code. */
bool gazetteer_is_within(
	const struct gazetteer *list, const struct listed *place, const char *code);

/* The English name of the region of that code, "KR" or "US.OR"; "" if it is not known. */
void gazetteer_region_name(
	const struct gazetteer *list, const char *code, char to[GAZETTEER_NAME_MAX]);

/* The English name of the unit of its country that the place lies in; "" if it is not known. */
void gazetteer_admin1_name(
	const struct gazetteer *list, const struct listed *place, char to[GAZETTEER_NAME_MAX]);

#endif
