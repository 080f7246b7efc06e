/* SPDX-License-Identifier: MIT */
#include "cmd/settings.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/environment.h"
#include "base/language.h"
#include "base/locale.h"
#include "cmd/app.h"
#include "cmd/format.h"
#include "view/fields.h"
#include "view/output.h"
#include "view/screen.h"
#include "weather/provider.h"

/* A narrow window gets lines, and so does one whose width is unknown. */
static bool has_screen(const struct options *options)
{
	return !options->plain && !options->json && !options->format &&
	       output_known_columns(STDOUT_FILENO) >= SCREEN_COLUMNS_MIN;
}

/* Some terminals' fonts have no braille, nor most of the world's letters. */
static bool has_utf8(const struct app *app)
{
	const char *terminal = environment_get("TERM");

	return app->report.utf8 &&
	       !(has_screen(&app->options) && terminal &&
		       (strcmp(terminal, "linux") == 0 || strcmp(terminal, "dumb") == 0));
}

/* COLORTERM is described at https://github.com/termstandard/colors. */
static bool has_gradient(void)
{
	const char *colors = environment_get("COLORTERM");

	return colors && (strcmp(colors, "truecolor") == 0 || strcmp(colors, "24bit") == 0);
}

struct view settings_view(const struct app *app)
{
	const struct options *options = &app->options;
	size_t columns = options->plain || options->format ? 0 : output_columns(STDOUT_FILENO);
	const char *terminal = environment_get("TERM");
	enum units units = (enum units)options->units;
	bool has_color = options->color == WHEN_ALWAYS;
	bool is_screen = has_screen(options);
	bool has_clock_12 = options->clock == CLOCK_12;

	/* JSON does not depend on the locale. */
	if (options->units == UNITS_BY_LOCALE)
		units = options->json ? UNITS_METRIC : units_by_locale();
	if (options->color == WHEN_AUTO)
		has_color = columns > 0 && terminal && strcmp(terminal, "dumb") != 0;
	if (options->clock == CLOCK_BY_LOCALE)
		has_clock_12 = locale_has_territory("LC_TIME", "US");
	return (struct view){
		.units = units,
		.wind = (enum wind_unit)options->wind,
		.now = (int64_t)time(NULL),
		.utf8 = has_utf8(app),
		.color = has_color,
		.gradient = has_gradient(),
		.screen = is_screen,
		.clock_12 = is_screen && has_clock_12,
		.columns = columns,
		.rows = is_screen ? output_known_rows(STDOUT_FILENO) : 0,
		.days = (size_t)options->days,
	};
}

/* Without UTF-8, most languages could not be shown. JSON does not depend on the locale. */
struct fetch_config settings_fetch(const struct app *app)
{
	const struct options *options = &app->options;
	const struct language *language = options->language;

	if (!language)
		language =
			options->json || !has_utf8(app) ? language_english() : language_by_locale();
	return (struct fetch_config){
		.provider = options->source > 0 ? provider_at((size_t)options->source - 1) : NULL,
		.language = language,
		.forecast = format_needs_forecast(app),
		.air = options->air || format_parts(app) & FIELDS_OF_AIR,
		.timeout = options->timeout,
		.max_age = options->max_age,
		.max_stale = options->max_stale,
		.requests_per_minute = (int)options->rate,
		.offline = options->offline,
		.api_key_files = {.typed = options->key_file_typed ? options->key_file : NULL,
			.configured = options->key_file_typed ? NULL : options->key_file},
		.log = options->verbose ? stderr : NULL};
}
