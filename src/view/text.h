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
	int64_t now;    /* seconds since 1970; ages are counted to this time */
	bool utf8;      /* else only ASCII is printed */
	bool color;     /* with the escape sequences of ECMA-48 */
	bool gradient;  /* the terminal knows 16 million colours */
	bool screen;    /* draws the weather; see view/screen.h */
	bool clock_12;  /* of a drawing: "6:37am", else "06:37" */
	size_t columns; /* lines are broken at spaces to fit; 0: never */
	size_t rows;    /* of the window, for a drawing; 0: not known */
	size_t days;    /* of a forecast; 0: all there are */
};

/* Prints an answer, one value a line; values that were not sent are left out. */
void text_answer(FILE *out, const struct answer *answer, const struct view *view);

/*
 * Prints where the data is from, air quality included if there is any, as its licence requires;
 * once for each provider, after all answers.
 */
void text_attribution(
	FILE *out, const struct provider *provider, bool has_air, const struct view *view);

/* The lines that it takes. */
size_t text_attribution_rows(
	const struct provider *provider, bool has_air, const struct view *view);

/*
 * Prints any other line, escaped and broken in the same way; what looks like an API key is
 * replaced by asterisks.
 */
void text_line(FILE *out, const struct view *view, const char *format, ...) ERROR_PRINTF(3, 4);

/* "°C", "°F" or "K"; without utf8 "C" or "F". */
const char *text_temperature_unit(const struct view *view);

/*
 * Copies a message, cut at a character to fit, with control characters escaped (utf8_escape) and,
 * without utf8, in ASCII (utf8_ascii).
 */
void text_message(char *to, size_t size, const char *message, bool utf8);

#endif
