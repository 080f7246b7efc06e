/* SPDX-License-Identifier: MIT */
#include "view/text.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "base/key_shape.h"
#include "base/number.h"
#include "base/strbuf.h"
#include "base/timefmt.h"
#include "base/utf8.h"
#include "base/wrap.h"
#include "weather/answer.h"
#include "weather/provider.h"
#include "weather/weather.h"

#define LINE_BYTES 2048
#define INDENT 2 /* of a line's continuation */

#define BOLD "\033[1m"
#define FAINT "\033[2m"
#define PLAIN "\033[0m"

void text_message(char *to, size_t size, const char *message, bool utf8)
{
	char safe[LINE_BYTES];

	utf8_escape(safe, sizeof safe, message);
	if (utf8)
		utf8_copy(to, size, safe);
	else
		utf8_ascii(to, size, safe);
}

/* The one place where text is printed, and so where it is made safe. */
static void print_line(FILE *out, const struct view *view, const char *color, const char *line)
{
	char safe[LINE_BYTES], wrapped[2 * LINE_BYTES];
	struct strbuf lines = strbuf_start(wrapped, sizeof wrapped);

	text_message(safe, sizeof safe, line, view->utf8);
	wrap_add(&lines, safe, INDENT, view->columns);
	if (view->color)
		fputs(color, out);
	fputs(wrapped, out);
	if (view->color && *color)
		fputs(PLAIN, out);
	putc('\n', out);
}

void text_line(FILE *out, const struct view *view, const char *format, ...)
{
	char line[LINE_BYTES];
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(line, sizeof line, format, arguments);
	va_end(arguments);
	key_shape_hide(line, length >= (int)sizeof line);
	print_line(out, view, "", line);
}

/* "°C", or "C" where there is no degree sign. */
static const char *temperature_name(const struct view *view)
{
	static const char degree[] = "°";
	const char *name = units_temperature_name(view->units);

	if (!view->utf8 && strncmp(name, degree, strlen(degree)) == 0)
		return name + strlen(degree);
	return name;
}

static void format_place(char *to, size_t size, const struct answer *answer, bool utf8)
{
	const struct weather *weather = &answer->weather;
	const char *place = !utf8 && *weather->place_ascii ? weather->place_ascii : weather->place;
	char latitude[NUMBER_MAX], longitude[NUMBER_MAX];

	if (*place) {
		snprintf(to, size, "%s%s%s%s%s", place, *weather->state ? ", " : "", weather->state,
			*weather->country ? ", " : "", weather->country);
	} else if (!isnan(weather->latitude) && !isnan(weather->longitude)) {
		number_trimmed(latitude, weather->latitude, 4);
		number_trimmed(longitude, weather->longitude, 4);
		snprintf(to, size, "%s,%s", latitude, longitude);
	} else {
		snprintf(to, size, "%s", answer->location.query);
	}
}

/* "light rain, mist": what the service says, or its group where it does not describe it. */
static void format_conditions(char *to, size_t size, const struct weather *weather)
{
	struct strbuf list = strbuf_start(to, size);

	for (size_t i = 0; i < weather->condition_count; i++) {
		const struct condition *condition = &weather->conditions[i];
		const char *words =
			*condition->description ? condition->description : condition->group;

		if (*words)
			strbuf_addf(&list, "%s%s", list.length > 0 ? ", " : "", words);
	}
}

static void print_heading(FILE *out, const struct answer *answer, const struct view *view)
{
	char place[400], conditions[1200], heading[LINE_BYTES];

	format_place(place, sizeof place, answer, view->utf8);
	format_conditions(conditions, sizeof conditions, &answer->weather);
	snprintf(heading, sizeof heading, "%s%s%s", place, *conditions ? ": " : "", conditions);
	print_line(out, view, BOLD, heading);
}

static void print_temperature(FILE *out, const struct weather *weather, const struct view *view)
{
	const char *name = temperature_name(view);
	char temperature[NUMBER_MAX], feels_like[NUMBER_MAX];

	number_fixed(temperature, units_temperature(weather->temperature, view->units), 1);
	number_fixed(feels_like, units_temperature(weather->feels_like, view->units), 1);
	if (isnan(weather->feels_like))
		text_line(out, view, "Temperature: %s %s", temperature, name);
	else
		text_line(out, view, "Temperature: %s %s (feels like %s %s)", temperature, name,
			feels_like, name);
}

/* "Humidity: 47 %", or nothing for what was not sent. */
static void print_value(FILE *out, const struct view *view, const char *label, double value,
	int decimals, const char *unit)
{
	char number[NUMBER_MAX];

	if (isnan(value))
		return;
	number_trimmed(number, value, decimals);
	text_line(out, view, "%s: %s %s", label, number, unit);
}

