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
#include "view/values.h"
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

const char *text_temperature_unit(const struct view *view)
{
	static const char degree[] = "°";
	const char *unit = units_temperature_name(view->units);

	return !view->utf8 && strncmp(unit, degree, strlen(degree)) == 0 ? unit + strlen(degree)
									 : unit;
}

/* "Seoul, KR: light rain, mist" */
static void print_heading(FILE *out, const struct answer *answer, const struct view *view)
{
	char place[LINE_BYTES / 4], conditions[LINE_BYTES / 2], line[LINE_BYTES];

	value_place(place, sizeof place, answer, view);
	value_conditions(conditions, sizeof conditions, &answer->weather);
	snprintf(line, sizeof line, "%s%s%s", place, *conditions ? ": " : "", conditions);
	print_line(out, view, BOLD, line);
}

static void print_temperature(FILE *out, const struct weather *weather, const struct view *view)
{
	char temperature[VALUE_MAX], feels_like[VALUE_MAX];

	value_temperature(temperature, weather->temperature, view);
	value_temperature(feels_like, weather->feels_like, view);
	if (*feels_like)
		text_line(out, view, _("Temperature: %s (feels like %s)"), temperature, feels_like);
	else
		text_line(out, view, _("Temperature: %s"), temperature);
}

static void print_wind(FILE *out, const struct weather *weather, const struct view *view)
{
	const char *compass = value_compass(weather->wind_direction);
	char speed[VALUE_MAX], gust[VALUE_MAX];

	value_wind_speed(speed, weather->wind_speed, view);
	value_wind_speed(gust, weather->wind_gust, view);
	if (*speed && *compass && *gust)
		/*
		 * TRANSLATORS: like the three that follow: the speed with its unit, where it blows
		 * from, and the gusts with their unit, "Wind: 1.4 m/s ENE, gusts 1.9 m/s"
		 */
		text_line(out, view, _("Wind: %s %s, gusts %s"), speed, compass, gust);
	else if (*speed && *compass)
		text_line(out, view, _("Wind: %s %s"), speed, compass);
	else if (*speed && *gust)
		text_line(out, view, _("Wind: %s, gusts %s"), speed, gust);
	else if (*speed)
		text_line(out, view, _("Wind: %s"), speed);
}

static void print_sky(FILE *out, const struct weather *weather, const struct view *view)
{
	char text[VALUE_MAX];

	value_precipitation_rate(text, weather->rain_1h, view);
	if (*text)
		text_line(out, view, _("Rain: %s"), text);
	value_precipitation_rate(text, weather->snow_1h, view);
	if (*text)
		text_line(out, view, _("Snow: %s"), text);
	value_pressure(text, weather->pressure, view);
	if (*text)
		text_line(out, view, _("Pressure: %s"), text);
	value_percent(text, weather->clouds);
	if (*text)
		text_line(out, view, _("Clouds: %s"), text);
	value_visibility(text, weather, view);
	if (*text)
		text_line(out, view, _("Visibility: %s"), text);
}

/* Where the sun neither rises nor sets, both times are TIMEFMT_NONE. */
static void print_sun(FILE *out, const struct weather *weather, const struct view *view)
{
	char clock[VALUE_MAX];

	value_clock(clock, weather->sunrise, weather->utc_offset, view);
	if (*clock)
		text_line(out, view, _("Sunrise: %s"), clock);
	value_clock(clock, weather->sunset, weather->utc_offset, view);
	if (*clock)
		text_line(out, view, _("Sunset: %s"), clock);
	if (weather->is_polar)
		text_line(out, view, _("Sunrise, sunset: none today"));
}

static void print_age(FILE *out, const struct answer *answer, const struct view *view)
{
	const struct weather *weather = &answer->weather;
	int64_t age = view->now - weather->observed;
	char date[TIMEFMT_MAX], span[TIMEFMT_MAX], stale[VALUE_MAX];

	timefmt_date(date, weather->observed, weather->utc_offset);
	timefmt_age(span, age < 0 ? -age : age);
	if (age < 0 && answer->provider->is_model)
		/* TRANSLATORS: the time for which a model computed the weather, how far ahead */
		text_line(out, view, _("Model: %s, %s ahead of the system clock"), date, span);
	else if (answer->provider->is_model)
		/* TRANSLATORS: the time for which a model computed the weather, and how long ago */
		text_line(out, view, _("Model: %s, %s ago"), date, span);
	else if (age < 0)
		text_line(out, view, _("Observed: %s, %s ahead of the system clock"), date, span);
	else
		text_line(out, view, _("Observed: %s, %s ago"), date, span);
	value_staleness(stale, answer, view);
	if (*stale)
		text_line(out, view, "%s", stale);
}

void text_answer(FILE *out, const struct answer *answer, const struct view *view)
{
	const struct weather *weather = &answer->weather;
	char humidity[VALUE_MAX];

	print_heading(out, answer, view);
	print_temperature(out, weather, view);
	value_percent(humidity, weather->humidity);
	if (*humidity)
		text_line(out, view, _("Humidity: %s"), humidity);
	print_wind(out, weather, view);
	print_sky(out, weather, view);
	if (answer->has_air)
		text_air(out, &answer->air, view);
	print_sun(out, weather, view);
	print_age(out, answer, view);
	if (answer->has_forecast)
		text_forecast(out, &answer->forecast, view);
}

static void format_attribution(char to[LINE_BYTES], const struct provider *provider, bool has_air)
{
	struct strbuf text = strbuf_start(to, LINE_BYTES);

	strbuf_add(&text, provider->attribution);
	if (provider->attribution_url)
		strbuf_addf(&text, " (%s)", provider->attribution_url);
	if (has_air && provider->air_attribution)
		strbuf_addf(&text, ". %s", provider->air_attribution);
}

void text_attribution(
	FILE *out, const struct provider *provider, bool has_air, const struct view *view)
{
	char line[LINE_BYTES];

	format_attribution(line, provider, has_air);
	print_line(out, view, FAINT, line);
}

size_t text_attribution_rows(const struct provider *provider, bool has_air, const struct view *view)
{
	char line[LINE_BYTES], wrapped[2 * LINE_BYTES];
	struct strbuf lines = strbuf_start(wrapped, sizeof wrapped);
	size_t rows = 1;

	format_attribution(line, provider, has_air);
	wrap_add(&lines, line, INDENT, view->columns);
	for (const char *c = wrapped; *c; c++)
		rows += *c == '\n';
	return rows;
}
