/* SPDX-License-Identifier: MIT */
#include "view/screen.h"

#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "base/number.h"
#include "base/timefmt.h"
#include "view/canvas.h"
#include "view/chart.h"
#include "view/day_chart.h"
#include "view/picture.h"
#include "view/symbol.h"
#include "view/text.h"
#include "view/tomorrow.h"
#include "view/values.h"
#include "weather/air.h"
#include "weather/answer.h"
#include "weather/forecast_summary.h"
#include "weather/moon.h"
#include "weather/provider.h"
#include "weather/weather.h"

#define LINE_BYTES 2048
#define ITEM_BYTES (4 * VALUE_MAX)
#define ITEMS_MAX 14
#define PARAGRAPHS_MAX 4
#define ROWS_MAX 23   /* with the attribution: the prompt still fits 24 */
#define PROMPT_ROWS 3 /* that are left in a window of more rows */
#define ATTRIBUTION_ROWS 1
#define COLUMNS_OF_ROWS_MAX 80 /* in a narrower window, there are more rows */
#define WEEKDAY_SECONDS_MAX (6 * 24 * 3600)
#define GAP 2 /* columns between what stands side by side */
#define WIDE_GAP 4

/* A value, and what it is called. */
struct item {
	const char *label, *text;
};

/* Items below each other: the labels in one column, the values in another. */
struct list {
	struct item items[ITEMS_MAX];
	size_t count, label_columns, columns;
};

/* The values of the moment in words, "" for what was not sent. */
struct texts {
	char wind[ITEM_BYTES], gusts[ITEM_BYTES], wind_and_gusts[ITEM_BYTES];
	char rain[ITEM_BYTES], snow[ITEM_BYTES];
	char humidity[ITEM_BYTES], clouds[ITEM_BYTES];
	char pressure[ITEM_BYTES], visibility[ITEM_BYTES];
	char sunrise[ITEM_BYTES], sunset[ITEM_BYTES], sun[ITEM_BYTES];
	const char *moon;
	char time[ITEM_BYTES], age[ITEM_BYTES], observed[ITEM_BYTES];
	char air[ITEM_BYTES], air_index[ITEM_BYTES], pm2_5[ITEM_BYTES];
};

/* What is drawn, from the top. */
struct screen {
	const struct weather *weather;
	bool is_model; /* it is computed, not observed */
	const struct view *view;
	size_t columns;

	struct paragraph {
		struct canvas_style style;
		char text[LINE_BYTES];
	} paragraphs[PARAGRAPHS_MAX];
	size_t paragraph_count;

	bool has_picture;
	struct texts texts;
	struct list left, right; /* beside the picture; the right one may be empty */

	bool has_forecast;
	struct chart chart;
	struct day_chart days;

	/* Where what is below the paragraphs goes, and how many rows all of it takes. */
	size_t values_row, left_column, right_column;
	size_t chart_row, days_row, days_column;
	size_t rows;
};

static void add_paragraph(struct screen *screen, struct canvas_style style, const char *text)
{
	struct paragraph *paragraph = &screen->paragraphs[screen->paragraph_count++];

	paragraph->style = style;
	snprintf(paragraph->text, sizeof paragraph->text, "%s", text);
}

/* Puts so many items into a list, but for what was not sent. */
static struct list make_list(const struct item items[], size_t count, bool utf8)
{
	struct list list = {.count = 0};
	size_t text_columns = 0;

	for (size_t i = 0; i < count; i++) {
		size_t label = canvas_text_width(items[i].label, utf8);
		size_t text = canvas_text_width(items[i].text, utf8);

		if (!*items[i].text)
			continue;
		list.items[list.count++] = items[i];
		if (label > list.label_columns)
			list.label_columns = label;
		if (text > text_columns)
			text_columns = text;
	}
	list.columns = list.label_columns + GAP + text_columns;
	return list;
}

