/* SPDX-License-Identifier: MIT */
/* A clock that only ever moves forward, for durations and deadlines. */
#ifndef WX_MONOTONIC_H
#define WX_MONOTONIC_H

/* The time in seconds since an arbitrary moment. */
double monotonic_now(void);

/* The time-out for poll(2) until a time: milliseconds, rounded up, at most one hour. */
int monotonic_poll_timeout(double until);

#endif
