/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/timefmt.h"
#include "forecast_reply.h"
#include "sample_answer.h"
#include "view/json.h"
#include "view/text.h"
#include "weather/provider.h"

/* Valid until the next call. */
static char *json_of(const struct answer *answer, enum units units, enum wind_unit wind)
{
	static char text[8192];
	FILE *out = fmemopen(text, sizeof text, "w");

	json_answer(
		out, answer, &(const struct view){.units = units, .wind = wind, .now = SAMPLE_NOW});
	fclose(out);
	return text;
}

static void expect_member(const char *text, const char *member)
{
	cr_expect(strstr(text, member), "no %s in %s", member, text);
}

Test(json, prints_every_field_of_an_answer)
{
	struct answer answer = sample_answer();

	cr_expect_str_eq(json_of(&answer, UNITS_METRIC, WIND_BY_UNITS),
		"{\"schema\":1,\"source\":\"openweathermap\",\"query\":\"Seoul\",\"place\":"
		"\"Seoul\","
		"\"state\":null,\"country\":\"KR\",\"latitude\":37.566,\"longitude\":126.9784,"
		"\"observed_at\":\"2022-10-13T09:05:09+09:00\",\"observed_epoch\":1665619509,"
		"\"utc_offset_seconds\":32400,\"condition_id\":803,\"condition\":\"Clouds\","
		"\"description\":\"broken clouds\",\"icon\":\"04d\",\"conditions\":[{\"id\":803,"
		"\"condition\":\"Clouds\",\"description\":\"broken clouds\",\"icon\":\"04d\"}],"
		"\"temperature\":10.66,\"feels_like\":9.01,\"temperature_unit\":\"°C\","
		"\"humidity\":47,"
		"\"pressure\":1027,\"pressure_unit\":\"hPa\",\"wind_speed\":1.39,\"wind_gust\":1."
		"89,"
		"\"wind_direction\":57,\"wind_compass\":\"ENE\",\"wind_unit\":\"m/"
		"s\",\"clouds\":56,"
		"\"visibility\":10000,\"visibility_unit\":\"m\",\"rain_1h\":null,\"snow_1h\":null,"
		"\"precipitation_unit\":\"mm\",\"sunrise\":\"2022-10-13T06:37:39+09:00\","
		"\"sunrise_epoch\":1665610659,\"sunset\":\"2022-10-13T17:58:55+09:00\","
		"\"sunset_epoch\":1665651535,\"units\":\"metric\",\"language\":\"en\","
		"\"fetched_at\":\"2022-10-13T00:09:11Z\",\"fetched_epoch\":1665619751,"
		"\"age_seconds\":0,\"cached\":false,\"stale\":false,\"stale_reason\":null,"
		"\"attribution\":\"Weather data provided by OpenWeather\"}\n");
}

Test(json, prints_null_for_what_was_not_sent)
{
	static const char *const nulls[] = {"place", "country", "latitude", "longitude",
		"utc_offset_seconds", "condition_id", "condition", "description", "icon",
		"feels_like", "humidity", "pressure", "wind_speed", "wind_gust", "wind_direction",
		"wind_compass", "clouds", "visibility", "sunrise", "sunrise_epoch", "sunset",
		"sunset_epoch"};
	struct answer answer = bare_answer("x", -0.001);
	char *text = json_of(&answer, UNITS_METRIC, WIND_BY_UNITS);

	for (size_t i = 0; i < sizeof nulls / sizeof *nulls; i++) {
		char member[64];

		snprintf(member, sizeof member, "\"%s\":null,", nulls[i]);
		expect_member(text, member);
	}
	expect_member(text, "\"temperature\":0,");
	expect_member(text, "\"conditions\":[],");
	expect_member(text, "\"observed_at\":\"2022-10-13T00:09:11Z\",");
}

Test(json, applies_units_to_temperature_and_wind_only)
{
	struct answer answer = sample_answer();
	char *text = json_of(&answer, UNITS_IMPERIAL, WIND_BY_UNITS);

	expect_member(
		text, "\"temperature\":51.19,\"feels_like\":48.22,\"temperature_unit\":\"°F\"");
	expect_member(text, "\"wind_speed\":3.11,\"wind_gust\":4.23,");
	expect_member(text, "\"wind_unit\":\"mph\"");
	expect_member(text, "\"pressure\":1027,\"pressure_unit\":\"hPa\"");
	expect_member(text, "\"visibility\":10000,\"visibility_unit\":\"m\"");
	expect_member(text, "\"units\":\"imperial\"");
	text = json_of(&answer, UNITS_STANDARD, WIND_BFT);
	expect_member(text, "\"temperature\":283.81,");
	expect_member(text, "\"wind_speed\":1,\"wind_gust\":2,");
	expect_member(text, "\"wind_unit\":\"bft\"");
}

