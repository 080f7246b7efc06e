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
#include "base/option_limits.h"
#include "base/timefmt.h"
#include "base/utf8.h"
#include "http/http_redact.h"
#include "http/request.h"
#include "weather/provider.h"

#define LOCK_POLL_SECONDS 0.02
#define OWN_REQUEST_SHARE 0.25 /* of the time-out, kept for sending the request oneself */
#define ORIGIN_BYTES_MAX 260   /* of a path in a message, so that the advice after it fits */

static int64_t now(void)
{
	return (int64_t)time(NULL);
}

static struct job *job_at(struct fetch *fetch, size_t i)
{
	return &fetch->ring[(fetch->first + i) % FETCH_JOBS_MAX];
}

/* All hosts of a service share its entries, whose paths differ. */
static struct cache_key cache_key_of(const struct job *job, const struct job_part *part)
{
	return (struct cache_key){
		.base_url = provider_base_url(job->answer.provider), .request = &part->request};
}

static enum answer_part kind_of(const struct job *job, const struct job_part *part)
{
	return (enum answer_part)(part - job->parts);
}

/* Without a key another service's cached answers are still good. */
static void choose_provider(struct fetch *fetch, const struct fetch_config *config)
{
	bool has_key = config->key || api_key_is_named(&config->api_key_files);

	fetch->provider = config->source;
	if (config->key)
		fetch->provider = provider_with_key();
	else if (!config->source)
		fetch->provider = has_key ? provider_with_key() : provider_without_key();
	fetch->is_keyless = !config->source && !has_key;
	fetch->cached_provider = fetch->is_keyless ? provider_with_key() : NULL;
}

struct fetch *fetch_open(const struct fetch_config *config)
{
	const struct provider *provider;
	/* malloc, as calloc may touch pages of the large arrays that are never used. */
	struct fetch *fetch = malloc(sizeof *fetch);

	if (!fetch)
		return NULL;
	fetch->config = *config;
	choose_provider(fetch, config);
	provider = fetch->provider;
	fetch->http = (struct http){.service = {.base_url = provider_base_url(provider),
					    .url_variable = provider->url_variable,
					    .url_example = provider->base_url,
					    .key_parameter = provider->key_parameter},
		.timeout = config->timeout,
		.now = now(),
		.log = config->log};
	fetch->key = config->key ? *config->key : (struct api_key){.text = ""};
	fetch->send_error = (struct error){.code = EXIT_OK};
	fetch->paused_until = 0;
	fetch->first = fetch->count = 0;
	rate_limit_init(&fetch->rate, (size_t)config->requests_per_minute);
	cache_open(&fetch->cache);
	if (config->log && *fetch->cache.reason) {
		char reason[sizeof fetch->cache.reason];

		snprintf(reason, sizeof reason, "%s", fetch->cache.reason);
		key_shape_hide(reason, false);
		fprintf(config->log, "cache not used: %s\n", reason);
	}
	return fetch;
}

static void unlock(struct fetch *fetch, const struct job *job, struct job_part *part)
{
	const struct cache_key key = cache_key_of(job, part);

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
	return fetch->count == FETCH_JOBS_MAX;
}

const struct job *fetch_first(const struct fetch *fetch)
{
	const struct job *first = &fetch->ring[fetch->first];

	return fetch->count > 0 && first->is_done ? first : NULL;
}

void fetch_drop(struct fetch *fetch)
{
	fetch->first = (fetch->first + 1) % FETCH_JOBS_MAX;
	fetch->count--;
}

/*
 * Ending a part: finish_… always does, try_… returns whether it did.
 */

