/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/timefmt.h"
#include "harness.h"
#include "http/request.h"
#include "weather/open_meteo.h"
#include "weather/provider.h"
#include "weather/wmo_code.h"

TestSuite(open_meteo, .fini = harness_teardown);

#define NOON INT64_C(1795867200) /* 2026-11-28 12:00 in UTC */
#define HOUR 3600

static const struct location copenhagen = {
	.kind = LOCATION_COORDINATES, .latitude = 55.67594, .longitude = 12.56553};

static struct answer unread_answer(bool has_forecast)
{
	return (struct answer){.provider = provider_without_key(),
		.location = copenhagen,
		.has_forecast = has_forecast,
		.language = language_english()};
}

static bool read_text(struct answer *answer, enum answer_part part, int status, const char *text,
	struct error *error)
{
	char *body = strdup(text);
	struct reply reply = {
		.status = status, .received = NOON + 90, .body = body, .length = strlen(body)};
	bool good = answer_read_reply(answer, part, &reply, error);

	free(body);
	return good;
}

static struct answer answer_of(const char *text)
{
	struct answer answer = unread_answer(true);
	struct error error = {.code = EXIT_OK};

	cr_assert(read_text(&answer, ANSWER_WEATHER, 200, text, &error), "%s: %s", text,
		error.message);
	return answer;
}

static struct answer answer_in(const char *name)
{
	char *text = data_read(name);
	struct answer answer = answer_of(text);

	free(text);
	return answer;
}

/* The reply of NOON in UTC with these members of "current" and of "hourly". */
static struct answer answer_with(const char *current, const char *hourly)
{
	char text[4096];

	snprintf(text, sizeof text,
		"{\"utc_offset_seconds\":0,\"current\":{\"time\":%lld,\"temperature_2m\":1%s},"
		"\"hourly\":{\"time\":[%lld,%lld,%lld,%lld],\"temperature_2m\":[1,2,3,4]%s}}",
		(long long)NOON, current, (long long)NOON, (long long)NOON + HOUR,
		(long long)NOON + 2 * HOUR, (long long)NOON + 3 * HOUR, hourly);
	return answer_of(text);
}

static const char *parameter(const struct request *request, const char *name)
{
	for (size_t i = 0; i < request->count; i++)
		if (strcmp(request->parameters[i].name, name) == 0)
			return request->parameters[i].value;
	return "";
}

/* Unlike OpenWeatherMap's, which ends there. */
Test(open_meteo, visibility_of_10_km_is_no_lower_bound)
{
	struct answer answer = answer_with(",\"visibility\":10000", "");

	cr_expect_eq(answer.weather.visibility, 10000);
	cr_expect(!answer.weather.visibility_is_lower_bound);
}

Test(open_meteo, asks_for_what_is_needed_in_one_request)
{
	static const char current[] =
		"temperature_2m,apparent_temperature,relative_humidity_2m,pressure_msl,cloud_cover,"
		"visibility,wind_speed_10m,wind_direction_10m,wind_gusts_10m,weather_code,is_day";
	struct request request;
	char hourly[512];

	cr_assert(open_meteo_request(&request, ANSWER_WEATHER, &copenhagen, language_english()));
	cr_expect_str_eq(request.path, "/v1/forecast");
	cr_expect_null(request.base_url);
	cr_expect_eq(request.count, 9);
	cr_expect_str_eq(parameter(&request, "latitude"), "55.6759");
	cr_expect_str_eq(parameter(&request, "longitude"), "12.5655");
	cr_expect_str_eq(parameter(&request, "current"), current);
	snprintf(hourly, sizeof hourly, "%s,precipitation_probability,precipitation,snowfall",
		current);
	cr_expect_str_eq(parameter(&request, "hourly"), hourly);
	cr_expect_str_eq(parameter(&request, "daily"), "sunrise,sunset");
	cr_expect_str_eq(parameter(&request, "forecast_days"), "6");
	cr_expect_str_eq(parameter(&request, "wind_speed_unit"), "ms");
	cr_expect_str_eq(parameter(&request, "timeformat"), "unixtime");
	cr_expect_str_eq(parameter(&request, "timezone"), "auto");
	cr_expect(provider_without_key()->forecast_with_weather);
}

