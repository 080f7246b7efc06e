/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "base/posix_tz.h"
#include "base/timefmt.h"

#define HOUR 3600

static int offset_at(const char *text, int64_t time)
{
	struct posix_tz zone;

	cr_assert(posix_tz_parse(&zone, text), "%s", text);
	return posix_tz_offset(&zone, time);
}

/* The time of a date's hour in UTC. */
static int64_t at(int year, int month, int day, int hour)
{
	return timefmt_days(year, month, day) * 86400 + hour * HOUR;
}

Test(posix_tz, reads_offsets_to_the_west)
{
	cr_expect_eq(offset_at("KST-9", 0), 9 * HOUR);
	cr_expect_eq(offset_at("HST10", 0), -10 * HOUR);
	cr_expect_eq(offset_at("<+0545>-5:45", 0), 20700);
	cr_expect_eq(offset_at("<-0330>+3:30", 0), -12600);
	cr_expect_eq(offset_at("LMT-0:53:28", 0), 3208);
	cr_expect_eq(offset_at("XXX24", 0), -24 * HOUR);
}

Test(posix_tz, changes_on_a_weekday_of_a_month)
{
	static const char berlin[] = "CET-1CEST,M3.5.0,M10.5.0/3";

	cr_expect_eq(offset_at(berlin, at(2026, 3, 29, 1) - 1), 1 * HOUR);
	cr_expect_eq(offset_at(berlin, at(2026, 3, 29, 1)), 2 * HOUR);
	cr_expect_eq(offset_at(berlin, at(2026, 10, 25, 1) - 1), 2 * HOUR);
	cr_expect_eq(offset_at(berlin, at(2026, 10, 25, 1)), 1 * HOUR);
	/* The second Sunday in March; a month of five Sundays has its fourth before the last. */
	cr_expect_eq(offset_at("EST5EDT,M3.2.0,M11.1.0", at(2026, 3, 8, 7)), -4 * HOUR);
	cr_expect_eq(offset_at("AAA0BBB,M3.4.0/0,M11.1.0", at(2026, 3, 22, 0)), 1 * HOUR);
	cr_expect_eq(offset_at("AAA0BBB,M3.4.0/0,M11.1.0", at(2026, 3, 21, 23)), 0);
}

Test(posix_tz, has_summer_across_the_new_year_in_the_south)
{
	static const char lord_howe[] = "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0";

	cr_expect_eq(offset_at(lord_howe, at(2026, 1, 1, 0)), 11 * HOUR);
	cr_expect_eq(offset_at(lord_howe, at(2026, 4, 4, 15) - 1), 11 * HOUR);
	cr_expect_eq(offset_at(lord_howe, at(2026, 4, 4, 15)), 10 * HOUR + 1800);
	cr_expect_eq(offset_at(lord_howe, at(2026, 12, 31, 23)), 11 * HOUR);
}

Test(posix_tz, counts_days_with_and_without_29_february)
{
	/* From 1 March in both: day 60 of a year whose leap day is not counted. */
	cr_expect_eq(offset_at("AAA0BBB,J60/0,J365/0", at(2024, 2, 29, 23)), 0);
	cr_expect_eq(offset_at("AAA0BBB,J60/0,J365/0", at(2024, 3, 1, 0)), 1 * HOUR);
	cr_expect_eq(offset_at("AAA0BBB,J60/0,J365/0", at(2023, 3, 1, 0)), 1 * HOUR);
	/* Day 59 from zero is 29 February in a leap year, else 1 March. */
	cr_expect_eq(offset_at("AAA0BBB,59/0,365/0", at(2024, 2, 29, 0)), 1 * HOUR);
	cr_expect_eq(offset_at("AAA0BBB,59/0,364/0", at(2023, 2, 28, 23)), 0);
	cr_expect_eq(offset_at("AAA0BBB,59/0,364/0", at(2023, 3, 1, 0)), 1 * HOUR);
}

Test(posix_tz, takes_hours_beyond_a_day)
{
	static const char nuuk[] = "<-02>2<-01>,M3.5.0/-1,M10.5.0/0";

	cr_expect_eq(offset_at(nuuk, at(2026, 3, 29, 1) - 1), -2 * HOUR);
	cr_expect_eq(offset_at(nuuk, at(2026, 3, 29, 1)), -1 * HOUR);
	/* Thursday 24:00 + 50 hours, as Gaza once had it: Sunday 02:00. */
	cr_expect_eq(offset_at("EET-2EEST,M3.4.4/50,M10.4.4/50", at(2026, 3, 28, 0) - 1), 2 * HOUR);
	cr_expect_eq(offset_at("EET-2EEST,M3.4.4/50,M10.4.4/50", at(2026, 3, 28, 0)), 3 * HOUR);
	/* A change that begins in the year before. */
	cr_expect_eq(offset_at("AAA0BBB,0/-100,J100/0", at(2025, 12, 30, 0)), 1 * HOUR);
}

Test(posix_tz, can_have_daylight_saving_all_year)
{
	static const char always[] = "XXX3EDT4,0/0,J365/23";

	for (int64_t hour = 0; hour < 2 * 366 * 24; hour++)
		cr_assert_eq(offset_at(always, at(2023, 12, 1, 0) + hour * HOUR), -4 * HOUR);
}

Test(posix_tz, can_have_winter_as_the_daylight_saving_time)
{
	static const char dublin[] = "IST-1GMT0,M10.5.0,M3.5.0/1";

	cr_expect_eq(offset_at(dublin, at(2026, 7, 1, 0)), 1 * HOUR);
	cr_expect_eq(offset_at(dublin, at(2026, 12, 1, 0)), 0);
}

Test(posix_tz, refuses_what_is_malformed)
{
	static const char *const texts[] = {"", "UTC", "AB1", "<AB>1", "<ABC1", "A1C1", "CET-",
		"CET-1:", "CET-1:60", "CET-1:00:60", "CET-25", "CET-1 ", "CET-1CEST",
		"CET-1CEST,M3.5.0", "CET-1CEST,M3.5.0,", "CET-1CEST,M3.5.0,M10.5.0/3 ",
		"CET-1CEST,M0.5.0,M10.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.0.0,M10.5.0",
		"CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J100",
		"CET-1CEST,J366,J100", "CET-1CEST,366,100", "CET-1CEST,M3.5.0/168,M10.5.0",
		"CET-1CEST,M3.5.0/-168,M10.5.0", "CET-1CEST,M3.5.0/,M10.5.0",
		"CET-1CEST,M3.5,M10.5.0", "CET-1,M3.5.0,M10.5.0", ":Europe/Berlin",
		"CET-99999999999999999999"};
	struct posix_tz zone;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		cr_expect_not(posix_tz_parse(&zone, texts[i]), "'%s'", texts[i]);
}
