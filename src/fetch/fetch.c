/* SPDX-License-Identifier: MIT */
#include "fetch/fetch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/key_shape.h"
#include "base/monotonic.h"
#include "base/utf8.h"
#include "http/http_redact.h"
#include "weather/owm.h"
#include "weather/provider.h"

#define POLL_SECONDS 0.02 /* between two looks at a lock */
#define HASTE 0.25 /* of the time-out, when another who is asking the same is waited for no more */

static int64_t now(void)
{
	return (int64_t)time(NULL);
}

static struct job *at(struct fetch *fetch, size_t i)
{
	return &fetch->ring[(fetch->first + i) % FETCH_JOBS_MAX];
}

static struct cache_key key_of(const struct fetch *fetch, const struct job *job)
{
	return (struct cache_key){fetch->http.base_url, &job->request};
}

static void log_no_cache(FILE *log, const struct cache *cache)
{
	char path[PATHS_MAX];

	snprintf(path, sizeof path, "%s", cache->path);
	key_shape_hide(path, false);
	fprintf(log, "no cache: %s%s%s\n", path, *path ? ": " : "", cache->reason);
}

struct fetch *fetch_open(const struct fetch_config *config)
{
	/* What is not used of it takes no memory. */
	struct fetch *fetch = malloc(sizeof *fetch);

	if (!fetch)
		return NULL;
	fetch->config = *config;
	fetch->http = (struct http){.base_url = provider_base_url(),
		.timeout = config->timeout,
		.now = now(),
		.log = config->log};
	fetch->key = config->key ? *config->key : (struct api_key){.text = ""};
	fetch->refusal = (struct error){.code = EXIT_OK};
	fetch->paused_until = 0;
	fetch->first = fetch->count = 0;
	rate_limit_start(&fetch->rate, (size_t)config->requests_per_minute);
	cache_open(&fetch->cache);
	if (config->log && *fetch->cache.reason)
		log_no_cache(config->log, &fetch->cache);
	return fetch;
}

static void unlock(struct fetch *fetch, struct job *job)
{
	const struct cache_key key = key_of(fetch, job);

	cache_unlock(&fetch->cache, &key, job->lock);
	job->lock = CACHE_LOCKLESS;
}

