/* SPDX-License-Identifier: MIT */
#include "cmd/cmd_weather.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/monotonic.h"
#include "base/timefmt.h"
#include "cmd/app.h"
#include "cmd/settings.h"
#include "fetch/fetch.h"
#include "place/place_explain.h"
#include "place/place_missing.h"
#include "place/place_reader.h"
#include "view/json.h"
#include "view/output.h"
#include "view/screen.h"
#include "view/template.h"
#include "view/waybar.h"
#include "weather/provider.h"

#define NOTE_BYTES 512
#define WAIT_SECONDS_MAX 3600.0  /* any event ends a wait earlier */
#define SLOW_OUTPUT_SECONDS 0.01 /* a write that took longer must not count against time-outs */

struct weather_run {
	struct report *report;
	struct gazetteer *list; /* closed while it is not needed */
	struct place_reader *reader;
	struct fetch *fetch;
	struct view view;
	const struct template *template; /* with REPORT_TEMPLATE */
	unsigned providers;              /* a bit for each that has answered, by its number */
	bool has_noted_source;
	int printed_count;   /* answers printed as text */
	enum exit_code code; /* the lowest one above 0 so far */
};

static void keep_code(struct weather_run *run, enum exit_code code)
{
	if (run->code == EXIT_OK || (code != EXIT_OK && code < run->code))
		run->code = code;
}

/* While a slow reader of standard output kept wx waiting, no request could make progress. */
static bool flush(struct weather_run *run)
{
	double start = monotonic_now();
	struct error error;
	bool is_written = report_flush(run->report, &error);
	double seconds = monotonic_now() - start;

	if (seconds > SLOW_OUTPUT_SECONDS)
		fetch_extend_deadlines(run->fetch, seconds);
	if (!is_written) {
		report_line(run->report, "", error.message);
		keep_code(run, error.code);
	}
	return is_written;
}

static void note_staleness(struct report *report, const struct answer *answer)
{
	const char *query = answer->location.query, *reason = answer->stale;
	char age[TIMEFMT_MAX], note[NOTE_BYTES];

	timefmt_age(age, answer->ready - answer->fetched);
	switch (answer->stale_part) {
	case ANSWER_WEATHER:
		/*
		 * TRANSLATORS: like the three that follow: what was typed, how old it is, and the
		 * reason, such as the name of an error, which is not translated: "(network)"
		 */
		snprintf(note, sizeof note, _("%s: showing the weather from %s ago (%s)"), query,
			age, reason);
		break;
	case ANSWER_FORECAST:
		snprintf(note, sizeof note, _("%s: showing the forecast from %s ago (%s)"), query,
			age, reason);
		break;
	case ANSWER_AIR:
		snprintf(note, sizeof note, _("%s: showing the air quality from %s ago (%s)"),
			query, age, reason);
		break;
	case ANSWER_PLACE:
	case ANSWER_PARTS:
		snprintf(note, sizeof note, _("%s: showing data from %s ago (%s)"), query, age,
			reason);
		break;
	}
	if (answer->request_error.code == EXIT_OK)
		report_note(report, "%s", note);
	else
		report_note(report, "%s: %s", note, answer->request_error.message);
}

/* False if memory was short. */
static bool print_answer(struct weather_run *run, const struct answer *answer)
{
	struct report *report = run->report;

	run->view.now = answer->ready;
	for (size_t i = 0; provider_at(i); i++)
		run->providers |= provider_at(i) == answer->provider ? 1u << i : 0;
	if (answer->stale)
		note_staleness(report, answer);
	switch (report->format) {
	case REPORT_JSON:
		json_answer(report->out, answer, &run->view);
		return true;
	case REPORT_TEMPLATE:
		template_print(report->out, run->template, answer, &run->view);
		return true;
	case REPORT_WAYBAR:
		return waybar_answer(report->out, answer, &run->view);
	case REPORT_PROMETHEUS:
		prometheus_add(&report->metrics, answer, run->view.now);
		return true;
	case REPORT_TEXT:
		break;
	}
	if (!run->view.screen || !screen_answer(report->out, answer, &run->view))
		text_answer(report->out, answer, &run->view);
	return true;
}

/* The list is opened again only for names that it does not have. */
static const struct gazetteer *open_list(struct weather_run *run)
{
	if (run->list->size == 0)
		gazetteer_open(run->list);
	return run->list;
}

