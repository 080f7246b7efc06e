/* SPDX-License-Identifier: MIT */
/*
 * The hours ahead, drawn on a canvas: a curve of the temperature, shaded while it is day, and below
 * it rows of numbers in the same columns, which say all of it without the curve and without colour.
 */
#ifndef WX_CHART_H
#define WX_CHART_H

#include <stddef.h>
#include <stdint.h>

#include "view/chart_row.h"
#include "weather/forecast.h"

struct canvas;
struct condition;
struct view;
struct weather;

#define CHART_PROBABILITY_MIN 10 /* percent; less is not worth a number */
#define CHART_GUTTER 5           /* columns on the left, for labels */
#define CHART_STEP_COLUMNS 4     /* of a step: three for its number, and a blank */
#define CHART_CURVE_ROWS_MIN 2
#define CHART_STEPS_MAX (FORECAST_STEPS_MAX + 1)

/* A column: the present, or a step of three hours. */
struct chart_step {
	int64_t time;
	double utc_offset;
	double temperature, feels_like;    /* °C; NAN in a gap between steps */
	double wind_speed, wind_direction; /* m/s, degrees */
	double wind_gust;                  /* m/s */
	double clouds;                     /* percent */
	enum forecast_light light;

	/* In the three hours from then on. */
	const struct condition *condition; /* of the forecast; NULL in a gap */
	double amount;                     /* mm of rain and snow */
	double snow;                       /* mm of them that is snow */
	double probability;                /* percent */
};

struct chart {
	const struct view *view;
	struct chart_step steps[CHART_STEPS_MAX];
	size_t count; /* 0: there is nothing to draw */

	/* As chart_lay_out says. */
	size_t curve_height;
	size_t heights[CHART_ROW_COUNT]; /* 0: left out; bars may have more than 1 */
};

/*
 * Takes the present and, of the first so many steps, those that are still to come, as far as they
 * fit so many columns. The forecast must stay where it is.
 */
void chart_fill(struct chart *chart, const struct weather *weather, const struct forecast *forecast,
	size_t step_count, const struct view *view, size_t columns);

/*
 * Chooses what to show in so many rows, and returns how many it takes: a few are needed in any
 * case. As long as rows with words, rain, its probability or wind are left out for want of room,
 * the curve has CHART_CURVE_ROWS_MIN.
 */
size_t chart_lay_out(struct chart *chart, size_t most);

/* Draws what was chosen, from a row on. */
void chart_draw(struct canvas *canvas, size_t row, const struct chart *chart);

/* The columns that it takes. */
size_t chart_columns(const struct chart *chart);

/* The column of the canvas at which a step's begins. */
size_t chart_column(size_t step);

/* The sum, of what is known; NAN when neither is. */
double chart_total(double rain, double snow);

#endif
