/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "base/tzfile.h"
#include "forecast_reply.h"
#include "harness.h"
#include "weather/forecast_days.h"

TestSuite(forecast_days, .fini = harness_teardown);

static struct forecast_day days[FORECAST_DAYS_MAX];

static size_t days_of(int64_t start, double offset, const struct sent *steps, size_t count)
{
	struct forecast forecast = forecast_of(start, offset, steps, count);

	return forecast_days(&forecast, days);
}

static void expect_date(const struct forecast_day *day, const char *date)
{
	char text[TIMEFMT_MAX];

	timefmt_iso_date(text, day->date);
	cr_expect_str_eq(text, date);
}

Test(forecast_days, has_every_date_that_has_a_step)
{
	size_t count = days_of(SATURDAY, 0,
		SENT({.hour = 21, .temperature = 5}, {.hour = 24, .temperature = 4},
			{.hour = 27, .temperature = 3}, {.hour = 99, .temperature = 2}));

	cr_assert_eq(count, 3);
	expect_date(&days[0], "2026-11-28");
	expect_date(&days[1], "2026-11-29");
	expect_date(&days[2], "2026-12-02");
	cr_expect_eq(days[0].step_count, 1);
	cr_expect_eq(days[1].step_count, 2);
	cr_expect_eq(days[1].low, 3);
	cr_expect_eq(days[1].high, 4);
}