void fetch_close(struct fetch *fetch)
{
	for (; fetch->count > 0; fetch_drop(fetch))
		unlock(fetch, at(fetch, 0));
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

/* ---- what is known already ---- */

/* Takes a reply of the cache, looked at like one of the network; false if there is none of use. */
static bool take_cached(struct fetch *fetch, struct job *job, double oldest)
{
	const struct cache_key key = key_of(fetch, job);
	struct answer *answer = &job->answer;
	struct cache_entry entry;
	struct error unused;
	struct reply reply;
	bool good;

	if (!cache_read(&fetch->cache, &key, now(), &entry))
		return false;
	reply = (struct reply){.status = 200, .body = entry.body, .length = entry.length};
	good = (double)(now() - entry.fetched) <= oldest && answer_read(answer, &reply, &unused);
	cache_entry_free(&entry);
	answer->fetched = entry.fetched;
	answer->cached = true;
	return good;
}

/* With an answer, or that failure. */
static void job_finish(struct job *job, const struct error *error)
{
	job->error = error ? *error : (struct error){.code = EXIT_OK};
	job->answer.ready = now();
	job->state = JOB_DONE;
}

static bool finish_from_cache(struct fetch *fetch, struct job *job)
{
	double oldest = fetch->config.max_age;

	if (oldest <= 0 || !take_cached(fetch, job, oldest))
		return false;
	job_finish(job, NULL);
	return true;
}

/* With an answer that is older than wanted, because of that code; false if there is none. */
static bool finish_stale(struct fetch *fetch, struct job *job, const char *reason)
{
	double oldest = fetch->config.max_stale;

	if (oldest <= 0 || !take_cached(fetch, job, oldest))
		return false;
	job->answer.stale = reason;
	job_finish(job, NULL);
	return true;
}

static bool lets_stale_through(enum exit_code code)
{
	return code == EXIT_NETWORK || code == EXIT_TLS || code == EXIT_RATE_LIMIT ||
	       code == EXIT_BAD_REPLY;
}

/* An old answer is better than none, unless it is the user who can mend what failed. */
static void finish_badly(struct fetch *fetch, struct job *job, const struct error *error)
{
	if (!lets_stale_through(error->code) ||
		!finish_stale(fetch, job, exit_code_name(error->code)))
		job_finish(job, error);
	else
		job->answer.trouble = *error;
}

static void finish_offline(struct fetch *fetch, struct job *job)
{
	struct error error;

	if (finish_from_cache(fetch, job) || finish_stale(fetch, job, "offline"))
		return;
	error_set(&error, EXIT_NETWORK,
		"no answer in this language is in the cache that is young enough; ask once without "
		"--offline, or raise --max-stale");
	job_finish(job, &error);
}

/* After a 429 the service is left alone, by all processes. */
static bool finish_paused(struct fetch *fetch, struct job *job)
{
	const int64_t present = now();
	int64_t until = fetch->paused_until;
	struct error error;

	if (until <= present)
		until = cache_read_pause(&fetch->cache, fetch->http.base_url, present);
	if (until <= present)
		return false;
	error_set(&error, EXIT_RATE_LIMIT,
		"too many requests for this account; nothing is sent for another %d s",
		(int)(until - present));
	error.retry_after = (int)(until - present);
	finish_badly(fetch, job, &error);
	return true;
}

/* For a minute after a failure an old answer is given at once. */
static bool finish_spared(struct fetch *fetch, struct job *job)
{
	const struct cache_key key = key_of(fetch, job);
	enum exit_code code = cache_read_failure(&fetch->cache, &key, now());

	return fetch->config.max_age > 0 && code != EXIT_OK &&
	       finish_stale(fetch, job, exit_code_name(code));
}

/* Whether it needs no request. */
static bool finish_at_once(struct fetch *fetch, struct job *job)
{
	if (fetch->config.offline) {
		finish_offline(fetch, job);
		return true;
	}
	if (finish_from_cache(fetch, job) || finish_paused(fetch, job) || finish_spared(fetch, job))
		return true;
	if (fetch->refusal.code == EXIT_OK)
		return false;
	finish_badly(fetch, job, &fetch->refusal);
	return true;
}

static struct job *job_add(struct fetch *fetch, const struct place *place)
{
	struct job *job = at(fetch, fetch->count++);

	job->state = JOB_QUEUED;
	job->lock = CACHE_LOCKLESS;
	job->deadline = 0;
	job->answer = (struct answer){.language = fetch->config.language};
	job->answer.location = place->location;
	utf8_copy(job->note, sizeof job->note, place->note);
	return job;
}

void fetch_add(struct fetch *fetch, const struct place *place)
{
	struct job *job = job_add(fetch, place);

	owm_weather_request(&job->request, &place->location, fetch->config.language);
	finish_at_once(fetch, job);
}

void fetch_add_error(struct fetch *fetch, const struct place *place, const struct error *error)
{
	job_finish(job_add(fetch, place), error);
}

/* ---- asking ---- */

/* The key is looked for when a request is due, and once. */
static bool find_key(struct fetch *fetch, double deadline, struct error *error)
{
	if (!fetch->http.key && !fetch->config.key &&
		!api_key_find(&fetch->key, &fetch->config.api_key_files, deadline, error))
		return false;
	fetch->http.key = fetch->key.text;
	return true;
}

/* A place that is the key itself, whatever its shape, is not sent and not repeated. */
static bool is_key(const struct fetch *fetch, const struct job *job)
{
	return strlen(fetch->key.text) >= REDACT_PIECE_BYTES &&
	       strstr(job->answer.location.query, fetch->key.text);
}

static void finish_as_key(struct job *job)
{
	struct error error;

	*job->answer.location.query = '\0';
	key_shape_fail(&error, EXIT_USAGE, "the place");
	job_finish(job, &error);
}

/* What keeps it from being sent keeps all that follow. */
static void send_request(struct fetch *fetch, struct job *job)
{
	size_t ticket = (size_t)(job - fetch->ring);
	struct error *error = &fetch->refusal;

	job->state = JOB_IN_FLIGHT;
	if (!find_key(fetch, job->deadline, error))
		finish_badly(fetch, job, error);
	else if (is_key(fetch, job))
		finish_as_key(job);
	else if (http_start(&fetch->http, &job->request, job->deadline, ticket, error))
		rate_limit_count(&fetch->rate, monotonic_now());
	else
		finish_badly(fetch, job, error);
}

/*
 * Whoever has the lock asks; the others wait for what that brings, and in the end ask themselves.
 */
static bool has_leave(struct fetch *fetch, struct job *job)
{
	const struct cache_key key = key_of(fetch, job);
	double haste = HASTE * fetch->config.timeout;

	if (fetch->config.max_age <= 0)
		return true;
	job->lock = cache_lock(&fetch->cache, &key);
	return job->lock != CACHE_LOCKED || monotonic_now() >= job->deadline - haste;
}

/* Goes on with one whose turn has come. */
static void go_on(struct fetch *fetch, struct job *job)
{
	if (!has_leave(fetch, job))
		return;
	/* Another may have asked in between. */
	if (!finish_at_once(fetch, job))
		send_request(fetch, job);
	if (job->state == JOB_DONE)
		unlock(fetch, job);
}

static size_t count(struct fetch *fetch, enum job_state state)
{
	size_t found = 0;

	for (size_t i = 0; i < fetch->count; i++)
		found += at(fetch, i)->state == state;
	return found;
}

static bool has_room(struct fetch *fetch)
{
	return count(fetch, JOB_READY) + count(fetch, JOB_IN_FLIGHT) < HTTP_TRANSFERS_MAX;
}

/* For each of those that have begun a request is left, whether they need it in the end or not. */
static double next_turn(struct fetch *fetch)
{
	return rate_limit_next(&fetch->rate, count(fetch, JOB_READY));
}

static void job_begin(struct fetch *fetch, struct job *job)
{
	job->deadline = monotonic_now() + fetch->config.timeout;
	job->state = JOB_READY;
}

/* While the rate holds it up, it may have been asked for elsewhere. */
static void begin_or_wait(struct fetch *fetch, struct job *job)
{
	if (next_turn(fetch) <= monotonic_now())
		job_begin(fetch, job);
	else
		finish_from_cache(fetch, job);
}

static bool is_stopped(const struct fetch *fetch)
{
	return fetch->refusal.code != EXIT_OK || fetch->paused_until > now();
}

/* Lets those begin whose turn it is, and goes on with those that wait for a lock. */
static void go_on_with_all(struct fetch *fetch)
{
	for (size_t i = 0; i < fetch->count; i++) {
		struct job *job = at(fetch, i);

		if (job->state == JOB_QUEUED && is_stopped(fetch))
			finish_at_once(fetch, job);
		if (job->state == JOB_QUEUED && has_room(fetch))
			begin_or_wait(fetch, job);
		if (job->state == JOB_READY)
			go_on(fetch, job);
	}
}

/* ---- what came of it ---- */

/* A refused key is mended where it came from, and not by asking again. */
static void note_refusal(struct fetch *fetch, struct error *error)
{
	if (error->code == EXIT_AUTH)
		error_set(error, EXIT_AUTH,
			"OpenWeatherMap refused the API key from %.300s; check it there, and mind "
			"that a new key takes up to two hours to work",
			fetch->key.origin.source);
	if (error->code == EXIT_AUTH || error->code == EXIT_INTERNAL)
		fetch->refusal = *error;
}

static void pause_all(struct fetch *fetch, const struct error *error)
{
	int64_t until = now() + error->retry_after;
	int64_t known = cache_read_pause(&fetch->cache, fetch->http.base_url, now());

	/* Of several pauses the longest counts. */
	if (known > fetch->paused_until)
		fetch->paused_until = known;
	if (until <= fetch->paused_until)
		return;
	fetch->paused_until = until;
	cache_write_pause(&fetch->cache, fetch->http.base_url, until);
}

static void take_failure(struct fetch *fetch, struct job *job, struct error *error)
{
	const struct cache_key key = key_of(fetch, job);

	note_refusal(fetch, error);
	if (error->code == EXIT_RATE_LIMIT)
		pause_all(fetch, error);
	finish_badly(fetch, job, error);
	if (job->answer.stale && error->code != EXIT_RATE_LIMIT)
		cache_write_failure(&fetch->cache, &key, now(), error->code);
}

/* A reply that repeats the key is not kept. */
static void take_reply(struct fetch *fetch, struct job *job, const struct reply *reply)
{
	const struct cache_key key = key_of(fetch, job);
	struct error error;

	if (!answer_read(&job->answer, reply, &error)) {
		take_failure(fetch, job, &error);
		return;
	}
	job->answer.fetched = now();
	job->answer.cached = false;
	if (!reply->repeats_key)
		cache_write(&fetch->cache, &key, now(), reply->body, reply->length);
	job_finish(job, NULL);
}

static void take_results(struct fetch *fetch)
{
	struct error error;
	struct reply reply;
	size_t ticket;

	while (http_next(&fetch->http, &ticket, &reply, &error)) {
		struct job *job = &fetch->ring[ticket];

		if (error.code == EXIT_OK) {
			take_reply(fetch, job, &reply);
			http_free(&reply);
		} else {
			take_failure(fetch, job, &error);
		}
		unlock(fetch, job);
	}
}

/* When there is something to do even if nothing comes, at the latest at that moment. */
static double next_moment(struct fetch *fetch, double moment)
{
	if (count(fetch, JOB_READY) > 0)
		moment = fmin(moment, monotonic_now() + POLL_SECONDS);
	if (count(fetch, JOB_QUEUED) > 0 && has_room(fetch))
		moment = fmin(moment, next_turn(fetch));
	return moment;
}

void fetch_wait(struct fetch *fetch, int file, double seconds)
{
	double last = monotonic_now() + seconds;

	go_on_with_all(fetch);
	if (fetch_first(fetch))
		return;
	http_wait(&fetch->http, file, next_moment(fetch, last));
	take_results(fetch);
}

void fetch_delay(struct fetch *fetch, double seconds)
{
	for (size_t i = 0; i < fetch->count; i++)
		at(fetch, i)->deadline += seconds;
	http_delay(&fetch->http, seconds);
}
