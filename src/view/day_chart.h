/* SPDX-License-Identifier: MIT */
/* The days ahead, drawn on a canvas: a row each, with a bar from its low to its high. */
#ifndef WX_DAY_CHART_H
#define WX_DAY_CHART_H

#include <stddef.h>

#include "weather/forecast_days.h"

struct canvas;
struct view;

struct day_chart {
	const struct view *view;
	struct forecast_day days[FORECAST_DAYS_MAX];
	size_t count;
	double low, high; /* °C, of all */
};

/*
 * Takes the dates of a forecast: with ->days of the view so many of them from today on, else all
 * but a first and a last one with so few steps that a low and a high would mean little. Returns
 * which steps of the forecast are to be shown with them.
 */
struct forecast_range day_chart_fill(
	struct day_chart *chart, const struct forecast *forecast, const struct view *view);

/*
 * Draws a row for each from a row on. Amounts, conditions, probabilities and gusts have columns as
 * far as there is room for a bar beside them.
 */
void day_chart_draw(struct canvas *canvas, size_t row, const struct day_chart *chart);

#endif
