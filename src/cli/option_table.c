/* SPDX-License-Identifier: MIT */
#include "cli/option_table.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/number.h"
#include "base/option_limits.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "place/place.h"

#define WITH(action) (1u << (action))
#define WITH_REQUEST (WITH(ACTION_WEATHER) | WITH(ACTION_CHECK) | WITH(ACTION_SAVE_KEY))
#define WITH_ALL (~0u)

static void *member(const struct option_row *row, struct options *options)
{
	return (char *)options + row->offset;
}

static bool set_flag(const struct option_row *row, struct options *options, const char *value,
	char expected[OPTIONS_EXPECTED_MAX])
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
	snprintf(expected, OPTIONS_EXPECTED_MAX, "yes or no");
	return false;
}

static bool set_action(const struct option_row *row, struct options *options, const char *value,
	char expected[OPTIONS_EXPECTED_MAX])
{
	(void)value;
	(void)expected;
	options->action = row->value;
	return true;
}

static void list_choices(char to[OPTIONS_EXPECTED_MAX], const char *const choices[])
{
	struct strbuf list = strbuf_start(to, OPTIONS_EXPECTED_MAX);
	size_t count = 0;

	while (choices[count])
		count++;
	for (size_t i = 0; i < count; i++)
		strbuf_add_choice(&list, i, count, choices[i]);
}

static bool set_choice(const struct option_row *row, struct options *options, const char *value,
	char expected[OPTIONS_EXPECTED_MAX])
{
	for (int i = 0; row->choices[i]; i++) {
		if (strcmp(row->choices[i], value) == 0) {
			*(int *)member(row, options) = i;
			return true;
		}
	}
	list_choices(expected, row->choices);
	return false;
}

static bool set_seconds(const struct option_row *row, struct options *options, const char *value,
	char expected[OPTIONS_EXPECTED_MAX])
{
	double seconds;

	if (!number_parse(value, &seconds) || !(seconds >= row->least && seconds <= row->most)) {
		snprintf(expected, OPTIONS_EXPECTED_MAX, "a number of seconds from %g to %.10g",
			row->least, row->most);
		return false;
	}
	*(double *)member(row, options) = seconds;
	return true;
}

static bool set_count(const struct option_row *row, struct options *options, const char *value,
	char expected[OPTIONS_EXPECTED_MAX])
{
	double count;

	if (!number_parse(value, &count) ||
		!(count >= row->least && count <= row->most && count == (int)count)) {
		snprintf(expected, OPTIONS_EXPECTED_MAX, "a whole number from %g to %.10g",
			row->least, row->most);
		return false;
	}
	*(int *)member(row, options) = (int)count;
	return true;
}

/* A path of the config file may begin with "~/", which no shell has expanded. */
static bool set_path(const struct option_row *row, struct options *options, const char *value,
	char expected[OPTIONS_EXPECTED_MAX])
{
	if (*value && paths_expand(member(row, options), value))
		return true;
	snprintf(expected, OPTIONS_EXPECTED_MAX, "a file name");
	return false;
}

/* A path of the command line is what the shell has made of it. */
static bool set_operand(const struct option_row *row, struct options *options, const char *value,
	char expected[OPTIONS_EXPECTED_MAX])
{
	*(const char **)member(row, options) = value;
	snprintf(expected, OPTIONS_EXPECTED_MAX, "a file name");
	return *value;
}

static bool set_language(const struct option_row *row, struct options *options, const char *value,
	char expected[OPTIONS_EXPECTED_MAX])
{
	struct strbuf list = strbuf_start(expected, OPTIONS_EXPECTED_MAX);

	(void)row;
	options->language = language_find(value);
	if (options->language)
		return true;
	for (size_t i = 0; language_tag(i); i++)
		strbuf_addf(&list, "%s%s", i ? " " : "one of ", language_tag(i));
	return false;
}

static bool set_place(const struct option_row *row, struct options *options, const char *value,
	char expected[OPTIONS_EXPECTED_MAX])
{
	struct place place;
	struct error error;

	if (!place_classify(&place, value, &error)) {
		snprintf(expected, OPTIONS_EXPECTED_MAX, "a place as on the command line (%.*s)",
			utf8_precision(error.message, 300), error.message);
		return false;
	}
	snprintf(member(row, options), sizeof place.location.query, "%s", place.location.query);
	return true;
}

static bool set_serve(const struct option_row *row, struct options *options, const char *value,
	char expected[OPTIONS_EXPECTED_MAX])
{
	struct error error;

	options->action = row->value;
	if (echo_address_parse(&options->serve, value, &error))
		return true;
	snprintf(expected, OPTIONS_EXPECTED_MAX, "[HOST:]PORT, as in 8000 or [::1]:8000 (%.*s)",
		utf8_precision(error.message, 200), error.message);
	return false;
}

/* The names' order is that of the enums that their index is stored in. */
static const char *const units_choices[] = {"metric", "imperial", "uk", "standard", NULL};
static const char *const wind_choices[] = {"ms", "kmh", "mph", "kn", "bft", NULL};
static const char *const when_choices[] = {"auto", "always", "never", NULL};

#define MEMBER(name) .offset = offsetof(struct options, name)

