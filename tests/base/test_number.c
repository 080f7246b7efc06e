/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

Test(number, reads_whole_decimal_numbers)
{
	static const struct {
		const char *text;
		double value;
	} rows[] = {{"0", 0}, {"37.57", 37.57}, {"-33.87", -33.87}, {"+5", 5}, {".5", .5},
		{"1e2", 100}, {"1E-1", .1}, {"inf", INFINITY}, {"-inf", -INFINITY},
		{"1e309", INFINITY}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		double value = 42;

		cr_expect(number_parse(rows[i].text, &value), "'%s' is a number", rows[i].text);
		cr_expect(value == rows[i].value, "'%s' gave %g", rows[i].text, value);
	}
}

Test(number, reads_nan_as_a_number)
{
	double value = 42;

	cr_assert(number_parse("nan", &value));
	cr_assert(isnan(value));
}

Test(number, rounds_to_the_even_of_two_neighbours)
{
	static const double rows[][2] = {{0, 0}, {0.4, 0}, {0.5, 0}, {0.6, 1}, {1.5, 2}, {2.5, 2},
		{-0.4, 0}, {-0.5, 0}, {-1.5, -2}, {-2.5, -2}, {-2.6, -3}, {1e15, 1e15},
		{INFINITY, INFINITY}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect(number_round(rows[i][0]) == rows[i][1], "%g gave %g", rows[i][0],
			number_round(rows[i][0]));
	cr_expect(isnan(number_round(NAN)));
}

Test(number, ignores_nan_where_two_are_compared)
{
	cr_expect_eq(number_min(1, 2), 1);
	cr_expect_eq(number_max(1, 2), 2);
	cr_expect_eq(number_min(NAN, 2), 2);
	cr_expect_eq(number_max(1, NAN), 1);
	cr_expect(isnan(number_min(NAN, NAN)) && isnan(number_max(NAN, NAN)));
}

Test(number, rejects_other_text_and_leaves_the_value_unchanged)
{
	static const char *const rows[] = {
		"", " 1", "1 ", "5s", "0x10", "1,5", "nan(1)", "--1", "e5", "Seoul"};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		double value = 42;

		cr_expect(!number_parse(rows[i], &value), "'%s' is not a number", rows[i]);
		cr_expect(value == 42, "'%s' changed the value", rows[i]);
	}
}

Test(number, writes_decimals_but_never_minus_zero)
{
	static const struct {
		double value;
		int decimals;
		const char *fixed, *trimmed;
	} rows[] = {{10.66, 1, "10.7", "10.7"}, {9.01, 1, "9.0", "9"}, {-0.04, 1, "0.0", "0"},
		{-0.0, 0, "0", "0"}, {-0.06, 1, "-0.1", "-0.1"}, {100, 0, "100", "100"},
		{100, 2, "100.00", "100"}, {1027, 2, "1027.00", "1027"},
		{126.97840, 6, "126.978400", "126.9784"}, {-0.0000004, 6, "0.000000", "0"},
		{-179.9999996, 6, "-180.000000", "-180"}, {0.0000015, 6, "0.000002", "0.000002"},
		{1e30, 2, "-", "-"}, {INFINITY, 2, "-", "-"}, {NAN, 2, "-", "-"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[NUMBER_MAX];

		number_fixed(text, rows[i].value, rows[i].decimals);
		cr_expect_str_eq(text, rows[i].fixed, "row %zu: %s", i, text);
		number_trimmed(text, rows[i].value, rows[i].decimals);
		cr_expect_str_eq(text, rows[i].trimmed, "row %zu: %s", i, text);
	}
}

/* Short numbers are not written by printf, but as it would. */
Test(number, is_rounded_as_printf_does)
{
	static const double values[] = {0, -0.0, 0.004, 0.005, 0.015, 0.045, 0.05, 0.125, 0.25, 0.5,
		1.005, 1.5, 2.5, 2.675, 9.995, 9.9951, 23.15, 99.5, 1013.25, 37.5665351,
		126.9779692, 99999999.4, 1e8, 1e9};

	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		for (int decimals = 0; decimals <= 7; decimals++) {
			char text[NUMBER_MAX], wanted[NUMBER_MAX];

			number_fixed(text, values[i], decimals);
			snprintf(wanted, sizeof wanted, "%.*f", decimals, fabs(values[i]));
			cr_expect_str_eq(text, wanted, "%.17g to %d decimals: %s", values[i],
				decimals, text);
		}
	}
	for (int i = -200000; i <= 200000; i += 7) {
		for (int decimals = 0; decimals <= 6; decimals++) {
			char text[NUMBER_MAX], wanted[NUMBER_MAX];

			number_fixed(text, i / 1000.0, decimals);
			snprintf(wanted, sizeof wanted, "%.*f", decimals, i / 1000.0);
			if (strspn(wanted, "-0.") == strlen(wanted) && *wanted == '-')
				memmove(wanted, wanted + 1, strlen(wanted));
			cr_assert_str_eq(text, wanted, "%d: %s", i, text);
		}
	}
}
