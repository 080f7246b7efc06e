/* SPDX-License-Identifier: MIT */
/* The cache: several runs in one home, and how often they send a request. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "harness.h"

#define WEATHER "/data/2.5/weather"
#define HOUR 3600

/* HOME of all runs of a test. */
static struct home *home;

static void make_home(void)
{
	home = home_make();
}

TestSuite(cache, .init = make_home, .fini = harness_teardown);
TestSuite(stale, .init = make_home, .fini = harness_teardown);
TestSuite(pause, .init = make_home, .fini = harness_teardown);
TestSuite(offline, .init = make_home, .fini = harness_teardown);
TestSuite(lock, .init = make_home, .fini = harness_teardown);

/* Runs wx in that home against a peer; ASK_WITH with more settings. */
#define ASK(peer, ...) ASK_WITH(peer, DEFAULTS, __VA_ARGS__)
#define ASK_WITH(peer, how, ...) WX(SETUP(.url = (peer)->url, .home = home, how), __VA_ARGS__)

/* ---- helpers ---- */

static void expect_answer(const struct run *run)
{
	cr_assert_eq(run->status, 0, "status %d: %s", run->status, run->err);
	cr_expect(strstr(run->out, "Seoul"), "%s", run->out);
}

static void expect_quiet_answer(const struct run *run)
{
	expect_answer(run);
	cr_expect_str_empty(run->err, "%s", run->err);
}

static void expect_requests(struct peer *standin, size_t count)
{
	cr_expect_eq(standin_requests(standin)->count, count, "%zu requests instead of %zu",
		standin->requests.count, count);
	standin_forget(standin);
}

static void expect_in(const char *text, const char *part)
{
	cr_expect(strstr(text, part), "no '%s' in: %s", part, text);
}

static bool ends_with(const char *name, const char *ending)
{
	size_t length = strlen(name), ending_length = strlen(ending);

	return length >= ending_length && strcmp(name + length - ending_length, ending) == 0;
}

/*
 * Returns how many files of the cache have this suffix. `name` becomes the path of the last one,
 * relative to the home.
 */
static size_t find_files(char name[PATH_MAX], const char *ending)
{
	char path[PATH_MAX];
	size_t found = 0;
	DIR *directory;

	snprintf(path, sizeof path, "%s/.cache/wx", home->path);
	directory = opendir(path);
	for (struct dirent *entry; directory && (entry = readdir(directory));) {
		if (!ends_with(entry->d_name, ending))
			continue;
		found++;
		snprintf(name, PATH_MAX, ".cache/wx/%s", entry->d_name);
	}
	if (directory)
		closedir(directory);
	return found;
}

static char *read_single_file(char name[PATH_MAX], const char *ending)
{
	cr_assert_eq(find_files(name, ending), 1, "not one %s", ending);
	return home_read(home, name);
}

/* Adds to the time in the cache's only file with this suffix: the third word of its first line. */
static void shift_time(const char *ending, int seconds)
{
	static char shifted[2 << 20];
	char name[PATH_MAX], *text = read_single_file(name, ending);
	char *from = strchr(strchr(text, ' ') + 1, ' '), *behind;
	int64_t when = strtoll(from, &behind, 10);

	snprintf(shifted, sizeof shifted, "%.*s %" PRId64 "%s", (int)(from - text), text,
		when + seconds, behind);
	home_write(home, name, 0600, shifted);
	free(text);
}

static void age_entry(int seconds)
{
	shift_time(".reply", -seconds);
}

/* Replaces the body of the only entry, as if the service had sent another. */
static void replace_body(const char *body)
{
	static char changed[2 << 20];
	char name[PATH_MAX], *text = read_single_file(name, ".reply");
	const char *identity = strchr(text, '\n') + 1;
	int64_t when;
	int length;

	cr_assert_eq(sscanf(text, "wx-reply 1 %" SCNd64 " %d", &when, &length), 2);
	snprintf(changed, sizeof changed, "wx-reply 1 %" PRId64 " %d %zu\n%.*s%s", when, length,
		strlen(body), length, identity, body);
	home_write(home, name, 0600, changed);
	free(text);
}

/* The value of a member of the JSON, which is one line. */
static long number_in(const struct run *run, const char *member)
{
	char wanted[64];
	const char *found;

	snprintf(wanted, sizeof wanted, "\"%s\":", member);
	found = strstr(run->out, wanted);
	cr_assert(found, "no %s in: %s", wanted, run->out);
	return strtol(found + strlen(wanted), NULL, 10);
}

static void expect_number(const struct run *run, const char *member, long least, long most)
{
	long number = number_in(run, member);

	cr_expect(number >= least && number <= most, "%s is %ld, not %ld to %ld", member, number,
		least, most);
}

/* Replaces a peer by a stand-in at the same port that answers with this word, see standin.c. */
static struct peer *replace_peer(struct peer *peer, const char *word)
{
	char answer[128];

	peer_stop(peer);
	snprintf(answer, sizeof answer, WEATHER "=%s", word);
	return STANDIN("--port", peer->port, "--answer", answer);
}

static struct peer *replace_by_fault(struct peer *peer, const char *fault)
{
	peer_stop(peer);
	return faults_start(fault, peer->port);
}

/* Starts a stand-in and puts an answer of that age into the cache. */
static struct peer *start_with_entry(int seconds)
{
	struct peer *standin = STANDIN(NULL);

	expect_quiet_answer(ASK(standin, "Seoul"));
	age_entry(seconds);
	standin_forget(standin);
	return standin;
}

/* ---- fresh answers ---- */

