/* SPDX-License-Identifier: MIT */
#include "cli/option_table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/key_shape.h"
#include "base/number.h"
#include "base/option_limits.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "place/place.h"

#define WITH(action) (1u << (action))
#define WITH_REQUEST (WITH(ACTION_WEATHER) | WITH(ACTION_CHECK) | WITH(ACTION_SAVE_KEY))
#define WITH_ALL (~0u)

#define FORECAST_DAYS 6 /* the dates that five days, from some hour on, lie in */

static void *member(const struct option_row *row, struct options *options)
{
	return (char *)options + row->offset;
}

static bool set_flag(const struct option_row *row, struct options *options, const char *value,
	char expected[OPTIONS_EXPECTED_BYTES])
{
	static const char *const words[] = {"no", "yes", "false", "true"};
	bool *flag = member(row, options);

	*flag = true;
	if (!value)
		return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strcasecmp(words[i], value) == 0) {
			*flag = i % 2;
			return true;
		}
	}
	/* TRANSLATORS: after "expected"; the words in quotes are not translated */
	snprintf(expected, OPTIONS_EXPECTED_BYTES, _("'yes' or 'no'"));
	return false;
}

static bool set_action(const struct option_row *row, struct options *options, const char *value,
	char expected[OPTIONS_EXPECTED_BYTES])
{
	(void)value;
	(void)expected;
	options->action = row->action;
	return true;
}

/* --forecast, --no-forecast and --days all say whether there is a forecast; the last one counts. */
static bool set_no_forecast(const struct option_row *row, struct options *options,
	const char *value, char expected[OPTIONS_EXPECTED_BYTES])
{
	(void)row;
	(void)value;
	(void)expected;
	options->forecast = false;
	return true;
}

static bool set_choice(const struct option_row *row, struct options *options, const char *value,
	char expected[OPTIONS_EXPECTED_BYTES])
{
	struct strbuf list = strbuf_start(expected, OPTIONS_EXPECTED_BYTES);
	size_t count = 0;

	for (; row->choices[count]; count++) {
		if (strcmp(row->choices[count], value) == 0) {
			*(int *)member(row, options) = (int)count;
			return true;
		}
	}
	for (size_t i = 0; i < count; i++)
		strbuf_add_choice(&list, i, count, row->choices[i]);
	return false;
}

static bool set_number(const struct option_row *row, struct options *options, const char *value,
	char expected[OPTIONS_EXPECTED_BYTES])
{
	double number;

	if (number_parse(value, &number) && number >= row->min && number <= row->max &&
		(!row->is_whole || number == floor(number))) {
		*(double *)member(row, options) = number;
		return true;
	}
	if (row->is_whole)
		snprintf(expected, OPTIONS_EXPECTED_BYTES,
			/* TRANSLATORS: after "expected" */
			_("a whole number from %g to %.10g"), row->min, row->max);
	else
		snprintf(expected, OPTIONS_EXPECTED_BYTES,
			/* TRANSLATORS: after "expected" */
			_("a number of seconds from %g to %.10g"), row->min, row->max);
	return false;
}

static bool set_days(const struct option_row *row, struct options *options, const char *value,
	char expected[OPTIONS_EXPECTED_BYTES])
{
	options->forecast = true;
	return set_number(row, options, value, expected);
}

/* No shell expands "~/" in "--from=~/FILE" or in the configuration file. */
static bool set_path(const struct option_row *row, struct options *options, const char *value,
	char expected[OPTIONS_EXPECTED_BYTES])
{
	if (*value && paths_expand(member(row, options), value))
		return true;
	snprintf(expected, OPTIONS_EXPECTED_BYTES,
		/* TRANSLATORS: after "expected" */
		P_("a file name of 1 to %d byte", "a file name of 1 to %d bytes", PATHS_MAX - 1),
		PATHS_MAX - 1);
	return false;
}

