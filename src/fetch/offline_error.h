/* SPDX-License-Identifier: MIT */
/* Why there is no answer with --offline. */
#ifndef WX_OFFLINE_ERROR_H
#define WX_OFFLINE_ERROR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "fetch/cache.h"
#include "weather/answer.h"

/*
 * Fails with EXIT_NETWORK and a message that the cache cannot be used, that it has no usable reply
 * for that part, or that the reply is older than max_age seconds; with EXIT_INTERNAL if there is
 * not enough memory to read it. Returns false, like error_set.
 */
bool offline_error_set(struct error *error, const struct cache *cache, const struct cache_key *key,
	enum answer_part part, int64_t now, double max_age);

#endif
