/* SPDX-License-Identifier: MIT */
/* Several places in one run, from the command line and from a file. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "harness.h"

TestSuite(places, .fini = harness_teardown, .timeout = 120);

#define UNCACHED "--max-age", "0"

static size_t count(const char *text, const char *wanted)
{
	size_t found = 0;

	for (; (text = strstr(text, wanted)); text += strlen(wanted))
		found++;
	return found;
}

static bool in_order(const char *text, const char *const parts[])
{
	for (; *parts; parts++) {
		text = strstr(text, *parts);
		if (!text)
			return false;
	}
	return true;
}

/* Writes a file with that many lines, which are different coordinates. */
static void write_places(const struct home *home, const char *name, int places)
{
	char *text = malloc((size_t)places * 16 + 1);
	size_t used = 0;

	cr_assert(text);
	*text = '\0';
	for (int i = 0; i < places; i++)
		used += (size_t)sprintf(text + used, "%d.%02d,%d\n", i % 80, i / 80 % 100, i % 7);
	home_write(home, name, 0644, text);
	free(text);
}

static const char *path_of(const struct home *home, const char *name)
{
	static char path[600];

	snprintf(path, sizeof path, "%s/%s", home->path, name);
	return path;
}

static void sleep_seconds(double seconds)
{
	const struct timespec span = {(time_t)seconds, (long)((seconds - (long)seconds) * 1e9)};

	nanosleep(&span, NULL);
}

Test(places, are_answered_in_the_order_given)
{
	const struct run *run =
		WX(.url = STANDIN(NULL)->url, "slow:400", "Zocca", "Berlin", "London");

	cr_assert_eq(run->status, 0, "%s", run->err);
	cr_expect(in_order(run->out, WORDS("Seoul, KR: ", "\n\nZocca, IT: ", "\n\nBerlin, DE: ",
					     "\n\nLondon, GB: ", "\nWeather data provided by")),
		"%s", run->out);
	cr_expect_eq(count(run->out, "provided by"), 1);
}

Test(places, are_fetched_concurrently_over_few_connections)
{
	struct peer *standin = STANDIN("--delay", "200");
	struct home *home = home_make();
	const struct run *run;

	write_places(home, "places", 24);
	run = WX(SETUP(.url = standin->url, .home = home), "--json", "--from",
		path_of(home, "places"));
	cr_assert_eq(run->status, 0, "%s", run->err);
	cr_expect_eq(count(run->out, "\"schema\":1"), 24);
	cr_expect_eq(standin_requests(standin)->count, 24);
	cr_expect_leq(standin_requests(standin)->connections, 8);
	cr_expect_lt(run->seconds, 24 * 0.2 / 2, "%g s", run->seconds);
	cr_expect_gt(run->seconds, 3 * 0.2 - 0.05, "%g s, more than eight at once", run->seconds);
}

Test(places, reuse_tls_connections)
{
	char trust[600] = "SSL_CERT_FILE=", chain[512], key[512];
	struct home *home = home_make();
	struct peer *standin;
	const struct run *run;

	source_path(trust + strlen(trust), sizeof trust - strlen(trust), "tests/tls/ca.pem");
	source_path(chain, sizeof chain, "tests/tls/good.pem");
	source_path(key, sizeof key, "tests/tls/server.key");
	standin = STANDIN("--tls", chain, key);
	write_places(home, "places", 40);
	run = WX(SETUP(.url = standin->url, .home = home, ENV(trust)), "--from",
		path_of(home, "places"));
	cr_assert_eq(run->status, 0, "%s", run->err);
	cr_expect_eq(standin_requests(standin)->count, 40);
	cr_expect_leq(standin_requests(standin)->connections, 8);
}

/* Somebody may type them, or a program may write one now and then. */
Test(places, are_answered_as_they_are_typed)
{
	const struct setup setup = {.url = STANDIN(NULL)->url, .input_open = true};
	struct run *run = wx_start(&setup, WORDS("--from", "-"));

	wx_type(run, "Seoul\n");
	wx_expect(run, "Seoul, KR: ");
	wx_type(run, "Zocca\nBer");
	wx_expect(run, "Zocca, IT: ");
	wx_type(run, "lin\n");
	wx_expect(run, "Berlin, DE: ");
	kill(run->pid, SIGTERM);
	wx_finish(run);
	cr_expect_eq(run->status, 128 + SIGTERM);
}

