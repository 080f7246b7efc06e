/* SPDX-License-Identifier: MIT */
/* --no-wait: what the cache has at once, and a refresh in the background. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/monotonic.h"
#include "harness.h"

#define WEATHER "/data/2.5/weather"
#define HOUR 3600
#define HANG "--delay", "60000"     /* the service takes a minute, which no test waits for */
#define LONG_TIMEOUT "--timeout=30" /* more than a run may take that does not wait */
#define PROMPT_SECONDS_MAX 10       /* on a busy machine, and much less than that */
#define WAIT_SECONDS_MAX 60
#define FETCHING "; a new one is being fetched, so try again in a moment\n"
#define KEYLESS "WX_API_KEY"

/* HOME of all runs of a test. */
static struct home *home;

static void make_home(void)
{
	home = home_make();
}

/* Runs wx in that home; ASK_WITH with more settings. */
#define ASK(peer, ...) ASK_WITH(peer, DEFAULTS, __VA_ARGS__)
#define ASK_WITH(peer, how, ...) WX(SETUP(.url = (peer)->url, .home = home, how), __VA_ARGS__)

/* ---- helpers ---- */

static void nap(void)
{
	nanosleep(&(struct timespec){0, 5000000}, NULL);
}

static bool has_proc(void)
{
	return access("/proc/self/environ", R_OK) == 0;
}

/* Whether a process has the home of this test in its environment. */
static bool is_at_home(const char *number)
{
	static char environment[1 << 16];
	char path[64], wanted[600];
	size_t length = 0;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%.20s/environ", number);
	snprintf(wanted, sizeof wanted, "HOME=%s", home->path);
	file = fopen(path, "rb");
	if (file) {
		length = fread(environment, 1, sizeof environment - 1, file);
		fclose(file);
	}
	environment[length] = '\0';
	for (const char *entry = environment; entry < environment + length;
		entry += strlen(entry) + 1)
		if (strcmp(entry, wanted) == 0)
			return true;
	return false;
}

static pid_t find_at_home(void)
{
	DIR *directory = opendir("/proc");
	pid_t found = 0;

	for (struct dirent *entry; directory && !found && (entry = readdir(directory));)
		if (entry->d_name[strspn(entry->d_name, "0123456789")] == '\0' &&
			is_at_home(entry->d_name))
			found = (pid_t)strtol(entry->d_name, NULL, 10);
	if (directory)
		closedir(directory);
	return found;
}

/*
 * A process that refreshes the cache, or 0. All runs that were started have been waited for. While
 * the list was read, a process may have started another and ended.
 */
static pid_t find_refresher(void)
{
	pid_t found = find_at_home();

	return found ? found : find_at_home();
}

static size_t find_files(char name[PATH_MAX], const char *ending)
{
	char path[PATH_MAX];
	size_t found = 0;
	DIR *directory;

	snprintf(path, sizeof path, "%s/.cache/wx", home->path);
	directory = opendir(path);
	for (struct dirent *entry; directory && (entry = readdir(directory));) {
		size_t length = strlen(entry->d_name), behind = strlen(ending);

		if (length < behind || strcmp(entry->d_name + length - behind, ending) != 0)
			continue;
		found++;
		snprintf(name, PATH_MAX, ".cache/wx/%s", entry->d_name);
	}
	if (directory)
		closedir(directory);
	return found;
}

/* Waits until nobody refreshes; where processes cannot be listed, until no entry is locked. */
static void wait_for_refresh(void)
{
	double deadline = monotonic_now() + WAIT_SECONDS_MAX;
	char name[PATH_MAX];

	while (find_refresher() != 0 || (!has_proc() && find_files(name, ".lock") > 0)) {
		cr_assert_lt(monotonic_now(), deadline, "the refresh does not end");
		nap();
	}
}

/* Waits until the service has that many requests and they are answered; forgets them. */
static void expect_refresh(struct peer *standin, size_t requests)
{
	standin_wait(standin, requests);
	wait_for_refresh();
	cr_expect_eq(standin_requests(standin)->count, requests, "%zu requests instead of %zu: %s",
		standin->requests.count, requests, standin->requests.last);
	standin_forget(standin);
}

static void expect_no_request(struct peer *standin)
{
	wait_for_refresh();
	cr_expect_eq(standin_requests(standin)->count, 0, "%s", standin->requests.last);
}

/* Processes that a test has left behind still hang. */
static void end_refreshers(void)
{
	double deadline = monotonic_now() + WAIT_SECONDS_MAX;

	for (pid_t pid; (pid = find_refresher()) != 0 && monotonic_now() < deadline;) {
		kill(pid, SIGTERM);
		nap();
	}
	harness_teardown();
}

TestSuite(no_wait, .init = make_home, .fini = end_refreshers, .timeout = 120);

static void skip_with_wrapper(void)
{
	if (getenv("WX_WRAPPER") && *getenv("WX_WRAPPER"))
		cr_skip_test("the wrapper may hold what wx does not");
}

