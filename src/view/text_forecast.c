/* SPDX-License-Identifier: MIT */
#include "view/text_forecast.h"

#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "base/number.h"
#include "base/strbuf.h"
#include "base/timefmt.h"
#include "view/text.h"
#include "view/values.h"
#include "weather/air.h"
#include "weather/forecast_days.h"
#include "weather/forecast_summary.h"

#define LINE_BYTES 1024

/* A line that is a list: "2026-11-26 light rain, 3.2 to 8.1 °C, …". */
struct list {
	struct strbuf line;
	const char *separator; /* before the next item */
	char text[LINE_BYTES];
};

static void start_list(struct list *list, const char *heading)
{
	list->line = strbuf_start(list->text, sizeof list->text);
	strbuf_add(&list->line, heading);
	list->separator = " ";
}

/* What the item itself is made of is added by the caller. */
static struct strbuf *add_item(struct list *list)
{
	strbuf_add(&list->line, list->separator);
	list->separator = ", ";
	return &list->line;
}

static void print_list(FILE *out, const struct list *list, const struct view *view)
{
	text_line(out, view, "%s", list->text);
}

static void add_words(struct list *list, const struct condition *condition)
{
	const char *words = *condition->description ? condition->description : condition->group;

	if (*words)
		strbuf_add(add_item(list), words);
}

static void add_precipitation(
	struct list *list, double probability, double rain, double snow, const struct view *view)
{
	const struct forecast_summary_style style = {.units = view->units};
	char amount[FORECAST_AMOUNT_MAX], percent[NUMBER_MAX];

	if (!isnan(probability)) {
		number_fixed(percent, probability, 0);
		strbuf_addf(add_item(list), _("chance of precipitation %s %%"), percent);
	}
	if (forecast_format_amount(amount, rain, &style))
		/* TRANSLATORS: the amount and its unit, "rain 3.2 mm"; "snow" likewise */
		strbuf_addf(add_item(list), _("rain %s"), amount);
	if (forecast_format_amount(amount, snow, &style))
		strbuf_addf(add_item(list), _("snow %s"), amount);
}

static void format_speed(char to[NUMBER_MAX], double metres_a_second, enum wind_unit unit)
{
	number_fixed(to, units_wind(metres_a_second, unit), unit == WIND_BFT ? 0 : 1);
}

static void add_gust(struct list *list, double gust, const struct view *view)
{
	enum wind_unit unit = units_wind_unit(view->wind, view->units);
	char number[NUMBER_MAX];

	if (isnan(gust))
		return;
	format_speed(number, gust, unit);
	/* TRANSLATORS: speed and its unit, "gusts 12 m/s" */
	strbuf_addf(add_item(list), _("gusts %s %s"), number, _(units_wind_name(unit)));
}

static void print_day(FILE *out, const struct forecast_day *day, const struct view *view)
{
	const char *unit = text_temperature_unit(view);
	char date[TIMEFMT_MAX], low[NUMBER_MAX], high[NUMBER_MAX];
	struct list list;

	timefmt_iso_date(date, day->date);
	start_list(&list, date);
	add_words(&list, &day->condition);
	number_fixed(low, units_temperature(day->low, view->units), 1);
	number_fixed(high, units_temperature(day->high, view->units), 1);
	if (strcmp(low, high) == 0)
		strbuf_addf(add_item(&list), "%s %s", low, unit);
	else
		/* TRANSLATORS: lowest and highest temperature, and the unit, "3.2 to 8.1 °C" */
		strbuf_addf(add_item(&list), _("%s to %s %s"), low, high, unit);
	add_precipitation(&list, day->probability, day->rain, day->snow, view);
	add_gust(&list, day->wind_gust, view);
	print_list(out, &list, view);
}

