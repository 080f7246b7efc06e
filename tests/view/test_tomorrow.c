/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "forecast_reply.h"
#include "view/text.h"
#include "view/tomorrow.h"
#include "weather/forecast.h"

enum { OFFSET = 3600 };

static struct forecast forecast;

/* From an hour of Saturday on, in the place's clocks, two days with one temperature each. */
static void fill(int first_hour, double today, double tomorrow)
{
	forecast = (struct forecast){
		.utc_offset = OFFSET, .clock_change = TIMEFMT_NONE, .utc_offset_after = NAN};
	for (int hour = first_hour; hour < 48; hour += 3) {
		struct forecast_step *step = &forecast.steps[forecast.step_count++];

		step->time = SATURDAY + HOURS(hour) - OFFSET;
		step->temperature = (hour < 24 ? today : tomorrow) - (hour % 24 < 12 ? 5 : 0);
	}
}

static void expect(int first_hour, enum units units, bool utf8, const char *sentence)
{
	const struct view view = {
		.units = units, .utf8 = utf8, .now = SATURDAY + HOURS(first_hour) - OFFSET - 600};
	char text[VALUE_MAX] = "-";

	tomorrow_sentence(text, &forecast, &view);
	cr_expect_str_eq(text, sentence);
}

Test(tomorrow, is_warmer_or_cooler_or_about_the_same)
{
	static const struct {
		double today, tomorrow;
		const char *sentence;
	} rows[] = {{20, 24, "Tomorrow will be 4 °C warmer."},
		{24, 20, "Tomorrow will be 4 °C cooler."}, {12, 9, "Tomorrow will be 3 °C colder."},
		{-9, -4, "Tomorrow will be 5 °C warmer."},
		{20.4, 21.6, "Tomorrow will be 2 °C warmer."},
		{20.6, 22.4, "Tomorrow will be about as warm as today."},
		{20, 20, "Tomorrow will be about as warm as today."},
		{10, 9.9, "Tomorrow will be about as cold as today."},
		{-60, 60, "Tomorrow will be 120 °C warmer."}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		fill(6, rows[i].today, rows[i].tomorrow);
		expect(6, UNITS_METRIC, true, rows[i].sentence);
	}
}

Test(tomorrow, is_compared_in_the_units_of_the_view)
{
	fill(6, 20, 22);
	expect(6, UNITS_METRIC, false, "Tomorrow will be 2 C warmer.");
	expect(6, UNITS_IMPERIAL, true, "Tomorrow will be 4 °F warmer.");
	expect(6, UNITS_STANDARD, true, "Tomorrow will be 2 K warmer.");
	fill(6, 20, 21.1);
	expect(6, UNITS_IMPERIAL, true, "Tomorrow will be about as warm as today.");
}

Test(tomorrow, is_not_compared_where_an_afternoon_is_not_known)
{
	fill(12, 20, 24);
	expect(12, UNITS_METRIC, true, "Tomorrow will be 4 °C warmer.");
	fill(14, 20, 24);
	expect(14, UNITS_METRIC, true, "Tomorrow will be 4 °C warmer.");
	fill(15, 20, 24);
	expect(15, UNITS_METRIC, true, "");
	fill(21, 20, 24);
	expect(21, UNITS_METRIC, true, "");
	/* Tomorrow ends at noon, or has a gap. */
	fill(0, 20, 24);
	forecast.step_count = 13;
	expect(0, UNITS_METRIC, true, "");
	fill(0, 20, 24);
	forecast.steps[12] = forecast.steps[0];
	expect(0, UNITS_METRIC, true, "");
	forecast.step_count = 0;
	expect(0, UNITS_METRIC, true, "");
}

Test(tomorrow, is_unknown_where_the_clocks_are)
{
	fill(6, 20, 24);
	forecast.utc_offset = NAN;
	expect(6, UNITS_METRIC, true, "");
}
