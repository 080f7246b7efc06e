/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "forecast_reply.h"
#include "sample_answer.h"
#include "view/text.h"
#include "view/text_forecast.h"
#include "weather/air.h"

#define KST 32400

static const struct view plain = {
	.units = UNITS_METRIC, .wind = WIND_BY_UNITS, .now = SATURDAY, .utf8 = true};

static char text[1 << 14];

static const char *forecast_text(const struct forecast *forecast, const struct view *view)
{
	FILE *out = fmemopen(text, sizeof text, "w");

	*text = '\0';
	text_forecast(out, forecast, view);
	fclose(out);
	return text;
}

static const char *air_text(const struct air *air, const struct view *view)
{
	FILE *out = fmemopen(text, sizeof text, "w");

	text_air(out, air, view);
	fclose(out);
	return text;
}

/* Three steps of two dates in Seoul: 12:00, 21:00 and 00:00. */
static struct forecast three_steps(void)
{
	struct forecast forecast = forecast_of(SATURDAY, KST,
		SENT({.hour = 3,
			     .temperature = 7.5,
			     .id = 500,
			     .pop = 0.8,
			     .rain = 1.24,
			     .gust = 9},
			{.hour = 12, .temperature = -0.04, .pop = 0.1},
			{.hour = 15, .temperature = -3.25, .pop = -1, .snow = 2.5}));

	forecast.steps[0].feels_like = 5.1;
	forecast.steps[0].wind_speed = 4.1;
	forecast.steps[0].wind_direction = 225;
	return forecast;
}

Test(text_forecast, prints_a_sentence_days_and_steps)
{
	struct forecast forecast = three_steps();

	cr_expect_str_eq(forecast_text(&forecast, &plain),
		"Rain until at least 12:00, 1.2 mm; then snow from 21:00 until at least Sun 00:00, "
		"2.5 mm.\n"
		"2026-11-28 code 500, 0.0 to 7.5 °C, chance of precipitation 80 %, rain 1.2 mm, "
		"snow 2.5 mm, gusts 9.0 m/s\n"
		"2026-11-29 -3.2 °C\n"
		"2026-11-28 12:00 code 500, 7.5 °C (feels like 5.1 °C), "
		"chance of precipitation 80 %, rain 1.2 mm, wind 4.1 m/s SW, gusts 9.0 m/s\n"
		"2026-11-28 21:00 0.0 °C, chance of precipitation 10 %\n"
		"2026-11-29 00:00 -3.2 °C, snow 2.5 mm\n",
		"%s", text);
}

Test(text_forecast, prints_so_many_days)
{
	struct forecast forecast = three_steps();
	struct view view = plain;

	view.days = 1;
	forecast_text(&forecast, &view);
	cr_expect(strstr(text, "2026-11-28 21:00"));
	cr_expect_not(strstr(text, "2026-11-29"));
	/* What fell before midnight is the first day's all the same. */
	cr_expect(strstr(text, "snow 2.5 mm, gusts"));
	view.days = 6;
	forecast_text(&forecast, &view);
	cr_expect(strstr(text, "2026-11-29 00:00"));
	/* Dates that are over do not count. */
	view.now = SATURDAY + HOURS(16);
	view.days = 1;
	cr_expect_str_eq(forecast_text(&forecast, &view),
		"2026-11-29 -3.2 °C\n"
		"2026-11-29 00:00 -3.2 °C, snow 2.5 mm\n",
		"%s", text);
	view.now = SATURDAY + HOURS(72);
	cr_expect_str_empty(forecast_text(&forecast, &view));
}

Test(text_forecast, prints_the_units_that_are_wanted)
{
	struct forecast forecast = three_steps();
	struct view view = {.units = UNITS_IMPERIAL, .wind = WIND_BY_UNITS, .now = SATURDAY};

	forecast_text(&forecast, &view);
	cr_expect(strstr(text,
			  "Rain until at least 12:00, 0.05 in; then snow from 21:00 until at least "
			  "Sun 00:00, 0.1 in.\n"),
		"%s", text);
	cr_expect(strstr(text, "2026-11-28 12:00 code 500, 45.5 F (feels like 41.2 F), "
			       "chance of precipitation 80 %, rain 0.05 in, wind 9.2 mph SW, gusts "
			       "20.1 mph\n"),
		"%s", text);
	view.wind = WIND_BFT;
	cr_expect(strstr(forecast_text(&forecast, &view), "wind 3 bft SW, gusts 5 bft\n"));
}

Test(text_forecast, says_nothing_of_hours_that_are_over)
{
	struct forecast forecast = three_steps();
	struct view view = plain;

	view.now = SATURDAY + HOURS(15);
	cr_expect_eq(
		strncmp(forecast_text(&forecast, &view), "2026-11-28 code 500", 19), 0, "%s", text);
}

