/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/timefmt.h"
#include "sample_answer.h"
#include "view/text.h"
#include "weather/provider.h"

/* As for a pipe in a UTF-8 locale. */
static const struct view pipe_view = {
	.units = UNITS_METRIC, .wind = WIND_BY_UNITS, .now = SAMPLE_NOW, .utf8 = true};

/* Valid until the next call. */
static char *text_of(const struct answer *answer, const struct view *view)
{
	static char text[4096];
	FILE *out = fmemopen(text, sizeof text, "w");

	text_answer(out, answer, view);
	fclose(out);
	return text;
}

static void expect_line(const struct answer *answer, const struct view *view, const char *line)
{
	char *text = text_of(answer, view);
	char bounded[256];

	snprintf(bounded, sizeof bounded, "\n%s\n", line);
	cr_expect(strstr(text, bounded) || strncmp(text, bounded + 1, strlen(bounded + 1)) == 0,
		"no line '%s' in:\n%s", line, text);
}

static void expect_nowhere(const struct answer *answer, const struct view *view, const char *words)
{
	char *text = text_of(answer, view);

	cr_expect(!strstr(text, words), "'%s' in:\n%s", words, text);
}

Test(text, prints_an_answer_line_by_line)
{
	struct answer answer = sample_answer();

	cr_expect_str_eq(text_of(&answer, &pipe_view),
		"Seoul, KR: broken clouds\n"
		"Temperature: 10.7 °C (feels like 9.0 °C)\n"
		"Humidity: 47 %\n"
		"Wind: 1.4 m/s ENE, gusts 1.9 m/s\n"
		"Pressure: 1027 hPa\n"
		"Clouds: 56 %\n"
		"Visibility: 10 km or more\n"
		"Sunrise: 06:37\n"
		"Sunset: 17:58\n"
		"Observed: Thu 13 Oct 09:05 (UTC+9), 4 min ago\n");
}

Test(text, prints_the_attribution)
{
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	text_attribution(out, provider_with_key(), true, &pipe_view);
	fclose(out);
	cr_expect_str_eq(
		text, "Weather data provided by OpenWeather (https://openweathermap.org/)\n");
	free(text);
}

Test(text, prints_the_attributions_of_open_meteo)
{
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	text_attribution(out, provider_without_key(), false, &pipe_view);
	text_attribution(out, provider_without_key(), true, &pipe_view);
	fclose(out);
	cr_expect_str_eq(text,
		"Weather data by Open-Meteo.com (https://open-meteo.com/), CC BY 4.0, adapted\n"
		"Weather data by Open-Meteo.com (https://open-meteo.com/), CC BY 4.0, adapted. "
		"Air quality: CAMS\n");
	free(text);
}

Test(text, calls_what_is_computed_a_model)
{
	struct answer answer = sample_answer();
	struct view view = pipe_view;

	answer.provider = provider_without_key();
	expect_line(&answer, &view, "Model: Thu 13 Oct 09:05 (UTC+9), 4 min ago");
	view.now -= 600;
	expect_line(
		&answer, &view, "Model: Thu 13 Oct 09:05 (UTC+9), 5 min ahead of the system clock");
}

Test(text, omits_what_was_not_sent)
{
	struct answer answer = bare_answer("74.8,13", -0.04);

	answer.weather.wind_gust = 3;
	answer.weather.wind_direction = 90;
	cr_expect_str_eq(text_of(&answer, &pipe_view),
		"74.8,13\n"
		"Temperature: 0.0 °C\n"
		"Observed: Thu 13 Oct 00:09 (UTC), 0 s ago\n");
}