static void format_speed(char to[2 * NUMBER_MAX], double speed, enum wind_unit unit)
{
	char number[NUMBER_MAX];

	number_fixed(number, units_wind(speed, unit), unit == WIND_BFT ? 0 : 1);
	snprintf(to, 2 * NUMBER_MAX, "%s %s", number, units_wind_name(unit));
}

static void print_wind(FILE *out, const struct weather *weather, const struct view *view)
{
	enum wind_unit unit = units_wind_unit(view->wind, view->units);
	const char *compass = units_compass(weather->wind_direction);
	char speed[2 * NUMBER_MAX], gust[2 * NUMBER_MAX];

	if (isnan(weather->wind_speed))
		return;
	format_speed(speed, weather->wind_speed, unit);
	format_speed(gust, weather->wind_gust, unit);
	text_line(out, view, "Wind: %s%s%s%s%s", speed, *compass ? " " : "", compass,
		isnan(weather->wind_gust) ? "" : ", gusts ", isnan(weather->wind_gust) ? "" : gust);
}

/* Nothing below what the decimals show. */
static void print_precipitation(FILE *out, const struct view *view, const char *label, double rate)
{
	if (view->units == UNITS_IMPERIAL && rate >= 0.0127)
		print_value(out, view, label, units_inches(rate), 3, "in/h");
	else if (view->units != UNITS_IMPERIAL && rate >= 0.005)
		print_value(out, view, label, rate, 2, "mm/h");
}

/* What equals the service's most was not measured any further. */
static void print_visibility(FILE *out, const struct weather *weather, const struct view *view)
{
	bool is_most = weather->visibility == WEATHER_VISIBILITY_MOST;

	if (view->units == UNITS_IMPERIAL || view->units == UNITS_UK)
		print_value(out, view, "Visibility", units_miles(weather->visibility), 1,
			is_most ? "mi or more" : "mi");
	else
		print_value(out, view, "Visibility", weather->visibility / 1000, 1,
			is_most ? "km or more" : "km");
}

static void print_air(FILE *out, const struct weather *weather, const struct view *view)
{
	if (view->units == UNITS_IMPERIAL)
		print_value(out, view, "Pressure", units_inches_of_mercury(weather->pressure), 2,
			"inHg");
	else
		print_value(out, view, "Pressure", weather->pressure, 0, "hPa");
	print_value(out, view, "Clouds", weather->clouds, 0, "%");
	print_visibility(out, weather, view);
}

static void print_clock(
	FILE *out, const struct view *view, const char *label, int64_t time, double offset)
{
	char clock[TIMEFMT_MAX];

	if (time == TIMEFMT_NONE)
		return;
	timefmt_clock(clock, time, offset);
	text_line(out, view, "%s: %s", label, clock);
}

static void print_sun(FILE *out, const struct weather *weather, const struct view *view)
{
	print_clock(out, view, "Sunrise", weather->sunrise, weather->utc_offset);
	print_clock(out, view, "Sunset", weather->sunset, weather->utc_offset);
	if (weather->sun_stays)
		text_line(out, view, "Sunrise, sunset: none today");
}

static void print_observed(FILE *out, const struct weather *weather, const struct view *view)
{
	int64_t age = view->now - weather->observed;
	char date[TIMEFMT_MAX], span[TIMEFMT_MAX];

	timefmt_date(date, weather->observed, weather->utc_offset);
	timefmt_age(span, age < 0 ? -age : age);
	text_line(out, view, "Observed: %s, %s %s", date, span,
		age < 0 ? "ahead of this clock" : "ago");
}

static void print_staleness(FILE *out, const struct answer *answer, const struct view *view)
{
	char span[TIMEFMT_MAX];

	if (!answer->stale)
		return;
	timefmt_age(span, view->now - answer->fetched);
	text_line(out, view, "Stale: %s old (%s)", span, answer->stale);
}

void text_answer(FILE *out, const struct answer *answer, const struct view *view)
{
	const struct weather *weather = &answer->weather;

	print_heading(out, answer, view);
	print_temperature(out, weather, view);
	print_value(out, view, "Humidity", weather->humidity, 0, "%");
	print_wind(out, weather, view);
	print_precipitation(out, view, "Rain", weather->rain_1h);
	print_precipitation(out, view, "Snow", weather->snow_1h);
	print_air(out, weather, view);
	print_sun(out, weather, view);
	print_observed(out, weather, view);
	print_staleness(out, answer, view);
}

void text_attribution(FILE *out, const struct provider *provider, const struct view *view)
{
	char line[LINE_BYTES];

	snprintf(line, sizeof line, "%s (%s)", provider->attribution, provider->attribution_url);
	print_line(out, view, FAINT, line);
}