static bool set_text(const struct option_row *row, struct options *options, const char *value,
	char expected[OPTIONS_EXPECTED_BYTES])
{
	(void)expected;
	*(const char **)member(row, options) = value;
	return true;
}

static bool set_language(const struct option_row *row, struct options *options, const char *value,
	char expected[OPTIONS_EXPECTED_BYTES])
{
	struct strbuf list = strbuf_start(expected, OPTIONS_EXPECTED_BYTES);
	size_t count = 0;

	(void)row;
	options->language = language_find(value);
	if (options->language)
		return true;
	while (language_tag(count))
		count++;
	for (size_t i = 0; i < count; i++)
		strbuf_add_choice(&list, i, count, language_tag(i));
	return false;
}

/* One place, or several separated by semicolons. */
static bool set_place(const struct option_row *row, struct options *options, const char *value,
	char expected[OPTIONS_EXPECTED_BYTES])
{
	struct error error = {.message = ""};
	struct place place;
	size_t length;

	if (strlen(value) >= OPTIONS_PLACE_BYTES) {
		snprintf(expected, OPTIONS_EXPECTED_BYTES,
			P_("the places take up more than %d byte in all; remove some",
				"the places take up more than %d bytes in all; remove some",
				OPTIONS_PLACE_BYTES - 1),
			OPTIONS_PLACE_BYTES - 1);
		return false;
	}
	if (!value[strspn(value, "; \t")])
		place_classify(&place, "", &error);
	for (const char *part = value; *part; part += length + (part[length] == ';')) {
		char text[OPTIONS_PLACE_BYTES];
		const char *trimmed;

		length = strcspn(part, ";");
		snprintf(text, sizeof text, "%.*s", (int)length, part);
		trimmed = utf8_trim(text);
		if (*trimmed && !place_classify(&place, trimmed, &error))
			break;
	}
	if (*error.message) {
		utf8_copy(expected, OPTIONS_EXPECTED_BYTES, error.message);
		return false;
	}
	snprintf(member(row, options), OPTIONS_PLACE_BYTES, "%s", value);
	return true;
}

static bool set_serve(const struct option_row *row, struct options *options, const char *value,
	char expected[OPTIONS_EXPECTED_BYTES])
{
	struct error error;

	options->action = row->action;
	if (echo_address_parse(&options->serve, value, &error))
		return true;
	snprintf(expected, OPTIONS_EXPECTED_BYTES,
		/* TRANSLATORS: after "expected"; what is wrong is in parentheses */
		_("[HOST:]PORT, as in 8000 or [::1]:8000 (%.*s)"),
		utf8_precision(error.message, 200), error.message);
	return false;
}

/* "auto", and the providers in the order of their table. */
static const char *const source_choices[] = {"auto", "openweathermap", "open-meteo", NULL};

/* In the order of the enums. */
static const char *const units_choices[] = {"metric", "imperial", "uk", "standard", NULL};
static const char *const wind_choices[] = {"ms", "kmh", "mph", "kn", "bft", NULL};
static const char *const clock_choices[] = {"12", "24", NULL};
static const char *const when_choices[] = {"auto", "always", "never", NULL};

#define MEMBER(name) .offset = offsetof(struct options, name)

