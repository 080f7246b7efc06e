/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/tzfile.h"
#include "forecast_reply.h"
#include "harness.h"
#include "weather/air.h"
#include "weather/condition.h"

TestSuite(owm_forecast, .fini = harness_teardown);

static struct forecast forecast_in(const char *name)
{
	struct error error = {.code = EXIT_OK};
	struct forecast forecast;
	char *body = data_read(name);

	cr_assert(read_forecast(&forecast, body, &error), "%s: %s", name, error.message);
	free(body);
	return forecast;
}

static struct forecast forecast_from(const char *body)
{
	struct error error = {.code = EXIT_OK};
	struct forecast forecast;

	cr_assert(read_forecast(&forecast, body, &error), "%s: %s", body, error.message);
	return forecast;
}

Test(owm_forecast, reads_all_there_is)
{
	struct forecast forecast = forecast_in("forecast-warsaw.json");
	const struct forecast_step *step = &forecast.steps[0];

	cr_expect_eq(forecast.step_count, 40);
	cr_expect_eq(forecast.utc_offset, 7200);
	cr_expect_eq(forecast.clock_change, TIMEFMT_NONE);
	cr_expect_eq(step->time, 1780693200);
	cr_expect_eq(step->condition.id, 500);
	cr_expect_str_eq(step->condition.group, "Rain");
	cr_expect_str_eq(step->condition.description, "light rain");
	cr_expect_str_eq(step->condition.icon, "10n");
	cr_expect_eq(step->temperature, 14.47);
	cr_expect_eq(step->feels_like, 14.32);
	cr_expect_eq(step->humidity, 90);
	cr_expect_eq(step->pressure, 1015);
	cr_expect_eq(step->wind_speed, 4.79);
	cr_expect_eq(step->wind_gust, 9.5);
	cr_expect_eq(step->wind_direction, 289);
	cr_expect_eq(step->clouds, 100);
	cr_expect_eq(step->visibility, 10000);
	cr_expect_float_eq(step->probability, 31, 1e-9);
	cr_expect_eq(step->rain_3h, 0.16);
	cr_expect(isnan(step->snow_3h));
	cr_expect_eq(step->light, FORECAST_NIGHT);
	cr_expect_eq(forecast.steps[2].light, FORECAST_DAYLIGHT);
}

/* The same with white space behind each colon and comma that is not in a string. */
static char *spread(const char *body)
{
	char *to = malloc(2 * strlen(body) + 1), *end = to;
	bool is_in_string = false;

	cr_assert(to);
	for (; *body; body++) {
		is_in_string ^= *body == '"';
		*end++ = *body;
		if (!is_in_string && (*body == ':' || *body == ','))
			*end++ = ' ';
	}
	*end = '\0';
	return to;
}

static bool are_same(double a, double b)
{
	return isnan(a) ? isnan(b) : a == b && !signbit(a) == !signbit(b);
}

static void expect_same(const struct forecast_step *a, const struct forecast_step *b)
{
	cr_expect_eq(a->time, b->time);
	cr_expect_eq(a->condition.id, b->condition.id);
	cr_expect_str_eq(a->condition.group, b->condition.group);
	cr_expect_str_eq(a->condition.description, b->condition.description);
	cr_expect_str_eq(a->condition.icon, b->condition.icon);
	cr_expect(are_same(a->temperature, b->temperature));
	cr_expect(are_same(a->feels_like, b->feels_like));
	cr_expect(are_same(a->humidity, b->humidity));
	cr_expect(are_same(a->pressure, b->pressure));
	cr_expect(are_same(a->wind_speed, b->wind_speed));
	cr_expect(are_same(a->wind_gust, b->wind_gust));
	cr_expect(are_same(a->wind_direction, b->wind_direction));
	cr_expect(are_same(a->clouds, b->clouds));
	cr_expect(are_same(a->visibility, b->visibility));
	cr_expect(are_same(a->probability, b->probability));
	cr_expect(are_same(a->rain_3h, b->rain_3h));
	cr_expect(are_same(a->snow_3h, b->snow_3h));
	cr_expect_eq(a->light, b->light);
}

