/* SPDX-License-Identifier: MIT */
#include "cmd/cmd_weather.h"

#include <string.h>
#include <unistd.h>

#include "base/monotonic.h"
#include "base/timefmt.h"
#include "cmd/app.h"
#include "cmd/settings.h"
#include "fetch/fetch.h"
#include "place/place_near.h"
#include "place/place_reader.h"
#include "view/json.h"
#include "view/output.h"

#define IDLE_SECONDS 3600.0      /* what happens before wakes it up */
#define SLOW_OUTPUT_SECONDS 0.01 /* that writing has kept the run from its work */

struct weather_run {
	struct report *report;
	struct gazetteer *list; /* closed while nobody needs it */
	struct place_reader *source;
	struct view view;
	struct fetch_config config;
	const struct provider *provider; /* of the last answer */
	int printed;                     /* how many places were printed as text */
	int unknown;                     /* how many single words nobody knows */
};

/* That it is old, how old, and why. */
static void note_staleness(struct report *report, const struct answer *answer)
{
	char age[TIMEFMT_MAX];

	timefmt_age(age, answer->ready - answer->fetched);
	if (answer->trouble.code == EXIT_OK)
		report_note(report, "%s: showing data from %s ago (%s)", answer->location.query,
			age, answer->stale);
	else
		report_note(report, "%s: showing data from %s ago (%s): %s", answer->location.query,
			age, answer->stale, answer->trouble.message);
}

static bool print_answer(struct weather_run *run, const struct answer *answer, struct error *error)
{
	struct report *report = run->report;
	struct view view = run->view;

	view.now = answer->ready;
	run->provider = answer->provider;
	if (answer->stale)
		note_staleness(report, answer);
	if (report->json)
		return json_answer(report->out, answer, view.units, view.wind, view.now, error);
	if (run->printed++ > 0)
		putc('\n', report->out);
	text_answer(report->out, answer, &view);
	return true;
}

static void print_failure(
	struct weather_run *run, const struct location *location, struct error *error)
{
	/* No town is near to what was meant as a postcode or coordinates. */
	if (error->code == EXIT_NOT_FOUND && location->kind == LOCATION_NAME &&
		!strpbrk(location->query, "0123456789")) {
		if (run->list->size == 0)
			gazetteer_open(run->list);
		place_near_suggest(location->query, run->list, error);
		run->unknown += !run->source->name[0] && !strchr(location->query, ' ');
	}
	report_error(run->report, location->query, error);
}

/* The lowest code counts. */
static void keep_code(struct error *error, enum exit_code code)
{
	if (error->code == EXIT_OK || (code != EXIT_OK && code < error->code))
		error->code = code;
}

/* A reader of standard output who takes a while does so at nobody's cost. */
static bool flush(struct weather_run *run, struct fetch *fetch, struct error *error)
{
	double start = monotonic_now();
	bool good = report_flush(run->report, error);
	double spent = monotonic_now() - start;

	if (spent > SLOW_OUTPUT_SECONDS)
		fetch_delay(fetch, spent);
	return good;
}

/* False when standard output fails. */
static bool print_job(struct weather_run *run, struct fetch *fetch, const struct job *job,
	bool is_last, struct error *error)
{
	struct progress *progress = &run->report->progress;
	struct error own = job->error;

	if (own.code != EXIT_USAGE && *job->note)
		report_note(run->report, "%s", job->note);
	if (own.code == EXIT_OK && print_answer(run, &job->answer, &own)) {
		progress->done++;
	} else {
		progress->failed++;
		print_failure(run, &job->answer.location, &own);
	}
	keep_code(error, own.code);
	/* What is last goes out with the attribution, in one write. */
	if (is_last || flush(run, fetch, &own))
		return true;
	report_line(run->report, "", own.message);
	keep_code(error, own.code);
	return false;
}

