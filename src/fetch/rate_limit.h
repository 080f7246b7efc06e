/* SPDX-License-Identifier: MIT */
/*
 * Limits how many requests this process sends in any 60 seconds. All of them may be sent in
 * one burst; the next one must then wait until the first is 60 seconds old. Times are in
 * seconds, as from monotonic_now.
 */
#ifndef WX_RATE_LIMIT_H
#define WX_RATE_LIMIT_H

#include <stddef.h>

#include "base/option_limits.h"

struct rate_limit {
	size_t per_minute;                    /* 1 to REQUESTS_PER_MINUTE_MAX */
	size_t count;                         /* of all requests so far */
	double sent[REQUESTS_PER_MINUTE_MAX]; /* a ring of the times of the most recent ones */
};

void rate_limit_init(struct rate_limit *rate, size_t per_minute);

/*
 * Later than any other time: stands for one that is not known yet, as it depends on when other
 * requests are sent.
 */
#define RATE_LIMIT_UNKNOWN 1e300

/*
 * The time from which a request may be sent if `ahead` others are sent before it; 0: at once;
 * RATE_LIMIT_UNKNOWN if those others use up the limit.
 */
double rate_limit_next(const struct rate_limit *rate, size_t ahead);

/* Records that a request is sent now. */
void rate_limit_record(struct rate_limit *rate, double now);

#endif
