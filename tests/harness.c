/* SPDX-License-Identifier: MIT */
#include "harness.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <utf8proc.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

enum { WORDS_MAX = 256, TIMEOUT_SECONDS = 30 };

/* A test that fails does not reach its own clean-up, so everything to clean up is here. */
static struct {
	struct run *runs;
	struct peer *peers;
	struct home *homes;
} owned;

/* A list of strings for execve(2), ended by NULL. */
struct words {
	const char *at[WORDS_MAX];
	size_t count;
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void *check_memory(void *memory)
{
	if (!memory)
		cr_assert_fail("out of memory");
	return memory;
}

__attribute__((format(printf, 3, 4))) static void format_text(
	char *to, size_t size, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(to, size, format, arguments);
	va_end(arguments);
	if (length < 0 || (size_t)length >= size)
		cr_assert_fail("too long: %s", to);
}

static const char *setting(const char *name, const char *fallback)
{
	const char *value = getenv(name);

	return value && *value ? value : fallback;
}

static void words_add(struct words *words, const char *word)
{
	if (words->count == WORDS_MAX - 1)
		cr_assert_fail("more than %d words", WORDS_MAX - 1);
	words->at[words->count++] = word;
	words->at[words->count] = NULL;
}

static void words_add_all(struct words *words, const char *const *more)
{
	for (; more && *more; more++)
		words_add(words, *more);
}

/* execve() does not write to its arguments, but its prototype lacks the const. */
static char *const *words_for_exec(const struct words *words)
{
	union {
		const char *const *promised;
		char *const *asked;
	} same = {.promised = words->at};

	return same.asked;
}

/* Files */

void source_path(char *path, size_t size, const char *name)
{
	char *root = realpath(setting("srcdir", "."), NULL);

	if (!root)
		cr_assert_fail("srcdir: %s", strerror(errno));
	format_text(path, size, "%s/%s", root, name);
	free(root);
}

/* The contents of a file with a NUL at the end; NULL if it cannot be opened. */
static char *read_file(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rbe");
	char *text;
	struct stat status;

	if (!file)
		return NULL;
	if (fstat(fileno(file), &status) != 0)
		cr_assert_fail("%s: %s", path, strerror(errno));
	text = check_memory(malloc((size_t)status.st_size + 1));
	*length = fread(text, 1, (size_t)status.st_size, file);
	text[*length] = '\0';
	fclose(file);
	return text;
}

char *data_read(const char *name)
{
	char inside[256];
	char path[PATH_MAX];
	size_t length;
	char *text;

	format_text(inside, sizeof inside, "tests/data/%s", name);
	source_path(path, sizeof path, inside);
	text = read_file(path, &length);
	if (!text)
		cr_assert_fail("%s: %s", path, strerror(errno));
	return text;
}

/* Calls visit for everything below a directory, children first, and then for the directory. */
static void walk(const char *path,
	void (*visit)(const char *path, mode_t mode, const void *context), const void *context)
{
	struct stat status;
	DIR *directory;

	if (lstat(path, &status) != 0)
		return;
	directory = S_ISDIR(status.st_mode) ? opendir(path) : NULL;
	for (struct dirent *entry; directory && (entry = readdir(directory));) {
		char below[PATH_MAX];

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		format_text(below, sizeof below, "%s/%s", path, entry->d_name);
		walk(below, visit, context);
	}
	if (directory)
		closedir(directory);
	visit(path, status.st_mode, context);
}

/* Homes */

struct home *home_make(void)
{
	struct home *home = check_memory(calloc(1, sizeof *home));

	format_text(home->path, sizeof home->path, "%s/wx-test.XXXXXX", setting("TMPDIR", "/tmp"));
	if (!mkdtemp(home->path))
		cr_assert_fail("%s: %s", home->path, strerror(errno));
	home->next = owned.homes;
	owned.homes = home;
	return home;
}

static void make_directories(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(path, 0700) != 0 && errno != EEXIST)
			cr_assert_fail("%s: %s", path, strerror(errno));
		*slash = '/';
	}
}

