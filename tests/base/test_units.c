/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "base/units.h"

static void expect_near(double value, double wanted)
{
	cr_expect(fabs(value - wanted) < 0.005, "%g is not %g", value, wanted);
}

/* The same observation as the service itself gave it in three systems. */
Test(units, convert_as_the_service_does)
{
	expect_near(units_temperature(8.48, UNITS_STANDARD), 281.63);
	expect_near(units_temperature(8.48, UNITS_IMPERIAL), 47.264);
	expect_near(units_temperature(8.48, UNITS_UK), 8.48);
	expect_near(units_wind(7.3, WIND_MPH), 16.33);
	expect_near(units_wind(10, WIND_KMH), 36);
	expect_near(units_wind(10, WIND_KN), 19.438);
	expect_near(units_wind(10, WIND_MS), 10);
	expect_near(units_inches_of_mercury(1013.25), 29.92);
	expect_near(units_inches(25.4), 1);
	expect_near(units_miles(10000), 6.214);
}

Test(units, leave_missing_values_missing)
{
	cr_expect(isnan(units_temperature(NAN, UNITS_IMPERIAL)));
	cr_expect(isnan(units_wind(NAN, WIND_BFT)));
	cr_expect_str_empty(units_compass(NAN));
}

Test(units, follow_the_beaufort_scale)
{
	static const struct {
		double speed, force;
	} rows[] = {{0, 0}, {0.29, 0}, {0.3, 1}, {1.59, 1}, {1.6, 2}, {5.4, 3}, {8, 5}, {17.2, 8},
		{32.6, 11}, {32.7, 12}, {90, 12}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect(units_wind(rows[i].speed, WIND_BFT) == rows[i].force, "%g m/s is not %g",
			rows[i].speed, rows[i].force);
}

Test(units, name_the_nearest_compass_point)
{
	static const struct {
		double degrees;
		const char *point;
	} rows[] = {{0, "N"}, {11.24, "N"}, {11.25, "NNE"}, {57, "ENE"}, {90, "E"}, {180, "S"},
		{280, "W"}, {348.74, "NNW"}, {348.75, "N"}, {360, "N"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_str_eq(units_compass(rows[i].degrees), rows[i].point, "%g degrees",
			rows[i].degrees);
}

Test(units, include_one_for_wind_speed)
{
	cr_expect_eq(units_wind_unit(WIND_BY_UNITS, UNITS_METRIC), WIND_MS);
	cr_expect_eq(units_wind_unit(WIND_BY_UNITS, UNITS_STANDARD), WIND_MS);
	cr_expect_eq(units_wind_unit(WIND_BY_UNITS, UNITS_UK), WIND_MPH);
	cr_expect_eq(units_wind_unit(WIND_BY_UNITS, UNITS_IMPERIAL), WIND_MPH);
	cr_expect_eq(units_wind_unit(WIND_KN, UNITS_IMPERIAL), WIND_KN);
}

Test(units, follow_the_locale)
{
	static const struct {
		const char *measurement, *all, *lang;
		enum units units;
	} rows[] = {{"", "", "", UNITS_METRIC}, {"", "", "C.UTF-8", UNITS_METRIC},
		{"", "", "en_US.UTF-8", UNITS_IMPERIAL}, {"", "", "en_GB", UNITS_UK},
		{"", "", "ko_KR.UTF-8", UNITS_METRIC}, {"", "en_US", "ko_KR", UNITS_IMPERIAL},
		{"en_US.UTF-8", "", "ko_KR", UNITS_IMPERIAL},
		{"de_DE.UTF-8", "en_US.UTF-8", "", UNITS_IMPERIAL},
		{"C", "", "en_US.UTF-8", UNITS_METRIC}, {"", "C", "en_US.UTF-8", UNITS_METRIC},
		{"en_US", "POSIX", "en_US.UTF-8", UNITS_METRIC}, {"", "", "en_USA", UNITS_METRIC},
		{"", "", "garbage_", UNITS_METRIC}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		setenv("LC_MEASUREMENT", rows[i].measurement, 1);
		setenv("LC_ALL", rows[i].all, 1);
		setenv("LANG", rows[i].lang, 1);
		cr_expect_eq(units_by_locale(), rows[i].units, "row %zu", i);
	}
}