Test(text_forecast, has_the_time_in_utc_where_the_offset_is_not_known)
{
	struct forecast forecast = forecast_of(SATURDAY, NAN, SENT({.hour = 3}));

	cr_expect_str_eq(forecast_text(&forecast, &plain),
		"Dry until at least 03:00 UTC.\n"
		"2026-11-28 0.0 °C, chance of precipitation 0 %\n"
		"2026-11-28 03:00 UTC 0.0 °C, chance of precipitation 0 %\n",
		"%s", text);
}

Test(text_forecast, has_no_sentence_where_nothing_is_known)
{
	struct forecast forecast = forecast_of(SATURDAY, 0, SENT({.hour = 3, .pop = -1}));

	cr_expect_str_eq(forecast_text(&forecast, &plain),
		"2026-11-28 0.0 °C\n"
		"2026-11-28 03:00 0.0 °C\n",
		"%s", text);
}

Test(text_forecast, prints_a_zero_without_a_sign)
{
	struct forecast forecast = forecast_of(SATURDAY, 0, SENT({.hour = 3}));

	forecast.steps[0].probability = -0.0;
	forecast_text(&forecast, &plain);
	cr_expect(strstr(text, "chance of precipitation 0 %") && !strstr(text, "-0"), "%s", text);
}

Test(text_forecast, breaks_lines_to_the_terminals_width)
{
	struct forecast forecast = three_steps();
	struct view view = plain;

	view.columns = 40;
	forecast_text(&forecast, &view);
	/* A degree sign has two bytes. */
	for (const char *line = text; *line; line += strcspn(line, "\n") + 1)
		cr_expect_leq(strcspn(line, "\n"), 41, "%s", line);
	cr_expect(
		strstr(text, "2026-11-28 code 500, 0.0 to 7.5 °C,\n  chance of precipitation 80 %"),
		"%s", text);
	/* A number is not separated from its unit. */
	for (view.columns = 24; view.columns < 100; view.columns++) {
		static const char *const units[] = {"\n  °C", "\n  %", "\n  mm", "\n  m/s"};

		forecast_text(&forecast, &view);
		for (size_t i = 0; i < sizeof units / sizeof *units; i++)
			cr_expect_null(strstr(text, units[i]), "%zu: %s", view.columns, text);
	}
}

Test(text_forecast, makes_the_services_words_safe)
{
	struct forecast forecast = three_steps();

	strcpy(forecast.steps[0].condition.description, "\033[31mred\n2026-01-01");
	forecast_text(&forecast, &plain);
	cr_expect(strstr(text, "2026-11-28 12:00 \\x1b[31mred\\n2026-01-01, 7.5"), "%s", text);
}

Test(text_forecast, is_behind_the_lines_of_the_answer)
{
	struct answer answer = sample_answer();
	const char *observed, *air, *dry;
	FILE *out = fmemopen(text, sizeof text, "w");

	answer.has_forecast = answer.has_air = true;
	answer.forecast = forecast_of(SAMPLE_NOW, KST, SENT({.hour = 3, .pop = 0}));
	answer.air = (struct air){.index = 2};
	text_answer(out, &answer,
		&(const struct view){.wind = WIND_BY_UNITS, .now = SAMPLE_NOW, .utf8 = true});
	fclose(out);
	air = strstr(text, "\nAir quality: ");
	observed = strstr(text, "\nObserved: ");
	dry = strstr(text, "\nDry until ");
	cr_expect(air && observed && dry && air < observed && observed < dry, "%s", text);
}

Test(text_air, prints_the_index_and_what_was_measured)
{
	struct air air = {.index = 2,
		.pm2_5 = 19.78,
		.pm10 = 23.15,
		.o3 = 0,
		.no2 = 42.84,
		.so2 = 16.21,
		.co = 534.06};
	struct view view = plain;

	cr_expect_str_eq(air_text(&air, &view), "Air quality: fair (PM2.5 19.8, PM10 23.1, O3 0, "
						"NO2 42.8, SO2 16.2, CO 534.1 µg/m³)\n");
	view.utf8 = false;
	cr_expect(strstr(air_text(&air, &view), "CO 534.1 ug/m3)"));
	air.index = 0;
	air.pm2_5 = air.o3 = air.no2 = air.so2 = air.co = NAN;
	cr_expect_str_eq(air_text(&air, &plain), "Air quality: PM10 23.1 µg/m³\n");
	air.index = 5;
	air.pm10 = NAN;
	cr_expect_str_eq(air_text(&air, &plain), "Air quality: very poor\n");
}
