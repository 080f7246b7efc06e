/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

#include "base/timefmt.h"
#include "weather/moon.h"

#define HOUR 3600
#define DAY 86400

static int64_t time_of(int year, int month, int day, int hour, int minute)
{
	return timefmt_days(year, month, day) * DAY + hour * HOUR + minute * 60;
}

/*
 * Eclipses, which are at new and full moon, from 1919 to 2044, and the quarters of January 2000. At
 * the edges of its two days, a phase may be four hours off, and the moon is not equally fast.
 */
Test(moon, has_its_phases_when_they_were_observed)
{
	static const struct {
		int year, month, day, hour, minute;
		const char *before, *phase, *after;
	} rows[] = {{1919, 5, 29, 13, 12, "waning crescent", "new", "waxing crescent"},
		{1977, 2, 18, 3, 37, "waning crescent", "new", "waxing crescent"},
		{1999, 8, 11, 11, 9, "waning crescent", "new", "waxing crescent"},
		{2000, 1, 6, 18, 14, "waning crescent", "new", "waxing crescent"},
		{2000, 1, 14, 13, 34, "waxing crescent", "first quarter", "waxing gibbous"},
		{2000, 1, 21, 4, 40, "waxing gibbous", "full", "waning gibbous"},
		{2000, 1, 28, 7, 57, "waning gibbous", "last quarter", "waning crescent"},
		{2024, 4, 8, 18, 21, "waning crescent", "new", "waxing crescent"},
		{2025, 3, 14, 6, 55, "waxing gibbous", "full", "waning gibbous"},
		{2026, 8, 12, 17, 37, "waning crescent", "new", "waxing crescent"},
		{2026, 8, 28, 4, 18, "waxing gibbous", "full", "waning gibbous"},
		{2044, 1, 21, 23, 47, "waning gibbous", "last quarter", "waning crescent"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t time = time_of(
			rows[i].year, rows[i].month, rows[i].day, rows[i].hour, rows[i].minute);

		for (int hours = -16; hours <= 16; hours += 4)
			cr_expect_str_eq(moon_phase(time + hours * HOUR), rows[i].phase, "%d-%d-%d",
				rows[i].year, rows[i].month, rows[i].day);
		cr_expect_str_eq(moon_phase(time - 36 * HOUR), rows[i].before, "%d", rows[i].year);
		cr_expect_str_eq(moon_phase(time + 36 * HOUR), rows[i].after, "%d", rows[i].year);
	}
}

/* There are 2,473.7 synodic months of 29.530589 days in two hundred years. */
Test(moon, goes_through_its_phases_in_their_order)
{
	static const char *const order[] = {"new", "waxing crescent", "first quarter",
		"waxing gibbous", "full", "waning gibbous", "last quarter", "waning crescent"};
	int64_t time = time_of(1900, 1, 1, 0, 0), end = time_of(2100, 1, 1, 0, 0);
	size_t phase = 0, changes = 0;

	while (strcmp(moon_phase(time), order[phase]) != 0)
		phase++;
	for (; time < end; time += HOUR) {
		if (strcmp(moon_phase(time), order[phase]) == 0)
			continue;
		phase = (phase + 1) % 8;
		changes++;
		cr_assert_str_eq(moon_phase(time), order[phase]);
	}
	cr_expect_leq(changes, 2474 * 8);
	cr_expect_geq(changes, 2473 * 8);
}

Test(moon, has_a_phase_at_any_time)
{
	static const char *const phases[] = {"new", "waxing crescent", "first quarter",
		"waxing gibbous", "full", "waning gibbous", "last quarter", "waning crescent"};
	const int64_t times[] = {INT64_MIN / 1000000, INT64_MAX / 1000000, 0, -1};

	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		size_t k = 0;

		while (k < 8 && strcmp(moon_phase(times[i]), phases[k]) != 0)
			k++;
		cr_expect(k < 8, "%s", moon_phase(times[i]));
	}
}