/* json-c reads what has white space. */
Test(owm_forecast, reads_the_same_whoever_parses_it)
{
	static const char *const names[] = {"forecast-warsaw.json", "forecast-berlin-imperial.json",
		"forecast-berlin-october.json", "forecast-pop-none.json",
		"forecast-rain-empty.json", "forecast-temp-none.json",
		"forecast-visibility-none.json"};
	static const char odd[] =
		"{\"list\":[{\"dt\":1780693200,\"main\":{\"temp\":-0,\"feels_like\":-0.0,"
		"\"humidity\":100,\"pressure\":299.9,\"sea_level\":1200}},{\"dt\":1780704000.0,"
		"\"main\":{\"temp\":1}},{\"dt\":1780714800,\"main\":[{\"temp\":1}]},{\"dt\":"
		"1780725600,\"main\":{\"temp\":120},\"weather\":[{\"id\":2147483648,\"main\":5,"
		"\"icon\":\"12345678\",\"description\":null}],\"temp\":3,\"wind\":[{\"speed\":1}],"
		"\"sys\":{\"pod\":\"nn\"}},{\"dt\":-5,\"main\":{\"temp\":1}},{\"dt\":1780736400,"
		"\"main\":{\"temp\":\"1\"}},{\"dt\":1780747200,\"main\":{\"temp\":1,\"speed\":2},"
		"\"weather\":[{\"id\":500.0,\"icon\":\"1234567\"}],\"visibility\":-1,\"pop\":0.1,"
		"\"clouds\":{\"all\":null},\"sys\":{\"pod\":\"d\"}}]}";

	for (size_t i = 0; i <= sizeof names / sizeof *names; i++) {
		bool is_sample = i < sizeof names / sizeof *names;
		char *body = is_sample ? data_read(names[i]) : strdup(odd);
		char *spread_body = spread(body);
		struct forecast plain = forecast_from(body), other = forecast_from(spread_body);

		cr_expect_eq(plain.step_count, other.step_count);
		for (size_t k = 0; k < plain.step_count && k < other.step_count; k++)
			expect_same(&plain.steps[k], &other.steps[k]);
		free(spread_body);
		free(body);
	}
}

Test(owm_forecast, needs_no_more_than_a_time_and_a_temperature)
{
	struct forecast forecast =
		forecast_from("{\"list\":[{\"dt\":1780693200,\"main\":{\"temp\":14}}]}");
	const struct forecast_step *step = &forecast.steps[0];

	cr_expect_eq(forecast.step_count, 1);
	cr_expect(isnan(forecast.utc_offset));
	cr_expect_eq(step->temperature, 14);
	cr_expect_eq(step->condition.id, 0);
	cr_expect_str_eq(step->condition.description, "");
	cr_expect(isnan(step->feels_like) && isnan(step->humidity) && isnan(step->pressure));
	cr_expect(isnan(step->wind_speed) && isnan(step->wind_gust));
	cr_expect(isnan(step->wind_direction) && isnan(step->clouds) && isnan(step->visibility));
	cr_expect(isnan(step->probability) && isnan(step->rain_3h) && isnan(step->snow_3h));
	cr_expect_eq(step->light, FORECAST_LIGHT_UNKNOWN);
}

Test(owm_forecast, takes_values_of_the_wrong_type_or_range_for_missing)
{
	struct forecast forecast = forecast_from(
		"{\"list\":[{\"dt\":1780693200,\"main\":{\"temp\":14,\"humidity\":101,\"pressure\":"
		"\"1015\"},\"weather\":{\"id\":500},\"wind\":[],\"clouds\":\"all\",\"visibility\":"
		"-1,\"pop\":1.5,\"rain\":2,\"snow\":{\"3h\":null},\"sys\":{\"pod\":\"day\"}}],"
		"\"city\":{\"timezone\":\"7200\"}}");
	const struct forecast_step *step = &forecast.steps[0];

	cr_expect(isnan(step->humidity) && isnan(step->pressure) && isnan(step->wind_speed));
	cr_expect(isnan(step->clouds) && isnan(step->visibility) && isnan(step->probability));
	cr_expect(isnan(step->rain_3h) && isnan(step->snow_3h));
	cr_expect_eq(step->condition.id, 0);
	cr_expect_eq(step->light, FORECAST_LIGHT_UNKNOWN);
	cr_expect(isnan(forecast.utc_offset));
}

/* Integers stand for floats: "feels_like":14, "pop":1. */
Test(owm_forecast, takes_integers_for_floats)
{
	struct forecast forecast = forecast_from("{\"list\":[{\"dt\":1780693200,\"main\":{\"temp\":"
						 "14,\"feels_like\":13},\"pop\":1,\"rain\":{\"3h\":"
						 "2}}]}");

	cr_expect_eq(forecast.steps[0].feels_like, 13);
	cr_expect_eq(forecast.steps[0].probability, 100);
	cr_expect_eq(forecast.steps[0].rain_3h, 2);
}