Test(places, continue_when_one_fails)
{
	const char *url = STANDIN(NULL)->url;
	const struct run *run = WX(.url = url, "--json", "Seoul", "Nowhere", "status:500", "Zocca");

	cr_expect_eq(run->status, 7, "the lowest counts: %d", run->status);
	cr_expect_eq(count(run->out, "\n"), 4);
	cr_expect(in_order(run->out, WORDS("\"place\":\"Seoul\"", "\"name\":\"not-found\"",
					     "\"name\":\"bad-reply\"", "\"place\":\"Zocca\"")),
		"%s", run->out);
	cr_expect(in_order(run->err, WORDS("wx: Nowhere: ", "wx: status:500: ")), "%s", run->err);
}

Test(places, are_read_from_a_file)
{
	static const struct {
		const char *text;
		size_t answers;
		int status;
		const char *message;
	} rows[] = {{"Seoul\nOslo\n", 2, 0, ""}, {"Seoul\r\nOslo\r\n", 2, 0, ""},
		{"\n\n# a comment\n  # one more\n\t\nSeoul\n\n", 1, 0, ""},
		{"Seoul\nNew York", 2, 0, ""}, {"\xEF\xBB\xBFSeoul\n", 1, 0, ""}, {"", 0, 0, ""},
		{"#", 0, 0, ""}, {"Seoul\nZo\xFF\nBerlin\n", 2, 2, ":2: "},
		{"Seoul\n91,0\nBerlin\n", 2, 2,
			":2: invalid place '91,0': the latitude, which comes first, must"}};
	const char *url = STANDIN(NULL)->url;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct home *home = home_make();
		const struct run *run;

		home_write(home, "places", 0644, rows[i].text);
		run = WX(SETUP(.url = url, .home = home), "--json", "--from",
			path_of(home, "places"));
		cr_expect_eq(
			run->status, rows[i].status, "row %zu: %d, %s", i, run->status, run->err);
		cr_expect_eq(count(run->out, "\"temperature\":"), rows[i].answers, "row %zu: %s", i,
			run->out);
		cr_expect(strstr(run->err, rows[i].message), "row %zu: %s", i, run->err);
		cr_expect_eq(
			*run->err != '\0', *rows[i].message != '\0', "row %zu: %s", i, run->err);
		run = WX(SETUP(.url = url, .input = rows[i].text), "--json", "--from", "-");
		cr_expect_eq(run->status, rows[i].status, "row %zu: %d", i, run->status);
		cr_expect_eq(count(run->out, "\"temperature\":"), rows[i].answers, "row %zu", i);
	}
}

Test(places, are_not_joined_across_lines)
{
	struct peer *standin = STANDIN(NULL);
	const struct run *run =
		WX(SETUP(.url = standin->url, .input = "New\nYork\n"), "--json", "--from", "-");

	cr_expect_eq(count(run->out, "\n"), 2);
	cr_expect_null(strstr(run->out, "New York"), "%s", run->out);
}

Test(places, of_a_file_follow_those_of_the_command_line)
{
	const struct run *run = WX(SETUP(.url = STANDIN(NULL)->url, .input = "Zocca\n"), "--from",
		"-", "New", "York", "Seoul");

	cr_expect_eq(run->status, 0);
	cr_expect(in_order(run->out, WORDS("New York, ", "Seoul, ", "Zocca, ")), "%s", run->out);
}