/* "Seoul, KR: broken clouds, 10.7 °C (feels like 9.0 °C)", on two lines where one is too short. */
static void add_heading(struct screen *screen, const struct answer *answer)
{
	const struct canvas_style bold = {.bold = true};
	const struct view *view = screen->view;
	char place[LINE_BYTES / 4], conditions[LINE_BYTES / 2], heading[LINE_BYTES];
	char temperature[VALUE_MAX], feels_like[VALUE_MAX], both[4 * VALUE_MAX];

	value_place(place, sizeof place, answer, view);
	value_conditions(conditions, sizeof conditions, screen->weather);
	snprintf(heading, sizeof heading, "%s%s%s", place, *conditions ? ": " : "", conditions);
	value_temperature(temperature, screen->weather->temperature, view);
	value_temperature(feels_like, screen->weather->feels_like, view);
	if (*feels_like)
		snprintf(both, sizeof both, _("%s (feels like %s)"), temperature, feels_like);
	else
		snprintf(both, sizeof both, "%s", temperature);
	if (canvas_text_width(heading, view->utf8) + GAP + canvas_text_width(both, view->utf8) <=
		screen->columns) {
		snprintf(heading + strlen(heading), sizeof heading - strlen(heading), ", %s", both);
		add_paragraph(screen, bold, heading);
	} else {
		add_paragraph(screen, bold, heading);
		add_paragraph(screen, bold, both);
	}
}

/* Whether it will rain, the hours and the days. */
static void add_forecast(struct screen *screen, const struct answer *answer)
{
	const struct canvas_style plain = {0};
	const struct view *view = screen->view;
	const struct forecast_summary_style style = {
		.units = view->units, .clock_12 = view->clock_12};
	const struct forecast *forecast = &answer->forecast;
	struct forecast_range steps = day_chart_fill(&screen->days, forecast, view);
	char text[FORECAST_SUMMARY_MAX + VALUE_MAX], tomorrow[VALUE_MAX];
	size_t length;

	screen->has_forecast = true;
	forecast_summary(text, forecast, view->now, &style);
	tomorrow_sentence(tomorrow, forecast, view);
	length = strlen(text);
	/* Tomorrow is worth no row of its own. */
	if (*text && *tomorrow) {
		size_t rows = canvas_paragraph_rows(text, screen->columns, view->utf8);

		snprintf(text + length, sizeof text - length, " %s", tomorrow);
		if (canvas_paragraph_rows(text, screen->columns, view->utf8) > rows)
			text[length] = '\0';
	}
	if (*text)
		add_paragraph(screen, plain, text);
	chart_fill(&screen->chart, &answer->weather, forecast, steps.end, view, screen->columns);
}

static void add_staleness(struct screen *screen, const struct answer *answer)
{
	const struct canvas_style style = {.color = CANVAS_RED, .bold = true};
	char text[VALUE_MAX];

	value_staleness(text, answer, screen->view);
	if (*text)
		add_paragraph(screen, style, text);
}

static void format_wind(struct texts *texts, const struct weather *weather, const struct view *view)
{
	const char *compass = value_compass(weather->wind_direction);
	char speed[VALUE_MAX], gusts[VALUE_MAX];

	value_wind_speed(speed, weather->wind_speed, view);
	if (!*speed)
		return;
	snprintf(texts->wind, ITEM_BYTES, "%s%s%s", speed, *compass ? " " : "", compass);
	value_wind_speed(texts->gusts, weather->wind_gust, view);
	value_wind_number(gusts, weather->wind_gust, view);
	if (*gusts && *compass)
		/* TRANSLATORS: wind speed, direction and gusts, "1.4 m/s ENE, gusts 1.9" */
		snprintf(texts->wind_and_gusts, ITEM_BYTES, _("%s %s, gusts %s"), speed, compass,
			gusts);
	else if (*gusts)
		snprintf(texts->wind_and_gusts, ITEM_BYTES, _("%s, gusts %s"), speed, gusts);
	else
		memcpy(texts->wind_and_gusts, texts->wind, ITEM_BYTES);
}

