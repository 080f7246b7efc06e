/* SPDX-License-Identifier: MIT */
#include "view/chart.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/number.h"
#include "base/timefmt.h"
#include "base/units.h"
#include "view/text.h"
#include "view/values.h"
#include "weather/weather.h"

#define GUTTER 5       /* columns on the left, for labels */
#define STEP_COLUMNS 4 /* of a step: three for its number, and a blank */
#define STEP_DOTS (STEP_COLUMNS * CANVAS_DOT_COLUMNS)
#define CURVE_ROWS_MIN 2
#define CURVE_ROWS_MAX 5
#define ROWS_MIN (CURVE_ROWS_MIN + 3) /* with dates, hours and temperatures */
#define BAR_COLUMNS 3
#define BAR_DOTS CANVAS_DOT_ROWS
#define AMOUNT_SCALE_MIN 4      /* mm, of the highest bar */
#define AMOUNT_MIN 0.05         /* mm; less would be shown as 0 */
#define AMOUNT_MIN_INCHES 0.127 /* mm, likewise */

static const struct canvas_style plain = {0}, bold = {.bold = true}, faint = {.faint = true},
				 wet = {.color = CANVAS_BLUE};

/* Which rows there are, and how many of the curve. */
struct layout {
	size_t curve;
	bool has_probability, has_bars, has_wind, has_direction, has_clouds, has_amount;
};

static uint8_t between(uint8_t low, uint8_t high, double share)
{
	return (uint8_t)(low + share * (high - low));
}

struct canvas_style chart_temperature_style(double celsius, const struct view *view)
{
	/* One for each ten degrees from -10 to 40 °C, at its middle; legible on light and dark. */
	static const struct {
		uint8_t terminal, red, green, blue;
	} colors[] = {{CANVAS_BLUE, 80, 130, 255}, {CANVAS_CYAN, 30, 180, 205},
		{CANVAS_GREEN, 60, 180, 75}, {CANVAS_YELLOW, 225, 160, 20},
		{CANVAS_RED, 230, 60, 50}};
	enum { LAST = sizeof colors / sizeof *colors - 1 };
	/* Whole degrees: what looks alike needs no sequence of its own. */
	double place = number_min(number_max((number_round(celsius) + 5) / 10, 0), LAST);
	size_t i = place < LAST ? (size_t)place : LAST - 1;

	if (!view->gradient)
		return (struct canvas_style){.color = colors[(size_t)(place + 0.5)].terminal};
	return (struct canvas_style){.color = CANVAS_RGB,
		.red = between(colors[i].red, colors[i + 1].red, place - (double)i),
		.green = between(colors[i].green, colors[i + 1].green, place - (double)i),
		.blue = between(colors[i].blue, colors[i + 1].blue, place - (double)i)};
}

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
		.wind_speed = NAN,
		.wind_direction = NAN,
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
	step->amount = chart_total(from->rain_3h, from->snow_3h);
	step->snow = from->snow_3h;
	step->probability = from->probability;
	if (chart->count == room)
		return;
	step = add_column(chart, from->time);
	step->temperature = from->temperature;
	step->wind_speed = from->wind_speed;
	step->wind_direction = from->wind_direction;
	step->clouds = from->clouds;
	step->is_night = from->light == FORECAST_NIGHT;
}

void chart_fill(struct chart *chart, const struct weather *weather, const struct forecast *forecast,
	size_t step_count, const struct view *view, size_t columns)
{
	size_t room = (columns - GUTTER) / STEP_COLUMNS;
	struct chart_step *now;

	chart->view = view;
	chart->count = 0;
	now = add_column(chart, weather->observed);
	now->temperature = weather->temperature;
	now->wind_speed = weather->wind_speed;
	now->wind_direction = weather->wind_direction;
	now->clouds = weather->clouds;
	if (room > CHART_STEPS_MAX)
		room = CHART_STEPS_MAX;
	for (size_t i = 0; i < step_count; i++)
		if (forecast->steps[i].time > view->now)
			add_step(chart, &forecast->steps[i], room);
	for (size_t i = 0; i < chart->count; i++)
		chart->steps[i].utc_offset = forecast_utc_offset(forecast, chart->steps[i].time);
}

