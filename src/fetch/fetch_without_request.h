/* SPDX-License-Identifier: MIT */
/*
 * Answering without a request: from the cache, or with an error where no request may be sent. For
 * fetch.c and fetch_cache_only.c only.
 */
#ifndef WX_FETCH_WITHOUT_REQUEST_H
#define WX_FETCH_WITHOUT_REQUEST_H

#include <stdbool.h>
#include <stdint.h>

#include "fetch/fetch.h"

/* In seconds since 1970. */
int64_t fetch_system_time(void);

/*
 * The age up to which a cached reply is as good as a new one; 0: none is. For the coordinates of a
 * place, which do not change, it is CACHE_AGE_SECONDS_MAX, unless the configuration says 0.
 */
double fetch_fresh_age(
	const struct fetch *fetch, const struct job *job, const struct job_part *part);

/*
 * Finishes a part with its cached reply, if there is a readable one that is at most max_age seconds
 * old (0: none is used), or with an error if out of memory. stale_reason is why a reply older than
 * usual is acceptable; NULL if max_age is the usual limit. Returns whether the part is done.
 */
bool fetch_try_cache(struct fetch *fetch, struct job *job, struct job_part *part, double max_age,
	const char *stale_reason);

/*
 * Finishes a part that the cache can answer or for which no request may be sent. Returns false if a
 * request is to be sent.
 */
bool fetch_try_without_request(struct fetch *fetch, struct job *job, struct job_part *part);

/*
 * Finishes a part whose request failed or could not be sent. If the cause is the connection or the
 * service (EXIT_NETWORK, EXIT_TLS, EXIT_RATE_LIMIT or EXIT_BAD_REPLY), an old reply is used if
 * there is one; otherwise the part fails. In the background, where nobody is told, the failure is
 * stored, unless it is a rate limit, for which a pause has already been stored.
 */
void fetch_finish_stale_or_failed(
	struct fetch *fetch, struct job *job, struct job_part *part, const struct error *error);

/*
 * Starts a job for the place, and finishes each of its parts that needs no request (see
 * fetch_try_without_request), unless the part is blocked by one that does.
 */
void fetch_start_job(struct fetch *fetch, struct job *job, const struct place *place);

/*
 * If the service was chosen because there is no key, tries to answer from cached replies of the
 * service that would be asked with a key; with ->config.offline or ->config.refresh, also from
 * those of the service that was chosen. Returns true if the job is done, even if it failed, and
 * false if the caller must start it. If the service was chosen because there is no key, and
 * ->config.refresh is set, the job is always done.
 */
bool fetch_try_cache_for_fallback(struct fetch *fetch, struct job *job, const struct place *place);

#endif
