/* SPDX-License-Identifier: MIT */
/* The largest values that options may have and that the modules behind them are made for. */
#ifndef WX_OPTION_LIMITS_H
#define WX_OPTION_LIMITS_H

enum {
	REQUESTS_PER_MINUTE_MAX = 6000,

	/* Older replies are of no use to anybody, and are removed from the cache in time. */
	CACHE_AGE_SECONDS_MAX = 30 * 24 * 3600,
};

#endif
