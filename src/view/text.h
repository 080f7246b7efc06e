/* SPDX-License-Identifier: MIT */
/* The weather in words, for people. */
#ifndef WX_TEXT_H
#define WX_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"
#include "base/units.h"

struct answer;
struct provider;

/* How the reader wants it. */
struct view {
	enum units units;
	enum wind_unit wind;
	int64_t now;    /* ages are counted to this time */
	bool utf8;      /* or only ASCII */
	bool color;     /* with the sequences that most terminals know */
	size_t columns; /* lines are broken at blanks to fit; 0: never */
};

/* Prints an answer, a value a line, leaving out what was not sent. */
void text_answer(FILE *out, const struct answer *answer, const struct view *view);

/* Prints where the data comes from, as its licence asks; once behind all answers. */
void text_attribution(FILE *out, const struct provider *provider, const struct view *view);

/*
 * Prints a line of other words, made safe and broken like the rest; what looks like an API key is
 * hidden.
 */
void text_line(FILE *out, const struct view *view, const char *format, ...) ERROR_PRINTF(3, 4);

/* Copies a message so that the reader's terminal can show it. */
void text_message(char *to, size_t size, const char *message, bool utf8);

#endif