Test(json, escapes_control_characters)
{
	struct answer answer = sample_answer();
	char *text;

	snprintf(answer.location.query, sizeof answer.location.query, "\"\\/\n\xFF");
	snprintf(answer.weather.place, sizeof answer.weather.place,
		"\x1b[2J\x7f\xC2\x9B\xE2\x80\xAE서울");
	text = json_of(&answer, UNITS_METRIC, WIND_BY_UNITS);
	expect_member(text, "\"query\":\"\\\"\\\\/\\n\\ufffd\"");
	expect_member(text, "\"place\":\"\\u001b[2J\\u007f\\u009b\\u202e서울\"");
}

Test(json, lists_every_condition)
{
	struct answer answer = sample_answer();

	answer.weather.conditions[1] = (struct condition){0, "Mist", "", ""};
	answer.weather.condition_count = 2;
	expect_member(json_of(&answer, UNITS_METRIC, WIND_BY_UNITS),
		",{\"id\":null,\"condition\":\"Mist\",\"description\":null,\"icon\":null}],");
}

Test(json, prints_failures)
{
	struct error error = {0};
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	error_set(&error, EXIT_RATE_LIMIT, "too many");
	error.retry_after = 600;
	json_error(out, "Nowhere", &error);
	error_set(&error, EXIT_NOT_FOUND, "a \"b\"");
	json_error(out, "Z\xFCrich", &error);
	fclose(out);
	cr_expect_str_eq(text,
		"{\"schema\":1,\"query\":\"Nowhere\",\"error\":{\"code\":8,\"name\":\"rate-limit\","
		"\"message\":\"too many\",\"retryable\":true,\"retry_after_seconds\":600}}\n"
		"{\"schema\":1,\"query\":\"Z\\ufffdrich\",\"error\":{\"code\":7,\"name\":\"not-"
		"found\","
		"\"message\":\"a \\\"b\\\"\",\"retryable\":false,\"retry_after_seconds\":null}}\n");
	free(text);
}

/* Two steps in Seoul, of which the second is on the next day and says the least. */
static struct answer forecast_answer(void)
{
	struct answer answer = sample_answer();

	answer.has_forecast = true;
	answer.forecast = forecast_of(1665619200, 32400,
		SENT({.hour = 3,
			     .temperature = 10.66,
			     .id = 500,
			     .pop = 0.31,
			     .rain = 0.16,
			     .gust = 9.5},
			{.hour = 18, .temperature = 5, .pop = -1}));
	return answer;
}

Test(json, prints_every_field_of_a_forecast)
{
	struct answer answer = forecast_answer();
	struct forecast_step *step = &answer.forecast.steps[0];
	const char *text;

	step->feels_like = 9;
	step->humidity = 47;
	step->pressure = 1027;
	step->wind_speed = 4.79;
	step->wind_direction = 289;
	step->clouds = 100;
	step->visibility = 10000;
	step->light = FORECAST_DAYLIGHT;
	strcpy(step->condition.icon, "10d");
	text = json_of(&answer, UNITS_METRIC, WIND_BY_UNITS);
	expect_member(text,
		",\"forecast\":[{\"time\":\"2022-10-13T12:00:00+09:00\",\"epoch\":1665630000,"
		"\"condition_id\":500,\"condition\":\"M\",\"description\":\"code 500\",\"icon\":"
		"\"10d\",\"temperature\":10.66,\"feels_like\":9,\"humidity\":47,\"pressure\":1027,"
		"\"wind_speed\":4.79,\"wind_gust\":9.5,\"wind_direction\":289,\"wind_compass\":"
		"\"WNW\",\"clouds\":100,\"visibility\":10000,\"precipitation_probability\":31,"
		"\"rain_3h\":0.16,\"snow_3h\":null,\"is_day\":true},{\"time\":"
		"\"2022-10-14T03:00:00+09:00\",\"epoch\":1665684000,\"condition_id\":null,"
		"\"condition\":null,\"description\":null,\"icon\":null,\"temperature\":5,"
		"\"feels_like\":null,\"humidity\":null,\"pressure\":null,\"wind_speed\":null,"
		"\"wind_gust\":null,\"wind_direction\":null,\"wind_compass\":null,\"clouds\":null,"
		"\"visibility\":null,\"precipitation_probability\":null,\"rain_3h\":null,"
		"\"snow_3h\":null,\"is_day\":null}],");
	expect_member(text,
		"],\"days\":[{\"date\":\"2022-10-13\",\"low\":10.66,\"high\":10.66,"
		"\"condition_id\":500,\"condition\":\"M\",\"description\":\"code 500\",\"icon\":"
		"\"10d\",\"precipitation_probability\":31,\"rain\":0.16,\"snow\":null,\"wind_"
		"gust\":"
		"9.5,\"steps\":1},{\"date\":\"2022-10-14\",\"low\":5,\"high\":5,\"condition_id\":"
		"null,\"condition\":null,\"description\":null,\"icon\":null,"
		"\"precipitation_probability\":null,\"rain\":null,\"snow\":null,\"wind_gust\":null,"
		"\"steps\":1}],\"summary\":\"Perhaps rain before 12:00 (31 %).\"}\n");
}

