/* SPDX-License-Identifier: MIT */
/*
 * The hours ahead, drawn on a canvas: a curve of the temperature, and below it rows of numbers in
 * the same columns, which say all of it without the curve and without colour.
 */
#ifndef WX_CHART_H
#define WX_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "view/canvas.h"
#include "weather/forecast.h"

struct view;
struct weather;

#define CHART_PROBABILITY_MIN 10 /* percent; less is not worth a number */
#define CHART_STEPS_MAX (FORECAST_STEPS_MAX + 1)

/* A column: the present, or a step of three hours. */
struct chart_step {
	int64_t time;
	double utc_offset;
	double temperature;                /* °C; NAN in a gap between steps */
	double wind_speed, wind_direction; /* m/s, degrees */
	double clouds;                     /* percent */
	bool is_night;

	/* In the three hours from then on. */
	double amount;      /* mm of rain and snow */
	double snow;        /* mm of them that is snow */
	double probability; /* percent */
};

struct chart {
	const struct view *view;
	struct chart_step steps[CHART_STEPS_MAX];
	size_t count; /* 0: there is nothing to draw */
};

/*
 * Takes the present and, of the first so many steps, those that are still to come, as far as they
 * fit so many columns.
 */
void chart_fill(struct chart *chart, const struct weather *weather, const struct forecast *forecast,
	size_t step_count, const struct view *view, size_t columns);

/* The rows that the chart takes when it may take so many; a few are needed in any case. */
size_t chart_rows(const struct chart *chart, size_t most);

/* Draws it from a row on, in as many rows as chart_rows says for the same number. */
void chart_draw(struct canvas *canvas, size_t row, const struct chart *chart, size_t most);

/* The sum, of what is known; NAN when neither is. */
double chart_total(double rain, double snow);

/* The colour of a temperature, from blue to red. */
struct canvas_style chart_temperature_style(double celsius, const struct view *view);

#endif
