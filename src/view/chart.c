/* SPDX-License-Identifier: MIT */
#include "view/chart.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/number.h"
#include "base/timefmt.h"
#include "view/canvas.h"
#include "view/chart_curve.h"
#include "view/symbol.h"
#include "view/text.h"
#include "view/values.h"
#include "weather/weather.h"

#define DATE_ROWS 1
#define CURVE_ROWS_MAX 10
#define CURVE_ROWS_LOW 5 /* a curve of few steps, or of few degrees, is not higher */
#define CURVE_STEPS_A_ROW 2
#define CURVE_ROWS_A_BAR 3
#define ROWS_MIN (DATE_ROWS + CHART_CURVE_ROWS_MIN + 2) /* with hours and temperatures */

double chart_total(double rain, double snow)
{
	if (isnan(rain) || isnan(snow))
		return isnan(rain) ? snow : rain;
	return rain + snow;
}

/* One of which nothing is known but its time. */
static struct chart_step *add_column(struct chart *chart, int64_t time)
{
	struct chart_step *step = &chart->steps[chart->count++];

	*step = (struct chart_step){.time = time,
		.temperature = NAN,
		.feels_like = NAN,
		.wind_speed = NAN,
		.wind_direction = NAN,
		.wind_gust = NAN,
		.clouds = NAN,
		.amount = NAN,
		.snow = NAN,
		.probability = NAN};
	return step;
}

/* How many steps are not there between the last column and a time. */
static int64_t missing_before(const struct chart *chart, int64_t time)
{
	const struct chart_step *last = &chart->steps[chart->count - 1];

	/* The present lies anywhere between two steps. */
	if (chart->count == 1)
		return (time - chart->view->now - 1) / FORECAST_STEP_SECONDS;
	return (time - last->time + FORECAST_STEP_SECONDS / 2) / FORECAST_STEP_SECONDS - 1;
}

/* The three hours that end at a step begin in the column before it. */
static void add_step(struct chart *chart, const struct forecast_step *from, size_t room)
{
	int64_t missing = missing_before(chart, from->time);
	struct chart_step *step = &chart->steps[chart->count - 1];

	for (; missing > 0 && chart->count < room; missing--)
		step = add_column(chart, from->time - missing * FORECAST_STEP_SECONDS);
	if (missing > 0)
		return;
	step->condition = &from->condition;
	step->amount = chart_total(from->rain_3h, from->snow_3h);
	step->snow = from->snow_3h;
	step->probability = from->probability;
	if (chart->count == room)
		return;
	step = add_column(chart, from->time);
	step->temperature = from->temperature;
	step->feels_like = from->feels_like;
	step->wind_speed = from->wind_speed;
	step->wind_direction = from->wind_direction;
	step->wind_gust = from->wind_gust;
	step->clouds = from->clouds;
	step->light = from->light;
}

void chart_fill(struct chart *chart, const struct weather *weather, const struct forecast *forecast,
	size_t step_count, const struct view *view, size_t columns)
{
	size_t room = (columns - CHART_GUTTER) / CHART_STEP_COLUMNS;
	struct chart_step *now;

	chart->view = view;
	chart->count = 0;
	now = add_column(chart, weather->observed);
	now->temperature = weather->temperature;
	now->feels_like = weather->feels_like;
	now->wind_speed = weather->wind_speed;
	now->wind_direction = weather->wind_direction;
	now->wind_gust = weather->wind_gust;
	now->clouds = weather->clouds;
	now->light = symbol_light(weather);
	if (room > CHART_STEPS_MAX)
		room = CHART_STEPS_MAX;
	for (size_t i = 0; i < step_count; i++)
		if (forecast->steps[i].time > view->now)
			add_step(chart, &forecast->steps[i], room);
	for (size_t i = 0; i < chart->count; i++)
		chart->steps[i].utc_offset = forecast_utc_offset(forecast, chart->steps[i].time);
}

/* By their weight: those that have something to show, as long as there is room. */
static void add_rows(
	struct chart *chart, const enum chart_row by_weight[], size_t count, size_t *room)
{
	for (size_t i = 0; i < count; i++) {
		bool exists = *room > 0 && chart_row_exists(chart, by_weight[i]);

		chart->heights[by_weight[i]] = exists;
		*room -= exists;
	}
}