static void format_sun(struct texts *texts, const struct weather *weather, const struct view *view)
{
	char rise[VALUE_MAX], set[VALUE_MAX];

	value_clock(rise, weather->sunrise, weather->utc_offset, view);
	value_clock(set, weather->sunset, weather->utc_offset, view);
	memcpy(texts->sunrise, rise, sizeof rise);
	memcpy(texts->sunset, set, sizeof set);
	if (weather->is_polar)
		/* TRANSLATORS: these and "rises", "sets" follow the label "Sun" */
		snprintf(texts->sun, ITEM_BYTES, "%s", _("does not rise or set"));
	else if (*rise && *set)
		/* TRANSLATORS: the times of sunrise and sunset, "06:37 to 17:58" */
		snprintf(texts->sun, ITEM_BYTES, _("%s to %s"), rise, set);
	else if (*rise)
		snprintf(texts->sun, ITEM_BYTES, _("rises %s"), rise);
	else if (*set)
		snprintf(texts->sun, ITEM_BYTES, _("sets %s"), set);
}

static void format_observed(
	struct texts *texts, const struct weather *weather, const struct view *view)
{
	int64_t age = view->now - weather->observed;
	int64_t day = timefmt_day(weather->observed, weather->utc_offset);
	char date[TIMEFMT_MAX], clock[VALUE_MAX], span[TIMEFMT_MAX];

	/* A weekday alone is good for a week. */
	if (age < WEEKDAY_SECONDS_MAX)
		snprintf(date, sizeof date, "%s", timefmt_weekday(day));
	else
		timefmt_day_month(date, day);
	value_clock(clock, weather->observed, weather->utc_offset, view);
	timefmt_age(span, age < 0 ? -age : age);
	/* TRANSLATORS: weekday or date, and clock, "Sat 21:00", "13 Oct 21:00" */
	snprintf(texts->time, ITEM_BYTES, C_("weekday, clock", "%s %s"), date, clock);
	snprintf(texts->age, ITEM_BYTES, age < 0 ? "-%s" : "%s", span);
	if (age < 0)
		/*
		 * TRANSLATORS: weekday or date, clock, and how far that is ahead of the system
		 * clock
		 */
		snprintf(texts->observed, ITEM_BYTES, _("%s %s, %s ahead"), date, clock, span);
	else
		/* TRANSLATORS: weekday or date, clock, and how long ago that was */
		snprintf(texts->observed, ITEM_BYTES, _("%s %s, %s ago"), date, clock, span);
}

/* "fair, PM2.5 20" */
static void format_air(struct texts *texts, const struct air *air)
{
	const char *words = air->index ? _(air_index_words(air->index)) : "";
	char number[NUMBER_MAX];

	snprintf(texts->air_index, ITEM_BYTES, "%s", words);
	snprintf(texts->air, ITEM_BYTES, "%s", words);
	if (isnan(air->pm2_5))
		return;
	number_fixed(number, air->pm2_5, 0);
	snprintf(texts->pm2_5, ITEM_BYTES, "%s", number);
	snprintf(texts->air, ITEM_BYTES, "%s%sPM2.5 %s", words, *words ? ", " : "", number);
}

static void format_texts(
	struct texts *texts, const struct weather *weather, const struct view *view)
{
	format_wind(texts, weather, view);
	value_precipitation_rate(texts->rain, weather->rain_1h, view);
	value_precipitation_rate(texts->snow, weather->snow_1h, view);
	value_percent(texts->humidity, weather->humidity);
	value_percent(texts->clouds, weather->clouds);
	value_pressure(texts->pressure, weather->pressure, view);
	value_visibility(texts->visibility, weather->visibility, view);
	format_sun(texts, weather, view);
	texts->moon =
		symbol_light(weather) == FORECAST_NIGHT ? _(moon_phase(weather->observed)) : "";
	format_observed(texts, weather, view);
}

static size_t larger(size_t one, size_t other)
{
	return one > other ? one : other;
}

static size_t values_columns(const struct screen *screen)
{
	return (screen->has_picture ? PICTURE_COLUMNS + GAP : 0) + screen->left.columns +
	       (screen->right.count > 0 ? GAP + screen->right.columns : 0);
}

