/* SPDX-License-Identifier: MIT */
/* What a run says: on standard output a piece that is whole, on standard error a line at a time. */
#ifndef WX_REPORT_H
#define WX_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/error.h"
#include "base/memory_stream.h"
#include "view/progress.h"

struct report {
	FILE *out; /* gathers what goes to standard output, see report_flush; NULL: no memory */
	struct memory_stream gathered;

	FILE *errors;   /* standard error */
	size_t columns; /* of the terminal that it is, where lines are wrapped; 0: it is none */
	struct progress progress;
	bool utf8, quiet, json;
	bool ends_by_sigpipe;   /* when nobody reads standard output any more */
	enum exit_code refusal; /* reported already, and the same for all places */
};

/* Must be closed. Fails with EXIT_INTERNAL; what goes to ->errors works all the same. */
bool report_open(struct report *report, FILE *errors, bool utf8, struct error *error);
void report_close(struct report *report);

/*
 * Prints "wx: CULPRIT: MESSAGE" on standard error, safe to show and wrapped to ->columns; "" names
 * no culprit.
 */
void report_line(struct report *report, const char *culprit, const char *message);

/* Such a line about what did not fail, unless ->quiet. */
void report_note(struct report *report, const char *format, ...) ERROR_PRINTF(2, 3);

/*
 * Says what went wrong with a place, "" for none: to people on standard error, to scripts also on
 * standard output. What would be the same for every place is said once to people.
 */
void report_error(struct report *report, const char *query, struct error *error);

/*
 * Writes to standard output what was gathered, all of it or, when memory was short, nothing. Fails
 * with EXIT_OUTPUT or EXIT_INTERNAL.
 */
bool report_flush(struct report *report, struct error *error);

#endif