static void skip_without_proc(void)
{
	skip_with_wrapper();
	if (!has_proc())
		cr_skip_test("there is no /proc to see the process in");
}

static void expect_in(const char *text, const char *part)
{
	cr_expect(strstr(text, part), "no '%s' in: %s", part, text);
}

static void expect_new_answer(const struct run *run)
{
	cr_assert_eq(run->status, 0, "status %d: %s", run->status, run->err);
	cr_expect_str_empty(run->err, "%s", run->err);
	cr_expect(!strstr(run->out, "Stale"), "%s", run->out);
}

static void expect_old_answer(const struct run *run, const char *reason)
{
	char line[64], note[96];

	snprintf(line, sizeof line, "\nStale: 1 h old (%s)\n", reason);
	snprintf(note, sizeof note, "wx: Seoul: showing data from 1 h ago (%s)", reason);
	cr_assert_eq(run->status, 0, "status %d: %s", run->status, run->err);
	expect_in(run->out, "Seoul, KR: broken clouds\n");
	expect_in(run->out, line);
	expect_in(run->err, note);
}

static void expect_nothing(const struct run *run, const char *part)
{
	cr_assert_eq(run->status, 4, "status %d: %s", run->status, run->err);
	cr_expect_str_empty(run->out, "%s", run->out);
	expect_in(run->err, "the cache has no recent answer");
	expect_in(run->err, part);
}

static void expect_at_once(const struct run *run)
{
	cr_expect_lt(run->seconds, PROMPT_SECONDS_MAX, "%g s", run->seconds);
}

/* Moves the time in all files of the cache with this suffix: the third word of the first line. */
static void age_files(const char *ending, int seconds)
{
	static char changed[2 << 20];
	char path[PATH_MAX];
	DIR *directory;

	snprintf(path, sizeof path, "%s/.cache/wx", home->path);
	directory = opendir(path);
	cr_assert(directory);
	for (struct dirent *entry; (entry = readdir(directory));) {
		const char *suffix = strrchr(entry->d_name, '.');
		char name[PATH_MAX], *text, *from, *behind;
		int64_t when;

		if (!suffix || strcmp(suffix, ending) != 0)
			continue;
		snprintf(name, sizeof name, ".cache/wx/%s", entry->d_name);
		text = home_read(home, name);
		from = strchr(strchr(text, ' ') + 1, ' ');
		when = strtoll(from, &behind, 10) - seconds;
		snprintf(changed, sizeof changed, "%.*s %" PRId64 "%s", (int)(from - text), text,
			when, behind);
		home_write(home, name, 0600, changed);
		free(text);
	}
	closedir(directory);
}

/* Puts an answer for Seoul, an hour old, into the cache, and replaces the service by this one. */
#define START_WITH_OLD_ENTRY(...) start_with_old_entry(WORDS(__VA_ARGS__))
static struct peer *start_with_old_entry(const char *const *options)
{
	struct peer *standin = STANDIN(NULL);
	const char *words[16] = {"--port", standin->port};

	expect_new_answer(ASK(standin, "Seoul"));
	age_files(".reply", HOUR);
	peer_stop(standin);
	for (size_t i = 0; options[i]; i++)
		words[2 + i] = options[i];
	return standin_start(words);
}

/* Runs a script of the shell in the same environment; wx is "$PROGRAM" there. */
static const struct run *run_script(const struct peer *peer, const char *script)
{
	const char *program = getenv("WX") ? getenv("WX") : "src/wx";
	char setting[PATH_MAX + 16], path[PATH_MAX];
	const struct run *run;

	skip_with_wrapper();
	cr_assert(realpath(program, path));
	snprintf(setting, sizeof setting, "PROGRAM=%s", path);
	setenv("WX", "/bin/sh", 1);
	run = ASK_WITH(peer, SETUP(ENV(setting), .key_path = "here/key"), "-c", script);
	setenv("WX", path, 1);
	return run;
}

/* ---- answers ---- */

Test(no_wait, prints_a_new_answer_and_asks_nobody)
{
	struct peer *standin = STANDIN(NULL);

	expect_new_answer(ASK(standin, "Seoul"));
	standin_forget(standin);
	expect_new_answer(ASK(standin, "--no-wait", "Seoul"));
	expect_no_request(standin);
}

Test(no_wait, prints_an_old_answer_and_refreshes_it)
{
	struct peer *standin = START_WITH_OLD_ENTRY(NULL);

	expect_old_answer(ASK(standin, "--no-wait", "Seoul"), "no-wait");
	expect_refresh(standin, 1);
	expect_new_answer(ASK(standin, "--no-wait", "Seoul"));
	expect_no_request(standin);
}

Test(no_wait, fails_at_once_with_nothing_cached_and_fetches_it)
{
	struct peer *standin = STANDIN(NULL);

	expect_nothing(ASK(standin, "--no-wait", "Seoul"), FETCHING);
	expect_refresh(standin, 1);
	expect_new_answer(ASK(standin, "--no-wait", "Seoul"));
	expect_no_request(standin);
}

