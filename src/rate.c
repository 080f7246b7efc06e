/* SPDX-License-Identifier: MIT */
#include "rate.h"

#define MINUTE 60.0

void rate_start(struct rate *rate, size_t most)
{
	rate->most = most;
	rate->count = 0;
}

double rate_next(const struct rate *rate, size_t before)
{
	size_t all = rate->count + before;

	if (all < rate->most)
		return 0;
	if (before >= rate->most)
		return RATE_LATER;
	return rate->sent[(all - rate->most) % REQUESTS_PER_MINUTE_MAX] + MINUTE;
}

void rate_count(struct rate *rate, double now)
{
	rate->sent[rate->count++ % REQUESTS_PER_MINUTE_MAX] = now;
}
