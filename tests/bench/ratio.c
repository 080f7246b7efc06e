/* SPDX-License-Identifier: MIT */
/*
 * Runs two commands in turn, so that a noisy moment meets both, and prints the row of their
 * medians: the wall time in ms, or the most memory in KiB. A command that fails spoils the row. The
 * file that FORGET names in the environment is removed before each run. With TERMINAL in the
 * environment, a number of columns, both write to a terminal that is so wide.
 */
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "measure.h"

extern char **environ;

enum { LIMIT_SECONDS = 60, WARM_UPS = 2, FIXED_ARGUMENTS = 5 };

static volatile sig_atomic_t running;

/* What the commands write to, and where it can be read; -1 where it need not be. */
static const char *output = "/dev/null";
static int terminal = -1;

static void on_alarm(int number)
{
	(void)number;
	kill(running, SIGKILL);
}

/* It stays open here, so that what was written can be read when the command has ended. */
static void open_terminal(const struct measured *measured, const char *columns)
{
	struct winsize size = {.ws_row = 24};
	int slave = -1;

	size.ws_col = (unsigned short)measure_count(columns, 10000);
	terminal = posix_openpt(O_RDWR | O_NOCTTY);
	if (terminal >= 0 && grantpt(terminal) == 0 && unlockpt(terminal) == 0)
		output = ptsname(terminal);
	if (terminal >= 0 && output)
		slave = open(output, O_RDWR | O_NOCTTY);
	if (slave < 0 || ioctl(slave, TIOCSWINSZ, &size) != 0 ||
		fcntl(terminal, F_SETFL, O_NONBLOCK) != 0)
		measure_give_up(measured, "no pseudo-terminal can be opened");
}

static void empty_terminal(void)
{
	char text[4096];

	while (terminal >= 0 && read(terminal, text, sizeof text) > 0)
		continue;
}

static void redirect(posix_spawn_file_actions_t *actions)
{
	posix_spawn_file_actions_init(actions);
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		posix_spawn_file_actions_addopen(actions, fd,
			fd == STDOUT_FILENO ? output : "/dev/null", O_RDWR | O_NOCTTY, 0);
}

/* The quickest start there is; but what the child was before counts as its memory. */
static pid_t start_quickly(char **command)
{
	posix_spawn_file_actions_t actions;
	pid_t pid = -1;

	redirect(&actions);
	if (posix_spawnp(&pid, command[0], &actions, NULL, command, environ) != 0)
		pid = -1;
	posix_spawn_file_actions_destroy(&actions);
	return pid;
}

/* A copy of this program has fewer of its pages than any program will have. */
static pid_t start_small(char **command)
{
	pid_t pid = fork();
	int null;

	if (pid != 0)
		return pid;
	null = open("/dev/null", O_RDWR);
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		dup2(null, fd);
	execvp(command[0], command);
	_exit(127);
}

static double kibibytes(const struct rusage *usage)
{
#ifdef __APPLE__
	return (double)usage->ru_maxrss / 1024;
#else
	return (double)usage->ru_maxrss;
#endif
}

static double run(const struct measured *measured, char **command, bool memory)
{
	const char *file = getenv("FORGET");
	struct rusage usage;
	double begun;
	int status;
	pid_t pid;

	if (file)
		unlink(file);
	begun = measure_clock();
	pid = memory ? start_small(command) : start_quickly(command);
	if (pid < 0)
		measure_give_up(measured, "%s does not start", command[0]);
	running = pid;
	alarm(LIMIT_SECONDS);
	if (wait4(pid, &status, 0, &usage) < 0)
		measure_give_up(measured, "%s is not to be waited for", command[0]);
	alarm(0);
	empty_terminal();
	if (WIFSIGNALED(status))
		measure_give_up(measured, "%s ended by signal %d", command[0], WTERMSIG(status));
	if (WEXITSTATUS(status) != 0)
		measure_give_up(measured, "%s ended with %d", command[0], WEXITSTATUS(status));
	return memory ? kibibytes(&usage) : (measure_clock() - begun) * 1000;
}

/* Ends the first command where the second begins, which is what is returned. */
static char **split(char **words)
{
	while (*words && strcmp(*words, "--") != 0)
		words++;
	if (!*words)
		return words;
	*words = NULL;
	return words + 1;
}

int main(int argc, char **argv)
{
	static struct measured measured;
	char **ours = argv + FIXED_ARGUMENTS,
	     **theirs = argc > FIXED_ARGUMENTS ? split(ours) : ours;
	bool memory;

	if (argc <= FIXED_ARGUMENTS || !*ours || !*theirs) {
		fputs("usage: ratio time|memory NAME GOAL RUNS OURS... -- THEIRS...\n", stderr);
		return 2;
	}
	memory = strcmp(argv[1], "memory") == 0;
	measured.name = argv[2];
	measured.goal = argv[3];
	measured.unit = memory ? "KiB" : "ms";
	measured.runs = measure_count(argv[4], MEASURE_RUNS_MAX);
	if (getenv("TERMINAL"))
		open_terminal(&measured, getenv("TERMINAL"));
	signal(SIGALRM, on_alarm);
	for (size_t i = 0; i < WARM_UPS && measured.runs > WARM_UPS; i++) {
		run(&measured, ours, memory);
		run(&measured, theirs, memory);
	}
	for (size_t i = 0; i < measured.runs; i++) {
		measured.ours[i] = run(&measured, ours, memory);
		measured.theirs[i] = run(&measured, theirs, memory);
	}
	measure_print(&measured, true);
	return EXIT_SUCCESS;
}