const struct option_row option_rows[] = {
	{"from", '\0', "FILE", .group = "Places", .actions = WITH(ACTION_WEATHER),
		.set = set_operand, MEMBER(from),
		.help = "read places from FILE, one per line (-: stdin)"},
	{"list", '\0', NULL, .actions = WITH(ACTION_LIST), .set = set_action, .value = ACTION_LIST,
		.help = "list the places that a name can mean"},
	{"json", 'j', NULL, .group = "Output", .actions = WITH(ACTION_WEATHER) | WITH(ACTION_LIST),
		.set = set_flag, MEMBER(json), .help = "print one JSON object per line"},
	{"units", 'u', "SYSTEM", .in_config = true, .actions = WITH_REQUEST, .set = set_choice,
		MEMBER(units), .choices = units_choices,
		.help = "metric, imperial, uk, standard (default: locale)"},
	{"wind", '\0', "UNIT", .in_config = true, .actions = WITH_REQUEST, .set = set_choice,
		MEMBER(wind), .choices = wind_choices,
		.help = "unit of wind speeds: ms, kmh, mph, kn or bft"},
	{"lang", 'l', "CODE", .in_config = true, .actions = WITH_REQUEST, .set = set_language,
		.help = "language of descriptions (default: locale)"},
	{"color", '\0', "WHEN", .in_config = true, .actions = WITH(ACTION_WEATHER),
		.set = set_choice, MEMBER(color), .choices = when_choices,
		.help = "use colours: auto (default), always or never"},
	{"plain", '\0', NULL, .in_config = true, .actions = WITH_REQUEST | WITH(ACTION_LIST),
		.set = set_flag, MEMBER(plain),
		.help = "print the same on a terminal as in a pipe"},
	{"quiet", 'q', NULL, .actions = WITH_REQUEST | WITH(ACTION_SERVE), .set = set_flag,
		MEMBER(quiet), .help = "print no notes; with --serve, no 'Received:'"},
	{"timeout", '\0', "SECONDS", .group = "Time and cache", .in_config = true,
		.actions = WITH_REQUEST, .set = set_seconds, MEMBER(timeout), .least = 0.01,
		.most = 3600, .help = "time limit for each place (default: 10)"},
	{"rate", '\0', "N", .in_config = true, .actions = WITH(ACTION_WEATHER), .set = set_count,
		MEMBER(rate), .least = 1, .most = REQUESTS_PER_MINUTE_MAX,
		.help = "send at most N requests per minute (default: 60)"},
	{"max-age", '\0', "SECONDS", .in_config = true, .actions = WITH(ACTION_WEATHER),
		.set = set_seconds, MEMBER(max_age), .least = 0, .most = CACHE_AGE_SECONDS_MAX,
		.help = "accept cached answers this old (default: 600)"},
	{"max-stale", '\0', "SECONDS", .in_config = true, .actions = WITH(ACTION_WEATHER),
		.set = set_seconds, MEMBER(max_stale), .least = 0, .most = CACHE_AGE_SECONDS_MAX,
		.help = "the same if the service fails (default: 21600)"},
	{"offline", '\0', NULL, .actions = WITH(ACTION_WEATHER), .set = set_flag, MEMBER(offline),
		.help = "use only the cache, never the network"},
	{"save-key", '\0', NULL, .group = "API key", .is_about_key = true,
		.actions = WITH(ACTION_SAVE_KEY), .set = set_action, .value = ACTION_SAVE_KEY,
		.help = "read a key from stdin, test it and store it"},
	{"key-file", '\0', "FILE", .in_config = true, .is_about_key = true,
		.actions = WITH(ACTION_WEATHER) | WITH(ACTION_CHECK), .set = set_path,
		MEMBER(key_file), .help = "read the key from FILE (-: stdin)"},
	{"check", '\0', NULL, .group = "Troubleshooting", .actions = WITH(ACTION_CHECK),
		.set = set_action, .value = ACTION_CHECK,
		.help = "show which files are used, and test a request"},
	{"verbose", 'v', NULL, .actions = WITH_REQUEST, .set = set_flag, MEMBER(verbose),
		.help = "show each request and how long it took"},
	{"serve", '\0', "[HOST:]PORT", .group = "Echo server", .optional = true,
		.actions = WITH(ACTION_SERVE), .set = set_serve, .value = ACTION_SERVE,
		.help = "run a TCP echo server (default: localhost:8000)"},
	{"once", '\0', NULL, .actions = WITH(ACTION_SERVE), .set = set_flag, MEMBER(serve.once),
		.help = "echo what the first read returns, then close"},
	{"idle-timeout", '\0', "SECONDS", .actions = WITH(ACTION_SERVE), .set = set_seconds,
		MEMBER(serve.idle_timeout), .least = 0, .most = 86400,
		.help = "close idle connections (default: 60; 0: never)"},
	{"complete", '\0', NULL, .actions = WITH(ACTION_COMPLETE), .set = set_action,
		.value = ACTION_COMPLETE},
	{"help", 'h', NULL, .group = "Help", .actions = WITH_ALL, .set = set_action,
		.value = ACTION_HELP, .help = "print this help"},
	{"version", 'V', NULL, .actions = WITH_ALL, .set = set_action, .value = ACTION_VERSION,
		.help = "print the version"},
};

_Static_assert(sizeof option_rows / sizeof *option_rows <= OPTIONS_ROWS_MAX,
	"->given has too few bits for the rows");

const size_t option_row_count = sizeof option_rows / sizeof *option_rows;

/* A place is an option in the file alone. */
static const struct option_row place_row = {
	"place", .in_config = true, .set = set_place, MEMBER(place)};

const struct option_row *option_table_find_setting(const char *name)
{
	if (strcmp(name, place_row.name) == 0)
		return &place_row;
	for (size_t i = 0; i < option_row_count; i++)
		if (option_rows[i].in_config && strcmp(option_rows[i].name, name) == 0)
			return &option_rows[i];
	return NULL;
}