static bool shows_amount(const struct chart *chart, const struct chart_step *step)
{
	return step->amount >=
	       (chart->view->units == UNITS_IMPERIAL ? AMOUNT_MIN_INCHES : AMOUNT_MIN);
}

/* Eight points, for there is room for two letters. */
static const char *direction_of(double degrees)
{
	static const char *const points[] = {
		N_("N"), N_("NE"), N_("E"), N_("SE"), N_("S"), N_("SW"), N_("W"), N_("NW")};

	if (isnan(degrees))
		return "";
	return _(points[(int)floor(degrees / 45 + 0.5) % 8]);
}

static void format_whole(char to[VALUE_MAX], double value)
{
	*to = '\0';
	if (!isnan(value))
		number_fixed(to, value, 0);
}

static void format_speed(char to[VALUE_MAX], const struct chart *chart, size_t i)
{
	const struct view *view = chart->view;

	format_whole(to,
		units_wind(chart->steps[i].wind_speed, units_wind_unit(view->wind, view->units)));
}

/* Whether each speed and its direction fit a step's column together. */
static bool is_wind_short(const struct chart *chart)
{
	for (size_t i = 0; i < chart->count; i++) {
		char speed[VALUE_MAX];

		format_speed(speed, chart, i);
		if (strlen(speed) + strlen(direction_of(chart->steps[i].wind_direction)) >=
			STEP_COLUMNS)
			return false;
	}
	return true;
}

static bool take(size_t *rows, bool is_wanted)
{
	bool is_taken = is_wanted && *rows > 0;

	*rows -= is_taken;
	return is_taken;
}

/* What there is to show goes in by its weight, as long as there are rows. */
static struct layout lay_out(const struct chart *chart, size_t most)
{
	struct layout layout = {.curve = CURVE_ROWS_MIN};
	size_t rows = most > ROWS_MIN ? most - ROWS_MIN : 0;
	bool has_probability = false, has_amount = false, has_clouds = false;
	bool has_wind = false, has_direction = false;

	for (size_t i = 0; i < chart->count; i++) {
		const struct chart_step *step = &chart->steps[i];

		has_probability |= step->probability >= CHART_PROBABILITY_MIN;
		has_amount |= shows_amount(chart, step);
		has_clouds |= step->clouds > 0;
		has_wind |= !isnan(step->wind_speed);
		has_direction |= !isnan(step->wind_speed) && !isnan(step->wind_direction);
	}
	layout.has_probability = take(&rows, has_probability);
	layout.has_bars = take(&rows, has_amount);
	layout.has_wind = take(&rows, has_wind);
	layout.curve += take(&rows, true);
	layout.has_direction = take(&rows, has_direction && !is_wind_short(chart));
	layout.has_clouds = take(&rows, has_clouds);
	layout.has_amount = take(&rows, has_amount);
	while (layout.curve < CURVE_ROWS_MAX && take(&rows, true))
		layout.curve++;
	return layout;
}

size_t chart_rows(const struct chart *chart, size_t most)
{
	struct layout layout = lay_out(chart, most);

	return ROWS_MIN - CURVE_ROWS_MIN + layout.curve + layout.has_probability + layout.has_bars +
	       layout.has_wind + layout.has_direction + layout.has_clouds + layout.has_amount;
}

static size_t column_of(size_t step)
{
	return GUTTER + step * STEP_COLUMNS;
}

/* The curve. */

/* The temperatures that are drawn, and the dots that they are drawn in. */
struct scale {
	double low, high;
	int top, dots; /* the first row of dots, and how many there are */
};

static struct scale scale_of(const struct chart *chart, size_t row, size_t rows)
{
	struct scale scale = {.low = INFINITY,
		.high = -INFINITY,
		.top = (int)row * CANVAS_DOT_ROWS,
		.dots = (int)rows * CANVAS_DOT_ROWS};

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

/* From a step to the next; before a gap and at the end the step's dot alone. */
static void draw_curve_part(
	struct canvas *canvas, const struct chart *chart, const struct scale *scale, size_t i)
{
	int x = (int)column_of(i) * CANVAS_DOT_COLUMNS + 1;
	int y = dot_of(scale, chart->steps[i].temperature);
	struct canvas_style style =
		chart_temperature_style(chart->steps[i].temperature, chart->view);