Test(open_meteo, asks_another_host_for_air_quality)
{
	struct request request;

	cr_assert(open_meteo_request(&request, ANSWER_AIR, &copenhagen, language_english()));
	cr_expect_str_eq(request.base_url, "https://air-quality-api.open-meteo.com");
	cr_expect_str_eq(request.path, "/v1/air-quality");
	cr_expect_str_eq(parameter(&request, "current"),
		"pm2_5,pm10,ozone,nitrogen_dioxide,sulphur_dioxide,carbon_monoxide");
	cr_expect_str_eq(parameter(&request, "timeformat"), "unixtime");
}

Test(open_meteo, has_one_host_where_the_variable_names_one)
{
	const struct provider *provider = provider_without_key();
	struct request request;

	unsetenv("WX_OPEN_METEO_URL");
	cr_expect_str_eq(provider_base_url(provider), "https://api.open-meteo.com");
	provider_request(provider, &request, ANSWER_AIR, &copenhagen, language_english());
	cr_expect_not_null(request.base_url);
	setenv("WX_OPEN_METEO_URL", "http://127.0.0.1:9", 1);
	cr_expect_str_eq(provider_base_url(provider), "http://127.0.0.1:9");
	provider_request(provider, &request, ANSWER_AIR, &copenhagen, language_english());
	cr_expect_null(request.base_url);
}

Test(open_meteo, reads_every_value_of_a_reply)
{
	struct answer answer = answer_in("open-meteo.json");
	const struct weather *w = &answer.weather;

	cr_expect_eq(w->observed, 1785093300);
	cr_expect_eq(w->utc_offset, 7200);
	cr_expect_eq(w->latitude, 55.67594);
	cr_expect_eq(w->longitude, 12.56553);
	cr_expect_str_empty(w->place);
	cr_assert_eq(w->condition_count, 1);
	cr_expect_eq(w->conditions[0].id, 300);
	cr_expect_str_eq(w->conditions[0].group, "Drizzle");
	cr_expect_str_eq(w->conditions[0].description, "light drizzle");
	cr_expect_str_eq(w->conditions[0].icon, "09d");
	cr_expect_eq(w->temperature, 17.6);
	cr_expect_eq(w->feels_like, 16.9);
	cr_expect_eq(w->humidity, 62);
	cr_expect_eq(w->pressure, 1008);
	cr_expect_eq(w->wind_speed, 1.8);
	cr_expect_eq(w->wind_gust, 3.4);
	cr_expect_eq(w->wind_direction, 94);
	cr_expect_eq(w->clouds, 100);
	cr_expect_eq(w->visibility, 9800);
	cr_expect_float_eq(w->rain_1h, 0.1, 1e-9);
	cr_expect_eq(w->snow_1h, 0);
	cr_expect_eq(w->sunrise, 1785035040);
	cr_expect_eq(w->sunset, 1785094080);
	cr_expect(!w->is_polar);
}

