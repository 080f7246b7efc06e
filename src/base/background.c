/* SPDX-License-Identifier: MIT */
#include "base/background.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#define DESCRIPTORS_MAX 65536 /* that are tried one by one where the system lists none */

/* Where the system has a call for that, it is the fastest way, and needs no /dev/fd. */
static void close_from(int first)
{
#ifdef HAVE_CLOSEFROM
	closefrom(first);
#else
	DIR *directory = opendir("/dev/fd");
	long end = sysconf(_SC_OPEN_MAX);
	struct dirent *entry;

	while (directory && (entry = readdir(directory))) {
		char *rest;
		long number = strtol(entry->d_name, &rest, 10);

		if (rest > entry->d_name && number >= first && number != dirfd(directory))
			close((int)number);
	}
	if (directory)
		closedir(directory);
	else
		for (int i = first; i < (end > 0 ? end : DESCRIPTORS_MAX) && i < DESCRIPTORS_MAX;
			i++)
			close(i);
#endif
}

/* Of what the process has from its caller, only the session and the terminal are left then. */
static bool let_go(int kept)
{
	static const int ending[] = {SIGALRM, SIGINT, SIGQUIT, SIGTERM};
	const struct sigaction end = {.sa_handler = SIG_DFL}, ignore = {.sa_handler = SIG_IGN};
	sigset_t none;
	int null;

	/* Whoever sees this process let go of a terminal may close that, which hangs it up. */
	sigaction(SIGHUP, &ignore, NULL);
	/* A signal that the caller has ignored or blocked would not end the process. */
	for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
		sigaction(ending[i], &end, NULL);
	sigemptyset(&none);
	null = open("/dev/null", O_RDWR | O_NOCTTY);
	if (sigprocmask(SIG_SETMASK, &none, NULL) < 0 || null < 0 || chdir("/") < 0)
		return false;
	for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
		if (dup2(null, i) < 0)
			return false;
	for (int i = STDERR_FILENO + 1; i < kept; i++)
		close(i);
	close_from(kept > STDERR_FILENO ? kept + 1 : STDERR_FILENO + 1);
	return true;
}

bool background_run(void (*run)(const void *context), const void *context, double seconds, int kept)
{
	pid_t process = let_go(kept) ? fork() : -1;

	if (process != 0)
		return process > 0;
	/* The one that makes the session leads it, and ends. */
	process = setsid() < 0 ? -1 : fork();
	if (process == 0) {
		alarm((unsigned)seconds + 1);
		run(context);
	}
	_exit(process < 0 ? EXIT_FAILURE : EXIT_SUCCESS);
}