Test(text, follows_the_units)
{
	static const struct {
		enum units units;
		const char *temperature, *wind, *pressure, *visibility, *rain;
	} rows[] = {{UNITS_METRIC, "Temperature: 10.7 °C (feels like 9.0 °C)",
			    "Wind: 1.4 m/s ENE, gusts 1.9 m/s", "Pressure: 1027 hPa",
			    "Visibility: 10 km or more", "Rain: 3.16 mm/h"},
		{UNITS_IMPERIAL, "Temperature: 51.2 °F (feels like 48.2 °F)",
			"Wind: 3.1 mph ENE, gusts 4.2 mph", "Pressure: 30.33 inHg",
			"Visibility: 6.2 mi or more", "Rain: 0.124 in/h"},
		{UNITS_UK, "Temperature: 10.7 °C (feels like 9.0 °C)",
			"Wind: 3.1 mph ENE, gusts 4.2 mph", "Pressure: 1027 hPa",
			"Visibility: 6.2 mi or more", "Rain: 3.16 mm/h"},
		{UNITS_STANDARD, "Temperature: 283.8 K (feels like 282.2 K)",
			"Wind: 1.4 m/s ENE, gusts 1.9 m/s", "Pressure: 1027 hPa",
			"Visibility: 10 km or more", "Rain: 3.16 mm/h"}};
	struct answer answer = sample_answer();

	answer.weather.rain_1h = 3.16;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct view view = pipe_view;

		view.units = rows[i].units;
		expect_line(&answer, &view, rows[i].temperature);
		expect_line(&answer, &view, rows[i].wind);
		expect_line(&answer, &view, rows[i].pressure);
		expect_line(&answer, &view, rows[i].visibility);
		expect_line(&answer, &view, rows[i].rain);
	}
}

Test(text, follows_the_wind_unit)
{
	static const struct {
		enum wind_unit unit;
		const char *line;
	} rows[] = {{WIND_KMH, "Wind: 5.0 km/h ENE, gusts 6.8 km/h"},
		{WIND_KN, "Wind: 2.7 kn ENE, gusts 3.7 kn"},
		{WIND_BFT, "Wind: 1 bft ENE, gusts 2 bft"},
		{WIND_MPH, "Wind: 3.1 mph ENE, gusts 4.2 mph"}};
	struct answer answer = sample_answer();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct view view = pipe_view;

		view.wind = rows[i].unit;
		expect_line(&answer, &view, rows[i].line);
	}
}

Test(text, prints_wind_without_a_direction_or_gusts)
{
	struct answer answer = sample_answer();

	answer.weather.wind_direction = NAN;
	expect_line(&answer, &pipe_view, "Wind: 1.4 m/s, gusts 1.9 m/s");
	answer.weather.wind_gust = NAN;
	expect_line(&answer, &pipe_view, "Wind: 1.4 m/s");
}

Test(text, begins_with_the_name_of_the_place)
{
	struct answer answer = sample_answer();

	answer.weather.state[0] = 'X';
	expect_line(&answer, &pipe_view, "Seoul, X, KR: broken clouds");
	*answer.weather.country = *answer.weather.state = '\0';
	expect_line(&answer, &pipe_view, "Seoul: broken clouds");
	*answer.weather.place = '\0';
	expect_line(&answer, &pipe_view, "37.566,126.9784: broken clouds");
}

Test(text, lists_every_condition)
{
	struct answer answer = sample_answer();

	answer.weather.conditions[1] = (struct condition){701, "Mist", "", "50d"};
	answer.weather.condition_count = 2;
	expect_line(&answer, &pipe_view, "Seoul, KR: broken clouds, Mist");
	answer.weather.condition_count = 0;
	expect_line(&answer, &pipe_view, "Seoul, KR");
}

Test(text, prints_rain_and_snow_if_there_is_any)
{
	struct answer answer = sample_answer();

	answer.weather.rain_1h = answer.weather.snow_1h = 0;
	expect_nowhere(&answer, &pipe_view, "Rain");
	expect_nowhere(&answer, &pipe_view, "Snow");
	answer.weather.snow_1h = 0.5;
	expect_line(&answer, &pipe_view, "Snow: 0.5 mm/h");
}

Test(text, prints_precipitation_as_a_rate)
{
	struct answer answer = sample_answer();
	struct view view = pipe_view;

	answer.weather.rain_1h = 8.24;
	answer.weather.snow_1h = 2.54;
	expect_line(&answer, &view, "Rain: 8.24 mm/h");
	expect_line(&answer, &view, "Snow: 2.54 mm/h");
	view.units = UNITS_IMPERIAL;
	expect_line(&answer, &view, "Rain: 0.324 in/h");
	expect_line(&answer, &view, "Snow: 0.1 in/h");
}

Test(text, prints_a_visibility_that_is_a_lower_bound)
{
	static const struct {
		double metres;
		bool is_lower_bound;
		const char *km, *mi;
	} rows[] = {{10000, true, "Visibility: 10 km or more", "Visibility: 6.2 mi or more"},
		{10000, false, "Visibility: 10 km", "Visibility: 6.2 mi"},
		{9999, false, "Visibility: 10 km", "Visibility: 6.2 mi"},
		{4828, false, "Visibility: 4.8 km", "Visibility: 3 mi"},
		{16093, false, "Visibility: 16.1 km", "Visibility: 10 mi"}};
	struct answer answer = sample_answer();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct view view = pipe_view;

		answer.weather.visibility = rows[i].metres;
		answer.weather.visibility_is_lower_bound = rows[i].is_lower_bound;
		expect_line(&answer, &view, rows[i].km);
		view.units = UNITS_UK;
		expect_line(&answer, &view, rows[i].mi);
		view.units = UNITS_IMPERIAL;
		expect_line(&answer, &view, rows[i].mi);
	}
}