	style.faint = chart->steps[i].is_night;
	canvas_dot(canvas, x, y, style);
	if (i + 1 == chart->count || isnan(chart->steps[i + 1].temperature))
		return;
	for (int dot = 1; dot <= STEP_DOTS; dot++) {
		double celsius = temperature_at(chart, i, (double)dot / STEP_DOTS);
		int next = dot_of(scale, celsius);
		/* A steep part is a column of dots, half of them on each side. */
		int middle = y + (next - y) / 2;

		style = chart_temperature_style(celsius, chart->view);
		style.faint = chart->steps[dot > STEP_DOTS / 2 ? i + 1 : i].is_night;
		canvas_line(canvas, x + dot - 1, y, x + dot - 1, middle, style);
		canvas_line(canvas, x + dot, middle, x + dot, next, style);
		y = next;
	}
}

static void draw_label(struct canvas *canvas, size_t row, const char *text)
{
	size_t columns = canvas_text_width(text, canvas->utf8);

	canvas_text(canvas, row, columns < GUTTER ? GUTTER - 1 - columns : 0, faint, text);
}

static void draw_curve(struct canvas *canvas, size_t row, const struct chart *chart, size_t rows)
{
	struct scale scale = scale_of(chart, row, rows);
	char high[VALUE_MAX], low[VALUE_MAX];

	for (size_t i = 0; i < chart->count; i++)
		if (!isnan(chart->steps[i].temperature))
			draw_curve_part(canvas, chart, &scale, i);
	format_whole(high, units_temperature(scale.high, chart->view->units));
	format_whole(low, units_temperature(scale.low, chart->view->units));
	if (strcmp(high, low) != 0)
		draw_label(canvas, row, high);
	draw_label(canvas, (size_t)dot_of(&scale, scale.low) / CANVAS_DOT_ROWS, low);
}

/* The rows of numbers. */

static void draw_dates(struct canvas *canvas, size_t row, const struct chart *chart)
{
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
		snprintf(text, sizeof text, "%s %d", timefmt_weekday(day), timefmt_civil(day).day);
		/* The number goes where it would run into the next date. */
		if (column_of(next) <= column_of(i) + strlen(text))
			snprintf(text, sizeof text, "%s", timefmt_weekday(day));
		if (column_of(i) >= end)
			end = canvas_text(canvas, row, column_of(i), bold, text) + 1;
	}
}

/* "06", "6a"; for the minutes, see draw_hours. */
static void format_hour(char to[VALUE_MAX], const struct chart *chart, size_t i)
{
	const struct chart_step *step = &chart->steps[i];
	size_t length;

	if (i == 0) {
		snprintf(to, VALUE_MAX, "%s", _("now"));
		return;
	}
	value_clock(to, step->time, step->utc_offset, chart->view);
	length = strcspn(to, ":");
	/* Of "6:45am", the letter behind the minutes. */
	if (chart->view->clock_12) {
		to[length] = to[length + strlen(":45")];
		length++;
	}
	to[length] = '\0';
}

static void format_temperature(char to[VALUE_MAX], const struct chart *chart, size_t i)
{
	format_whole(to, units_temperature(chart->steps[i].temperature, chart->view->units));
}

static void format_probability(char to[VALUE_MAX], const struct chart *chart, size_t i)
{
	*to = '\0';
	if (chart->steps[i].probability >= CHART_PROBABILITY_MIN)
		format_whole(to, chart->steps[i].probability);
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
	snprintf(to, VALUE_MAX, "%s",
		isnan(chart->steps[i].wind_speed) ? ""
						  : direction_of(chart->steps[i].wind_direction));
}

static void format_speed_and_direction(char to[VALUE_MAX], const struct chart *chart, size_t i)
{
	char direction[VALUE_MAX];

	format_speed(to, chart, i);
	format_direction(direction, chart, i);
	snprintf(to + strlen(to), VALUE_MAX - strlen(to), "%s", direction);
}

/* A row of numbers, one a step. */
static void draw_numbers(struct canvas *canvas, size_t row, const struct chart *chart,
	const char *label, void (*format)(char to[VALUE_MAX], const struct chart *chart, size_t i))
{
	draw_label(canvas, row, label);
	for (size_t i = 0; i < chart->count; i++) {
		char text[VALUE_MAX];

		format(text, chart, i);
		canvas_text(canvas, row, column_of(i), plain, text);
	}
}