Test(open_meteo, makes_forty_steps_of_three_hours)
{
	struct answer answer = answer_in("open-meteo.json");
	const struct forecast *forecast = &answer.forecast;
	const struct forecast_step *step = &forecast->steps[1];

	cr_expect_eq(forecast->utc_offset, 7200);
	cr_expect_eq(forecast->clock_change, TIMEFMT_NONE);
	cr_assert_geq(forecast->step_count, 39);
	for (size_t i = 0; i < forecast->step_count; i++) {
		cr_expect_eq(forecast->steps[i].time % (3 * HOUR), 0);
		cr_expect_gt(forecast->steps[i].time, answer.weather.observed);
		cr_expect(i == 0 ||
			  forecast->steps[i].time == forecast->steps[i - 1].time + 3 * HOUR);
	}
	/* The hours of codes 63, 61 and 63, with 1.5, 0.7 and 2.6 mm. */
	cr_expect_eq(step->time, 1785110400);
	cr_expect_eq(step->temperature, 15.4);
	cr_expect_eq(step->condition.id, 501);
	cr_expect_str_eq(step->condition.icon, "10n");
	cr_expect_eq(step->light, FORECAST_NIGHT);
	cr_expect_float_eq(step->rain_3h, 4.8, 1e-9);
	cr_expect_eq(step->snow_3h, 0);
	cr_expect_eq(step->probability, 92);
}

Test(open_meteo, makes_as_many_steps_as_there_are_hours_for)
{
	struct answer answer = answer_in("open-meteo-short.json");

	cr_expect_eq(answer.forecast.step_count, 2);
}

Test(open_meteo, has_at_most_forty_steps)
{
	char text[16384];
	size_t used = (size_t)snprintf(text, sizeof text,
		"{\"current\":{\"time\":%lld,\"temperature_2m\":1},\"hourly\":{\"time\":[%lld",
		(long long)NOON, (long long)NOON);

	for (int i = 1; i < 200; i++)
		used += (size_t)snprintf(
			text + used, sizeof text - used, ",%lld", (long long)NOON + i * HOUR);
	used += (size_t)snprintf(text + used, sizeof text - used, "],\"temperature_2m\":[1");
	for (int i = 1; i < 200; i++)
		used += (size_t)snprintf(text + used, sizeof text - used, ",1");
	snprintf(text + used, sizeof text - used, "]}}");
	cr_expect_eq(answer_of(text).forecast.step_count, 40);
}

/* In Nepal the clocks differ from UTC by a quarter of an hour. */
Test(open_meteo, takes_times_between_the_hours)
{
	char text[512];
	struct answer answer;

	snprintf(text, sizeof text,
		"{\"utc_offset_seconds\":20700,\"current\":{\"time\":%lld,\"temperature_2m\":1},"
		"\"hourly\":{\"time\":[%lld,%lld],\"temperature_2m\":[1,2]}}",
		(long long)NOON, (long long)NOON + 900, (long long)NOON + 900 + HOUR);
	answer = answer_of(text);
	cr_expect_eq(answer.forecast.step_count, 1);
	cr_expect_eq(answer.forecast.steps[0].time, NOON + 900);
}

Test(open_meteo, tells_snow_and_rain_apart)
{
	static const struct {
		const char *precipitation, *snowfall;
		double rain, snow;
	} rows[] = {{"1.5", "0.35", 1, 0.5}, {"10", "7", 0, 10}, {"1", "0.7", 0, 1},
		{"0.5", "0.7", 0, 1}, {"2.5", "0", 2.5, 0}, {"0", "0", 0, 0},
		{"0.3", "0.21", 0, 0.3}, {"null", "0", NAN, 0}, {"1.5", "null", NAN, NAN},
		{"1.5", "\"0\"", NAN, NAN}, {"-1", "0", NAN, 0}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char hourly[256];
		struct answer answer;

		snprintf(hourly, sizeof hourly,
			",\"precipitation\":[%s,0,0,0],\"snowfall\":[%s,0,0,0]",
			rows[i].precipitation, rows[i].snowfall);
		answer = answer_with("", hourly);
		cr_expect(isnan(rows[i].rain) ? isnan(answer.weather.rain_1h)
					      : answer.weather.rain_1h == rows[i].rain,
			"%s, %s: %f", rows[i].precipitation, rows[i].snowfall,
			answer.weather.rain_1h);
		cr_expect(isnan(rows[i].snow) ? isnan(answer.weather.snow_1h)
					      : answer.weather.snow_1h == rows[i].snow,
			"%s, %s: %f", rows[i].precipitation, rows[i].snowfall,
			answer.weather.snow_1h);
	}
}

