/* SPDX-License-Identifier: MIT */
#include "fetch/fetch.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/key_shape.h"
#include "base/monotonic.h"
#include "base/utf8.h"
#include "http/http_redact.h"
#include "http/request.h"
#include "weather/provider.h"

#define LOCK_POLL_SECONDS 0.02
#define LOCK_MARGIN 0.25     /* part of the time-out that is kept for a request of its own */
#define ORIGIN_BYTES_MAX 300 /* of a path in a message, so that the advice after it fits */

static int64_t now(void)
{
	return (int64_t)time(NULL);
}

static struct job *job_at(struct fetch *fetch, size_t i)
{
	return &fetch->ring[(fetch->first + i) % FETCH_JOBS_MAX];
}

static struct cache_key cache_key_of(const struct fetch *fetch, const struct job *job)
{
	return (struct cache_key){
		.base_url = fetch->http.service.base_url, .request = &job->request};
}

struct fetch *fetch_open(const struct fetch_config *config)
{
	const struct provider *provider = provider_default();
	/* Not calloc, which may touch the pages of jobs and times that are never used. */
	struct fetch *fetch = malloc(sizeof *fetch);

	if (!fetch)
		return NULL;
	fetch->config = *config;
	fetch->provider = provider;
	fetch->http = (struct http){.service = {provider_base_url(provider), provider->url_variable,
					    provider->base_url, provider->key_parameter},
		.timeout = config->timeout,
		.now = now(),
		.log = config->log};
	fetch->key = config->key ? *config->key : (struct api_key){.text = ""};
	fetch->no_requests = (struct error){.code = EXIT_OK};
	fetch->paused_until = 0;
	fetch->first = fetch->count = 0;
	rate_limit_start(&fetch->rate, (size_t)config->requests_per_minute);
	cache_open(&fetch->cache);
	if (config->log && *fetch->cache.reason) {
		char path[PATHS_MAX];

		snprintf(path, sizeof path, "%s", fetch->cache.path);
		key_shape_hide(path, false);
		fprintf(config->log, "cache not used: %s%s%s\n", path, *path ? ": " : "",
			fetch->cache.reason);
	}
	return fetch;
}

static void unlock(struct fetch *fetch, struct job *job)
{
	const struct cache_key key = cache_key_of(fetch, job);

	cache_unlock(&fetch->cache, &key, job->lock);
	job->lock = CACHE_LOCK_NONE;
}

void fetch_close(struct fetch *fetch)
{
	for (; fetch->count > 0; fetch_drop(fetch))
		unlock(fetch, job_at(fetch, 0));
	http_close(&fetch->http);
	cache_close(&fetch->cache);
	free(fetch);
}

bool fetch_is_full(const struct fetch *fetch)
{
	return fetch->count == FETCH_JOBS_MAX;
}

const struct job *fetch_first(const struct fetch *fetch)
{
	const struct job *first = &fetch->ring[fetch->first];

	return fetch->count > 0 && first->state == JOB_DONE ? first : NULL;
}

void fetch_drop(struct fetch *fetch)
{
	fetch->first = (fetch->first + 1) % FETCH_JOBS_MAX;
	fetch->count--;
}

/* ---- without a request ---- */

/* Ends a job with that error, or with its answer if it is NULL. */
static void job_finish(struct job *job, const struct error *error)
{
	job->error = error ? *error : (struct error){.code = EXIT_OK};
	job->answer.ready = now();
	job->state = JOB_DONE;
}

/*
 * Ends a job with the reply in the cache, if there is one that is at most max_age seconds old and
 * can be read. The reason says why it may be older than wanted; NULL if it may not.
 */
static bool finish_from_cache(
	struct fetch *fetch, struct job *job, double max_age, const char *stale_reason)
{
	const struct cache_key key = cache_key_of(fetch, job);
	struct answer *answer = &job->answer;
	struct cache_entry entry;
	struct error error = {.code = EXIT_OK};
	bool is_usable;

	if (max_age <= 0)
		return false;
	is_usable = cache_read(&fetch->cache, &key, now(), &entry) &&
		    (double)(now() - entry.fetched) <= max_age &&
		    answer_read_body(answer, entry.body, entry.length, &error);
	if (entry.is_memory_short)
		error_set_no_memory(&error);
	cache_entry_free(&entry);
	if (error.code == EXIT_INTERNAL) {
		job_finish(job, &error);
		return true;
	}
	if (!is_usable)
		return false;
	answer->fetched = entry.fetched;
	answer->cached = true;
	answer->stale = stale_reason;
	if (fetch->config.log) {
		char query[2 * LOCATION_TEXT_MAX];

		utf8_escape(query, sizeof query, answer->location.query);
		key_shape_hide(query, false);
		fprintf(fetch->config.log, "%s: from the cache, %" PRId64 " s old%s%s\n", query,
			now() - answer->fetched, stale_reason ? "; stale: " : "",
			stale_reason ? stale_reason : "");
	}
	job_finish(job, NULL);
	return true;
}

/*
 * Ends a job that failed. If the failure is one that may pass by itself, not one for the user to
 * mend, an old answer is better than none.
 */
