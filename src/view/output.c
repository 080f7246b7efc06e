/* SPDX-License-Identifier: MIT */
#include "view/output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/number.h"

#define SIDE_MAX 10000

bool output_prepare(void)
{
	/* Writing to a closed standard output must fail, so /dev/null is opened for reading. */
	static const int modes[] = {O_RDONLY, O_RDONLY, O_WRONLY};
	static const int ignored[] = {
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
	struct sigaction before = {.sa_handler = SIG_IGN};

	for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
		if (fcntl(stream, F_GETFD) < 0 && errno == EBADF)
			(void)!open("/dev/null", modes[stream]);
	for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
		sigaction(ignored[i], &ignore, NULL);
	sigaction(SIGPIPE, &ignore, &before);
	return before.sa_handler == SIG_DFL;
}

void output_end_by_sigpipe(void)
{
	const struct sigaction end = {.sa_handler = SIG_DFL};

	sigaction(SIGPIPE, &end, NULL);
	raise(SIGPIPE);
}

/* By an environment variable, else by the terminal; `unknown` where neither says. */
static double window_side(const char *variable, double of_terminal, double unknown)
{
	const char *named = getenv(variable);
	double side = of_terminal > 0 ? of_terminal : unknown;

	if (named)
		number_parse(named, &side);
	return side;
}

static double window_columns(int file, double unknown)
{
	struct winsize window = {.ws_col = 0};

	return window_side(
		"COLUMNS", ioctl(file, TIOCGWINSZ, &window) == 0 ? window.ws_col : 0, unknown);
}

size_t output_columns(int file)
{
	double columns;

	if (!isatty(file))
		return 0;
	columns = window_columns(file, 80);
	return columns >= 1 && columns <= SIDE_MAX ? (size_t)columns : SIDE_MAX;
}

size_t output_known_columns(int file)
{
	double columns;

	if (!isatty(file))
		return 0;
	columns = window_columns(file, 0);
	return columns >= 1 && columns <= SIDE_MAX ? (size_t)columns : 0;
}

size_t output_known_rows(int file)
{
	struct winsize window = {.ws_row = 0};
	double rows;

	/* Only a terminal has a size. */
	if (ioctl(file, TIOCGWINSZ, &window) != 0)
		return 0;
	rows = window_side("LINES", window.ws_row, 0);
	return rows >= 1 && rows <= SIDE_MAX ? (size_t)rows : 0;
}

bool output_write(const char *text, size_t length, struct error *error)
{
	int reason;

	if (file_write(STDOUT_FILENO, text, length))
		return true;
	reason = errno;
	error_set(error, EXIT_OUTPUT, _("cannot write to standard output: %s"), strerror(reason));
	errno = reason;
	return false;
}

bool output_close(struct error *error)
{
	/* Closing a terminal reports no lost data, and may hang up a pseudoterminal. */
	if (isatty(STDOUT_FILENO))
		return true;
	/* EINTR says nothing about the data, and whether the file is closed is unspecified. */
	if (close(STDOUT_FILENO) == 0 || errno == EINTR)
		return true;
	return error_set(
		error, EXIT_OUTPUT, _("cannot write to standard output: %s"), strerror(errno));
}
