/* SPDX-License-Identifier: MIT */
/*
 * Locks, which keep two processes, or two jobs of the same process, from sending the same request
 * at the same time. Each is held on a file in the directory of the cache.
 */
#ifndef WX_CACHE_LOCK_H
#define WX_CACHE_LOCK_H

#include <stdbool.h>

#include "fetch/cache.h"

#define CACHE_LOCK_BUSY (-1) /* another process or job holds it, or has just released it */
#define CACHE_LOCK_NONE (-2) /* locking is impossible */

/*
 * Tries to acquire the lock for sending the request, without waiting. Returns a descriptor for
 * cache_unlock, or one of the above. A lock that is still held when the process ends is released
 * then.
 */
int cache_lock(const struct cache *cache, const struct cache_key *key);

/* Releases a lock; does nothing for CACHE_LOCK_BUSY and CACHE_LOCK_NONE. */
void cache_unlock(const struct cache *cache, const struct cache_key *key, int lock);

/*
 * Whether another process or job holds that lock. Finds out by taking a shared lock for a moment.
 */
bool cache_is_locked(const struct cache *cache, const struct cache_key *key);

/*
 * Whether the disk has room for a reply and some to spare. Finds out by writing to the lock file,
 * which can be slow, so this is only for --no-wait without a cached answer, and for background
 * processes.
 */
bool cache_has_room(int lock);

#endif