/* A line that is too long, and a file that is not text. */
Test(places, of_invalid_lines_fail_by_themselves)
{
	const size_t long_line = 1 << 20;
	struct home *home = home_make();
	char *text = malloc(long_line + 64);
	char comment[512];
	const struct run *run;

	cr_assert(text);
	strcpy(text, "Seoul\n");
	memset(text + 6, 'x', long_line);
	strcpy(text + 6 + long_line, "\nOslo\n");
	home_write(home, "long", 0644, text);
	free(text);
	run = WX(SETUP(.url = STANDIN(NULL)->url, .home = home), "--json", "--from",
		path_of(home, "long"));
	cr_expect_eq(run->status, 2);
	cr_expect_eq(count(run->out, "\"temperature\":"), 2);
	cr_expect(strstr(run->err, "long:2: invalid place: not text, or longer than 256 bytes; "
				   "correct the line\n"),
		"%s", run->err);
	cr_expect_eq(count(run->err, "\n"), 1);
	memset(comment, '#', sizeof comment);
	strcpy(comment + sizeof comment - strlen("\nOslo\n") - 1, "\nOslo\n");
	home_write(home, "comment", 0644, comment);
	run = WX(
		SETUP(.url = STANDIN(NULL)->url, .home = home), "--from", path_of(home, "comment"));
	cr_expect_eq(run->status, 0, "%s", run->err);
	run = WX(SETUP(.url = STANDIN(NULL)->url), "--from", "/bin/sh", "--rate", "1", "--offline");
	cr_expect_eq(run->status, 2, "%d", run->status);
	cr_expect_str_eq(run->out, "");
}

Test(places, of_a_file_show_progress_after_an_argument)
{
	struct home *home = home_make();
	const struct run *run;

	write_places(home, "places", 20);
	run = WX(SETUP(.url = STANDIN("--delay", "400")->url, .home = home, .columns = 80,
			 .errors_terminal = true),
		"--from", path_of(home, "places"), "Seoul");
	cr_expect(strstr(run->out, " waiting"), "%s", run->out);
}

/* No shell expands the tilde behind the equals sign. */
Test(places, come_from_a_file_in_the_home_directory)
{
	struct home *home = home_make();
	const struct run *run;

	home_write(home, "places", 0644, "Seoul\n");
	run = WX(SETUP(.url = STANDIN(NULL)->url, .home = home), "--json", "--from=~/places");
	cr_expect_eq(run->status, 0, "%s", run->err);
	cr_expect_eq(count(run->out, "\"place\":\"Seoul\""), 1, "%s", run->out);
}

