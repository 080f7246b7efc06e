/* SPDX-License-Identifier: MIT */
/* The steps of a forecast, summed up by the dates of the place. */
#ifndef WX_FORECAST_DAYS_H
#define WX_FORECAST_DAYS_H

#include <stddef.h>
#include <stdint.h>

#include "weather/forecast.h"

#define FORECAST_DAYS_MAX FORECAST_STEPS_MAX

struct forecast_day {
	int64_t date;               /* in days since 1970-01-01; see timefmt_civil */
	size_t step_count;          /* of the steps whose time lies in it; at least 1 */
	double low, high;           /* °C, of these */
	double wind_gust;           /* m/s, the highest of these */
	struct condition condition; /* of the most significant step */
	double probability;         /* of precipitation: percent, the highest */
	double rain, snow;          /* mm, all of it */
};

/*
 * Sums up every date that a step's time lies in, the earliest first, and returns how many there
 * are. What was sent for none of a date's steps is NAN, or a condition without words.
 *
 * A step's temperature and gust count towards the date of its time; its amounts, its probability
 * and its condition towards the date 90 minutes earlier, in the middle of the three hours that they
 * refer to. So the rain in a step of 00:00 is part of the day before, and what falls before the
 * first date is not part of any.
 *
 * A date's condition is that of its most significant step, by enum condition_kind; of two of one
 * kind, that of the wetter: with more rain and snow, then the higher probability. If all are
 * CONDITION_OTHER, it is that of the step nearest to 13:00.
 */
size_t forecast_days(const struct forecast *forecast, struct forecast_day to[FORECAST_DAYS_MAX]);

/* Steps of a forecast, from the first up to, but not including, the end. */
struct forecast_range {
	size_t first, end;
};

/*
 * Leaves the first so many days from today on, a date, or all of them with 0: also those that are
 * over. Returns the steps whose time lies in what is left, which may be none.
 */
struct forecast_range forecast_days_cut(
	struct forecast_day days[], size_t *count, size_t most, int64_t today);

#endif
