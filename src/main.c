/* SPDX-License-Identifier: MIT */
/*
 * wx: the weather at a place.
 *
 *   options   the command line and the config file, by one table (options_table, config)
 *   place     what was typed for a place (resolve, rank, fold), by the list of places (gazetteer)
 *   source    places one after another, from the words or from a file
 *   answers   their weather, in order: what is kept (cache), how fast (rate), the transfer (http)
 *   answer    one place's: the key (key), the service's words (owm)
 *   tell      places to answers to text (text) and JSON (json), in order
 *   list      what --list prints        complete  for the shells (offers, qualify)
 *   check     what --check says        serve  the echo server
 *   report    what is said on which stream (output, progress); fail: exit codes and their one line
 *
 * Everything but this file is the library libwx.a. Only this file writes to standard error,
 * but for a signal's handler (progress).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#ifdef HAVE_GETAUXVAL
#include <sys/auxv.h>
#endif

#include "fetch/fetch.h"
#include "cmd/cmd_check.h"
#include "cmd/cmd_complete.h"
#include "place/gazetteer.h"
#include "cmd/cmd_list.h"
#include "base/locale.h"
#include "echo/echo_server.h"
#include "cli/config_file.h"
#include "cli/options.h"
#include "view/output.h"
#include "view/report.h"
#include "place/place_reader.h"
#include "cmd/cmd_weather.h"
#include "view/text.h"

/* A run: what is asked for, and what it says. */
struct run {
	struct options options;
	struct gazetteer list;
	struct place place; /* the one that --list or --check is about, or the only one */
	bool is_one_place;
	struct report report;
};

static void print_notes(struct run *run)
{
	const char *note = run->options.notes;

	while (*note) {
		char line[sizeof run->options.notes];
		size_t length = strcspn(note, "\n");

		snprintf(line, sizeof line, "%.*s", (int)length, note);
		report_note(&run->report, "%s", line);
		note += length + (note[length] == '\n');
	}
}

/* Set-user-ID, set-group-ID or file capabilities: the environment is not to be trusted then. */
static bool refuse_privileges(struct error *error)
{
	bool is_privileged = geteuid() != getuid() || getegid() != getgid();

#if defined(HAVE_GETAUXVAL)
	is_privileged |= getauxval(AT_SECURE) != 0;
#elif defined(HAVE_ISSETUGID)
	is_privileged |= issetugid() != 0;
#endif
	return !is_privileged || error_set(error, EXIT_INTERNAL,
					 "refuses to run with more rights than its user has; "
					 "remove its set-user-ID bit "
					 "or its file capabilities");
}

static bool fail_placeless(const struct run *run, struct error *error)
{
	return error_set(error, EXIT_USAGE,
		"no place; name one, as in 'wx Seoul', or put 'place = Seoul' into %s",
		*run->options.config_file ? run->options.config_file : "a config file");
}

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

static struct view view_of(const struct run *run)
{
	const struct options *options = &run->options;
	size_t columns = options->plain ? 0 : output_columns(STDOUT_FILENO);

	return (struct view){
		.units = units_of(options),
		.wind = (enum wind_unit)options->wind,
		.now = (int64_t)time(NULL),
		.utf8 = run->report.utf8,
		.color = wants_color(options, columns > 0),
		.columns = columns,
	};
}

/* JSON is the same for everybody; words that the reader's terminal cannot show are no use. */
static struct fetch_config fetch_config_of(const struct run *run)
{
	const struct options *options = &run->options;
	const struct language *language = options->language;

