/* SPDX-License-Identifier: MIT */
/*
 * wx: the weather at a place.
 *
 *   options   the command line and the config file, by one table (options_table, config)
 *   place     what was typed for a place (resolve, fold), by the list of places (gazetteer)
 *   answer    a place's weather: the key (key), the service's words (owm), the transfer (http)
 *   text      the weather for people   json   for scripts
 *   list      what --list prints        complete  for the shells
 *   check     what --check says        serve  the echo server
 *   output    standard output, whole   fail   exit codes and their one line
 *
 * Everything but this file is the library libwx.a. Only this file writes to standard error.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "answer.h"
#include "check.h"
#include "complete.h"
#include "gazetteer.h"
#include "json.h"
#include "list.h"
#include "locales.h"
#include "options.h"
#include "output.h"
#include "text.h"

/* A run: what is asked for, and what goes to standard output once it is whole. */
struct run {
	struct options options;
	struct gazetteer list;
	struct place place; /* the one that is being answered */
	int told;           /* how many places were answered in text */
	bool utf8;
	int64_t now;
	FILE *out;
};

static void complain(const struct run *run, const char *culprit, const char *message)
{
	char line[1024], safe[1024];

	snprintf(line, sizeof line, "wx: %s%s%s", culprit, *culprit ? ": " : "", message);
	text_message(safe, sizeof safe, line, run->utf8);
	fprintf(stderr, "%s\n", safe);
}

static void print_notes(const struct run *run)
{
	const char *note = run->options.quiet ? "" : run->options.notes;

	while (*note) {
		char line[sizeof run->options.notes];
		size_t length = strcspn(note, "\n");

		snprintf(line, sizeof line, "%.*s", (int)length, note);
		complain(run, "", line);
		note += length + (note[length] == '\n');
	}
}

static bool refuse_privileges(struct failure *failure)
{
	if (geteuid() == getuid() && getegid() == getgid())
		return true;
	return fail(failure, EXIT_INTERNAL,
		"refuses to run with another user's rights; remove its set-user-ID bit");
}

static bool fail_placeless(const struct run *run, struct failure *failure)
{
	return fail(failure, EXIT_USAGE,
		"no place; name one, as in 'wx Seoul', or put 'place = Seoul' into %s",
		*run->options.config_file ? run->options.config_file : "a config file");
}

/* The place typed, else the config file's, else the one for want of a better. */
static bool pick_place(struct run *run, const char *otherwise, struct failure *failure)
{
	const struct options *options = &run->options;
	const char *configured = *options->place ? options->place : otherwise;

	if (options->word_count > 0)
		return place_take(&run->place, &run->list, options->words, options->word_count,
			       failure) > 0;
	if (!configured)
		return fail_placeless(run, failure);
	return place_parse(&run->place, &run->list, configured, failure);
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
	size_t columns = options->plain ? 0 : output_columns();

	return (struct view){
		.units = units_of(options),
		.wind = (enum wind_unit)options->wind,
		.now = run->now,
		.utf8 = run->utf8,
		.color = wants_color(options, columns > 0),
		.columns = columns,
	};
}

/* JSON is the same for everybody; words that the reader's terminal cannot show are no use. */
static struct inquiry inquiry_of(const struct run *run)
{
	const struct options *options = &run->options;
	const struct language *language = options->language;

	if (!language)
		language = options->json || !run->utf8 ? language_english() : language_by_locale();
	return (struct inquiry){.options = options,
		.language = language,
		.now = run->now,
		.log = options->verbose ? stderr : NULL};
}

/* Says what went wrong, to scripts also on standard output when it was a place that failed. */
static void report(struct run *run, struct failure *failure)
{
	bool at_place = failure->code >= EXIT_NETWORK && failure->code <= EXIT_BAD_REPLY;

	if (run->options.json && *run->place.query && (at_place || failure->code == EXIT_CONFIG))
		json_failure(run->out, run->place.query, failure);
	complain(run, at_place ? run->place.query : "", failure->message);
}

static bool tell_place(struct run *run, const struct view *view, struct failure *failure)
{
	const struct inquiry inquiry = inquiry_of(run);
	struct answer answer;

	if (*run->place.note && !run->options.quiet)
		complain(run, "", run->place.note);
	if (!answer_place(&answer, &run->place, &inquiry, failure)) {
		if (failure->code == EXIT_NOT_FOUND && run->place.kind == PLACE_NAME)
			place_suggest(&run->place, &run->list, failure);
		return false;
	}
	if (run->options.json)
		return json_answer(run->out, &answer, view->units, view->wind, run->now, failure);
	if (run->told++ > 0)
		putc('\n', run->out);
	text_answer(run->out, &answer, view);
	return true;
}

/* Every word must be part of some place before anybody is asked. */
static bool check_places(struct run *run, struct failure *failure)
{
	const struct options *options = &run->options;
	int taken;

	for (int i = 0; i < options->word_count; i += taken) {
		taken = place_take(&run->place, &run->list, options->words + i,
			options->word_count - i, failure);
		if (taken == 0)
			return false;
	}
	return true;
}

