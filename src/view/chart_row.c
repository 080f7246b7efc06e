/* SPDX-License-Identifier: MIT */
#include "view/chart_row.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/number.h"
#include "base/timefmt.h"
#include "base/units.h"
#include "view/canvas.h"
#include "view/chart.h"
#include "view/chart_words.h"
#include "view/text.h"
#include "view/value_style.h"
#include "view/values.h"

#define BAR_COLUMNS 3
#define AMOUNT_SCALE_MIN 4      /* mm, of the highest bar */
#define AMOUNT_MIN 0.05         /* mm; less would be shown as 0 */
#define AMOUNT_MIN_INCHES 0.127 /* mm, likewise */

static const struct canvas_style faint = {.faint = true};

static bool shows_amount(const struct chart *chart, const struct chart_step *step)
{
	return step->amount >=
	       (chart->view->units == UNITS_IMPERIAL ? AMOUNT_MIN_INCHES : AMOUNT_MIN);
}

static const char *direction_of(double degrees)
{
	static const char *const points[] = {
		/* TRANSLATORS: this, NE, E, SE, S, SW, W and NW have two columns at most */
		N_("N"), N_("NE"), N_("E"), N_("SE"), N_("S"), N_("SW"), N_("W"), N_("NW")};

	if (isnan(degrees))
		return "";
	return _(points[(int)floor(degrees / 45 + 0.5) % 8]);
}

static double wind_in_units(const struct chart *chart, double metres_a_second)
{
	return units_wind(metres_a_second, units_wind_unit(chart->view->wind, chart->view->units));
}

static void format_speed(char to[VALUE_MAX], const struct chart *chart, size_t i)
{
	value_whole(to, wind_in_units(chart, chart->steps[i].wind_speed));
}

static void format_gust(char to[VALUE_MAX], const struct chart *chart, size_t i)
{
	value_whole(to, wind_in_units(chart, chart->steps[i].wind_gust));
}

static void format_temperature(char to[VALUE_MAX], const struct chart *chart, size_t i)
{
	value_whole(to, units_temperature(chart->steps[i].temperature, chart->view->units));
}

static void format_feels_like(char to[VALUE_MAX], const struct chart *chart, size_t i)
{
	value_whole(to, units_temperature(chart->steps[i].feels_like, chart->view->units));
}

/* Whether it would say anything else than the temperature does. */
static bool feels_different(const struct chart *chart, size_t i)
{
	char temperature[VALUE_MAX], feels_like[VALUE_MAX];

	format_temperature(temperature, chart, i);
	format_feels_like(feels_like, chart, i);
	return *feels_like && strcmp(feels_like, temperature) != 0;
}

/* Whether each speed and its direction fit a step's column together. */
static bool is_wind_short(const struct chart *chart)
{
	for (size_t i = 0; i < chart->count; i++) {
		char speed[VALUE_MAX];

		format_speed(speed, chart, i);
		if (strlen(speed) + strlen(direction_of(chart->steps[i].wind_direction)) >=
			CHART_STEP_COLUMNS)
			return false;
	}
	return true;
}

/* The present alone is no reason for some: its values are shown above the chart. */
bool chart_row_exists(const struct chart *chart, enum chart_row which)
{
	if (which == CHART_DIRECTIONS && is_wind_short(chart))
		return false;
	for (size_t i = 0; i < chart->count; i++) {
		const struct chart_step *step = &chart->steps[i];
		bool exists = false;

		switch (which) {
		case CHART_HOURS:
		case CHART_TEMPERATURES:
		case CHART_ROW_COUNT:
			exists = true;
			break;
		case CHART_WORDS:
			exists = chart_words_exist(chart);
			break;
		case CHART_FEELS_LIKE:
			exists = i > 0 && feels_different(chart, i);
			break;
		case CHART_GUSTS:
			exists = i > 0 && !isnan(step->wind_gust);
			break;
		case CHART_CLOUDS:
			exists = step->clouds > 0;
			break;
		case CHART_BARS:
		case CHART_AMOUNTS:
			exists = shows_amount(chart, step);
			break;
		case CHART_PROBABILITIES:
			exists = step->probability >= CHART_PROBABILITY_MIN;
			break;
		case CHART_WIND:
			exists = !isnan(step->wind_speed);
			break;
		case CHART_DIRECTIONS:
			exists = !isnan(step->wind_speed) && !isnan(step->wind_direction);
			break;
		}
		if (exists)
			return true;
	}
	return false;
}

void chart_row_label(struct canvas *canvas, size_t row, const char *text)
{
	size_t columns = canvas_text_width(text, canvas->utf8);

	canvas_text(
		canvas, row, columns < CHART_GUTTER ? CHART_GUTTER - 1 - columns : 0, faint, text);
}

