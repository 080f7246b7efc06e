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

/* Signals that would end or stop the program and leave the terminal without its echo. */
static const int signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};

/*
 * Waits for a line or one of the signals, which are blocked. It looks for the latter ten times a
 * second; poll(2) does not support terminals everywhere.
 */
static bool wait_for_line(void)
{
	for (;;) {
		struct timeval pause = {.tv_usec = 100000};
		sigset_t pending;
		fd_set readable;

		sigpending(&pending);
		for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
			if (sigismember(&pending, signals[i])) {
				errno = EINTR;
				return false;
			}
		FD_ZERO(&readable);
		FD_SET(STDIN_FILENO, &readable);
		if (select(STDIN_FILENO + 1, &readable, NULL, NULL, &pause) != 0)
			return true;
	}
}

/*
 * Reads one line, which Ctrl-D ends as well as Enter. Signals that arrive meanwhile are delivered
 * at the end, when the terminal echoes again.
 */
static ssize_t read_without_echo(
	char *to, size_t size, FILE *prompts, const char *prompt, const struct termios *shown)
{
	struct termios hidden = *shown;
	sigset_t blocked, before;
	ssize_t length = -1;
	int reason;

	sigemptyset(&blocked);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		sigaddset(&blocked, signals[i]);
	sigprocmask(SIG_BLOCK, &blocked, &before);
	hidden.c_lflag &= ~(tcflag_t)ECHO;
	hidden.c_lflag |= ECHONL;
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
	fputs(prompt, prompts);
	fflush(prompts);
	if (wait_for_line())
		length = read(STDIN_FILENO, to, size);
	reason = errno;
	if (length == (ssize_t)size) {
		length = -1;
		reason = EFBIG;
	}
	if (length >= 0)
		to[length] = '\0';
	else
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

	/* Once more after a signal that did not end the program, such as that of Ctrl-Z. */
	do {
		if (tcgetattr(STDIN_FILENO, &shown) < 0)
			return file_read(STDIN_FILENO, to, size, INFINITY);
		length = read_without_echo(to, size, prompts, prompt, &shown);
	} while (length < 0 && errno == EINTR);
	return length;
}
