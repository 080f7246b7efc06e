/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "forecast_reply.h"
#include "sample_answer.h"
#include "view/text.h"
#include "view/waybar.h"

static const struct view metric = {.wind = WIND_BY_UNITS, .now = SAMPLE_NOW, .utf8 = true};

static char *line;
static json_object *object;

static void tear_down(void)
{
	free(line);
	json_object_put(object);
}

TestSuite(waybar, .fini = tear_down);

/* The only object of the only line that was printed. */
static void parse(void)
{
	cr_assert_eq(strchr(line, '\n'), line + strlen(line) - 1, "%s", line);
	json_object_put(object);
	object = json_tokener_parse(line);
	cr_assert(json_object_is_type(object, json_type_object), "%s", line);
}

static void print(const struct answer *answer, const struct view *view)
{
	size_t length;
	FILE *out;

	free(line);
	line = NULL;
	out = open_memstream(&line, &length);
	cr_assert(waybar_answer(out, answer, view));
	fclose(out);
	parse();
}

static void expect(const char *key, const char *expected)
{
	json_object *value = json_object_object_get(object, key);
	const char *text = value ? json_object_get_string(value) : "(none)";

	cr_expect_str_eq(text, expected, "%s is '%s', not '%s'", key, text, expected);
}

Test(waybar, prints_an_object)
{
	struct answer answer = sample_answer();

	print(&answer, &metric);
	expect("text", "☁ 11°C");
	expect("tooltip", "Seoul, KR: broken clouds\n"
			  "Temperature: 10.7 °C (feels like 9.0 °C)\n"
			  "Humidity: 47 %\n"
			  "Wind: 1.4 m/s ENE, gusts 1.9 m/s\n"
			  "Pressure: 1027 hPa\n"
			  "Clouds: 56 %\n"
			  "Visibility: 10 km or more\n"
			  "Sunrise: 06:37\n"
			  "Sunset: 17:58\n"
			  "Observed: Thu 13 Oct 09:05 (UTC+9), 4 min ago\n"
			  "Weather data provided by OpenWeather (https://openweathermap.org/)");
	expect("class", "clouds");
	expect("percentage", "47");
	expect("alt", "clouds");
}

Test(waybar, follows_the_units_and_the_character_set)
{
	struct answer answer = sample_answer();
	struct view view = metric;

	view.units = UNITS_IMPERIAL;
	view.utf8 = false;
	view.color = true;
	view.columns = 20;
	print(&answer, &view);
	expect("text", "m 51F");
	cr_expect(strstr(line, "Temperature: 51.2 F (feels like 48.2 F)\\n"), "%s", line);
	cr_expect_null(strstr(line, "u001b"), "%s", line);
}

Test(waybar, tells_a_clear_night_and_old_data)
{
	struct answer answer = sample_answer();

	answer.weather.conditions[0] = (struct condition){800, "Clear", "clear sky", "01n"};
	print(&answer, &metric);
	expect("text", "☾ 11°C");
	expect("class", "clear");
	expect("alt", "clear-night");
	answer.stale = "network";
	print(&answer, &metric);
	expect("class", "[ \"clear\", \"stale\" ]");
	cr_expect(strstr(line, "\"class\":[\"clear\",\"stale\"],"), "%s", line);
}

Test(waybar, has_the_days_but_no_steps)
{
	struct answer answer = sample_answer();

	answer.has_forecast = true;
	answer.forecast = forecast_of(1665619200, 32400,
		SENT({.hour = 3, .temperature = 10, .id = 500, .pop = 0.9, .rain = 4},
			{.hour = 6, .temperature = 12, .pop = 0}));
	print(&answer, &metric);
	cr_expect(strstr(line, "4 min ago\\nRain until 12:00, 4 mm.\\n2022-10-13 code 500, 10.0 to "
			       "12.0 °C, chance of precipitation 90 %, rain 4 mm\\nWeather data"),
		"%s", line);
}

Test(waybar, leaves_out_what_was_not_sent)
{
	struct answer answer = bare_answer("Nowhere", -0.4);

	print(&answer, &metric);
	expect("text", "0°C");
	expect("class", "unknown");
	expect("percentage", "(none)");
}

Test(waybar, escapes_markup_and_control_characters)
{
	struct answer answer = sample_answer();

	snprintf(answer.weather.place, sizeof answer.weather.place, "<b>A&B</b>\x1b[2J");
	print(&answer, &metric);
	cr_expect(strstr(line, "\"tooltip\":\"&lt;b&gt;A&amp;B&lt;/b&gt;\\\\x1b[2J, KR: "), "%s",
		line);
}

Test(waybar, prints_failures)
{
	struct error error = {.message = ""};
	size_t length;
	FILE *out = open_memstream(&line, &length);

	error_set(&error, EXIT_NOT_FOUND, "no <such> \"place\"");
	cr_assert(waybar_error(out, "A&B", &error));
	fclose(out);
	parse();
	expect("text", "not-found");
	expect("tooltip", "A&amp;B: no &lt;such&gt; \"place\"");
	expect("class", "error");
	expect("alt", "error");
}
