/* SPDX-License-Identifier: MIT */
/*
 * The form in which names are compared: what differs in it alone is the same name. Case, accents,
 * compatibility forms, punctuation and blanks do not count:
 *
 *   case folded and compatibility forms unified as Unicode has it (NFKC and case folding); the
 *   marks U+0300 to U+036F, Hebrew points, Arabic harakat and the variation selectors of emoji
 *   dropped, others kept (バ is not ハ);
 *   Latin letters that Unicode does not take apart spelt out (ø is o, ß ss, æ ae, þ th, ı i, …);
 *   punctuation, symbols, blanks and modifier apostrophes dropped; words that abbreviate others
 *   written out, where they are not all of the name: St, St. and Sankt are Saint, Ste is Sainte, Mt
 *   is Mount, Ft is Fort; the endings 특별시 광역시 특별자치시 특별자치도 시 군 구 도, where two syllables remain, and
 *   市.
 */
#ifndef WX_FOLD_H
#define WX_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Room for any key that is worth looking up, the end counted. */
#define FOLD_MAX 256

/* The same for a key with the gaps between its words. */
#define FOLD_SPACED_MAX (3 * FOLD_MAX + 3)

/* What stands between two letters of a text, and leaves no trace in its key. */
enum fold_gap {
	FOLD_ADJACENT,
	FOLD_APOSTROPHE,
	FOLD_SEPARATOR, /* a blank, a hyphen or other punctuation */
	FOLD_APOSTROPHE_SEPARATOR,
	FOLD_SEPARATOR_APOSTROPHE
};

/* A key, and for each byte of it what it was made from. */
struct fold_trace {
	char key[FOLD_MAX];
	size_t length;
	uint16_t start[FOLD_MAX], end[FOLD_MAX]; /* the letter or abbreviation in the text */
	uint16_t mark[FOLD_MAX];                 /* 0 for a letter without accents; else which */
	bool is_capital[FOLD_MAX];               /* the first byte of a capital letter */
	unsigned char gap[FOLD_MAX + 1];         /* an enum fold_gap: what stands before it */
};

/*
 * Writes the key of a name; returns its length. What has no key (only punctuation, not UTF-8, or
 * too long) gives "" and 0.
 */
size_t fold_key(char to[FOLD_MAX], const char *name);

/* The same for the beginning of a name, whose last word and ending are still to come. */
size_t fold_prefix(char to[FOLD_MAX], const char *beginning);

/*
 * Writes the key that is left when what may begin such an ending is taken off a prefix: "서울특" is
 * on the way to 서울특별시. Returns its length, or 0 if there is no such thing at the end.
 */
size_t fold_stem(char to[FOLD_MAX], const char *prefix);

/*
 * The same with the way back to the text. A full stop after a letter is no gap;
 * trace->gap[trace->length] is what the text ends with.
 */
size_t fold_trace(struct fold_trace *trace, const char *beginning);

/* A gap written with apostrophes and blanks: "", "'", " ", "' " or " '". */
const char *fold_gap_text(enum fold_gap gap);

/* Writes the key with the gaps in it; returns its length. */
size_t fold_spaced(char to[FOLD_SPACED_MAX], const struct fold_trace *trace);

#define FOLD_WORDS_PIECES (FOLD_MAX / 64)

/*
 * Where the words of a name end, a bit for each byte of its key: at separators, and at any marks
 * that do not count, apostrophes too. Scripts that do not use blanks have no ends.
 */
struct fold_words {
	uint64_t blanks[FOLD_WORDS_PIECES], marks[FOLD_WORDS_PIECES];
	bool has_blanks;
};

void fold_words(struct fold_words *words, const char *name);

/* Of two of one key: whether each separator that was typed stands where a word of the name ends. */
bool fold_words_fit(const struct fold_words *typed, const struct fold_words *name);

#endif