Test(places, need_a_readable_file)
{
	static const struct {
		const char *file, *message;
	} rows[] = {{"/nonexistent/places", "No such file"}, {"/", "Is a directory"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct run *run = WX(DEFAULTS, "--from", rows[i].file);

		cr_expect_eq(run->status, 2);
		cr_expect_str_eq(run->out, "");
		cr_expect(strstr(run->err, rows[i].message), "%s", run->err);
		cr_expect_eq(count(run->err, "\n"), 1, "%s", run->err);
	}
}

Test(places, survive_a_deleted_file)
{
	enum { PLACES = 1500 };
	const struct home *home = home_make();
	const struct setup setup = {.url = STANDIN(NULL)->url, .home = home};
	struct run *run;

	write_places(home, "places", PLACES);
	run = wx_start(
		&setup, WORDS("--json", "--rate", "6000", "--from", path_of(home, "places")));
	wx_expect(run, "\"query\":\"0.00,0\"");
	cr_assert_eq(unlink(path_of(home, "places")), 0);
	wx_finish(run);
	cr_expect_eq(run->status, 0, "%s", run->err);
	cr_expect_eq(count(run->out, "\"temperature\":"), PLACES);
}

Test(places, cannot_share_standard_input_with_the_key)
{
	const struct run *run = WX(DEFAULTS, "--from", "-", "--key-file", "-");

	cr_expect_eq(run->status, 2);
	cr_expect(strstr(run->err, "standard input"), "%s", run->err);
}

/* The user sees that the run waits for it, and does not hang. */
Test(places, respect_the_rate_limit)
{
	struct peer *standin = STANDIN(NULL);
	const struct setup setup = {.url = standin->url, .columns = 80, .errors_terminal = true};
	struct run *run = wx_start(
		&setup, WORDS(UNCACHED, "--rate", "3", "Seoul", "Tokyo", "Berlin", "London"));

	/* In 59 to 50 seconds. */
	wx_expect(run, "3 done, 0 failed, 1 waiting; rate limit: next request in 5");
	cr_expect_eq(standin_requests(standin)->count, 3);
	kill(run->pid, SIGINT);
	wx_finish(run);
	cr_expect_eq(run->status, 128 + SIGINT);
	cr_expect_null(strstr(run->out, "London"), "%s", run->out);
}

/* A place that waits for the lock of another process counts as a request already. */
Test(places, respect_the_rate_limit_when_locked)
{
	const struct home *home = home_make();
	struct peer *standin = STANDIN("--delay", "60000");
	const struct setup setup = {
		.url = standin->url, .home = home, .columns = 80, .errors_terminal = true};
	struct run *holder =
		wx_start(&setup, WORDS("--timeout", "60", "Seoul", "Zocca", "Berlin", "London"));
	struct run *run;

	standin_wait(standin, 4);
	run = wx_start(&setup,
		WORDS("--rate", "1", "--timeout", "1", "Seoul", "Zocca", "Berlin", "London"));
	wx_expect(run, " waiting; rate limit: next request in 5");
	standin_wait(standin, 4 + 1);
	kill(run->pid, SIGTERM);
	kill(holder->pid, SIGTERM);
	wx_finish(run);
	wx_finish(holder);
	cr_expect_eq(
		standin_requests(standin)->count, 4 + 1, "%zu", standin_requests(standin)->count);
}

Test(places, named_twice_need_one_request)
{
	struct peer *standin = STANDIN(NULL);
	const struct run *run =
		WX(SETUP(.url = standin->url, .timeout = 20), "--rate", "1", "Seoul", "Seoul");

	cr_expect_eq(run->status, 0, "%s", run->err);
	cr_expect_eq(count(run->out, "Seoul, KR: "), 2, "%s", run->out);
	cr_expect_eq(standin_requests(standin)->count, 1);
}

Test(places, each_fail_with_an_invalid_configuration_file)
{
	const struct home *home = home_make();
	const struct run *run;

	home_write(home, ".config/wx/config", 0600, "units = none\n");
	run = WX(SETUP(.home = home), "--json", "Seoul", "New", "York");
	cr_expect_eq(run->status, 3);
	cr_expect(in_order(run->out, WORDS("\"query\":\"Seoul\"", "\"query\":\"New York\"")), "%s",
		run->out);
	cr_expect_eq(count(run->err, "\n"), 1, "%s", run->err);
}

Test(places, cannot_be_checked_together)
{
	static const char *const rows[][4] = {
		{"--check", "Seoul", "Tokyo"}, {"--check", "Seoul Tokyo"}};

	for (size_t i = 0; i < 2; i++) {
		const struct run *run = wx_run(&(const struct setup){DEFAULTS}, rows[i]);

		cr_expect_eq(run->status, 2);
		cr_expect_str_eq(run->err, "wx: --check takes only one place; remove the others\n");
	}
}

Test(places, need_a_valid_rate)
{
	static const char *const rates[] = {"0", "-1", "1.5", "6001", "1e99", "nan", "", "x"};

	for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
		const struct run *run = WX(DEFAULTS, "--rate", rates[i], "Seoul");

		cr_expect_eq(run->status, 2, "'%s': %d", rates[i], run->status);
		cr_expect(strstr(run->err, "a whole number from 1 to 6000"), "%s", run->err);
	}
}

/* Each place has either its answer or its failure. */
Test(places, keep_their_answers_when_the_service_dies)
{
	enum { PLACES = 1500 };
	struct peer *standin = STANDIN("--delay", "5");
	struct home *home = home_make();
	struct setup setup = {.url = standin->url, .home = home, .timeout = 90};
	struct run *run;
	size_t answers;

	write_places(home, "places", PLACES);
	run = wx_start(
		&setup, WORDS("--json", "--rate", "6000", "--from", path_of(home, "places")));
	wx_expect(run, "\"query\":\"40.00,5\"");
	peer_stop(standin);
	wx_finish(run);
	answers = count(run->out, "\"temperature\":");
	cr_expect_eq(run->status, 4, "%d", run->status);
	cr_expect_geq(answers, 40);
	cr_expect_lt(answers, PLACES);
	cr_expect_eq(count(run->out, "\n"), PLACES);
	cr_expect_eq(count(run->out, "\"name\":\"network\""), PLACES - answers);
	cr_expect_eq(count(run->err, "\n"), PLACES - answers);
}

