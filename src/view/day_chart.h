/* SPDX-License-Identifier: MIT */
/* The days ahead, drawn on a canvas: a row each, with a bar from its low to its high. */
#ifndef WX_DAY_CHART_H
#define WX_DAY_CHART_H

#include <stddef.h>

#include "weather/forecast_days.h"

struct canvas;
struct view;

/* The texts of a day, from the left; the bar stands between the low and the high. */
enum day_chart_text {
	DAY_NAME,
	DAY_WORDS,
	DAY_LOW,
	DAY_HIGH,
	DAY_AMOUNT,
	DAY_PROBABILITY,
	DAY_GUST,
	DAY_TEXT_COUNT
};

struct day_chart {
	const struct view *view;
	struct forecast_day days[FORECAST_DAYS_MAX];
	size_t count;
	double low, high; /* °C, of all */

	size_t widths[DAY_TEXT_COUNT]; /* of the longest texts; 0: there are none */
	size_t columns;                /* that all texts and a bar of some length take */
};

/*
 * Takes the dates of a forecast: with ->days of the view so many of them from today on, else all
 * but a first and a last one with so few steps that a low and a high would mean little. Returns
 * which steps of the forecast are to be shown with them.
 */
struct forecast_range day_chart_fill(
	struct day_chart *chart, const struct forecast *forecast, const struct view *view);

/*
 * Draws a row for each from a row and a column of the canvas on, in so many columns. Amounts,
 * conditions, probabilities and gusts are shown as far as there is room for a bar beside them.
 */
void day_chart_draw(struct canvas *canvas, size_t row, size_t column, size_t columns,
	const struct day_chart *chart);

#endif
