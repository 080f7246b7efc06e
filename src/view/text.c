/* SPDX-License-Identifier: MIT */
#include "view/text.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "base/i18n.h"
#include "base/key_shape.h"
#include "base/number.h"
#include "base/strbuf.h"
#include "base/timefmt.h"
#include "base/utf8.h"
#include "base/wrap.h"
#include "view/text_forecast.h"
#include "weather/answer.h"
#include "weather/provider.h"
#include "weather/weather.h"

#define LINE_BYTES 2048
#define INDENT 2 /* columns, of continuation lines */

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

/* All text goes through here, so this is where control characters are escaped. */
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

/* "Seoul, KR: light rain, mist" */
static void print_heading(FILE *out, const struct answer *answer, const struct view *view)
{
	const struct weather *weather = &answer->weather;
	const char *place =
		!view->utf8 && *weather->place_ascii ? weather->place_ascii : weather->place;
	const char *separator = ": ";
	char line[LINE_BYTES], latitude[NUMBER_MAX], longitude[NUMBER_MAX];
	struct strbuf heading = strbuf_start(line, sizeof line);

	if (*place) {
		strbuf_addf(&heading, "%s%s%s%s%s", place, *weather->state ? ", " : "",
			weather->state, *weather->country ? ", " : "", weather->country);
	} else if (!isnan(weather->latitude) && !isnan(weather->longitude)) {
		number_trimmed(latitude, weather->latitude, 4);
		number_trimmed(longitude, weather->longitude, 4);
		strbuf_addf(&heading, "%s,%s", latitude, longitude);
	} else {
		strbuf_add(&heading, answer->location.query);
	}
	for (size_t i = 0; i < weather->condition_count; i++) {
		const struct condition *condition = &weather->conditions[i];
		const char *words =
			*condition->description ? condition->description : condition->group;

		if (*words) {
			strbuf_addf(&heading, "%s%s", separator, words);
			separator = ", ";
		}
	}
	print_line(out, view, BOLD, line);
}

const char *text_temperature_unit(const struct view *view)
{
	static const char degree[] = "°";
	const char *unit = units_temperature_name(view->units);

	return !view->utf8 && strncmp(unit, degree, strlen(degree)) == 0 ? unit + strlen(degree)
									 : unit;
}

static void print_temperature(FILE *out, const struct weather *weather, const struct view *view)
{
	const char *unit = text_temperature_unit(view);
	char temperature[NUMBER_MAX], feels_like[NUMBER_MAX];

	number_fixed(temperature, units_temperature(weather->temperature, view->units), 1);
	number_fixed(feels_like, units_temperature(weather->feels_like, view->units), 1);
	if (isnan(weather->feels_like))
		text_line(out, view, _("Temperature: %s %s"), temperature, unit);
	else
		text_line(out, view, _("Temperature: %s %s (feels like %s %s)"), temperature, unit,
			feels_like, unit);
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

static void print_wind(FILE *out, const struct weather *weather, const struct view *view)
{
	enum wind_unit unit = units_wind_unit(view->wind, view->units);
	const char *unit_name = units_wind_name(unit);
	int decimals = unit == WIND_BFT ? 0 : 1;
	char speed[NUMBER_MAX], gust[NUMBER_MAX], direction[8];

	if (isnan(weather->wind_speed))
		return;
	number_fixed(speed, units_wind(weather->wind_speed, unit), decimals);
	number_fixed(gust, units_wind(weather->wind_gust, unit), decimals);
	snprintf(direction, sizeof direction, isnan(weather->wind_direction) ? "%s" : " %s",
		units_compass(weather->wind_direction));
	if (isnan(weather->wind_gust))
		text_line(out, view, _("Wind: %s %s%s"), speed, unit_name, direction);
	else
		text_line(out, view, _("Wind: %s %s%s, gusts %s %s"), speed, unit_name, direction,
			gust, unit_name);
}

/* A rate in mm/h; nothing where the decimals would show 0. */
static void print_precipitation(FILE *out, const struct view *view, const char *label, double rate)
{
	if (view->units == UNITS_IMPERIAL && rate >= 0.0127)
		print_value(out, view, label, units_inches(rate), 3, "in/h");
	else if (view->units != UNITS_IMPERIAL && rate >= 0.005)
		print_value(out, view, label, rate, 2, "mm/h");
}

static void print_visibility(FILE *out, const struct weather *weather, const struct view *view)
{
	bool in_miles = view->units == UNITS_IMPERIAL || view->units == UNITS_UK;
	const char *unit = in_miles ? "mi" : "km";
	char number[NUMBER_MAX];

	if (isnan(weather->visibility))
		return;
	number_trimmed(number,
		in_miles ? units_miles(weather->visibility) : weather->visibility / 1000, 1);
	if (weather->visibility == WEATHER_VISIBILITY_MAX_METRES)
		text_line(out, view, _("Visibility: %s %s or more"), number, unit);
	else
		text_line(out, view, _("Visibility: %s %s"), number, unit);
}

/* Where the sun neither rises nor sets, both times are TIMEFMT_NONE. */
static void print_sun(FILE *out, const struct weather *weather, const struct view *view)
{
	char clock[TIMEFMT_MAX];

	if (weather->sunrise != TIMEFMT_NONE) {
		timefmt_clock(clock, weather->sunrise, weather->utc_offset);
		text_line(out, view, _("Sunrise: %s"), clock);
	}
	if (weather->sunset != TIMEFMT_NONE) {
		timefmt_clock(clock, weather->sunset, weather->utc_offset);
		text_line(out, view, _("Sunset: %s"), clock);
	}
	if (weather->is_polar)
		text_line(out, view, _("Sunrise, sunset: none today"));
}

void text_answer(FILE *out, const struct answer *answer, const struct view *view)
{
	const struct weather *weather = &answer->weather;
	int64_t age = view->now - weather->observed;
	char date[TIMEFMT_MAX], span[TIMEFMT_MAX];

	print_heading(out, answer, view);
	print_temperature(out, weather, view);
	print_value(out, view, _("Humidity"), weather->humidity, 0, "%");
	print_wind(out, weather, view);
	print_precipitation(out, view, _("Rain"), weather->rain_1h);
	print_precipitation(out, view, _("Snow"), weather->snow_1h);
	if (view->units == UNITS_IMPERIAL)
		print_value(out, view, _("Pressure"), units_inches_of_mercury(weather->pressure), 2,
			"inHg");
	else
		print_value(out, view, _("Pressure"), weather->pressure, 0, "hPa");
	print_value(out, view, _("Clouds"), weather->clouds, 0, "%");
	print_visibility(out, weather, view);
	if (answer->has_air)
		text_air(out, &answer->air, view);
	print_sun(out, weather, view);

	timefmt_date(date, weather->observed, weather->utc_offset);
	timefmt_age(span, age < 0 ? -age : age);
	if (age < 0)
		text_line(out, view, _("Observed: %s, %s ahead of this clock"), date, span);
	else
		text_line(out, view, _("Observed: %s, %s ago"), date, span);
	if (answer->stale) {
		timefmt_age(span, view->now - answer->fetched);
		text_line(out, view, _("Stale: %s old (%s)"), span, answer->stale);
	}
	if (answer->has_forecast)
		text_forecast(out, &answer->forecast, view);
}

void text_attribution(FILE *out, const struct provider *provider, const struct view *view)
{
	char line[LINE_BYTES];

	snprintf(line, sizeof line, "%s (%s)", provider->attribution, provider->attribution_url);
	print_line(out, view, FAINT, line);
}
