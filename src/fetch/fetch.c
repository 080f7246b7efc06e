/* SPDX-License-Identifier: MIT */
#include "fetch/fetch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/key_shape.h"
#include "base/monotonic.h"
#include "base/number.h"
#include "base/utf8.h"
#include "fetch/cache_lock.h"
#include "fetch/fetch_without_request.h"
#include "http/http_redact.h"
#include "http/request.h"
#include "weather/provider.h"

#define LOCK_POLL_SECONDS 0.02
#define OWN_REQUEST_SHARE \
	0.25                 /* of the time-out, for the request of a part whose lock stays busy */
#define ORIGIN_BYTES_MAX 260 /* of a path in a message, so that the advice after it fits */

static struct job *job_at(struct fetch *fetch, size_t i)
{
	return &fetch->ring[(fetch->first + i) % fetch->capacity];
}

struct fetch *fetch_open(const struct fetch_config *config, size_t places)
{
	const size_t capacity = places < FETCH_JOBS_MAX ? places : FETCH_JOBS_MAX;
	const struct provider *provider;
	/* malloc, as calloc may touch pages of the large arrays that are never used. */
	struct fetch *fetch = malloc(sizeof *fetch + capacity * sizeof *fetch->ring);

	if (!fetch)
		return NULL;
	fetch->config = *config;
	fetch->source = source_choose(config);
	provider = fetch->source.provider;
	fetch->http = (struct http){.service = {.base_url = provider_base_url(provider),
					    .url_variable = provider->url_variable,
					    .url_example = provider->base_url,
					    .key_parameter = provider->key_parameter},
		.timeout = config->timeout,
		.now = fetch_system_time(),
		.log = config->log};
	*fetch->key.text = *fetch->key.origin.name = '\0';
	fetch->key.origin.is_file = false;
	if (config->key)
		fetch->key = *config->key;
	fetch->send_error = (struct error){.code = EXIT_OK};
	fetch->paused_until = 0;
	fetch->capacity = capacity;
	fetch->first = fetch->count = 0;
	rate_limit_init(&fetch->rate, (size_t)config->requests_per_minute);
	cache_open(&fetch->cache);
	if (config->log && *fetch->cache.reason) {
		key_shape_hide(fetch->cache.reason, false);
		fprintf(config->log, "the cache is not used: %s\n", fetch->cache.reason);
	}
	return fetch;
}

static void unlock(struct fetch *fetch, const struct job *job, struct job_part *part)
{
	const struct cache_key key = job_cache_key(job, part);

	cache_unlock(&fetch->cache, &key, part->lock);
	part->lock = CACHE_LOCK_NONE;
}

void fetch_close(struct fetch *fetch)
{
	while (fetch->count > 0) {
		for (int i = 0; i < ANSWER_PARTS; i++)
			unlock(fetch, job_at(fetch, 0), &job_at(fetch, 0)->parts[i]);
		fetch_drop(fetch);
	}
	http_close(&fetch->http);
	cache_close(&fetch->cache);
	free(fetch);
}

bool fetch_is_full(const struct fetch *fetch)
{
	return fetch->count == fetch->capacity;
}

const struct job *fetch_first_if_done(const struct fetch *fetch)
{
	const struct job *first = &fetch->ring[fetch->first];

	return fetch->count > 0 && first->is_done ? first : NULL;
}

void fetch_drop(struct fetch *fetch)
{
	fetch->first = (fetch->first + 1) % fetch->capacity;
	fetch->count--;
}

void fetch_add(struct fetch *fetch, const struct place *place)
{
	struct job *job = job_at(fetch, fetch->count++);

	if (!fetch_try_cache_for_fallback(fetch, job, place))
		fetch_start_job(fetch, job, place);
	if (job->wants_refresh)
		refresh_add(fetch->config.refresh, &place->location);
}

void fetch_add_error(struct fetch *fetch, const struct place *place, const struct error *error)
{
	struct job *job = job_at(fetch, fetch->count++);

	job_init(job, place, fetch->source.provider, &fetch->config);
	job->error = *error;
	job->is_done = true;
}

/* ---- sending requests ---- */

/* Whether the text contains the API key or a piece of it (see http_redact.h). */
static bool has_key(const struct fetch *fetch, const char *text)
{
	char copy[LOCATION_TEXT_MAX + 1];

	utf8_copy(copy, sizeof copy, text);
	return http_redact(copy, fetch->key.text);
}

/*
 * Fails a job whose place contains the API key or a piece of it, which was not noticed earlier
 * because it lacks the usual shape of a key (see key_shape_is_in). The place must not be printed.
 * Returns whether it did; always false until prepare_key has found a key.
 */
static bool fail_place_with_key(struct fetch *fetch, struct job *job)
{
	struct error error;

	if (!fetch->http.key || (!has_key(fetch, job->answer.location.query) &&
					!has_key(fetch, job->answer.location.text)))
		return false;
	*job->answer.location.query = *job->answer.location.text = '\0';
	*job->note = '\0';
	key_shape_fail(&error, EXIT_USAGE, NULL);
	for (int i = 0; i < ANSWER_PARTS; i++)
		if (job->parts[i].state != PART_UNUSED && job->parts[i].state != PART_DONE)
			job_finish_part(job, &job->parts[i], &error);
	return true;
}

