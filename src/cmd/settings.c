/* SPDX-License-Identifier: MIT */
#include "cmd/settings.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/environment.h"
#include "base/language.h"
#include "cmd/app.h"
#include "view/output.h"

struct view settings_view(const struct app *app)
{
	const struct options *options = &app->options;
	size_t columns = options->plain ? 0 : output_columns(STDOUT_FILENO);
	const char *terminal = environment_get("TERM");
	enum units units = (enum units)options->units;
	bool has_color = options->color == WHEN_ALWAYS;

	/* JSON does not depend on the locale. */
	if (options->units == UNITS_BY_LOCALE)
		units = options->json ? UNITS_METRIC : units_by_locale();
	if (options->color == WHEN_AUTO)
		has_color = columns > 0 && terminal && strcmp(terminal, "dumb") != 0;
	return (struct view){
		.units = units,
		.wind = (enum wind_unit)options->wind,
		.now = (int64_t)time(NULL),
		.utf8 = app->report.utf8,
		.color = has_color,
		.columns = columns,
		.days = (size_t)options->days,
	};
}

/* Without UTF-8, most languages could not be shown. JSON does not depend on the locale. */
struct fetch_config settings_fetch(const struct app *app)
{
	const struct options *options = &app->options;
	const struct language *language = options->language;

	if (!language)
		language = options->json || !app->report.utf8 ? language_english()
							      : language_by_locale();
	return (struct fetch_config){.language = language,
		.forecast = options->forecast,
		.air = options->air,
		.timeout = options->timeout,
		.max_age = options->max_age,
		.max_stale = options->max_stale,
		.requests_per_minute = (int)options->rate,
		.offline = options->offline,
		.api_key_files = {.typed = options->key_file_typed ? options->key_file : NULL,
			.configured = options->key_file_typed ? NULL : options->key_file},
		.log = options->verbose ? stderr : NULL};
}
