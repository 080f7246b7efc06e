/* SPDX-License-Identifier: MIT */
#include "cmd/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/locale.h"
#include "base/privilege.h"
#include "cli/config_file.h"
#include "cmd/format.h"
#include "view/output.h"

bool app_open(struct app *app, struct error *error)
{
	bool ends_by_sigpipe = output_prepare();
	bool is_open = report_open(&app->report, stderr, locale_is_utf8(), error);

	app->report.columns = output_columns(STDERR_FILENO);
	app->report.ends_by_sigpipe = ends_by_sigpipe;
	return is_open;
}

bool app_parse(struct app *app, int argc, char **argv, struct error *error)
{
	bool is_valid;

	if (privilege_is_elevated())
		return error_set(error, EXIT_INTERNAL,
			_("wx must not run with more privileges than its user has; remove the "
			  "program's set-user-ID or set-group-ID bit, or its file capabilities"));
	is_valid = options_parse(&app->options, argc, argv, error);
	app->report.quiet = app->options.quiet;
	app->report.utf8 = app->report.utf8 && !app->options.ascii;
	if (app->options.plain)
		app->report.columns = 0;
	if (!is_valid) {
		app->report.format = app->options.json ? REPORT_JSON : REPORT_TEXT;
		return false;
	}
	return format_read(app, error);
}

bool app_prepare(struct app *app, unsigned needs, struct error *error)
{
	struct options *options = &app->options;
	struct error config_error;
	bool is_read = true;

	if (needs & NEEDS_CONFIG)
		is_read = config_file_read(options, &config_error) &&
			  format_check(app, &config_error);
	/* Only now, as it keeps a descriptor. */
	if (needs & NEEDS_LIST)
		gazetteer_open(&app->list);
	if (!(needs & NEEDS_CONFIG))
		return true;
	/* The places need the aliases of the file; what is wrong with them is reported first. */
	if (!places_read(&app->places, &app->list, options->words, options->word_count,
		    options->aliases, error))
		return false;
	if (!is_read && config_error.code == EXIT_CONFIG && needs & SHOWS_CONFIG_ERROR) {
		app->config_error = config_error;
	} else if (!is_read) {
		*error = config_error;
		/* For scripts, every place has its answer or its error. */
		for (size_t i = 0; i < app->places.count; i++)
			report_error(&app->report, app->places.all[i].location.query, error);
		if (app->places.count > 0)
			*error->message = '\0';
		return false;
	}
	if (!format_find(app, error))
		return false;
	app->report.utf8 = app->report.utf8 && !options->ascii;
	if (options->plain)
		app->report.columns = 0;
	for (const char *note = options->notes; *note; note += strlen(note) + 1)
		report_note(&app->report, "%s", note);
	return true;
}

int app_close(struct app *app, struct error *error)
{
	struct error output_error = {0};
	bool is_written;

	places_free(&app->places);
	free(app->options.formats.text);
	free(app->template);
	gazetteer_close(&app->list);
	/* What was printed before the failure is shown before it. */
	is_written = report_flush(&app->report, &output_error);
	if (*error->message)
		report_error(&app->report, app->query, error);
	if (!is_written || !report_metrics(&app->report, &output_error) ||
		!report_flush(&app->report, &output_error) || !output_close(&output_error)) {
		report_error(&app->report, "", &output_error);
		if (!error->code || output_error.code < error->code)
			error->code = output_error.code;
	}
	report_close(&app->report);
	/* The answer comes first: whoever reads it is not to wait for a process to start. */
	refresh_start(&app->refresh);
	return (int)error->code;
}