Test(open_meteo, sums_up_the_three_hours_of_a_step)
{
	struct answer answer = answer_with("",
		",\"precipitation\":[8,1.5,0.2,0.1],\"snowfall\":[0,0.35,0.14,0],"
		"\"precipitation_probability\":[99,20,40,30],\"wind_gusts_10m\":[30,5,9,7],"
		"\"weather_code\":[95,61,73,3],\"is_day\":[1,1,1,0]");
	const struct forecast_step *step = &answer.forecast.steps[0];

	cr_assert_eq(answer.forecast.step_count, 1);
	cr_expect_eq(step->time, NOON + 3 * HOUR);
	cr_expect_eq(step->temperature, 4);
	cr_expect_float_eq(step->rain_3h, 1.1, 1e-9);
	cr_expect_float_eq(step->snow_3h, 0.7, 1e-9);
	cr_expect_eq(step->probability, 40);
	cr_expect_eq(step->wind_gust, 9);
	cr_expect_eq(step->condition.id, 601);
	cr_expect_str_eq(step->condition.icon, "13n");
}

Test(open_meteo, takes_the_later_of_two_conditions_of_one_kind)
{
	struct answer answer = answer_with("", ",\"weather_code\":[0,65,61,2]");

	cr_expect_eq(answer.forecast.steps[0].condition.id, 500);
	cr_expect_str_empty(answer.forecast.steps[0].condition.icon);
	cr_expect_eq(answer.forecast.steps[0].light, FORECAST_LIGHT_UNKNOWN);
	answer = answer_with("", ",\"weather_code\":[0,1,2,4]");
	cr_expect_eq(answer.forecast.steps[0].condition.id, 802);
}

Test(open_meteo, leaves_out_amounts_of_which_a_part_is_missing)
{
	struct answer answer =
		answer_with("", ",\"precipitation\":[1,1,null,1],\"snowfall\":[0,0,0,0],"
				"\"precipitation_probability\":[null,null,null,null]");

	cr_expect(isnan(answer.forecast.steps[0].rain_3h));
	cr_expect_eq(answer.forecast.steps[0].snow_3h, 0);
	cr_expect(isnan(answer.forecast.steps[0].probability));
	cr_expect(isnan(answer.forecast.steps[0].wind_gust));
}

Test(open_meteo, reads_the_sun)
{
	/* The midnights of two days, and what was sent for the first, in seconds after it. */
	static const struct {
		long sunrise, sunset;
		bool is_polar;
	} rows[] = {{20000, 60000, false}, {0, 0, true}, {0, 86400, true}, {60, 86340, false},
		{30000, 30000, true}};
	const long long midnight = NOON - 12 * HOUR;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[512];
		struct answer answer;

		snprintf(text, sizeof text,
			"{\"current\":{\"time\":%lld,\"temperature_2m\":1},\"hourly\":{\"time\":"
			"[%lld],\"temperature_2m\":[1]},\"daily\":{\"time\":[%lld,%lld],"
			"\"sunrise\":[%lld,1],\"sunset\":[%lld,1]}}",
			(long long)NOON, (long long)NOON + 3 * HOUR, midnight, midnight + 86400,
			midnight + rows[i].sunrise, midnight + rows[i].sunset);
		answer = answer_of(text);
		cr_expect_eq(answer.weather.is_polar, rows[i].is_polar, "row %zu", i);
		cr_expect_eq(answer.weather.sunrise,
			rows[i].is_polar ? TIMEFMT_NONE : midnight + rows[i].sunrise);
		cr_expect_eq(answer.weather.sunset,
			rows[i].is_polar ? TIMEFMT_NONE : midnight + rows[i].sunset);
	}
}