/* Of several failures the lowest code counts, as it does for several places. */
static void finish_job(struct job *job)
{
	struct answer *answer = &job->answer;
	const struct job_part *oldest = NULL; /* of those that are stale */
	bool is_all_stale = true;

	answer->fetched = INT64_MAX;
	answer->cached = true;
	for (int i = 0; i < ANSWER_PARTS; i++) {
		const struct job_part *part = &job->parts[i];

		if (part->state == PART_UNUSED)
			continue;
		if (part->error.code != EXIT_OK &&
			(job->error.code == EXIT_OK || part->error.code < job->error.code))
			job->error = part->error;
		/* Where a place is does not age. */
		if (i == ANSWER_PLACE)
			continue;
		if (part->fetched < answer->fetched)
			answer->fetched = part->fetched;
		answer->cached = answer->cached && part->cached;
		if (part->stale && (!oldest || part->fetched < oldest->fetched))
			oldest = part;
		is_all_stale = is_all_stale && part->stale;
	}
	if (oldest) {
		answer->stale = oldest->stale;
		answer->stale_part = kind_of(job, oldest);
		/* Some services send the forecast with the current weather. */
		if (is_all_stale || (answer->stale_part == ANSWER_WEATHER && answer->has_forecast &&
					    job->parts[ANSWER_FORECAST].state == PART_UNUSED))
			answer->stale_part = ANSWER_PARTS;
		answer->trouble = oldest->trouble;
	}
	answer->ready = now();
	job->is_done = true;
}

/*
 * Ends a part: with the error, or, if that is NULL, successfully. Ends the job with its last part.
 */
static void finish_part(struct job *job, struct job_part *part, const struct error *error)
{
	part->error = error ? *error : (struct error){.code = EXIT_OK};
	part->state = PART_DONE;
	for (int i = 0; i < ANSWER_PARTS; i++)
		if (job->parts[i].state != PART_UNUSED && job->parts[i].state != PART_DONE)
			return;
	finish_job(job);
}

static void log_cached(FILE *log, const struct job *job, const struct job_part *part)
{
	static const char *const names[] = {[ANSWER_PLACE] = " (place)",
		[ANSWER_WEATHER] = "",
		[ANSWER_FORECAST] = " (forecast)",
		[ANSWER_AIR] = " (air)"};
	char query[UTF8_ESCAPE_MAX * LOCATION_TEXT_MAX + 1];

	utf8_escape(query, sizeof query, job->answer.location.query);
	key_shape_hide(query, false);
	fprintf(log, "%s%s: from the cache, %" PRId64 " s old%s%s\n", query,
		names[kind_of(job, part)], now() - part->fetched, part->stale ? "; stale: " : "",
		part->stale ? part->stale : "");
}

/* The age up to which a cached reply is as good as a new one: where a place is does not change. */
static double fresh_age(
	const struct fetch *fetch, const struct job *job, const struct job_part *part)
{
	double max_age = fetch->config.max_age;

	return kind_of(job, part) == ANSWER_PLACE && max_age > 0 ? CACHE_AGE_SECONDS_MAX : max_age;
}

/*
 * Ends a part with its cached reply, if there is a readable one of at most max_age seconds, or with
 * an error if memory is short. stale_reason is why a reply older than usual is acceptable; NULL if
 * max_age is the usual limit.
 */
static bool try_cache(struct fetch *fetch, struct job *job, struct job_part *part, double max_age,
	const char *stale_reason)
{
	const struct cache_key key = cache_key_of(job, part);
	struct cache_entry entry;
	struct error error = {.code = EXIT_OK};
	bool is_usable;

	if (max_age <= 0)
		return false;
	is_usable = cache_read(&fetch->cache, &key, now(), &entry) &&
		    (double)(now() - entry.fetched) <= max_age &&
		    answer_read_body(
			    &job->answer, kind_of(job, part), entry.body, entry.length, &error);
	if (entry.is_memory_short)
		error_set_no_memory(&error);
	cache_entry_free(&entry);
	if (error.code == EXIT_INTERNAL) {
		finish_part(job, part, &error);
		return true;
	}
	if (!is_usable)
		return false;
	part->fetched = entry.fetched;
	part->cached = true;
	part->stale = stale_reason;
	if (fetch->config.log)
		log_cached(fetch->config.log, job, part);
	finish_part(job, part, NULL);
	return true;
}

/*
 * Ends a part that failed. If the failure is temporary, rather than something that the user must
 * put right, an old reply is better than none.
 */
static void finish_stale_or_failed(
	struct fetch *fetch, struct job *job, struct job_part *part, const struct error *error)
{
	enum exit_code code = error->code;
	bool is_temporary = code == EXIT_NETWORK || code == EXIT_TLS || code == EXIT_RATE_LIMIT ||
			    code == EXIT_BAD_REPLY;

