/* SPDX-License-Identifier: MIT */
/* A line on a terminal that shows how far a long run has got, and is cleared at the end. */
#ifndef WX_PROGRESS_H
#define WX_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* The least time between two drawings of the line. */
#define PROGRESS_INTERVAL_SECONDS 0.2

struct progress {
	FILE *stream; /* NULL: nothing is drawn */
	size_t columns;
	size_t done, failed, waiting; /* places; the caller's to count */
	double rate_delay;            /* seconds until the rate limit allows a request; 0: now */
	double next;                  /* monotonic_now; the line is not drawn before then */
	size_t width;                 /* columns that the line takes now */
};

/*
 * Starts with all counts at 0. The stream must be standard error, a terminal of so many columns.
 * The first half second draws nothing, so that a short run shows no line. With more than 72 columns
 * SIGINT and SIGTERM, unless they are ignored or handled already, clear the line before they end
 * the program.
 */
void progress_start(struct progress *progress, FILE *stream, size_t columns);

/* Draws the line, if PROGRESS_INTERVAL_SECONDS have passed since it was drawn. */
void progress_show(struct progress *progress);

/* Clears the line, to make room for other output; the next progress_show draws it at once. */
void progress_clear(struct progress *progress);

#endif
