/* SPDX-License-Identifier: MIT */
#include "view/screen.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "view/canvas.h"
#include "view/chart.h"
#include "view/current.h"
#include "view/day_chart.h"
#include "view/text.h"
#include "view/tomorrow.h"
#include "view/values.h"
#include "weather/answer.h"
#include "weather/forecast_summary.h"
#include "weather/weather.h"

#define LINE_BYTES 2048
#define PARAGRAPHS_MAX 4
#define ROWS_MAX 23            /* with the attribution: the prompt still fits 24 */
#define PROMPT_ROWS 3          /* that are left in a window of more rows */
#define COLUMNS_OF_ROWS_MAX 80 /* in a narrower window, there are more rows */
#define NARROW_CHART_ROWS 15   /* of all but the least important there */
#define GAP 4                  /* columns between what stands side by side */

/* What is drawn, from the top. */
struct screen {
	const struct weather *weather;
	const struct view *view;
	size_t columns;

	struct paragraph {
		struct canvas_style style;
		char text[LINE_BYTES];
	} paragraphs[PARAGRAPHS_MAX];
	size_t paragraph_count;

	struct current current;

	bool has_forecast;
	struct chart chart;
	struct day_chart days;

	/* Where what is below the paragraphs goes, and how many rows all of it takes. */
	size_t current_row, chart_row, days_row, days_column;
	size_t rows;
	size_t attribution_rows; /* that someone else will print below them */
};

static void add_paragraph(struct screen *screen, struct canvas_style style, const char *text)
{
	struct paragraph *paragraph = &screen->paragraphs[screen->paragraph_count++];

	paragraph->style = style;
	snprintf(paragraph->text, sizeof paragraph->text, "%s", text);
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
	if (canvas_text_width(heading, view->utf8) + strlen(", ") +
			canvas_text_width(both, view->utf8) <=
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

static size_t larger(size_t one, size_t other)
{
	return one > other ? one : other;
}

/* Whether there is room for all that the days have beside the values, above the chart. */
static bool has_days_beside(const struct screen *screen)
{
	return screen->has_forecast &&
	       current_columns(&screen->current) + GAP + screen->days.columns <=
		       chart_columns(&screen->chart);
}

/* One list of values, if there is room for the days beside that alone, and rows are saved. */
static void make_room_for_days(struct screen *screen)
{
	size_t rows = current_rows(&screen->current) + 1 + screen->days.count;

	if (!screen->has_forecast || screen->current.right.count == 0 || has_days_beside(screen))
		return;
	current_use_one_list(&screen->current, true);
	if (!has_days_beside(screen) ||
		larger(current_rows(&screen->current), screen->days.count) >= rows)
		current_use_one_list(&screen->current, false);
}

/* The rows for the chart where so many are taken; a narrow screen is as high as it has to be. */
static size_t rows_for_chart(const struct screen *screen, size_t taken)
{
	size_t most = larger(ROWS_MAX + PROMPT_ROWS, screen->view->rows) - PROMPT_ROWS;
	size_t room;

	taken += screen->attribution_rows;
	room = taken < most ? most - taken : 0;
	return screen->columns < COLUMNS_OF_ROWS_MAX ? larger(room, NARROW_CHART_ROWS) : room;
}

/* With the days beside the values, or below the chart: there, a blank row sets them off. */
static void lay_out_forecast(struct screen *screen)
{
	size_t row = screen->rows, room, below = screen->days.count;

	if (has_days_beside(screen)) {
		screen->days_row = screen->current_row;
		screen->days_column = current_columns(&screen->current) + GAP;
		screen->chart_row = larger(row, screen->days_row + screen->days.count);
		screen->rows =
			screen->chart_row +
			chart_lay_out(&screen->chart, rows_for_chart(screen, screen->chart_row));
		return;
	}
	screen->chart_row = row;
	room = rows_for_chart(screen, row + below);
	row += (below > 0) + chart_lay_out(&screen->chart, room > 0 ? room - 1 : 0);
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
	screen->current_row = row;
	screen->rows = row + current_rows(&screen->current);
	if (screen->has_forecast)
		lay_out_forecast(screen);
}

static void draw(struct canvas *canvas, const struct screen *screen)
{
	size_t row = 0;

	for (size_t i = 0; i < screen->paragraph_count; i++)
		row = canvas_paragraph(
			canvas, row, screen->paragraphs[i].style, screen->paragraphs[i].text);
	current_draw(canvas, screen->current_row, &screen->current);
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
		.view = view,
		.attribution_rows = text_attribution_rows(answer->provider, answer->has_air, view),
		.columns = view->columns < SCREEN_COLUMNS_MAX ? view->columns : SCREEN_COLUMNS_MAX};
	struct canvas canvas;
	bool is_open;

	add_heading(&screen, answer);
	if (answer->has_forecast)
		add_forecast(&screen, answer);
	add_staleness(&screen, answer);
	current_fill(&screen.current, answer, view, screen.columns);
	make_room_for_days(&screen);
	lay_out(&screen);
	is_open = canvas_open(&canvas, screen.columns, screen.rows, view->utf8);
	if (is_open) {
		draw(&canvas, &screen);
		canvas_print(out, &canvas, view->color);
	}
	canvas_close(&canvas);
	return is_open;
}
