/* SPDX-License-Identifier: MIT */
/*
 * Foreign text: decoding, width, and making it safe to print. Nothing here reads the locale.
 * Strings are NUL-terminated UTF-8 unless said otherwise; what is not UTF-8 does no harm.
 */
#ifndef WX_UTF8_H
#define WX_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define UTF8_INVALID (-1)

/* Bytes that the escaped form of one byte can take, the NUL not counted. */
#define UTF8_ESCAPE_MAX 10

/* Bytes that the ASCII spelling of one code point can take, the NUL counted. */
#define UTF8_ASCII_MAX 64

/*
 * The code point at *text, which must lie before end; moves *text behind it. Anything that is not
 * well-formed UTF-8 gives UTF8_INVALID and moves on by one byte.
 */
int32_t utf8_next(const char **text, const char *end);

/* Whether the whole string is well-formed. */
bool utf8_is_valid(const char *text);

/* The columns that the string takes on a terminal; a control character counts none. */
size_t utf8_width(const char *text);

/* The bytes of text[0..length) up to the last whole character. */
size_t utf8_whole_length(const char *text, size_t length);

/* Behind a byte order mark, if text begins with one. */
const char *utf8_skip_bom(const char *text);

/* Cuts the white space around text, in place; returns where the rest begins. */
char *utf8_trim(char *text);

/*
 * How many bytes of a text, at most so many, end between two characters: the precision for "%.*s",
 * as printf cuts within them.
 */
int utf8_precision(const char *text, size_t most);

/* Copies as much as fits of well-formed text, never cutting within a character. */
void utf8_copy(char *to, size_t size, const char *from);

/*
 * Copies with everything escaped that could act on a terminal or mislead its reader: control
 * characters, direction marks and other invisible ones, and bytes that are not UTF-8, as \n, \x1b,
 * \u202e or \U000e0001. Joiners (U+200C, U+200D) are dropped: without them words look plainer but
 * read the same. What does not fit is left off at a character's end. Returns the bytes of `from`
 * that were used up.
 */
size_t utf8_escape(char *to, size_t size, const char *from);

/* The same for text of a known length that may contain NUL bytes. */
size_t utf8_escape_bytes(char *to, size_t size, const char *from, size_t length);

/*
 * Writes text as a JSON string (RFC 8259, section 7), with its quotation marks. What utf8_escape
 * would escape is escaped too, as \u, so that the value stays the same; bytes that are not UTF-8
 * become U+FFFD.
 */
void utf8_write_json(FILE *out, const char *text);

/*
 * Copies in ASCII: marks are dropped (é is e), Latin letters spelt out (ß is ss), and any other
 * character becomes "?".
 */
void utf8_ascii(char *to, size_t size, const char *from);

/* The same for one code point. Joiners become "", as in utf8_escape, and UTF8_INVALID "?". */
void utf8_ascii_point(char to[UTF8_ASCII_MAX], int32_t point);

/*
 * The ASCII spelling of a Latin letter, a dash or an apostrophe that has no decomposition in
 * Unicode; NULL for other characters.
 */
const char *utf8_spelling(int32_t point);

#endif
