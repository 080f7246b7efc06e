/* SPDX-License-Identifier: MIT */
/*
 * Calls that hardly ever fail do so here. "make check" runs a part of these tests, "make
 * check-torture" all.
 *
 * In each run one allocation fails, or one and all after it. wx then prints everything and ends as
 * without the failure, or prints nothing and ends with exit code 1; it is never ended by a signal.
 * What json-c before 0.18 allocates while it reads a reply is left out, see CONTRIBUTING.
 */
#include <criterion/criterion.h>
#include <ctype.h>
#include <json-c/json.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness.h"

TestSuite(out_of_memory, .fini = harness_teardown, .timeout = 300);
TestSuite(output, .fini = harness_teardown);

/* ---- memory ---- */

#define OWN "FAIL_IN=main:libc.so"
#define OWN_AND_JSON_C "FAIL_IN=main:libc.so:libjson-c"
#define OWN_AND_LIBCURL "FAIL_IN=main:libc.so:libcurl"

/* What may fail while replies are read, which wx does with the same json-c as this program. */
static const char *own_and_good_json_c(void)
{
	return json_c_version_num() >= 0x1200 ? OWN_AND_JSON_C : OWN;
}

/* The runs that are the same but for the allocation that fails. */
struct sweep {
	const struct home *home;
	const char *url, *in; /* the setting of FAIL_IN */
	const char *const *words;
	bool may_misname; /* libcurl may report another error than a lack of memory */
};

/* Ages and times differ between runs: any number becomes a 0. */
static void hide_numbers(char *text)
{
	bool was_digit = false;
	char *to = text;

	for (; *text; text++) {
		bool is_digit = isdigit((unsigned char)*text);

		if (!is_digit || !was_digit)
			*to++ = is_digit ? '0' : *text;
		was_digit = is_digit;
	}
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
	hide_numbers(run->out);
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

/* Has every `step`-th allocation fail, until a run makes fewer allocations than that. */
static void fail_each(const struct sweep *sweep, const char *behind, size_t step)
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

/* The step; 1 in "make check-torture", which takes minutes. */
static size_t every(size_t step)
{
	const char *all = getenv("TORTURE");

	return all && *all ? 1 : step;
}

static void fail_each_both_ways(struct sweep sweep, size_t step)
{
	fail_each(&sweep, "", step);
	sweep.may_misname = false;
	fail_each(&sweep, "+", step);
}

Test(out_of_memory, prints_all_or_nothing_without_the_network)
{
	static const char *const rows[][5] = {{"--help"}, {"--version"}, {"--list", "Springfield"},
		{"--list", "--json", "Springfield"}, {"--complete", "Par"},
		{"--complete", "New", ""}, {"--offline", "Nowhere"},
		{"--offline", "--json", "Nowhere"}, {"--no-such-option"},
		{"--offline", "-Fwaybar", "Nowhere"}, {"--offline", "-Fprometheus", "Nowhere"},
		{"--complete", "--format", "{"}};
	const struct home *home = home_make();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		fail_each_both_ways(
			(struct sweep){.home = home, .in = OWN_AND_JSON_C, .words = rows[i]}, 1);
}

Test(out_of_memory, prints_all_or_nothing_from_the_cache)
{
	static const char *const rows[][4] = {{"Seoul"}, {"--json", "Seoul"},
		{"--offline", "Seoul"}, {"--offline", "--json", "Seoul"}, {"-f", "--air", "Seoul"},
		{"-jf", "--air", "Seoul"}, {"-F%l {days[0].high}", "Seoul"}, {"-Fwaybar", "Seoul"},
		{"-Fprometheus", "--air", "Seoul"}};
	const struct home *home = home_make();
	const char *url = STANDIN(NULL)->url;

	cr_assert_eq(WX(SETUP(.url = url, .home = home), "-f", "--air", "Seoul")->status, 0);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		fail_each_both_ways((struct sweep){.home = home,
					    .url = url,
					    .in = own_and_good_json_c(),
					    .words = rows[i]},
			1);
}

Test(out_of_memory, prints_all_or_nothing_from_the_service)
{
	static const char *const rows[][5] = {{"--max-age=0", "Seoul"},
		{"--max-age=0", "--json", "Seoul"}, {"--max-age=0", "-f", "--air", "Seoul"},
		{"--max-age=0", "--air", "zip:90210,US"}};
	const char *url = STANDIN(NULL)->url;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		fail_each_both_ways((struct sweep){.home = home_make(),
					    .url = url,
					    .in = own_and_good_json_c(),
					    .words = rows[i]},
			every(3));
}

/*
 * If a single allocation fails, libcurl may report another error: a host that cannot be found,
 * headers that are too long. Before 8.6 it may even leave out the query.
 */
Test(out_of_memory, prints_all_or_nothing_when_libcurl_fails)
{
	static const char *const words[] = {"--max-age=0", "--max-stale=0", "Seoul", NULL};

	fail_each_both_ways((struct sweep){.home = home_make(),
				    .url = STANDIN(NULL)->url,
				    .in = OWN_AND_LIBCURL,
				    .words = words,
				    .may_misname = true},
		every(11));
}

/* ---- standard output ---- */

/* With a quota or a network file system, a full disk may show only then. */
Test(output, is_not_written_if_close_fails)
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

Test(output, without_a_reader_ends_by_sigpipe_or_with_code_10)
{
	static const char *const rows[][5] = {{"--help"}, {"--version"}, {"--complete"},
		{"--list", "Springfield"}, {"--offline", "Seoul"}, {"--offline", "--json", "Seoul"},
		{"--offline", "-F", "{temperature}", "Seoul"}};
	const char *url = STANDIN(NULL)->url;
	const struct home *home = home_make();

	/* It fills the cache. */
	cr_assert_eq(WX(SETUP(.url = url, .home = home), "Seoul")->status, 0);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct setup setup = {.url = url, .home = home, .output_unread = true};
		const struct run *run = wx_run(&setup, rows[i]);

		cr_expect_eq(run->status, 128 + SIGPIPE, "row %zu: %d", i, run->status);
		cr_expect_str_empty(run->err, "row %zu: %s", i, run->err);
		setup.sigpipe_ignored = true;
		run = wx_run(&setup, rows[i]);
		cr_expect_eq(run->status, 10, "row %zu: %d", i, run->status);
		cr_expect(strstr(run->err, "Broken pipe"), "row %zu: %s", i, run->err);
	}
}

/* ---- limits ---- */

TestSuite(limits, .fini = harness_teardown);

/* Runs wx with fewer descriptors; stores its output and returns its status of waitpid(). */
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

/* The dynamic linker needs four; with each further one, wx gets further. */
Test(limits, on_descriptors_leave_all_or_nothing)
{
	static const char *const rows[] = {"--help", "--list Springfield", "Seoul", "--json Seoul",
		"-f --air Seoul", "--json -f --air Seoul"};
	const char *url = STANDIN(NULL)->url;

#if defined __SANITIZE_ADDRESS__
	cr_skip_test("a sanitizer needs descriptors of its own");
#endif
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int descriptors = 4; descriptors <= 14; descriptors++) {
			char out[1 << 15];
			int status =
				end_with_descriptors(url, descriptors, rows[i], out, sizeof out);
			int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;

			cr_expect(code == 0 || code == 1 || code == 4, "%s with %d: %#x", rows[i],
				descriptors, (unsigned)status);
			cr_expect_eq(code == 0, *out && !strstr(out, "\"error\":"),
				"%s with %d: %d, %s", rows[i], descriptors, code, out);
		}
}
