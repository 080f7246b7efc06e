/* SPDX-License-Identifier: MIT */
#include "fetch/fetch_cache_only.h"

#include "base/i18n.h"
#include "base/timefmt.h"
#include "fetch/cache_lock.h"
#include "fetch/fetch_without_request.h"
#include "fetch/offline_error.h"
#include "weather/provider.h"

void fetch_finish_offline(struct fetch *fetch, struct job *job, struct job_part *part)
{
	const struct cache_key key = job_cache_key(job, part);
	double max_stale = fetch->config.max_stale;
	struct error error;

	if (fetch_try_cache(fetch, job, part, max_stale, "offline"))
		return;
	offline_error_set(&error, &fetch->cache, &key, job_part_kind(job, part),
		fetch_system_time(), max_stale);
	job_finish_part(job, part, &error);
}

/* Says why --no-wait has no answer. A pause of 0 and a failure of EXIT_OK stand for none. */
static void set_no_wait_error(struct error *error, const struct fetch *fetch, const struct job *job,
	enum exit_code failure, int pause_seconds, bool is_full)
{
	char pause[TIMEFMT_MAX];

	if (*fetch->cache.reason) {
		error_set(error, EXIT_NETWORK, _("the cache cannot be used: %s"),
			fetch->cache.reason);
	} else if (pause_seconds > 0) {
		timefmt_wait(pause, pause_seconds);
		error_set(error, EXIT_NETWORK,
			_("the cache has no recent answer, and %s asked for a pause after too many "
			  "requests; try again in %s"),
			job->answer.provider->name, pause);
		error->retry_after = pause_seconds;
	} else if (failure != EXIT_OK) {
		error_set(error, EXIT_NETWORK,
			_("the cache has no recent answer, and a request for a new one failed less "
			  "than a minute ago (error '%s'); run wx without --no-wait for "
			  "details"),
			exit_code_name(failure));
	} else if (!cache_is_writable(&fetch->cache)) {
		error_set(error, EXIT_NETWORK,
			_("the cache has no recent answer, and %s cannot be written to; set "
			  "XDG_CACHE_HOME to a directory that you can write to"),
			fetch->cache.path);
	} else if (is_full) {
		error_set(error, EXIT_NETWORK,
			_("the cache has no recent answer, and a new one cannot be stored in %s "
			  "(the disk may be full); free some space, or set XDG_CACHE_HOME to a "
			  "directory on another disk"),
			fetch->cache.path);
	} else {
		error_set(error, EXIT_NETWORK,
			_("the cache has no recent answer; a new one is being fetched, so try "
			  "again in a moment"));
	}
}

void fetch_finish_without_waiting(struct fetch *fetch, struct job *job, struct job_part *part)
{
	const struct cache_key key = job_cache_key(job, part);
	const int64_t now = fetch_system_time();
	const int64_t until = cache_read_pause(&fetch->cache, &key, now);
	enum exit_code failure = cache_read_failure(&fetch->cache, &key, now);
	bool wants_refresh = false, is_full = false;
	const char *stale_reason = "no-wait";
	struct error error;

	if (until > now)
		stale_reason = exit_code_name(EXIT_RATE_LIMIT);
	else if (failure != EXIT_OK)
		stale_reason = exit_code_name(failure);
	else
		wants_refresh =
			cache_is_writable(&fetch->cache) && !cache_is_locked(&fetch->cache, &key);
	if (!fetch_try_cache(fetch, job, part, fetch->config.max_stale, stale_reason)) {
		/* Could the background process store a reply? It takes time to find out. */
		int lock = wants_refresh ? cache_lock(&fetch->cache, &key) : CACHE_LOCK_BUSY;

		is_full = lock == CACHE_LOCK_NONE || (lock >= 0 && !cache_has_room(lock));
		cache_unlock(&fetch->cache, &key, lock);
		set_no_wait_error(
			&error, fetch, job, failure, (int)(until > now ? until - now : 0), is_full);
		job_finish_part(job, part, &error);
	}
	job->wants_refresh |= wants_refresh && !is_full;
}