Test(cache, answers_without_a_request_or_a_key)
{
	struct peer *standin = STANDIN(NULL);
	const struct run *first = ASK(standin, "Seoul"), *second;

	expect_quiet_answer(first);
	expect_requests(standin, 1);
	second = ASK_WITH(standin, ENV("WX_API_KEY"), "Seoul");
	expect_quiet_answer(second);
	cr_expect_str_eq(second->out, first->out);
	expect_requests(standin, 0);
	peer_stop(standin);
	expect_quiet_answer(ASK_WITH(standin, ENV("WX_API_KEY"), "Seoul"));
}

/* How many writes to standard output a run takes; such a socket keeps them apart. */
static int count_writes(const char *url, const char *option)
{
	const char *named = getenv("WX");
	char message[1 << 14];
	int ends[2], status, count = 0;
	pid_t child;

	cr_assert_eq(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends), 0);
	child = fork();
	if (child == 0) {
		setenv("HOME", home->path, 1);
		setenv("XDG_CACHE_HOME", "", 1);
		setenv("WX_CONFIG", "", 1);
		setenv("WX_API_URL", url, 1);
		setenv("WX_API_KEY", HARNESS_KEY, 1);
		dup2(ends[1], STDOUT_FILENO);
		execl(named ? named : "src/wx", "wx", option, "Seoul", (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_expect(
		WIFEXITED(status) && WEXITSTATUS(status) == 0, "%s: %#x", option, (unsigned)status);
	while (recv(ends[0], message, sizeof message, MSG_DONTWAIT) > 0)
		count++;
	close(ends[0]);
	return count;
}

Test(cache, answers_and_names_the_source_in_one_write)
{
	static const char *const options[] = {"--max-age=0", "--plain", "--forecast", "--json"};
	const char *url = STANDIN(NULL)->url;

	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		cr_expect_eq(count_writes(url, options[i]), 1, "%s", options[i]);
}

Test(cache, is_reported_in_json)
{
	struct peer *standin = STANDIN(NULL);
	const struct run *run = ASK(standin, "--json", "Seoul");

	expect_in(run->out, ",\"cached\":false,\"stale\":false,\"stale_reason\":null,");
	expect_number(run, "age_seconds", 0, 10);
	age_entry(100);
	run = ASK(standin, "--json", "Seoul");
	expect_quiet_answer(run);
	expect_in(run->out, ",\"cached\":true,\"stale\":false,\"stale_reason\":null,");
	expect_number(run, "age_seconds", 100, 110);
	expect_requests(standin, 1);
}

#if defined(__GLIBC__)
static bool looks_for_libcurl(const struct run *run)
{
	return strstr(run->err, "find library=libcurl");
}
#endif

Test(cache, is_reported_with_v)
{
	struct peer *standin = start_with_entry(300);
	const struct run *run = ASK(standin, "-v", "Seoul");

	expect_answer(run);
	expect_in(run->err, "Seoul: from the cache, 30");
	expect_in(run->err, " s old\n");
	age_entry(HOUR);
	run = ASK(standin, "-v", "--offline", "Seoul");
	expect_answer(run);
	expect_in(run->err, "Seoul: from the cache, 390");
	expect_in(run->err, " s old; stale: offline\n");
	expect_requests(standin, 0);
}

Test(cache, answers_without_loading_libcurl)
{
#if defined(__GLIBC__)
	const char *debug = "LD_DEBUG=libs";
	struct peer *standin = STANDIN(NULL);

	if (getenv("WX_WRAPPER") && *getenv("WX_WRAPPER"))
		cr_skip_test("the wrapper has libraries of its own");
	if (looks_for_libcurl(ASK_WITH(standin, ENV(debug), "--help")))
		cr_skip_test("wx is linked with libcurl");
	cr_expect(looks_for_libcurl(ASK_WITH(standin, ENV(debug), "Seoul")));
	cr_expect_not(looks_for_libcurl(ASK_WITH(standin, ENV(debug), "Seoul")));
	cr_expect_not(looks_for_libcurl(ASK_WITH(standin, ENV(debug), "--json", "Seoul")));
	age_entry(HOUR);
	cr_expect_not(looks_for_libcurl(ASK_WITH(standin, ENV(debug), "--offline", "Seoul")));
	cr_expect_not(looks_for_libcurl(ASK_WITH(standin, ENV(debug), "--offline", "Tokyo")));
	cr_expect(looks_for_libcurl(ASK_WITH(standin, ENV(debug), "Seoul")));
#else
	cr_skip_test("only glibc's loader says what it looks for");
#endif
}

Test(cache, serves_all_units_and_spellings)
{
	static const char *const rows[][5] = {{"-u", "imperial", "Seoul"},
		{"--units=standard", "--wind=bft", "Seoul"}, {"--json", "-u", "uk", "Seoul"},
		{"--color=always", "Seoul"}, {"서울"}, {"seoul,kr"}, {"Seoul", "SEOUL"}};
	struct peer *standin = STANDIN(NULL);
	const struct setup setup = {.url = standin->url, .home = home};

	ASK(standin, "Seoul");
	expect_requests(standin, 1);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect_quiet_answer(wx_run(&setup, rows[i]));
	expect_in(ASK(standin, "-u", "imperial", "Seoul")->out, "Temperature: 51.2 °F");
	expect_in(ASK(standin, "--json", "서울")->out, "\"query\":\"서울\",\"place\":\"Seoul\"");
	expect_requests(standin, 0);
}

Test(cache, separates_languages_places_and_services)
{
	struct peer *standin = STANDIN(NULL), *other = STANDIN(NULL);

	ASK(standin, "Seoul");
	expect_requests(standin, 1);
	expect_in(ASK(standin, "--lang", "ko", "Seoul")->out, "튼구름");
	expect_requests(standin, 1);
	expect_in(ASK(standin, "--lang", "ko", "Seoul")->out, "튼구름");
	expect_in(ASK(standin, "--lang", "en", "Seoul")->out, "broken clouds");
	expect_requests(standin, 0);
	expect_in(ASK(standin, "Tokyo")->out, "Tokyo, JP: ");
	expect_requests(standin, 1);
	ASK(other, "Seoul");
	expect_requests(other, 1);
}

Test(cache, respects_max_age)
{
	static const struct {
		int age;
		const char *word;
		size_t requests;
	} rows[] = {{500, "--max-age=600", 0}, {500, "--max-age=400", 1}, {500, "-q", 0},
		{601, "-q", 1}, {0, "--max-age=0", 1}, {0, "--max-age=0", 1},
		{5000, "--max-age=6000.5", 0}, {-1000, "-q", 1}, {-1000, "--max-age=2592000", 1}};
	struct peer *standin = start_with_entry(0);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		age_entry(rows[i].age);
		expect_quiet_answer(ASK(standin, rows[i].word, "Seoul"));
		cr_expect_eq(standin_requests(standin)->count, rows[i].requests, "row %zu", i);
		standin_forget(standin);
		ASK(standin, "--max-age=0", "Seoul");
		standin_forget(standin);
	}
}

Test(cache, serves_later_places_of_the_same_run)
{
	struct peer *standin = STANDIN(NULL);
	const struct run *run = ASK(standin, "Seoul", "서울, 대한민국", "Seoul, KR");

	expect_quiet_answer(run);
	expect_requests(standin, 1);
}

/* ---- stale answers ---- */

/* Looks at text, JSON and the note, and that no stale answer is given where it is not wanted. */
static void expect_stale(const struct peer *peer, const char *setting, int code, const char *reason)
{
	char line[64], note[96], json[96];
	const struct run *run = ASK_WITH(peer, ENV(setting), "--max-age=0", "Seoul");

	snprintf(line, sizeof line, "\nStale: 3 h old (%s)\n", reason);
	snprintf(note, sizeof note, "wx: Seoul: showing data from 3 h ago (%s): ", reason);
	snprintf(json, sizeof json, "\"cached\":true,\"stale\":true,\"stale_reason\":\"%s\",",
		reason);
	expect_answer(run);
	expect_in(run->out, line);
	cr_expect(strncmp(run->err, note, strlen(note)) == 0, "no '%s' in: %s", note, run->err);
	cr_expect_eq(strchr(run->err, '\n'), run->err + run->err_length - 1, "%s", run->err);
	run = ASK_WITH(peer, ENV(setting), "--max-age=0", "-q", "--json", "Seoul");
	expect_quiet_answer(run);
	expect_in(run->out, json);
	expect_number(run, "age_seconds", 3 * HOUR, 3 * HOUR + 300);
	run = ASK_WITH(peer, ENV(setting), "--max-stale=0", "--max-age=0", "Seoul");
	cr_expect_eq(run->status, code, "%s: %d: %s", reason, run->status, run->err);
	cr_expect_str_empty(run->out);
	run = ASK_WITH(peer, ENV(setting), "--max-stale=3600", "Seoul");
	cr_expect_eq(run->status, code, "%s: %d: %s", reason, run->status, run->err);
}

Test(stale, answer_is_given_when_the_network_fails)
{
	struct peer *standin = start_with_entry(3 * HOUR);

	peer_stop(standin);
	expect_stale(standin, "WX_CONFIG=", 4, "network");
	faults_start("reset-body", standin->port);
	expect_stale(standin, "WX_CONFIG=", 4, "network");
}

Test(stale, answer_is_given_after_a_timeout)
{
	struct peer *standin = start_with_entry(3 * HOUR);

	replace_by_fault(standin, "stall");
	expect_in(ASK(standin, "--timeout=0.5", "Seoul")->out, "\nStale: 3 h old (network)\n");
}

Test(stale, answer_is_given_after_too_many_requests)
{
	struct peer *standin = start_with_entry(3 * HOUR);

	expect_stale(replace_peer(standin, "status:429"), "WX_CONFIG=", 8, "rate-limit");
}

Test(stale, answer_is_given_for_a_bad_reply)
{
	static const char *const words[] = {"status:500", "status:418", "status:301",
		"file:html.html", "file:truncated.json", "file:temp-none.json", "size:1048577"};
	struct peer *standin = start_with_entry(3 * HOUR), *now = standin;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		now = replace_peer(now, words[i]);
		expect_stale(standin, "WX_CONFIG=", 9, "bad-reply");
	}
}

