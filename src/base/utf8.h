/* SPDX-License-Identifier: MIT */
/*
 * UTF-8 from outside: decoding it, its width, and making it safe to print, independent of the
 * locale. Strings are NUL-terminated unless said otherwise, and may contain invalid UTF-8.
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
 * Returns the code point at *text, which must be before end, and advances *text past it. For a byte
 * that is not part of valid UTF-8, returns UTF8_INVALID and advances by one.
 */
int32_t utf8_next(const char **text, const char *end);

/* Whether the whole string is valid. */
bool utf8_is_valid(const char *text);

/* The columns that the string takes on a terminal; control characters take none. */
size_t utf8_width(const char *text);

/* The columns of one code point, 0 to 2; UTF8_INVALID takes one, for what stands for it. */
size_t utf8_point_width(int32_t point);

/* The length of text[0..length) without an incomplete character at its end. */
size_t utf8_whole_length(const char *text, size_t length);

/* The text after its byte order mark, if it begins with one. */
const char *utf8_skip_bom(const char *text);

/* Removes white space (of the C locale) from both ends of text; returns its new start. */
char *utf8_trim(char *text);

/*
 * The length of the longest prefix of text that has at most `max` bytes and ends between two
 * characters: the precision for "%.*s", with which printf would cut anywhere.
 */
int utf8_precision(const char *text, size_t max);

/* Copies text, truncated between characters if it does not fit into to[0..size). */
void utf8_copy(char *to, size_t size, const char *from);

/*
 * Copies text, escaping what could control a terminal or mislead its reader as \n, \x1b, \u202e or
 * \U000e0001: control characters, direction marks and other invisible characters, and bytes that
 * are not UTF-8. Joiners (U+200C, U+200D) are dropped, since words can be read without them. The
 * copy is truncated between characters if it does not fit. Returns how many bytes of `from` it
 * stands for.
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
