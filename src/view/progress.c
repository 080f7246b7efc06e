/* SPDX-License-Identifier: MIT */
#include "view/progress.h"

#include <math.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/monotonic.h"
#include "base/utf8.h"

#define SHOW_AFTER_SECONDS 0.5 /* a shorter run needs no progress line */
#define WIDTH_MAX 72

/* Spaces overwrite the line on every terminal; an escape sequence would not on all. */
#define SPACES_12 "            "
#define SPACES SPACES_12 SPACES_12 SPACES_12 SPACES_12 SPACES_12 SPACES_12
_Static_assert(sizeof SPACES == WIDTH_MAX + 1, "the spaces cover the line");

/* A signal handler, for which SA_RESETHAND has restored the default before it runs. */
static void clear_and_raise(int number)
{
	static const char clear[] = "\r" SPACES "\r";

	(void)!write(STDERR_FILENO, clear, sizeof clear - 1);
	raise(number);
}

void progress_start(struct progress *progress, FILE *stream, size_t columns)
{
	static const int signals[] = {SIGINT, SIGTERM};
	const struct sigaction clear = {.sa_handler = clear_and_raise, .sa_flags = SA_RESETHAND};

	*progress = (struct progress){
		.stream = stream, .columns = columns, .next = monotonic_now() + SHOW_AFTER_SECONDS};
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct sigaction before;

		/* On a narrower terminal the spaces would wrap to a line of their own. */
		if (columns > WIDTH_MAX && sigaction(signals[i], NULL, &before) == 0 &&
			before.sa_handler == SIG_DFL)
			sigaction(signals[i], &clear, NULL);
	}
}

void progress_show(struct progress *progress)
{
	char line[WIDTH_MAX + 1];
	size_t before = progress->width;
	double now = monotonic_now();

	if (!progress->stream || now < progress->next)
		return;
	if (progress->rate_delay > 0)
		snprintf(line, sizeof line,
			/* TRANSLATORS: the numbers of places; 72 bytes at most with them */
			_("%zu done, %zu failed, %zu waiting; rate limit: next request in %.0f s"),
			progress->done, progress->failed, progress->waiting,
			ceil(progress->rate_delay));
	else
		/* TRANSLATORS: the numbers of places; 72 bytes at most with them */
		snprintf(line, sizeof line, _("%zu done, %zu failed, %zu waiting"), progress->done,
			progress->failed, progress->waiting);
	if (strlen(line) >= progress->columns)
		line[utf8_precision(line, progress->columns - 1)] = '\0';
	progress->width = strlen(line);
	fprintf(progress->stream, "\r%s%.*s", line,
		(int)(before > progress->width ? before - progress->width : 0), SPACES);
	fflush(progress->stream);
	progress->next = now + PROGRESS_INTERVAL_SECONDS;
}

void progress_clear(struct progress *progress)
{
	if (progress->width == 0)
		return;
	fprintf(progress->stream, "\r%.*s\r", (int)progress->width, SPACES);
	fflush(progress->stream);
	progress->width = 0;
	progress->next = 0;
}
