/* SPDX-License-Identifier: MIT */
/*
 * A place whose weather is asked for, and the answer. Each part of the answer has its own request,
 * and the job is done when all its parts are. A part passes through these states, and may skip
 * some:
 *
 *   PART_BLOCKED    waits for coordinates, which another part finds
 *   PART_QUEUED     waits for a free transfer and for the rate limit
 *   PART_LOCKING    waits while the same request is sent by another process or job
 *   PART_IN_FLIGHT  waits for the reply
 *   PART_DONE       has been read, or has failed
 */
#ifndef WX_JOB_H
#define WX_JOB_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "fetch/cache.h"
#include "fetch/fetch_config.h"
#include "http/request.h"
#include "place/place.h"
#include "weather/answer.h"

enum part_state {
	PART_UNUSED, /* the job has no such part */
	PART_BLOCKED,
	PART_QUEUED,
	PART_LOCKING,
	PART_IN_FLIGHT,
	PART_DONE
};

struct job_part {
	enum part_state state;
	double deadline; /* see monotonic_now; set when the part enters PART_LOCKING */
	int lock; /* what cache_lock returned; CACHE_LOCK_NONE before, and once it is released */

	/* Valid once the part is done. The first four are as in struct answer, but of this part. */
	int64_t fetched;
	bool cached;
	const char *stale;
	struct error request_error;
	struct error error; /* EXIT_OK: the answer has this part */
};

struct job {
	/*
	 * When its parts must be done (see monotonic_now). 0: not set yet, or reset by a wait for
	 * the rate limit, which does not count; it is set when a part next enters PART_LOCKING.
	 */
	double deadline;
	bool is_done;
	bool wants_refresh; /* a part is missing or old, and is to be fetched in the background */
	struct error error; /* once it is done; EXIT_OK: there is an answer */
	char note[sizeof((struct place){0}.note)]; /* see struct place */
	struct job_part parts[ANSWER_PARTS];
	/* Valid once the job is done without error; .provider and .location from the start. */
	struct answer answer;
	struct request requests[ANSWER_PARTS]; /* of the parts that are queued, or have been */
};

/*
 * Initializes a job without parts, for an answer from that provider in the language of the
 * configuration, or in English if the provider has no other.
 */
void job_init(struct job *job, const struct place *place, const struct provider *provider,
	const struct fetch_config *config);

/*
 * Starts a job with the parts that are needed to get what the configuration asks for from this
 * provider. They are queued, each with its request, or blocked if that needs coordinates which the
 * place lacks.
 */
void job_start(struct job *job, const struct place *place, const struct provider *provider,
	const struct fetch_config *config);

/*
 * Queues a blocked part, with its request, if the part that finds the coordinates is done. If no
 * coordinates were found, the blocked part fails.
 */
void job_unblock(struct job *job, struct job_part *part, const struct fetch_config *config);

/*
 * Finishes a part: with the error, or, if that is NULL, successfully. The job is done when its last
 * part is; of several failures the lowest code counts, as it does for several places.
 */
void job_finish_part(struct job *job, struct job_part *part, const struct error *error);

enum answer_part job_part_kind(const struct job *job, const struct job_part *part);

/* The key of the part's cache entry. It points to the part's request. */
struct cache_key job_cache_key(const struct job *job, const struct job_part *part);

#endif