Test(places, are_not_requested_after_a_rejected_key)
{
	struct peer *standin = STANDIN(NULL);
	struct home *home = home_make();
	const struct run *run;

	write_places(home, "places", 100);
	run = WX(SETUP(.url = standin->url, .home = home, ENV("WX_API_KEY=not-the-right-key")),
		"--from", path_of(home, "places"));
	cr_expect_eq(run->status, 6);
	cr_expect_eq(count(run->err, "rejected the API key"), 1, "%s", run->err);
	cr_expect_leq(standin_requests(standin)->count, 8);
}

Test(places, are_not_requested_in_a_pause_without_a_cache)
{
	struct peer *standin = STANDIN("--answer", "/data/2.5/weather=retry:120");
	struct home *home = home_make();
	const struct run *run;

	write_places(home, "places", 40);
	run = WX(SETUP(.url = standin->url, .home = home, ENV("XDG_CACHE_HOME=/dev/null")),
		"--json", "--from", path_of(home, "places"));
	cr_expect_eq(run->status, 8, "%d", run->status);
	cr_expect_eq(count(run->out, "\"name\":\"rate-limit\""), 40);
	cr_expect_leq(standin_requests(standin)->count, 8);
}

/* The filter may let the next one pass. */
Test(places, continue_when_a_web_filter_blocks_one)
{
	struct peer *standin = STANDIN(NULL);
	const struct run *run = WX(.url = standin->url, "status:403:html.html", "Seoul");

	cr_expect_eq(run->status, 9, "%s", run->err);
	cr_expect(strstr(run->out, "Seoul, KR"), "%s", run->out);
	cr_expect_eq(standin_requests(standin)->count, 2);
}

Test(places, are_not_requested_in_a_pause)
{
	struct peer *standin = STANDIN("--answer", "/data/2.5/weather=status:429");
	struct home *home = home_make();
	const struct run *run;

	write_places(home, "places", 100);
	run = WX(SETUP(.url = standin->url, .home = home), "--json", "--from",
		path_of(home, "places"));
	cr_expect_eq(run->status, 8, "%d", run->status);
	cr_expect_eq(count(run->out, "\"name\":\"rate-limit\""), 100);
	cr_expect_leq(standin_requests(standin)->count, 8);
}

Test(places, show_progress_on_a_terminal)
{
	const char *url = STANDIN("--delay", "400")->url;
	const struct run *run = WX(SETUP(.url = url, .columns = 80, .errors_terminal = true),
		UNCACHED, "Seoul", "Zocca", "slow:900", "Berlin");
	const char *last;

	cr_assert_eq(run->status, 0, "%s", run->out);
	last = strstr(run->out, " done, 0 failed, ");
	cr_assert(last, "%s", run->out);
	cr_expect(strstr(last, "\r "), "it does not vanish: %s", run->out);
	run = WX(SETUP(.url = url, .columns = 80, .errors_terminal = true), UNCACHED, "-q", "Seoul",
		"Zocca", "slow:900");
	cr_expect_null(strstr(run->out, " waiting"), "%s", run->out);
	run = WX(.url = url, UNCACHED, "Seoul", "Berlin", "slow:900");
	cr_expect_str_eq(run->err, "wx: 'slow:900' was taken as Seoul, KR\n");
}

/* A server may close a connection that it has kept open at any time. */
Test(places, survive_reset_connections)
{
	struct home *home = home_make();
	const struct run *run;

	write_places(home, "places", 40);
	run = WX(SETUP(.url = faults_start("reset-kept", NULL)->url, .home = home), "--json",
		"--from", path_of(home, "places"));
	cr_expect_eq(run->status, 0, "%s", run->err);
	cr_expect_eq(count(run->out, "\"temperature\":"), 40);
}

