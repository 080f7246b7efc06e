/* SPDX-License-Identifier: MIT */
#include "fetch/rate_limit.h"

#define MINUTE 60.0

void rate_limit_start(struct rate_limit *rate, size_t most)
{
	rate->most = most;
	rate->count = 0;
}

double rate_limit_next(const struct rate_limit *rate, size_t before)
{
	size_t all = rate->count + before;

	if (all < rate->most)
		return 0;
	if (before >= rate->most)
		return RATE_LIMIT_LATER;
	return rate->sent[(all - rate->most) % REQUESTS_PER_MINUTE_MAX] + MINUTE;
}

void rate_limit_count(struct rate_limit *rate, double now)
{
	rate->sent[rate->count++ % REQUESTS_PER_MINUTE_MAX] = now;
}