/* A wide curve may be higher, unless there would be more rows than degrees. */
static size_t highest_curve(const struct chart *chart)
{
	double low = INFINITY, high = -INFINITY, most;

	for (size_t i = 0; i < chart->count; i++) {
		low = number_min(low, chart->steps[i].temperature);
		high = number_max(high, chart->steps[i].temperature);
	}
	most = number_min(high - low, (double)chart->count / CURVE_STEPS_A_ROW);
	return (size_t)number_min(number_max(most, CURVE_ROWS_LOW), CURVE_ROWS_MAX);
}

/*
 * The curve, up to so many rows, and with it the bars, if there is any that needs another row.
 * Returns how many rows are left.
 */
static size_t grow(struct chart *chart, size_t most, size_t room)
{
	size_t *bars = &chart->heights[CHART_BARS];
	double highest = chart_row_highest_bar(chart);

	for (; room > 0 && chart->curve_height < most; room--) {
		if (*bars > 0 && *bars < chart->curve_height / CURVE_ROWS_A_BAR &&
			highest * (double)(*bars + 1) > (double)*bars)
			++*bars;
		else
			chart->curve_height++;
	}
	return room;
}

size_t chart_lay_out(struct chart *chart, size_t most)
{
	static const enum chart_row first[] = {
		CHART_PROBABILITIES, CHART_BARS, CHART_WIND, CHART_WORDS};
	static const enum chart_row then[] = {CHART_AMOUNTS, CHART_DIRECTIONS, CHART_CLOUDS};
	static const enum chart_row last[] = {CHART_FEELS_LIKE, CHART_GUSTS};
	size_t room = most > ROWS_MIN ? most - ROWS_MIN : 0, rows = DATE_ROWS;

	memset(chart->heights, 0, sizeof chart->heights);
	chart->heights[CHART_HOURS] = chart->heights[CHART_TEMPERATURES] = 1;
	chart->curve_height = CHART_CURVE_ROWS_MIN;
	add_rows(chart, first, sizeof first / sizeof *first, &room);
	if (room > 0) {
		chart->curve_height++;
		room--;
	}
	add_rows(chart, then, sizeof then / sizeof *then, &room);
	room = grow(chart, CURVE_ROWS_LOW, room);
	add_rows(chart, last, sizeof last / sizeof *last, &room);
	grow(chart, highest_curve(chart), room);
	for (enum chart_row which = 0; which < CHART_ROW_COUNT; which++)
		rows += chart->heights[which];
	return rows + chart->curve_height;
}

size_t chart_columns(const struct chart *chart)
{
	return chart_column(chart->count) - 1;
}

size_t chart_column(size_t step)
{
	return CHART_GUTTER + step * CHART_STEP_COLUMNS;
}

static void draw_dates(struct canvas *canvas, size_t row, const struct chart *chart)
{
	const struct canvas_style bold = {.bold = true};
	size_t end = 0; /* of the label before */

	for (size_t i = 0; i < chart->count; i++) {
		const struct chart_step *step = &chart->steps[i];
		int64_t day = timefmt_day(step->time, step->utc_offset);
		size_t next = i + 1;
		char text[VALUE_MAX];

		if (i > 0 && day == timefmt_day(step[-1].time, step[-1].utc_offset))
			continue;
		while (next < chart->count &&
			timefmt_day(chart->steps[next].time, chart->steps[next].utc_offset) == day)
			next++;
		/* TRANSLATORS: weekday and day of the month, "Sat 28" */
		snprintf(text, sizeof text, C_("weekday, day", "%s %d"), timefmt_weekday(day),
			timefmt_civil(day).day);
		/* The number goes where it would run into the next date. */
		if (chart_column(next) <= chart_column(i) + strlen(text))
			snprintf(text, sizeof text, "%s", timefmt_weekday(day));
		if (chart_column(i) >= end)
			end = canvas_text(canvas, row, chart_column(i), bold, text) + 1;
	}
}

void chart_draw(struct canvas *canvas, size_t row, const struct chart *chart)
{
	draw_dates(canvas, row++, chart);
	chart_curve_draw(canvas, row, chart);
	row += chart->curve_height;
	for (enum chart_row which = 0; which < CHART_ROW_COUNT; which++) {
		if (chart->heights[which] > 0)
			chart_row_draw(canvas, row, chart, which);
		row += chart->heights[which];
	}
}