static struct peer *start_tls(const char *certificate, const char *port)
{
	char name[64], chain[1024], key[1024];

	snprintf(name, sizeof name, "tests/tls/%s.pem", certificate);
	source_path(chain, sizeof chain, name);
	source_path(key, sizeof key, "tests/tls/server.key");
	return STANDIN("--tls", chain, key, "--port", port);
}

Test(stale, answer_is_given_when_tls_fails)
{
	struct peer *standin = start_tls("good", "0");
	char authority[1024], setting[1100];

	source_path(authority, sizeof authority, "tests/tls/ca.pem");
	snprintf(setting, sizeof setting, "SSL_CERT_FILE=%s", authority);
	expect_quiet_answer(ASK_WITH(standin, ENV(setting), "Seoul"));
	age_entry(3 * HOUR);
	peer_stop(standin);
	start_tls("expired", standin->port);
	expect_stale(standin, setting, 5, "tls");
}

/* The user has to mend these, or they are not failures of the service. */
Test(stale, answer_hides_no_other_failure)
{
	static const struct {
		const char *word;
		int status;
	} rows[] = {{"status:401", 6}, {"status:403", 6}, {"status:404", 7}};
	static const char *const faults[] = {"2mib-401", "no-body-401", "no-body-reset-401"};
	struct peer *standin = start_with_entry(HOUR), *now = standin;
	const struct run *run;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		now = replace_peer(now, rows[i].word);
		run = ASK(standin, "Seoul");
		cr_expect_eq(run->status, rows[i].status, "%s: %s", rows[i].word, run->err);
		cr_expect_str_empty(run->out);
	}
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		now = replace_by_fault(now, faults[i]);
		run = ASK(standin, "Seoul");
		cr_expect_eq(run->status, 6, "%s: %s", faults[i], run->err);
		cr_expect_str_empty(run->out);
	}
	run = ASK_WITH(standin, ENV("WX_API_KEY"), "--source=openweathermap", "Seoul");
	cr_expect_eq(run->status, 3, "%s", run->err);
	cr_expect_str_empty(run->out);
	run = ASK(standin, "--max-age=x", "Seoul");
	cr_expect_eq(run->status, 2, "%s", run->err);
	run = ASK_WITH(standin, .output_closed = true, "--offline", "Seoul");
	cr_expect_eq(run->status, 10, "%s", run->err);
}

