/* SPDX-License-Identifier: MIT */
/*
 * Places in, answers out, in the same order: from the cache, from the service, several at once and
 * within its rate, or an old answer when the service fails.
 *
 *   WAITING  until fewer than HTTP_TRANSFERS_MAX are at it and the rate has a request left for it
 *   BEGUN    until nobody else is asking the same, or has brought the answer
 *   SENT     until there is a reply or a failure
 *   DONE     until it is taken
 */
#ifndef WX_ANSWERS_H
#define WX_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "weather/answer.h"
#include "cache.h"
#include "base/error.h"
#include "http/http.h"
#include "key.h"
#include "fetch_config.h"
#include "place/place.h"
#include "rate.h"

/* As many places are held at once. */
#define ANSWERS_MOST 32

enum asking_state { ASKING_WAITING, ASKING_BEGUN, ASKING_SENT, ASKING_DONE };

/* A place on its way to an answer. */
struct asking {
	struct request request;
	enum asking_state state;
	double deadline; /* monotonic_now; when it must be done, once its turn has come */
	int lock;
	struct answer answer; /* its location is set from the beginning */
	char note[sizeof((struct place){0}.note)];
	struct error error; /* when done: EXIT_OK if there is an answer */
};

struct answers {
	struct fetch_config config;
	struct cache cache;
	struct http http;
	struct key key; /* ->origin is known also if it could not be had */
	struct rate rate;
	struct error refusal; /* what holds for all that would be asked from now on */
	int64_t paused_until;
	size_t first, count; /* of the ring */
	struct asking ring[ANSWERS_MOST];
};

/* For answers_close; NULL when memory is short. It is too large for the stack. */
struct answers *answers_open(const struct fetch_config *config);
void answers_close(struct answers *answers);

bool answers_are_full(const struct answers *answers);

/* Adds a place, whose answer may be there at once, or what was found wrong with it. */
void answers_add(struct answers *answers, const struct place *place);
void answers_add_failure(
	struct answers *answers, const struct place *place, const struct error *error);

/*
 * The first of those added, once it is done; NULL before. It stays what it is until answers_drop, which
 * takes it out. Its failure is the one that was added, or has any code from EXIT_CONFIG to
 * EXIT_BAD_REPLY, or EXIT_INTERNAL.
 */
const struct asking *answers_first(const struct answers *answers);
void answers_drop(struct answers *answers);

/*
 * Goes on with those that are not done until one gets further, the file can be read (-1: none) or so
 * many seconds are over.
 */
void answers_wait(struct answers *answers, int file, double seconds);

/* Gives all that is under way so much more time, which the program has spent elsewhere. */
void answers_delay(struct answers *answers, double seconds);

#endif