static struct place_answer get_place(const struct weather *weather)
{
	return (struct place_answer){.name = weather->place,
		.state = weather->state,
		.country = weather->country,
		.latitude = weather->latitude,
		.longitude = weather->longitude};
}

/* For a name that was sent as typed, the service may answer with another place. */
static bool is_meant(struct weather_run *run, const struct answer *answer, struct error *error)
{
	const struct location *location = &answer->location;
	const struct place_answer found = get_place(&answer->weather);

	if (location->kind != LOCATION_NAME ||
		(!*location->countries && !*location->namesake && !isfinite(location->latitude)))
		return true;
	if (place_missing_accepts(open_list(run), location, &found))
		return true;
	return error_set(error, EXIT_NOT_FOUND,
		*location->countries
			? _("no such place; check the spelling, or use coordinates, as in "
			    "'37.57,126.98'")
			: _("no such place; check the spelling, or add the country, as in "
			    "'Paris,FR'"));
}

static void print_failure(struct weather_run *run, const struct job *job, struct error *error)
{
	const struct location *location = &job->answer.location;
	const struct job_part *weather = &job->parts[ANSWER_WEATHER];
	bool was_asked = weather->state != PART_UNUSED;
	bool has_weather = weather->state == PART_DONE && weather->error.code == EXIT_OK;

	/* A place that was not asked for has its message already, and one with weather exists. */
	if (error->code == EXIT_NOT_FOUND && location->kind == LOCATION_NAME && *location->text &&
		was_asked && (job->error.code == EXIT_OK || !has_weather))
		place_explain(open_list(run), location, error);
	if (run->fetch->source.is_fallback && was_asked && !run->fetch->config.offline &&
		!run->fetch->config.refresh && error->code >= EXIT_NETWORK &&
		error->code <= EXIT_BAD_REPLY) {
		struct error cause = *error;

		/* TRANSLATORS: the first %s is another message, with its advice */
		error_set(error, cause.code, _("%s (%s was asked, because there is no API key)"),
			cause.message, run->fetch->source.provider->name);
		error->retry_after = cause.retry_after;
	}
	report_error(run->report, location->query, error);
}

/* Without a key the user may not expect where the place was sent, and on which terms. */
static void note_source(struct weather_run *run)
{
	if (run->report->format > REPORT_JSON || !run->fetch->source.is_fallback ||
		run->has_noted_source || run->fetch->rate.count == 0)
		return;
	run->has_noted_source = true;
	report_note(
		run->report, _("no API key: asking Open-Meteo, which is free for "
			       "non-commercial use; run 'wx --save-key' to use OpenWeatherMap"));
}

/* Returns false if standard output cannot be written. */
static bool print_job(struct weather_run *run, const struct job *job, bool is_last)
{
	struct report *report = run->report;
	struct error error = job->error;
	const struct place_answer found = get_place(&job->answer.weather);
	bool is_answer = error.code == EXIT_OK && is_meant(run, &job->answer, &error);
	char taken[2 * NOTE_BYTES] = "";
	bool has_note;

	if (is_answer)
		place_missing_note(taken, sizeof taken, run->list, &job->answer.location, &found);
	has_note = !report->quiet && (*job->note || *taken || (is_answer && job->answer.stale));
	if (is_answer && report->format == REPORT_TEXT && run->printed_count++ > 0) {
		putc('\n', report->out);
		/* The blank line separates a note from the answer above, not from its own. */
		if (has_note && !flush(run))
			return false;
	}
	if (error.code != EXIT_USAGE && *job->note)
		report_note(report, "%s", job->note);
	if (*taken)
		report_note(report, "%s", taken);
	if (is_answer && !print_answer(run, &job->answer)) {
		error_set_no_memory(&error);
		report_error(report, "", &error);
		report->progress.failed++;
	} else if (is_answer) {
		report->progress.done++;
	} else {
		report->progress.failed++;
		print_failure(run, job, &error);
	}
	keep_code(run, error.code);
	/* The last answer is written together with the attribution. */
	return is_last || flush(run);
}

/* A service that answers by coordinates alone need not be asked for those of a listed place. */
static void add_place(struct weather_run *run, struct place *place)
{
	if (place->location.kind == LOCATION_ID && run->fetch->source.provider->by_coordinates)
		place_find_id(place, open_list(run));
	fetch_add(run->fetch, place);
}