	if (!language)
		language = options->json || !run->report.utf8 ? language_english()
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

/* Every word must be part of some place before anybody is asked. If all are one, that is run->place. */
static bool check_places(struct run *run, struct error *error)
{
	const struct options *options = &run->options;
	int taken = 0;

	for (int i = 0; i < options->word_count; i += taken) {
		taken = place_take(&run->place, &run->list, options->words + i,
			options->word_count - i, error);
		if (taken == 0)
			return false;
	}
	run->is_one_place = taken == options->word_count && taken > 0;
	return true;
}

/* A long run shows on a terminal how far it is, unless other lines go there, too. */
static void start_progress(struct run *run, const struct place_reader *source)
{
	const struct options *options = &run->options;
	bool is_long = *options->from || (options->word_count > 1 && !run->is_one_place);
	size_t columns;

	if (!is_long || options->quiet || options->verbose || isatty(source->file))
		return;
	columns = output_columns(STDERR_FILENO);
	if (columns > 0)
		progress_start(&run->report.progress, stderr, columns);
}

/* Of the words and the file, else the config file's place. */
static bool tell_weather(struct run *run, struct error *error)
{
	struct options *options = &run->options;
	bool is_left_out = options->word_count == 0 && !*options->from;
	char *configured[] = {options->place, NULL};
	struct place_reader source = {
		.list = &run->list,
		.known = run->is_one_place ? &run->place : NULL,
		.words = is_left_out ? configured : options->words,
		.word_count = is_left_out ? 1 : options->word_count,
	};
	struct weather_run telling = {.report = &run->report,
		.list = &run->list,
		.source = &source,
		.view = view_of(run),
		.config = fetch_config_of(run)};
	bool good;

	if (is_left_out && !*options->place)
		return fail_placeless(run, error);
	if (!place_reader_open(&source, options->from, error))
		return false;
	if (run->is_one_place && !*options->from)
		gazetteer_rest(&run->list);
	start_progress(run, &source);
	good = cmd_weather(&telling, error);
	place_reader_close(&source);
	return good;
}

/* All words are one name here; what was cut off makes it too long all the same. */
static bool tell_list(struct run *run, struct error *error)
{
	const struct view view = view_of(run);
	const struct options *options = &run->options;
	char typed[LOCATION_TEXT_MAX + 2] = "";

	place_join(typed, options->words, options->word_count);
	if (!place_parse(&run->place, &run->list, typed, error))
		return false;
	return cmd_list(run->report.out, &run->list, run->place.location.query, options->json,
		&view, error);
}

/* The place typed, else the config file's, else one that everybody knows. The key may be NULL. */
static bool tell_check(struct run *run, const struct api_key *key, struct error *error)
{
	const struct view view = view_of(run);
	struct fetch_config config = fetch_config_of(run);
	const struct options *options = &run->options;
	bool is_found = options->word_count > 0
				? place_take(&run->place, &run->list, options->words,
					  options->word_count, error) > 0
				: place_parse(&run->place, &run->list,
					  *options->place ? options->place : "London", error);

	config.key = key;
	return is_found &&
	       cmd_check(run->report.out, &view, &run->list, &run->place, options, &config, error);
}

static bool store_key(struct run *run, const struct api_key *key, struct error *error)
{
	const struct view view = view_of(run);
	char path[PATHS_MAX];

	if (!api_key_path(path, error) || !api_key_store(path, key, error))
		return false;
	text_line(run->report.out, &view, "Saved: %s", path);
	return true;
}

static bool fail_unsaved(struct run *run, struct error *error)
{
	char path[PATHS_MAX];
	bool has_earlier = paths_config(path, "key") && access(path, F_OK) == 0;

	*run->place.location.query = '\0'; /* it failed for no place */
	return error_set(error, EXIT_AUTH,
		"the API key was not accepted: it is not stored%s; a new key takes up to two hours "
		"to work: run 'wx --save-key' again then",
		has_earlier ? ", and the earlier one stays" : "");
}

/* What else wx would take a key from before it looks into the key file. */
static void note_precedence(struct run *run)
{
	if (api_key_variable())
		report_note(&run->report, "%s is set and is used instead of the key file",
			api_key_variable());
	else if (*run->options.key_file)
		report_note(&run->report,
			"the config file's key-file, %s, is used instead of the key file",
			run->options.key_file);
}

/*
 * A key that could not be tried, be it for want of a network, is stored all the same. Who says that it
 * knows no such place has accepted the key.
 */
static bool save_key(struct run *run, struct error *error)
{
	struct api_key key;
	struct error trial = {0};

	if (!api_key_ask(&key, stderr, error))
		return false;
	if (api_key_flaw(&key))
		report_note(&run->report, "the API key looks wrong: %s", api_key_flaw(&key));
	tell_check(run, &key, &trial);
	if (trial.code == EXIT_AUTH)
		return report_flush(&run->report, error) && fail_unsaved(run, error);
	if (!store_key(run, &key, error) || !report_flush(&run->report, error))
		return false;
	note_precedence(run);
	if (trial.code != EXIT_OK && trial.code != EXIT_NOT_FOUND)
		report_note(&run->report, "the API key is stored, but could not be tried: %s",
			trial.message);
	return true;
}

/* To check one place is enough. */
static bool check_count(const struct run *run, struct error *error)
{
	const struct options *options = &run->options;

	if (options->action != ACTION_CHECK || options->word_count == 0 || run->is_one_place)
		return true;
	return error_set(error, EXIT_USAGE, "--check takes one place; leave the others out");
}

/* A config file that is no good keeps each of the places from being told. */
static bool fail_each(struct run *run, struct error *error)
{
	const struct options *options = &run->options;
	struct error unused;
	int taken = 1;

	for (int i = 0; i < options->word_count && taken > 0; i += taken) {
		taken = place_take(&run->place, &run->list, options->words + i,
			options->word_count - i, &unused);
		report_error(&run->report, run->place.location.query, error);
	}
	if (options->word_count > 0)
		*error->message = '\0';
	return false;
}

static bool act(struct run *run, struct error *error)
{
	switch (run->options.action) {
	case ACTION_CHECK:
		return tell_check(run, NULL, error);
	case ACTION_SAVE_KEY:
		return save_key(run, error);
	default:
		return tell_weather(run, error);
	}
}

/* With the list at hand: what asks nobody, and what asks the service. */
static bool act_with_list(struct run *run, struct error *error)
{
	struct options *options = &run->options;

	if (options->action == ACTION_COMPLETE)
		return cmd_complete(
			       run->report.out, &run->list, options->words, options->word_count),
		       true;
	if (options->action == ACTION_LIST)
		return tell_list(run, error);
	if (!check_places(run, error) || !check_count(run, error))
		return false;
	if (!config_file_read(options, error))
		return fail_each(run, error);
	print_notes(run);
	return act(run, error);
}

/* Everything from the arguments to the text in run->report.out. */
static bool carry_out(struct run *run, int argc, char **argv, struct error *error)
{
	struct options *options = &run->options;
	bool good, is_understood;

	if (!refuse_privileges(error))
		return false;
	is_understood = options_parse(options, argc, argv, error);
	run->report.json = options->json;
	run->report.quiet = options->quiet;
	if (!is_understood)
		return false;
	if (options->action == ACTION_HELP)
		return options_help(run->report.out), true;
	if (options->action == ACTION_VERSION)
		return options_version(run->report.out), true;
	if (options->action == ACTION_SERVE)
		return echo_server_run(&options->serve, error);
	gazetteer_open(&run->list);
	good = act_with_list(run, error);
	gazetteer_close(&run->list);
	return good;
}

/* Says what stopped the run, writes what is left. The lowest code counts. */
static int finish(struct run *run, struct error *error)
{
	struct error last = {0};

	if (*error->message)
		report_error(&run->report, run->place.location.query, error);
	if (report_flush(&run->report, &last))
		return (int)error->code;
	report_line(&run->report, "", last.message);
	return (int)(error->code && error->code < last.code ? error->code : last.code);
}

int main(int argc, char **argv)
{
	struct error error = {0};
	struct run run = {.is_one_place = false};
	int code;

	output_prepare();
	if (report_open(&run.report, stderr, locale_is_utf8(), &error))
		carry_out(&run, argc, argv, &error);
	code = finish(&run, &error);
	report_close(&run.report);
	return code;
}
