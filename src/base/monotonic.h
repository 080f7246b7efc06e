/* SPDX-License-Identifier: MIT */
/* A clock that only ever moves forward, for durations and deadlines. */
#ifndef WX_MONOTONIC_H
#define WX_MONOTONIC_H

/* Its time, in seconds since an arbitrary moment. */
double monotonic_now(void);

/* What is left until a time of it, for poll(2): milliseconds, rounded up, an hour at the most. */
int monotonic_poll_timeout(double until);

#endif