Test(no_wait, respects_both_ages)
{
	struct peer *standin = START_WITH_OLD_ENTRY(NULL);

	expect_new_answer(ASK(standin, "--no-wait", "--max-age=7200", "Seoul"));
	expect_no_request(standin);
	expect_nothing(ASK(standin, "--no-wait", "--max-stale=1800", "Seoul"), FETCHING);
	expect_refresh(standin, 1);
}

Test(no_wait, tells_that_an_answer_is_old_in_json)
{
	struct peer *standin = START_WITH_OLD_ENTRY(NULL);
	const struct run *run = ASK(standin, "--no-wait", "-q", "--json", "Seoul");

	cr_assert_eq(run->status, 0, "%s", run->err);
	cr_expect_str_empty(run->err, "%s", run->err);
	expect_in(run->out, "\"cached\":true,\"stale\":true,\"stale_reason\":\"no-wait\",");
	expect_refresh(standin, 1);
	run = ASK(standin, "--no-wait", "--json", "Tokyo");
	cr_expect_eq(run->status, 4);
	expect_in(run->out, "\"query\":\"Tokyo\",\"error\":{\"code\":4,\"name\":\"network\",");
	expect_refresh(standin, 1);
	run = ASK(standin, "--no-wait", "--json", "Seoul");
	expect_in(run->out, "\"cached\":true,\"stale\":false,\"stale_reason\":null,");
}

/* Each part of an answer has a request of its own. */
Test(no_wait, refreshes_all_parts_of_several_places)
{
	struct peer *standin = START_WITH_OLD_ENTRY(NULL);
	const struct run *run;

	run = ASK(standin, "--no-wait", "-f", "--air", "Seoul", "Tokyo");
	expect_nothing(run, "wx: Tokyo: ");
	expect_refresh(standin, 6);
	run = ASK(standin, "--no-wait", "-f", "--air", "Seoul", "Tokyo");
	expect_new_answer(run);
	expect_in(run->out, "\nTokyo, JP: ");
	expect_in(run->out, "\nAir quality: ");
	expect_no_request(standin);
}

Test(no_wait, refreshes_more_places_than_are_fetched_at_a_time)
{
	struct peer *standin = STANDIN(NULL);
	char places[40 * 16] = "";
	const struct run *run;

	for (int i = 0; i < 40; i++)
		snprintf(places + strlen(places), 16, "%d.5,10.5\n", i);
	run = ASK_WITH(standin, .input = places, "--no-wait", "--from=-");
	cr_expect_eq(run->status, 4);
	expect_refresh(standin, 40);
	run = ASK_WITH(standin, .input = places, "--no-wait", "--from=-");
	expect_new_answer(run);
	expect_no_request(standin);
}

/* ---- the other source ---- */

#define ASK_OPEN_METEO(peer, ...) \
	WX(SETUP(.open_meteo_url = (peer)->url, .home = home, ENV(KEYLESS)), __VA_ARGS__)

Test(no_wait, refreshes_answers_of_open_meteo)
{
	struct peer *standin = STANDIN(NULL);
	const struct run *run = ASK_OPEN_METEO(standin, "--no-wait", "Seoul");

	/* Nobody has been asked, so nothing is to be said of that. */
	expect_nothing(run, FETCHING);
	cr_expect(!strstr(run->err, "Open-Meteo"), "%s", run->err);
	expect_refresh(standin, 1);
	run = ASK_OPEN_METEO(standin, "--no-wait", "Seoul");
	expect_new_answer(run);
	expect_in(run->out, "Open-Meteo.com");
	/* The forecast comes with it. */
	expect_new_answer(ASK_OPEN_METEO(standin, "--no-wait", "-f", "Seoul"));
	expect_no_request(standin);
}

/* The service has the weather by coordinates alone, so that a place is looked up first. */
Test(no_wait, looks_up_a_place_in_the_background)
{
	struct peer *standin = STANDIN(NULL);

	expect_nothing(ASK_OPEN_METEO(standin, "--no-wait", "--air", "Nether Wallop,GB"), FETCHING);
	expect_refresh(standin, 3);
	expect_new_answer(ASK_OPEN_METEO(standin, "--no-wait", "--air", "Nether Wallop,GB"));
	age_files(".reply", HOUR);
	cr_expect_eq(ASK_OPEN_METEO(standin, "--no-wait", "--air", "Nether Wallop,GB")->status, 0);
	/* Where it is does not change. */
	expect_refresh(standin, 2);
}

