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
	size_t oldest = all < rate->most ? 0 : all - rate->most;

	if (all < rate->most || rate->count == 0)
		return 0;
	if (oldest >= rate->count)
		oldest = rate->count - 1;
	return rate->sent[oldest % RATE_MAX] + MINUTE;
}

void rate_count(struct rate *rate, double now)
{
	rate->sent[rate->count++ % RATE_MAX] = now;
}
