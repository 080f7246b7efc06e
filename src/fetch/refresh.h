/* SPDX-License-Identifier: MIT */
/* Refreshing the cache in the background, for --no-wait. */
#ifndef WX_REFRESH_H
#define WX_REFRESH_H

#include <stddef.h>

#include "base/location.h"
#include "fetch/fetch_config.h"

/* The places to refresh. If all is zero, there are none. */
struct refresh {
	struct fetch_config config;
	struct location *locations;
	size_t count, room;
};

/* Adds a place; where memory is short, it is left for another run. */
void refresh_add(struct refresh *refresh, const struct location *location);

/*
 * The last that a program does if there are any (see background_run): starts a process that fetches
 * the places' answers by the configuration, and ends at its time-out, one second later at most. It
 * sends no request that another process is sending, and none for a minute after one has failed,
 * whatever the failure. If it cannot be started, the answers are left for another run. Frees
 * *refresh.
 */
void refresh_finish(struct refresh *refresh);

#endif