/* As without --no-wait, they need no key. */
Test(no_wait, prints_old_answers_of_the_service_with_a_key)
{
	struct peer *owm = START_WITH_OLD_ENTRY(NULL), *open_meteo = STANDIN(NULL);
	const struct setup setup = {.url = owm->url,
		.open_meteo_url = open_meteo->url,
		.home = home,
		.env = WORDS(KEYLESS)};
	const struct run *run;

	run = wx_run(&setup, WORDS("--no-wait", "Seoul"));
	expect_old_answer(run, "no-wait");
	expect_in(run->out, "OpenWeather");
	expect_refresh(open_meteo, 1);
	run = wx_run(&setup, WORDS("--no-wait", "Seoul"));
	expect_new_answer(run);
	expect_in(run->out, "Open-Meteo.com");
	/* Once it is old as well, it is still the later one. */
	age_files(".reply", HOUR);
	run = wx_run(&setup, WORDS("--no-wait", "Seoul"));
	cr_expect_eq(run->status, 0);
	expect_in(run->out, "\nStale: 1 h old (no-wait)\n");
	expect_in(run->out, "Open-Meteo.com");
	expect_refresh(open_meteo, 1);
	cr_expect_eq(standin_requests(owm)->count, 0);
}

/* ---- at once ---- */

Test(no_wait, answers_at_once_while_the_service_hangs)
{
	struct peer *standin = START_WITH_OLD_ENTRY(HANG);
	const struct run *run;

	skip_with_wrapper();
	for (int i = 0; i < 3; i++) {
		run = ASK(standin, "--no-wait", LONG_TIMEOUT, "Seoul");
		expect_old_answer(run, "no-wait");
		expect_at_once(run);
		run = ASK(standin, "--no-wait", LONG_TIMEOUT, "Tokyo");
		expect_nothing(run, FETCHING);
		expect_at_once(run);
	}
	standin_wait(standin, 2);
	cr_expect_eq(standin_requests(standin)->count, 2);
}

Test(no_wait, sends_one_request_for_a_hundred_prompts)
{
	struct peer *standin = START_WITH_OLD_ENTRY("--delay", "1500");
	size_t old = 0;

	skip_with_wrapper();
	for (int i = 0; i < 100; i++) {
		const struct run *run = ASK(standin, "--no-wait", "Seoul");

		cr_assert_eq(run->status, 0, "%s", run->err);
		old += strstr(run->out, "Stale") != NULL;
	}
	expect_refresh(standin, 1);
	cr_expect_geq(old, 1);
}

Test(no_wait, sends_one_request_for_callers_at_the_same_time)
{
	enum { CROWD = 10 };
	struct peer *standin = START_WITH_OLD_ENTRY("--delay", "1500");
	const struct setup setup = {.url = standin->url, .home = home};
	struct run *runs[CROWD];

	for (size_t i = 0; i < CROWD; i++)
		runs[i] = wx_start(&setup, WORDS("--no-wait", "Seoul"));
	for (size_t i = 0; i < CROWD; i++) {
		wx_finish(runs[i]);
		cr_expect_eq(runs[i]->status, 0, "%s", runs[i]->err);
	}
	expect_refresh(standin, 1);
}

Test(no_wait, leaves_alone_what_another_run_fetches)
{
	struct peer *standin = STANDIN(HANG);
	const struct setup setup = {.url = standin->url, .home = home};
	struct run *holder;
	const struct run *run;

	skip_with_wrapper();
	holder = wx_start(&setup, WORDS("--timeout=3600", "Seoul"));
	standin_wait(standin, 1);
	run = ASK(standin, "--no-wait", "-v", "Seoul");
	expect_nothing(run, FETCHING);
	cr_expect(!strstr(run->err, "to refresh in the background"), "%s", run->err);
	kill(holder->pid, SIGKILL);
	wx_finish(holder);
	wait_for_refresh();
	cr_expect_eq(standin_requests(standin)->count, 1);
	/* The lock of a process that was killed is nobody's. */
	run = ASK(standin, "--no-wait", "-v", "Seoul");
	expect_in(run->err, "\nplaces to refresh in the background: 1\n");
	standin_wait(standin, 2);
}

/* The weather is locked, and the forecast is not. */
Test(no_wait, waits_for_nobody_in_the_background)
{
	struct peer *standin = START_WITH_OLD_ENTRY(NULL);
	char name[PATH_MAX], path[PATH_MAX];
	double start = monotonic_now();
	int file;

	cr_assert_eq(find_files(name, ".reply"), 1);
	snprintf(strrchr(name, '.'), sizeof ".lock", ".lock");
	snprintf(path, sizeof path, "%s/%.100s", home->path, name);
	file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	cr_assert_eq(flock(file, LOCK_EX | LOCK_NB), 0);
	expect_nothing(ASK(standin, "--no-wait", "-f", "--timeout=60", "Seoul"), FETCHING);
	expect_refresh(standin, 1);
	cr_expect_lt(monotonic_now() - start, 45, "it has waited");
	expect_in(standin->requests.last, "/forecast?");
	close(file);
}

Test(no_wait, loads_no_network_library_before_the_end)
{
#if defined(__GLIBC__)
	const char *debug = "LD_DEBUG=libs";
	struct peer *standin = START_WITH_OLD_ENTRY(NULL);
	const struct run *run;

	skip_with_wrapper();
	if (strstr(ASK_WITH(standin, ENV(debug), "--help")->err, "find library=libcurl"))
		cr_skip_test("wx is linked with libcurl");
	run = ASK_WITH(standin, ENV(debug), "--no-wait", "Seoul");
	expect_old_answer(run, "no-wait");
	cr_expect(!strstr(run->err, "find library=libcurl"));
	expect_refresh(standin, 1);
#else
	cr_skip_test("only glibc's loader says what it looks for");
#endif
}