/* Places one after another; one's failure does not keep the rest, and the lowest code wins. */
static bool tell_places(struct run *run, const struct view *view, struct failure *failure)
{
	const struct options *options = &run->options;
	int unknown = 0, taken;

	for (int i = 0; i < options->word_count; i += taken) {
		struct failure own = {0};

		taken = place_take(
			&run->place, &run->list, options->words + i, options->word_count - i, &own);
		if (tell_place(run, view, &own))
			continue;
		unknown += own.code == EXIT_NOT_FOUND && taken == 1;
		report(run, &own);
		if (failure->code == EXIT_OK || own.code < failure->code)
			failure->code = own.code;
	}
	if (unknown > 1 && !options->quiet)
		complain(run, "",
			"a place of several words that is not in the list is to be quoted, as in "
			"wx 'Foo Bar'");
	if (run->told > 0)
		text_attribution(run->out, view);
	return failure->code == EXIT_OK;
}

static bool tell_weather(struct run *run, struct failure *failure)
{
	const struct view view = view_of(run);

	if (run->options.word_count > 0)
		return tell_places(run, &view, failure);
	if (!pick_place(run, NULL, failure) || !tell_place(run, &view, failure))
		return false;
	if (!run->options.json)
		text_attribution(run->out, &view);
	return true;
}

/* All words are one name here; what was cut off makes it too long all the same. */
static bool tell_list(struct run *run, struct failure *failure)
{
	const struct view view = view_of(run);
	const struct options *options = &run->options;
	char typed[PLACE_TEXT_MAX + 2] = "";

	place_join(typed, options->words, options->word_count);
	if (!place_parse(&run->place, &run->list, typed, failure))
		return false;
	return list_places(run->out, &run->list, run->place.query, options->json, &view, failure);
}

static bool tell_check(struct run *run, struct failure *failure)
{
	const struct view view = view_of(run);
	const struct inquiry inquiry = inquiry_of(run);

	return pick_place(run, "London", failure) &&
	       check(run->out, &view, &run->list, &run->place, &inquiry, failure);
}

static bool save_key(struct run *run, struct failure *failure)
{
	const struct view view = view_of(run);
	struct options *options = &run->options;

	if (!key_save(options->key_file, stderr, failure))
		return false;
	options->key_file_typed = true;
	text_line(run->out, &view, "Saved: %s", options->key_file);
	if (key_variable())
		text_line(run->out, &view, "Note: %s is set and comes before it", key_variable());
	return tell_check(run, failure);
}

static bool act(struct run *run, struct failure *failure)
{
	switch (run->options.action) {
	case ACTION_CHECK:
		return tell_check(run, failure);
	case ACTION_SAVE_KEY:
		return save_key(run, failure);
	default:
		return tell_weather(run, failure);
	}
}

/* With the list at hand: what asks nobody, and what asks the service. */
static bool act_with_list(struct run *run, struct failure *failure)
{
	struct options *options = &run->options;

	if (options->action == ACTION_COMPLETE)
		return complete(run->out, &run->list, options->words, options->word_count), true;
	if (options->action == ACTION_LIST)
		return tell_list(run, failure);
	if (!check_places(run, failure) || !options_configure(options, failure))
		return false;
	print_notes(run);
	return act(run, failure);
}

/* Everything from the arguments to the text in run->out. */
static bool carry_out(struct run *run, int argc, char **argv, struct failure *failure)
{
	struct options *options = &run->options;
	bool good;

	if (!refuse_privileges(failure) || !options_parse(options, argc, argv, failure))
		return false;
	if (options->action == ACTION_HELP)
		return options_help(run->out), true;
	if (options->action == ACTION_VERSION)
		return options_version(run->out), true;
	if (options->action == ACTION_SERVE)
		return serve(&options->serve, failure);
	gazetteer_open(&run->list);
	good = act_with_list(run, failure);
	gazetteer_close(&run->list);
	return good;
}

/* Writes what was gathered. The lowest code wins. */
static int finish(struct run *run, char *const *text, const size_t *length, int code)
{
	struct failure failure = {0};
	bool whole = !ferror(run->out) && fclose(run->out) == 0;

	if (!whole)
		fail_memory(&failure);
	else if (output_write(*text, *length, &failure))
		return code;
	complain(run, "", failure.message);
	return code && code < (int)failure.code ? code : (int)failure.code;
}

int main(int argc, char **argv)
{
	struct failure failure = {0};
	struct run run = {.now = time(NULL)};
	char *text = NULL;
	size_t length = 0;
	int code;

	output_fill_streams();
	run.utf8 = locales_are_utf8();
	run.out = open_memstream(&text, &length);
	if (!run.out) {
		complain(&run, "", "out of memory");
		return EXIT_INTERNAL;
	}
	if (!carry_out(&run, argc, argv, &failure) && *failure.message)
		report(&run, &failure);
	code = finish(&run, &text, &length, failure.code);
	free(text);
	return code;
}
