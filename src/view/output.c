/* SPDX-License-Identifier: MIT */
#include "view/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/number.h"

#define COLUMNS_MAX 10000

/* What nobody sends to end a program, yet does so by default. */
static void ignore_strays(void)
{
	static const int signals[] = {
		SIGALRM,
		SIGUSR1,
		SIGUSR2,
		SIGVTALRM,
		SIGPROF,
#ifdef SIGIO
		SIGIO,
#endif
#ifdef SIGPOLL
		SIGPOLL,
#endif
#ifdef SIGXFSZ
		SIGXFSZ,
#endif
	};
	const struct sigaction ignore = {.sa_handler = SIG_IGN};

	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		sigaction(signals[i], &ignore, NULL);
}

bool output_prepare(void)
{
	/* A closed standard output is opened for reading, so that writing to it fails. */
	static const int modes[] = {O_RDONLY, O_RDONLY, O_WRONLY};
	const struct sigaction ignore = {.sa_handler = SIG_IGN};
	struct sigaction before = {.sa_handler = SIG_IGN};

	for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
		if (fcntl(stream, F_GETFD) < 0 && errno == EBADF)
			(void)!open("/dev/null", modes[stream]);
	ignore_strays();
	sigaction(SIGPIPE, &ignore, &before);
	return before.sa_handler == SIG_DFL;
}

void output_end_by_sigpipe(void)
{
	const struct sigaction end = {.sa_handler = SIG_DFL};

	sigaction(SIGPIPE, &end, NULL);
	raise(SIGPIPE);
}

size_t output_columns(int stream)
{
	const char *named = getenv("COLUMNS");
	struct winsize window;
	double columns = 80;

	if (!isatty(stream))
		return 0;
	if (ioctl(stream, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
		columns = window.ws_col;
	if (named)
		number_parse(named, &columns);
	return columns >= 1 && columns <= COLUMNS_MAX ? (size_t)columns : COLUMNS_MAX;
}

static bool wait_writable(void)
{
	struct pollfd wanted = {.fd = STDOUT_FILENO, .events = POLLOUT};

	return poll(&wanted, 1, -1) >= 0 || errno == EINTR;
}

bool output_write(const char *text, size_t length, struct error *error)
{
	while (length > 0) {
		ssize_t written = write(STDOUT_FILENO, text, length);
		int reason = errno;

		if (written >= 0) {
			text += written;
			length -= (size_t)written;
		} else if (reason != EINTR && !(reason == EAGAIN && wait_writable())) {
			error_set(error, EXIT_OUTPUT, "cannot write to standard output: %s",
				strerror(reason));
			errno = reason;
			return false;
		}
	}
	return true;
}

bool output_close(struct error *error)
{
	/* A terminal has nothing to tell, and may take its last writer's leave for a hang-up. */
	if (isatty(STDOUT_FILENO))
		return true;
	/* After EINTR the data is on its way, and the descriptor closed or not. */
	return close(STDOUT_FILENO) == 0 || errno == EINTR ||
	       error_set(
		       error, EXIT_OUTPUT, "cannot write to standard output: %s", strerror(errno));
}