/* ---- quiet after failures ---- */

Test(no_wait, is_quiet_for_a_minute_after_a_failure)
{
	struct peer *standin = START_WITH_OLD_ENTRY("--answer", WEATHER "=status:500");

	expect_old_answer(ASK(standin, "--no-wait", "Seoul"), "no-wait");
	expect_refresh(standin, 1);
	expect_nothing(ASK(standin, "--no-wait", "Tokyo"), FETCHING);
	expect_refresh(standin, 1);
	for (int i = 0; i < 5; i++) {
		expect_old_answer(ASK(standin, "--no-wait", "Seoul"), "bad-reply");
		expect_nothing(ASK(standin, "--no-wait", "Tokyo"),
			", and a request for a new one failed less than a minute ago "
			"(error 'bad-reply'); run wx without --no-wait for details\n");
	}
	expect_no_request(standin);
	age_files(".failed", 61);
	expect_old_answer(ASK(standin, "--no-wait", "Seoul"), "no-wait");
	expect_refresh(standin, 1);
}

Test(no_wait, is_quiet_when_nobody_listens)
{
	struct peer *standin = START_WITH_OLD_ENTRY(NULL);

	peer_stop(standin);
	expect_old_answer(ASK(standin, "--no-wait", "Seoul"), "no-wait");
	wait_for_refresh();
	expect_old_answer(ASK(standin, "--no-wait", "Seoul"), "network");
	wait_for_refresh();
}

Test(no_wait, is_quiet_after_a_timeout)
{
	struct peer *standin = START_WITH_OLD_ENTRY(HANG);
	const char *timeout = "--timeout=0.5";

	expect_old_answer(ASK(standin, "--no-wait", timeout, "Seoul"), "no-wait");
	wait_for_refresh();
	standin_forget(standin);
	expect_old_answer(ASK(standin, "--no-wait", timeout, "Seoul"), "network");
	expect_no_request(standin);
}

/* The user has to put these right; other runs try again, and say what is wrong. */
Test(no_wait, is_quiet_after_a_failure_that_lasts)
{
	struct peer *standin = START_WITH_OLD_ENTRY("--answer", WEATHER "=status:401");
	const struct run *run;

	expect_old_answer(ASK(standin, "--no-wait", "Seoul"), "no-wait");
	expect_refresh(standin, 1);
	expect_old_answer(ASK(standin, "--no-wait", "Seoul"), "auth");
	expect_no_request(standin);
	run = ASK(standin, "Seoul");
	cr_expect_eq(run->status, 6, "%s", run->err);
	cr_expect_str_empty(run->out);
	expect_refresh(standin, 1);
	/* Nor is a key looked for again. */
	run = ASK_WITH(standin, ENV("WX_API_KEY=two words"), "--no-wait", "Tokyo");
	expect_nothing(run, FETCHING);
	wait_for_refresh();
	run = ASK_WITH(standin, ENV("WX_API_KEY=two words"), "--no-wait", "Tokyo");
	expect_nothing(run, "failed less than a minute ago (error 'config')");
	expect_no_request(standin);
}

Test(no_wait, is_quiet_in_a_pause)
{
	struct peer *standin = START_WITH_OLD_ENTRY("--answer", WEATHER "=status:429");
	const struct run *run;

	expect_old_answer(ASK(standin, "--no-wait", "Seoul"), "no-wait");
	expect_refresh(standin, 1);
	for (int i = 0; i < 5; i++)
		expect_old_answer(ASK(standin, "--no-wait", "Seoul"), "rate-limit");
	run = ASK(standin, "--no-wait", "--json", "Tokyo");
	cr_expect_eq(run->status, 4);
	expect_in(run->err, ", and OpenWeatherMap asked for a pause after too many requests; try ");
	cr_expect(!strstr(run->out, "\"retry_after_seconds\":null"), "%s", run->out);
	expect_no_request(standin);
}

/* What could not be stored would be fetched again and again. */
Test(no_wait, fetches_nothing_that_cannot_be_stored)
{
	struct peer *standin = STANDIN(NULL);
	char path[PATH_MAX];
	const struct run *run;

	run = ASK_WITH(standin, ENV("XDG_CACHE_HOME=/dev/null"), "--no-wait", "Seoul");
	cr_expect_eq(run->status, 4);
	expect_in(run->err, "wx: Seoul: the cache cannot be used: ");
	expect_no_request(standin);
	/* Root can write everywhere. */
	if (geteuid() == 0)
		return;
	expect_new_answer(ASK(standin, "Seoul"));
	standin_forget(standin);
	snprintf(path, sizeof path, "%s/.cache/wx", home->path);
	cr_assert_eq(chmod(path, 0500), 0);
	expect_nothing(ASK(standin, "--no-wait", "Tokyo"), " cannot be written to; set ");
	cr_assert_eq(chmod(path, 0700), 0);
	expect_no_request(standin);
}