Test(text, says_that_the_sun_neither_rises_nor_sets)
{
	struct answer answer = sample_answer();

	answer.weather.sunrise = answer.weather.sunset = TIMEFMT_NONE;
	expect_nowhere(&answer, &pipe_view, "Sun");
	answer.weather.is_polar = true;
	expect_line(&answer, &pipe_view, "Sunrise, sunset: none today");
}

Test(text, says_that_the_clock_is_behind)
{
	struct answer answer = sample_answer();
	struct view view = pipe_view;

	view.now = answer.weather.observed - 7200;
	expect_line(&answer, &view,
		"Observed: Thu 13 Oct 09:05 (UTC+9), 2 h ahead of the system clock");
}

Test(text, escapes_control_characters)
{
	struct answer answer = sample_answer();
	char *text;

	snprintf(answer.weather.place, sizeof answer.weather.place,
		"\x1b[2J\r\n\xC2\x9B\xE2\x80\xAE%%s");
	snprintf(answer.weather.conditions[0].description, 32, "\x1b]52;c;x\x07");
	expect_line(&answer, &pipe_view, "\\x1b[2J\\r\\n\\u009b\\u202e%s, KR: \\x1b]52;c;x\\x07");
	text = text_of(&answer, &pipe_view);
	for (const char *c = text; *c; c++)
		cr_expect(*c == '\n' || (unsigned char)*c >= ' ');
}

Test(text, falls_back_to_ascii)
{
	struct answer answer = sample_answer();
	struct view view = pipe_view;
	char *text;

	view.utf8 = false;
	snprintf(answer.weather.place, sizeof answer.weather.place, "Tromsø");
	snprintf(answer.weather.conditions[0].description, 32, "曇り");
	expect_line(&answer, &view, "Tromso, KR: ??");
	expect_line(&answer, &view, "Temperature: 10.7 C (feels like 9.0 C)");
	view.units = UNITS_STANDARD;
	expect_line(&answer, &view, "Temperature: 283.8 K (feels like 282.2 K)");
	text = text_of(&answer, &view);
	for (const char *c = text; *c; c++)
		cr_expect((unsigned char)*c < 0x7f);
}

Test(text, breaks_lines_at_the_last_column)
{
	struct answer answer = sample_answer();
	struct view view = pipe_view;

	view.columns = 24;
	snprintf(answer.weather.place, sizeof answer.weather.place, "서울특별시 강남구 역삼동");
	cr_expect(strncmp(text_of(&answer, &view),
			  "서울특별시 강남구\n  역삼동, KR: broken\n  clouds\n"
			  "Temperature: 10.7 °C\n  (feels like 9.0 °C)\n",
			  strlen("서울특별시 강남구\n  역삼동, KR: broken\n  clouds\n"
				 "Temperature: 10.7 °C\n  (feels like 9.0 °C)\n")) == 0,
		"%s", text_of(&answer, &view));
	view.columns = 1;
	cr_expect_not_null(strstr(text_of(&answer, &view), "Humidity:\n  47 %\n"));
}

Test(text, keeps_spaces)
{
	static const char line[] = " in  /a  b/ c";
	struct view view = pipe_view;
	char text[64] = "";

	for (size_t columns = 0; columns <= 80; columns += 80) {
		FILE *out = fmemopen(text, sizeof text, "w");

		view.columns = columns;
		text_line(out, &view, "%s", line);
		fclose(out);
		cr_expect(strncmp(text, line, strlen(line)) == 0 && text[strlen(line)] == '\n',
			"'%s'", text);
	}
}

Test(text, prints_colors_when_asked)
{
	struct answer answer = sample_answer();
	struct view view = pipe_view;

	expect_nowhere(&answer, &view, "\x1b");
	view.color = true;
	expect_line(&answer, &view, "\x1b[1mSeoul, KR: broken clouds\x1b[0m");
	expect_line(&answer, &view, "Humidity: 47 %");
}