/* As for the current weather: where both are there, `pressure` is the station's. */
Test(owm_forecast, takes_the_pressure_at_sea_level)
{
	struct forecast forecast =
		forecast_from("{\"list\":[{\"dt\":1780693200,\"main\":{\"temp\":1,\"pressure\":"
			      "950,\"sea_level\":1015}}]}");

	cr_expect_eq(forecast.steps[0].pressure, 1015);
}

Test(owm_forecast, takes_the_first_object_for_the_main_condition)
{
	struct forecast forecast =
		forecast_from("{\"list\":[{\"dt\":1780693200,\"main\":{\"temp\":1},\"weather\":["
			      "null,{\"id\":601,\"main\":\"Snow\"},{\"id\":800}]}]}");

	cr_expect_eq(forecast.steps[0].condition.id, 601);
	cr_expect_str_eq(forecast.steps[0].condition.group, "Snow");
}

Test(owm_forecast, sorts_steps_and_leaves_out_repeated_ones)
{
	struct forecast forecast = forecast_of(SATURDAY, 0,
		SENT({.hour = 9, .temperature = 3}, {.hour = 3, .temperature = 1},
			{.hour = 9, .temperature = 99}, {.hour = 6, .temperature = 2}));

	cr_assert_eq(forecast.step_count, 3);
	for (size_t i = 0; i < 3; i++) {
		cr_expect_eq(forecast.steps[i].time, SATURDAY + HOURS(3) * (int64_t)(i + 1));
		cr_expect_eq(forecast.steps[i].temperature, (double)i + 1);
	}
}

Test(owm_forecast, leaves_out_steps_without_a_time_or_a_temperature)
{
	struct forecast forecast = forecast_from(
		"{\"list\":[{\"dt\":1780693200},{\"main\":{\"temp\":1}},{\"dt\":1780693200,"
		"\"main\":{}},{\"dt\":0,\"main\":{\"temp\":1}},{\"dt\":\"1780693200\",\"main\":{"
		"\"temp\":1}},{\"dt\":1780693200,\"main\":{\"temp\":\"1\"}},null,7,[],"
		"{\"dt\":1780704000,\"main\":{\"temp\":5}}]}");

	cr_expect_eq(forecast.step_count, 1);
	cr_expect_eq(forecast.steps[0].temperature, 5);
}

/* The number of steps is that of the list, whatever `cnt` says. */
Test(owm_forecast, takes_lists_of_any_length)
{
	struct sent steps[60];

	for (int i = 0; i < 60; i++)
		steps[i] = (struct sent){.hour = 3 * (59 - i), .temperature = 59 - i};
	for (size_t count = 39; count <= 41; count++)
		cr_expect_eq(forecast_of(SATURDAY, 0, steps, count).step_count, count);
	/* Of too many the earliest are kept, in whatever order they came. */
	{
		struct forecast forecast = forecast_of(SATURDAY, 0, steps, 60);

		cr_assert_eq(forecast.step_count, FORECAST_STEPS_MAX);
		for (int i = 0; i < FORECAST_STEPS_MAX; i++)
			cr_expect_eq(forecast.steps[i].temperature, i);
	}
	cr_expect_eq(forecast_in("forecast-cnt-wrong.json").step_count, 40);
	cr_expect_eq(forecast_in("forecast-one.json").step_count, 1);
}

Test(owm_forecast, refuses_a_list_without_a_usable_step)
{
	static const char *const bodies[] = {"{}", "{\"cod\":\"200\",\"list\":null}",
		"{\"list\":{}}", "{\"list\":[]}", "{\"list\":[{}]}",
		"{\"list\":[{\"dt\":1780693200}]}", "{\"list\":[{\"main\":{\"temp\":1}}]}"};

	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		struct error error = {.code = EXIT_OK};
		struct forecast forecast;

		cr_expect_not(read_forecast(&forecast, bodies[i], &error), "%s", bodies[i]);
		cr_expect_eq(error.code, EXIT_BAD_REPLY);
		cr_expect_str_eq(error.message, "the reply is not valid (no step with 'dt' and "
						"'main.temp' in 'list'); try again later");
	}
}

Test(owm_forecast, has_the_offset_of_the_city)
{
	static const int offsets[] = {-12 * 3600, -34200, 0, 20700, 45900, 14 * 3600};

	for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++) {
		struct forecast forecast =
			forecast_of(SATURDAY, offsets[i], SENT({.hour = 0, .temperature = 1}));

		cr_expect_eq(forecast_utc_offset(&forecast, SATURDAY), offsets[i]);
		cr_expect_eq(forecast_date(&forecast, SATURDAY),
			timefmt_days(2026, 11, offsets[i] < 0 ? 27 : 28));
	}
	cr_expect(isnan(forecast_in("forecast-city-none.json").utc_offset));
	cr_expect(isnan(forecast_in("forecast-timezone-none.json").utc_offset));
	cr_expect_eq(forecast_in("forecast-timezone-nepal.json").utc_offset, 20700);
}