/* The reader of standard output stops for longer than the timeout. */
Test(places, wait_for_a_slow_reader)
{
	enum { PLACES = 300 };
	struct home *home = home_make();
	struct setup setup = {.url = STANDIN("--delay", "5")->url, .home = home, .timeout = 60};
	struct run *run;

	write_places(home, "places", PLACES);
	run = wx_start(&setup, WORDS("--json", "--rate", "6000", "--timeout", "1.5", "--from",
				       path_of(home, "places")));
	sleep_seconds(4);
	wx_finish(run);
	cr_expect_eq(run->status, 0, "%s", run->err);
	cr_expect_eq(count(run->out, "\"temperature\":"), PLACES);
}

/* Two runs have the same list; what the first has fetched needs no request of the second. */
Test(places, use_what_another_run_has_fetched)
{
	const struct home *home = home_make();
	struct peer *standin = STANDIN("--delay", "400");
	const struct setup setup = {.url = standin->url, .home = home};
	struct run *first, *second;

	home_write(home, "places", 0644, "1,1\n2,2\n3,3\n4,4\n5,5\n6,6\n");
	first = wx_start(&setup, WORDS("--json", "--from", path_of(home, "places")));
	standin_wait(standin, 6);
	second =
		wx_start(&setup, WORDS("--json", "--rate", "2", "--from", path_of(home, "places")));
	wx_finish(first);
	wx_finish(second);
	cr_expect_eq(second->status, 0, "%s", second->err);
	cr_expect_eq(count(second->out, "\"cached\":true"), 6, "%s", second->out);
	cr_expect_lt(second->seconds, 10, "%g s", second->seconds);
}

Test(places, are_answered_though_the_file_is_endless)
{
	const struct setup setup = {.url = STANDIN(NULL)->url};
	struct run *run = wx_start(&setup, WORDS("--from", "/dev/zero", "Seoul"));

	wx_expect(run, "Seoul, KR: ");
	kill(run->pid, SIGTERM);
	wx_finish(run);
	cr_expect_eq(run->status, 128 + SIGTERM);
}

Test(places, pause_for_the_longest_retry_after)
{
	const struct home *home = home_make();
	const char *url = STANDIN(NULL)->url;
	const struct run *run;

	WX(SETUP(.url = url, .home = home), "retry:3000", "retry:100");
	run = WX(SETUP(.url = url, .home = home), "--json", "Seoul");
	cr_expect_eq(run->status, 8);
	cr_expect(strstr(run->out, "\"retry_after_seconds\":29") ||
			  strstr(run->out, "\"retry_after_seconds\":3000"),
		"%s", run->out);
	run = WX(SETUP(.url = url, .home = home), "--check");
	cr_expect(strstr(run->out, "API key source: WX_API_KEY"), "%s", run->out);
}

/* The peak of the resident memory in KiB; 0 where it cannot be read. */
static long peak_memory(pid_t pid)
{
	char path[64], line[256];
	long peak = 0;
	FILE *status;

	snprintf(path, sizeof path, "/proc/%ld/status", (long)pid);
	status = fopen(path, "r");
	while (status && fgets(line, sizeof line, status))
		sscanf(line, "VmHWM: %ld", &peak);
	if (status)
		fclose(status);
	return peak;
}

Test(places, take_constant_memory)
{
	const struct setup setup = {.url = STANDIN(NULL)->url, .input_open = true, .timeout = 90};
	struct run *run = wx_start(&setup, WORDS("--json", "--rate", "6000", "--from", "-"));
	char line[32];
	long few = 0, many;

	for (int i = 0; i < 3000; i++) {
		snprintf(line, sizeof line, "%d.%02d,0\n", i % 80, i / 80);
		wx_type(run, line);
		if (i == 100)
			wx_expect(run, "\"20.01,0\"");
		if (i == 100)
			few = peak_memory(run->pid);
	}
	wx_expect(run, "\"39.37,0\"");
	many = peak_memory(run->pid);
	kill(run->pid, SIGTERM);
	wx_finish(run);
	/* The address sanitizer keeps what is freed. */
	if (few == 0 || getenv("WX_WRAPPER") || getenv("ASAN_OPTIONS"))
		cr_skip("memory cannot be measured here");
	cr_expect_lt(many - few, 1024, "%ld KiB after 100 places, %ld after 3000", few, many);
}
