/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "base/timefmt.h"

static void use_another_zone(void)
{
	setenv("TZ", "America/Los_Angeles", 1);
	tzset();
}

TestSuite(timefmt, .init = use_another_zone);

Test(timefmt, writes_iso_8601)
{
	static const struct {
		int64_t time;
		double offset;
		const char *text;
	} rows[] = {{1665619509, 32400, "2022-10-13T09:05:09+09:00"},
		{1665619509, NAN, "2022-10-13T00:05:09Z"},
		{1665619509, 0, "2022-10-13T00:05:09+00:00"},
		{1665619509, -12600, "2022-10-12T20:35:09-03:30"},
		{1665619509, 20700, "2022-10-13T05:50:09+05:45"},
		{2147483648, 0, "2038-01-19T03:14:08+00:00"},
		{TIMEFMT_END - 1, 0, "9999-12-31T23:59:59+00:00"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[TIMEFMT_MAX];

		timefmt_iso(text, rows[i].time, rows[i].offset);
		cr_expect_str_eq(text, rows[i].text, "row %zu: %s", i, text);
	}
}

Test(timefmt, writes_dates_and_clocks)
{
	static const struct {
		double offset;
		const char *date, *clock;
	} rows[] = {{32400, "Thu 13 Oct 09:05 (UTC+9)", "09:05"},
		{0, "Thu 13 Oct 00:05 (UTC)", "00:05"},
		{NAN, "Thu 13 Oct 00:05 (UTC)", "00:05 UTC"},
		{20700, "Thu 13 Oct 05:50 (UTC+5:45)", "05:50"},
		{-12600, "Wed 12 Oct 20:35 (UTC-3:30)", "20:35"},
		{-36000, "Wed 12 Oct 14:05 (UTC-10)", "14:05"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[TIMEFMT_MAX];

		timefmt_date(text, 1665619509, rows[i].offset);
		cr_expect_str_eq(text, rows[i].date, "row %zu: %s", i, text);
		timefmt_clock(text, 1665619509, rows[i].offset);
		cr_expect_str_eq(text, rows[i].clock, "row %zu: %s", i, text);
	}
}

Test(timefmt, writes_ages)
{
	static const struct {
		int64_t seconds;
		const char *text;
	} rows[] = {{0, "0 s"}, {59, "59 s"}, {60, "1 min"}, {242, "4 min"}, {3599, "59 min"},
		{3600, "1 h"}, {86399, "23 h"}, {86400, "1 d"}, {5 * 86400, "5 d"},
		{366 * 86400, "366 d"}, {1461 * INT64_C(86400), "1461 d"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[TIMEFMT_MAX];

		timefmt_age(text, rows[i].seconds);
		cr_expect_str_eq(text, rows[i].text, "row %zu: %s", i, text);
	}
}

Test(timefmt, rounds_up_a_time_to_wait)
{
	static const struct {
		int64_t seconds;
		const char *text;
	} rows[] = {{1, "1 s"}, {59, "59 s"}, {60, "1 min"}, {61, "2 min"}, {120, "2 min"},
		{121, "3 min"}, {3540, "59 min"}, {3541, "1 h"}, {3600, "1 h"}, {3601, "2 h"},
		{7140, "2 h"}, {7200, "2 h"}, {82801, "1 d"}, {86400, "1 d"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[TIMEFMT_MAX];

		timefmt_wait(text, rows[i].seconds);
		cr_expect_str_eq(text, rows[i].text, "row %zu: %s", i, text);
	}
}

/* Compared with the C library, over all years that are printed and some before. */
Test(timefmt, agrees_with_the_calendar_of_the_c_library)
{
	for (int64_t days = -800000; days < TIMEFMT_END / 86400; days += 97) {
		time_t seconds = (time_t)(days * 86400);
		struct date date = timefmt_civil(days);
		struct tm wanted;

		cr_assert(gmtime_r(&seconds, &wanted));
		cr_assert(date.year == wanted.tm_year + 1900 && date.month == wanted.tm_mon + 1 &&
				  date.day == wanted.tm_mday && date.weekday == wanted.tm_wday,
			"%lld: %d-%d-%d", (long long)days, date.year, date.month, date.day);
	}
}

Test(moment, counts_the_days_of_dates)
{
	cr_expect_eq(timefmt_days(1970, 1, 1), 0);
	cr_expect_eq(timefmt_days(1969, 12, 31), -1);
	cr_expect_eq(timefmt_days(2000, 2, 29) + 1, timefmt_days(2000, 3, 1));
	cr_expect_eq(timefmt_days(1900, 2, 28) + 1, timefmt_days(1900, 3, 1));
	for (int64_t day = timefmt_days(1, 1, 1); day < timefmt_days(3000, 1, 1); day += 17) {
		struct date date = timefmt_civil(day);

		cr_assert_eq(timefmt_days(date.year, date.month, date.day), day);
	}
}

Test(moment, knows_the_day_of_a_place)
{
	char text[TIMEFMT_MAX];
	int64_t midnight = timefmt_days(2026, 11, 26) * 86400;

	cr_expect_eq(timefmt_day(midnight, NAN), timefmt_days(2026, 11, 26));
	cr_expect_eq(timefmt_day(midnight - 1, 0), timefmt_days(2026, 11, 25));
	cr_expect_eq(timefmt_day(midnight - 20700, 20700), timefmt_days(2026, 11, 26));
	cr_expect_eq(timefmt_day(midnight, -12 * 3600), timefmt_days(2026, 11, 25));
	timefmt_iso_date(text, timefmt_days(2026, 11, 5));
	cr_expect_str_eq(text, "2026-11-05");
}

Test(timefmt, writes_clocks_of_twelve_hours)
{
	static const struct {
		int64_t time;
		double offset;
		const char *text;
	} rows[] = {{0, 0, "12:00am"}, {59 * 60, 0, "12:59am"}, {3600, 0, "1:00am"},
		{11 * 3600 + 3599, 0, "11:59am"}, {12 * 3600, 0, "12:00pm"},
		{13 * 3600 + 300, 0, "1:05pm"}, {-60, 0, "11:59pm"}, {0, 32400, "9:00am"},
		{0, 20700, "5:45am"}, {0, NAN, "12:00am UTC"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[TIMEFMT_MAX];

		timefmt_clock_12(text, rows[i].time, rows[i].offset);
		cr_expect_str_eq(text, rows[i].text, "row %zu: %s", i, text);
	}
}

Test(timefmt, knows_the_day_at_a_place)
{
	char text[TIMEFMT_MAX];

	cr_expect_eq(timefmt_day(86399, 0), 0);
	cr_expect_eq(timefmt_day(86399, 1), 1);
	cr_expect_eq(timefmt_day(0, -1), -1);
	cr_expect_eq(timefmt_day(86400, NAN), 1);
	cr_expect_str_eq(timefmt_weekday(0), "Thu");
	cr_expect_str_eq(timefmt_weekday(-1), "Wed");
	timefmt_day_month(text, 8);
	cr_expect_str_eq(text, "09 Jan");
}
