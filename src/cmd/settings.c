/* SPDX-License-Identifier: MIT */
#include "cmd/settings.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/language.h"
#include "cmd/app.h"
#include "view/output.h"

static bool wants_color(const struct options *options, bool on_terminal)
{
	const char *terminal = getenv("TERM");

	if (options->color != WHEN_AUTO)
		return options->color == WHEN_ALWAYS;
	return on_terminal && terminal && *terminal && strcmp(terminal, "dumb") != 0;
}

/* JSON is the same for everybody. */
static enum units units_of(const struct options *options)
{
	if (options->units != UNITS_BY_LOCALE)
		return (enum units)options->units;
	return options->json ? UNITS_METRIC : units_by_locale();
}

struct view settings_view(const struct app *app)
{
	const struct options *options = &app->options;
	size_t columns = options->plain ? 0 : output_columns(STDOUT_FILENO);

	return (struct view){
		.units = units_of(options),
		.wind = (enum wind_unit)options->wind,
		.now = (int64_t)time(NULL),
		.utf8 = app->report.utf8,
		.color = wants_color(options, columns > 0),
		.columns = columns,
	};
}

/* JSON is the same for everybody; words that the reader's terminal cannot show are no use. */
struct fetch_config settings_fetch(const struct app *app)
{
	const struct options *options = &app->options;
	const struct language *language = options->language;

	if (!language)
		language = options->json || !app->report.utf8 ? language_english()
							      : language_by_locale();
	return (struct fetch_config){.language = language,
		.timeout = options->timeout,
		.max_age = options->max_age,
		.max_stale = options->max_stale,
		.requests_per_minute = options->rate,
		.offline = options->offline,
		.api_key_files = {.typed = options->key_file_typed ? options->key_file : NULL,
			.configured = options->key_file_typed ? NULL : options->key_file},
		.log = options->verbose ? stderr : NULL};
}