static void print_step(
	FILE *out, const struct forecast *forecast, size_t i, const struct view *view)
{
	const struct forecast_step *step = &forecast->steps[i];
	const char *unit = text_temperature_unit(view);
	enum wind_unit wind_unit = units_wind_unit(view->wind, view->units);
	char date[TIMEFMT_MAX], clock[TIMEFMT_MAX], number[NUMBER_MAX], feels_like[NUMBER_MAX];
	struct list list;

	timefmt_iso_date(date, forecast_date(forecast, step->time));
	timefmt_clock(clock, step->time, forecast_utc_offset(forecast, step->time));
	start_list(&list, date);
	strbuf_addf(&list.line, " %s", clock);
	add_words(&list, &step->condition);

	number_fixed(number, units_temperature(step->temperature, view->units), 1);
	number_fixed(feels_like, units_temperature(step->feels_like, view->units), 1);
	if (isnan(step->feels_like))
		strbuf_addf(add_item(&list), "%s %s", number, unit);
	else
		/* TRANSLATORS: a temperature and its unit, twice, "3.2 °C (feels like 1.0 °C)" */
		strbuf_addf(add_item(&list), _("%s %s (feels like %s %s)"), number, unit,
			feels_like, unit);
	add_precipitation(&list, step->probability, step->rain_3h, step->snow_3h, view);
	if (!isnan(step->wind_speed)) {
		const char *compass = value_compass(step->wind_direction);
		const char *name = _(units_wind_name(wind_unit));

		format_speed(number, step->wind_speed, wind_unit);
		if (*compass)
			/* TRANSLATORS: speed, its unit and where it blows from, "wind 5 m/s NE" */
			strbuf_addf(add_item(&list), _("wind %s %s %s"), number, name, compass);
		else
			/* TRANSLATORS: speed and its unit, without a direction, "wind 5 m/s" */
			strbuf_addf(add_item(&list), _("wind %s %s"), number, name);
	}
	add_gust(&list, step->wind_gust, view);
	print_list(out, &list, view);
}

struct forecast_range text_days(FILE *out, const struct forecast *forecast, const struct view *view)
{
	struct forecast_day days[FORECAST_DAYS_MAX];
	size_t count = forecast_days(forecast, days);
	struct forecast_range steps =
		forecast_days_cut(days, &count, view->days, forecast_date(forecast, view->now));
	char sentence[FORECAST_SUMMARY_MAX];

	forecast_summary(sentence, forecast, view->now,
		&(const struct forecast_summary_style){.units = view->units});
	if (*sentence)
		text_line(out, view, "%s", sentence);
	for (size_t i = 0; i < count; i++)
		print_day(out, &days[i], view);
	return steps;
}

void text_forecast(FILE *out, const struct forecast *forecast, const struct view *view)
{
	struct forecast_range steps = text_days(out, forecast, view);

	for (size_t i = steps.first; i < steps.end; i++)
		print_step(out, forecast, i, view);
}

void text_air(FILE *out, const struct air *air, const struct view *view)
{
	const struct {
		const char *name;
		double amount;
	} amounts[] = {{"PM2.5", air->pm2_5}, {"PM10", air->pm10}, {"O3", air->o3},
		{"NO2", air->no2}, {"SO2", air->so2}, {"CO", air->co}};
	const char *unit = view->utf8 ? "µg/m³" : "ug/m3";
	char text[LINE_BYTES];
	struct strbuf list = strbuf_start(text, sizeof text);

	for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
		char number[NUMBER_MAX];

		if (isnan(amounts[i].amount))
			continue;
		number_trimmed(number, amounts[i].amount, 1);
		strbuf_addf(&list, "%s%s %s", *text ? ", " : "", amounts[i].name, number);
	}
	if (air->index && *text)
		/* TRANSLATORS: the index in words, the amounts of pollutants, their unit */
		text_line(out, view, _("Air quality: %s (%s %s)"), _(air_index_words(air->index)),
			text, unit);
	else if (*text)
		/* TRANSLATORS: the amounts and their unit, "PM2.5 20, PM10 31 µg/m³" */
		text_line(out, view, _("Air quality: %s %s"), text, unit);
	else
		text_line(out, view, _("Air quality: %s"), _(air_index_words(air->index)));
}