Test(stale, answer_does_not_hide_a_missing_library)
{
#ifdef LIBCURL_SONAME
	struct peer *standin = start_with_entry(HOUR);
	char setting[PATH_MAX];
	const struct run *run;

	if (getenv("WX_WRAPPER") && *getenv("WX_WRAPPER"))
		cr_skip_test("the wrapper has libraries of its own");
	home_write(home, "lib/" LIBCURL_SONAME, 0700, "no library");
	snprintf(setting, sizeof setting, "LD_LIBRARY_PATH=%s/lib", home->path);
	run = ASK_WITH(standin, ENV(setting), "Seoul");
	cr_expect_eq(run->status, 1, "%d: %s", run->status, run->err);
	cr_expect_str_empty(run->out);
	expect_in(run->err, "cannot load libcurl (");
	expect_requests(standin, 0);
#else
	cr_skip_test("wx is linked with libcurl");
#endif
}

Test(stale, answer_is_kept_when_requests_fail)
{
	struct peer *standin = start_with_entry(HOUR), *now = standin;
	static const char *const words[] = {"status:404", "status:401", "status:500", "retry:60"};
	char name[PATH_MAX], *before = read_single_file(name, ".reply");

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		char *after;

		now = replace_peer(now, words[i]);
		ASK(standin, "--max-age=0", "Seoul");
		after = read_single_file(name, ".reply");
		cr_expect_str_eq(after, before, "%s", words[i]);
		free(after);
	}
	free(before);
}

Test(stale, answer_is_given_at_once_for_a_minute)
{
	struct peer *standin = replace_peer(start_with_entry(HOUR), "status:500");
	const struct run *run;

	expect_in(ASK(standin, "Seoul")->err,
		"(bad-reply): OpenWeatherMap answered with HTTP status 500");
	expect_requests(standin, 1);
	for (int i = 0; i < 3; i++) {
		run = ASK_WITH(standin, ENV("WX_API_KEY"), "--source=openweathermap", "Seoul");
		expect_in(run->out, "\nStale: 1 h old (bad-reply)\n");
		cr_expect_str_eq(run->err, "wx: Seoul: showing data from 1 h ago (bad-reply)\n");
	}
	expect_requests(standin, 0);
	cr_expect_eq(ASK(standin, "--max-stale=0", "Seoul")->status, 9);
	expect_requests(standin, 1);
	expect_answer(ASK(standin, "--max-age=0", "Seoul"));
	expect_requests(standin, 1);
	shift_time(".failed", -50);
	expect_answer(ASK(standin, "Seoul"));
	expect_requests(standin, 0);
	shift_time(".failed", -15);
	expect_answer(ASK(standin, "Seoul"));
	expect_requests(standin, 1);
	standin = replace_peer(standin, "sample:C-seoul-2022");
	expect_answer(ASK(standin, "Seoul"));
	expect_requests(standin, 0);
	cr_expect_eq(ASK(standin, "Tokyo")->status, 0);
	expect_requests(standin, 1);
}

/* Only the first run waits for a connection that hangs. */
Test(stale, answer_is_given_at_once_after_a_timeout)
{
	struct peer *standin = start_with_entry(HOUR);
	const struct run *run;

	replace_by_fault(standin, "stall");
	expect_answer(ASK(standin, "--timeout=1", "Seoul"));
	run = ASK(standin, "--timeout=20", "Seoul");
	expect_in(run->out, "\nStale: 1 h old (network)\n");
	cr_expect(run->seconds < 10, "%g s", run->seconds);
}

/* Only with an old answer does a failure keep the next request back for a minute. */
Test(cache, keeps_no_failure_without_an_old_answer)
{
	struct peer *standin = STANDIN("--answer", WEATHER "=status:500");

	cr_expect_eq(ASK(standin, "Seoul")->status, 9);
	cr_expect_eq(ASK(standin, "Seoul")->status, 9);
	expect_requests(standin, 2);
	standin = replace_peer(standin, "sample:C-seoul-2022");
	expect_quiet_answer(ASK(standin, "Seoul"));
}

/* ---- too many requests ---- */

