/* SPDX-License-Identifier: MIT */
#include "base/monotonic.h"

#include <math.h>
#include <time.h>

double monotonic_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int monotonic_poll_timeout(double until)
{
	const double hour = 3600 * 1000;
	double left = (until - monotonic_now()) * 1000;

	if (!(left > 0))
		return 0;
	return left < hour ? (int)left + 1 : (int)hour;
}
