/* SPDX-License-Identifier: MIT */
/*
 * Reads whatever comes as a forecast and as air quality, and sums up and prints what is one, also
 * with clocks that change: a target for libFuzzer, and with tests/fuzz/replay.c a program that
 * plays back its corpus.
 */
#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/timefmt.h"
#include "base/tzfile.h"
#include "sample_answer.h"
#include "view/json.h"
#include "view/text.h"
#include "weather/air.h"
#include "weather/forecast_days.h"
#include "weather/forecast_summary.h"
#include "weather/json_reader.h"
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

/* Clocks that change by an hour in the middle of the steps, after RFC 9636. */
static void set_zone(struct forecast *forecast)
{
	static struct tzfile zone;
	const struct forecast_step *steps = forecast->steps;
	int32_t before = isnan(forecast->utc_offset) ? 0 : (int32_t)forecast->utc_offset;

	zone.count = 1;
	zone.first_offset = before;
	zone.times[0] = steps[forecast->step_count / 2].time - 5400;
	zone.offsets[0] = before + 3600;
	forecast_set_zone(forecast, &zone);
	for (size_t i = 1; i < forecast->step_count; i++)
		assert(forecast_date(forecast, steps[i - 1].time) <=
			forecast_date(forecast, steps[i].time));
}

/* Prints them as wx does, with all its escaping, and forgets the text. */
static void print(const struct answer *answer, bool is_json, const struct view *view)
{
	static char text[1 << 18];
	FILE *out = fmemopen(text, sizeof text, "w");
	size_t length;

	assert(out);
	if (is_json)
		json_answer(out, answer, view);
	else
		text_answer(out, answer, view);
	fclose(out);
	length = strlen(text);
	assert(length > 0 && length < sizeof text - 1 && text[length - 1] == '\n');
	for (size_t i = 0; i < length; i++)
		assert((unsigned char)text[i] >= ' ' || text[i] == '\n');
}

static void print_all(const struct forecast *forecast, const struct air *air)
{
	static struct answer answer;

	answer = bare_answer("Seoul", 10);
	answer.has_forecast = forecast != NULL;
	answer.has_air = air != NULL;
	if (forecast)
		answer.forecast = *forecast;
	if (air)
		answer.air = *air;
	for (int i = 0; i < 4; i++) {
		const struct view view = {.units = i % 2 ? UNITS_IMPERIAL : UNITS_METRIC,
			.wind = WIND_BY_UNITS,
			.now = forecast ? forecast->steps[0].time - 1 : SAMPLE_NOW,
			.utf8 = i % 2 == 0,
			.columns = i < 2 ? 0 : 30,
			.days = (size_t)i};

		print(&answer, false, &view);
		print(&answer, true, &view);
	}
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

/* What is not valid further on counts for nothing, as in service_reply_read. */
static void read_forecast(const char *text, size_t size)
{
	struct json_reader reader;
	struct forecast forecast;
	struct error error;

	if (json_reader_open(&reader, text, size, OWM_SERIES, &error) &&
		owm_forecast_read(&forecast, &reader, &error) && json_reader_finish(&reader)) {
		sum_up(&forecast);
		print_all(&forecast, NULL);
		set_zone(&forecast);
		sum_up(&forecast);
		print_all(&forecast, NULL);
	}
	json_reader_close(&reader);
}

static void read_air(const char *text, size_t size)
{
	struct json_reader reader;
	struct air air;
	struct error error;

	if (json_reader_open(&reader, text, size, OWM_SERIES, &error) &&
		owm_air_read(&air, &reader, &error) && json_reader_finish(&reader)) {
		assert(air.index >= 0 && air.index <= AIR_INDEX_VERY_POOR);
		print_all(NULL, &air);
	}
	json_reader_close(&reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);

	if (!text)
		return 0;
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	read_forecast(text, size);
	read_air(text, size);
	free(text);
	return 0;
}