	part->trouble = *error;
	if (!is_temporary ||
		!try_cache(fetch, job, part, fetch->config.max_stale, exit_code_name(code)))
		finish_part(job, part, error);
}

/* Why the cache has no reply that --offline may use. */
static bool fail_offline(const struct fetch *fetch, const struct job *job,
	const struct job_part *part, struct error *error)
{
	static const struct {
		const char *missing, *old;
	} messages[ANSWER_PARTS] = {
		[ANSWER_WEATHER] = {N_("there is no cached answer for this request; run wx once "
				       "without --offline"),
			N_("no cached answer for this place is recent enough; run wx without "
			   "--offline, or raise --max-stale")},
		[ANSWER_FORECAST] = {N_("there is no cached forecast for this request; run wx once "
					"without --offline"),
			N_("no cached forecast for this place is recent enough; run wx without "
			   "--offline, or raise --max-stale")},
		[ANSWER_AIR] = {N_("there is no cached air quality for this request; run wx once "
				   "without --offline"),
			N_("no cached air quality for this place is recent enough; run wx without "
			   "--offline, or raise --max-stale")}};
	const struct cache_key key = cache_key_of(job, part);
	enum answer_part kind = kind_of(job, part);
	struct cache_entry entry;
	bool is_there;

	/* Without its place there is no weather either. */
	if (kind == ANSWER_PLACE)
		kind = ANSWER_WEATHER;

	if (*fetch->cache.reason)
		return error_set(error, EXIT_NETWORK, _("there is no cache to answer from: %s"),
			fetch->cache.reason);
	is_there = cache_read(&fetch->cache, &key, now(), &entry);
	if (!is_there && entry.is_memory_short)
		return error_set_no_memory(error);
	if (is_there)
		cache_entry_free(&entry);
	return error_set(error, EXIT_NETWORK, "%s",
		is_there ? _(messages[kind].old) : _(messages[kind].missing));
}

/*
 * Ends a part that the cache can answer or that must not send a request. Returns false if a request
 * is to be sent.
 */
static bool try_without_request(struct fetch *fetch, struct job *job, struct job_part *part)
{
	const struct fetch_config *config = &fetch->config;
	const struct cache_key key = cache_key_of(job, part);
	const int64_t time_now = now();
	int64_t until = fetch->paused_until;
	enum exit_code recent;
	struct error error;

	if (try_cache(fetch, job, part, fresh_age(fetch, job, part), NULL))
		return true;
	if (config->offline) {
		if (try_cache(fetch, job, part, config->max_stale, "offline"))
			return true;
		fail_offline(fetch, job, part, &error);
		finish_part(job, part, &error);
		return true;
	}
	/* A pause that the service asked for (status 429) applies to all wx processes. */
	if (until <= time_now)
		until = cache_read_pause(&fetch->cache, key.base_url, time_now);
	if (until > time_now) {
		int seconds = (int)(until - time_now);
		char pause[TIMEFMT_MAX];

		timefmt_wait(pause, seconds);
		error_set(&error, EXIT_RATE_LIMIT,
			_("%s asked for a pause after too many requests; try again in %s"),
			fetch->provider->name, pause);
		error.retry_after = seconds;
		finish_stale_or_failed(fetch, job, part, &error);
		return true;
	}
	/* For a minute after a failed request, an old reply is used without another attempt. */
	recent = config->max_age > 0 ? cache_read_failure(&fetch->cache, &key, time_now) : EXIT_OK;
	if (recent != EXIT_OK &&
		try_cache(fetch, job, part, config->max_stale, exit_code_name(recent)))
		return true;
	if (fetch->send_error.code == EXIT_OK)
		return false;
	finish_stale_or_failed(fetch, job, part, &fetch->send_error);
	return true;
}