static void finish_failed(struct fetch *fetch, struct job *job, const struct error *error)
{
	enum exit_code code = error->code;
	bool may_pass = code == EXIT_NETWORK || code == EXIT_TLS || code == EXIT_RATE_LIMIT ||
			code == EXIT_BAD_REPLY;

	if (may_pass &&
		finish_from_cache(fetch, job, fetch->config.max_stale, exit_code_name(code)))
		job->answer.trouble = *error;
	else
		job_finish(job, error);
}

/* Ends a job that needs no request, or may not send one; false if it is to send one. */
static bool finish_without_request(struct fetch *fetch, struct job *job)
{
	const struct fetch_config *config = &fetch->config;
	const struct cache_key key = cache_key_of(fetch, job);
	int64_t paused_until = fetch->paused_until;
	enum exit_code recent;
	struct error error;

	if (finish_from_cache(fetch, job, config->max_age, NULL))
		return true;
	if (config->offline) {
		if (finish_from_cache(fetch, job, config->max_stale, "offline"))
			return true;
		error_set(&error, EXIT_NETWORK,
			_("the cache has no answer in this language that is recent enough; run wx "
			  "once without --offline, or raise --max-stale"));
		job_finish(job, &error);
		return true;
	}
	/* A pause after a status of 429 holds for all processes. */
	if (paused_until <= now())
		paused_until = cache_read_pause(&fetch->cache, key.base_url, now());
	if (paused_until > now()) {
		error_set(&error, EXIT_RATE_LIMIT,
			_("too many requests with this API key; try again in %d s"),
			(int)(paused_until - now()));
		error.retry_after = (int)(paused_until - now());
		finish_failed(fetch, job, &error);
		return true;
	}
	/* For a minute after a failure an old answer is used without trying again. */
	recent = cache_read_failure(&fetch->cache, &key, now());
	if (recent != EXIT_OK && config->max_age > 0 &&
		finish_from_cache(fetch, job, config->max_stale, exit_code_name(recent)))
		return true;
	if (fetch->no_requests.code == EXIT_OK)
		return false;
	finish_failed(fetch, job, &fetch->no_requests);
	return true;
}

static struct job *job_add(struct fetch *fetch, const struct place *place)
{
	struct job *job = job_at(fetch, fetch->count++);

	job->state = JOB_QUEUED;
	job->lock = CACHE_LOCK_NONE;
	job->deadline = 0;
	job->answer = (struct answer){.provider = fetch->provider,
		.location = place->location,
		.language = fetch->config.language};
	utf8_copy(job->note, sizeof job->note, place->note);
	return job;
}

void fetch_add(struct fetch *fetch, const struct place *place)
{
	struct job *job = job_add(fetch, place);

	fetch->provider->request(&job->request, &place->location, fetch->config.language);
	finish_without_request(fetch, job);
}

void fetch_add_error(struct fetch *fetch, const struct place *place, const struct error *error)
{
	job_finish(job_add(fetch, place), error);
}

/* ---- with a request ---- */

/* If a request cannot be sent, later ones cannot either, so the error is kept for them. */
static void start_request(struct fetch *fetch, struct job *job)
{
	size_t ticket = (size_t)(job - fetch->ring);
	struct error *failure = &fetch->no_requests;
	char *query = job->answer.location.query;
	bool needs_key = fetch->provider->key_parameter && !fetch->http.key;

	job->state = JOB_IN_FLIGHT;
	/* The key is looked for only now: a run that is answered from the cache needs none. */
	if (needs_key && !fetch->config.key &&
		!api_key_find(&fetch->key, &fetch->config.api_key_files, job->deadline, failure)) {
		finish_failed(fetch, job, failure);
		return;
	}
	if (needs_key)
		fetch->http.key = fetch->key.text;
	/* A key that looks like no other may have been typed as a place; it must not be printed. */
	if (strlen(fetch->key.text) >= HTTP_REDACT_PIECE_BYTES && strstr(query, fetch->key.text)) {
		struct error error;

		*query = '\0';
		key_shape_fail(&error, EXIT_USAGE, _("the place"));
		job_finish(job, &error);
		return;
	}
	if (http_start(&fetch->http, &job->request, job->deadline, ticket, failure))
		rate_limit_count(&fetch->rate, monotonic_now());
	else
		finish_failed(fetch, job, failure);
}

/*
 * Of several processes the one with the lock sends the request. The others wait for its reply to
 * be in the cache, and send their own when little time is left.
 */
static void job_advance(struct fetch *fetch, struct job *job)
{
	const struct cache_key key = cache_key_of(fetch, job);
	double wait_until = job->deadline - LOCK_MARGIN * fetch->config.timeout;

	if (fetch->config.max_age > 0)
		job->lock = cache_lock(&fetch->cache, &key);
	if (job->lock == CACHE_LOCK_BUSY && monotonic_now() < wait_until)
		return;
	/* Another process may have fetched the answer in the meantime. */
	if (!finish_without_request(fetch, job))
		start_request(fetch, job);
	if (job->state == JOB_DONE)
		unlock(fetch, job);
}