void home_write(const struct home *home, const char *name, mode_t mode, const char *text)
{
	char path[PATH_MAX];
	FILE *file;

	format_text(path, sizeof path, "%s/%s", home->path, name);
	make_directories(path);
	file = fopen(path, "wbe");
	if (!file || fputs(text, file) < 0 || fchmod(fileno(file), mode) != 0 || fclose(file) != 0)
		cr_assert_fail("%s: %s", path, strerror(errno));
}

char *home_read(const struct home *home, const char *name)
{
	char path[PATH_MAX];
	size_t length;

	format_text(path, sizeof path, "%s/%s", home->path, name);
	return read_file(path, &length);
}

static void remove_one(const char *path, mode_t mode, const void *context)
{
	(void)mode;
	(void)context;
	remove(path);
}

/* Starting a program */

static void close_one(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static int set_cloexec(int fd)
{
	if (fd < 0 || fcntl(fd, F_SETFD, FD_CLOEXEC) != 0)
		cr_assert_fail("descriptor: %s", strerror(errno));
	return fd;
}

static void make_pipe(int *reader, int *writer)
{
	int ends[2];

	if (pipe(ends) != 0)
		cr_assert_fail("pipe: %s", strerror(errno));
	*reader = set_cloexec(ends[0]);
	*writer = set_cloexec(ends[1]);
}

static void make_terminal(unsigned columns, int *master, int *slave)
{
	struct winsize size = {.ws_row = 24, .ws_col = (unsigned short)columns};
	struct termios modes;
	const char *name = NULL;

	*master = posix_openpt(O_RDWR | O_NOCTTY);
	if (*master >= 0 && grantpt(*master) == 0 && unlockpt(*master) == 0)
		name = ptsname(*master);
	if (name)
		*slave = open(name, O_RDWR | O_NOCTTY);
	if (*slave < 0)
		cr_skip_test("no pseudo-terminal can be opened: %s", strerror(errno));
	set_cloexec(*master);
	set_cloexec(*slave);
	if (tcgetattr(*slave, &modes) != 0)
		cr_assert_fail("pseudo-terminal: %s", strerror(errno));
	/* The terminal inserts no CR. */
	modes.c_oflag &= ~(tcflag_t)OPOST;
	if (tcsetattr(*slave, TCSANOW, &modes) != 0 || ioctl(*slave, TIOCSWINSZ, &size) != 0)
		cr_assert_fail("pseudo-terminal: %s", strerror(errno));
}

/* The descriptors 0 to 2 of a child, -1 for a closed one, and its working directory. */
struct launch {
	int fds[3];
	bool terminal;
	bool obeys_permissions;
	bool sigpipe_ignored;
	const char *directory;
};

/* A shell without job control starts background jobs with SIGINT and SIGQUIT ignored. */
static void reset_signals(void)
{
	static const int signals[] = {SIGINT, SIGQUIT, SIGHUP, SIGTERM, SIGPIPE};
	sigset_t none;

	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		signal(signals[i], SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* In a child: what it executes cannot override the permissions of files; false if it still can. */
static bool drop_override(void)
{
	if (geteuid() != 0)
		return true;
#ifdef __linux__
	/* CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH of <linux/capability.h> */
	return prctl(PR_CAPBSET_DROP, 1UL, 0UL, 0UL, 0UL) == 0 &&
	       prctl(PR_CAPBSET_DROP, 2UL, 0UL, 0UL, 0UL) == 0;
#else
	return false;
#endif
}

static bool can_drop_override(void)
{
	pid_t pid = fork();
	int status;

	if (pid == 0)
		_exit(drop_override() ? 0 : 1);
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

/* Runs in the child, where only async-signal-safe calls are allowed. */
static void exec_program(
	const struct launch *launch, const struct words *command, const struct words *env)
{
	int high[3];

	setsid();
	reset_signals();
	if (launch->sigpipe_ignored)
		signal(SIGPIPE, SIG_IGN);
	if (launch->obeys_permissions && !drop_override())
		_exit(127);
	/* Move them up first, so that none is overwritten by another. */
	for (int i = 0; i < 3; i++)
		high[i] = launch->fds[i] < 0 ? -1 : fcntl(launch->fds[i], F_DUPFD, 10);
	for (int i = 0; i < 3; i++) {
		close(i);
		if (high[i] >= 0)
			dup2(high[i], i);
	}
	for (int i = 3; i < 256; i++)
		close(i);
	if (launch->terminal)
		ioctl(STDOUT_FILENO, TIOCSCTTY, 0);
	if (!launch->directory || chdir(launch->directory) == 0)
		execve(command->at[0], words_for_exec(command), words_for_exec(env));
	_exit(127);
}

static pid_t start(
	const struct launch *launch, const struct words *command, const struct words *env)
{
	pid_t pid = fork();

	if (pid < 0)
		cr_assert_fail("fork: %s", strerror(errno));
	if (pid == 0)
		exec_program(launch, command, env);
	return pid;
}

/* The absolute path of the program that a variable names. */
static void program_path(char path[PATH_MAX], const char *variable, const char *fallback)
{
	const char *name = setting(variable, fallback);

	if (!realpath(name, path) || access(path, X_OK) != 0)
		cr_assert_fail("%s: %s: %s", variable, name, strerror(errno));
}

/* Looks for a word without a slash in PATH, as the shell does. */
static void find_in_path(char path[PATH_MAX], const char *word)
{
	const char *from = strchr(word, '/') ? "" : setting("PATH", "/usr/bin:/bin");

	format_text(path, PATH_MAX, "%s", word);
	while (*from) {
		size_t length = strcspn(from, ":");

		format_text(path, PATH_MAX, "%.*s/%s", (int)length, from, word);
		if (access(path, X_OK) == 0)
			return;
		from += length + (from[length] == ':');
	}
	if (access(path, X_OK) != 0)
		cr_assert_fail("WX_WRAPPER: %s: %s", word, strerror(errno));
}

/* The environment of wx */

static void env_set(struct words *env, const char *entry)
{
	size_t name = strcspn(entry, "=");
	size_t kept = 0;

	for (size_t i = 0; i < env->count; i++)
		if (strncmp(env->at[i], entry, name) != 0 || env->at[i][name] != '=')
			env->at[kept++] = env->at[i];
	env->count = kept;
	env->at[kept] = NULL;
	if (entry[name] == '=')
		words_add(env, entry);
}

/* What the checkers and an uninstalled wx need, and nothing that changes what wx prints. */
static void env_inherit(struct words *env)
{
	static const char *const names[] = {
		"PATH=", "WX_DATADIR=", "ASAN_OPTIONS=", "UBSAN_OPTIONS=", "LSAN_OPTIONS=",
		"GCOV_PREFIX=", "GCOV_PREFIX_STRIP=", "LLVM_PROFILE_FILE="};
	extern char **environ;

	for (char **entry = environ; *entry; entry++)
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			if (strncmp(*entry, names[i], strlen(names[i])) == 0)
				words_add(env, *entry);
}

/* wx */

static void redirect_input(struct run *run, struct launch *launch, int terminal)
{
	const struct setup *setup = run->setup;

	if (setup->input_terminal) {
		launch->fds[0] = set_cloexec(dup(terminal));
		run->input = set_cloexec(dup(run->output));
	} else if (setup->input || setup->input_open) {
		make_pipe(&launch->fds[0], &run->input);
	} else if (!setup->input_closed) {
		launch->fds[0] = set_cloexec(open("/dev/null", O_RDONLY));
	}
	if (run->input >= 0)
		fcntl(run->input, F_SETFL, O_NONBLOCK);
}

static void redirect(struct run *run, struct launch *launch)
{
	const struct setup *setup = run->setup;

	launch->terminal = setup->columns || setup->input_terminal;
	if (launch->terminal)
		make_terminal(setup->columns ? setup->columns : 80, &run->output, &launch->fds[1]);
	else if (setup->output_path)
		launch->fds[1] =
			set_cloexec(open(setup->output_path, O_WRONLY | O_CREAT | O_TRUNC, 0666));
	else if (!setup->output_closed)
		make_pipe(&run->output, &launch->fds[1]);
	if (setup->output_unread)
		close_one(&run->output);
	if (setup->errors_terminal)
		launch->fds[2] = set_cloexec(dup(launch->fds[1]));
	else if (!setup->errors_closed)
		make_pipe(&run->errors, &launch->fds[2]);
	redirect_input(run, launch, launch->fds[1]);
}

static struct run *run_make(const struct setup *setup)
{
	struct run *run = check_memory(calloc(1, sizeof *run));

	run->next = owned.runs;
	owned.runs = run;
	run->setup = setup;
	run->home = setup->home ? setup->home : home_make();
	run->input = run->output = run->errors = -1;
	run->typed = setup->input;
	run->out = check_memory(calloc(1, 1));
	run->err = check_memory(calloc(1, 1));
	run->started = now();
	run->deadline = run->started + (setup->timeout > 0 ? setup->timeout : TIMEOUT_SECONDS);
	return run;
}

static void run_launch(struct run *run, const struct words *command, const struct words *env)
{
	struct launch launch = {.fds = {-1, -1, -1},
		.obeys_permissions = run->setup->obeys_permissions,
		.sigpipe_ignored = run->setup->sigpipe_ignored,
		.directory = run->setup->directory};

	if (launch.obeys_permissions && !can_drop_override())
		cr_skip_test("the user can override permissions");
	redirect(run, &launch);
	run->pid = start(&launch, command, env);
	for (int i = 0; i < 3; i++)
		close_one(&launch.fds[i]);
}

struct run *wx_start(const struct setup *setup, const char *const *arguments)
{
	struct run *run = run_make(setup);
	char program[PATH_MAX], wrapper[PATH_MAX], home[PATH_MAX], url[PATH_MAX],
		open_meteo_url[PATH_MAX];
	struct words command = {.count = 0}, env = {.count = 0};
	char *prefix = check_memory(strdup(setting("WX_WRAPPER", "")));

	program_path(program, "WX", "src/wx");
	for (char *rest = prefix, *word; (word = strtok_r(rest, " ", &rest));)
		words_add(&command, word);
	if (command.count) {
		find_in_path(wrapper, command.at[0]);
		command.at[0] = wrapper;
	}
	words_add(&command, program);
	words_add_all(&command, arguments);
	format_text(home, sizeof home, "HOME=%s", run->home->path);
	format_text(
		url, sizeof url, "WX_API_URL=%s", setup->url ? setup->url : "http://127.0.0.1:9");
	format_text(open_meteo_url, sizeof open_meteo_url, "WX_OPEN_METEO_URL=%s",
		setup->open_meteo_url ? setup->open_meteo_url : "http://127.0.0.1:9");
	env_inherit(&env);
	env_set(&env, home);
	env_set(&env, url);
	env_set(&env, open_meteo_url);
	env_set(&env, "WX_API_KEY=" HARNESS_KEY);
	env_set(&env, "LC_ALL=C.UTF-8");
	env_set(&env, "XDG_CONFIG_DIRS=/dev/null/x");
	if (setup->columns || setup->input_terminal)
		env_set(&env, "TERM=xterm-256color");
	for (const char *const *entry = setup->env; entry && *entry; entry++)
		env_set(&env, *entry);
	run_launch(run, &command, &env);
	free(prefix);
	return run;
}

static void run_kill(struct run *run)
{
	if (run->pid > 0) {
		kill(-run->pid, SIGKILL);
		waitpid(run->pid, NULL, 0);
	}
	run->pid = 0;
	close_one(&run->input);
	close_one(&run->output);
	close_one(&run->errors);
}

__attribute__((noreturn)) static void give_up(struct run *run, const char *what)
{
	run_kill(run);
	cr_assert_fail("wx %s after %.1f s; on stdout: \"%s\", on stderr: \"%s\"", what,
		now() - run->started, run->out, run->err);
	abort();
}

/* Appends what can be read from a descriptor to a text, and closes it at its end. */
static void read_output(int *fd, char **text, size_t *length)
{
	char piece[4096];
	ssize_t got = read(*fd, piece, sizeof piece);

	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	/* On some systems, reading fails once nobody has the terminal open. */
	if (got <= 0) {
		close_one(fd);
		return;
	}
	*text = check_memory(realloc(*text, *length + (size_t)got + 1));
	memcpy(*text + *length, piece, (size_t)got);
	*length += (size_t)got;
	(*text)[*length] = '\0';
}

/* Writes the input that was set up. The program may end without reading it. */
static void write_input(struct run *run)
{
	void (*before)(int) = signal(SIGPIPE, SIG_IGN);
	ssize_t wrote = write(run->input, run->typed, strlen(run->typed));

	signal(SIGPIPE, before);
	if (wrote >= 0)
		run->typed += wrote;
	else if (errno != EAGAIN && errno != EINTR)
		run->typed = "";
	if (!*run->typed) {
		run->typed = NULL;
		if (!run->setup->input_open && !run->setup->input_terminal)
			close_one(&run->input);
	}
}

/* Waits for input or output for 100 ms at most; false when both outputs have ended. */
static bool poll_streams(struct run *run)
{
	struct pollfd polled[] = {{run->output, POLLIN, 0}, {run->errors, POLLIN, 0},
		{run->typed ? run->input : -1, POLLOUT, 0}};

	if (run->output < 0 && run->errors < 0 && !run->typed)
		return false;
	if (now() > run->deadline)
		give_up(run, "has not ended");
	if (poll(polled, 3, 100) <= 0)
		return true;
	if (polled[0].revents)
		read_output(&run->output, &run->out, &run->out_length);
	if (polled[1].revents)
		read_output(&run->errors, &run->err, &run->err_length);
	if (polled[2].revents)
		write_input(run);
	return true;
}

void wx_expect(struct run *run, const char *text)
{
	while (!strstr(run->out, text) && !strstr(run->err, text))
		if (!poll_streams(run))
			give_up(run, "has ended without what was expected");
}

void wx_type(const struct run *run, const char *text)
{
	if (write(run->input, text, strlen(text)) != (ssize_t)strlen(text))
		cr_assert_fail("wx takes no input: %s", strerror(errno));
}

static int reap(struct run *run)
{
	static const struct timespec nap = {0, 2000000};
	int status;
	pid_t reaped;

	while ((reaped = waitpid(run->pid, &status, WNOHANG)) == 0) {
		if (now() > run->deadline)
			give_up(run, "has not ended");
		nanosleep(&nap, NULL);
	}
	if (reaped < 0)
		cr_assert_fail("waitpid: %s", strerror(errno));
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* The secret */

enum { SECRET_PIECE = 8 };

/* Stores the byte at `at`, percent-decoded; returns how many bytes of the text stand for it. */
static size_t byte_at(const char *text, size_t length, size_t at, unsigned char *byte)
{
	char digits[3] = "";

	*byte = (unsigned char)text[at];
	if (text[at] != '%' || at + 2 >= length || !isxdigit((unsigned char)text[at + 1]) ||
		!isxdigit((unsigned char)text[at + 2]))
		return 1;
	memcpy(digits, text + at + 1, 2);
	*byte = (unsigned char)strtoul(digits, NULL, 16);
	return 3;
}

static char *percent_decode(const char *text, size_t *length)
{
	char *decoded = check_memory(malloc(*length + 1));
	size_t used = 0;

	for (size_t at = 0; at < *length;) {
		unsigned char byte;

		at += byte_at(text, *length, at, &byte);
		decoded[used++] = (char)byte;
	}
	*length = used;
	return decoded;
}

/* Whether the text has that many characters of the key in a row, in any case. */
static bool holds_piece(const char *text, size_t length, const char *key, size_t piece)
{
	for (size_t from = 0; from + piece <= strlen(key); from++)
		for (size_t i = 0; i + piece <= length; i++)
			if (strncasecmp(text + i, key + from, piece) == 0)
				return true;
	return false;
}

static bool holds_secret(const char *text, size_t length, const char *key)
{
	size_t decoded_length = length;
	char *decoded = percent_decode(text, &decoded_length);
	bool holds = holds_piece(text, length, key, SECRET_PIECE) ||
		     holds_piece(decoded, decoded_length, key, SECRET_PIECE);

	free(decoded);
	return holds;
}

static bool holds_key(const struct setup *setup, const char *text, size_t length)
{
	for (const char *const *key = setup->secrets; key && *key; key++)
		if (holds_secret(text, length, *key))
			return true;
	return holds_secret(text, length, HARNESS_KEY);
}

static void check_file(const char *path, mode_t mode, const void *context)
{
	const struct run *run = context;
	const char *key_path = run->setup->key_path;
	char allowed[PATH_MAX];
	size_t length;
	char *text;

	if (holds_key(run->setup, path, strlen(path)))
		cr_expect_fail("the API key is in a file's name: %s", path);
	format_text(allowed, sizeof allowed, "%s/%s", run->home->path, key_path ? key_path : "");
	if (!S_ISREG(mode) || strcmp(path, allowed) == 0)
		return;
	text = read_file(path, &length);
	if (text && holds_key(run->setup, text, length))
		cr_expect_fail("the API key is in the file %s", path);
	free(text);
}

static void check_secret(const struct run *run)
{
	if (holds_key(run->setup, run->out, run->out_length))
		cr_expect_fail("the API key is on stdout: %s", run->out);
	if (holds_key(run->setup, run->err, run->err_length))
		cr_expect_fail("the API key is on stderr: %s", run->err);
	walk(run->home->path, check_file, run);
}

void wx_finish(struct run *run)
{
	while (poll_streams(run))
		;
	run->status = reap(run);
	run->pid = 0;
	run->seconds = now() - run->started;
	close_one(&run->input);
	check_secret(run);
}

struct run *wx_run(const struct setup *setup, const char *const *arguments)
{
	struct run *run = wx_start(setup, arguments);

	wx_finish(run);
	return run;
}

/* Peers */

/* Reads "Listening on URL", the only line that a peer prints. */
static void read_url(struct peer *peer, int output, const char *name)
{
	char line[128] = "";
	size_t length = 0;
	struct pollfd polled = {output, POLLIN, 0};

	while (!strchr(line, '\n') && length < sizeof line - 1 &&
		poll(&polled, 1, TIMEOUT_SECONDS * 1000) > 0 && read(output, line + length, 1) == 1)
		line[++length] = '\0';
	if (sscanf(line, "Listening on %63s", peer->url) != 1)
		cr_assert_fail("%s did not start: \"%s\"", name, line);
	format_text(peer->port, sizeof peer->port, "%s", strrchr(peer->url, ':') + 1);
	format_text(peer->https, sizeof peer->https, "https://127.0.0.1:%s", peer->port);
}

static struct peer *peer_start(
	const char *variable, const char *fallback, struct words *options, const struct home *home)
{
	struct peer *peer = check_memory(calloc(1, sizeof *peer));
	struct launch launch = {.fds = {-1, -1, STDERR_FILENO}};
	char program[PATH_MAX];
	struct words command = {.count = 0}, env = {.count = 0};
	int output;

	program_path(program, variable, fallback);
	words_add(&command, program);
	words_add(&command, "--until-eof");
	words_add_all(&command, options->at);
	env_inherit(&env);
	make_pipe(&launch.fds[0], &peer->input);
	make_pipe(&output, &launch.fds[1]);
	peer->home = home;
	peer->next = owned.peers;
	owned.peers = peer;
	peer->pid = start(&launch, &command, &env);
	close_one(&launch.fds[0]);
	close_one(&launch.fds[1]);
	read_url(peer, output, program);
	close_one(&output);
	return peer;
}

struct peer *standin_start(const char *const *options)
{
	const struct home *home = home_make();
	char data[PATH_MAX], log[PATH_MAX];
	struct words words = {.count = 0};

	source_path(data, sizeof data, "tests/data");
	format_text(log, sizeof log, "%s/requests", home->path);
	words_add_all(&words, WORDS("--key", HARNESS_KEY, "--data", data, "--log", log));
	words_add_all(&words, options);
	return peer_start("STANDIN", "tests/standin/standin", &words, home);
}

struct peer *faults_start(const char *fault, const char *port)
{
	struct words words = {.count = 0};

	if (port)
		words_add_all(&words, WORDS("--port", port));
	words_add(&words, fault);
	return peer_start("FAULTS", "tests/standin/faults", &words, NULL);
}

void peer_stop(struct peer *peer)
{
	close_one(&peer->input);
	if (peer->pid > 0)
		waitpid(peer->pid, NULL, 0);
	peer->pid = 0;
}

/* Has escapes as %2c, which some versions of libcurl write as %2C. */
static void lower_escapes(char *text)
{
	for (; *text; text++)
		if (*text == '%' && text[1] && text[2]) {
			text[1] = (char)tolower((unsigned char)text[1]);
			text[2] = (char)tolower((unsigned char)text[2]);
		}
}

const struct requests *standin_requests(struct peer *standin)
{
	char *log = home_read(standin->home, "requests");
	struct requests *requests = &standin->requests;

	*requests = (struct requests){.count = 0};
	for (char *rest = log, *line; log && (line = strtok_r(rest, "\n", &rest));) {
		if (*line == '+') {
			requests->connections++;
			continue;
		}
		requests->count++;
		format_text(requests->last, sizeof requests->last, "%s", line);
		lower_escapes(requests->last);
	}
	free(log);
	return requests;
}

void standin_forget(const struct peer *standin)
{
	char path[PATH_MAX];

	format_text(path, sizeof path, "%s/requests", standin->home->path);
	if (truncate(path, 0) != 0 && errno != ENOENT)
		cr_assert_fail("%s: %s", path, strerror(errno));
}

void standin_wait(struct peer *standin, size_t count)
{
	static const struct timespec nap = {0, 10000000};
	const double deadline = now() + TIMEOUT_SECONDS;

	while (standin_requests(standin)->count < count) {
		if (now() > deadline)
			cr_assert_fail("%zu requests instead of %zu after %d s",
				standin->requests.count, count, TIMEOUT_SECONDS);
		nanosleep(&nap, NULL);
	}
}

/* What wx prints */

static bool is_visible(utf8proc_int32_t point)
{
	switch (utf8proc_category(point)) {
	case UTF8PROC_CATEGORY_CC:
		return point == '\n';
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return false;
	default:
		return true;
	}
}

void expect_printable(const char *text, size_t length, const char *what)
{
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;

	for (size_t at = 0; at < length;) {
		utf8proc_int32_t point;
		utf8proc_ssize_t size =
			utf8proc_iterate(bytes + at, (utf8proc_ssize_t)(length - at), &point);

		if (size <= 0)
			cr_assert_fail("%s: byte %zu is not UTF-8: %#x", what, at, bytes[at]);
		if (!is_visible(point))
			cr_assert_fail("%s: U+%04X is printed", what, (unsigned)point);
		at += (size_t)size;
	}
}

/* Calls that fail */

const char *preload_setting(void)
{
	static char entry[PATH_MAX + 16];
	char path[PATH_MAX];

#if !defined __GLIBC__ || defined __SANITIZE_ADDRESS__
	cr_skip_test("only with glibc, and without a sanitizer");
#endif
	if (*setting("WX_WRAPPER", ""))
		cr_skip_test("the wrapper loads libraries of its own");
	if (!realpath(setting("PRELOAD", "tests/whole/preload.so"), path))
		cr_assert_fail("there is no tests/whole/preload.so");
	format_text(entry, sizeof entry, "LD_PRELOAD=%s", path);
	return entry;
}

/* The end */

static void drop_runs(void)
{
	for (struct run *next, *run = owned.runs; run; run = next) {
		next = run->next;
		run_kill(run);
		free(run->out);
		free(run->err);
		free(run);
	}
}

static void drop_peers(void)
{
	for (struct peer *next, *peer = owned.peers; peer; peer = next) {
		next = peer->next;
		if (peer->pid > 0)
			kill(peer->pid, SIGKILL);
		peer_stop(peer);
		free(peer);
	}
}

static void drop_homes(void)
{
	for (struct home *next, *home = owned.homes; home; home = next) {
		next = home->next;
		walk(home->path, remove_one, NULL);
		free(home);
	}
}

void harness_teardown(void)
{
	drop_runs();
	drop_peers();
	drop_homes();
	owned.runs = NULL;
	owned.peers = NULL;
	owned.homes = NULL;
}
