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
			"refusing to run with more privileges than the user has; remove the "
			"program's set-user-ID bit or file capabilities");
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

/* An invalid configuration file fails every place. */
static bool fail_each(struct app *app, struct error *error)
{
	for (size_t i = 0; i < app->places.count; i++)
		report_error(&app->report, app->places.all[i].location.query, error);
	if (app->places.count > 0)
		*error->message = '\0';
	return false;
}

bool app_prepare(struct app *app, unsigned needs, struct error *error)
{
	if (needs & NEEDS_LIST)
		gazetteer_open(&app->list);
	if (!(needs & NEEDS_CONFIG))
		return true;
	if (!places_read(
		    &app->places, &app->list, app->options.words, app->options.word_count, error))
		return false;
	if (!config_file_read(&app->options, error))
		return fail_each(app, error);
	print_notes(app);
	return true;
}

int app_close(struct app *app, struct error *error)
{
	struct error last = {0};

	places_free(&app->places);
	gazetteer_close(&app->list);
	if (*error->message)
		report_error(&app->report, app->query, error);
	if (!report_flush(&app->report, &last) || !output_close(&last)) {
		report_error(&app->report, "", &last);
		if (!error->code || last.code < error->code)
			error->code = last.code;
	}
	report_close(&app->report);
	return (int)error->code;
}
