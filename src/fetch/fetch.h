/* SPDX-License-Identifier: MIT */
/*
 * Fetches answers for places: from the cache; else from the service, several requests at a time and
 * within the rate limit; else, if the service fails, from older cache entries. Answers come in the
 * order in which the places were added. Each place is a job (see fetch/job.h).
 */
#ifndef WX_FETCH_H
#define WX_FETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "fetch/api_key.h"
#include "fetch/cache.h"
#include "fetch/fetch_config.h"
#include "fetch/job.h"
#include "fetch/rate_limit.h"
#include "fetch/refresh.h"
#include "fetch/source.h"
#include "http/http.h"
#include "place/place.h"
#include "weather/answer.h"

/* Maximum number of jobs at a time. */
#define FETCH_JOBS_MAX 32

struct fetch {
	struct fetch_config config;
	struct source source;
	struct http http;
	size_t capacity;         /* of the ring, in jobs */
	size_t first, count;     /* index of the job that was added first; how many there are */
	int64_t paused_until;    /* no request is sent before this time, in seconds since 1970 */
	struct error send_error; /* why no more requests can be sent; EXIT_OK: they can */
	struct cache cache;
	struct api_key key; /* once looked for, .origin tells where it is from, even if unusable */
	struct rate_limit rate;
	struct job ring[];
};

/*
 * Returns a new fetch, to be freed with fetch_close, or NULL if out of memory. The config is
 * copied, but not what it points to. `places` is how many will be added, at least 1, or SIZE_MAX if
 * that is not known; at most FETCH_JOBS_MAX fit at a time.
 */
struct fetch *fetch_open(const struct fetch_config *config, size_t places);

/* Frees the fetch, and cancels requests that are in flight. */
void fetch_close(struct fetch *fetch);

/* Whether there is no room for another job, so that none can be added before fetch_drop. */
bool fetch_is_full(const struct fetch *fetch);

/*
 * Adds a job for a place; there must be room (see fetch_is_full). If no part needs a request, as is
 * always the case with ->config.offline or ->config.refresh, the job is done at once. If any part
 * fails, the job fails.
 */
void fetch_add(struct fetch *fetch, const struct place *place);

/* Adds a job that has already failed, such as one for a place that could not be read. */
void fetch_add_error(struct fetch *fetch, const struct place *place, const struct error *error);

/*
 * The job that was added first, if it is done; else NULL. Valid until fetch_drop. The error of
 * a job from fetch_add_error is the one given there; that of any other has the code EXIT_OK or one
 * from EXIT_INTERNAL to EXIT_BAD_REPLY, where EXIT_USAGE means that the place contains the API key
 * or a piece of it.
 */
const struct job *fetch_first_if_done(const struct fetch *fetch);

/*
 * Removes the job that was added first. Except in fetch_close, call only if fetch_first_if_done
 * returns it.
 */
void fetch_drop(struct fetch *fetch);

/*
 * Advances the jobs as far as possible, then waits until the first job is done, a job may be able
 * to advance further, the descriptor is readable (-1: none), or that many seconds have passed,
 * whichever comes first. May return earlier. Only reading the API key from a pipe or a terminal may
 * take longer.
 */
void fetch_wait(struct fetch *fetch, int file, double seconds);

/*
 * The seconds until the rate limit allows the next queued request; 0 if no request waits for that,
 * or if it is not known.
 */
double fetch_request_delay(const struct fetch *fetch);

/* Extends all deadlines by that many seconds, for time that the program has spent elsewhere. */
void fetch_extend_deadlines(struct fetch *fetch, double seconds);

#endif