/* The key is looked for only when a request is due: a run that the cache answers needs none. */
static bool prepare_key(struct fetch *fetch, double deadline, struct error *error)
{
	if (!fetch->source.provider->key_parameter || fetch->http.key)
		return true;
	if (!fetch->config.key &&
		!api_key_find(&fetch->key, &fetch->config.api_key_files, deadline, error))
		return false;
	fetch->http.key = fetch->key.text;
	return true;
}

/* If a request cannot be started, later ones cannot be either, so the error is kept for them. */
static void start_request(struct fetch *fetch, struct job *job, struct job_part *part)
{
	const enum answer_part kind = job_part_kind(job, part);
	size_t ticket = (size_t)(job - fetch->ring) * ANSWER_PARTS + kind;
	struct error error;
	bool was_known = fetch->http.key, is_ready = prepare_key(fetch, part->deadline, &error);

	if (is_ready && !was_known && fail_place_with_key(fetch, job))
		return;
	if (is_ready &&
		http_start(&fetch->http, &job->requests[kind], part->deadline, ticket, &error)) {
		part->state = PART_IN_FLIGHT;
		rate_limit_record(&fetch->rate, monotonic_now());
		return;
	}
	fetch->send_error = error;
	fetch_finish_stale_or_failed(fetch, job, part, &error);
}

/*
 * Whoever has the lock sends the request. Others, in this process or another, wait until the lock
 * is free, when the reply is usually in the cache. If it stays busy until only OWN_REQUEST_SHARE of
 * the time-out is left, they send the request themselves.
 */
static void advance_locking(struct fetch *fetch, struct job *job, struct job_part *part)
{
	const struct cache_key key = job_cache_key(job, part);
	double wait_until = part->deadline - OWN_REQUEST_SHARE * fetch->config.timeout;

	if (fetch->config.max_age > 0)
		part->lock = cache_lock(&fetch->cache, &key);
	/* In the background, do not wait for a lock, and do not fetch what cannot be stored. */
	if (fetch->config.is_background && (part->lock < 0 || !cache_has_room(part->lock))) {
		job_finish_part(job, part, &(struct error){.code = EXIT_NETWORK});
		unlock(fetch, job, part);
		return;
	}
	if (part->lock == CACHE_LOCK_BUSY && monotonic_now() < wait_until)
		return;
	/* The reply may be in the cache by now. */
	if (!fail_place_with_key(fetch, job) && !fetch_try_without_request(fetch, job, part))
		start_request(fetch, job, part);
	if (part->state == PART_DONE)
		unlock(fetch, job, part);
}

static size_t count_parts(const struct fetch *fetch, enum part_state state)
{
	size_t count = 0;

	for (size_t i = 0; i < fetch->count; i++)
		for (int k = 0; k < ANSWER_PARTS; k++)
			count += fetch->ring[(fetch->first + i) % fetch->capacity].parts[k].state ==
				 state;
	return count;
}

/*
 * The time from which the next queued part may leave the queue; INFINITY while all transfers are in
 * use or reserved; RATE_LIMIT_UNKNOWN when rate_limit_next returns that. A part that waits for its
 * lock reserves a transfer, though it may not need it.
 */
static double next_turn(const struct fetch *fetch)
{
	size_t reserved = count_parts(fetch, PART_LOCKING);

	if (reserved + count_parts(fetch, PART_IN_FLIGHT) >= HTTP_TRANSFERS_MAX)
		return INFINITY;
	return rate_limit_next(&fetch->rate, reserved);
}

static void advance_queued(struct fetch *fetch, struct job *job, struct job_part *part)
{
	double turn, now = monotonic_now();
	struct error error;

	if (fetch->send_error.code != EXIT_OK || fetch->paused_until > fetch_system_time()) {
		if (!fail_place_with_key(fetch, job))
			fetch_try_without_request(fetch, job, part);
		return;
	}
	turn = next_turn(fetch);
	if (job->deadline > 0 && now >= job->deadline) {
		/*
		 * Other parts, of this job or others, took too long, so no request was sent for
		 * this one.
		 */
		error_set(&error, EXIT_NETWORK,
			_("no complete answer from %s within %g s; try again, or raise --timeout"),
			fetch->source.provider->name, fetch->config.timeout);
		if (!fail_place_with_key(fetch, job) &&
			!fetch_try_without_request(fetch, job, part))
			fetch_finish_stale_or_failed(fetch, job, part, &error);
	} else if (turn <= now) {
		if (job->deadline == 0)
			job->deadline = now + fetch->config.timeout;
		part->deadline = job->deadline;
		part->state = PART_LOCKING;
	} else if (isfinite(turn)) {
		/*
		 * A wait for the rate limit does not count towards the time-out. Meanwhile another
		 * process or job may have stored the reply.
		 */
		job->deadline = 0;
		fetch_try_cache(fetch, job, part, fetch_fresh_age(fetch, job, part), NULL);
	}
}

