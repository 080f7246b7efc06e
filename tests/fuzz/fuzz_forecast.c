/* SPDX-License-Identifier: MIT */
/*
 * Reads whatever comes as a forecast and as air quality, and sums up what is one: a target for
 * libFuzzer, and with tests/fuzz/replay.c a program that plays back its corpus.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/timefmt.h"
#include "weather/air.h"
#include "weather/forecast_days.h"
#include "weather/forecast_summary.h"
#include "weather/json_get.h"
#include "weather/owm_forecast.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_sentence(const struct forecast *forecast, int64_t now, enum units units)
{
	const struct forecast_summary_style style = {.units = units, .clock_12 = now % 2};
	char text[FORECAST_SUMMARY_MAX];

	forecast_summary(text, forecast, now, &style);
	assert(!*text || text[strlen(text) - 1] == '.');
	assert(!strpbrk(text, "{}"));
}

static void sum_up(const struct forecast *forecast)
{
	struct forecast_day days[FORECAST_DAYS_MAX];
	size_t count = forecast_days(forecast, days), steps = 0;

	assert(count > 0);
	for (size_t i = 0; i < count; i++) {
		assert(days[i].low <= days[i].high);
		assert(i == 0 || days[i - 1].date < days[i].date);
		steps += days[i].step_count;
	}
	assert(steps == forecast->step_count);
	for (size_t i = 0; i < forecast->step_count; i++) {
		assert(i == 0 || forecast->steps[i - 1].time < forecast->steps[i].time);
		check_sentence(forecast, forecast->steps[i].time, UNITS_METRIC);
		check_sentence(forecast, forecast->steps[i].time - 1, UNITS_IMPERIAL);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	struct error error;
	struct forecast forecast;
	struct air air;
	json_object *root;

	if (!text)
		return 0;
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	root = json_get_parse(text, size, &error);
	if (owm_forecast_read(&forecast, root, &error))
		sum_up(&forecast);
	if (owm_air_read(&air, root, &error))
		assert(air.index >= 0 && air.index <= AIR_INDEX_VERY_POOR);
	json_object_put(root);
	free(text);
	return 0;
}
