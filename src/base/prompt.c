/* SPDX-License-Identifier: MIT */
#include "base/prompt.h"

#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>

#include "base/file.h"

/* Signals that would leave the terminal without its echo. */
static const int signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};

static sigset_t ending_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		sigaddset(&set, signals[i]);
	return set;
}

static bool is_any_pending(void)
{
	sigset_t pending;

	sigpending(&pending);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		if (sigismember(&pending, signals[i]))
			return true;
	return false;
}

/*
 * With the signals held back, looks for one ten times a second until the line is there. Not by
 * poll(), which does not do terminals everywhere.
 */
static bool wait_for_line(void)
{
	while (!is_any_pending()) {
		struct timeval pause = {.tv_usec = 100000};
		fd_set readable;

		FD_ZERO(&readable);
		FD_SET(STDIN_FILENO, &readable);
		if (select(STDIN_FILENO + 1, &readable, NULL, NULL, &pause) != 0)
			return true;
	}
	errno = EINTR;
	return false;
}

/* A terminal gives a line at a time; Ctrl-D ends one as well as Enter. */
static ssize_t read_terminal_line(char *to, size_t size)
{
	ssize_t length = read(STDIN_FILENO, to, size);

	if (length == (ssize_t)size) {
		errno = EFBIG;
		return -1;
	}
	if (length >= 0)
		to[length] = '\0';
	return length;
}

/* The signals that came meanwhile act at the end, with the echo as it was. */
static ssize_t ask_unechoed(
	char *to, size_t size, FILE *prompts, const char *prompt, const struct termios *shown)
{
	struct termios hidden = *shown;
	sigset_t held = ending_signals();
	sigset_t before;
	ssize_t length = -1;
	int reason;

	sigprocmask(SIG_BLOCK, &held, &before);
	hidden.c_lflag &= ~(tcflag_t)ECHO;
	hidden.c_lflag |= ECHONL;
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
	fputs(prompt, prompts);
	fflush(prompts);
	if (wait_for_line())
		length = read_terminal_line(to, size);
	reason = errno;
	if (length < 0)
		fputc('\n', prompts);
	fflush(prompts);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, shown);
	sigprocmask(SIG_SETMASK, &before, NULL);
	errno = reason;
	return length;
}

ssize_t prompt_secret(char *to, size_t size, FILE *prompts, const char *prompt)
{
	struct termios shown;
	ssize_t length;

	/* Again after a signal that has not ended the program, such as Ctrl-Z. */
	do {
		if (tcgetattr(STDIN_FILENO, &shown) < 0)
			return file_read(STDIN_FILENO, to, size, INFINITY);
		length = ask_unechoed(to, size, prompts, prompt, &shown);
	} while (length < 0 && errno == EINTR);
	return length;
}