static void expect_pause(const char *word, long least, long most)
{
	char answer[64];
	struct peer *standin;
	const struct run *run;

	snprintf(answer, sizeof answer, WEATHER "=%s", word);
	standin = STANDIN("--answer", answer);
	run = ASK(standin, "--json", "Seoul");
	cr_expect_eq(run->status, 8, "%s: %s", word, run->err);
	expect_number(run, "retry_after_seconds", most, most);
	expect_requests(standin, 1);
	run = ASK(standin, "--json", "Seoul");
	cr_expect_eq(run->status, 8, "%s: %s", word, run->err);
	expect_number(run, "retry_after_seconds", least, most);
	expect_in(run->err, "try again in ");
	cr_expect_eq(ASK(standin, "Tokyo")->status, 8);
	cr_expect_eq(ASK(standin, "--max-age=0", "Seoul")->status, 8);
	cr_expect_eq(ASK(standin, "--lang=ko", "id:5", "zip:90210,US")->status, 8);
	run = ASK(standin, "--check");
	cr_expect_eq(run->status, 8, "%s", run->err);
	expect_requests(standin, 0);
	/* Another service is not affected. */
	expect_quiet_answer(ASK(STANDIN(NULL), "Seoul"));
}

Test(pause, lasts_as_long_as_the_service_says)
{
	expect_pause("retry:120", 90, 120);
}

Test(pause, lasts_ten_minutes_by_default)
{
	expect_pause("status:429", 570, 600);
}

Test(pause, lasts_an_hour_at_most)
{
	expect_pause("retry:86400", 3570, 3600);
}

Test(pause, ends)
{
	struct peer *standin = STANDIN("--answer", WEATHER "=retry:120");

	cr_expect_eq(ASK(standin, "Seoul")->status, 8);
	standin = replace_peer(standin, "sample:C-seoul-2022");
	cr_expect_eq(ASK(standin, "Seoul")->status, 8);
	expect_requests(standin, 0);
	shift_time(".pause", -121);
	expect_quiet_answer(ASK(standin, "Seoul"));
	expect_requests(standin, 1);
}

Test(pause, leaves_cached_answers_available)
{
	struct peer *standin = start_with_entry(100);
	const struct run *run;

	standin = replace_peer(standin, "retry:120");
	cr_expect_eq(ASK(standin, "Tokyo")->status, 8);
	expect_requests(standin, 1);
	expect_quiet_answer(ASK(standin, "Seoul"));
	run = ASK(standin, "Tokyo", "Seoul");
	cr_expect_eq(run->status, 8);
	expect_in(run->out, "Seoul, KR: ");
	age_entry(HOUR);
	run = ASK_WITH(standin, ENV("WX_API_KEY"), "--source=openweathermap", "Seoul");
	expect_answer(run);
	expect_in(run->out, "\nStale: 1 h old (rate-limit)\n");
	expect_in(
		run->err, "(rate-limit): OpenWeatherMap asked for a pause after too many requests");
	expect_requests(standin, 0);
}

/* The service gets no more requests than had been sent before its first reply. */
Test(pause, begins_within_the_run)
{
	struct peer *standin = STANDIN("--answer", WEATHER "=retry:120");
	const struct run *run = ASK(standin, "1.5,1", "1.5,2", "1.5,3", "1.5,4", "1.5,5", "1.5,6",
		"1.5,7", "1.5,8", "1.5,9", "1.5,10", "1.5,11", "1.5,12", "1.5,13", "1.5,14",
		"1.5,15", "1.5,16", "1.5,17", "1.5,18", "1.5,19", "1.5,20");

	cr_expect_eq(run->status, 8);
	cr_expect_leq(standin_requests(standin)->count, 8, "%zu", standin->requests.count);
}

/* ---- offline ---- */

Test(offline, answers_from_the_cache_only)
{
	struct peer *standin = start_with_entry(0);
	const char *keyless = "WX_API_KEY";
	const struct run *run;

	expect_quiet_answer(ASK_WITH(standin, ENV(keyless), "--offline", "Seoul"));
	expect_quiet_answer(ASK(standin, "--offline", "--max-stale=0", "Seoul"));
	age_entry(3 * HOUR);
	run = ASK_WITH(standin, ENV(keyless), "--offline", "Seoul");
	expect_answer(run);
	expect_in(run->out, "\nStale: 3 h old (offline)\n");
	cr_expect_str_eq(run->err, "wx: Seoul: showing data from 3 h ago (offline)\n");
	run = ASK(standin, "--offline", "--json", "-q", "Seoul");
	expect_quiet_answer(run);
	expect_in(run->out, "\"cached\":true,\"stale\":true,\"stale_reason\":\"offline\",");
	cr_expect_eq(ASK(standin, "--offline", "--max-stale=0", "Seoul")->status, 4);
	age_entry(4 * HOUR);
	run = ASK(standin, "--offline", "Seoul");
	cr_expect_eq(run->status, 4);
	expect_in(run->err, "wx: Seoul: no cached answer for this place is recent enough; run");
	expect_answer(ASK(standin, "--offline", "--max-stale=86400", "Seoul"));
	run = ASK_WITH(standin, ENV(keyless), "--offline", "Tokyo");
	cr_expect_eq(run->status, 4);
	expect_in(run->err, "wx: Tokyo: there is no cached answer for this request; run wx once ");
	run = ASK_WITH(standin, ENV("XDG_CACHE_HOME=/dev/null"), "--offline", "Tokyo");
	cr_expect_eq(run->status, 4);
	expect_in(run->err, "wx: Tokyo: the cache cannot be used: ");
	cr_expect_eq(ASK(standin, "--offline", "--lang=ko", "Seoul")->status, 4);
	run = ASK(standin, "--offline", "--json", "Tokyo");
	cr_expect_eq(run->status, 4);
	expect_in(run->out, "\"error\":{\"code\":4,\"name\":\"network\",");
	expect_requests(standin, 0);
}

/* ---- several at once ---- */

enum { CROWD = 10 };

