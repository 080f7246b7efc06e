/* SPDX-License-Identifier: MIT */
#include "fetch/fetch_without_request.h"

#include <inttypes.h>
#include <time.h>

#include "base/i18n.h"
#include "base/key_shape.h"
#include "base/option_limits.h"
#include "base/timefmt.h"
#include "base/utf8.h"
#include "fetch/fetch_cache_only.h"
#include "weather/provider.h"

int64_t fetch_system_time(void)
{
	return (int64_t)time(NULL);
}

double fetch_fresh_age(
	const struct fetch *fetch, const struct job *job, const struct job_part *part)
{
	double max_age = fetch->config.max_age;

	return job_part_kind(job, part) == ANSWER_PLACE && max_age > 0 ? CACHE_AGE_SECONDS_MAX
								       : max_age;
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
		names[job_part_kind(job, part)], fetch_system_time() - part->fetched,
		part->stale ? "; stale: " : "", part->stale ? part->stale : "");
}

bool fetch_try_cache(struct fetch *fetch, struct job *job, struct job_part *part, double max_age,
	const char *stale_reason)
{
	const struct cache_key key = job_cache_key(job, part);
	struct cache_entry entry;
	struct error error = {.code = EXIT_OK};
	bool is_usable;

	if (max_age <= 0)
		return false;
	is_usable = cache_read(&fetch->cache, &key, fetch_system_time(), &entry) &&
		    (double)(fetch_system_time() - entry.fetched) <= max_age &&
		    answer_read_body(&job->answer, job_part_kind(job, part), entry.body,
			    entry.length, &error);
	if (entry.is_out_of_memory)
		error_set_no_memory(&error);
	cache_entry_free(&entry);
	if (error.code == EXIT_INTERNAL) {
		job_finish_part(job, part, &error);
		return true;
	}
	if (!is_usable)
		return false;
	part->fetched = entry.fetched;
	part->cached = true;
	part->stale = stale_reason;
	if (fetch->config.log)
		log_cached(fetch->config.log, job, part);
	job_finish_part(job, part, NULL);
	return true;
}

static bool allows_old_reply(enum exit_code code)
{
	return code == EXIT_NETWORK || code == EXIT_TLS || code == EXIT_RATE_LIMIT ||
	       code == EXIT_BAD_REPLY;
}

void fetch_finish_stale_or_failed(
	struct fetch *fetch, struct job *job, struct job_part *part, const struct error *error)
{
	const struct cache_key key = job_cache_key(job, part);
	enum exit_code code = error->code;

	/* For a rate limit, a pause has already been stored. */
	if (fetch->config.is_background && code != EXIT_RATE_LIMIT)
		cache_write_failure(&fetch->cache, &key, fetch_system_time(), code);
	part->request_error = *error;
	if (!allows_old_reply(code) ||
		!fetch_try_cache(fetch, job, part, fetch->config.max_stale, exit_code_name(code)))
		job_finish_part(job, part, error);
}

bool fetch_try_without_request(struct fetch *fetch, struct job *job, struct job_part *part)
{
	const struct fetch_config *config = &fetch->config;
	const struct cache_key key = job_cache_key(job, part);
	const int64_t time_now = fetch_system_time();
	int64_t until = fetch->paused_until;
	enum exit_code recent;
	struct error error;

	if (fetch_try_cache(fetch, job, part, fetch_fresh_age(fetch, job, part), NULL))
		return true;
	if (config->offline) {
		fetch_finish_offline(fetch, job, part);
		return true;
	}
	if (config->refresh) {
		fetch_finish_without_waiting(fetch, job, part);
		return true;
	}
	/* A pause that the service asked for (status 429) applies to all wx processes. */
	if (until <= time_now)
		until = cache_read_pause(&fetch->cache, &key, time_now);
	if (until > time_now) {
		int seconds = (int)(until - time_now);
		char pause[TIMEFMT_MAX];

		timefmt_wait(pause, seconds);
		error_set(&error, EXIT_RATE_LIMIT,
			_("%s asked for a pause after too many requests; try again in %s"),
			fetch->source.provider->name, pause);
		error.retry_after = seconds;
		fetch_finish_stale_or_failed(fetch, job, part, &error);
		return true;
	}
	/* For a minute after a failed request, an old reply is used without another attempt. */
	recent = config->max_age > 0 ? cache_read_failure(&fetch->cache, &key, time_now) : EXIT_OK;
	if (allows_old_reply(recent) &&
		fetch_try_cache(fetch, job, part, config->max_stale, exit_code_name(recent)))
		return true;
	if (recent != EXIT_OK && config->is_background) {
		job_finish_part(job, part, &(struct error){.code = recent});
		return true;
	}
	if (fetch->send_error.code == EXIT_OK)
		return false;
	fetch_finish_stale_or_failed(fetch, job, part, &fetch->send_error);
	return true;
}

/*
 * Answers only from what the cache has from one service. True if the job is done with all parts, or
 * failed because there was not enough memory to read one. False if the cache lacks a part, or if
 * the job failed for another reason.
 */
static bool answer_from_cache(struct fetch *fetch, struct job *job, const struct place *place,
	const struct provider *provider, const char *stale_reason)
{
	const struct fetch_config *config = &fetch->config;

	job_start(job, place, provider, config);
	for (int i = 0; i < ANSWER_PARTS; i++) {
		struct job_part *part = &job->parts[i];

		if (part->state == PART_BLOCKED)
			job_unblock(job, part, config);
		if (part->state == PART_QUEUED &&
			!fetch_try_cache(
				fetch, job, part, fetch_fresh_age(fetch, job, part), NULL) &&
			stale_reason)
			fetch_try_cache(fetch, job, part, config->max_stale, stale_reason);
		if (part->state != PART_UNUSED && part->state != PART_DONE)
			return false;
	}
	return job->error.code == EXIT_OK || job->error.code == EXIT_INTERNAL;
}

void fetch_start_job(struct fetch *fetch, struct job *job, const struct place *place)
{
	job_start(job, place, fetch->source.provider, &fetch->config);
	for (int i = 0; i < ANSWER_PARTS; i++) {
		struct job_part *part = &job->parts[i];

		if (part->state == PART_BLOCKED)
			job_unblock(job, part, &fetch->config);
		if (part->state == PART_QUEUED)
			fetch_try_without_request(fetch, job, part);
	}
}

bool fetch_try_cache_for_fallback(struct fetch *fetch, struct job *job, const struct place *place)
{
	const struct fetch_config *config = &fetch->config;
	const struct provider *other = fetch->source.cache_first_provider;
	bool wants_refresh;

	if (!other)
		return false;
	if (answer_from_cache(fetch, job, place, other, NULL))
		return true;
	if (config->offline)
		return answer_from_cache(fetch, job, place, fetch->source.provider, NULL) ||
		       answer_from_cache(fetch, job, place, other, "offline");
	if (!config->refresh)
		return false;
	/*
	 * Here, unlike above, stale replies of the service that was chosen come first: it is the
	 * one that is refreshed, so they are probably more recent. answer_from_cache() starts the
	 * job anew; if it finds nothing, the job must end with the first failure.
	 */
	fetch_start_job(fetch, job, place);
	wants_refresh = job->wants_refresh;
	if (job->error.code != EXIT_OK && !answer_from_cache(fetch, job, place, other, "no-wait"))
		fetch_start_job(fetch, job, place);
	job->wants_refresh = wants_refresh;
	return true;
}
