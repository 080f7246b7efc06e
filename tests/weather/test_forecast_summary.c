/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/tzfile.h"
#include "forecast_reply.h"
#include "harness.h"
#include "weather/forecast_summary.h"

TestSuite(forecast_summary, .fini = harness_teardown);

static const struct forecast_summary_style metric = {.units = UNITS_METRIC};

/* At an hour after SATURDAY, 00:00 in UTC, about steps of a place with that offset. */
static void expect(
	const char *sentence, double hour, double offset, const struct sent *steps, size_t count)
{
	struct forecast forecast = forecast_of(SATURDAY, offset, steps, count);
	char text[FORECAST_SUMMARY_MAX];

	forecast_summary(text, &forecast, SATURDAY + (int64_t)(hour * 3600), &metric);
	cr_expect_str_eq(text, sentence, "%s", text);
}

Test(forecast_summary, says_until_when_it_rains)
{
	expect("Rain until 21:00, 4.2 mm.", 16, 0,
		SENT({.hour = 18, .rain = 3, .pop = 1}, {.hour = 21, .rain = 1.2, .pop = 0.8},
			{.hour = 24}));
	expect("Rain until Sun 03:00, 4.2 mm.", 16, 6 * 3600,
		SENT({.hour = 18, .rain = 3, .pop = 1}, {.hour = 21, .rain = 1.2, .pop = 0.8},
			{.hour = 24}));
}

Test(forecast_summary, says_from_when_it_snows)
{
	expect("Snow from 18:00 to Sun 06:00, 6 mm.", 8, 0,
		SENT({.hour = 9}, {.hour = 12}, {.hour = 15}, {.hour = 18},
			{.hour = 21, .snow = 1.5}, {.hour = 24, .snow = 2}, {.hour = 27, .snow = 2},
			{.hour = 30, .snow = 0.5}, {.hour = 33}));
	expect("Snow from Sat 18:00 to Sun 06:00, 6 mm.", -8, 0,
		SENT({.hour = -6}, {.hour = 21, .snow = 1.5}, {.hour = 24, .snow = 2},
			{.hour = 27, .snow = 2}, {.hour = 30, .snow = 0.5}, {.hour = 33}));
	/* The weekday is not said twice. */
	expect("Snow from Sun 06:00 to 09:00, 1 mm.", 8, 0,
		SENT({.hour = 9}, {.hour = 33, .snow = 1}, {.hour = 36}));
}

Test(forecast_summary, tells_the_next_spell)
{
	expect("Rain until 21:00, 4.2 mm; then from Sun 18:00 to Mon 06:00, 2.1 mm.", 16, 0,
		SENT({.hour = 18, .rain = 3}, {.hour = 21, .rain = 1.2}, {.hour = 24},
			{.hour = 45, .rain = 0.5}, {.hour = 48, .rain = 0.5},
			{.hour = 51, .rain = 0.5}, {.hour = 54, .rain = 0.6}, {.hour = 57}));
	expect("Rain until 12:00, 3 mm; then from 18:00 to 21:00, 1 mm.", 10, 0,
		SENT({.hour = 12, .rain = 3}, {.hour = 15}, {.hour = 18}, {.hour = 21, .rain = 1},
			{.hour = 24}));
	/* A third one is not told. */
	expect("Rain from 03:00 to 06:00, 3 mm; then from 09:00 to 12:00, 1 mm.", 0, 0,
		SENT({.hour = 3}, {.hour = 6, .rain = 3}, {.hour = 9}, {.hour = 12, .rain = 1},
			{.hour = 15}, {.hour = 18, .rain = 9}));
	expect("Rain until 12:00, 3 mm; then snow from Sun 03:00 to 06:00, 1 mm.", 10, 0,
		SENT({.hour = 12, .rain = 3}, {.hour = 15}, {.hour = 30, .snow = 1}, {.hour = 33}));
}