Test(lock, lets_one_of_many_processes_fetch)
{
	struct peer *standin = STANDIN("--delay", "500");
	const struct setup setup = {.url = standin->url, .home = home};
	struct run *runs[CROWD];
	char name[PATH_MAX];

	for (size_t i = 0; i < CROWD; i++)
		runs[i] = wx_start(&setup, WORDS("Seoul"));
	for (size_t i = 0; i < CROWD; i++) {
		wx_finish(runs[i]);
		expect_quiet_answer(runs[i]);
	}
	expect_requests(standin, 1);
	cr_expect_eq(find_files(name, ".lock"), 0, "%s is left", name);
}

static void sleep_milliseconds(long milliseconds)
{
	const struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};

	nanosleep(&time, NULL);
}

/* Starts a run and waits until it has sent its request, and so holds the lock. */
static struct run *start_holder(const struct setup *setup, struct peer *standin)
{
	struct run *holder = wx_start(setup, WORDS("Seoul"));

	standin_wait(standin, 1);
	cr_assert_eq(standin->requests.count, 1);
	return holder;
}

Test(lock, of_a_killed_process_is_taken_over)
{
	struct peer *standin = STANDIN("--delay", "1000");
	const struct setup setup = {.url = standin->url, .home = home};
	struct run *holder = start_holder(&setup, standin);
	struct run *waiting = wx_start(&setup, WORDS("--timeout=20", "Seoul"));

	sleep_milliseconds(300);
	expect_requests(standin, 1);
	kill(holder->pid, SIGKILL);
	wx_finish(holder);
	wx_finish(waiting);
	expect_quiet_answer(waiting);
	cr_expect(waiting->seconds < 10, "%g s", waiting->seconds);
	expect_requests(standin, 1);
}

Test(lock, of_a_stopped_process_is_not_awaited_for_ever)
{
	struct peer *standin = STANDIN("--delay", "500");
	const struct setup setup = {.url = standin->url, .home = home};
	struct run *holder = start_holder(&setup, standin);
	const struct run *run;

	kill(holder->pid, SIGSTOP);
	run = ASK(standin, "--timeout=4", "Seoul");
	expect_quiet_answer(run);
	cr_expect(run->seconds < 5, "%g s", run->seconds);
	cr_expect(run->seconds > 2, "did not wait: %g s", run->seconds);
	expect_requests(standin, 2);
	kill(holder->pid, SIGCONT);
	wx_finish(holder);
	expect_answer(holder);
}

/* The service hangs, and there is an old answer. */
Test(lock, delays_no_process_beyond_its_timeout)
{
	struct peer *standin = start_with_entry(HOUR);
	const struct setup setup = {.url = standin->url, .home = home};
	struct run *runs[CROWD];

	replace_by_fault(standin, "stall");
	for (size_t i = 0; i < CROWD; i++)
		runs[i] = wx_start(&setup, WORDS("--timeout=2", "Seoul"));
	for (size_t i = 0; i < CROWD; i++) {
		wx_finish(runs[i]);
		expect_in(runs[i]->out, "\nStale: 1 h old (network)\n");
		cr_expect(runs[i]->seconds < 8, "%g s", runs[i]->seconds);
	}
}

/* ---- what must not be stored, and what must not be trusted ---- */

#define REPLY(name, rest)                                                                       \
	"{" rest "\"weather\":[{\"id\":800,\"main\":\"Clear\",\"description\":\"clear sky\"}]," \
	"\"main\":{\"temp\":10.5},\"dt\":1665619509,\"name\":\"" name "\",\"cod\":200}"
#define ENCODED "c%61nary%2D4f9d1c7e%2dwx%2Dsecret"
#define ESCAPED "\\u0063anary\\u002D4f9d1c7e-wx-s\\u0065cret"

/* In whatever form, and in whatever member. */
/* The note says which place answered, in the service's words. */
static void expect_answer_without_key(const struct run *run)
{
	expect_answer(run);
	cr_expect(strstr(run->err, "was taken as Seoul"), "%s", run->err);
	cr_expect_null(strstr(run->err, HARNESS_KEY), "%s", run->err);
}

Test(cache, stores_no_reply_that_repeats_the_key)
{
	static const struct {
		const char *name, *reply;
	} rows[] = {{"name", REPLY("Seoul " HARNESS_KEY, "")},
		{"upper", REPLY("Seoul CANARY-4F9D1C7E-WX-SECRET", "")},
		{"encoded", REPLY("Seoul " ENCODED, "")}, {"escaped", REPLY("Seoul " ESCAPED, "")},
		{"both", REPLY("Seoul \\u0063\\u002561nary-4f9d1c7e-wx-secret", "")},
		{"behind-nul", REPLY("Seoul", "\"x\":\"\\u0000" HARNESS_KEY "\",")},
		{"unused", REPLY("Seoul", "\"x\":\"" HARNESS_KEY "\",")},
		{"unused-escaped", REPLY("Seoul", "\"x\":\"" ESCAPED "\",")},
		{"nested", REPLY("Seoul", "\"x\":[{\"y\":[\"" ENCODED "\"]}],")},
		{"member", REPLY("Seoul", "\"" HARNESS_KEY "\":1,")},
		{"member-escaped", REPLY("Seoul", "\"" ESCAPED "\":1,")}};
	const struct home *data = home_make();
	struct peer *standin = STANDIN("--data", data->path);
	char name[PATH_MAX];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char place[64];

		home_write(data, rows[i].name, 0600, rows[i].reply);
		snprintf(place, sizeof place, "file:%s", rows[i].name);
		expect_answer_without_key(ASK(standin, place));
		expect_answer_without_key(ASK(standin, "--json", place));
		cr_expect_eq(find_files(name, ".reply"), 0, "%s was kept", rows[i].name);
		cr_assert_eq(standin_requests(standin)->count, 2, "%s", rows[i].name);
		standin_forget(standin);
	}
	home_write(data, "plain", 0600, REPLY("Seoul canary", "\"x\":\"\\\\u0063 \\\" \\n\","));
	expect_answer(ASK(standin, "file:plain"));
	cr_expect_eq(find_files(name, ".reply"), 1);
}

