/* SPDX-License-Identifier: MIT */
#include "cmd/app.h"

#include <stdio.h>
#include <string.h>

#include "base/locale.h"
#include "base/privilege.h"
#include "cli/config_file.h"
#include "view/output.h"

bool app_open(struct app *app, struct error *error)
{
	bool ends_by_sigpipe = output_prepare();
	bool is_open = report_open(&app->report, stderr, locale_is_utf8(), error);

	app->report.ends_by_sigpipe = ends_by_sigpipe;
	return is_open;
}

bool app_parse(struct app *app, int argc, char **argv, struct error *error)
{
	bool is_understood;

	if (privilege_is_elevated())
		return error_set(error, EXIT_INTERNAL,
			"refuses to run with more rights than its user has; remove its "
			"set-user-ID bit or its file capabilities");
	is_understood = options_parse(&app->options, argc, argv, error);
	app->report.json = app->options.json;
	app->report.quiet = app->options.quiet;
	return is_understood;
}

static void print_notes(struct app *app)
{
	const char *note = app->options.notes;

	while (*note) {
		char line[sizeof app->options.notes];
		size_t length = strcspn(note, "\n");

		snprintf(line, sizeof line, "%.*s", (int)length, note);
		report_note(&app->report, "%s", line);
		note += length + (note[length] == '\n');
	}
}

/*
 * Every word must be part of some place before anybody is asked. If all are one, that is
 * app->place.
 */
static bool check_places(struct app *app, struct error *error)
{
	const struct options *options = &app->options;
	int taken = 0;

	for (int i = 0; i < options->word_count; i += taken) {
		taken = place_take(&app->place, &app->list, options->words + i,
			options->word_count - i, error);
		if (taken == 0)
			return false;
	}
	app->is_one_place = taken == options->word_count && taken > 0;
	return true;
}

/* A config file that is no good keeps each of the places from being told. */
static bool fail_each(struct app *app, struct error *error)
{
	const struct options *options = &app->options;
	struct error unused;
	int taken = 1;

	for (int i = 0; i < options->word_count && taken > 0; i += taken) {
		taken = place_take(&app->place, &app->list, options->words + i,
			options->word_count - i, &unused);
		report_error(&app->report, app->place.location.query, error);
	}
	if (options->word_count > 0)
		*error->message = '\0';
	return false;
}

bool app_prepare(struct app *app, unsigned needs, struct error *error)
{
	if (needs & NEEDS_LIST)
		gazetteer_open(&app->list);
	if (!(needs & NEEDS_CONFIG))
		return true;
	if (!check_places(app, error))
		return false;
	if (!config_file_read(&app->options, error))
		return fail_each(app, error);
	print_notes(app);
	return true;
}

int app_close(struct app *app, struct error *error)
{
	struct error last = {0};

	gazetteer_close(&app->list);
	if (*error->message)
		report_error(&app->report, app->place.location.query, error);
	if (!report_flush(&app->report, &last)) {
		report_line(&app->report, "", last.message);
		if (!error->code || last.code < error->code)
			error->code = last.code;
	}
	report_close(&app->report);
	return (int)error->code;
}