const struct option_row option_rows[] = {
	{"from", '\0', "FILE", .group = N_("Places:"), .actions = WITH(ACTION_WEATHER),
		.set = set_path, MEMBER(from),
		/*
		 * TRANSLATORS: help, like all texts up to "print the version", in 49 columns at
		 * most; words in capitals, values such as auto or ms, and 'Received:' stay as they
		 * are
		 */
		.help = N_("read places from FILE, one per line ('-': stdin)")},
	{"list", '\0', NULL, .actions = WITH(ACTION_LIST), .set = set_action, .action = ACTION_LIST,
		.help = N_("list the places that a name can mean")},
	{"forecast", 'f', NULL, .group = N_("Forecast:"), .in_config = true,
		.actions = WITH(ACTION_WEATHER), .set = set_flag, MEMBER(forecast),
		.help = N_("print the forecast for the coming days, too")},
	{"no-forecast", '\0', NULL, .overrides = "forecast", .actions = WITH(ACTION_WEATHER),
		.set = set_no_forecast, .help = N_("print no forecast, even if one is configured")},
	{"days", '\0', "N", .overrides = "forecast", .actions = WITH(ACTION_WEATHER),
		.set = set_days, MEMBER(days), .is_whole = true, .min = 1, .max = FORECAST_DAYS,
		.help = N_("print the forecast for N days (1 to 6)")},
	{"air", '\0', NULL, .actions = WITH(ACTION_WEATHER), .set = set_flag, MEMBER(air),
		.help = N_("print the air quality, too")},
	{"json", 'j', NULL, .group = N_("Output:"),
		.actions = WITH(ACTION_WEATHER) | WITH(ACTION_LIST), .set = set_flag, MEMBER(json),
		.help = N_("print one JSON object per line")},
	{"format", 'F', "TEMPLATE", .actions = WITH(ACTION_WEATHER), .set = set_text,
		MEMBER(format), .help = N_("output format: a template, waybar or prometheus")},
	{"units", 'u', "SYSTEM", .in_config = true, .actions = WITH_REQUEST, .set = set_choice,
		MEMBER(units), .choices = units_choices,
		.help = N_("metric, imperial, uk, standard (default: locale)")},
	{"wind", '\0', "UNIT", .in_config = true, .actions = WITH_REQUEST, .set = set_choice,
		MEMBER(wind), .choices = wind_choices,
		.help = N_("show wind speeds in ms, kmh, mph, kn or bft")},
	{"lang", 'l', "CODE", .in_config = true, .actions = WITH_REQUEST, .set = set_language,
		.help = N_("language of descriptions (default: locale)")},
	{"clock", '\0', "HOURS", .in_config = true, .actions = WITH(ACTION_WEATHER),
		.set = set_choice, MEMBER(clock), .choices = clock_choices,
		.help = N_("12- or 24-hour clock (default: locale)")},
	{"ascii", '\0', NULL, .in_config = true, .actions = WITH_REQUEST | WITH(ACTION_LIST),
		.set = set_flag, MEMBER(ascii),
		.help = N_("print text and drawings in ASCII only")},
	{"color", '\0', "WHEN", .in_config = true, .actions = WITH(ACTION_WEATHER),
		.set = set_choice, MEMBER(color), .choices = when_choices,
		.help = N_("use colours: auto (default), always or never")},
	{"plain", '\0', NULL, .in_config = true, .actions = WITH_REQUEST | WITH(ACTION_LIST),
		.set = set_flag, MEMBER(plain),
		.help = N_("print the same on a terminal as in a pipe")},
	{"quiet", 'q', NULL, .actions = WITH_REQUEST | WITH(ACTION_SERVE), .set = set_flag,
		MEMBER(quiet), .help = N_("omit notes and, with --serve, 'Received:' lines")},
	{"timeout", '\0', "SECONDS", .group = N_("Time and cache:"), .in_config = true,
		.actions = WITH_REQUEST, .set = set_number, MEMBER(timeout), .min = 0.01,
		.max = 3600, .help = N_("time limit for each place (default: 10)")},
	{"rate", '\0', "N", .in_config = true, .actions = WITH(ACTION_WEATHER), .set = set_number,
		MEMBER(rate), .is_whole = true, .min = 1, .max = REQUESTS_PER_MINUTE_MAX,
		.help = N_("send at most N requests per minute (default: 60)")},
	{"max-age", '\0', "SECONDS", .in_config = true, .actions = WITH(ACTION_WEATHER),
		.set = set_number, MEMBER(max_age), .min = 0, .max = CACHE_AGE_SECONDS_MAX,
		.help = N_("age limit of cached answers (default: 600)")},
	{"max-stale", '\0', "SECONDS", .in_config = true, .actions = WITH(ACTION_WEATHER),
		.set = set_number, MEMBER(max_stale), .min = 0, .max = CACHE_AGE_SECONDS_MAX,
		.help = N_("age limit if the service fails (default: 21600)")},
	{"offline", '\0', NULL, .actions = WITH(ACTION_WEATHER), .set = set_flag, MEMBER(offline),
		.help = N_("use only the cache, never the network")},
	{"no-wait", '\0', NULL, .actions = WITH(ACTION_WEATHER), .set = set_flag, MEMBER(no_wait),
		.help = N_("use the cache, and refresh it in the background")},
	{"source", '\0', "NAME", .group = N_("Source:"), .in_config = true,
		.actions = WITH(ACTION_WEATHER) | WITH(ACTION_CHECK), .set = set_choice,
		MEMBER(source), .choices = source_choices,
		.help = N_("auto (default), openweathermap or open-meteo")},
	{"save-key", '\0', NULL, .group = N_("API key:"), .is_about_key = true,
		.actions = WITH(ACTION_SAVE_KEY), .set = set_action, .action = ACTION_SAVE_KEY,
		.help = N_("ask for an API key, test it and store it")},
	{"key-file", '\0', "FILE", .in_config = true, .is_about_key = true,
		.actions = WITH(ACTION_WEATHER) | WITH(ACTION_CHECK), .set = set_path,
		MEMBER(key_file), .help = N_("read the key from FILE ('-': stdin)")},
	{"check", '\0', NULL, .group = N_("Troubleshooting:"), .actions = WITH(ACTION_CHECK),
		.set = set_action, .action = ACTION_CHECK,
		.help = N_("show which files are used; send a test request")},
	{"verbose", 'v', NULL, .actions = WITH_REQUEST, .set = set_flag, MEMBER(verbose),
		.help = N_("show each request and how long it took")},
	{"serve", '\0', "[HOST:]PORT", .group = N_("Echo server:"), .optional = true,
		.actions = WITH(ACTION_SERVE), .set = set_serve, .action = ACTION_SERVE,
		.help = N_("run a TCP echo server (default: localhost:8000)")},
	{"once", '\0', NULL, .actions = WITH(ACTION_SERVE), .set = set_flag, MEMBER(serve.once),
		.help = N_("echo only the first piece of data of each client")},
	{"idle-timeout", '\0', "SECONDS", .actions = WITH(ACTION_SERVE), .set = set_number,
		MEMBER(serve.idle_timeout), .min = 0, .max = 86400,
		.help = N_("close idle connections (default: 60; 0: never)")},
	{"complete", '\0', NULL, .actions = WITH(ACTION_COMPLETE), .set = set_action,
		.action = ACTION_COMPLETE},
	{"help", 'h', NULL, .group = N_("Help:"), .actions = WITH_ALL, .set = set_action,
		.action = ACTION_HELP, .help = N_("print this help")},
	{"version", 'V', NULL, .actions = WITH_ALL, .set = set_action, .action = ACTION_VERSION,
		.help = N_("print the version")},
};

_Static_assert(sizeof option_rows / sizeof *option_rows <= OPTIONS_ROWS_MAX,
	"options.given has a bit for each row");

const size_t option_row_count = sizeof option_rows / sizeof *option_rows;

/* On the command line, a place is an argument of its own. */
static const struct option_row place_row = {
	"place", .in_config = true, .set = set_place, .explains = true, MEMBER(place)};

const struct option_row *option_table_find_setting(const char *name)
{
	if (strcmp(name, place_row.name) == 0)
		return &place_row;
	for (size_t i = 0; i < option_row_count; i++)
		if (option_rows[i].in_config && strcmp(option_rows[i].name, name) == 0)
			return &option_rows[i];
	return NULL;
}

bool option_table_is_key(const struct option_row *row, const char *value)
{
	return row->is_about_key && value && key_shape_is_in(value) && access(value, F_OK) < 0;
}