/* Advances each part as far as possible, in the order of the jobs; waits only for the API key. */
static void fetch_advance(struct fetch *fetch)
{
	for (size_t i = 0; i < fetch->count; i++) {
		struct job *job = job_at(fetch, i);

		for (int k = 0; k < ANSWER_PARTS; k++) {
			struct job_part *part = &job->parts[k];

			if (part->state == PART_BLOCKED) {
				job_unblock(job, part, &fetch->config);
				if (part->state == PART_QUEUED)
					fetch_try_without_request(fetch, job, part);
			}
			if (part->state == PART_QUEUED)
				advance_queued(fetch, job, part);
			if (part->state == PART_LOCKING)
				advance_locking(fetch, job, part);
		}
	}
}

static void handle_error(
	struct fetch *fetch, struct job *job, struct job_part *part, struct error *error)
{
	const struct cache_key cache_key = job_cache_key(job, part);

	if (error->code == EXIT_AUTH && !error->is_plan && fetch->http.key)
		error_set(error, EXIT_AUTH,
			/*
			 * TRANSLATORS: a service; a variable, a file or "standard input"; and a
			 * value of --source
			 */
			_("%s rejected the API key from %.*s; check the key; a new key can "
			  "take up to two hours to become valid; '--source %s' needs no key"),
			fetch->source.provider->name,
			utf8_precision(fetch->key.origin.name, ORIGIN_BYTES_MAX),
			fetch->key.origin.name, provider_without_key()->id);
	/* A bad key or plan, a failing libcurl or a lack of memory stops later requests, too. */
	if (error->code == EXIT_AUTH || error->code == EXIT_INTERNAL)
		fetch->send_error = *error;
	if (error->code == EXIT_RATE_LIMIT) {
		/* The pause that ends last counts. */
		int64_t until = fetch_system_time() + error->retry_after;
		int64_t stored = cache_read_pause(&fetch->cache, &cache_key, fetch_system_time());

		if (fetch->paused_until < stored)
			fetch->paused_until = stored;
		if (fetch->paused_until < until) {
			fetch->paused_until = until;
			cache_write_pause(&fetch->cache, &cache_key, until);
		}
	}
	fetch_finish_stale_or_failed(fetch, job, part, error);
	/* So that a later run uses the old reply at once; for a rate limit, the pause does that. */
	if (part->stale && error->code != EXIT_RATE_LIMIT)
		cache_write_failure(&fetch->cache, &cache_key, fetch_system_time(), error->code);
}

static void handle_reply(
	struct fetch *fetch, struct job *job, struct job_part *part, const struct reply *reply)
{
	const struct cache_key key = job_cache_key(job, part);
	struct error error;

	if (!answer_read_reply(&job->answer, job_part_kind(job, part), reply, &error)) {
		handle_error(fetch, job, part, &error);
		return;
	}
	part->fetched = fetch_system_time();
	part->cached = false;
	/*
	 * A reply that contained the API key may still contain pieces of it, though it was erased.
	 */
	if (!reply->repeats_key)
		cache_write(&fetch->cache, &key, fetch_system_time(), reply->body, reply->length);
	job_finish_part(job, part, NULL);
}

void fetch_wait(struct fetch *fetch, int file, double seconds)
{
	double until = monotonic_now() + seconds;
	struct error error;
	struct reply reply;
	size_t ticket;

	fetch_advance(fetch);
	if (fetch_first_if_done(fetch))
		return;
	if (count_parts(fetch, PART_LOCKING) > 0)
		until = number_min(until, monotonic_now() + LOCK_POLL_SECONDS);
	if (count_parts(fetch, PART_QUEUED) > 0)
		until = number_min(until, next_turn(fetch));
	for (size_t i = 0; i < fetch->count; i++)
		if (!job_at(fetch, i)->is_done && job_at(fetch, i)->deadline > 0)
			until = number_min(until, job_at(fetch, i)->deadline);
	http_wait(&fetch->http, file, until);
	while (http_next(&fetch->http, &ticket, &reply, &error)) {
		struct job *job = &fetch->ring[ticket / ANSWER_PARTS];
		struct job_part *part = &job->parts[ticket % ANSWER_PARTS];

		if (error.code == EXIT_OK) {
			handle_reply(fetch, job, part, &reply);
			http_free(&reply);
		} else {
			handle_error(fetch, job, part, &error);
		}
		unlock(fetch, job, part);
	}
}

double fetch_request_delay(const struct fetch *fetch)
{
	double turn = next_turn(fetch);
	double seconds = turn - monotonic_now();
	bool is_known = turn < RATE_LIMIT_UNKNOWN;

	return is_known && count_parts(fetch, PART_QUEUED) > 0 && seconds > 0 ? seconds : 0;
}

void fetch_extend_deadlines(struct fetch *fetch, double seconds)
{
	for (size_t i = 0; i < fetch->count; i++) {
		struct job *job = job_at(fetch, i);

		job->deadline += job->deadline > 0 ? seconds : 0;
		for (int k = 0; k < ANSWER_PARTS; k++)
			job->parts[k].deadline += seconds;
	}
	http_delay(&fetch->http, seconds);
}
