/* SPDX-License-Identifier: MIT */
#include "view/progress.h"

#include <math.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/monotonic.h"

#define SHOW_AFTER_SECONDS 0.5 /* seconds that nobody minds waiting */
#define WIDTH_MAX 60

/* With blanks rather than a sequence, which not every terminal knows. */
#define BLANKS "                                                            "
_Static_assert(sizeof BLANKS == WIDTH_MAX + 1, "the blanks cover the line");

static void clear_and_end(int number)
{
	static const char clear[] = "\r" BLANKS "\r";

	(void)!write(STDERR_FILENO, clear, sizeof clear - 1);
	raise(number);
}

/* The signal's own way comes back before the handler is called. */
static void clear_on(int number)
{
	struct sigaction action = {.sa_handler = clear_and_end, .sa_flags = SA_RESETHAND};
	struct sigaction before;

	if (sigaction(number, NULL, &before) == 0 && before.sa_handler == SIG_DFL)
		sigaction(number, &action, NULL);
}

void progress_start(struct progress *progress, FILE *stream, size_t columns)
{
	*progress = (struct progress){
		.stream = stream, .columns = columns, .next = monotonic_now() + SHOW_AFTER_SECONDS};
	/* On a narrower terminal the blanks would be a line of their own. */
	if (columns > WIDTH_MAX) {
		clear_on(SIGINT);
		clear_on(SIGTERM);
	}
}

void progress_show(struct progress *progress)
{
	char line[WIDTH_MAX + 1], rate[32] = "";
	size_t before = progress->width;
	double now = monotonic_now();

	if (!progress->stream || now < progress->next)
		return;
	if (progress->rate_delay > 0)
		snprintf(rate, sizeof rate, "; rate: next in %.0f s", ceil(progress->rate_delay));
	snprintf(line, sizeof line, "%zu done, %zu failed, %zu waiting%s", progress->done,
		progress->failed, progress->waiting, rate);
	if (strlen(line) >= progress->columns)
		line[progress->columns - 1] = '\0';
	progress->width = strlen(line);
	fprintf(progress->stream, "\r%s%.*s", line,
		(int)(before > progress->width ? before - progress->width : 0), BLANKS);
	fflush(progress->stream);
	progress->next = now + PROGRESS_INTERVAL;
}

void progress_clear(struct progress *progress)
{
	if (progress->width == 0)
		return;
	fprintf(progress->stream, "\r%.*s\r", (int)progress->width, BLANKS);
	fflush(progress->stream);
	progress->width = 0;
	progress->next = 0;
}
