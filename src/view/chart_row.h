/* SPDX-License-Identifier: MIT */
/* The rows of numbers and of bars in a chart of the hours ahead: one for each step's column. */
#ifndef WX_CHART_ROW_H
#define WX_CHART_ROW_H

#include <stdbool.h>
#include <stddef.h>

struct canvas;
struct chart;

/* From the top. */
enum chart_row {
	CHART_HOURS,
	CHART_WORDS,  /* see chart_words.h */
	CHART_CLOUDS, /* bars */
	CHART_TEMPERATURES,
	CHART_FEELS_LIKE,
	CHART_BARS, /* of the amounts of rain and snow */
	CHART_AMOUNTS,
	CHART_PROBABILITIES,
	CHART_WIND, /* with the direction where both fit a column */
	CHART_DIRECTIONS,
	CHART_GUSTS,
	CHART_ROW_COUNT
};

/* Whether the steps have anything to show in a row. */
bool chart_row_exists(const struct chart *chart, enum chart_row which);

/* The share of the bars' scale that the highest of them takes: 1, or less where there is little. */
double chart_row_highest_bar(const struct chart *chart);

/* Draws it, with its label on the left. */
void chart_row_draw(
	struct canvas *canvas, size_t row, const struct chart *chart, enum chart_row which);

/* Writes a label on the left, before the first step's column. */
void chart_row_label(struct canvas *canvas, size_t row, const char *text);

#endif
