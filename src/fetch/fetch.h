/* SPDX-License-Identifier: MIT */
/*
 * Fetches answers for places: from the cache, from the service with several requests at a time and
 * within the rate limit, or old ones from the cache when the service fails. Answers come in the
 * order in which the places were added. A place is a job. Each part of its answer has a request of
 * its own, and the job is done when all its parts are. Their states follow each other:
 *
 *   PART_BLOCKED    waits for the coordinates in the current weather
 *   PART_QUEUED     waits for a free transfer and for the rate limit
 *   PART_READY      waits while another process sends the same request
 *   PART_IN_FLIGHT  waits for the reply
 *   PART_DONE       has been read, or has failed
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
#include "fetch/rate_limit.h"
#include "http/http.h"
#include "place/place.h"
#include "weather/answer.h"

/* Maximum number of jobs at a time. */
#define FETCH_JOBS_MAX 32

enum part_state {
	PART_UNUSED, /* not asked for */
	PART_BLOCKED,
	PART_QUEUED,
	PART_READY,
	PART_IN_FLIGHT,
	PART_DONE
};

struct job_part {
	struct request request;
	enum part_state state;
	double deadline; /* monotonic_now; 0 until it is PART_READY */
	int lock;        /* see cache_lock */

	/* Once it is done, as in struct answer. */
	int64_t fetched;
	bool cached;
	const char *stale;
	struct error trouble;
	struct error error; /* EXIT_OK: the answer has this part */
};

struct job {
	struct job_part parts[ANSWER_PARTS];
	struct answer answer; /* ->location is set from the start, the rest when there is one */
	char note[sizeof((struct place){0}.note)]; /* the place's */
	bool is_done;
	struct error error; /* once it is done; EXIT_OK: there is an answer */
};

struct fetch {
	struct fetch_config config;
	const struct provider *provider;
	struct cache cache;
	struct http http;
	struct api_key key; /* ->origin is set even if no usable key was found */
	struct rate_limit rate;
	struct error no_requests; /* why none is sent any more; EXIT_OK: they are */
	int64_t paused_until;     /* seconds since 1970; the service has asked for a pause */
	size_t first, count;      /* jobs in the ring, in the order in which they were added */
	struct job ring[FETCH_JOBS_MAX];
};

/*
 * To be closed. NULL when memory is short. On the heap, since the ring is too large for the stack.
 * The config is copied, but not what it points to.
 */
struct fetch *fetch_open(const struct fetch_config *config);

/* Also cancels requests that are in flight. */
void fetch_close(struct fetch *fetch);

/* Whether there are FETCH_JOBS_MAX jobs, so that none can be added before fetch_drop. */
bool fetch_is_full(const struct fetch *fetch);

/* Adds a job for a place. It is done at once if it needs no request. Its parts fail together. */
void fetch_add(struct fetch *fetch, const struct place *place);

/* Adds a job that has failed already, such as for a place that could not be read. */
void fetch_add_error(struct fetch *fetch, const struct place *place, const struct error *error);

/*
 * The job that was added first, if it is done; else NULL. Valid until fetch_drop, which removes it.
 * Its error is the one that was added, or has a code from EXIT_CONFIG to EXIT_BAD_REPLY,
 * EXIT_INTERNAL, or EXIT_USAGE for a place that is the API key itself.
 */
const struct job *fetch_first(const struct fetch *fetch);
void fetch_drop(struct fetch *fetch);

/*
 * Advances the jobs, and returns when the first is done, one of them may have got further, the file
 * is readable (-1: none), or so many seconds have passed.
 */
void fetch_wait(struct fetch *fetch, int file, double seconds);

/* The seconds until the rate limit allows the next request; 0 if no job waits for that. */
double fetch_rate_delay(const struct fetch *fetch);

/* Extends all deadlines by the time that the program has spent elsewhere. */
void fetch_delay(struct fetch *fetch, double seconds);

#endif