static void start_job(struct fetch *fetch, struct job *job, const struct place *place,
	const struct provider *provider)
{
	struct answer *answer = &job->answer;

	for (int i = 0; i < ANSWER_PARTS; i++)
		job->parts[i] = (struct job_part){.state = PART_UNUSED, .lock = CACHE_LOCK_NONE};
	job->is_done = false;
	job->error = (struct error){.code = EXIT_OK};
	utf8_copy(job->note, sizeof job->note, place->note);
	/* Not the whole answer: that would touch the pages of a forecast nobody asked for. */
	answer->provider = provider;
	answer->location = place->location;
	answer->is_found = false;
	answer->language = provider->has_languages ? fetch->config.language : language_english();
	answer->has_forecast = fetch->config.forecast;
	answer->has_air = fetch->config.air;
	answer->stale = NULL;
	answer->stale_part = ANSWER_PARTS;
	answer->trouble = (struct error){.code = EXIT_OK};
}

/* Starts a job with the provider, and words the requests for its parts. */
static void ask(struct fetch *fetch, struct job *job, const struct place *place,
	const struct provider *provider)
{
	const struct location *location = &place->location;
	const bool is_wanted[] = {
		[ANSWER_PLACE] = provider->by_coordinates && !location_has_coordinates(location),
		[ANSWER_WEATHER] = true,
		[ANSWER_FORECAST] = fetch->config.forecast && !provider->forecast_with_weather,
		[ANSWER_AIR] = fetch->config.air};

	start_job(fetch, job, place, provider);
	for (int i = 0; i < ANSWER_PARTS; i++)
		if (is_wanted[i])
			job->parts[i].state =
				provider_request(provider, &job->parts[i].request,
					(enum answer_part)i, location, fetch->config.language)
					? PART_QUEUED
					: PART_BLOCKED;
}

/*
 * The part that finds the coordinates which others wait for. Services that have the weather by
 * coordinates alone look a place up first; with others it is in the weather.
 */
static const struct job_part *part_with_coordinates(const struct job *job)
{
	bool has_place = job->parts[ANSWER_PLACE].state != PART_UNUSED;

	return &job->parts[has_place ? ANSWER_PLACE : ANSWER_WEATHER];
}

/*
 * Words the request of a part that waited for coordinates, once they are there. It has what is left
 * of their part's time, so that the place is done in time. Ends it without them.
 */
static void unblock(struct fetch *fetch, struct job *job, struct job_part *part)
{
	const struct job_part *found = part_with_coordinates(job);
	struct location location = {.kind = LOCATION_COORDINATES};
	struct error error;

	if (found->state != PART_DONE)
		return;
	if (found->error.code != EXIT_OK) {
		finish_part(job, part, &found->error);
		return;
	}
	if (found == &job->parts[ANSWER_PLACE]) {
		location = job->answer.found;
	} else {
		location.latitude = job->answer.weather.latitude;
		location.longitude = job->answer.weather.longitude;
	}
	if (isnan(location.latitude) || isnan(location.longitude)) {
		error_set(&error, EXIT_BAD_REPLY,
			_("%s sent no coordinates for this place, without which it provides no air "
			  "quality; leave out --air"),
			fetch->provider->name);
		finish_part(job, part, &error);
	} else {
		provider_request(job->answer.provider, &part->request, kind_of(job, part),
			&location, fetch->config.language);
		part->deadline = found->deadline;
		part->state = PART_QUEUED;
	}
}

/* Answers from the cache of a service alone; false unless it has all parts. */
static bool answer_from_cache(struct fetch *fetch, struct job *job, const struct place *place,
	const struct provider *provider, double max_age, const char *stale_reason)
{
	ask(fetch, job, place, provider);
	for (int i = 0; i < ANSWER_PARTS; i++) {
		struct job_part *part = &job->parts[i];

		if (part->state == PART_BLOCKED)
			unblock(fetch, job, part);
		if (part->state == PART_QUEUED)
			try_cache(fetch, job, part, fmax(max_age, fresh_age(fetch, job, part)),
				stale_reason);
		if (part->state != PART_UNUSED && part->state != PART_DONE)
			return false;
	}
	return job->error.code == EXIT_OK || job->error.code == EXIT_INTERNAL;
}

/* The same from the cache of the service that would be asked with a key, new answers first. */
static bool answer_without_key(struct fetch *fetch, struct job *job, const struct place *place)
{
	const struct fetch_config *config = &fetch->config;
	const struct provider *other = fetch->cached_provider;

	if (!other)
		return false;
	if (answer_from_cache(fetch, job, place, other, config->max_age, NULL))
		return true;
	return config->offline &&
	       (answer_from_cache(fetch, job, place, fetch->provider, config->max_age, NULL) ||
		       answer_from_cache(fetch, job, place, other, config->max_stale, "offline"));
}