Test(open_meteo, takes_what_is_null_or_of_the_wrong_type_for_missing)
{
	static const char *const names[] = {
		"open-meteo-nulls.json", "open-meteo-lengths.json", "open-meteo-values.json"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct answer answer = answer_in(names[i]);
		const struct forecast_step *step = &answer.forecast.steps[0];

		cr_expect_eq(answer.weather.temperature, 17.6);
		cr_assert_eq(answer.forecast.step_count, 2);
		cr_expect(isnan(step->rain_3h), "%s", names[i]);
		cr_expect(isnan(step->wind_gust), "%s", names[i]);
		cr_expect_eq(step->condition.id, 0, "%s", names[i]);
		cr_expect(isnan(answer.weather.rain_1h), "%s", names[i]);
		cr_expect(answer.weather.sunrise == TIMEFMT_NONE ||
				  answer.weather.sunset == TIMEFMT_NONE,
			"%s", names[i]);
	}
	cr_expect_eq(answer_in("open-meteo-nulls.json").weather.condition_count, 0);
	cr_expect(isnan(answer_in("open-meteo-nulls.json").weather.wind_speed));
}

Test(open_meteo, rejects_what_is_no_weather)
{
	/* "weather": also where no forecast is wanted. */
	static const struct {
		const char *name, *reason;
		bool has_weather;
	} rows[] = {{"open-meteo-array", "no JSON object", false},
		{"open-meteo-moscow", "current.time", false},
		{"open-meteo-copenhagen", "current.time", false},
		{"open-meteo-time-text", "current.time", false},
		{"open-meteo-time-none", "current.time", false},
		{"open-meteo-temperature-null", "current.temperature_2m", false},
		{"open-meteo-current-none", "current.temperature_2m", false},
		{"open-meteo-current-array", "current.temperature_2m", false},
		{"open-meteo-plain-text", "not valid JSON", false},
		{"open-meteo-hourly-none", "hourly.time", true},
		{"open-meteo-hourly-times-text", "hourly.time", true},
		{"open-meteo-hourly-times-disorder", "hourly.time", true},
		{"open-meteo-hourly-times-value", "hourly.time", true},
		{"open-meteo-hourly-temperature-value", "hourly.temperature_2m", true},
		{"open-meteo-hourly-temperature-short", "hourly.temperature_2m", true},
		{"open-meteo-hourly-temperature-nulls", "hourly.temperature_2m", true}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct answer answer = unread_answer(true), current = unread_answer(false);
		struct error error = {.code = EXIT_OK};
		char name[128], *text;

		snprintf(name, sizeof name, "%s.json", rows[i].name);
		text = data_read(name);
		cr_expect(!read_text(&answer, ANSWER_WEATHER, 200, text, &error), "%s", name);
		cr_expect_eq(error.code, EXIT_BAD_REPLY, "%s", name);
		cr_expect(strstr(error.message, rows[i].reason), "%s: %s", name, error.message);
		cr_expect_eq(read_text(&current, ANSWER_WEATHER, 200, text, &error),
			rows[i].has_weather, "%s", name);
		free(text);
	}
}

Test(open_meteo, reads_air_quality_and_computes_its_index)
{
	struct answer answer = unread_answer(false);
	struct error error = {.code = EXIT_OK};
	char *text = data_read("open-meteo-air.json");

	cr_assert(read_text(&answer, ANSWER_AIR, 200, text, &error), "%s", error.message);
	free(text);
	cr_expect_eq(answer.air.time, 1785092400);
	cr_expect_eq(answer.air.pm2_5, 11.2);
	cr_expect_eq(answer.air.pm10, 18.4);
	cr_expect_eq(answer.air.o3, 72);
	cr_expect_eq(answer.air.no2, 9.3);
	cr_expect_eq(answer.air.so2, 1.1);
	cr_expect_eq(answer.air.co, 161);
	cr_expect_eq(answer.air.index, 2);
	cr_expect(!read_text(&answer, ANSWER_AIR, 200, "{\"current\":{\"time\":1}}", &error));
	cr_expect_eq(error.code, EXIT_BAD_REPLY);
	cr_expect(!read_text(&answer, ANSWER_AIR, 200, "{}", &error));
	cr_expect_eq(error.code, EXIT_BAD_REPLY);
}

