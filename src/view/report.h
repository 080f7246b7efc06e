/* SPDX-License-Identifier: MIT */
/* The output of a run: standard output in whole pieces, standard error line by line. */
#ifndef WX_REPORT_H
#define WX_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/error.h"
#include "base/memory_stream.h"
#include "view/progress.h"
#include "view/prometheus.h"

/* What is printed on standard output of a place. */
enum report_format { REPORT_TEXT, REPORT_JSON, REPORT_TEMPLATE, REPORT_WAYBAR, REPORT_PROMETHEUS };

struct report {
	FILE *out; /* what is written here goes to standard output by report_flush */
	struct memory_stream memory;

	FILE *errors;   /* standard error */
	size_t columns; /* lines on ->errors are wrapped to fit; 0: they are not */
	struct progress progress;
	bool utf8, quiet;
	bool lacks_memory; /* so that something is missing in ->memory */
	enum report_format format;
	struct prometheus metrics; /* with REPORT_PROMETHEUS: of all places so far */
	bool ends_by_sigpipe;      /* when nobody reads standard output any more */
	enum exit_code reported; /* a failure that is the same for every place; EXIT_OK: none yet */
};

/*
 * To be closed in any case. Fails with EXIT_INTERNAL when out of memory; then ->out is NULL, but
 * what goes to ->errors works all the same.
 */
bool report_open(struct report *report, FILE *errors, bool utf8, struct error *error);
void report_close(struct report *report);

/*
 * Writes "wx: SUBJECT: MESSAGE" to standard error, or "wx: MESSAGE" if the subject is "": escaped,
 * with what looks like an API key replaced by asterisks, and wrapped to ->columns.
 */
void report_line(struct report *report, const char *subject, const char *message);

/* Writes such a line without a subject, for what is not a failure; not if ->quiet. */
void report_note(struct report *report, const char *format, ...) ERROR_PRINTF(2, 3);

/*
 * Reports why there is no answer for a place ("" for none): on standard error and, if programs read
 * the format, on standard output; without a place, for Waybar alone. What would be the same for
 * every place is written to standard error only once.
 */
void report_error(struct report *report, const char *query, struct error *error);

/* Prints the metrics of all places to ->out; false if memory was short for a part of them. */
bool report_metrics(struct report *report, struct error *error);

/*
 * Writes to standard output what was written to ->out since the last time; nothing if memory was
 * short for a part of it. Fails with EXIT_OUTPUT or EXIT_INTERNAL.
 */
bool report_flush(struct report *report, struct error *error);

#endif