void fetch_add(struct fetch *fetch, const struct place *place)
{
	struct job *job = job_at(fetch, fetch->count++);

	if (answer_without_key(fetch, job, place))
		return;
	ask(fetch, job, place, fetch->provider);
	for (int i = 0; i < ANSWER_PARTS; i++) {
		struct job_part *part = &job->parts[i];

		if (part->state == PART_BLOCKED)
			unblock(fetch, job, part);
		if (part->state == PART_QUEUED)
			try_without_request(fetch, job, part);
	}
}

void fetch_add_error(struct fetch *fetch, const struct place *place, const struct error *error)
{
	struct job *job = job_at(fetch, fetch->count++);

	start_job(fetch, job, place, fetch->provider);
	job->error = *error;
	job->is_done = true;
}

/*
 * Sending requests
 */

/*
 * The place contains the API key, which does not have the usual shape of one and was not noticed
 * earlier (see key_shape_is_in). It must not be printed.
 */
static void finish_key_as_place(struct job *job)
{
	struct error error;

	*job->answer.location.query = *job->answer.location.text = '\0';
	*job->note = '\0';
	key_shape_fail(&error, EXIT_USAGE, NULL);
	for (int i = 0; i < ANSWER_PARTS; i++)
		if (job->parts[i].state != PART_UNUSED && job->parts[i].state != PART_DONE)
			finish_part(job, &job->parts[i], &error);
}

/* The key is looked for only when a request is due: a run that the cache answers needs none. */
static bool prepare_key(struct fetch *fetch, double deadline, struct error *error)
{
	if (!fetch->provider->key_parameter || fetch->http.key)
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
	size_t ticket = (size_t)(job - fetch->ring) * ANSWER_PARTS + kind_of(job, part);
	struct error error;
	bool is_ready = prepare_key(fetch, part->deadline, &error);

	if (is_ready && strlen(fetch->key.text) >= HTTP_REDACT_PIECE_BYTES &&
		strstr(job->answer.location.query, fetch->key.text)) {
		finish_key_as_place(job);
		return;
	}
	if (is_ready && http_start(&fetch->http, &part->request, part->deadline, ticket, &error)) {
		part->state = PART_IN_FLIGHT;
		rate_limit_record(&fetch->rate, monotonic_now());
		return;
	}
	fetch->send_error = error;
	finish_stale_or_failed(fetch, job, part, &error);
}

/*
 * Whoever has the lock sends the request. Others, in this process or another, wait until the lock
 * is free, when the reply is usually in the cache, and send their own when little time is left.
 */
static void advance_locking(struct fetch *fetch, struct job *job, struct job_part *part)
{
	const struct cache_key key = cache_key_of(job, part);
	double wait_until = part->deadline - OWN_REQUEST_SHARE * fetch->config.timeout;

	if (fetch->config.max_age > 0)
		part->lock = cache_lock(&fetch->cache, &key);
	if (part->lock == CACHE_LOCK_BUSY && monotonic_now() < wait_until)
		return;
	/* The reply may be in the cache by now. */
	if (!try_without_request(fetch, job, part))
		start_request(fetch, job, part);
	if (part->state == PART_DONE)
		unlock(fetch, job, part);
}

static size_t count_parts(const struct fetch *fetch, enum part_state state)
{
	size_t count = 0;

	for (size_t i = 0; i < fetch->count; i++)
		for (int k = 0; k < ANSWER_PARTS; k++)
			count += fetch->ring[(fetch->first + i) % FETCH_JOBS_MAX].parts[k].state ==
				 state;
	return count;
}

/*
 * The time from which the next queued part may have its turn; INFINITY while all transfers are in
 * use or reserved. A part that waits for its lock reserves one, though it may not need it.
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
	double turn;

	if (fetch->send_error.code != EXIT_OK || fetch->paused_until > now()) {
		try_without_request(fetch, job, part);
		return;
	}
	turn = next_turn(fetch);
	if (turn <= monotonic_now()) {
		if (part->deadline == 0)
			part->deadline = monotonic_now() + fetch->config.timeout;
		part->state = PART_LOCKING;
	} else if (isfinite(turn)) {
		/* Time that the rate limit takes does not count, and the reply may get cached. */
		part->deadline = 0;
		try_cache(fetch, job, part, fresh_age(fetch, job, part), NULL);
	}
}