static size_t values_rows(const struct screen *screen)
{
	return larger(screen->has_picture ? PICTURE_ROWS : 0,
		larger(screen->left.count, screen->right.count));
}

/* Whether there is room for all that the days have beside the values, above the chart. */
static bool has_days_beside(const struct screen *screen)
{
	return screen->has_forecast && values_columns(screen) + WIDE_GAP + screen->days.columns <=
					       chart_columns(&screen->chart);
}

/* One list instead of two, if there is room for the days beside that alone, and rows are saved. */
static void make_room_for_days(struct screen *screen, const struct item items[], size_t count)
{
	const struct list left = screen->left, right = screen->right;
	size_t rows = values_rows(screen) + 1 + screen->days.count;

	screen->left = make_list(items, count, screen->view->utf8);
	screen->right = (struct list){.count = 0};
	if (has_days_beside(screen) && larger(values_rows(screen), screen->days.count) < rows)
		return;
	screen->left = left;
	screen->right = right;
}

/*
 * Two lists side by side; where they do not fit, one of all; and where that does not fit either,
 * one of shorter values.
 */
static void fill_lists(struct screen *screen)
{
	enum { MOON = 4, LEFT = 7, ALL = 11 };
	const struct texts *texts = &screen->texts;
	/*
	 * TRANSLATORS: the label of the time for which a model computed the weather, or at which it
	 * was observed
	 */
	const char *observed = screen->is_model ? _("Model") : _("Observed");
	struct item items[ALL] = {{_("Wind"), texts->wind_and_gusts}, {_("Rain"), texts->rain},
		{_("Snow"), texts->snow},
		{C_("star", "Sun"), texts->sun}, [MOON] = {_("Moon"), texts->moon},
		{observed, texts->observed}, {_("Air"), texts->air},
		{_("Humidity"), texts->humidity}, {_("Clouds"), texts->clouds},
		{_("Pressure"), texts->pressure}, {_("Visibility"), texts->visibility}};
	const struct item narrow[] = {{_("Wind"), texts->wind}, {_("Gusts"), texts->gusts},
		{_("Rain"), texts->rain}, {_("Snow"), texts->snow}, {_("Sunrise"), texts->sunrise},
		{_("Sunset"), texts->sunset}, {observed, texts->time},
		/* TRANSLATORS: how long ago the weather was observed */
		{_("Age"), texts->age},
		/* TRANSLATORS: the air quality */
		{_("Air"), texts->air_index}, {"PM2.5", texts->pm2_5},
		{_("Humidity"), texts->humidity}, {_("Clouds"), texts->clouds},
		{_("Pressure"), texts->pressure}, {_("Visibility"), texts->visibility}};
	bool utf8 = screen->view->utf8;

	screen->left = make_list(items, LEFT, utf8);
	/* The moon gets what room the picture leaves. */
	if (screen->left.count > PICTURE_ROWS) {
		items[MOON].text = "";
		screen->left = make_list(items, LEFT, utf8);
	}
	screen->right = make_list(items + LEFT, ALL - LEFT, utf8);
	if (values_columns(screen) <= screen->columns) {
		items[MOON].text = "";
		if (screen->has_forecast && !has_days_beside(screen))
			make_room_for_days(screen, items, ALL);
		return;
	}
	screen->right = (struct list){.count = 0};
	screen->left = make_list(items, ALL, utf8);
	if (values_columns(screen) > screen->columns)
		screen->left = make_list(narrow, sizeof narrow / sizeof *narrow, utf8);
}

static void draw_list(struct canvas *canvas, size_t row, size_t column, const struct list *list)
{
	const struct canvas_style plain = {0}, faint = {.faint = true};

	for (size_t i = 0; i < list->count; i++) {
		canvas_text(canvas, row + i, column, faint, list->items[i].label);
		canvas_text(canvas, row + i, column + list->label_columns + GAP, plain,
			list->items[i].text);
	}
}

