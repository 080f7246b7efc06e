/* SPDX-License-Identifier: MIT */
/* How many requests go out: at most so many in any minute, at once if need be. */
#ifndef WX_RATE_LIMIT_H
#define WX_RATE_LIMIT_H

#include <stddef.h>

#include "base/option_limits.h"

struct rate_limit {
	size_t most; /* in a minute, 1 to REQUESTS_PER_MINUTE_MAX */
	size_t count;
	double sent[REQUESTS_PER_MINUTE_MAX]; /* the moments of the last requests, a ring */
};

void rate_limit_start(struct rate_limit *rate, size_t most);

/* What no clock reaches: it depends on when other requests are sent. */
#define RATE_LIMIT_LATER 1e300

/*
 * The moment (monotonic_now) from which a request may be sent when so many others are to go out
 * before it: 0 for at once, perhaps RATE_LIMIT_LATER.
 */
double rate_limit_next(const struct rate_limit *rate, size_t before);

/* Counts a request. */
void rate_limit_count(struct rate_limit *rate, double now);

#endif