/* Prints in order, each answer as soon as those before it; false if output fails. */
static bool print_places(struct weather_run *run)
{
	struct progress *progress = &run->report->progress;
	struct place_reader *reader = run->reader;
	struct fetch *fetch = run->fetch;
	const struct job *first;
	bool has_more = true;

	while (has_more || fetch->count > 0) {
		enum place_reader_next next = PLACE_READER_PLACE;

		while (has_more && next != PLACE_READER_LATER && !fetch_is_full(fetch)) {
			struct error error = {0};
			struct place place;

			next = place_reader_next(reader, &place, &error);
			if (next == PLACE_READER_PLACE && place.error.code == EXIT_OK)
				add_place(run, &place);
			else if (next == PLACE_READER_PLACE)
				fetch_add_error(fetch, &place, &place.error);
			else if (next == PLACE_READER_BAD)
				fetch_add_error(fetch, &place, &error);
			else if (next == PLACE_READER_END)
				has_more = false;
		}
		if (!fetch_first_if_done(fetch) && (has_more || fetch->count > 0)) {
			progress->waiting = fetch->count + reader->left;
			progress->rate_delay = fetch_request_delay(fetch);
			progress_show(progress);
			fetch_wait(fetch, has_more && !fetch_is_full(fetch) ? reader->file : -1,
				progress->stream ? PROGRESS_INTERVAL_SECONDS : WAIT_SECONDS_MAX);
		}
		note_source(run);
		for (; (first = fetch_first_if_done(fetch)); fetch_drop(fetch))
			if (!print_job(run, first,
				    fetch->count == 1 &&
					    (!has_more || place_reader_is_at_end(reader))))
				return false;
	}
	return true;
}

/* Fetches and prints the weather for every place of the reader. */
static bool run_weather(struct weather_run *run, struct app *app, struct error *error)
{
	const struct options *options = &app->options;
	struct fetch_config config = settings_fetch(app);
	struct report *report = run->report;
	bool is_long = *options->from || app->places.count > 1;
	bool is_written;

	/* Several drawings would not fit a window that the first one fills. */
	if (is_long)
		run->view.rows = 0;
	app->refresh.config = config;
	if (options->no_wait)
		config.refresh = &app->refresh;
	run->fetch = fetch_open(&config, *options->from ? SIZE_MAX : app->places.count);
	if (!run->fetch)
		return error_set_no_memory(error);
	/* -v says so already. */
	if (run->fetch->cache.is_unsafe && !config.log)
		report_note(report, _("the cache is not used: %s"), run->fetch->cache.reason);
	/* Lines that -v prints or that a user types would be mixed up with the progress line. */
	if (is_long && !options->quiet && !options->verbose && !isatty(run->reader->file) &&
		output_columns(STDERR_FILENO) > 0)
		progress_start(&report->progress, stderr, output_columns(STDERR_FILENO));
	is_written = print_places(run);
	fetch_close(run->fetch);
	progress_clear(&report->progress);
	for (size_t i = 0; run->printed_count > 0 && is_written && provider_at(i); i++)
		if (run->providers >> i & 1)
			text_attribution(report->out, provider_at(i), config.air, &run->view);
	error->code = run->code;
	return error->code == EXIT_OK;
}

bool cmd_weather(struct app *app, struct error *error)
{
	const struct options *options = &app->options;
	struct place_reader reader = {.list = &app->list, .aliases = app->options.aliases};
	struct weather_run run = {.report = &app->report,
		.list = &app->list,
		.reader = &reader,
		.view = settings_view(app),
		.template = app->template};
	bool is_good;

	if (!options_check_no_wait(options, error))
		return false;
	if (app->places.count == 0 && !*options->from) {
		if (!*options->place && !*options->config_file)
			return error_set(error, EXIT_USAGE,
				_("no place given; name one, as in 'wx Seoul', or add the line "
				  "'place = Seoul' to a configuration file"));
		if (!*options->place)
			return error_set(error, EXIT_USAGE,
				_("no place given; name one, as in 'wx Seoul', or add the line "
				  "'place = Seoul' to %s"),
				options->config_file);
		if (!places_read_text(
			    &app->places, &app->list, options->place, options->aliases, error))
			return false;
	}
	reader.places = app->places.all;
	reader.place_count = app->places.count;
	if (!place_reader_open(&reader, options->from, error))
		return false;
	/* All places are known, so the list can make room for the answers. */
	if (!*options->from)
		gazetteer_close(&app->list);
	is_good = run_weather(&run, app, error);
	place_reader_close(&reader);
	return is_good;
}
