/* SPDX-License-Identifier: MIT */
/* Answering from the cache alone, for --offline and --no-wait. */
#ifndef WX_FETCH_CACHE_ONLY_H
#define WX_FETCH_CACHE_ONLY_H

#include "fetch/fetch.h"

/*
 * Finishes a part that has no fresh reply in the cache (see fetch_fresh_age): with an old one, or
 * else with EXIT_NETWORK, or with EXIT_INTERNAL if out of memory.
 */
void fetch_finish_offline(struct fetch *fetch, struct job *job, struct job_part *part);

/*
 * The same for --no-wait. Sets job->wants_refresh, unless another process is sending the request,
 * the request has a stored failure (see cache_read_failure), the service has asked for a pause, or
 * the cache cannot be written. A full disk is noticed only if there is no old reply.
 */
void fetch_finish_without_waiting(struct fetch *fetch, struct job *job, struct job_part *part);

#endif
