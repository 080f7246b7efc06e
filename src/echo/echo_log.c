/* SPDX-License-Identifier: MIT */
#include "echo/echo_log.h"

#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/utf8.h"

#define SHOWN_BYTES_MAX 256 /* of what was received, escaped */

/*
 * A write to a terminal may block even if poll(2) says that it is writable, and O_NONBLOCK on the
 * shared descriptor would affect other processes, so the terminal is opened again.
 */
void echo_log_open(struct echo_log *log)
{
	char terminal[256];

	*log = (struct echo_log){.descriptor = STDOUT_FILENO};
	if (ttyname_r(STDOUT_FILENO, terminal, sizeof terminal) == 0) {
		int descriptor = open(terminal, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);

		if (descriptor >= 0)
			*log = (struct echo_log){.descriptor = descriptor, .is_own = true};
	}
}

static bool is_writable(const struct echo_log *log)
{
	struct pollfd watched = {.fd = log->descriptor, .events = POLLOUT};

	return poll(&watched, 1, 0) == 1;
}

/* Writes at most _POSIX_PIPE_BUF bytes: a pipe that is writable accepts those without blocking. */
static void write_line(struct echo_log *log, const char *text)
{
	char line[_POSIX_PIPE_BUF];
	char note[64] = "";
	ssize_t written;
	int length;

	if (log->omitted)
		snprintf(note, sizeof note,
			/* TRANSLATORS: 63 bytes at most with the number and the newline */
			P_("(%zu line omitted)\n", "(%zu lines omitted)\n", log->omitted),
			log->omitted);
	length = snprintf(line, sizeof line, "%s%s%s", log->is_cut ? "\n" : "", note, text);
	written = write(log->descriptor, line, (size_t)length);
	if (written == length)
		log->omitted = 0;
	else
		log->omitted++;
	if (written > 0)
		log->is_cut = written < length;
}

void echo_log_received(struct echo_log *log, const char *data, size_t length)
{
	char shown[SHOWN_BYTES_MAX + 1], line[SHOWN_BYTES_MAX + 64];

	if (!is_writable(log)) {
		log->omitted++;
		return;
	}
	if (utf8_escape_bytes(shown, sizeof shown, data, length) == length)
		snprintf(line, sizeof line, "Received: %s\n", shown);
	else
		snprintf(line, sizeof line, "Received: %s… (%zu bytes)\n", shown, length);
	write_line(log, line);
}

void echo_log_close(struct echo_log *log)
{
	if (log->omitted && is_writable(log))
		write_line(log, "");
	if (log->is_own)
		close(log->descriptor);
}
