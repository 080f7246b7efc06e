/* SPDX-License-Identifier: MIT */
#include "tell.h"

#include <string.h>

#include "answers.h"
#include "json.h"
#include "moment.h"

#define LONG 3600.0     /* seconds; whatever happens wakes it up */
#define NOTICEABLE 0.01 /* seconds that a reader has kept the run from its work */

/* That it is old, how old, and why. */
static void note_staleness(struct report *report, const struct answer *answer)
{
	const bool has_failed = answer->trouble.code != EXIT_OK;
	char age[MOMENT_MAX], line[1024];

	moment_span(age, answer->ready - answer->fetched);
	snprintf(line, sizeof line, "showing data from %s ago (%s)%s%s", age, answer->stale,
		has_failed ? ": " : "", has_failed ? answer->trouble.message : "");
	report_note(report, "%s: %s", answer->location.query, line);
}

static bool tell_answer(
	struct telling *telling, const struct answer *answer, struct failure *failure)
{
	struct report *report = telling->report;
	struct view view = telling->view;

	view.now = answer->ready;
	if (answer->stale)
		note_staleness(report, answer);
	if (report->json)
		return json_answer(report->out, answer, view.units, view.wind, view.now, failure);
	if (telling->told++ > 0)
		putc('\n', report->out);
	text_answer(report->out, answer, &view);
	return true;
}

static void tell_failure(
	struct telling *telling, const struct location *location, struct failure *failure)
{
	if (failure->code == EXIT_NOT_FOUND && location->kind == LOCATION_NAME) {
		place_suggest(location->query, telling->list, failure);
		telling->unknown += !telling->source->name[0] && !strchr(location->query, ' ');
	}
	report_failure(telling->report, location->query, failure);
}

/* The lowest code counts. */
static void keep_code(struct failure *failure, enum exit_code code)
{
	if (failure->code == EXIT_OK || (code != EXIT_OK && code < failure->code))
		failure->code = code;
}

/* A reader of standard output who takes a while does so at nobody's cost. */
static bool flush(struct telling *telling, struct answers *answers, struct failure *failure)
{
	double start = moment_monotonic();
	bool good = report_flush(telling->report, failure);
	double spent = moment_monotonic() - start;

	if (spent > NOTICEABLE)
		answers_delay(answers, spent);
	return good;
}

/* False when standard output fails. */
static bool tell_one(struct telling *telling, struct answers *answers, const struct asking *asking,
	struct failure *failure)
{
	struct progress *progress = &telling->report->progress;
	struct failure own = asking->failure;

	if (own.code != EXIT_USAGE && *asking->note)
		report_note(telling->report, "%s", asking->note);
	if (own.code == EXIT_OK && tell_answer(telling, &asking->answer, &own)) {
		progress->done++;
	} else {
		progress->failed++;
		tell_failure(telling, &asking->answer.location, &own);
	}
	keep_code(failure, own.code);
	if (flush(telling, answers, &own))
		return true;
	report_line(telling->report, "", own.message);
	keep_code(failure, own.code);
	return false;
}

/* Takes in as many places as there is room for; true as long as there may be more. */
static bool take_in(struct telling *telling, struct answers *answers)
{
	enum source_next next = SOURCE_PLACE;

	while (!answers_are_full(answers) && (next == SOURCE_PLACE || next == SOURCE_BAD)) {
		struct failure failure = {0};
		struct place place;

		next = source_next(telling->source, &place, &failure);
		if (next == SOURCE_PLACE)
			answers_add(answers, &place);
		else if (next == SOURCE_BAD)
			answers_add_failure(answers, &place, &failure);
	}
	return next != SOURCE_END;
}

static void wait(struct telling *telling, struct answers *answers, bool has_more)
{
	struct progress *progress = &telling->report->progress;
	bool wants_more = has_more && !answers_are_full(answers);

	progress->waiting = answers->count + telling->source->left;
	progress_show(progress);
	answers_wait(answers, wants_more ? telling->source->file : -1,
		progress->stream ? PROGRESS_INTERVAL : LONG);
}

/* Until all are told, or standard output fails. */
static bool tell_all(struct telling *telling, struct answers *answers, struct failure *failure)
{
	const struct asking *first;
	bool has_more = true;

	while (has_more || answers->count > 0) {
		has_more = has_more && take_in(telling, answers);
		if (!answers_first(answers) && (has_more || answers->count > 0))
			wait(telling, answers, has_more);
		for (; (first = answers_first(answers)); answers_drop(answers))
			if (!tell_one(telling, answers, first, failure))
				return false;
	}
	return true;
}

bool tell(struct telling *telling, struct failure *failure)
{
	struct report *report = telling->report;
	struct answers *answers = answers_open(&telling->config);
	bool is_written;

	if (!answers)
		return fail_memory(failure);
	if (answers->cache.is_unsafe)
		report_note(report, "%s: %s", answers->cache.path, answers->cache.reason);
	is_written = tell_all(telling, answers, failure);
	answers_close(answers);
	progress_clear(&report->progress);
	if (telling->unknown > 1)
		report_note(report,
			"a place of several words that is not in the list is to be quoted, as in "
			"wx 'Foo Bar'");
	if (telling->told > 0 && is_written)
		text_attribution(report->out, &telling->view);
	return failure->code == EXIT_OK;
}
