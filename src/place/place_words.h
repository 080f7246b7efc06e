/* SPDX-License-Identifier: MIT */
/*
 * The words in which places were typed, and what the list has for a run of them: names of places,
 * and names and codes of countries and regions. What has been looked up is remembered, so that the
 * rules may ask again.
 */
#ifndef WX_PLACE_WORDS_H
#define WX_PLACE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/location.h"
#include "place/fold.h"
#include "place/gazetteer.h"

#define PLACE_TEXT_WORDS_MAX (LOCATION_TEXT_MAX / 2 + 1) /* of a text that is one place */
#define PLACE_WORDS_RUN_MAX 8  /* words of the longest name that is looked for */
#define PLACE_WORDS_MEMORY 18  /* words whose runs are remembered, as far as there is room */
#define PLACE_WORDS_ROOM 32    /* for runs: most words begin one or two */
#define PLACE_RUN_KEY_MAX 128  /* no key of the list is as long */
#define PLACE_WORDS_NEAR_MAX 8 /* searches for near names: they go through the whole list */

/* A word between blanks and commas; it points into its argument. */
struct place_word {
	const char *argument, *text;
	size_t length;
	bool has_comma; /* one follows */
};

/*
 * What the list has for a run of words: what has their key, and words that end where these do, or
 * is a country, a region or a place of 100,000 people while the last word is no code: "Bei Jing",
 * "newyork", but not "San Fran CA", which has the key of Franca.
 */
struct place_run {
	char key[PLACE_RUN_KEY_MAX];
	struct fold_words words;
	bool ends_in_code;    /* its last word has less than three letters */
	const char *names;    /* where its first name stands in the list; NULL: no place has it */
	const char *regions;  /* where its first key stands; NULL: no country or region has it */
	bool has_region_name; /* one of these is a name, not a code */
};

/* The runs that begin at a word. */
struct place_runs {
	bool is_known;
	size_t begin;
	size_t first, count; /* in the room for runs; longer ones are in no name */
};

struct place_words {
	const struct gazetteer *list;
	const struct place_word *all;
	size_t count;
	struct place_runs memory[PLACE_WORDS_MEMORY];
	struct place_run runs[PLACE_WORDS_ROOM];
	size_t used;                 /* of runs[], which is filled again and again */
	struct listed last_place;    /* the one that was read last, by a name of the list */
	size_t last_begin, last_end; /* its words; 0: there is none */
	int near_left; /* how often the whole list may still be searched for a misspelt name */
	char near_typed[LOCATION_TEXT_MAX + 2]; /* the last one */
	struct error near_error;                /* and what was said of it */
};

/*
 * Splits an argument at blanks and commas of any script into at most `room` words; what has only
 * punctuation and symbols is none. Returns how many words it has, also if there is no room for
 * them.
 */
size_t place_words_split(struct place_word *words, size_t room, const char *argument);

/* Starts with words[0..count), which stay the caller's. */
void place_words_start(struct place_words *words, const struct gazetteer *list,
	const struct place_word *all, size_t count);

/*
 * What the list has for the words from begin up to end; NULL if it has nothing, or a comma stands
 * between them. It is valid until the runs of two other words are looked up.
 */
const struct place_run *place_words_find(struct place_words *words, size_t begin, size_t end);

/* Where the longest name of a place or region ends that begins with that word; begin if none. */
size_t place_words_longest(struct place_words *words, size_t begin);

/* Goes through the names of a run and their places; *at is NULL at first. False at the end. */
bool place_words_next_name(const struct gazetteer *list, const struct place_run *run,
	const char **at, struct listed_name *name, struct listed *place);

/* The same for names that may outrank the best one so far: see gazetteer_may_outrank. */
bool place_words_next_likelier(const struct gazetteer *list, const struct place_run *run,
	const struct listed_name *best, const char **at, struct listed_name *name,
	struct listed *place);

/* Goes through the regions of a run likewise. */
bool place_words_next_region(const struct gazetteer *list, const struct place_run *run,
	const char **at, struct region_key *region);

/* Whether a word, in any case, is that ASCII one in small letters. */
bool place_words_is(const struct place_words *words, size_t at, const char *ascii);

/*
 * "and", "de": whether a word in small letters, between two others and no comma, is one of those
 * that join names rather than the code that it may be, too.
 */
bool place_words_is_little(const struct place_words *words, size_t at);

/*
 * Whether such a word separates two places, "and", also at the end; stands before where one lies,
 * "in"; or belongs to a name together with what follows it, "of".
 */
bool place_words_separates(const struct place_words *words, size_t at);
bool place_words_locates(const struct place_words *words, size_t at);
bool place_words_binds(const struct place_words *words, size_t at);

/* Whether a comma follows the word before `at`. */
bool place_words_is_behind_comma(const struct place_words *words, size_t at);

/*
 * "Marin County": whether a word says what the name before it is, and never stands alone. The first
 * word of a longer name does not: "Boston Valley Stream".
 */
bool place_words_is_kind(struct place_words *words, size_t at);

/* "North London": whether a word says in what part of the next one something lies. */
bool place_words_is_direction(const struct place_words *words, size_t at);

/* Whether a name is perhaps a landmark's, and a town's by chance: "Central Park". */
bool place_words_are_landmark(const struct place_words *words, size_t begin, size_t end);

/* "Old Town": whether the words name a part of many cities, whatever city they name, too. */
bool place_words_are_part(const struct place_words *words, size_t begin, size_t end);

/* "Frankfurt Airport": whether the word makes what is before it the name of a landmark. */
bool place_words_ends_landmark(const struct place_words *words, size_t at);

/* Whether a word begins with Hangul, Han or Kana. */
bool place_words_is_east_asian(const struct place_words *words, size_t at);

/*
 * Copies the words from begin up to end as they were typed, arguments with a blank between; false,
 * with them cut off, when they are longer than a place may be.
 */
bool place_words_text(
	const struct place_words *words, size_t begin, size_t end, char to[LOCATION_TEXT_MAX + 2]);

#endif
