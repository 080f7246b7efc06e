/* SPDX-License-Identifier: MIT */
/* Refreshing the cache in the background, for --no-wait. */
#ifndef WX_REFRESH_H
#define WX_REFRESH_H

#include <stddef.h>

#include "base/location.h"
#include "fetch/fetch_config.h"

/* The places to refresh. If all members are zero, there are none. */
struct refresh {
	struct fetch_config config;
	struct location *locations;
	size_t count, capacity;
};

/* Adds a place. If out of memory, the place is left for a later run. */
void refresh_add(struct refresh *refresh, const struct location *location);

/*
 * If there are no places, does nothing. Otherwise starts a process that fetches their answers into
 * the cache, according to the configuration; then frees the places here and empties *refresh. This
 * must be the last thing that the program does (see background_run). However many places there are,
 * the process stops at most ->config.timeout + 1 seconds after its start; if it hangs, a signal
 * ends it up to two seconds after that. It sends no request that another process is sending, and
 * none that has a stored failure of any kind (see cache_read_failure). What it did not fetch is
 * left for a later run, as is everything if it cannot be started.
 */
void refresh_start(struct refresh *refresh);

#endif