/* "06", "6a"; for the minutes, see draw_hours. */
static void format_hour(char to[VALUE_MAX], const struct chart *chart, size_t i)
{
	const struct chart_step *step = &chart->steps[i];
	char clock[TIMEFMT_MAX];
	int hour;

	if (i == 0) {
		/* TRANSLATORS: at the hours of a chart, in three columns at most */
		snprintf(to, VALUE_MAX, "%s", _("now"));
		return;
	}
	timefmt_clock(clock, step->time, step->utc_offset);
	clock[strcspn(clock, ":")] = '\0';
	hour = (int)strtol(clock, NULL, 10);
	if (!chart->view->clock_12)
		memcpy(to, clock, strlen(clock) + 1);
	else if (hour < 12)
		/* TRANSLATORS: an hour before noon, "6a", in three columns at most */
		snprintf(to, VALUE_MAX, _("%da"), hour == 0 ? 12 : hour);
	else
		/* TRANSLATORS: an hour after noon, "6p", in three columns at most */
		snprintf(to, VALUE_MAX, _("%dp"), hour == 12 ? 12 : hour - 12);
}

static void format_probability(char to[VALUE_MAX], const struct chart *chart, size_t i)
{
	*to = '\0';
	if (chart->steps[i].probability >= CHART_PROBABILITY_MIN)
		value_whole(to, chart->steps[i].probability);
}

/* Three characters: "0.2", "12", ".16" of an inch. */
static void format_amount(char to[VALUE_MAX], const struct chart *chart, size_t i)
{
	bool in_inches = chart->view->units == UNITS_IMPERIAL;
	double amount = chart->steps[i].amount;

	*to = '\0';
	if (!shows_amount(chart, &chart->steps[i]))
		return;
	if (in_inches)
		amount = units_inches(amount);
	if (in_inches && amount < 0.995) {
		number_fixed(to, amount, 2);
		memmove(to, to + 1, strlen(to));
	} else {
		number_fixed(to, amount, amount < 9.95 ? 1 : 0);
	}
}

static void format_direction(char to[VALUE_MAX], const struct chart *chart, size_t i)
{
	*to = '\0';
	if (!isnan(chart->steps[i].wind_speed))
		strncat(to, direction_of(chart->steps[i].wind_direction), VALUE_MAX - 1);
}

static void format_speed_and_direction(char to[VALUE_MAX], const struct chart *chart, size_t i)
{
	char direction[VALUE_MAX];

	format_speed(to, chart, i);
	format_direction(direction, chart, i);
	strncat(to, direction, VALUE_MAX - 1 - strlen(to));
}

/* One for each step, but for those that would touch the one before. */
static void draw_numbers(struct canvas *canvas, size_t row, const struct chart *chart,
	enum chart_row which, const char *label,
	void (*format)(char to[VALUE_MAX], const struct chart *chart, size_t i))
{
	size_t end = 0; /* after the last one and a blank */

	chart_row_label(canvas, row, label);
	for (size_t i = 0; i < chart->count; i++) {
		const struct chart_step *step = &chart->steps[i];
		struct canvas_style style = {0};
		char text[VALUE_MAX];

		if (which == CHART_AMOUNTS)
			style = value_style_amount();
		else if (which == CHART_PROBABILITIES)
			style = value_style_probability(step->probability);
		else if (which == CHART_WIND)
			style = value_style_wind(step->wind_speed);
		else if (which == CHART_GUSTS)
			style = value_style_wind(step->wind_gust);
		format(text, chart, i);
		if (*text && chart_column(i) >= end)
			end = canvas_text(canvas, row, chart_column(i), style, text) + 1;
	}
}

/* Where clocks show the same minutes at all steps, hours alone are enough. */
static void draw_hours(struct canvas *canvas, size_t row, const struct chart *chart)
{
	const struct chart_step *last = &chart->steps[chart->count - 1];
	char clock[TIMEFMT_MAX];

	timefmt_clock(clock, last->time, last->utc_offset);
	clock[strlen("00:00")] = '\0';
	draw_numbers(canvas, row, chart, CHART_HOURS,
		chart->count == 1 || strcmp(clock + 2, ":00") == 0 ? "" : clock + 2, format_hour);
}

/* What a bar consists of: braille dots, or in ASCII a character. Snow has gaps between its dots. */
struct ink {
	struct canvas_style style;
	char character;
	bool has_gaps;
};

/*
 * Draws a bar that is so many dots high upwards from a row. In ASCII, a row of it is as long as it
 * would be high, or nearly.
 */
