/* SPDX-License-Identifier: MIT */
#include "weather/forecast_days.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "weather/condition.h"

#define DAY_SECONDS 86400
#define NOON (13 * 3600) /* the hour that stands for a day */

/* What counts when the words for a date are chosen. */
struct rank {
	int kind;        /* enum condition_kind */
	double nearness; /* to 13:00, in seconds; 0 is the nearest */
	double amount, probability;
};

static double or_zero(double value)
{
	return isnan(value) ? 0 : value;
}

static double add(double sum, double value)
{
	return isnan(sum) ? value : sum + or_zero(value);
}

/* The date that a step's amounts, probability and condition count for. */
static int64_t date_of_fall(const struct forecast *forecast, const struct forecast_step *step)
{
	return forecast_date(forecast, step->time - FORECAST_STEP_SECONDS / 2);
}

static struct rank rank_step(const struct forecast *forecast, const struct forecast_step *step)
{
	double local = (double)step->time + or_zero(forecast_utc_offset(forecast, step->time));
	double noon = (double)date_of_fall(forecast, step) * DAY_SECONDS + NOON;

	return (struct rank){.kind = condition_kind(step->condition.id),
		.nearness = -fabs(local - noon),
		.amount = or_zero(step->rain_3h) + or_zero(step->snow_3h),
		.probability = or_zero(step->probability)};
}

static bool is_higher(const struct rank *a, const struct rank *b)
{
	if (a->kind != b->kind)
		return a->kind > b->kind;
	if (a->kind == CONDITION_OTHER && a->nearness != b->nearness)
		return a->nearness > b->nearness;
	if (a->amount != b->amount)
		return a->amount > b->amount;
	if (a->probability != b->probability)
		return a->probability > b->probability;
	return a->nearness > b->nearness;
}

static bool has_words(const struct condition *condition)
{
	return condition->id || *condition->group || *condition->description;
}

/* What falls on the date, and its words. */
static void sum_up_fall(struct forecast_day *day, const struct forecast *forecast)
{
	struct rank highest = {.kind = -1};

	for (size_t i = 0; i < forecast->step_count; i++) {
		const struct forecast_step *step = &forecast->steps[i];
		struct rank rank;

		if (date_of_fall(forecast, step) != day->date)
			continue;
		day->probability = number_max(day->probability, step->probability);
		day->rain = add(day->rain, step->rain_3h);
		day->snow = add(day->snow, step->snow_3h);
		rank = rank_step(forecast, step);
		if (has_words(&step->condition) && is_higher(&rank, &highest)) {
			day->condition = step->condition;
			highest = rank;
		}
	}
}

/* fmax and fmin pass over what is NAN. */
size_t forecast_days(const struct forecast *forecast, struct forecast_day to[FORECAST_DAYS_MAX])
{
	size_t count = 0;

	for (size_t i = 0; i < forecast->step_count; i++) {
		const struct forecast_step *step = &forecast->steps[i];
		int64_t date = forecast_date(forecast, step->time);
		struct forecast_day *day;

		if (count == 0 || to[count - 1].date != date)
			to[count++] = (struct forecast_day){.date = date,
				.low = NAN,
				.high = NAN,
				.wind_gust = NAN,
				.probability = NAN,
				.rain = NAN,
				.snow = NAN};
		day = &to[count - 1];
		day->step_count++;
		day->low = number_min(day->low, step->temperature);
		day->high = number_max(day->high, step->temperature);
		day->wind_gust = number_max(day->wind_gust, step->wind_gust);
	}
	for (size_t i = 0; i < count; i++)
		sum_up_fall(&to[i], forecast);
	return count;
}

struct forecast_range forecast_days_cut(
	struct forecast_day days[], size_t *count, size_t most, int64_t today)
{
	struct forecast_range steps = {0};
	size_t over = 0;

	while (most > 0 && over < *count && days[over].date < today)
		steps.first += days[over++].step_count;
	*count -= over;
	memmove(days, days + over, *count * sizeof *days);
	if (most > 0 && most < *count)
		*count = most;
	steps.end = steps.first;
	for (size_t i = 0; i < *count; i++)
		steps.end += days[i].step_count;
	return steps;
}