Test(cache, stores_no_reply_with_a_duplicate_member)
{
	static const struct {
		const char *name, *reply;
	} rows[] = {{"twice", REPLY("Seoul", "\"name\":\"" HARNESS_KEY "\",")},
		{"twice-encoded", REPLY("Seoul", "\"name\":\"" ENCODED "\",")},
		{"twice-escaped", REPLY("Seoul", "\"name\":\"" ESCAPED "\",")},
		{"twice-nested", REPLY("Seoul", "\"x\":{\"y\":\"" ESCAPED "\"},\"x\":1,")}};
	const struct home *data = home_make();
	struct peer *standin = STANDIN("--data", data->path);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct run *run;
		char place[64];

		home_write(data, rows[i].name, 0600, rows[i].reply);
		snprintf(place, sizeof place, "file:%s", rows[i].name);
		run = ASK(standin, "--json", place);
		cr_expect_eq(run->status, 9, "%s: %d", rows[i].name, run->status);
		expect_in(run->err, "the reply is not valid (two members with the same name)");
	}
}

/* The harness looks through the home after each run. */
Test(cache, stores_no_failed_reply)
{
	static const char *const words[] = {"reflect:400", "reflect:401", "reflect:429",
		"reflect:500", "escaped:200", "escaped:400", "status:301"};
	struct peer *standin = start_with_entry(HOUR), *now = standin;
	char name[PATH_MAX];

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		now = replace_peer(now, words[i]);
		ASK(standin, "--max-age=0", "Seoul");
		ASK(standin, "--max-age=0", "--json", "Tokyo");
		if (find_files(name, ".pause"))
			shift_time(".pause", -3600);
	}
	cr_expect_eq(find_files(name, ".reply"), 1);
}

static void expect_fetched_anew(struct peer *standin, const char *what)
{
	const struct run *run = ASK(standin, "Seoul");

	cr_expect_eq(run->status, 0, "%s: %s", what, run->err);
	cr_expect_str_empty(run->err, "%s: %s", what, run->err);
	expect_in(run->out, "Seoul, KR: broken clouds\n");
	cr_expect_eq(standin_requests(standin)->count, 1, "%s", what);
	standin_forget(standin);
	expect_quiet_answer(ASK(standin, "Seoul"));
	expect_requests(standin, 0);
}

Test(cache, replaces_a_damaged_entry)
{
	static const char *const bodies[] = {"", "{}", "null", "[]", "<html>", "{\"cod\":\"404\"}",
		"{\"cod\":401}", "{\"cod\":429}", "{\"main\":{\"temp\":10}", "\xff\xfe"};
	static const char *const texts[] = {"", "\n", "wx-reply 1", "wx-reply 1 0 0 0\n", "garbage",
		"wx-reply 2 0 0 0\n", "\x1b[2J", "wx-reply 1 1 99999 99999\n"};
	struct peer *standin = start_with_entry(0);
	char name[PATH_MAX], *whole = read_single_file(name, ".reply");

	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		replace_body(bodies[i]);
		expect_fetched_anew(standin, bodies[i]);
	}
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		home_write(home, name, 0600, texts[i]);
		expect_fetched_anew(standin, texts[i]);
	}
	whole[strlen(whole) / 2] = '\0';
	home_write(home, name, 0600, whole);
	expect_fetched_anew(standin, "half");
	free(whole);
}

/* Nor is it given as a stale answer. */
Test(cache, never_answers_with_a_damaged_entry)
{
	struct peer *standin = start_with_entry(HOUR);
	const struct run *run;

	replace_body("{\"main\":{\"temp\":10}");
	peer_stop(standin);
	cr_expect_eq(ASK(standin, "Seoul")->status, 4);
	run = ASK(standin, "--offline", "Seoul");
	cr_expect_eq(run->status, 4);
	/* It is not too old: a higher --max-stale would not help. */
	expect_in(run->err, "wx: Seoul: there is no cached answer for this request; run wx once ");
}

static void expect_harmless(const struct run *run, const char *what)
{
	cr_expect_eq(run->status, 0, "%s: %s", what, run->err);
	cr_expect(strstr(run->out, "Se"), "%s: %s", what, run->out);
	expect_printable(run->out, run->out_length, what);
	expect_printable(run->err, run->err_length, what);
}

Test(cache, escapes_control_characters_in_an_entry)
{
	static const char *const names[] = {"escape-csi.json", "escape-c1.json", "escape-osc.json",
		"escape-bidi.json", "escape-lines.json", "escape-nul.json"};
	struct peer *standin = STANDIN(NULL);

	expect_quiet_answer(ASK(standin, "id:1835848"));
	standin_forget(standin);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char *body = data_read(names[i]);

		replace_body(body);
		free(body);
		expect_harmless(ASK(standin, "id:1835848"), names[i]);
		expect_harmless(ASK(standin, "--json", "id:1835848"), names[i]);
		expect_harmless(
			ASK_WITH(standin, .columns = 80, "--color=never", "id:1835848"), names[i]);
	}
	expect_requests(standin, 0);
}

/* ---- where it is ---- */