Test(no_wait, fetches_nothing_for_a_full_disk)
{
	struct peer *standin = START_WITH_OLD_ENTRY(NULL);
	struct rlimit limit;

	cr_assert_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = 100;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	for (int i = 0; i < 3; i++) {
		expect_old_answer(ASK(standin, "--no-wait", "Seoul"), "no-wait");
		expect_no_request(standin);
		expect_nothing(ASK(standin, "--no-wait", "-f", "--air", "Tokyo"),
			"/.cache/wx (the disk may be full); free some space, or set ");
		expect_no_request(standin);
	}
	limit.rlim_cur = limit.rlim_max;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	expect_old_answer(ASK(standin, "--no-wait", "Seoul"), "no-wait");
	expect_refresh(standin, 1);
	expect_new_answer(ASK(standin, "--no-wait", "Seoul"));
}

/* ---- the process in the background ---- */

static void read_link(char to[PATH_MAX], pid_t pid, const char *name)
{
	char path[PATH_MAX];
	ssize_t length;

	snprintf(path, sizeof path, "/proc/%ld/%.200s", (long)pid, name);
	length = readlink(path, to, PATH_MAX - 1);
	to[length < 0 ? 0 : length] = '\0';
}

static bool begins_with(const char *text, const char *beginning)
{
	return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* Its own files are those of the cache, and what libcurl has. */
static void expect_own_descriptors(pid_t pid)
{
	char path[PATH_MAX], target[PATH_MAX], cache[PATH_MAX];
	struct dirent *entry;
	DIR *directory;

	snprintf(cache, sizeof cache, "%s/.cache/wx", home->path);
	snprintf(path, sizeof path, "/proc/%ld/fd", (long)pid);
	directory = opendir(path);
	cr_assert(directory, "%s", path);
	while ((entry = readdir(directory))) {
		char name[300];
		long number = strtol(entry->d_name, NULL, 10);

		if (*entry->d_name == '.')
			continue;
		snprintf(name, sizeof name, "fd/%.255s", entry->d_name);
		read_link(target, pid, name);
		if (number <= STDERR_FILENO)
			cr_expect_str_eq(target, "/dev/null", "%ld", number);
		else
			cr_expect(begins_with(target, "socket:") ||
					  begins_with(target, "anon_inode:") ||
					  begins_with(target, cache),
				"descriptor %ld: %s", number, target);
	}
	closedir(directory);
}

struct stat_values {
	int parent, group, session, terminal;
};

/* Some of /proc/PID/stat; false if the process has ended. */
static bool read_stat(pid_t pid, struct stat_values *values)
{
	char path[64], text[1024] = "";
	FILE *file;

	snprintf(path, sizeof path, "/proc/%ld/stat", (long)pid);
	file = fopen(path, "r");
	if (file) {
		text[fread(text, 1, sizeof text - 1, file)] = '\0';
		fclose(file);
	}
	return strrchr(text, ')') &&
	       sscanf(strrchr(text, ')'), ") %*c %d %d %d %d", &values->parent, &values->group,
		       &values->session, &values->terminal) == 4;
}

/*
 * Waits until a process refreshes that is in a session of others, none of which is the caller. The
 * one that leads a session may get a terminal.
 */
static pid_t find_settled_refresher(pid_t caller, struct stat_values *values)
{
	double deadline = monotonic_now() + WAIT_SECONDS_MAX;
	pid_t pid;

	do {
		nap();
		cr_assert_lt(monotonic_now(), deadline, "nobody refreshes, or not in its session");
		pid = find_refresher();
	} while (pid == 0 || !read_stat(pid, values) || values->session == caller ||
		 values->session == pid);
	return pid;
}

Test(no_wait, holds_nothing_of_the_caller)
{
	struct peer *standin = START_WITH_OLD_ENTRY(HANG);
	char directory[PATH_MAX], target[PATH_MAX];
	struct setup setup = {
		.url = standin->url, .home = home, .columns = 80, .errors_terminal = true};
	struct run *run;
	struct stat_values values;
	pid_t pid, caller;

	skip_without_proc();
	home_write(home, "here/file", 0600, "");
	snprintf(directory, sizeof directory, "%s/here", home->path);
	setup.directory = directory;
	run = wx_start(&setup, WORDS("--no-wait", LONG_TIMEOUT, "Seoul"));
	caller = run->pid;
	wx_finish(run);
	cr_assert_eq(run->status, 0, "%s", run->out);
	pid = find_settled_refresher(caller, &values);
	cr_expect_neq(values.parent, getpid());
	cr_expect_neq(values.group, caller);
	cr_expect_eq(values.terminal, 0, "it has a terminal");
	read_link(target, pid, "cwd");
	cr_expect_str_eq(target, "/");
	standin_wait(standin, 1);
	expect_own_descriptors(pid);
}

Test(no_wait, refreshes_despite_a_hangup)
{
	struct peer *standin = START_WITH_OLD_ENTRY("--delay", "1000");
	pid_t pid;

	skip_without_proc();
	expect_old_answer(ASK(standin, "--no-wait", "Seoul"), "no-wait");
	standin_wait(standin, 1);
	pid = find_refresher();
	if (pid != 0)
		kill(pid, SIGHUP);
	expect_refresh(standin, 1);
	expect_new_answer(ASK(standin, "--no-wait", "Seoul"));
}

/* Even if the caller ignores the signal that is to end it. */
Test(no_wait, can_be_ended_while_it_refreshes)
{
	struct peer *standin = START_WITH_OLD_ENTRY(HANG);
	const struct run *run =
		run_script(standin, "trap '' TERM\n"
				    "\"$PROGRAM\" --no-wait --timeout=3600 Seoul\n");

	skip_without_proc();
	expect_old_answer(run, "no-wait");
	standin_wait(standin, 1);
	cr_assert_eq(kill(find_refresher(), SIGTERM), 0);
	wait_for_refresh();
}

/* A dead name server, for one, must not keep it. */
Test(no_wait, ends_at_the_timeout)
{
	struct peer *standin = START_WITH_OLD_ENTRY(HANG);
	double start = monotonic_now();

	expect_old_answer(ASK(standin, "--no-wait", "--timeout=1", "Seoul"), "no-wait");
	wait_for_refresh();
	cr_expect_lt(monotonic_now() - start, 20);
}

Test(no_wait, prints_the_answer_before_anything_is_started)
{
	struct peer *standin = START_WITH_OLD_ENTRY(NULL);
	const char *const env[] = {preload_setting(), "HANG_FORK=1", NULL};
	const struct setup setup = {.url = standin->url, .home = home, .env = env};
	struct run *run = wx_start(&setup, WORDS("--no-wait", "Seoul"));

	/* The last line. */
	wx_expect(run, "\nWeather data provided by OpenWeather (https://openweathermap.org/)\n");
	kill(run->pid, SIGKILL);
	wx_finish(run);
	cr_expect_eq(run->status, 128 + SIGKILL);
	expect_in(run->out, "\nStale: 1 h old (no-wait)\n");
	expect_no_request(standin);
}

/* Only then is it worth its price. */
Test(no_wait, starts_nothing_unless_a_request_is_due)
{
	struct peer *standin = START_WITH_OLD_ENTRY("--answer", WEATHER "=status:500");
	const char *preload = preload_setting();
	const struct run *run;

	run = ASK_WITH(
		standin, ENV(preload, "HANG_FORK=1"), "--no-wait", "--max-age=7200", "Seoul");
	expect_new_answer(run);
	expect_old_answer(ASK(standin, "--no-wait", "Seoul"), "no-wait");
	expect_refresh(standin, 1);
	run = ASK_WITH(standin, ENV(preload, "HANG_FORK=1"), "--no-wait", "Seoul");
	expect_old_answer(run, "bad-reply");
}

Test(no_wait, loses_only_the_refresh_when_no_process_can_be_started)
{
	static const char *const which[] = {"FAIL_FORK=1", "FAIL_FORK=2"};
	struct peer *standin = START_WITH_OLD_ENTRY(NULL);
	const char *preload = preload_setting();

	for (size_t i = 0; i < sizeof which / sizeof *which; i++) {
		const struct run *run =
			ASK_WITH(standin, ENV(preload, which[i]), "--no-wait", "-v", "Seoul");

		expect_old_answer(run, "no-wait");
		expect_no_request(standin);
	}
	expect_old_answer(ASK(standin, "--no-wait", "Seoul"), "no-wait");
	expect_refresh(standin, 1);
}

/* ---- callers ---- */

Test(no_wait, keeps_no_shell_waiting)
{
	struct peer *standin = START_WITH_OLD_ENTRY(HANG);
	const struct run *run = run_script(standin,
		"x=$(\"$PROGRAM\" --no-wait --timeout=30 Seoul 2>&1) || exit 1\n"
		"wait\n"
		"printf '%s\\n' \"$x\"\n");

	expect_at_once(run);
	cr_expect_eq(run->status, 0);
	expect_in(run->out, "\nSeoul, KR: broken clouds\n");
	expect_in(run->out, "\nStale: 1 h old (no-wait)\n");
	standin_wait(standin, 1);
}

/* A lock that is held by an open file, and a pipe that somebody reads. */
Test(no_wait, holds_no_descriptor_of_a_shell)
{
	struct peer *standin = START_WITH_OLD_ENTRY(HANG);
	const struct run *run = run_script(standin,
		"exec 9>\"$HOME/lock\"\n"
		"{ \"$PROGRAM\" --no-wait --timeout=30 Seoul 2>&1 7>&1; } | cat\n");
	pid_t pid;

	skip_without_proc();
	expect_at_once(run);
	cr_expect_eq(run->status, 0);
	standin_wait(standin, 1);
	pid = find_refresher();
	cr_assert_neq(pid, 0);
	expect_own_descriptors(pid);
}

Test(no_wait, works_in_the_environment_of_cron)
{
	struct peer *standin = START_WITH_OLD_ENTRY(NULL);
	const struct run *run = run_script(standin,
		"env -i HOME=\"$HOME\" LOGNAME=user PATH=/usr/bin:/bin SHELL=/bin/sh \\\n"
		"WX_API_KEY=\"$WX_API_KEY\" WX_API_URL=\"$WX_API_URL\" WX_DATADIR=\"$WX_DATADIR\" "
		"\\\n\"$PROGRAM\" --no-wait Seoul </dev/null | cat\n");

	cr_expect_eq(run->status, 0, "%s", run->err);
	expect_in(run->out, "\nStale: 1 h old (no-wait)\n");
	expect_refresh(standin, 1);
	expect_new_answer(ASK(standin, "--no-wait", "Seoul"));
}

/* The window is closed as soon as wx has ended. */
Test(no_wait, works_in_a_window_of_tmux)
{
	struct peer *standin = START_WITH_OLD_ENTRY("--delay", "500");
	const struct run *run =
		run_script(standin, "command -v tmux >/dev/null || exit 77\n"
				    "tmux -S \"$HOME/socket\" -f /dev/null new-session -d \\\n"
				    "'\"$PROGRAM\" --no-wait Seoul >\"$HOME/out\"' || exit 77\n");
	char *out;

	if (run->status == 77)
		cr_skip_test("tmux is not installed, or gets no terminal");
	cr_assert_eq(run->status, 0, "%s", run->err);
	expect_refresh(standin, 1);
	out = home_read(home, "out");
	cr_assert(out);
	expect_in(out, "\nStale: 1 h old (no-wait)\n");
	free(out);
	expect_new_answer(ASK(standin, "--no-wait", "Seoul"));
}

/* ---- files that are named by what only the caller has ---- */

Test(no_wait, finds_a_relative_key_file_and_authority)
{
	struct peer *standin = STANDIN(NULL);
	char directory[PATH_MAX];
	const struct run *run;

	home_write(home, "here/key", 0600, HARNESS_KEY "\n");
	snprintf(directory, sizeof directory, "%s/here", home->path);
	run = ASK_WITH(standin, SETUP(.directory = directory, .key_path = "here/key", ENV(KEYLESS)),
		"--no-wait", "--key-file=key", "Seoul");
	expect_nothing(run, FETCHING);
	expect_refresh(standin, 1);
	expect_new_answer(ASK_WITH(standin, .key_path = "here/key", "--no-wait", "Seoul"));
}

/* The shell's <(COMMAND) is such a descriptor. */
Test(no_wait, reads_the_key_from_a_descriptor)
{
	struct peer *standin = STANDIN(NULL);
	const struct run *run;

	home_write(home, "here/key", 0600, HARNESS_KEY "\n");
	run = run_script(standin,
		"unset WX_API_KEY\n"
		"cat \"$HOME/here/key\" | {\n"
		"exec 8</dev/null\n"
		"\"$PROGRAM\" --no-wait --key-file /dev/fd/7 Seoul 7<&0 </dev/null; }\n");
	expect_nothing(run, FETCHING);
	expect_refresh(standin, 1);
	expect_new_answer(ASK_WITH(standin, .key_path = "here/key", "--no-wait", "Seoul"));
}

/* ---- what contradicts it ---- */

Test(no_wait, is_refused_where_it_makes_no_sense)
{
	static const struct {
		const char *words[4], *message;
	} rows[] = {{{"--no-wait", "--offline", "Seoul"},
			    ", which never uses the network; remove one of them\n"},
		{{"--no-wait", "--max-age=0", "Seoul"}, "; raise --max-age, or remove --no-wait\n"},
		{{"--no-wait", "--key-file=-", "Seoul"},
			"--no-wait cannot be used with '-' as the key file, because the background "
			"process cannot read standard input; put the key in a file\n"},
		{{"--no-wait", "--key-file=/dev/stdin", "Seoul"}, "; put the key in a file\n"},
		{{"--no-wait", "--key-file=/dev/fd/0", "Seoul"}, "; put the key in a file\n"},
		{{"--no-wait", "--check", "Seoul"}, "--no-wait cannot be used with --check; "},
		{{"--no-wait=yes", "Seoul"}, "--no-wait takes no value"}};
	struct peer *standin = STANDIN(NULL);
	const struct setup setup = {.url = standin->url, .home = home};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct run *run = wx_run(&setup, rows[i].words);

		cr_expect_eq(run->status, 2, "row %zu: %d", i, run->status);
		cr_expect_str_empty(run->out);
		expect_in(run->err, rows[i].message);
	}
	/* The command line overrides the configuration file. */
	home_write(home, ".config/wx/config", 0600, "max-age = 0\n");
	cr_expect_eq(ASK(standin, "--no-wait", "Seoul")->status, 2);
	expect_no_request(standin);
	expect_nothing(ASK(standin, "--no-wait", "--max-age=600", "Seoul"), FETCHING);
	expect_refresh(standin, 1);
}
