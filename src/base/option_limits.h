/* SPDX-License-Identifier: MIT */
/* The largest values of options, which the modules that use them rely on. */
#ifndef WX_OPTION_LIMITS_H
#define WX_OPTION_LIMITS_H

enum {
	REQUESTS_PER_MINUTE_MAX = 6000,

	/* Older replies are removed from the cache. */
	CACHE_AGE_SECONDS_MAX = 30 * 24 * 3600,
};

#endif