Test(open_meteo, fails_as_the_service_says)
{
	static const struct {
		int status;
		const char *name;
		enum exit_code code;
		const char *reason;
		int retry_after; /* seconds after 12:01:30 in UTC */
	} rows[] = {{400, "open-meteo-400-no-data", EXIT_NOT_FOUND,
			    "no weather data for these coordinates", 0},
		{400, "open-meteo-400-latitude", EXIT_BAD_REPLY, "Latitude must be in range", 0},
		{400, "open-meteo-400-variable", EXIT_BAD_REPLY, "Cannot initialize", 0},
		{429, "open-meteo-429-minutely", EXIT_RATE_LIMIT, "IP address", 60},
		{429, "open-meteo-429-concurrent", EXIT_RATE_LIMIT, "IP address", 60},
		{429, "open-meteo-429-hourly", EXIT_RATE_LIMIT, "IP address", 3510},
		{429, "open-meteo-429-daily", EXIT_RATE_LIMIT, "IP address", 43110},
		{503, "open-meteo-503", EXIT_BAD_REPLY,
			"Open-Meteo answered with HTTP status 503: 'The service is", 0},
		{401, "open-meteo-503", EXIT_AUTH, "WX_OPEN_METEO_URL", 0},
		{403, "open-meteo-503", EXIT_AUTH, "WX_OPEN_METEO_URL", 0},
		{404, "open-meteo-503", EXIT_NOT_FOUND, "status 404", 0}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct answer answer = unread_answer(false);
		struct error error = {.code = EXIT_OK};
		char name[64], *text;

		snprintf(name, sizeof name, "%s.json", rows[i].name);
		text = data_read(name);
		cr_expect(!read_text(&answer, ANSWER_WEATHER, rows[i].status, text, &error));
		cr_expect_eq(error.code, rows[i].code, "%d %s", rows[i].status, name);
		cr_expect(strstr(error.message, rows[i].reason), "%s", error.message);
		cr_expect_eq(
			error.retry_after, rows[i].retry_after, "%s: %d", name, error.retry_after);
		free(text);
	}
}