/* One step, and the dates of the earth at its time. */
Test(forecast_days, has_the_dates_of_the_place)
{
	static const struct {
		double offset;
		const char *date;
	} rows[] = {{-12 * 3600, "2026-11-27"}, {-3600, "2026-11-27"}, {0, "2026-11-28"},
		{NAN, "2026-11-28"}, {14 * 3600, "2026-11-28"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		cr_assert_eq(days_of(SATURDAY, rows[i].offset, SENT({.temperature = 1})), 1);
		expect_date(&days[0], rows[i].date);
	}
	/* 18:15 in UTC is midnight in Nepal. */
	cr_assert_eq(days_of(SATURDAY + HOURS(18) + 900, 20700,
			     SENT({.hour = -3, .temperature = 1}, {.temperature = 2})),
		2);
	expect_date(&days[0], "2026-11-28");
	expect_date(&days[1], "2026-11-29");
}

/* What falls from 21:00 to 24:00 is in the step of 00:00. */
Test(forecast_days, counts_amounts_when_they_fell)
{
	cr_assert_eq(days_of(SATURDAY, 0,
			     SENT({.hour = 21, .temperature = 5, .id = 804, .pop = 0.1},
				     {.hour = 24,
					     .temperature = 9,
					     .id = 501,
					     .pop = 0.9,
					     .rain = 3,
					     .gust = 20},
				     {.hour = 27, .temperature = 3, .id = 800, .pop = 0.2})),
		2);
	cr_expect_eq(days[0].rain, 3);
	cr_expect_float_eq(days[0].probability, 90, 1e-9);
	cr_expect_eq(days[0].condition.id, 501);
	cr_expect_eq(days[0].high, 5);
	cr_expect(isnan(days[0].wind_gust));
	cr_expect(isnan(days[1].rain));
	cr_expect_float_eq(days[1].probability, 20, 1e-9);
	cr_expect_eq(days[1].condition.id, 800);
	cr_expect_eq(days[1].high, 9);
	cr_expect_eq(days[1].wind_gust, 20);
}

/* With an offset of a quarter the middle of the three hours is at 00:15 or 23:45. */
Test(forecast_days, takes_the_middle_of_the_three_hours)
{
	/* 01:45 in Nepal: from 22:45 on, the middle is 00:15. */
	cr_assert_eq(days_of(SATURDAY + HOURS(20), 20700,
			     SENT({.hour = -3, .temperature = 1, .rain = 1},
				     {.temperature = 1, .rain = 2})),
		2);
	cr_expect_eq(days[0].rain, 1);
	cr_expect_eq(days[1].rain, 2);
	/* 01:15: the middle is 23:45. */
	cr_assert_eq(days_of(SATURDAY + HOURS(19) + 1800, 20700,
			     SENT({.hour = -3, .temperature = 1, .rain = 1},
				     {.temperature = 1, .rain = 2})),
		2);
	cr_expect_eq(days[0].rain, 3);
	cr_expect(isnan(days[1].rain));
}

Test(forecast_days, sums_amounts_and_takes_the_highest_probability_and_gust)
{
	cr_assert_eq(
		days_of(SATURDAY, 0,
			SENT({.hour = 6, .temperature = -2, .pop = 0.3, .rain = 0.5, .gust = 9},
				{.hour = 9, .temperature = 1, .pop = 0.6, .snow = 0.25, .gust = 4},
				{.hour = 12, .temperature = 0, .pop = -1, .rain = 1},
				{.hour = 15, .temperature = 7, .pop = 0.1})),
		1);
	cr_expect_eq(days[0].low, -2);
	cr_expect_eq(days[0].high, 7);
	cr_expect_eq(days[0].rain, 1.5);
	cr_expect_eq(days[0].snow, 0.25);
	cr_expect_float_eq(days[0].probability, 60, 1e-9);
	cr_expect_eq(days[0].wind_gust, 9);
	cr_expect_eq(days[0].step_count, 4);
}

Test(forecast_days, leaves_out_what_was_not_sent)
{
	cr_assert_eq(days_of(SATURDAY, 0, SENT({.hour = 6, .temperature = 1, .pop = -1})), 1);
	cr_expect(isnan(days[0].rain) && isnan(days[0].snow));
	cr_expect(isnan(days[0].probability) && isnan(days[0].wind_gust));
	cr_expect_eq(days[0].condition.id, 0);
	cr_expect_str_eq(days[0].condition.description, "");
}

/* ---- words ---- */

/* The condition of a date with these, one every three hours from 06:00. */
static int words_of(const int ids[], size_t count)
{
	struct sent steps[8];

	for (size_t i = 0; i < count; i++)
		steps[i] = (struct sent){.hour = 6 + 3 * (int)i, .id = ids[i]};
	days_of(SATURDAY, 0, steps, count);
	return days[0].condition.id;
}
#define WORDS_OF(...) \
	words_of((const int[]){__VA_ARGS__}, sizeof((const int[]){__VA_ARGS__}) / sizeof(int))

Test(forecast_days, takes_the_most_significant_condition)
{
	cr_expect_eq(WORDS_OF(800, 741, 300, 500, 600, 200), 200);
	cr_expect_eq(WORDS_OF(800, 741, 300, 500, 600), 600);
	cr_expect_eq(WORDS_OF(511, 800, 741, 300, 500), 511);
	cr_expect_eq(WORDS_OF(502, 800, 741, 300), 502);
	cr_expect_eq(WORDS_OF(800, 741, 300), 300);
	cr_expect_eq(WORDS_OF(741, 800, 804), 741);
}

Test(forecast_days, else_takes_the_condition_nearest_to_13)
{
	/* 06:00, 09:00, 12:00, 15:00. */
	cr_expect_eq(WORDS_OF(801, 802, 803, 804), 803);
	cr_expect_eq(WORDS_OF(801, 802), 802);
	/* 11:30 and 14:30 in Newfoundland: the wetter, else the earlier. */
	cr_assert_eq(days_of(SATURDAY + HOURS(15), -12600,
			     SENT({.id = 801}, {.hour = 3, .id = 802, .pop = 0.1})),
		1);
	cr_expect_eq(days[0].condition.id, 802);
	cr_assert_eq(
		days_of(SATURDAY + HOURS(15), -12600, SENT({.id = 801}, {.hour = 3, .id = 802})),
		1);
	cr_expect_eq(days[0].condition.id, 801);
}

Test(forecast_days, takes_the_wetter_of_two_alike)
{
	cr_assert_eq(days_of(SATURDAY, 0,
			     SENT({.hour = 6, .id = 500, .rain = 0.2, .pop = 0.9},
				     {.hour = 9, .id = 501, .rain = 4, .pop = 0.5},
				     {.hour = 12, .id = 500, .rain = 0.3, .pop = 0.9})),
		1);
	cr_expect_eq(days[0].condition.id, 501);
	/* Of two with as much, the likelier. */
	cr_assert_eq(days_of(SATURDAY, 0,
			     SENT({.hour = 6, .id = 502, .rain = 1, .pop = 0.9},
				     {.hour = 12, .id = 501, .rain = 1, .pop = 0.8})),
		1);
	cr_expect_eq(days[0].condition.id, 502);
}

/* ---- across a change of the clocks ---- */

/* 25 October 2026 in Berlin: 22:00 in UTC before is midnight, and 23:00 the midnight after. */
Test(forecast_days, follows_a_change_of_the_clocks)
{
	const int64_t change = 1792890000; /* 01:00 in UTC */
	const struct sent steps[] = {{.hour = -3, .temperature = 1},
		{.hour = 21, .temperature = 2, .rain = 1}, {.hour = 22, .temperature = 3},
		{.hour = 23, .temperature = 4, .rain = 2}};
	struct forecast forecast = forecast_of(change, 7200, steps, 4);
	struct tzfile zone;
	char path[512];

	cr_expect_eq(forecast_days(&forecast, days), 2);
	cr_expect_eq(days[0].step_count, 1);
	source_path(path, sizeof path, "tests/data/zoneinfo/slim");
	setenv("TZDIR", path, 1);
	cr_assert(tzfile_open(&zone, "Europe/Berlin"));
	forecast_set_zone(&forecast, &zone);
	cr_assert_eq(forecast_days(&forecast, days), 2);
	expect_date(&days[0], "2026-10-25");
	cr_expect_eq(days[0].step_count, 2);
	cr_expect_eq(days[0].high, 2);
	/* 01:00 on the clock, and its middle 23:30. */
	cr_expect_eq(days[0].rain, 3);
	expect_date(&days[1], "2026-10-26");
	cr_expect_eq(days[1].step_count, 2);
}

/* The reply of 19 January 2025, 23:45 in Berlin. */
Test(forecast_days, sums_up_a_real_reply)
{
	struct error error = {.code = EXIT_OK};
	struct forecast forecast;
	char *body = data_read("forecast-berlin-imperial.json");

	cr_assert(read_forecast(&forecast, body, &error), "%s", error.message);
	free(body);
	cr_assert_eq(forecast_days(&forecast, days), 5);
	expect_date(&days[0], "2025-01-20");
	expect_date(&days[4], "2025-01-24");
	for (size_t i = 0; i < 5; i++)
		cr_expect_eq(days[i].step_count, 8);
	cr_expect_eq(days[0].low, 34.3);
	cr_expect_eq(days[0].high, 42.42);
	cr_expect_eq(days[0].wind_gust, 25.1);
	cr_expect_eq(days[0].condition.id, 801);
	cr_expect(isnan(days[0].rain));
	cr_expect_float_eq(days[3].rain, 1.24, 1e-9);
	cr_expect_eq(days[3].probability, 100);
	cr_expect_eq(days[4].condition.id, 500);
	cr_expect_float_eq(days[4].rain, 2.09, 1e-9);
}

/* At 00:06 in Seoul, a step of 23:45 is one of yesterday. */
Test(forecast_days, are_cut_from_today_on)
{
	const int64_t midnight = SATURDAY + HOURS(15);
	struct forecast forecast = forecast_of(midnight - 900, 32400,
		SENT({.hour = -3}, {.hour = 0}, {.hour = 3}, {.hour = 24}, {.hour = 48}));
	static const struct {
		size_t most;
		int64_t after; /* midnight */
		size_t count, first, end;
		const char *date;
	} rows[] = {{1, 360, 1, 2, 4, "2026-11-29"}, {2, 360, 2, 2, 5, "2026-11-29"},
		{6, 360, 2, 2, 5, "2026-11-29"}, {1, -360, 1, 0, 2, "2026-11-28"},
		{2, -360, 2, 0, 4, "2026-11-28"}, {0, 360, 3, 0, 5, "2026-11-28"},
		/* An old answer. */
		{2, HOURS(30), 1, 4, 5, "2026-11-30"}, {2, HOURS(72), 0, 5, 5, NULL},
		{0, HOURS(72), 3, 0, 5, "2026-11-28"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t today = forecast_date(&forecast, midnight + rows[i].after);
		size_t count = forecast_days(&forecast, days);
		struct forecast_range steps = forecast_days_cut(days, &count, rows[i].most, today);

		cr_assert_eq(count, rows[i].count, "row %zu: %zu days", i, count);
		cr_expect_eq(steps.first, rows[i].first, "row %zu: %zu", i, steps.first);
		cr_expect_eq(steps.end, rows[i].end, "row %zu: %zu", i, steps.end);
		if (rows[i].date)
			expect_date(&days[0], rows[i].date);
	}
}