static size_t count_jobs(const struct fetch *fetch, enum job_state state)
{
	size_t count = 0;

	for (size_t i = 0; i < fetch->count; i++)
		count += fetch->ring[(fetch->first + i) % FETCH_JOBS_MAX].state == state;
	return count;
}

/*
 * The time from which the next queued job may become ready; INFINITY while all transfers are taken.
 * Each job that is ready has a request reserved, though it may turn out not to need it.
 */
static double next_turn(const struct fetch *fetch)
{
	size_t ready = count_jobs(fetch, JOB_READY);

	if (ready + count_jobs(fetch, JOB_IN_FLIGHT) >= HTTP_TRANSFERS_MAX)
		return INFINITY;
	return rate_limit_next(&fetch->rate, ready);
}

/* Advances each job as far as it gets without waiting; the first to be added goes first. */
static void fetch_advance(struct fetch *fetch)
{
	for (size_t i = 0; i < fetch->count; i++) {
		struct job *job = job_at(fetch, i);
		double turn = job->state == JOB_QUEUED ? next_turn(fetch) : INFINITY;

		if (job->state == JOB_QUEUED &&
			(fetch->no_requests.code != EXIT_OK || fetch->paused_until > now())) {
			finish_without_request(fetch, job);
		} else if (turn <= monotonic_now()) {
			job->deadline = monotonic_now() + fetch->config.timeout;
			job->state = JOB_READY;
		} else if (isfinite(turn)) {
			/* While the job waits, another process may have fetched the answer. */
			finish_from_cache(fetch, job, fetch->config.max_age, NULL);
		}
		if (job->state == JOB_READY)
			job_advance(fetch, job);
	}
}

static void take_error(struct fetch *fetch, struct job *job, struct error *error)
{
	const struct cache_key key = cache_key_of(fetch, job);

	if (error->code == EXIT_AUTH && !error->is_plan)
		error_set(error, EXIT_AUTH,
			_("%s rejected the API key from %.*s; check the key there, and note that a "
			  "new key takes up to two hours to work"),
			fetch->provider->name,
			utf8_precision(fetch->key.origin.source, ORIGIN_BYTES_MAX),
			fetch->key.origin.source);
	/* A rejected key, or a missing library, makes all later requests fail too. */
	if (error->code == EXIT_AUTH || error->code == EXIT_INTERNAL)
		fetch->no_requests = *error;
	if (error->code == EXIT_RATE_LIMIT) {
		/* Of several pauses the longest counts. */
		int64_t until = now() + error->retry_after;
		int64_t stored = cache_read_pause(&fetch->cache, key.base_url, now());

		if (fetch->paused_until < stored)
			fetch->paused_until = stored;
		if (fetch->paused_until < until) {
			fetch->paused_until = until;
			cache_write_pause(&fetch->cache, key.base_url, until);
		}
	}
	finish_failed(fetch, job, error);
	if (job->answer.stale && error->code != EXIT_RATE_LIMIT)
		cache_write_failure(&fetch->cache, &key, now(), error->code);
}

static void take_reply(struct fetch *fetch, struct job *job, const struct reply *reply)
{
	const struct cache_key key = cache_key_of(fetch, job);
	struct error error;

	if (!answer_read_reply(&job->answer, reply, &error)) {
		take_error(fetch, job, &error);
		return;
	}
	job->answer.fetched = now();
	job->answer.cached = false;
	/* The key must not get to the disk, not even with a part of it overwritten. */
	if (!reply->repeats_key)
		cache_write(&fetch->cache, &key, now(), reply->body, reply->length);
	job_finish(job, NULL);
}

void fetch_wait(struct fetch *fetch, int file, double seconds)
{
	double until = monotonic_now() + seconds;
	struct error error;
	struct reply reply;
	size_t ticket;

	fetch_advance(fetch);
	if (fetch_first(fetch))
		return;
	if (count_jobs(fetch, JOB_READY) > 0)
		until = fmin(until, monotonic_now() + LOCK_POLL_SECONDS);
	if (count_jobs(fetch, JOB_QUEUED) > 0)
		until = fmin(until, next_turn(fetch));
	http_wait(&fetch->http, file, until);
	while (http_next(&fetch->http, &ticket, &reply, &error)) {
		struct job *job = &fetch->ring[ticket];

		if (error.code == EXIT_OK) {
			take_reply(fetch, job, &reply);
			http_free(&reply);
		} else {
			take_error(fetch, job, &error);
		}
		unlock(fetch, job);
	}
}

double fetch_rate_delay(const struct fetch *fetch)
{
	double turn = next_turn(fetch);
	double seconds = turn - monotonic_now();
	bool is_known = turn < RATE_LIMIT_UNKNOWN;

	return is_known && count_jobs(fetch, JOB_QUEUED) > 0 && seconds > 0 ? seconds : 0;
}

void fetch_delay(struct fetch *fetch, double seconds)
{
	for (size_t i = 0; i < fetch->count; i++)
		job_at(fetch, i)->deadline += seconds;
	http_delay(&fetch->http, seconds);
}
