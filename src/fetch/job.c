/* SPDX-License-Identifier: MIT */
#include "fetch/job.h"

#include <math.h>
#include <time.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "fetch/cache_lock.h"
#include "weather/provider.h"

enum answer_part job_part_kind(const struct job *job, const struct job_part *part)
{
	return (enum answer_part)(part - job->parts);
}

/*
 * The base URL is that of the service, even if the request goes to another of its hosts (see struct
 * request): no path exists on two of them.
 */
struct cache_key job_cache_key(const struct job *job, const struct job_part *part)
{
	return (struct cache_key){.service = job->answer.provider->id,
		.base_url = provider_base_url(job->answer.provider),
		.request = &job->requests[job_part_kind(job, part)]};
}

void job_init(struct job *job, const struct place *place, const struct provider *provider,
	const struct fetch_config *config)
{
	struct answer *answer = &job->answer;

	for (int i = 0; i < ANSWER_PARTS; i++)
		job->parts[i] = (struct job_part){.state = PART_UNUSED, .lock = CACHE_LOCK_NONE};
	job->deadline = 0;
	job->is_done = job->wants_refresh = false;
	job->error = (struct error){.code = EXIT_OK};
	utf8_copy(job->note, sizeof job->note, place->note);
	/* Clearing the whole answer would touch the pages of a forecast that nobody asked for. */
	answer->provider = provider;
	answer->location = place->location;
	answer->is_found = false;
	answer->language = provider->has_languages ? config->language : language_english();
	answer->has_forecast = config->forecast;
	answer->has_air = config->air;
	answer->stale = NULL;
	answer->stale_part = ANSWER_PARTS;
	answer->request_error = (struct error){.code = EXIT_OK};
}

void job_start(struct job *job, const struct place *place, const struct provider *provider,
	const struct fetch_config *config)
{
	const struct location *location = &place->location;
	const bool is_wanted[] = {
		[ANSWER_PLACE] = provider->by_coordinates && !location_has_coordinates(location),
		[ANSWER_WEATHER] = true,
		[ANSWER_FORECAST] = config->forecast && !provider->forecast_with_weather,
		[ANSWER_AIR] = config->air};

	job_init(job, place, provider, config);
	for (int i = 0; i < ANSWER_PARTS; i++)
		if (is_wanted[i])
			job->parts[i].state =
				provider_request(provider, &job->requests[i], (enum answer_part)i,
					location, config->language)
					? PART_QUEUED
					: PART_BLOCKED;
}

void job_unblock(struct job *job, struct job_part *part, const struct fetch_config *config)
{
	/*
	 * The coordinates come from the look-up of the place, if there is one, else from the
	 * weather.
	 */
	bool has_place = job->parts[ANSWER_PLACE].state != PART_UNUSED;
	const struct job_part *found = &job->parts[has_place ? ANSWER_PLACE : ANSWER_WEATHER];
	enum answer_part kind = job_part_kind(job, part);
	struct location location = {.kind = LOCATION_COORDINATES};
	struct error error;

	if (found->state != PART_DONE)
		return;
	if (found->error.code != EXIT_OK) {
		job_finish_part(job, part, &found->error);
		return;
	}
	if (has_place) {
		location = job->answer.found;
	} else {
		location.latitude = job->answer.weather.latitude;
		location.longitude = job->answer.weather.longitude;
	}
	if (isnan(location.latitude) || isnan(location.longitude)) {
		error_set(&error, EXIT_BAD_REPLY,
			_("%s sent no coordinates for this place, but needs them to look up the "
			  "air quality; try without the air quality"),
			job->answer.provider->name);
		job_finish_part(job, part, &error);
	} else {
		provider_request(job->answer.provider, &job->requests[kind], kind, &location,
			config->language);
		part->state = PART_QUEUED;
	}
}

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
		/* The coordinates of a place do not become stale. */
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
		answer->stale_part = job_part_kind(job, oldest);
		/* Some services send the forecast with the current weather. */
		if (is_all_stale || (answer->stale_part == ANSWER_WEATHER && answer->has_forecast &&
					    job->parts[ANSWER_FORECAST].state == PART_UNUSED))
			answer->stale_part = ANSWER_PARTS;
		answer->request_error = oldest->request_error;
	}
	answer->ready = (int64_t)time(NULL);
	job->is_done = true;
}

void job_finish_part(struct job *job, struct job_part *part, const struct error *error)
{
	part->error = error ? *error : (struct error){.code = EXIT_OK};
	part->state = PART_DONE;
	for (int i = 0; i < ANSWER_PARTS; i++)
		if (job->parts[i].state != PART_UNUSED && job->parts[i].state != PART_DONE)
			return;
	finish_job(job);
}
