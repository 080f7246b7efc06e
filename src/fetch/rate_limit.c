/* SPDX-License-Identifier: MIT */
#include "fetch/rate_limit.h"

#define MINUTE_SECONDS 60.0

void rate_limit_init(struct rate_limit *rate, size_t per_minute)
{
	rate->per_minute = per_minute;
	rate->count = 0;
}

double rate_limit_next(const struct rate_limit *rate, size_t ahead)
{
	size_t before = rate->count + ahead;

	if (before < rate->per_minute)
		return 0;
	if (ahead >= rate->per_minute)
		return RATE_LIMIT_UNKNOWN;
	return rate->sent[(before - rate->per_minute) % REQUESTS_PER_MINUTE_MAX] + MINUTE_SECONDS;
}

void rate_limit_record(struct rate_limit *rate, double now)
{
	rate->sent[rate->count++ % REQUESTS_PER_MINUTE_MAX] = now;
}
