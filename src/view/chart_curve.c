/* SPDX-License-Identifier: MIT */
#include "view/chart_curve.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/units.h"
#include "view/canvas.h"
#include "view/chart.h"
#include "view/chart_row.h"
#include "view/text.h"
#include "view/value_style.h"
#include "view/values.h"

#define STEP_DOTS (CHART_STEP_COLUMNS * CANVAS_DOT_COLUMNS)

/* The temperatures that are drawn, and the dots that they are drawn in. */
struct scale {
	double low, high;
	int top, dots; /* the first row of dots, and how many there are */
};

static struct scale scale_of(const struct chart *chart, size_t row)
{
	struct scale scale = {.low = INFINITY,
		.high = -INFINITY,
		.top = (int)row * CANVAS_DOT_ROWS,
		.dots = (int)chart->curve_height * CANVAS_DOT_ROWS};

	for (size_t i = 0; i < chart->count; i++) {
		scale.low = number_min(scale.low, chart->steps[i].temperature);
		scale.high = number_max(scale.high, chart->steps[i].temperature);
	}
	return scale;
}

static int dot_of(const struct scale *scale, double celsius)
{
	double range = scale->high - scale->low;
	double share = range > 0 ? (scale->high - celsius) / range : 0.5;

	return scale->top + (int)(share * (scale->dots - 1) + 0.5);
}

/*
 * The slope at a step, chosen so that the curve has no bumps that are not in the temperatures: a
 * high or low stays where it is (F. N. Fritsch and J. Butland, SIAM J. Sci. Stat. Comput. 5, 1984).
 */
static double slope_at(const struct chart *chart, size_t i)
{
	double before, after;

	if (i == 0 || i + 1 == chart->count)
		return 0;
	before = chart->steps[i].temperature - chart->steps[i - 1].temperature;
	after = chart->steps[i + 1].temperature - chart->steps[i].temperature;
	/* Also where one of them is in a gap. */
	if (!(before * after > 0))
		return 0;
	return 2 * before * after / (before + after);
}

/* The temperature at a part of the way from a step to the next, by a cubic Hermite spline. */
static double temperature_at(const struct chart *chart, size_t i, double part)
{
	double start = chart->steps[i].temperature, end = chart->steps[i + 1].temperature;
	double rest = 1 - part;

	return rest * rest * (1 + 2 * part) * start + part * part * (3 - 2 * part) * end +
	       part * rest * rest * slope_at(chart, i) -
	       part * part * rest * slope_at(chart, i + 1);
}

/* Whether there is a curve from a step to the next: not before a gap and at the end. */
static bool goes_on(const struct chart *chart, size_t i)
{
	return i + 1 < chart->count && !isnan(chart->steps[i].temperature) &&
	       !isnan(chart->steps[i + 1].temperature);
}

/*
 * Hatches what is below the curve while it is day, by the nearer step. In ASCII, with a character
 * that no curve has, and only cells without a part of the curve.
 */
static void shade_day(
	struct canvas *canvas, const struct chart *chart, const struct scale *scale, size_t i)
{
	int x = (int)chart_column(i) * CANVAS_DOT_COLUMNS + 1;
	int bottom = scale->top + scale->dots - 1;

	for (int dot = 1; dot < STEP_DOTS && goes_on(chart, i); dot += CANVAS_DOT_COLUMNS) {
		const struct chart_step *nearer = &chart->steps[dot > STEP_DOTS / 2 ? i + 1 : i];
		double celsius = temperature_at(chart, i, (double)dot / STEP_DOTS);
		struct canvas_style style = value_style_temperature(celsius, chart->view);
		int y = dot_of(scale, celsius);

		style.faint = true;
		if (nearer->light != FORECAST_DAYLIGHT)
			continue;
		if (canvas->utf8)
			canvas_line(canvas, x + dot, y, x + dot, bottom, style);
		for (y += CANVAS_DOT_ROWS; y <= bottom && !canvas->utf8; y += CANVAS_DOT_ROWS)
			canvas_text(canvas, (size_t)y / CANVAS_DOT_ROWS,
				(size_t)(x + dot) / CANVAS_DOT_COLUMNS, style, ":");
	}
}

/* From a step to the next, or the step's dot alone. */
static void draw_curve_part(
	struct canvas *canvas, const struct chart *chart, const struct scale *scale, size_t i)
{
	int x = (int)chart_column(i) * CANVAS_DOT_COLUMNS + 1;
	int y = dot_of(scale, chart->steps[i].temperature);
	struct canvas_style style =
		value_style_temperature(chart->steps[i].temperature, chart->view);

	canvas_dot(canvas, x, y, style);
	for (int dot = 1; dot <= STEP_DOTS && goes_on(chart, i); dot++) {
		double celsius = temperature_at(chart, i, (double)dot / STEP_DOTS);
		int next = dot_of(scale, celsius);
		/* A steep part is a column of dots, half of them on each side. */
		int middle = y + (next - y) / 2;

		style = value_style_temperature(celsius, chart->view);
		canvas_line(canvas, x + dot - 1, y, x + dot - 1, middle, style);
		canvas_line(canvas, x + dot, middle, x + dot, next, style);
		y = next;
	}
}

void chart_curve_draw(struct canvas *canvas, size_t row, const struct chart *chart)
{
	struct scale scale = scale_of(chart, row);
	char high[VALUE_MAX], low[VALUE_MAX];

	/* The curve comes last: a cell has one style. */
	for (size_t i = 0; i < chart->count; i++)
		shade_day(canvas, chart, &scale, i);
	for (size_t i = 0; i < chart->count; i++)
		if (!isnan(chart->steps[i].temperature))
			draw_curve_part(canvas, chart, &scale, i);
	value_whole(high, units_temperature(scale.high, chart->view->units));
	value_whole(low, units_temperature(scale.low, chart->view->units));
	if (strcmp(high, low) != 0)
		chart_row_label(canvas, row, high);
	chart_row_label(canvas, (size_t)dot_of(&scale, scale.low) / CANVAS_DOT_ROWS, low);
}