/* ---- the clocks of a zone ---- */

static void open_zone(struct tzfile *zone, const char *name)
{
	char path[512];

	source_path(path, sizeof path, "tests/data/zoneinfo/slim");
	setenv("TZDIR", path, 1);
	cr_assert(tzfile_open(zone, name), "%s", name);
}

/* Sixteen steps from two days before the clocks of Europe go back, on 25 October 2026 at 01:00. */
#define OCTOBER (INT64_C(1792890000) - HOURS(49))

static struct forecast october(double offset)
{
	struct sent steps[24];

	for (int i = 0; i < 24; i++)
		steps[i] = (struct sent){.hour = 3 * i, .temperature = i};
	return forecast_of(OCTOBER, offset, steps, 24);
}

Test(owm_forecast, follows_a_change_of_the_clocks)
{
	struct forecast forecast = october(7200);
	struct tzfile zone;

	open_zone(&zone, "Europe/Berlin");
	forecast_set_zone(&forecast, &zone);
	cr_expect_eq(forecast.clock_change, 1792890000);
	cr_expect_eq(forecast_utc_offset(&forecast, 1792889999), 7200);
	cr_expect_eq(forecast_utc_offset(&forecast, 1792890000), 3600);
	/* A day of 25 hours. */
	cr_expect_eq(
		forecast_date(&forecast, 1792890000 + HOURS(22) - 1), timefmt_days(2026, 10, 25));
	cr_expect_eq(forecast_date(&forecast, 1792890000 + HOURS(22)), timefmt_days(2026, 10, 26));
}

Test(owm_forecast, takes_the_zones_clocks_where_the_reply_has_none)
{
	struct forecast forecast = october(NAN);
	struct tzfile zone;

	open_zone(&zone, "Europe/Berlin");
	forecast_set_zone(&forecast, &zone);
	cr_expect_eq(forecast_utc_offset(&forecast, OCTOBER), 7200);
	cr_expect_eq(forecast_utc_offset(&forecast, 1792890000), 3600);
}

Test(owm_forecast, keeps_its_clocks_where_the_zone_disagrees)
{
	struct forecast forecast = october(10800);
	struct tzfile zone;

	open_zone(&zone, "Europe/Berlin");
	forecast_set_zone(&forecast, &zone);
	cr_expect_eq(forecast.clock_change, TIMEFMT_NONE);
	cr_expect_eq(forecast_utc_offset(&forecast, 1792890000), 10800);
}

/* The reply came within the three hours before the first step, and so did the change. */
Test(owm_forecast, follows_a_change_before_its_first_step)
{
	static const int offsets[] = {7200, 3600};

	for (size_t i = 0; i < 2; i++) {
		struct forecast forecast = forecast_of(1792890000 + HOURS(2), offsets[i],
			SENT({.hour = 0, .temperature = 1}, {.hour = 3, .temperature = 2}));
		struct tzfile zone;

		open_zone(&zone, "Europe/Berlin");
		forecast_set_zone(&forecast, &zone);
		cr_expect_eq(forecast_utc_offset(&forecast, 1792889999), 7200);
		cr_expect_eq(forecast_utc_offset(&forecast, 1792890000), 3600);
	}
}

Test(owm_forecast, has_one_offset_in_a_zone_without_changes)
{
	struct forecast forecast = october(32400);
	struct tzfile zone;

	open_zone(&zone, "Asia/Seoul");
	forecast_set_zone(&forecast, &zone);
	cr_expect_eq(forecast.clock_change, TIMEFMT_NONE);
	cr_expect_eq(forecast_utc_offset(&forecast, OCTOBER), 32400);
}

/* ---- kinds of conditions ---- */

