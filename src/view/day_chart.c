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

#define TEXT_BYTES 160

/* How wide each text's column is, 0 if it is left out, and the bar's. */
struct table {
	size_t widths[DAY_TEXT_COUNT];
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

static void format_day(char to[DAY_TEXT_COUNT][TEXT_BYTES], const struct forecast_day *day,
	const struct view *view)
{
	enum wind_unit unit = units_wind_unit(view->wind, view->units);
	const struct condition *condition = &day->condition;
	const struct forecast_summary_style style = {.units = view->units};
	char amount[FORECAST_AMOUNT_MAX], number[NUMBER_MAX];

	for (size_t i = 0; i < DAY_TEXT_COUNT; i++)
		*to[i] = '\0';
	/* TRANSLATORS: weekday and day of the month, "Sat 28" */
	snprintf(to[DAY_NAME], TEXT_BYTES, C_("weekday, day", "%s %d"), timefmt_weekday(day->date),
		timefmt_civil(day->date).day);
	snprintf(to[DAY_WORDS], TEXT_BYTES, "%s",
		*condition->description ? condition->description : condition->group);
	number_fixed(to[DAY_LOW], units_temperature(day->low, view->units), 0);
	number_fixed(to[DAY_HIGH], units_temperature(day->high, view->units), 0);
	if (forecast_format_amount(amount, chart_total(day->rain, day->snow), &style))
		snprintf(to[DAY_AMOUNT], TEXT_BYTES, "%s", amount);
	if (day->probability >= CHART_PROBABILITY_MIN)
		value_percent(to[DAY_PROBABILITY], day->probability);
	if (isnan(day->wind_gust))
		return;
	number_fixed(number, units_wind(day->wind_gust, unit), 0);
	/* TRANSLATORS: the highest gust of a day, without its unit, "gust 12" */
	snprintf(to[DAY_GUST], TEXT_BYTES, _("gust %s"), number);
}

/* The columns before a text, to the one on its left or to the bar. */
static size_t gap_before(enum day_chart_text which)
{
	return which == DAY_NAME ? 0 : which == DAY_HIGH ? 1 : GAP;
}

struct forecast_range day_chart_fill(
	struct day_chart *chart, const struct forecast *forecast, const struct view *view)
{
	char texts[DAY_TEXT_COUNT][TEXT_BYTES];
	struct forecast_range steps;

	chart->view = view;
	chart->count = forecast_days(forecast, chart->days);
	steps = forecast_days_cut(
		chart->days, &chart->count, view->days, forecast_date(forecast, view->now));
	if (view->days == 0)
		drop_partial_dates(chart);
	chart->low = INFINITY;
	chart->high = -INFINITY;
	memset(chart->widths, 0, sizeof chart->widths);
	for (size_t i = 0; i < chart->count; i++) {
		chart->low = number_min(chart->low, chart->days[i].low);
		chart->high = number_max(chart->high, chart->days[i].high);
		format_day(texts, &chart->days[i], view);
		for (size_t j = 0; j < DAY_TEXT_COUNT; j++) {
			size_t width = canvas_text_width(texts[j], view->utf8);

			if (width > chart->widths[j])
				chart->widths[j] = width;
		}
	}
	chart->columns = 1 + BAR_COLUMNS_MIN;
	for (enum day_chart_text which = 0; which < DAY_TEXT_COUNT; which++)
		if (chart->widths[which] > 0)
			chart->columns += gap_before(which) + chart->widths[which];
	return steps;
}

/* The texts go in by their weight as long as there is room for a bar of some length. */
static struct table fit(const struct day_chart *chart, size_t columns)
{
	static const enum day_chart_text by_weight[] = {
		DAY_NAME, DAY_LOW, DAY_HIGH, DAY_AMOUNT, DAY_WORDS, DAY_PROBABILITY, DAY_GUST};
	struct table table = {.bar = columns - 1};

	for (size_t i = 0; i < sizeof by_weight / sizeof *by_weight; i++) {
		size_t width = chart->widths[by_weight[i]];
		size_t taken = gap_before(by_weight[i]) + width;

		if (width == 0 || taken + BAR_COLUMNS_MIN > table.bar)
			continue;
		table.widths[by_weight[i]] = width;
		table.bar -= taken;
	}
	if (table.bar > BAR_COLUMNS_MAX)
		table.bar = BAR_COLUMNS_MAX;
	return table;
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

static void draw_row(struct canvas *canvas, size_t row, size_t column,
	const struct day_chart *chart, const struct table *table, size_t i)
{
	const struct forecast_day *day = &chart->days[i];
	const struct canvas_style styles[DAY_TEXT_COUNT] = {[DAY_NAME] = {.bold = true},
		[DAY_AMOUNT] = value_style_amount(),
		[DAY_PROBABILITY] = value_style_probability(day->probability),
		[DAY_GUST] = value_style_wind(day->wind_gust)};
	char texts[DAY_TEXT_COUNT][TEXT_BYTES];

	format_day(texts, day, chart->view);
	for (enum day_chart_text which = 0; which < DAY_TEXT_COUNT; which++) {
		size_t blanks =
			table->widths[which] - canvas_text_width(texts[which], canvas->utf8);

		if (table->widths[which] == 0)
			continue;
		if (which == DAY_HIGH) {
			draw_bar(canvas, row, column + 1, table->bar, chart, i);
			column += 1 + table->bar;
		}
		column += gap_before(which);
		if (which == DAY_NAME || which == DAY_WORDS || which == DAY_GUST)
			blanks = 0;
		canvas_text(canvas, row, column + blanks, styles[which], texts[which]);
		column += table->widths[which];
	}
}

/* The texts are made again: those of all days would take 54 KB. */
void day_chart_draw(struct canvas *canvas, size_t row, size_t column, size_t columns,
	const struct day_chart *chart)
{
	struct table table = fit(chart, columns);

	for (size_t i = 0; i < chart->count; i++)
		draw_row(canvas, row + i, column, chart, &table, i);
}