/* Takes in as many places as there is room for; true as long as there may be more. */
static bool add_places(struct weather_run *run, struct fetch *fetch)
{
	enum place_reader_next next = PLACE_READER_PLACE;

	while (!fetch_is_full(fetch) && (next == PLACE_READER_PLACE || next == PLACE_READER_BAD)) {
		struct error error = {0};
		struct place place;

		next = place_reader_next(run->source, &place, &error);
		if (next == PLACE_READER_PLACE)
			fetch_add(fetch, &place);
		else if (next == PLACE_READER_BAD)
			fetch_add_error(fetch, &place, &error);
	}
	return next != PLACE_READER_END;
}

static void wait_for_answers(struct weather_run *run, struct fetch *fetch, bool has_more)
{
	struct progress *progress = &run->report->progress;
	bool wants_more = has_more && !fetch_is_full(fetch);

	progress->waiting = fetch->count + run->source->left;
	progress->rate_delay = fetch_rate_delay(fetch);
	progress_show(progress);
	fetch_wait(fetch, wants_more ? run->source->file : -1,
		progress->stream ? PROGRESS_INTERVAL : IDLE_SECONDS);
}

/* Until all are printed, or standard output fails. */
static bool print_all(struct weather_run *run, struct fetch *fetch, struct error *error)
{
	const struct job *first;
	bool has_more = true;

	while (has_more || fetch->count > 0) {
		has_more = has_more && add_places(run, fetch);
		if (!fetch_first(fetch) && (has_more || fetch->count > 0))
			wait_for_answers(run, fetch, has_more);
		for (; (first = fetch_first(fetch)); fetch_drop(fetch))
			if (!print_job(run, fetch, first, !has_more && fetch->count == 1, error))
				return false;
	}
	return true;
}

/*
 * Prints the answer for every place of the reader. A failure of one does not keep the rest; in the
 * end error->code is the lowest one, and there is a message only if nothing could be printed.
 */
static bool print_places(struct weather_run *run, struct error *error)
{
	struct report *report = run->report;
	struct fetch *fetch = fetch_open(&run->config);
	bool is_written;

	if (!fetch)
		return error_set_no_memory(error);
	if (fetch->cache.is_unsafe)
		report_note(report, "%s: the cache is not used: %s", fetch->cache.path,
			fetch->cache.reason);
	is_written = print_all(run, fetch, error);
	fetch_close(fetch);
	progress_clear(&report->progress);
	if (run->unknown > 1)
		report_note(report, "quote a place of several words that is not in the list of "
				    "places, as in wx 'Foo Bar'");
	if (run->printed > 0 && is_written)
		text_attribution(report->out, run->provider, &run->view);
	return error->code == EXIT_OK;
}

static bool error_no_place(const struct app *app, struct error *error)
{
	return error_set(error, EXIT_USAGE,
		"no place given; name one, as in 'wx Seoul', or add the line 'place = Seoul' to %s",
		*app->options.config_file ? app->options.config_file : "a configuration file");
}

/* A long run shows on a terminal how far it is, unless other lines go there, too. */
static void start_progress(struct app *app, const struct place_reader *source)
{
	const struct options *options = &app->options;
	bool is_long = *options->from || app->places.count > 1;
	size_t columns;

	if (!is_long || options->quiet || options->verbose || isatty(source->file))
		return;
	columns = output_columns(STDERR_FILENO);
	if (columns > 0)
		progress_start(&app->report.progress, stderr, columns);
}

/* Of the words and the file, else the config file's place. */
bool cmd_weather(struct app *app, struct error *error)
{
	struct options *options = &app->options;
	struct place_reader source = {
		.list = &app->list, .places = app->places.all, .place_count = app->places.count};
	struct place configured;
	struct weather_run run = {.report = &app->report,
		.list = &app->list,
		.source = &source,
		.view = settings_view(app),
		.config = settings_fetch(app)};
	bool good;

	if (app->places.count == 0 && !*options->from) {
		if (!*options->place)
			return error_no_place(app, error);
		if (!place_parse(&configured, &app->list, options->place, error))
			return false;
		source.places = &configured;
		source.place_count = 1;
	}
	if (!place_reader_open(&source, options->from, error))
		return false;
	/* All places are known: the list makes room for the answers. */
	if (!*options->from)
		gazetteer_close(&app->list);
	start_progress(app, &source);
	good = print_places(&run, error);
	place_reader_close(&source);
	return good;
}
