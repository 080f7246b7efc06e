/* SPDX-License-Identifier: MIT */
/*
 * The whole program where calls fail that hardly ever do. In "make check" a part of it, in "make
 * check-torture" all.
 *
 * Every allocation of a run fails once, and every one with all behind it: the run prints all and
 * ends as it should, or prints nothing and ends with exit code 1, and never by a signal. Those that
 * json-c makes are left out, see CONTRIBUTING.
 */
#include <criterion/criterion.h>
#include <ctype.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness.h"

TestSuite(memory, .fini = harness_teardown, .timeout = 300);
TestSuite(output, .fini = harness_teardown);

#if defined __has_feature
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

/* ---- memory ---- */

#define OWN "FAIL_IN=main:libc.so"
#define OWN_AND_LIBCURL "FAIL_IN=main:libc.so:libcurl"

/* Where and how the runs of a sweep are made. */
struct sweep {
	const struct home *home;
	const char *url, *in; /* the setting of FAIL_IN */
	const char *const *words;
	bool may_misname; /* libcurl may call its want of memory something else */
};

/* Ages and times go on. */
static void level_numbers(char *text)
{
	char *to = text;

	for (; *text; text++)
		if (!isdigit((unsigned char)*text))
			*to++ = *text;
		else if (to == text || to[-1] != '0')
			*to++ = '0';
	*to = '\0';
}

static struct run *run(const struct sweep *sweep, const char *failing)
{
	char mark[PATH_MAX];
	const struct setup setup = {.home = sweep->home,
		.url = sweep->url,
		ENV(preload_setting(), failing, sweep->in, mark)};
	struct run *run;

	snprintf(mark, sizeof mark, "FAIL_MARK=%s/mark", sweep->home->path);
	unlink(mark + strlen("FAIL_MARK="));
	run = wx_run(&setup, sweep->words);
	level_numbers(run->out);
	return run;
}

static bool has_failed(const struct sweep *sweep)
{
	char path[PATH_MAX];

	snprintf(path, sizeof path, "%s/mark", sweep->home->path);
	return access(path, F_OK) == 0;
}

static void expect_whole_or_nothing(
	const struct sweep *sweep, const struct run *run, const struct run *good, const char *what)
{
	bool is_known =
		run->status == 1 || (sweep->may_misname && run->status >= 1 && run->status <= 9);

	if (run->status == good->status) {
		cr_expect_str_eq(
			run->out, good->out, "%s, %s: %s", sweep->words[0], what, run->out);
		return;
	}
	cr_expect(is_known, "%s, %s: status %d: %s", sweep->words[0], what, run->status, run->err);
	cr_expect_str_empty(run->out, "%s, %s: %s", sweep->words[0], what, run->out);
	cr_expect(strncmp(run->err, "wx: ", 4) == 0 && run->err[run->err_length - 1] == '\n',
		"%s, %s: %s", sweep->words[0], what, run->err);
}

/* Every `step`-th allocation, until there is none of that number any more. */
static void try_all(const struct sweep *sweep, const char *behind, size_t step)
{
	const struct run *good = run(sweep, "FAIL_ALLOCATION=0");
	size_t tried = 0;

	for (size_t at = 1; at < 100000; at += step, tried++) {
		char failing[64];
		const struct run *one;

		snprintf(failing, sizeof failing, "FAIL_ALLOCATION=%zu%s", at, behind);
		one = run(sweep, failing);
		if (!has_failed(sweep))
			break;
		expect_whole_or_nothing(sweep, one, good, failing);
	}
	cr_expect_gt(tried, 0, "%s: nothing has failed", sweep->words[0]);
}

/* In "make check" only some, as the whole takes minutes. */
static size_t every(size_t step)
{
	const char *all = getenv("TORTURE");

	return all && *all ? 1 : step;
}

static void try_both(struct sweep sweep, size_t step)
{
	try_all(&sweep, "", step);
	sweep.may_misname = false;
	try_all(&sweep, "+", step);
}

Test(memory, of_what_needs_no_network)
{
	static const char *const rows[][5] = {{"--help"}, {"--version"}, {"--list", "Springfield"},
		{"--list", "--json", "Springfield"}, {"--complete", "Par"},
		{"--complete", "New", ""}, {"--offline", "Nowhere"},
		{"--offline", "--json", "Nowhere"}, {"--no-such-option"}};
	const struct home *home = home_make();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		try_both((struct sweep){.home = home, .in = OWN, .words = rows[i]}, 1);
}

Test(memory, of_an_answer_from_the_cache)
{
	static const char *const rows[][4] = {{"Seoul"}, {"--json", "Seoul"},
		{"--offline", "Seoul"}, {"--offline", "--json", "Seoul"}};
	const struct home *home = home_make();
	const char *url = STANDIN(NULL)->url;

	cr_assert_eq(WX(SETUP(.url = url, .home = home), "Seoul")->status, 0);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		try_both((struct sweep){.home = home, .url = url, .in = OWN, .words = rows[i]}, 1);
}

