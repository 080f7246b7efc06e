/* SPDX-License-Identifier: MIT */
#include "progress.h"

#include "moment.h"

#define INTERVAL 0.2 /* seconds */

void progress_start(struct progress *progress, FILE *stream)
{
	*progress = (struct progress){.stream = stream, .shown = moment_monotonic()};
}

void progress_show(struct progress *progress)
{
	double now = moment_monotonic();
	int width;

	if (!progress->stream || now < progress->shown + INTERVAL)
		return;
	progress_clear(progress);
	width = fprintf(progress->stream, "%zu done, %zu failed, %zu waiting", progress->done,
		progress->failed, progress->waiting);
	fflush(progress->stream);
	progress->width = width > 0 ? (size_t)width : 0;
	progress->shown = now;
}

/* With blanks rather than a sequence, which not every terminal knows. */
void progress_clear(struct progress *progress)
{
	if (progress->width == 0)
		return;
	fprintf(progress->stream, "\r%*s\r", (int)progress->width, "");
	fflush(progress->stream);
	progress->width = 0;
}
