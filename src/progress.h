/* SPDX-License-Identifier: MIT */
/* A line on a terminal that says how far a long run has come, and vanishes. */
#ifndef WX_PROGRESS_H
#define WX_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct progress {
	FILE *stream; /* NULL: nobody is watching */
	size_t done, failed, waiting;
	double shown; /* moment_monotonic; when it was last drawn, or when all began */
	size_t width; /* of what stands there */
};

/* Short runs show nothing. The stream is to be a terminal. */
void progress_start(struct progress *progress, FILE *stream);

/* Draws the line if it is time to. */
void progress_show(struct progress *progress);

/* Makes way for other output, or for the end. */
void progress_clear(struct progress *progress);

#endif
