/* SPDX-License-Identifier: MIT */
#include "weather/forecast.h"

#include <math.h>
#include <string.h>

#include "base/timefmt.h"
#include "base/tzfile.h"

void forecast_add_step(struct forecast *forecast, const struct forecast_step *step)
{
	struct forecast_step *steps = forecast->steps;
	size_t at = forecast->step_count, rest;

	while (at > 0 && steps[at - 1].time > step->time)
		at--;
	if (at == FORECAST_STEPS_MAX || (at > 0 && steps[at - 1].time == step->time))
		return;
	if (forecast->step_count < FORECAST_STEPS_MAX)
		forecast->step_count++;
	rest = forecast->step_count - 1 - at;
	memmove(&steps[at + 1], &steps[at], rest * sizeof *steps);
	steps[at] = *step;
}

/* The first second, after `from` and up to `until`, with the offset that `until` has. */
static int64_t find_change(const struct tzfile *zone, int64_t from, int64_t until, int32_t after)
{
	while (until - from > 1) {
		int64_t middle = from + (until - from) / 2;
		int32_t offset;

		if (tzfile_offset(zone, middle, &offset) && offset == after)
			until = middle;
		else
			from = middle;
	}
	return until;
}

void forecast_set_zone(struct forecast *forecast, const struct tzfile *zone)
{
	/* The reply is from some time within the three hours before its first step. */
	int64_t first = forecast->steps[0].time;
	int64_t from = first - FORECAST_STEP_SECONDS;
	int32_t before, at_first, after;

	if (!tzfile_offset(zone, from, &before) || !tzfile_offset(zone, first, &at_first))
		return;
	if (!isnan(forecast->utc_offset) && forecast->utc_offset != before &&
		forecast->utc_offset != at_first)
		return;
	forecast->utc_offset = before;
	forecast->clock_change = TIMEFMT_NONE;
	after = before;
	for (size_t i = 0; i < forecast->step_count && after == before; i++) {
		int64_t until = forecast->steps[i].time;

		if (!tzfile_offset(zone, until, &after))
			return;
		if (after != before) {
			forecast->clock_change = find_change(zone, from, until, after);
			forecast->utc_offset_after = after;
		}
		from = until;
	}
}

double forecast_utc_offset(const struct forecast *forecast, int64_t time)
{
	if (forecast->clock_change != TIMEFMT_NONE && time >= forecast->clock_change)
		return forecast->utc_offset_after;
	return forecast->utc_offset;
}

int64_t forecast_date(const struct forecast *forecast, int64_t time)
{
	return timefmt_day(time, forecast_utc_offset(forecast, time));
}
