/* SPDX-License-Identifier: MIT */
/* An answer with everything in it, from which tests take away what they want absent. */
#ifndef WX_SAMPLE_ANSWER_H
#define WX_SAMPLE_ANSWER_H

#include <math.h>
#include <stdio.h>

#include "base/timefmt.h"
#include "weather/answer.h"
#include "weather/provider.h"

#define SAMPLE_NOW 1665619751

static inline struct answer sample_answer(void)
{
	return (struct answer){.provider = provider_with_key(),
		.location.query = "Seoul",
		.language = language_english(),
		.fetched = SAMPLE_NOW,
		.stale_part = ANSWER_PARTS,
		.weather = {.place = "Seoul",
			.country = "KR",
			.latitude = 37.566,
			.longitude = 126.9784,
			.observed = 1665619509,
			.utc_offset = 32400,
			.conditions = {{803, "Clouds", "broken clouds", "04d"}},
			.condition_count = 1,
			.temperature = 10.66,
			.feels_like = 9.01,
			.humidity = 47,
			.pressure = 1027,
			.wind_speed = 1.39,
			.wind_gust = 1.89,
			.wind_direction = 57,
			.clouds = 56,
			.visibility = 10000,
			.visibility_is_lower_bound = true,
			.rain_1h = NAN,
			.snow_1h = NAN,
			.sunrise = 1665610659,
			.sunset = 1665651535}};
}

/* An answer with nothing in it but when it was observed and the temperature, in °C. */
static inline struct answer bare_answer(const char *query, double temperature)
{
	struct answer answer = {.provider = provider_with_key(),
		.language = language_english(),
		.fetched = SAMPLE_NOW,
		.stale_part = ANSWER_PARTS,
		.weather = {.latitude = NAN,
			.longitude = NAN,
			.observed = SAMPLE_NOW,
			.utc_offset = NAN,
			.temperature = temperature,
			.feels_like = NAN,
			.humidity = NAN,
			.pressure = NAN,
			.wind_speed = NAN,
			.wind_gust = NAN,
			.wind_direction = NAN,
			.clouds = NAN,
			.visibility = NAN,
			.rain_1h = NAN,
			.snow_1h = NAN,
			.sunrise = TIMEFMT_NONE,
			.sunset = TIMEFMT_NONE}};

	snprintf(answer.location.query, sizeof answer.location.query, "%s", query);
	return answer;
}

#endif
