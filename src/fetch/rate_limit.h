/* SPDX-License-Identifier: MIT */
/*
 * Limits how many requests are sent in any 60 seconds. They may be sent in a burst; the next waits
 * until the first of them is a minute old. Times are those of monotonic_now.
 */
#ifndef WX_RATE_LIMIT_H
#define WX_RATE_LIMIT_H

#include <stddef.h>

#include "base/option_limits.h"

struct rate_limit {
	size_t per_minute;                    /* 1 to REQUESTS_PER_MINUTE_MAX */
	size_t count;                         /* of all requests so far */
	double sent[REQUESTS_PER_MINUTE_MAX]; /* a ring of the times of the last ones */
};

void rate_limit_start(struct rate_limit *rate, size_t per_minute);

/* Later than any time: it depends on when other requests will be sent. */
#define RATE_LIMIT_UNKNOWN 1e300

/*
 * The time from which a request may be sent, if so many others are to be sent before it; 0 for at
 * once, RATE_LIMIT_UNKNOWN if the others use up the limit.
 */
double rate_limit_next(const struct rate_limit *rate, size_t ahead);

/* Counts a request that is sent now. */
void rate_limit_count(struct rate_limit *rate, double now);

#endif