Test(open_meteo, fails_for_replies_that_are_not_its_own)
{
	static const struct {
		int status;
		const char *body;
		enum exit_code code;
		const char *reason;
	} rows[] = {{200, "", EXIT_BAD_REPLY, "empty"}, {204, "", EXIT_BAD_REPLY, "empty"},
		{302, "", EXIT_BAD_REPLY, "redirect"}, {200, "<html>", EXIT_BAD_REPLY, "web page"},
		{511, "<html>", EXIT_BAD_REPLY, "login"},
		{403, "<html>", EXIT_BAD_REPLY, "is not from Open-Meteo"},
		{404, "<html>", EXIT_BAD_REPLY, "check WX_OPEN_METEO_URL"},
		{502, "<html>", EXIT_BAD_REPLY, "the reply (HTTP status 502) is a web page"},
		{429, "<html>", EXIT_RATE_LIMIT, "too many requests"},
		{200, "[]", EXIT_BAD_REPLY, "no JSON object"},
		{200, "null", EXIT_BAD_REPLY, "no JSON object"},
		{200, "{", EXIT_BAD_REPLY, "not valid JSON"},
		{200, "{}", EXIT_BAD_REPLY, "current.temperature_2m"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct answer answer = unread_answer(false);
		struct error error = {.code = EXIT_OK};

		cr_expect(
			!read_text(&answer, ANSWER_WEATHER, rows[i].status, rows[i].body, &error));
		cr_expect_eq(error.code, rows[i].code, "%d %s", rows[i].status, rows[i].body);
		cr_expect(strstr(error.message, rows[i].reason), "%d %s: %s", rows[i].status,
			rows[i].body, error.message);
	}
}

Test(open_meteo, has_a_condition_for_each_code)
{
	static const int codes[] = {0, 1, 2, 3, 45, 48, 51, 53, 55, 56, 57, 61, 63, 65, 66, 67, 71,
		73, 75, 77, 80, 81, 82, 85, 86, 95, 96, 99};
	static const struct {
		const char *group;
		int first, last;
	} groups[] = {{"Thunderstorm", 200, 299}, {"Drizzle", 300, 399}, {"Rain", 500, 599},
		{"Snow", 600, 699}, {"Fog", 741, 741}, {"Clear", 800, 800}, {"Clouds", 801, 804}};
	size_t known = 0;

	for (int code = -1; code <= 120; code++) {
		struct condition condition = wmo_code_condition(code, FORECAST_NIGHT);
		bool is_listed = false, is_grouped = false;

		for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
			is_listed = is_listed || codes[i] == code;
		cr_expect_eq(condition.id > 0, is_listed, "%d", code);
		if (!is_listed) {
			cr_expect_str_empty(condition.description);
			continue;
		}
		known++;
		for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
			is_grouped = is_grouped || (strcmp(groups[i].group, condition.group) == 0 &&
							   condition.id >= groups[i].first &&
							   condition.id <= groups[i].last);
		cr_expect(is_grouped, "%d: %s %d", code, condition.group, condition.id);
		cr_expect(strlen(condition.icon) == 3 && condition.icon[2] == 'n');
		cr_expect_str_not_empty(condition.description);
		condition = wmo_code_condition(code, FORECAST_DAYLIGHT);
		cr_expect_eq(condition.icon[2], 'd');
	}
	cr_expect_eq(known, 28);
}

Test(open_meteo, takes_codes_it_does_not_know_for_missing)
{
	static const char *const codes[] = {"4", "100", "-1", "1.5", "\"3\"", "null", "1e300"};

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		char current[64];

		snprintf(current, sizeof current, ",\"weather_code\":%s", codes[i]);
		cr_expect_eq(answer_with(current, "").weather.condition_count, 0, "%s", codes[i]);
	}
	cr_expect_eq(answer_with(",\"weather_code\":3.0", "").weather.conditions[0].id, 804);
	cr_expect_eq(answer_with(",\"wind_direction_10m\":169.0", "").weather.wind_direction, 169);
}

TestSuite(air);

Test(air, has_the_index_of_the_worst_amount)
{
	static const struct {
		struct air air;
		int index;
	} rows[] = {{{.so2 = 0}, 1}, {{.so2 = 19.9}, 1}, {{.so2 = 20}, 2}, {{.so2 = 80}, 3},
		{{.so2 = 250}, 4}, {{.so2 = 350}, 5}, {{.no2 = 40}, 2}, {{.no2 = 70}, 3},
		{{.no2 = 150}, 4}, {{.no2 = 200}, 5}, {{.pm10 = 20}, 2}, {{.pm10 = 50}, 3},
		{{.pm10 = 100}, 4}, {{.pm10 = 200}, 5}, {{.pm2_5 = 10}, 2}, {{.pm2_5 = 25}, 3},
		{{.pm2_5 = 50}, 4}, {{.pm2_5 = 75}, 5}, {{.o3 = 60}, 2}, {{.o3 = 100}, 3},
		{{.o3 = 140}, 4}, {{.o3 = 180}, 5}, {{.co = 4400}, 2}, {{.co = 9400}, 3},
		{{.co = 12400}, 4}, {{.co = 15400}, 5}, {{.co = 15399}, 4},
		{{.pm2_5 = 30, .o3 = 60}, 3}, {{.so2 = 80, .co = 4400}, 3},
		{{.so2 = 350, .co = NAN}, 0}, {{.pm2_5 = NAN}, 0}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(air_index(&rows[i].air), rows[i].index, "row %zu: %d", i,
			air_index(&rows[i].air));
}