Test(owm_forecast, knows_the_kinds_of_conditions)
{
	static const struct {
		int id;
		enum condition_kind kind;
	} rows[] = {{0, CONDITION_OTHER}, {200, CONDITION_THUNDER}, {232, CONDITION_THUNDER},
		{300, CONDITION_DRIZZLE}, {500, CONDITION_RAIN}, {511, CONDITION_SNOW},
		{531, CONDITION_RAIN}, {600, CONDITION_SNOW}, {615, CONDITION_SNOW},
		{701, CONDITION_OTHER}, {711, CONDITION_FOG}, {721, CONDITION_OTHER},
		{741, CONDITION_FOG}, {762, CONDITION_FOG}, {771, CONDITION_THUNDER},
		{781, CONDITION_THUNDER}, {800, CONDITION_OTHER}, {804, CONDITION_OTHER},
		{906, CONDITION_SNOW}, {951, CONDITION_OTHER}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(condition_kind(rows[i].id), rows[i].kind, "%d", rows[i].id);
}

/* ---- air ---- */

static bool read_air(struct air *air, const char *body, struct error *error)
{
	struct json_reader reader;
	bool good;

	cr_assert(json_reader_open(&reader, body, strlen(body), OWM_SERIES, error), "%s: %s", body,
		error->message);
	good = owm_air_read(air, &reader, error);
	cr_assert(json_reader_finish(&reader), "%s: %s", body, error->message);
	json_reader_close(&reader);
	return good;
}

static struct air air_in(const char *name)
{
	struct error error = {.code = EXIT_OK};
	struct air air;
	char *body = data_read(name);

	cr_assert(read_air(&air, body, &error), "%s: %s", name, error.message);
	free(body);
	return air;
}

static struct air air_from(const char *body)
{
	struct error error = {.code = EXIT_OK};
	struct air air;

	cr_assert(read_air(&air, body, &error), "%s: %s", body, error.message);
	return air;
}

Test(owm_air, reads_all_there_is)
{
	struct air air = air_in("air-suwon.json");

	cr_expect_eq(air.time, 1627905600);
	cr_expect_eq(air.index, 2);
	cr_expect_eq(air.pm2_5, 19.78);
	cr_expect_eq(air.pm10, 23.15);
	cr_expect_eq(air.o3, 0);
	cr_expect_eq(air.no2, 42.84);
	cr_expect_eq(air.so2, 16.21);
	cr_expect_eq(air.co, 534.06);
}

/* As the documentation has it: "coord":[50.0,50.0], "aqi":4.0. */
Test(owm_air, reads_coordinates_in_an_array_and_an_index_with_a_point)
{
	struct air air = air_in("air-array.json");

	cr_expect_eq(air.index, 4);
	cr_expect_eq(air.pm10, 92.214);
}

Test(owm_air, takes_an_index_off_the_scale_for_missing)
{
	static const char *const indexes[] = {"0", "9", "6", "-1", "2.5", "\"2\"", "null"};

	cr_expect_eq(air_in("air-aqi-9.json").index, 0);
	for (size_t i = 0; i < sizeof indexes / sizeof *indexes; i++) {
		char body[128];
		struct air air;

		snprintf(body, sizeof body,
			"{\"list\":[{\"main\":{\"aqi\":%s},\"components\":{\"pm10\":5}}]}",
			indexes[i]);
		air = air_from(body);
		cr_expect_eq(air.index, 0, "%s", indexes[i]);
		cr_expect_eq(air.pm10, 5);
	}
}

Test(owm_air, takes_amounts_below_zero_for_missing)
{
	struct air air = air_from("{\"list\":[{\"main\":{\"aqi\":1},\"components\":{\"co\":-9999,"
				  "\"o3\":\"1\",\"pm10\":0}}]}");

	cr_expect(isnan(air.co) && isnan(air.o3) && isnan(air.pm2_5));
	cr_expect_eq(air.pm10, 0);
	cr_expect_eq(air.time, TIMEFMT_NONE);
}

Test(owm_air, takes_the_first_usable_entry)
{
	struct air air = air_from(
		"{\"list\":[null,{\"main\":{\"aqi\":9}},{\"main\":{\"aqi\":3}},{\"main\":{\"aqi\":"
		"1}}]}");

	cr_expect_eq(air.index, 3);
}

Test(owm_air, refuses_a_list_without_values)
{
	static const char *const bodies[] = {"{}", "{\"list\":[]}", "{\"list\":{}}",
		"{\"list\":[{\"main\":{\"aqi\":0}}]}", "{\"list\":[{\"components\":{}}]}",
		"{\"list\":[7]}"};

	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		struct error error = {.code = EXIT_OK};
		struct air air;

		cr_expect_not(read_air(&air, bodies[i], &error), "%s", bodies[i]);
		cr_expect_eq(error.code, EXIT_BAD_REPLY);
		cr_expect_str_eq(error.message, "the reply is not valid (no 'main.aqi' and no "
						"'components' in 'list'); try again later");
	}
}

Test(owm_air, names_the_indexes)
{
	static const char *const words[] = {
		"", "good", "fair", "moderate", "poor", "very poor", ""};

	for (int i = 0; i <= 6; i++)
		cr_expect_str_eq(air_index_words(i), words[i]);
}