/* As they are printed: 49.6 % as 50 %, 0.46 mm as 0.5 mm. */
Test(forecast_summary, is_wet_from_50_percent_or_half_a_millimetre)
{
	static const struct {
		double pop, rain;
		const char *sentence;
	} rows[] = {{0.5, 0, "Rain from 03:00 to 06:00."}, {0.496, 0, "Rain from 03:00 to 06:00."},
		{0.494, 0, "Perhaps rain from 03:00 to 06:00 (49 %)."},
		{0, 0.5, "Rain from 03:00 to 06:00, 0.5 mm."},
		{0, 0.46, "Rain from 03:00 to 06:00, 0.5 mm."},
		{0, 0.44, "Dry until at least 09:00."},
		{0.195, 0, "Perhaps rain from 03:00 to 06:00 (20 %)."},
		{0.194, 0, "Dry until at least 09:00."},
		/* An amount that would be printed as 0 is not. */
		{0.6, 0.04, "Rain from 03:00 to 06:00."}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect(rows[i].sentence, 0, 0,
			SENT({.hour = 3}, {.hour = 6, .pop = rows[i].pop, .rain = rows[i].rain},
				{.hour = 9}));
	/* Rain and snow together. */
	expect("Rain and snow from 03:00 to 06:00, 0.5 mm.", 0, 0,
		SENT({.hour = 3}, {.hour = 6, .rain = 0.25, .snow = 0.25}, {.hour = 9}));
}

/* Where neither a probability nor an amount was sent. */
Test(forecast_summary, else_goes_by_the_condition)
{
	static const struct {
		int id;
		const char *sentence;
	} rows[] = {{500, "Rain from 03:00 to 06:00."}, {300, "Rain from 03:00 to 06:00."},
		{211, "Rain from 03:00 to 06:00."}, {600, "Snow from 03:00 to 06:00."},
		{611, "Rain and snow from 03:00 to 06:00."}, {906, "Hail from 03:00 to 06:00."},
		{741, "Dry until at least 09:00."}, {800, "Dry until at least 09:00."},
		/* Squalls, a tornado and what is not known: neither wet nor dry. */
		{771, "Dry until at least 03:00."}, {781, "Dry until at least 03:00."},
		{902, "Dry until at least 03:00."}, {0, "Dry until at least 03:00."}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect(rows[i].sentence, 0, 0,
			SENT({.hour = 3}, {.hour = 6, .pop = -1, .id = rows[i].id}, {.hour = 9}));
	expect("Dry until at least 06:00.", 0, 0, SENT({.hour = 3}, {.hour = 6, .id = 500}));
}

Test(forecast_summary, claims_nothing_that_was_not_sent)
{
	expect("", 0, 0, SENT({.hour = 3, .pop = -1}, {.hour = 6, .pop = -1}));
	expect("", 0, 0, SENT({.hour = 3, .pop = -1}, {.hour = 6}));
	/* Nothing is known until 03:00, or 04:00. */
	expect("", 0, 0, SENT({.hour = 6}, {.hour = 9}));
	expect("Dry until at least 09:00.", 3, 0, SENT({.hour = 6}, {.hour = 9}));
	expect("Rain from 03:00 to 06:00.", 0, 0,
		SENT({.hour = 3, .pop = -1}, {.hour = 6, .pop = 0.9}, {.hour = 9}));
}

/* It is not said to end where no dry step follows. */
Test(forecast_summary, says_at_least_until_when_it_rains)
{
	expect("Rain until at least 06:00.", 0, 0,
		SENT({.hour = 3, .pop = 1}, {.hour = 6, .pop = 1}));
	expect("Rain until at least 06:00, 4 mm.", 0, 0,
		SENT({.hour = 3, .rain = 1}, {.hour = 6, .rain = 3}, {.hour = 9, .pop = -1}));
	expect("Snow from 03:00 until at least 06:00.", 0, 0,
		SENT({.hour = 3}, {.hour = 6, .pop = 1, .id = 600}, {.hour = 12}));
	expect("Snow from 18:00 until at least Sun 03:00, 3 mm.", 0, 0,
		SENT({.hour = 3}, {.hour = 21, .snow = 1}, {.hour = 24, .snow = 1},
			{.hour = 27, .snow = 1}));
	expect("Rain until 03:00, 1 mm; then from 06:00 until at least 09:00, 2 mm.", 0, 0,
		SENT({.hour = 3, .rain = 1}, {.hour = 6}, {.hour = 9, .rain = 2}));
	expect("Rain until 03:00, 1 mm; then snow from 06:00 until at least 09:00.", 0, 0,
		SENT({.hour = 3, .rain = 1}, {.hour = 6}, {.hour = 9, .pop = 1, .id = 600}));
}

Test(forecast_summary, names_what_falls)
{
	/* By the amounts of all of a spell's steps. */
	expect("Rain and snow until 06:00, 3 mm.", 0, 0,
		SENT({.hour = 3, .rain = 1, .id = 601}, {.hour = 6, .snow = 2, .id = 500},
			{.hour = 9}));
	/* A step without amounts adds nothing to those of others. */
	expect("Snow until 06:00, 2 mm.", 0, 0,
		SENT({.hour = 3, .snow = 2}, {.hour = 6, .pop = 0.6, .id = 804}, {.hour = 9}));
	expect("Snow until 06:00, 2 mm.", 0, 0,
		SENT({.hour = 3, .snow = 2}, {.hour = 6, .pop = 0.6, .id = 500}, {.hour = 9}));
	/* Nor does a trace, which would be printed as 0. */
	expect("Snow until 06:00, 6 mm.", 0, 0,
		SENT({.hour = 3, .snow = 3}, {.hour = 6, .snow = 3, .rain = 0.01}, {.hour = 9}));
	expect("Rain and snow until 06:00, 6.1 mm.", 0, 0,
		SENT({.hour = 3, .snow = 3, .rain = 0.03}, {.hour = 6, .snow = 3, .rain = 0.03},
			{.hour = 9}));
	/* Else by the conditions, and if they say nothing it is rain. */
	expect("Snow until 06:00.", 0, 0,
		SENT({.hour = 3, .pop = 0.9, .id = 600}, {.hour = 6, .pop = 0.9, .id = 804},
			{.hour = 9}));
	expect("Rain and snow until 06:00.", 0, 0,
		SENT({.hour = 3, .pop = 0.9, .id = 600}, {.hour = 6, .pop = 0.9, .id = 500},
			{.hour = 9}));
	expect("Rain and snow until 03:00.", 0, 0,
		SENT({.hour = 3, .pop = 0.9, .id = 616}, {.hour = 6}));
	expect("Rain until 03:00.", 0, 0, SENT({.hour = 3, .pop = 0.9, .id = 511}, {.hour = 6}));
	expect("Rain until 03:00.", 0, 0, SENT({.hour = 3, .pop = 0.9, .id = 200}, {.hour = 6}));
	expect("Hail until 03:00.", 0, 0, SENT({.hour = 3, .pop = 0.9, .id = 906}, {.hour = 6}));
	expect("Rain until 06:00.", 0, 0,
		SENT({.hour = 3, .pop = 0.9, .id = 906}, {.hour = 6, .pop = 0.9, .id = 500},
			{.hour = 9}));
	expect("Rain until 03:00.", 0, 0, SENT({.hour = 3, .pop = 0.9}, {.hour = 6}));
	expect("Rain until 03:00.", 0, 0, SENT({.hour = 3, .pop = 0.9, .id = 781}, {.hour = 6}));
}

/* A step that is left out ends a spell. */
Test(forecast_summary, joins_only_steps_without_a_gap)
{
	expect("Rain until at least 03:00, 1 mm; then from 06:00 to 09:00, 2 mm.", 0, 0,
		SENT({.hour = 3, .rain = 1}, {.hour = 9, .rain = 2}, {.hour = 12}));
	expect("Dry until at least 03:00.", 0, 0, SENT({.hour = 3}, {.hour = 9}));
}

Test(forecast_summary, says_perhaps_only_without_a_spell)
{
	expect("Perhaps rain on Sun from 12:00 to 15:00 (30 %).", 0, 0,
		SENT({.hour = 3, .pop = 0.2}, {.hour = 39, .pop = 0.3}, {.hour = 42}));
	expect("Perhaps rain on Sun from 21:00 to Mon 03:00 (30 %).", 0, 0,
		SENT({.hour = 3}, {.hour = 48, .pop = 0.3}, {.hour = 51, .pop = 0.3}));
	expect("Perhaps rain from 21:00 to Sun 03:00 (30 %).", 0, 0,
		SENT({.hour = 3}, {.hour = 24, .pop = 0.3}, {.hour = 27, .pop = 0.3}));
	expect("Perhaps snow before 03:00 (20 %).", 0, 0,
		SENT({.hour = 3, .pop = 0.2, .id = 600}, {.hour = 6}));
	expect("Perhaps rain before Sun 03:00 (20 %).", 22, 0,
		SENT({.hour = 24, .pop = 0.2}, {.hour = 27, .pop = 0.2}));
	expect("Rain from 06:00 to 09:00, 1 mm.", 0, 0,
		SENT({.hour = 3}, {.hour = 6, .pop = 0.4}, {.hour = 9, .rain = 1}, {.hour = 12}));
	expect("Dry until at least 06:00.", 0, 0, SENT({.hour = 3, .pop = 0.19}, {.hour = 6}));
}

/* The texts of all kinds have their values in them. */
Test(forecast_summary, is_whole_for_every_kind)
{
	static const struct {
		const char *first, *next;
		int id;
	} kinds[] = {{"Rain ", "rain ", 500}, {"Snow ", "snow ", 600},
		{"Rain and snow ", "rain and snow ", 616}, {"Hail ", "hail ", 906}};

	for (int i = 0; i < 4 * 4 * 16; i++) {
		const int first = i / 64, second = i / 16 % 4;
		const bool is_to_come = i & 1, is_open = i & 2, has_next = i & 4;
		const double chance = i & 8 ? 0.3 : 0.8;
		const struct sent steps[] = {
			{.hour = 3, .pop = is_to_come ? 0 : chance, .id = kinds[first].id},
			{.hour = 6, .pop = chance, .id = kinds[first].id},
			{.hour = 9, .pop = is_open ? -1 : 0},
			{.hour = 12, .pop = has_next ? chance : 0, .id = kinds[second].id},
			{.hour = 15, .pop = is_open ? -1 : 0}};
		struct forecast forecast = forecast_of(SATURDAY, 0, steps, 5);
		char text[FORECAST_SUMMARY_MAX];

		forecast_summary(text, &forecast, SATURDAY, &metric);
		cr_expect(strstr(text, "06:00"), "%s", text);
		cr_expect(!strpbrk(text, "{}") && text[strlen(text) - 1] == '.', "%s", text);
		cr_expect_eq(strstr(text, "from 03:00") != NULL, is_to_come, "%s", text);
		if (chance < 0.5)
			cr_expect(strstr(text, "Perhaps ") == text && strstr(text, "(30 %)") &&
					  strncmp(text + 8, kinds[first].next,
						  strlen(kinds[first].next)) == 0,
				"%s", text);
		else
			cr_expect(strncmp(text, kinds[first].first, strlen(kinds[first].first)) ==
						  0 &&
					  (strstr(text, "at least") != NULL) == is_open &&
					  (strstr(text, "; then ") != NULL) == has_next,
				"%s", text);
	}
}

Test(forecast_summary, says_until_when_it_stays_dry)
{
	struct sent steps[19];

	for (int i = 0; i < 19; i++)
		steps[i] = (struct sent){.hour = 3 * (i + 1)};
	expect("Dry until at least Mon 09:00.", 0, 0, steps, 19);
	expect("Dry until at least 03:00.", 0, 0, steps, 1);
}

Test(forecast_summary, says_nothing_of_hours_that_are_over)
{
	expect("Dry until at least 09:00.", 3, 0,
		SENT({.hour = 3, .rain = 9}, {.hour = 6}, {.hour = 9}));
	expect("Rain until 06:00, 1 mm.", 3, 0,
		SENT({.hour = 3, .rain = 9}, {.hour = 6, .rain = 1}, {.hour = 9}));
	expect("Dry until at least 09:00.", 4, 0,
		SENT({.hour = 3, .pop = 0.4}, {.hour = 6}, {.hour = 9}));
	expect("", 9, 0, SENT({.hour = 3, .rain = 9}, {.hour = 6}, {.hour = 9}));
	expect("", 1e6, 0, SENT({.hour = 3, .rain = 9}));
}

Test(forecast_summary, has_the_clocks_of_the_place)
{
	expect("Rain until 08:45, 1 mm.", 0, 20700, SENT({.hour = 3, .rain = 1}, {.hour = 6}));
	expect("Rain until 15:00, 1 mm.", 0, -12 * 3600, SENT({.hour = 3, .rain = 1}, {.hour = 6}));
	expect("Rain until 17:00, 1 mm.", 0, 14 * 3600, SENT({.hour = 3, .rain = 1}, {.hour = 6}));
	expect("Rain until 03:00 UTC, 1 mm.", 0, NAN, SENT({.hour = 3, .rain = 1}, {.hour = 6}));
	expect("Dry until at least Sun 03:00 UTC.", 21, NAN, SENT({.hour = 24}, {.hour = 27}));
}

Test(forecast_summary, is_in_inches_for_imperial_units)
{
	struct forecast forecast =
		forecast_of(SATURDAY, 0, SENT({.hour = 3, .rain = 4.2}, {.hour = 6}));
	char text[FORECAST_SUMMARY_MAX];

	forecast_summary(text, &forecast, SATURDAY,
		&(const struct forecast_summary_style){.units = UNITS_IMPERIAL});
	cr_expect_str_eq(text, "Rain until 03:00, 0.17 in.");
	forecast_summary(text, &forecast, SATURDAY,
		&(const struct forecast_summary_style){.units = UNITS_UK});
	cr_expect_str_eq(text, "Rain until 03:00, 4.2 mm.");
}

Test(forecast_summary, has_clocks_of_twelve_hours_where_asked)
{
	struct forecast forecast = forecast_of(SATURDAY, 0,
		SENT({.hour = 3, .rain = 4}, {.hour = 6}, {.hour = 9}, {.hour = 24, .rain = 1},
			{.hour = 27}));
	char text[FORECAST_SUMMARY_MAX];

	forecast_summary(text, &forecast, SATURDAY,
		&(const struct forecast_summary_style){.clock_12 = true});
	cr_expect_str_eq(text, "Rain until 3:00am, 4 mm; then from 9:00pm to Sun 12:00am, 1 mm.");
}

/* In Berlin the clocks went back on 25 October 2026, at 01:00 in UTC: 23:00 is 01:00, 05:00 is
 * 06:00. */
Test(forecast_summary, follows_a_change_of_the_clocks)
{
	const int64_t change = 1792890000;
	struct forecast forecast = forecast_of(change, 7200,
		SENT({.hour = -5}, {.hour = -2}, {.hour = 1, .rain = 1}, {.hour = 4, .rain = 1},
			{.hour = 7}));
	char text[FORECAST_SUMMARY_MAX], path[512];
	struct tzfile zone;

	source_path(path, sizeof path, "tests/data/zoneinfo/slim");
	setenv("TZDIR", path, 1);
	cr_assert(tzfile_open(&zone, "Europe/Berlin"));
	forecast_set_zone(&forecast, &zone);
	forecast_summary(text, &forecast, change - HOURS(6), &metric);
	cr_expect_str_eq(text, "Rain from Sun 01:00 to 06:00, 2 mm.");
}

Test(forecast_summary, is_one_sentence_of_any_reply)
{
	static const char *const names[] = {"forecast-warsaw.json", "forecast-one.json",
		"forecast-pop-none.json", "forecast-rain-empty.json",
		"forecast-berlin-imperial.json", "forecast-city-none.json"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct error error = {.code = EXIT_OK};
		struct forecast forecast;
		char text[FORECAST_SUMMARY_MAX], *body = data_read(names[i]);

		cr_assert(read_forecast(&forecast, body, &error), "%s", error.message);
		free(body);
		for (size_t step = 0; step < forecast.step_count; step++) {
			forecast_summary(text, &forecast, forecast.steps[step].time - 1, &metric);
			cr_expect(strlen(text) > 15 && text[strlen(text) - 1] == '.' &&
					  !strstr(text, "nan"),
				"%s", text);
		}
	}
}
