/* SPDX-License-Identifier: MIT */
/* The scripts that names are written in, told by their first letter. */
#ifndef MAKER_SCRIPT_H
#define MAKER_SCRIPT_H

#include <stdbool.h>

enum script {
	SCRIPT_NONE, /* no letter, or not UTF-8 */
	SCRIPT_LATIN,
	SCRIPT_GREEK,
	SCRIPT_CYRILLIC,
	SCRIPT_ARMENIAN,
	SCRIPT_HEBREW,
	SCRIPT_ARABIC,
	SCRIPT_DEVANAGARI,
	SCRIPT_BENGALI,
	SCRIPT_GURMUKHI,
	SCRIPT_GUJARATI,
	SCRIPT_ORIYA,
	SCRIPT_TAMIL,
	SCRIPT_TELUGU,
	SCRIPT_KANNADA,
	SCRIPT_MALAYALAM,
	SCRIPT_SINHALA,
	SCRIPT_THAI,
	SCRIPT_LAO,
	SCRIPT_TIBETAN,
	SCRIPT_BURMESE,
	SCRIPT_GEORGIAN,
	SCRIPT_HANGUL,
	SCRIPT_ETHIOPIC,
	SCRIPT_KHMER,
	SCRIPT_HAN,
	SCRIPT_KANA,
	SCRIPT_OTHER
};

/* The script of the text's first letter, by Unicode's blocks. */
enum script script_detect(const char *text);

/* Whether the text's first letter is a small one. */
bool script_is_small(const char *text);

/* Whether places in that country (its code has two letters) are written in the script there. */
bool script_is_native(enum script script, const char *country);

/*
 * Whether a name in that script, of a place whose people speak the language, is one in it: few
 * others are written so. Latin, Cyrillic and Arabic letters serve too many.
 */
bool script_tells_language(enum script script, const char *language);

#endif