Test(json, has_a_forecast_and_air_only_when_asked_for)
{
	struct answer answer = sample_answer();
	const char *text = json_of(&answer, UNITS_METRIC, WIND_BY_UNITS);

	cr_expect_not(strstr(text, "\"forecast\"") || strstr(text, "\"days\"") ||
		      strstr(text, "\"summary\"") || strstr(text, "\"air\""));
}

Test(json, converts_a_forecasts_units_as_those_of_the_current_weather)
{
	struct answer answer = forecast_answer();
	const char *text = json_of(&answer, UNITS_IMPERIAL, WIND_KMH);

	expect_member(text, "\"temperature\":51.19,\"feels_like\":null");
	expect_member(text, "\"low\":51.19,\"high\":51.19");
	expect_member(text, "\"wind_gust\":34.2,\"steps\":1");
	/* Amounts, and the sentence, stay in millimetres. */
	expect_member(text, "\"rain_3h\":0.16");
	answer.forecast.steps[0].rain_3h = 4.2;
	expect_member(json_of(&answer, UNITS_IMPERIAL, WIND_KMH),
		"\"summary\":\"Rain until at least 12:00, 4.2 mm.\"");
}

Test(json, cuts_a_forecast_to_so_many_days)
{
	static char text[8192];
	struct answer answer = forecast_answer();
	FILE *out = fmemopen(text, sizeof text, "w");

	json_answer(out, &answer, &(const struct view){.now = SAMPLE_NOW, .days = 1});
	fclose(out);
	expect_member(text, "\"is_day\":null}],\"days\":[{\"date\":\"2022-10-13\"");
	cr_expect_not(strstr(text, "2022-10-14"));

	/* A day later, that date is over. */
	out = fmemopen(text, sizeof text, "w");
	json_answer(out, &answer, &(const struct view){.now = SAMPLE_NOW + HOURS(24), .days = 1});
	fclose(out);
	expect_member(text, ",\"forecast\":[{\"time\":\"2022-10-14T");
	expect_member(text, "],\"days\":[{\"date\":\"2022-10-14\"");
	out = fmemopen(text, sizeof text, "w");
	json_answer(out, &answer, &(const struct view){.now = SAMPLE_NOW + HOURS(72), .days = 1});
	fclose(out);
	expect_member(text, ",\"forecast\":[],\"days\":[],\"summary\":null");
}

Test(json, has_null_for_the_summary_of_hours_that_are_over)
{
	static char text[8192];
	struct answer answer = forecast_answer();
	FILE *out = fmemopen(text, sizeof text, "w");

	json_answer(out, &answer, &(const struct view){.now = 1665684000});
	fclose(out);
	expect_member(text, "],\"summary\":null}");
}

Test(json, prints_every_field_of_air)
{
	struct answer answer = sample_answer();

	answer.has_air = true;
	answer.air = (struct air){.index = 2,
		.pm2_5 = 19.78,
		.pm10 = 23.15,
		.o3 = 0,
		.no2 = 42.84,
		.so2 = NAN,
		.co = 534.06};
	expect_member(json_of(&answer, UNITS_IMPERIAL, WIND_BY_UNITS),
		",\"air\":{\"index\":2,\"index_words\":\"fair\",\"pm2_5\":19.78,\"pm10\":23.15,"
		"\"o3\":0,\"no2\":42.84,\"so2\":null,\"co\":534.06}}\n");
	answer.air = (struct air){.pm2_5 = NAN};
	expect_member(json_of(&answer, UNITS_METRIC, WIND_BY_UNITS),
		"\"air\":{\"index\":null,\"index_words\":null,\"pm2_5\":null");
}