/* Where clocks show the same minutes at all steps, hours alone are enough. */
static void draw_hours(struct canvas *canvas, size_t row, const struct chart *chart)
{
	const struct chart_step *last = &chart->steps[chart->count - 1];
	char clock[TIMEFMT_MAX];

	timefmt_clock(clock, last->time, last->utc_offset);
	clock[strlen("00:00")] = '\0';
	draw_numbers(canvas, row, chart,
		chart->count == 1 || strcmp(clock + 2, ":00") == 0 ? "" : clock + 2, format_hour);
}

/* What a bar consists of: braille dots, or in ASCII a character. Snow has gaps between its dots. */
struct ink {
	struct canvas_style style;
	char character;
	bool has_gaps;
};

/* In ASCII, a bar is as long as it would be high, or nearly. */
static void draw_bar(struct canvas *canvas, size_t row, size_t column, int height, struct ink ink)
{
	int left = (int)column * CANVAS_DOT_COLUMNS;
	int bottom = (int)row * CANVAS_DOT_ROWS + CANVAS_DOT_ROWS - 1;

	for (int i = 0; i < height && i < BAR_COLUMNS && !canvas->utf8; i++)
		canvas_text(canvas, row, column + (size_t)i, ink.style,
			(const char[]){ink.character, '\0'});
	for (int y = 0; y < height && canvas->utf8; y++)
		for (int x = 0; x < BAR_COLUMNS * CANVAS_DOT_COLUMNS; x++)
			if (!ink.has_gaps || (x + y) % 2 == 0)
				canvas_dot(canvas, left + x, bottom - y, ink.style);
}

/* A full bar is a sky full of clouds. */
static void draw_clouds(struct canvas *canvas, size_t row, const struct chart *chart)
{
	const struct ink clouds = {.style = faint, .character = '='};

	draw_label(canvas, row, _("sky"));
	for (size_t i = 0; i < chart->count; i++)
		if (chart->steps[i].clouds > 0)
			draw_bar(canvas, row, column_of(i),
				(int)ceil(chart->steps[i].clouds / 100 * BAR_DOTS), clouds);
}

/* All on one scale, on which little rain is little. */
static void draw_bars(struct canvas *canvas, size_t row, const struct chart *chart)
{
	const struct ink drops = {.style = wet, .character = '#'};
	const struct ink flakes = {.style = wet, .character = '*', .has_gaps = true};
	double most = AMOUNT_SCALE_MIN, all = 0, snow = 0;

	for (size_t i = 0; i < chart->count; i++) {
		most = number_max(most, chart->steps[i].amount);
		all += number_max(chart->steps[i].amount, 0);
		snow += number_max(chart->steps[i].snow, 0);
	}
	draw_label(canvas, row, snow > all / 2 ? _("snow") : _("rain"));
	for (size_t i = 0; i < chart->count; i++) {
		const struct chart_step *step = &chart->steps[i];

		if (shows_amount(chart, step))
			draw_bar(canvas, row, column_of(i),
				(int)ceil(step->amount / most * BAR_DOTS),
				step->snow > step->amount / 2 ? flakes : drops);
	}
}

void chart_draw(struct canvas *canvas, size_t row, const struct chart *chart, size_t most)
{
	struct layout layout = lay_out(chart, most);
	const char *unit = _(units_precipitation_name(chart->view->units));

	draw_dates(canvas, row++, chart);
	draw_curve(canvas, row, chart, layout.curve);
	row += layout.curve;
	draw_hours(canvas, row++, chart);
	if (layout.has_clouds)
		draw_clouds(canvas, row++, chart);
	draw_numbers(canvas, row++, chart, _("temp"), format_temperature);
	if (layout.has_bars)
		draw_bars(canvas, row++, chart);
	if (layout.has_amount)
		draw_numbers(canvas, row++, chart, unit, format_amount);
	if (layout.has_probability)
		draw_numbers(canvas, row++, chart, "%", format_probability);
	if (layout.has_wind)
		draw_numbers(canvas, row++, chart, _("wind"),
			is_wind_short(chart) ? format_speed_and_direction : format_speed);
	if (layout.has_direction)
		draw_numbers(canvas, row, chart, _("from"), format_direction);
}
