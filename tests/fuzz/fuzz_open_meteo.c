/* SPDX-License-Identifier: MIT */
/*
 * Reads whatever comes as a reply of Open-Meteo, each of its kinds, and sums up what is a forecast:
 * a target for libFuzzer, and with tests/fuzz/replay.c a program that plays back its corpus.
 */
#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/timefmt.h"
#include "http/request.h"
#include "weather/answer.h"
#include "weather/forecast_days.h"
#include "weather/forecast_summary.h"
#include "weather/provider.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_weather(const struct weather *weather)
{
	assert(!isnan(weather->temperature) && weather->observed != TIMEFMT_NONE);
	assert(!(weather->rain_1h < 0) && !(weather->snow_1h < 0));
	assert(weather->condition_count <= 1);
	assert(!weather->is_polar || weather->sunrise == TIMEFMT_NONE);
}

static void check_forecast(const struct forecast *forecast, int64_t observed)
{
	struct forecast_day days[FORECAST_DAYS_MAX];
	const struct forecast_summary_style style = {.units = UNITS_METRIC};
	char text[FORECAST_SUMMARY_MAX];

	assert(forecast->step_count >= 1 && forecast->step_count <= 40);
	for (size_t i = 0; i < forecast->step_count; i++) {
		const struct forecast_step *step = &forecast->steps[i];

		assert(step->time > (i == 0 ? observed : step[-1].time));
		assert(!(step->rain_3h < 0) && !(step->snow_3h < 0));
	}
	assert(forecast_days(forecast, days) > 0);
	forecast_summary(text, forecast, observed, &style);
	assert(strlen(text) < sizeof text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct answer answer;
	static const int statuses[] = {200, 400, 429, 503};
	char *text = malloc(size + 1);
	struct error error;

	if (!text)
		return 0;
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	answer = (struct answer){.provider = provider_without_key(),
		.location = {.kind = LOCATION_COORDINATES},
		.has_forecast = true};
	for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
		const struct reply reply = {.status = statuses[i],
			.received = 1795867200,
			.body = text,
			.length = size};

		if (answer_read_reply(&answer, ANSWER_WEATHER, &reply, &error)) {
			assert(statuses[i] == 200);
			check_weather(&answer.weather);
			check_forecast(&answer.forecast, answer.weather.observed);
		} else {
			assert(error.code >= EXIT_AUTH && error.code <= EXIT_BAD_REPLY);
			assert(error.retry_after >= 0 && error.retry_after <= 86400);
		}
	}
	if (answer_read_body(&answer, ANSWER_AIR, text, size, &error))
		assert(answer.air.index >= 0 && answer.air.index <= AIR_INDEX_VERY_POOR);
	free(text);
	return 0;
}
