/* SPDX-License-Identifier: MIT */
#include "view/day_chart.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/number.h"
#include "base/timefmt.h"
#include "base/units.h"
#include "view/canvas.h"
#include "view/chart.h"
#include "view/text.h"
#include "view/value_style.h"
#include "view/values.h"
#include "weather/forecast_summary.h"

#define STEPS_MIN 3 /* of a date, to have a low and a high */
#define BAR_COLUMNS_MIN 10
#define BAR_COLUMNS_MAX 60
#define GAP 2

/* The columns of text, from the left; the bar stands between the low and the high. */
enum column { NAME, WORDS, LOW, HIGH, AMOUNT, PROBABILITY, GUST, COLUMNS };

#define TEXT_BYTES 160

/* How wide each column is; 0: it is left out. */
struct table {
	size_t widths[COLUMNS];
	size_t bar;
};

/* A first and a last date with too few steps are left out. */
static void drop_partial_dates(struct day_chart *chart)
{
	struct forecast_day *days = chart->days;

	if (chart->count > 1 && days[chart->count - 1].step_count < STEPS_MIN)
		chart->count--;
	if (chart->count > 1 && days[0].step_count < STEPS_MIN)
		memmove(days, days + 1, --chart->count * sizeof *days);
}

struct forecast_range day_chart_fill(
	struct day_chart *chart, const struct forecast *forecast, const struct view *view)
{
	struct forecast_range steps;

	chart->view = view;
	chart->count = forecast_days(forecast, chart->days);
	steps = forecast_days_cut(
		chart->days, &chart->count, view->days, forecast_date(forecast, view->now));
	if (view->days == 0)
		drop_partial_dates(chart);
	chart->low = INFINITY;
	chart->high = -INFINITY;
	for (size_t i = 0; i < chart->count; i++) {
		chart->low = number_min(chart->low, chart->days[i].low);
		chart->high = number_max(chart->high, chart->days[i].high);
	}
	return steps;
}

static void format_day(
	char to[COLUMNS][TEXT_BYTES], const struct forecast_day *day, const struct view *view)
{
	enum wind_unit unit = units_wind_unit(view->wind, view->units);
	const struct condition *condition = &day->condition;
	const struct forecast_summary_style style = {.units = view->units};
	char amount[FORECAST_AMOUNT_MAX], number[NUMBER_MAX];

	for (size_t i = 0; i < COLUMNS; i++)
		*to[i] = '\0';
	snprintf(to[NAME], TEXT_BYTES, "%s %d", timefmt_weekday(day->date),
		timefmt_civil(day->date).day);
	snprintf(to[WORDS], TEXT_BYTES, "%s",
		*condition->description ? condition->description : condition->group);
	number_fixed(to[LOW], units_temperature(day->low, view->units), 0);
	number_fixed(to[HIGH], units_temperature(day->high, view->units), 0);
	if (forecast_format_amount(amount, chart_total(day->rain, day->snow), &style))
		snprintf(to[AMOUNT], TEXT_BYTES, "%s", amount);
	if (day->probability >= CHART_PROBABILITY_MIN)
		value_percent(to[PROBABILITY], day->probability);
	if (isnan(day->wind_gust))
		return;
	number_fixed(number, units_wind(day->wind_gust, unit), 0);
	snprintf(to[GUST], TEXT_BYTES, _("gust %s"), number);
}

/* The columns go in by their weight as long as there is room for a bar of some length. */
static void fit(struct table *table, size_t columns, const struct day_chart *chart, bool utf8)
{
	static const enum column by_weight[] = {AMOUNT, WORDS, PROBABILITY, GUST};
	size_t widths[COLUMNS] = {0}, used;
	char texts[COLUMNS][TEXT_BYTES];

	for (size_t i = 0; i < chart->count; i++) {
		format_day(texts, &chart->days[i], chart->view);
		for (size_t j = 0; j < COLUMNS; j++) {
			size_t width = canvas_text_width(texts[j], utf8);

			if (width > widths[j])
				widths[j] = width;
		}
	}
	memset(table->widths, 0, sizeof table->widths);
	table->widths[NAME] = widths[NAME];
	table->widths[LOW] = widths[LOW];
	table->widths[HIGH] = widths[HIGH];
	used = widths[NAME] + GAP + widths[LOW] + 1 + 1 + widths[HIGH];
	for (size_t i = 0; i < sizeof by_weight / sizeof *by_weight; i++) {
		size_t width = widths[by_weight[i]];

		if (width == 0 || used + GAP + width + BAR_COLUMNS_MIN > columns)
			continue;
		table->widths[by_weight[i]] = width;
		used += GAP + width;
	}
	table->bar = columns - used < BAR_COLUMNS_MAX ? columns - used : BAR_COLUMNS_MAX;
}

/* The dot of a temperature, of so many from the lowest low to the highest high. */
static int dot_of(const struct day_chart *chart, double celsius, int dots)
{
	double range = chart->high - chart->low;

	return range > 0 ? (int)((celsius - chart->low) / range * (dots - 1) + 0.5) : dots / 2;
}

/* Each dot has the colour of its temperature. */
static void draw_bar(struct canvas *canvas, size_t row, size_t column, size_t columns,
	const struct day_chart *chart, size_t i)
{
	int dots = (int)columns * CANVAS_DOT_COLUMNS;
	int to = dot_of(chart, chart->days[i].high, dots);

	for (int dot = dot_of(chart, chart->days[i].low, dots); dot <= to; dot++) {
		double celsius = chart->low + (chart->high - chart->low) * dot / (dots - 1);
		struct canvas_style style = value_style_temperature(celsius, chart->view);
		int x = (int)column * CANVAS_DOT_COLUMNS + dot;

		canvas_dot(canvas, x, (int)row * CANVAS_DOT_ROWS + 1, style);
		canvas_dot(canvas, x, (int)row * CANVAS_DOT_ROWS + 2, style);
	}
}

static void draw_row(struct canvas *canvas, size_t row, const struct day_chart *chart,
	const struct table *table, size_t i)
{
	const struct forecast_day *day = &chart->days[i];
	const struct canvas_style styles[COLUMNS] = {[NAME] = {.bold = true},
		[AMOUNT] = value_style_amount(),
		[PROBABILITY] = value_style_probability(day->probability),
		[GUST] = value_style_wind(day->wind_gust)};
	const size_t *widths = table->widths;
	char texts[COLUMNS][TEXT_BYTES];
	size_t column = 0;

	format_day(texts, day, chart->view);
	for (enum column which = 0; which < COLUMNS; which++) {
		size_t text = canvas_text_width(texts[which], canvas->utf8);
		bool is_left = which == NAME || which == WORDS || which == GUST;

		if (widths[which] == 0)
			continue;
		if (which == HIGH) {
			draw_bar(canvas, row, column + 1, table->bar, chart, i);
			column += 1 + table->bar + 1;
		} else if (which != NAME) {
			column += GAP;
		}
		canvas_text(canvas, row, column + (is_left ? 0 : widths[which] - text),
			styles[which], texts[which]);
		column += widths[which];
	}
}

/* The texts are made twice, first for their widths: those of all days would take 54 KB of stack. */
void day_chart_draw(struct canvas *canvas, size_t row, const struct day_chart *chart)
{
	struct table table;

	fit(&table, canvas->columns, chart, canvas->utf8);
	for (size_t i = 0; i < chart->count; i++)
		draw_row(canvas, row + i, chart, &table, i);
}
