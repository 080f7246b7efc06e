/* SPDX-License-Identifier: MIT */
/*
 * Places in, answers out, in the same order: from the cache, from the service, several at once and
 * within its rate, or an old answer when the service fails.
 *
 *   QUEUED     until a transfer is free and the rate has a request left for it
 *   READY      until no other process asks the same, or one has brought the answer
 *   IN_FLIGHT  until there is a reply or a failure
 *   DONE       until it is taken
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

/* As many places are held at once. */
#define FETCH_JOBS_MAX 32

enum job_state { JOB_QUEUED, JOB_READY, JOB_IN_FLIGHT, JOB_DONE };

/* A place on its way to an answer. */
struct job {
	struct request request;
	enum job_state state;
	double deadline; /* monotonic_now; when it must be done, once its turn has come */
	int lock;
	struct answer answer; /* its location is set from the beginning */
	char note[sizeof((struct place){0}.note)];
	struct error error; /* when done: EXIT_OK if there is an answer */
};

struct fetch {
	struct fetch_config config;
	const struct provider *provider;
	struct cache cache;
	struct http http;
	struct api_key key; /* ->origin is known also if it could not be had */
	struct rate_limit rate;
	struct error refusal; /* what holds for all that would be asked from now on */
	int64_t paused_until;
	size_t first, count; /* of the ring */
	struct job ring[FETCH_JOBS_MAX];
};

/* For fetch_close; NULL when memory is short. It is too large for the stack. */
struct fetch *fetch_open(const struct fetch_config *config);
void fetch_close(struct fetch *fetch);

bool fetch_is_full(const struct fetch *fetch);

/* Adds a place, whose answer may be there at once, or what was found wrong with it. */
void fetch_add(struct fetch *fetch, const struct place *place);
void fetch_add_error(struct fetch *fetch, const struct place *place, const struct error *error);

/*
 * The first of those added, once it is done; NULL before. It stays what it is until fetch_drop,
 * which takes it out. Its failure is the one that was added, or has any code from EXIT_CONFIG to
 * EXIT_BAD_REPLY, or EXIT_INTERNAL.
 */
const struct job *fetch_first(const struct fetch *fetch);
void fetch_drop(struct fetch *fetch);

/*
 * Goes on with those that are not done until one gets further, the file can be read (-1: none) or
 * so many seconds are over.
 */
void fetch_wait(struct fetch *fetch, int file, double seconds);

/* The seconds until the rate has a request left for the next one; 0 when it holds none up. */
double fetch_rate_delay(struct fetch *fetch);

/* Gives all that is under way so much more time, which the program has spent elsewhere. */
void fetch_delay(struct fetch *fetch, double seconds);

#endif
