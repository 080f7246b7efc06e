/* SPDX-License-Identifier: MIT */
/* A line on a terminal that says how far a long run has come, and vanishes. */
#ifndef WX_PROGRESS_H
#define WX_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* As often it is drawn, in seconds. */
#define PROGRESS_INTERVAL 0.2

struct progress {
	FILE *stream; /* NULL: nobody is watching */
	size_t columns;
	size_t done, failed, waiting;
	double rate_delay; /* seconds until the rate lets the next one go on; 0: it does not wait */
	double next;       /* monotonic_now; before then it is not drawn */
	size_t width;      /* of what stands there */
};

/*
 * Begins to count; short runs show nothing. The stream is to be standard error, a terminal of so
 * many columns. SIGINT and SIGTERM clear the line before they end the program, if it has more than
 * 60.
 */
void progress_start(struct progress *progress, FILE *stream, size_t columns);

/* Draws the line if it is time to. */
void progress_show(struct progress *progress);

/* Makes way for other output, or for the end. */
void progress_clear(struct progress *progress);

#endif
