/* SPDX-License-Identifier: MIT */
/* Forecasts for tests, written as the service would send them and read as wx reads them. */
#ifndef WX_FORECAST_REPLY_H
#define WX_FORECAST_REPLY_H

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/timefmt.h"
#include "weather/forecast.h"
#include "weather/json_reader.h"
#include "weather/owm_forecast.h"

/* Saturday, 28 November 2026, 00:00 in UTC. */
#define SATURDAY INT64_C(1795824000)
#define HOURS(count) ((int64_t)(count)*3600)

/* What a step says; what is 0 is not sent, but for the temperature and the probability. */
struct sent {
	int hour; /* of its time, after the start */
	double temperature;
	int id;
	double pop; /* 0 to 1; below 0: not sent */
	double rain, snow, gust;
};

#define SENT(...)                           \
	(const struct sent[]){__VA_ARGS__}, \
		sizeof((const struct sent[]){__VA_ARGS__}) / sizeof(struct sent)

static inline size_t write_step(char *to, size_t size, int64_t start, const struct sent *step)
{
	char id[96] = "", pop[32] = "", rain[48] = "", snow[48] = "", gust[48] = "";

	if (step->id)
		snprintf(id, sizeof id,
			",\"weather\":[{\"id\":%d,\"main\":\"M\",\"description\":\"code %d\"}]",
			step->id, step->id);
	if (step->pop >= 0)
		snprintf(pop, sizeof pop, ",\"pop\":%g", step->pop);
	if (step->rain > 0)
		snprintf(rain, sizeof rain, ",\"rain\":{\"3h\":%g}", step->rain);
	if (step->snow > 0)
		snprintf(snow, sizeof snow, ",\"snow\":{\"3h\":%g}", step->snow);
	if (step->gust > 0)
		snprintf(gust, sizeof gust, ",\"wind\":{\"gust\":%g}", step->gust);
	return (size_t)snprintf(to, size, ",{\"dt\":%lld,\"main\":{\"temp\":%g}%s%s%s%s%s}",
		(long long)(start + HOURS(step->hour)), step->temperature, id, pop, rain, snow,
		gust);
}

static inline bool read_forecast(struct forecast *forecast, const char *body, struct error *error)
{
	struct json_reader reader;
	bool good;

	cr_assert(json_reader_open(&reader, body, strlen(body), OWM_SERIES, error), "%s: %s", body,
		error->message);
	good = owm_forecast_read(forecast, &reader, error);
	cr_assert(json_reader_finish(&reader), "%s: %s", body, error->message);
	json_reader_close(&reader);
	return good;
}

/* The reply of those steps; with an offset of NAN it has no time zone. */
static inline struct forecast forecast_of(
	int64_t start, double offset, const struct sent *steps, size_t count)
{
	static char body[1 << 16];
	char zone[64] = "";
	struct error error = {.code = EXIT_OK};
	struct forecast forecast;
	size_t used = (size_t)snprintf(body, sizeof body, "{\"cod\":\"200\",\"list\":[");

	for (size_t i = 0; i < count; i++) {
		char step[512];

		write_step(step, sizeof step, start, &steps[i]);
		used += (size_t)snprintf(
			body + used, sizeof body - used, "%s", step + (i == 0 ? 1 : 0));
	}
	if (!isnan(offset))
		snprintf(zone, sizeof zone, "\"timezone\":%d", (int)offset);
	snprintf(body + used, sizeof body - used, "],\"city\":{%s}}", zone);
	cr_assert(read_forecast(&forecast, body, &error), "%s", error.message);
	return forecast;
}

#endif
