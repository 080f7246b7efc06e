/* SPDX-License-Identifier: MIT */
/*
 * wx: the weather at a place.
 *
 *   options   the command line and the config file, by one table (options_table, config)
 *   place     what was typed for a place (resolve, fold), by the list of places (gazetteer)
 *   source    places one after another, from the words or from a file
 *   answers   their weather, in order: what is kept (cache), how fast (rate), the transfer (http)
 *   answer    one place's: the key (key), the service's words (owm)
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

#include "answers.h"
#include "check.h"
#include "complete.h"
#include "gazetteer.h"
#include "json.h"
#include "list.h"
#include "locales.h"
#include "moment.h"
#include "options.h"
#include "output.h"
#include "progress.h"
#include "source.h"
#include "text.h"

/* A run: what is asked for, and what goes to standard output as soon as it is whole. */
struct run {
	struct options options;
	struct gazetteer list;
	struct place place; /* the one that --list or --check is about, or the only one */
	bool is_one_place;
	struct source source;
	struct progress progress;
	int told;    /* how many places were answered in text */
	int unknown; /* how many single words nobody knows */
	bool utf8;
	FILE *out; /* what is not yet written, in text[0..length) */
	char *text;
	size_t length;
};

static void complain(const struct run *run, const char *culprit, const char *message)
{
	char line[1024], safe[1024];

	progress_clear((struct progress *)(uintptr_t)&run->progress);
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
		.now = (int64_t)time(NULL),
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
	return (struct inquiry){
		.options = options, .language = language, .log = options->verbose ? stderr : NULL};
}

/* Writes what was gathered, and starts anew. */
static bool flush(struct run *run, struct failure *failure)
{
	bool whole = run->out && !ferror(run->out) && fclose(run->out) == 0;
	bool good = whole ? output_write(run->text, run->length, failure) : fail_memory(failure);

	free(run->text);
	run->text = NULL;
	run->length = 0;
	run->out = open_memstream(&run->text, &run->length);
	return good && (run->out || fail_memory(failure));
}

/* Says what went wrong, to scripts also on standard output when it was a place that failed. */
static void report(struct run *run, const char *query, struct failure *failure)
{
	bool at_place = failure->code >= EXIT_NETWORK && failure->code <= EXIT_BAD_REPLY;

	if (run->options.json && *query && (at_place || failure->code == EXIT_CONFIG))
		json_failure(run->out, query, failure);
	complain(run, at_place ? query : "", failure->message);
}

/* That it is old, how old, and why. */
static void note_staleness(const struct run *run, const struct answer *answer, int64_t now)
{
	const bool has_failed = answer->trouble.code != EXIT_OK;
	char age[MOMENT_MAX], line[1024];

	moment_span(age, now - answer->fetched);
	snprintf(line, sizeof line, "showing data from %s ago (%s)%s%s", age, answer->stale,
		has_failed ? ": " : "", has_failed ? answer->trouble.message : "");
	complain(run, answer->query, line);
}

static bool tell_answer(struct run *run, const struct asking *asking, struct failure *failure)
{
	const struct view view = view_of(run);
	const struct answer *answer = &asking->answer;

	if (answer->stale && !run->options.quiet)
		note_staleness(run, answer, view.now);
	if (run->options.json)
		return json_answer(run->out, answer, view.units, view.wind, view.now, failure);
	if (run->told++ > 0)
		putc('\n', run->out);
	text_answer(run->out, answer, &view);
	return true;
}

/* The lowest code wins. */
static void keep_code(struct failure *failure, enum exit_code code)
{
	if (failure->code == EXIT_OK || (code != EXIT_OK && code < failure->code))
		failure->code = code;
}

/* One place's failure does not keep the rest. */
static void tell_failure(struct run *run, const struct asking *asking)
{
	struct failure failure = asking->failure;

	if (failure.code == EXIT_NOT_FOUND && asking->place.kind == PLACE_NAME) {
		place_suggest(&asking->place, &run->list, &failure);
		run->unknown += !*run->options.from && !strchr(asking->place.query, ' ');
	}
	report(run, asking->place.query, &failure);
}

static bool tell(struct run *run, const struct asking *asking, struct failure *failure)
{
	struct failure own = asking->failure;

	if (own.code != EXIT_USAGE && *asking->place.note && !run->options.quiet)
		complain(run, "", asking->place.note);
	if (own.code != EXIT_OK || !tell_answer(run, asking, &own)) {
		run->progress.failed++;
		tell_failure(run, asking);
	} else {
		run->progress.done++;
	}
	keep_code(failure, own.code);
	progress_clear(&run->progress);
	if (flush(run, &own))
		return true;
	complain(run, "", own.message);
	keep_code(failure, own.code);
	return false;
}