/* The rows for the chart, of a screen of which so many are taken; the fewest that are enough. */
static size_t rows_for_chart(const struct screen *screen, size_t taken)
{
	size_t most = larger(ROWS_MAX + PROMPT_ROWS, screen->view->rows) - PROMPT_ROWS;

	taken += ATTRIBUTION_ROWS;
	if (screen->columns < COLUMNS_OF_ROWS_MAX)
		return most;
	return taken < most ? most - taken : 0;
}

/* With the days beside the values, or below the chart: there, a blank row sets them off. */
static void lay_out_forecast(struct screen *screen)
{
	size_t row = screen->rows, room, below = screen->days.count;

	if (has_days_beside(screen)) {
		screen->days_row = screen->values_row;
		screen->days_column = values_columns(screen) + WIDE_GAP;
		screen->chart_row = larger(row, screen->days_row + screen->days.count);
		screen->rows =
			screen->chart_row +
			chart_lay_out(&screen->chart, rows_for_chart(screen, screen->chart_row));
		return;
	}
	screen->chart_row = row;
	room = rows_for_chart(screen, row + below);
	row += 1 + chart_lay_out(&screen->chart, room > 0 ? room - 1 : 0);
	/* The chart needs that row more. */
	if (screen->chart.curve_height == CHART_CURVE_ROWS_MIN)
		row = screen->chart_row + chart_lay_out(&screen->chart, room);
	screen->days_row = row;
	screen->rows = row + below;
}

static void lay_out(struct screen *screen)
{
	size_t row = 0;

	for (size_t i = 0; i < screen->paragraph_count; i++)
		row += canvas_paragraph_rows(
			screen->paragraphs[i].text, screen->columns, screen->view->utf8);
	screen->values_row = row;
	screen->left_column = screen->has_picture ? PICTURE_COLUMNS + GAP : 0;
	screen->right_column = screen->left_column + screen->left.columns + GAP;
	screen->rows = row + values_rows(screen);
	if (screen->has_forecast)
		lay_out_forecast(screen);
}

static void draw(struct canvas *canvas, const struct screen *screen)
{
	size_t row = 0;

	for (size_t i = 0; i < screen->paragraph_count; i++)
		row = canvas_paragraph(
			canvas, row, screen->paragraphs[i].style, screen->paragraphs[i].text);
	if (screen->has_picture)
		picture_draw(canvas, screen->values_row, 0, screen->weather->conditions[0].id,
			symbol_light(screen->weather) == FORECAST_NIGHT);
	draw_list(canvas, screen->values_row, screen->left_column, &screen->left);
	draw_list(canvas, screen->values_row, screen->right_column, &screen->right);
	if (!screen->has_forecast)
		return;
	chart_draw(canvas, screen->chart_row, &screen->chart);
	day_chart_draw(canvas, screen->days_row, screen->days_column,
		screen->days_column > 0 ? chart_columns(&screen->chart) - screen->days_column
					: screen->columns,
		&screen->days);
}

bool screen_answer(FILE *out, const struct answer *answer, const struct view *view)
{
	struct screen screen = {.weather = &answer->weather,
		.is_model = answer->provider->is_model,
		.view = view,
		.columns = view->columns < SCREEN_COLUMNS_MAX ? view->columns : SCREEN_COLUMNS_MAX,
		.has_picture = picture_exists(answer->weather.conditions[0].id)};
	struct canvas canvas;
	bool is_open;

	add_heading(&screen, answer);
	if (answer->has_forecast)
		add_forecast(&screen, answer);
	add_staleness(&screen, answer);
	format_texts(&screen.texts, screen.weather, view);
	if (answer->has_air)
		format_air(&screen.texts, &answer->air);
	fill_lists(&screen);
	lay_out(&screen);
	is_open = canvas_open(&canvas, screen.columns, screen.rows, view->utf8);
	if (is_open) {
		draw(&canvas, &screen);
		canvas_print(out, &canvas, view->color);
	}
	canvas_close(&canvas);
	return is_open;
}