Test(memory, of_an_answer_from_the_service)
{
	static const char *const rows[][4] = {
		{"--max-age=0", "Seoul"}, {"--max-age=0", "--json", "Seoul"}};
	const char *url = STANDIN(NULL)->url;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		try_both(
			(struct sweep){
				.home = home_make(), .url = url, .in = OWN, .words = rows[i]},
			every(3));
}

/*
 * libcurl takes some of its own failures for others while memory comes back: a host that cannot be
 * found, a head that is too long. Until 8.6 it may even leave the query out.
 */
Test(memory, of_libcurl_with_an_answer_from_the_service)
{
	static const char *const words[] = {"--max-age=0", "--max-stale=0", "Seoul", NULL};

	try_both((struct sweep){.home = home_make(),
			 .url = STANDIN(NULL)->url,
			 .in = OWN_AND_LIBCURL,
			 .words = words,
			 .may_misname = true},
		every(11));
}

/* ---- standard output ---- */

/* A quota or a file system across a network may say so no earlier. */
Test(output, may_be_lost_when_it_is_closed)
{
	static const char *const rows[][4] = {{"--help"}, {"--version"}, {"--list", "Springfield"},
		{"--complete", "Par"}, {"Seoul"}, {"--json", "Seoul"}, {"--offline", "Nowhere"}};
	const struct home *home = home_make();
	const struct setup setup = {
		.url = STANDIN(NULL)->url, .home = home, ENV(preload_setting(), "FAIL_CLOSE=1")};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct run *run = wx_run(&setup, rows[i]);
		bool has_failed = strcmp(rows[i][0], "--offline") == 0;

		cr_expect_eq(run->status, has_failed ? 4 : 10, "%s: %d", rows[i][0], run->status);
		cr_expect(strstr(run->err, "wx: cannot write to standard output: No space left on"),
			"%s: %s", rows[i][0], run->err);
	}
}

/* Runs it with a pipe for standard output that nobody reads; its end as waitpid() tells it. */
static int end_without_reader(void (*sigpipe)(int), const char *option)
{
	const char *named = getenv("WX");
	int ends[2], status;
	pid_t child;

	cr_assert_eq(pipe(ends), 0);
	close(ends[0]);
	child = fork();
	if (child == 0) {
		signal(SIGPIPE, sigpipe);
		dup2(ends[1], STDOUT_FILENO);
		close(STDERR_FILENO);
		execl(named ? named : "src/wx", "wx", option, (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	cr_assert_eq(waitpid(child, &status, 0), child);
	return status;
}

Test(output, without_a_reader_ends_by_the_signal_or_with_its_code)
{
	static const char *const options[] = {"--help", "--version", "--complete"};

	for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
		int status;

		status = end_without_reader(SIG_DFL, options[i]);
		cr_expect(WIFSIGNALED(status) && WTERMSIG(status) == SIGPIPE, "%s: %#x", options[i],
			(unsigned)status);
		status = end_without_reader(SIG_IGN, options[i]);
		cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 10, "%s: %#x", options[i],
			(unsigned)status);
	}
}

/* ---- limits ---- */

TestSuite(limits, .fini = harness_teardown);

/* Runs it in a shell with fewer descriptors; what it prints, and its end as waitpid() tells it. */
static int end_with_descriptors(
	const char *url, int descriptors, const char *words, char *out, size_t size)
{
	const char *named = getenv("WX");
	const struct home *home = home_make();
	char command[3 * PATH_MAX];
	FILE *pipe;

	snprintf(command, sizeof command,
		"export HOME='%s' WX_API_URL='%s' WX_API_KEY='%s'; exec 2>/dev/null; ulimit -n %d "
		"&& exec '%s' %s",
		home->path, url, HARNESS_KEY, descriptors, named ? named : "src/wx", words);
	pipe = popen(command, "r");
	cr_assert(pipe);
	out[fread(out, 1, size - 1, pipe)] = '\0';
	return pclose(pipe);
}

/* With four the loader of libraries can just work; each further one lets more of wx do so. */
Test(limits, of_descriptors_end_with_all_or_nothing)
{
	static const char *const rows[] = {"--help", "--list Springfield", "Seoul", "--json Seoul"};
	const char *url = STANDIN(NULL)->url;

#if defined __SANITIZE_ADDRESS__
	cr_skip_test("a sanitizer needs descriptors of its own");
#endif
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int descriptors = 4; descriptors <= 12; descriptors++) {
			char out[8192];
			int status =
				end_with_descriptors(url, descriptors, rows[i], out, sizeof out);
			int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;

			cr_expect(code == 0 || code == 1 || code == 4, "%s with %d: %#x", rows[i],
				descriptors, (unsigned)status);
			cr_expect_eq(code == 0, *out && !strstr(out, "\"error\":"),
				"%s with %d: %d, %s", rows[i], descriptors, code, out);
		}
}