/* Takes in as many places as there is room for; true as long as there are more. */
static bool take_in(struct run *run, struct answers *answers)
{
	enum source_next next = SOURCE_PLACE;

	while (!answers_are_full(answers) && (next == SOURCE_PLACE || next == SOURCE_BAD)) {
		struct failure failure = {0};
		struct place place;

		next = source_next(&run->source, &place, &failure);
		if (next == SOURCE_PLACE)
			answers_add(answers, &place);
		else if (next == SOURCE_BAD)
			answers_add_failure(answers, &place, &failure);
	}
	return next != SOURCE_END;
}

/* Until all are told, or standard output fails. */
static bool tell_all(struct run *run, struct answers *answers, struct failure *failure)
{
	const struct asking *first;
	bool has_more = true;

	while (has_more || answers->count > 0) {
		has_more = has_more && take_in(run, answers);
		run->progress.waiting = answers->count + run->source.left;
		progress_show(&run->progress);
		if (!answers_first(answers) && (has_more || answers->count > 0))
			answers_wait(answers,
				has_more && !answers_are_full(answers) ? run->source.file : -1);
		for (; (first = answers_first(answers)); answers_drop(answers))
			if (!tell(run, first, failure))
				return false;
	}
	return true;
}

static bool tell_from_source(struct run *run, struct failure *failure)
{
	const struct inquiry inquiry = inquiry_of(run);
	const struct view view = view_of(run);
	struct answers *answers = answers_open(&inquiry);
	bool is_written;

	if (!answers)
		return fail_memory(failure);
	if (answers->cache.is_unsafe && !run->options.quiet)
		complain(run, answers->cache.path, answers->cache.reason);
	is_written = tell_all(run, answers, failure);
	answers_close(answers);
	progress_clear(&run->progress);
	if (run->unknown > 1 && !run->options.quiet)
		complain(run, "",
			"a place of several words that is not in the list is to be quoted, as in "
			"wx 'Foo Bar'");
	if (run->told > 0 && is_written)
		text_attribution(run->out, &view);
	return failure->code == EXIT_OK;
}

/* Every word must be part of some place before anybody is asked. If all are one, that is run->place. */
static bool check_places(struct run *run, struct failure *failure)
{
	const struct options *options = &run->options;
	int taken = 0;

	for (int i = 0; i < options->word_count; i += taken) {
		taken = place_take(&run->place, &run->list, options->words + i,
			options->word_count - i, failure);
		if (taken == 0)
			return false;
	}
	run->is_one_place = taken == options->word_count && taken > 0;
	return true;
}

/* Of the words and the file, else the config file's place. */
static bool tell_weather(struct run *run, struct failure *failure)
{
	struct options *options = &run->options;
	char *configured[] = {options->place, NULL};
	bool is_left_out = options->word_count == 0 && !*options->from;
	bool is_long = options->word_count > 1 || *options->from;
	bool good;

	if (is_left_out && !*options->place)
		return fail_placeless(run, failure);
	if (run->is_one_place)
		gazetteer_rest(&run->list);
	run->source.list = &run->list;
	run->source.known = run->is_one_place ? &run->place : NULL;
	run->source.words = is_left_out ? configured : options->words;
	run->source.word_count = is_left_out ? 1 : options->word_count;
	if (!source_open(&run->source, options->from, failure))
		return false;
	progress_start(&run->progress,
		is_long && !options->quiet && isatty(STDERR_FILENO) ? stderr : NULL);
	good = tell_from_source(run, failure);
	source_close(&run->source);
	return good;
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

/* The place typed, else the config file's, else one that everybody knows. */
static bool tell_check(struct run *run, struct failure *failure)
{
	const struct view view = view_of(run);
	const struct inquiry inquiry = inquiry_of(run);
	struct options *options = &run->options;

	bool is_found = options->word_count > 0
				? place_take(&run->place, &run->list, options->words,
					  options->word_count, failure) > 0
				: place_parse(&run->place, &run->list,
					  *options->place ? options->place : "London", failure);

	return is_found && check(run->out, &view, &run->list, &run->place, &inquiry, failure);
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

/* Writes what is left. The lowest code wins. */
static int finish(struct run *run, int code)
{
	struct failure failure = {0};

	if (flush(run, &failure))
		return code;
	complain(run, "", failure.message);
	return code && code < (int)failure.code ? code : (int)failure.code;
}

int main(int argc, char **argv)
{
	struct failure failure = {0};
	struct run run = {.told = 0};
	int code;

	output_prepare();
	run.utf8 = locales_are_utf8();
	run.out = open_memstream(&run.text, &run.length);
	if (!run.out) {
		complain(&run, "", "out of memory");
		return EXIT_INTERNAL;
	}
	if (!carry_out(&run, argc, argv, &failure) && *failure.message)
		report(&run, run.place.query, &failure);
	code = finish(&run, failure.code);
	if (run.out)
		fclose(run.out);
	free(run.text);
	return code;
}