/* Each run sends a request and prints the answer, with the note if there is one. */
static void expect_uncached(struct peer *standin, const char *setting, const char *note)
{
	const struct run *run = ASK_WITH(standin, ENV(setting), "Seoul");

	expect_answer(run);
	if (*note)
		expect_in(run->err, note);
	else
		cr_expect_str_empty(run->err, "%s: %s", setting, run->err);
	expect_quiet_answer(ASK_WITH(standin, ENV(setting), "-q", "Seoul"));
	run = ASK_WITH(standin, ENV(setting), "-v", "Seoul");
	expect_answer(run);
	expect_in(run->err, "the cache is not used: ");
	cr_expect(!strstr(strstr(run->err, "is not used: ") + 1, "is not used: "), "twice: %s",
		run->err);
	expect_requests(standin, 3);
}

static void below_home(char to[PATH_MAX], const char *name)
{
	snprintf(to, PATH_MAX, "%s/%s", home->path, name);
}

Test(cache, is_optional)
{
	static const char *const settings[] = {"XDG_CACHE_HOME=/dev/null", "XDG_CACHE_HOME=/proc",
		"XDG_CACHE_HOME=/proc/self/x/y"};
	struct peer *standin = STANDIN(NULL);
	char path[PATH_MAX];

	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
		expect_uncached(standin, settings[i], "");
	home_write(home, ".cache", 0600, "a file");
	expect_uncached(standin, "WX_CONFIG=", "");
	below_home(path, ".cache");
	unlink(path);
	if (geteuid() != 0) {
		cr_assert_eq(mkdir(path, 0500), 0);
		expect_uncached(standin, "WX_CONFIG=", "");
	}
}

Test(cache, is_not_used_where_others_may_write)
{
	struct peer *standin = start_with_entry(0);
	char path[PATH_MAX], away[PATH_MAX];

	below_home(path, ".cache/wx");
	below_home(away, "away");
	chmod(path, 0770);
	expect_uncached(
		standin, "WX_CONFIG=", "wx: the cache is not used: other users can write to ");
	chmod(path, 0700);
	expect_quiet_answer(ASK(standin, "Seoul"));
	expect_requests(standin, 0);
	cr_assert_eq(rename(path, away), 0);
	cr_assert_eq(symlink(away, path), 0);
	expect_uncached(standin, "WX_CONFIG=",
		"/.cache/wx is a symbolic link; remove it, or set XDG_CACHE_HOME to a directory of "
		"your own\n");
	unlink(path);
	home_write(home, ".cache/wx", 0600, "a file");
	expect_uncached(standin, "WX_CONFIG=",
		"/.cache/wx is not a directory; remove it, or set XDG_CACHE_HOME to a directory of "
		"your own\n");
	unlink(path);
	if (geteuid() != 0)
		return;
	cr_assert_eq(rename(away, path), 0);
	cr_assert_eq(chown(path, 65534, 65534), 0);
	expect_uncached(standin, "WX_CONFIG=",
		"/.cache/wx belongs to another user; set XDG_CACHE_HOME to a directory of your "
		"own\n");
}

/* Values of XDG_CACHE_HOME that are not absolute paths are ignored. */
Test(cache, is_below_home_by_default)
{
	struct peer *standin = start_with_entry(0);

	expect_quiet_answer(ASK_WITH(standin, ENV("XDG_CACHE_HOME="), "Seoul"));
	expect_quiet_answer(ASK_WITH(standin, ENV("XDG_CACHE_HOME=relative"), "Seoul"));
	expect_requests(standin, 0);
}

Test(cache, may_be_on_a_full_disk)
{
	struct peer *standin = start_with_entry(HOUR);
	char name[PATH_MAX], *before = read_single_file(name, ".reply"), *after;
	struct rlimit limit;

	cr_assert_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = 100;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	expect_quiet_answer(ASK(standin, "Seoul"));
	expect_quiet_answer(ASK(standin, "--json", "Seoul"));
	limit.rlim_cur = limit.rlim_max;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	expect_requests(standin, 2);
	after = read_single_file(name, ".reply");
	cr_expect_str_eq(after, before);
	cr_expect_eq(
		find_files(name, "") - find_files(name, "."), 2, "something is left beside swept");
	free(before);
	free(after);
}

Test(cache, is_readable_by_its_owner_only)
{
	mode_t before = umask(0);
	struct stat status;
	char name[PATH_MAX], path[PATH_MAX];

	expect_quiet_answer(ASK(STANDIN(NULL), "Seoul"));
	umask(before);
	below_home(path, ".cache/wx");
	cr_assert_eq(stat(path, &status), 0);
	cr_expect_eq(status.st_mode & 0777, 0700);
	cr_assert_eq(find_files(name, ".reply"), 1);
	snprintf(path, sizeof path, "%s/%.64s", home->path, name);
	cr_assert_eq(stat(path, &status), 0);
	cr_expect_eq(status.st_mode & 0777, 0600);
}

Test(cache, is_named_but_not_used_by_check)
{
	struct peer *standin = start_with_entry(0);
	char line[PATH_MAX], path[PATH_MAX];
	const struct run *run = ASK(standin, "--check", "Seoul");

	below_home(path, ".cache/wx");
	snprintf(line, sizeof line, "\nCache: %.500s\n", path);
	cr_expect_eq(run->status, 0, "%s", run->err);
	expect_in(run->out, line);
	expect_requests(standin, 1);
	chmod(path, 0777);
	run = ASK(standin, "--check", "Seoul");
	snprintf(line, sizeof line,
		"\nCache: none (other users can write to %.500s; run 'chmod 700 %.500s')\n", path,
		path);
	expect_in(run->out, line);
	/* --check tests the service and takes no stale answer. */
	chmod(path, 0700);
	standin = replace_peer(standin, "status:500");
	cr_expect_eq(ASK(standin, "--check", "Seoul")->status, 9);
}