/* Advances each part as far as possible without waiting, in the order of the jobs. */
static void fetch_advance(struct fetch *fetch)
{
	for (size_t i = 0; i < fetch->count; i++) {
		struct job *job = job_at(fetch, i);

		for (int k = 0; k < ANSWER_PARTS; k++) {
			struct job_part *part = &job->parts[k];

			if (part->state == PART_BLOCKED) {
				unblock(fetch, job, part);
				if (part->state == PART_QUEUED)
					try_without_request(fetch, job, part);
			}
			if (part->state == PART_QUEUED)
				advance_queued(fetch, job, part);
			if (part->state == PART_LOCKING)
				advance_locking(fetch, job, part);
		}
	}
}

static void take_error(
	struct fetch *fetch, struct job *job, struct job_part *part, struct error *error)
{
	const struct cache_key key = cache_key_of(job, part);

	if (error->code == EXIT_AUTH && !error->is_plan && fetch->http.key)
		error_set(error, EXIT_AUTH,
			_("%s rejected the API key (source: %.*s); check the key; a new one takes "
			  "up to two hours to work; '--source %s' needs none"),
			fetch->provider->name,
			utf8_precision(fetch->key.origin.source, ORIGIN_BYTES_MAX),
			fetch->key.origin.source, provider_without_key()->id);
	/* With such a key or plan, without libcurl or memory, later places would fail, too. */
	if (error->code == EXIT_AUTH || error->code == EXIT_INTERNAL)
		fetch->send_error = *error;
	if (error->code == EXIT_RATE_LIMIT) {
		/* The pause that ends last counts. */
		int64_t until = now() + error->retry_after;
		int64_t stored = cache_read_pause(&fetch->cache, key.base_url, now());

		if (fetch->paused_until < stored)
			fetch->paused_until = stored;
		if (fetch->paused_until < until) {
			fetch->paused_until = until;
			cache_write_pause(&fetch->cache, key.base_url, until);
		}
	}
	finish_stale_or_failed(fetch, job, part, error);
	/* A later run then uses the old reply at once. A rate limit has its pause instead. */
	if (part->stale && error->code != EXIT_RATE_LIMIT)
		cache_write_failure(&fetch->cache, &key, now(), error->code);
}

static void take_reply(
	struct fetch *fetch, struct job *job, struct job_part *part, const struct reply *reply)
{
	const struct cache_key key = cache_key_of(job, part);
	struct error error;

	if (!answer_read_reply(&job->answer, kind_of(job, part), reply, &error)) {
		take_error(fetch, job, part, &error);
		return;
	}
	part->fetched = now();
	part->cached = false;
	/* Fragments of a key that the reply repeated may remain, though it was overwritten. */
	if (!reply->repeats_key)
		cache_write(&fetch->cache, &key, now(), reply->body, reply->length);
	finish_part(job, part, NULL);
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
	if (count_parts(fetch, PART_LOCKING) > 0)
		until = fmin(until, monotonic_now() + LOCK_POLL_SECONDS);
	if (count_parts(fetch, PART_QUEUED) > 0)
		until = fmin(until, next_turn(fetch));
	http_wait(&fetch->http, file, until);
	while (http_next(&fetch->http, &ticket, &reply, &error)) {
		struct job *job = &fetch->ring[ticket / ANSWER_PARTS];
		struct job_part *part = &job->parts[ticket % ANSWER_PARTS];

		if (error.code == EXIT_OK) {
			take_reply(fetch, job, part, &reply);
			http_free(&reply);
		} else {
			take_error(fetch, job, part, &error);
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
	for (size_t i = 0; i < fetch->count; i++)
		for (int k = 0; k < ANSWER_PARTS; k++)
			if (job_at(fetch, i)->parts[k].deadline > 0)
				job_at(fetch, i)->parts[k].deadline += seconds;
	http_delay(&fetch->http, seconds);
}
