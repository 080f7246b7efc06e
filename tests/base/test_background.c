/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/background.h"

/* Which call of fork(2) fails, from 1; 0: none. */
static int failing, calls;

pid_t fork(void)
{
	void *address = dlsym(RTLD_NEXT, "fork");
	pid_t (*system_fork)(void);

	memcpy(&system_fork, &address, sizeof system_fork);
	if (++calls != failing)
		return system_fork();
	errno = EAGAIN;
	return -1;
}

static char home[64], path[96];

static void make_home(void)
{
	snprintf(home, sizeof home, "/tmp/wx-test-background-XXXXXX");
	cr_assert(mkdtemp(home));
	snprintf(path, sizeof path, "%s/state", home);
	calls = 0;
}

static void remove_home(void)
{
	char command[128];

	snprintf(command, sizeof command, "rm -rf %s", home);
	cr_assert_eq(system(command), 0);
}

TestSuite(background, .init = make_home, .fini = remove_home, .timeout = 30);

struct state {
	pid_t pid, parent, session, group;
	char directory[64];
	bool is_open[256]; /* each descriptor */
	bool has_terminal;
	mode_t umask;
	bool is_hangup_ignored, is_alarm_default, is_alarm_blocked;
};

/* Writes the state of this process to a new file at once. */
static void write_state(const void *context)
{
	struct state state = {.pid = getpid(),
		.parent = getppid(),
		.session = getsid(0),
		.group = getpgrp(),
		.umask = umask(0)};
	struct sigaction action;
	sigset_t blocked;
	char temporary[128];
	FILE *file;

	for (int i = 0; i < 256; i++)
		state.is_open[i] = fcntl(i, F_GETFD) >= 0;
	state.has_terminal = open("/dev/tty", O_RDONLY) >= 0;
	if (!getcwd(state.directory, sizeof state.directory))
		*state.directory = '\0';
	sigaction(SIGHUP, NULL, &action);
	state.is_hangup_ignored = action.sa_handler == SIG_IGN;
	sigaction(SIGALRM, NULL, &action);
	state.is_alarm_default = action.sa_handler == SIG_DFL;
	sigprocmask(SIG_BLOCK, NULL, &blocked);
	state.is_alarm_blocked = sigismember(&blocked, SIGALRM);
	snprintf(temporary, sizeof temporary, "%s.new", (const char *)context);
	file = fopen(temporary, "w");
	if (file && fwrite(&state, sizeof state, 1, file) == 1 && fclose(file) == 0)
		rename(temporary, context);
}

static void nap(void)
{
	nanosleep(&(struct timespec){0, 2000000}, NULL);
}

static struct state wait_for_state(void)
{
	struct state state;
	FILE *file;

	while (!(file = fopen(path, "r")))
		nap();
	cr_assert_eq(fread(&state, sizeof state, 1, file), 1);
	fclose(file);
	return state;
}

/* Runs it at the end of a process of this test; returns that process's number. */
static pid_t start(void (*run)(const void *context), double seconds, int kept)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(background_run(run, path, seconds, kept) ? 0 : errno);
	return pid;
}

/* The status that the process ends with. */
static int wait_for_end(pid_t pid)
{
	int status;

	cr_assert_eq(waitpid(pid, &status, 0), pid);
	cr_assert(WIFEXITED(status));
	return WEXITSTATUS(status);
}

Test(background, shares_nothing_with_the_caller)
{
	const struct sigaction ignore = {.sa_handler = SIG_IGN};
	struct state state;
	sigset_t all, before;
	int ends[2];
	pid_t pid;

	cr_assert_eq(pipe(ends), 0);
	cr_assert_geq(fcntl(ends[1], F_DUPFD, 200), 200);
	sigaction(SIGALRM, &ignore, NULL);
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	umask(027);
	pid = start(write_state, 20, -1);
	sigprocmask(SIG_SETMASK, &before, NULL);
	cr_assert_eq(wait_for_end(pid), 0);
	state = wait_for_state();
	cr_expect_neq(state.session, getsid(0));
	cr_expect_neq(state.group, getpgrp());
	cr_expect_neq(state.session, state.pid, "it leads a session");
	cr_expect_neq(state.parent, getpid());
	cr_expect_str_eq(state.directory, "/");
	cr_expect_eq(state.umask, 027);
	cr_expect_not(state.has_terminal);
	cr_expect(state.is_hangup_ignored);
	cr_expect(state.is_alarm_default);
	cr_expect_not(state.is_alarm_blocked);
	for (int i = 0; i < 256; i++)
		cr_expect_eq(state.is_open[i], i < 3, "descriptor %d", i);
}

Test(background, may_keep_one_descriptor)
{
	const int kept = 57;
	struct state state;

	cr_assert_eq(dup2(STDIN_FILENO, kept), kept);
	cr_assert_eq(dup2(STDIN_FILENO, kept - 1), kept - 1);
	cr_assert_eq(dup2(STDIN_FILENO, kept + 1), kept + 1);
	cr_assert_eq(wait_for_end(start(write_state, 20, kept)), 0);
	state = wait_for_state();
	for (int i = 0; i < 256; i++)
		cr_expect_eq(state.is_open[i], i < 3 || i == kept, "descriptor %d", i);
}

static void wait_for_ever(const void *context)
{
	(void)context;
	for (;;)
		pause();
}

/* Whoever reads a pipe to its end is not kept waiting, and no child is left to be waited for. */
Test(background, keeps_nobody_waiting)
{
	char byte;
	int ends[2];
	pid_t pid;

	cr_assert_eq(pipe(ends), 0);
	pid = start(wait_for_ever, 3, -1);
	close(ends[1]);
	cr_expect_eq(read(ends[0], &byte, 1), 0);
	cr_expect_eq(wait_for_end(pid), 0);
	cr_expect_eq(waitpid(-1, NULL, WNOHANG), -1);
	cr_expect_eq(errno, ECHILD);
}

/* The lock of a process lasts as long as the process does. */
static void take_lock_and_wait(const void *context)
{
	int file = open(context, O_RDWR | O_CREAT, 0600);
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

	if (fcntl(file, F_SETLK, &lock) == 0 && write(file, "x", 1) == 1)
		wait_for_ever(NULL);
}

Test(background, ends_in_time)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	struct stat status = {.st_size = 0};
	time_t begun = time(NULL);
	int file;

	cr_assert_eq(wait_for_end(start(take_lock_and_wait, 0.5, -1)), 0);
	while (stat(path, &status) < 0 || status.st_size == 0)
		nap();
	file = open(path, O_RDWR);
	cr_assert_eq(fcntl(file, F_SETLKW, &lock), 0);
	cr_expect_leq(time(NULL) - begun, 20);
}

/* The first is the test's own. */
Test(background, tells_when_no_process_can_be_started)
{
	failing = 2;
	cr_expect_eq(wait_for_end(start(write_state, 20, -1)), EAGAIN);
	cr_expect_neq(access(path, F_OK), 0);
}

/* The second of its two processes runs the function. */
Test(background, runs_nothing_when_the_second_process_cannot_be_started)
{
	int ends[2];
	char byte;

	cr_assert_eq(pipe(ends), 0);
	failing = 3;
	cr_expect_eq(wait_for_end(start(write_state, 20, ends[1])), 0);
	close(ends[1]);
	/* Nobody has the kept descriptor any more. */
	cr_expect_eq(read(ends[0], &byte, 1), 0);
	cr_expect_neq(access(path, F_OK), 0);
}
