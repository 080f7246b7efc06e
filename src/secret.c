/* SPDX-License-Identifier: MIT */
#include "secret.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <termios.h>
#include <unistd.h>

#include "files.h"

/* Signals that would leave the terminal without its echo. */
static sigset_t ending_signals(void)
{
	static const int signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		sigaddset(&set, signals[i]);
	return set;
}

static bool is_any_pending(void)
{
	static const int signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
	sigset_t pending;

	sigpending(&pending);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		if (sigismember(&pending, signals[i]))
			return true;
	return false;
}

/* With the signals held back, looks for one ten times a second until the line is there. */
static bool wait_for_line(void)
{
	struct pollfd terminal = {.fd = STDIN_FILENO, .events = POLLIN};

	while (!is_any_pending())
		if (poll(&terminal, 1, 100) != 0)
			return true;
	errno = EINTR;
	return false;
}

ssize_t secret_read(char *to, size_t size, FILE *prompts, const char *prompt)
{
	struct termios shown, hidden;
	sigset_t held = ending_signals();
	sigset_t before;
	ssize_t length = -1;

	if (tcgetattr(STDIN_FILENO, &shown) < 0)
		return files_read(STDIN_FILENO, to, size, INFINITY);
	sigprocmask(SIG_BLOCK, &held, &before);
	hidden = shown;
	hidden.c_lflag &= ~(tcflag_t)ECHO;
	hidden.c_lflag |= ECHONL;
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
	fputs(prompt, prompts);
	fflush(prompts);
	if (wait_for_line())
		length = files_read(STDIN_FILENO, to, size, INFINITY);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return length;
}