static void draw_bar(struct canvas *canvas, size_t row, size_t column, int height, struct ink ink)
{
	int left = (int)column * CANVAS_DOT_COLUMNS;
	int bottom = (int)row * CANVAS_DOT_ROWS + CANVAS_DOT_ROWS - 1;

	for (int y = 0; y < height && canvas->utf8; y++)
		for (int x = 0; x < BAR_COLUMNS * CANVAS_DOT_COLUMNS; x++)
			if (!ink.has_gaps || (x + y) % 2 == 0)
				canvas_dot(canvas, left + x, bottom - y, ink.style);
	for (; height > 0 && !canvas->utf8; height -= CANVAS_DOT_ROWS, row--)
		for (int i = 0; i < height && i < BAR_COLUMNS; i++)
			canvas_text(canvas, row, column + (size_t)i, ink.style,
				(const char[]){ink.character, '\0'});
}

/* A full bar is a sky full of clouds. */
static void draw_clouds(struct canvas *canvas, size_t row, const struct chart *chart)
{
	const struct ink clouds = {.style = faint, .character = '='};

	/* TRANSLATORS: the cloud cover; like each label of a row, of four columns at most */
	chart_row_label(canvas, row, _("sky"));
	for (size_t i = 0; i < chart->count; i++)
		if (chart->steps[i].clouds > 0)
			draw_bar(canvas, row, chart_column(i),
				(int)ceil(chart->steps[i].clouds / 100 * CANVAS_DOT_ROWS), clouds);
}

static double highest_amount(const struct chart *chart)
{
	double highest = 0;

	for (size_t i = 0; i < chart->count; i++)
		highest = number_max(highest, chart->steps[i].amount);
	return highest;
}

double chart_row_highest_bar(const struct chart *chart)
{
	return number_min(highest_amount(chart) / AMOUNT_SCALE_MIN, 1);
}

/* All on one scale, on which little rain is little. */
static void draw_bars(struct canvas *canvas, size_t row, const struct chart *chart)
{
	const struct ink drops = {.style = value_style_amount(), .character = '#'};
	const struct ink flakes = {
		.style = value_style_amount(), .character = '*', .has_gaps = true};
	double most = number_max(highest_amount(chart), AMOUNT_SCALE_MIN), all = 0, snow = 0;
	double dots = (double)chart->heights[CHART_BARS] * CANVAS_DOT_ROWS;

	for (size_t i = 0; i < chart->count; i++) {
		all += number_max(chart->steps[i].amount, 0);
		snow += number_max(chart->steps[i].snow, 0);
	}
	row += chart->heights[CHART_BARS] - 1;
	if (snow > all / 2)
		/* TRANSLATORS: the label of a row, of four columns at most */
		chart_row_label(canvas, row, C_("row", "snow"));
	else
		/* TRANSLATORS: the label of a row, of four columns at most */
		chart_row_label(canvas, row, C_("row", "rain"));
	for (size_t i = 0; i < chart->count; i++) {
		const struct chart_step *step = &chart->steps[i];

		if (shows_amount(chart, step))
			draw_bar(canvas, row, chart_column(i),
				(int)ceil(step->amount / most * dots),
				step->snow > step->amount / 2 ? flakes : drops);
	}
}

void chart_row_draw(
	struct canvas *canvas, size_t row, const struct chart *chart, enum chart_row which)
{
	const char *unit = _(units_precipitation_name(chart->view->units));

	switch (which) {
	case CHART_HOURS:
		draw_hours(canvas, row, chart);
		break;
	case CHART_WORDS:
		chart_words_draw(canvas, row, chart);
		break;
	case CHART_CLOUDS:
		draw_clouds(canvas, row, chart);
		break;
	case CHART_TEMPERATURES:
		/* TRANSLATORS: the temperature, in four columns at most */
		draw_numbers(canvas, row, chart, which, _("temp"), format_temperature);
		break;
	case CHART_FEELS_LIKE:
		/* TRANSLATORS: what the temperature feels like, in four columns at most */
		draw_numbers(canvas, row, chart, which, _("feel"), format_feels_like);
		break;
	case CHART_BARS:
		draw_bars(canvas, row, chart);
		break;
	case CHART_AMOUNTS:
		draw_numbers(canvas, row, chart, which, unit, format_amount);
		break;
	case CHART_PROBABILITIES:
		draw_numbers(canvas, row, chart, which, "%", format_probability);
		break;
	case CHART_WIND:
		/* TRANSLATORS: the label of a row, of four columns at most */
		draw_numbers(canvas, row, chart, which, _("wind"),
			is_wind_short(chart) ? format_speed_and_direction : format_speed);
		break;
	case CHART_DIRECTIONS:
		/* TRANSLATORS: where the wind blows from, in four columns at most */
		draw_numbers(canvas, row, chart, which, _("from"), format_direction);
		break;
	case CHART_GUSTS:
		/* TRANSLATORS: the label of a row, of four columns at most */
		draw_numbers(canvas, row, chart, which, _("gust"), format_gust);
		break;
	case CHART_ROW_COUNT:
		break;
	}
}
