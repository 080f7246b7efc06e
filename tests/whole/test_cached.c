/* SPDX-License-Identifier: MIT */
/* The whole program and its cache: several runs in one home, and how often the service is asked. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "harness.h"

#define WEATHER "/data/2.5/weather"
#define HOUR 3600

/* The home of all runs of a test. */
static struct home *home;

static void make_home(void)
{
	home = home_make();
}

TestSuite(cached, .init = make_home, .fini = harness_teardown);

/* Runs wx in that home against a peer, or with more to be set up. */
#define ASK(peer, ...) ASK_SO(peer, PLAIN, __VA_ARGS__)
#define ASK_SO(peer, how, ...) WX(SETUP(.url = (peer)->url, .home = home, how), __VA_ARGS__)

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
 * How many files of the cache have such an ending; name becomes that of the last, below the home.
 */
static size_t find(char name[PATH_MAX], const char *ending)
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

static char *read_only(char name[PATH_MAX], const char *ending)
{
	cr_assert_eq(find(name, ending), 1, "not one %s", ending);
	return home_read(home, name);
}

/* Moves the time that the first line of the cache's only such file has for its third word. */
static void shift(const char *ending, int seconds)
{
	static char shifted[2 << 20];
	char name[PATH_MAX], *text = read_only(name, ending);
	char *from = strchr(strchr(text, ' ') + 1, ' '), *behind;
	int64_t when = strtoll(from, &behind, 10);

	snprintf(shifted, sizeof shifted, "%.*s %" PRId64 "%s", (int)(from - text), text,
		when + seconds, behind);
	home_write(home, name, 0600, shifted);
	free(text);
}

static void make_old(int seconds)
{
	shift(".reply", -seconds);
}

/* Puts another body into the only entry, as if the service had sent it. */
static void replace_body(const char *body)
{
	static char changed[2 << 20];
	char name[PATH_MAX], *text = read_only(name, ".reply");
	const char *identity = strchr(text, '\n') + 1;
	int64_t when;
	int length;

	cr_assert_eq(sscanf(text, "wx-reply 1 %" SCNd64 " %d", &when, &length), 2);
	snprintf(changed, sizeof changed, "wx-reply 1 %" PRId64 " %d %zu\n%.*s%s", when, length,
		strlen(body), length, identity, body);
	home_write(home, name, 0600, changed);
	free(text);
}

/* A number of the only line of JSON. */
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

/* Another one at the port, whose weather is always that word; see the stand-in. */
static struct peer *become(struct peer *peer, const char *word)
{
	char answer[128];

	peer_stop(peer);
	snprintf(answer, sizeof answer, WEATHER "=%s", word);
	return STANDIN("--port", peer->port, "--answer", answer);
}

static void become_faulty(struct peer *peer, const char *fault)
{
	peer_stop(peer);
	faults_start(fault, peer->port);
}

/* An answer of so long ago, and the peer that gave it. */
static struct peer *start_with_old(int seconds)
{
	struct peer *standin = STANDIN(NULL);

	expect_quiet_answer(ASK(standin, "Seoul"));
	make_old(seconds);
	standin_forget(standin);
	return standin;
}

/* ---- young answers ---- */

Test(cached, answer_needs_no_request_and_no_key)
{
	struct peer *standin = STANDIN(NULL);
	const struct run *first = ASK(standin, "Seoul"), *second;

	expect_quiet_answer(first);
	expect_requests(standin, 1);
	second = ASK_SO(standin, ENV("WX_API_KEY"), "Seoul");
	expect_quiet_answer(second);
	cr_expect_str_eq(second->out, first->out);
	expect_requests(standin, 0);
	peer_stop(standin);
	expect_quiet_answer(ASK_SO(standin, ENV("WX_API_KEY"), "Seoul"));
}

Test(cached, answer_says_so_in_json)
{
	struct peer *standin = STANDIN(NULL);
	const struct run *run = ASK(standin, "--json", "Seoul");

	expect_in(run->out, "\"age_seconds\":0,\"cached\":false,\"stale\":false,"
			    "\"stale_reason\":null,");
	make_old(100);
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

Test(cached, answer_says_so_verbosely)
{
	struct peer *standin = start_with_old(300);
	const struct run *run = ASK(standin, "-v", "Seoul");

	expect_answer(run);
	expect_in(run->err, "Seoul: from the cache, 30");
	expect_in(run->err, " s old\n");
	make_old(HOUR);
	run = ASK(standin, "-v", "--offline", "Seoul");
	expect_answer(run);
	expect_in(run->err, "Seoul: from the cache, 390");
	expect_in(run->err, " s old; stale: offline\n");
	expect_requests(standin, 0);
}

Test(cached, answer_needs_no_libcurl)
{
#if defined(__GLIBC__)
	const char *debug = "LD_DEBUG=libs";
	struct peer *standin = STANDIN(NULL);

	if (getenv("WX_WRAPPER") && *getenv("WX_WRAPPER"))
		cr_skip_test("the wrapper has libraries of its own");
	if (looks_for_libcurl(ASK_SO(standin, ENV(debug), "--help")))
		cr_skip_test("wx is linked with libcurl");
	cr_expect(looks_for_libcurl(ASK_SO(standin, ENV(debug), "Seoul")));
	cr_expect_not(looks_for_libcurl(ASK_SO(standin, ENV(debug), "Seoul")));
	cr_expect_not(looks_for_libcurl(ASK_SO(standin, ENV(debug), "--json", "Seoul")));
	make_old(HOUR);
	cr_expect_not(looks_for_libcurl(ASK_SO(standin, ENV(debug), "--offline", "Seoul")));
	cr_expect_not(looks_for_libcurl(ASK_SO(standin, ENV(debug), "--offline", "Tokyo")));
	cr_expect(looks_for_libcurl(ASK_SO(standin, ENV(debug), "Seoul")));
#else
	cr_skip_test("only glibc's loader says what it looks for");
#endif
}

Test(cached, answer_serves_all_units_and_spellings)
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

Test(cached, answer_is_of_one_language_place_and_service)
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

Test(cached, answer_is_as_young_as_wanted)
{
	static const struct {
		int age;
		const char *word;
		size_t requests;
	} rows[] = {{500, "--max-age=600", 0}, {500, "--max-age=400", 1}, {500, "-q", 0},
		{601, "-q", 1}, {0, "--max-age=0", 1}, {0, "--max-age=0", 1},
		{5000, "--max-age=6000.5", 0}, {-1000, "-q", 1}, {-1000, "--max-age=2592000", 1}};
	struct peer *standin = start_with_old(0);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		make_old(rows[i].age);
		expect_quiet_answer(ASK(standin, rows[i].word, "Seoul"));
		cr_expect_eq(standin_requests(standin)->count, rows[i].requests, "row %zu", i);
		standin_forget(standin);
		ASK(standin, "--max-age=0", "Seoul");
		standin_forget(standin);
	}
}

Test(cached, answer_serves_the_same_run)
{
	struct peer *standin = STANDIN(NULL);
	const struct run *run = ASK(standin, "Seoul", "seoul", "Seoul,KR");

	expect_quiet_answer(run);
	expect_requests(standin, 1);
}

/* ---- old answers ---- */

/* Text, JSON and the note; and none where none is wanted, or it is too old. */
static void expect_stale(const struct peer *peer, const char *setting, int code, const char *reason)
{
	char line[64], note[96], json[96];
	const struct run *run = ASK_SO(peer, ENV(setting), "--max-age=0", "Seoul");

	snprintf(line, sizeof line, "\nStale: 3 h old (%s)\n", reason);
	snprintf(note, sizeof note, "wx: Seoul: showing data from 3 h ago (%s): ", reason);
	snprintf(json, sizeof json, "\"cached\":true,\"stale\":true,\"stale_reason\":\"%s\",",
		reason);
	expect_answer(run);
	expect_in(run->out, line);
	cr_expect(strncmp(run->err, note, strlen(note)) == 0, "no '%s' in: %s", note, run->err);
	cr_expect_eq(strchr(run->err, '\n'), run->err + run->err_length - 1, "%s", run->err);
	run = ASK_SO(peer, ENV(setting), "--max-age=0", "-q", "--json", "Seoul");
	expect_quiet_answer(run);
	expect_in(run->out, json);
	expect_number(run, "age_seconds", 3 * HOUR, 3 * HOUR + 300);
	run = ASK_SO(peer, ENV(setting), "--max-stale=0", "--max-age=0", "Seoul");
	cr_expect_eq(run->status, code, "%s: %d: %s", reason, run->status, run->err);
	cr_expect_str_empty(run->out);
	run = ASK_SO(peer, ENV(setting), "--max-stale=3600", "Seoul");
	cr_expect_eq(run->status, code, "%s: %d: %s", reason, run->status, run->err);
}

Test(cached, answer_replaces_what_the_network_keeps)
{
	struct peer *standin = start_with_old(3 * HOUR);

	peer_stop(standin);
	expect_stale(standin, "WX_CONFIG=", 4, "network");
	faults_start("reset-body", standin->port);
	expect_stale(standin, "WX_CONFIG=", 4, "network");
}

Test(cached, answer_replaces_what_has_no_time)
{
	struct peer *standin = start_with_old(3 * HOUR);

	become_faulty(standin, "stall");
	expect_in(ASK(standin, "--timeout=0.5", "Seoul")->out, "\nStale: 3 h old (network)\n");
}

Test(cached, answer_replaces_what_is_forbidden_for_now)
{
	struct peer *standin = start_with_old(3 * HOUR);

	expect_stale(become(standin, "status:429"), "WX_CONFIG=", 8, "rate-limit");
}

Test(cached, answer_replaces_what_is_bad)
{
	static const char *const words[] = {"status:500", "status:418", "status:301",
		"file:html.html", "file:truncated.json", "file:temp-none.json", "size:1048577"};
	struct peer *standin = start_with_old(3 * HOUR), *now = standin;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		now = become(now, words[i]);
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

Test(cached, answer_replaces_what_is_not_secure)
{
	struct peer *standin = start_tls("good", "0");
	char authority[1024], setting[1100];

	source_path(authority, sizeof authority, "tests/tls/ca.pem");
	snprintf(setting, sizeof setting, "SSL_CERT_FILE=%s", authority);
	expect_quiet_answer(ASK_SO(standin, ENV(setting), "Seoul"));
	make_old(3 * HOUR);
	peer_stop(standin);
	start_tls("expired", standin->port);
	expect_stale(standin, setting, 5, "tls");
}

/* These are the user's to mend, or no failure of the service. */
Test(cached, answer_hides_no_other_failure)
{
	static const struct {
		const char *word;
		int status;
	} rows[] = {{"status:401", 6}, {"status:403", 6}, {"status:404", 7}};
	struct peer *standin = start_with_old(HOUR), *now = standin;
	const struct run *run;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		now = become(now, rows[i].word);
		run = ASK(standin, "Seoul");
		cr_expect_eq(run->status, rows[i].status, "%s: %s", rows[i].word, run->err);
		cr_expect_str_empty(run->out);
	}
	become_faulty(now, "2mib-401");
	run = ASK(standin, "Seoul");
	cr_expect_eq(run->status, 6, "%s", run->err);
	cr_expect_str_empty(run->out);
	run = ASK_SO(standin, ENV("WX_API_KEY"), "Seoul");
	cr_expect_eq(run->status, 3, "%s", run->err);
	cr_expect_str_empty(run->out);
	run = ASK(standin, "--max-age=x", "Seoul");
	cr_expect_eq(run->status, 2, "%s", run->err);
	run = ASK_SO(standin, .output_closed = true, "--offline", "Seoul");
	cr_expect_eq(run->status, 10, "%s", run->err);
}

Test(cached, answer_hides_no_missing_library)
{
#ifdef LIBCURL_SONAME
	struct peer *standin = start_with_old(HOUR);
	char setting[PATH_MAX];
	const struct run *run;

	if (getenv("WX_WRAPPER") && *getenv("WX_WRAPPER"))
		cr_skip_test("the wrapper has libraries of its own");
	home_write(home, "lib/" LIBCURL_SONAME, 0700, "no library");
	snprintf(setting, sizeof setting, "LD_LIBRARY_PATH=%s/lib", home->path);
	run = ASK_SO(standin, ENV(setting), "Seoul");
	cr_expect_eq(run->status, 1, "%d: %s", run->status, run->err);
	cr_expect_str_empty(run->out);
	expect_in(run->err, "cannot load libcurl: ");
	expect_requests(standin, 0);
#else
	cr_skip_test("wx is linked with libcurl");
#endif
}

Test(cached, answer_survives_failures)
{
	struct peer *standin = start_with_old(HOUR), *now = standin;
	static const char *const words[] = {"status:404", "status:401", "status:500", "retry:60"};
	char name[PATH_MAX], *before = read_only(name, ".reply");

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		char *after;

		now = become(now, words[i]);
		ASK(standin, "--max-age=0", "Seoul");
		after = read_only(name, ".reply");
		cr_expect_str_eq(after, before, "%s", words[i]);
		free(after);
	}
	free(before);
}

Test(cached, answer_is_given_at_once_for_a_minute)
{
	struct peer *standin = become(start_with_old(HOUR), "status:500");
	const struct run *run;

	expect_in(
		ASK(standin, "Seoul")->err, "(bad-reply): OpenWeatherMap answered with status 500");
	expect_requests(standin, 1);
	for (int i = 0; i < 3; i++) {
		run = ASK_SO(standin, ENV("WX_API_KEY"), "Seoul");
		expect_in(run->out, "\nStale: 1 h old (bad-reply)\n");
		cr_expect_str_eq(run->err, "wx: Seoul: showing data from 1 h ago (bad-reply)\n");
	}
	expect_requests(standin, 0);
	cr_expect_eq(ASK(standin, "--max-stale=0", "Seoul")->status, 9);
	expect_requests(standin, 1);
	expect_answer(ASK(standin, "--max-age=0", "Seoul"));
	expect_requests(standin, 1);
	shift(".failed", -50);
	expect_answer(ASK(standin, "Seoul"));
	expect_requests(standin, 0);
	shift(".failed", -15);
	expect_answer(ASK(standin, "Seoul"));
	expect_requests(standin, 1);
	standin = become(standin, "sample:C-seoul-2022");
	expect_answer(ASK(standin, "Seoul"));
	expect_requests(standin, 0);
	cr_expect_eq(ASK(standin, "Tokyo")->status, 0);
	expect_requests(standin, 1);
}

/* A connection that hangs is paid for once. */
Test(cached, answer_is_given_at_once_after_a_time_out)
{
	struct peer *standin = start_with_old(HOUR);
	const struct run *run;

	become_faulty(standin, "stall");
	expect_answer(ASK(standin, "--timeout=1", "Seoul"));
	run = ASK(standin, "--timeout=20", "Seoul");
	expect_in(run->out, "\nStale: 1 h old (network)\n");
	cr_expect(run->seconds < 10, "%g s", run->seconds);
}

/* Nobody has to wait for a minute who has no old answer. */
Test(cached, failure_without_an_old_answer_is_tried_again)
{
	struct peer *standin = STANDIN("--answer", WEATHER "=status:500");

	cr_expect_eq(ASK(standin, "Seoul")->status, 9);
	cr_expect_eq(ASK(standin, "Seoul")->status, 9);
	expect_requests(standin, 2);
	standin = become(standin, "sample:C-seoul-2022");
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
	/* Others are asked. */
	expect_quiet_answer(ASK(STANDIN(NULL), "Seoul"));
}

Test(cached, pause_is_kept_as_long_as_the_service_wants)
{
	expect_pause("retry:120", 90, 120);
}

Test(cached, pause_is_ten_minutes_when_nothing_is_said)
{
	expect_pause("status:429", 570, 600);
}

Test(cached, pause_is_an_hour_at_the_most)
{
	expect_pause("retry:86400", 3570, 3600);
}

Test(cached, pause_ends)
{
	struct peer *standin = STANDIN("--answer", WEATHER "=retry:120");

	cr_expect_eq(ASK(standin, "Seoul")->status, 8);
	standin = become(standin, "sample:C-seoul-2022");
	cr_expect_eq(ASK(standin, "Seoul")->status, 8);
	expect_requests(standin, 0);
	shift(".pause", -121);
	expect_quiet_answer(ASK(standin, "Seoul"));
	expect_requests(standin, 1);
}

Test(cached, pause_lets_answers_be_taken)
{
	struct peer *standin = start_with_old(100);
	const struct run *run;

	standin = become(standin, "retry:120");
	cr_expect_eq(ASK(standin, "Tokyo")->status, 8);
	expect_requests(standin, 1);
	expect_quiet_answer(ASK(standin, "Seoul"));
	run = ASK(standin, "Tokyo", "Seoul");
	cr_expect_eq(run->status, 8);
	expect_in(run->out, "Seoul, KR: ");
	make_old(HOUR);
	run = ASK_SO(standin, ENV("WX_API_KEY"), "Seoul");
	expect_answer(run);
	expect_in(run->out, "\nStale: 1 h old (rate-limit)\n");
	expect_in(run->err, "(rate-limit): too many requests");
	expect_requests(standin, 0);
}

/* No more than were on their way. */
Test(cached, pause_begins_within_the_run)
{
	struct peer *standin = STANDIN("--answer", WEATHER "=retry:120");
	const struct run *run = ASK(standin, "1,1", "1,2", "1,3", "1,4", "1,5", "1,6", "1,7", "1,8",
		"1,9", "1,10", "1,11", "1,12", "1,13", "1,14", "1,15", "1,16", "1,17", "1,18",
		"1,19", "1,20");

	cr_expect_eq(run->status, 8);
	cr_expect_leq(standin_requests(standin)->count, 8, "%zu", standin->requests.count);
}

/* ---- offline ---- */

Test(cached, answer_is_all_there_is_offline)
{
	struct peer *standin = start_with_old(0);
	const char *keyless = "WX_API_KEY";
	const struct run *run;

	expect_quiet_answer(ASK_SO(standin, ENV(keyless), "--offline", "Seoul"));
	expect_quiet_answer(ASK(standin, "--offline", "--max-stale=0", "Seoul"));
	make_old(3 * HOUR);
	run = ASK_SO(standin, ENV(keyless), "--offline", "Seoul");
	expect_answer(run);
	expect_in(run->out, "\nStale: 3 h old (offline)\n");
	cr_expect_str_eq(run->err, "wx: Seoul: showing data from 3 h ago (offline)\n");
	run = ASK(standin, "--offline", "--json", "-q", "Seoul");
	expect_quiet_answer(run);
	expect_in(run->out, "\"cached\":true,\"stale\":true,\"stale_reason\":\"offline\",");
	cr_expect_eq(ASK(standin, "--offline", "--max-stale=0", "Seoul")->status, 4);
	make_old(4 * HOUR);
	run = ASK(standin, "--offline", "Seoul");
	cr_expect_eq(run->status, 4);
	expect_in(run->err, "wx: Seoul: the cache has no answer in this language");
	expect_answer(ASK(standin, "--offline", "--max-stale=86400", "Seoul"));
	cr_expect_eq(ASK_SO(standin, ENV(keyless), "--offline", "Tokyo")->status, 4);
	cr_expect_eq(ASK(standin, "--offline", "--lang=ko", "Seoul")->status, 4);
	run = ASK(standin, "--offline", "--json", "Tokyo");
	cr_expect_eq(run->status, 4);
	expect_in(run->out, "\"error\":{\"code\":4,\"name\":\"network\",");
	expect_requests(standin, 0);
}

/* ---- several at once ---- */

enum { CROWD = 10 };

Test(cached, answer_is_fetched_by_one_of_many)
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
	cr_expect_eq(find(name, ".lock"), 0, "%s is left", name);
}

static void nap(long milliseconds)
{
	const struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};

	nanosleep(&time, NULL);
}

/* Starts one who is asking, and has the lock. */
static struct run *start_holder(const struct setup *setup, struct peer *standin)
{
	struct run *holder = wx_start(setup, WORDS("Seoul"));

	for (int i = 0; i < 1000 && standin_requests(standin)->count == 0; i++)
		nap(10);
	cr_assert_eq(standin->requests.count, 1);
	return holder;
}

Test(cached, answer_is_not_kept_by_the_dead)
{
	struct peer *standin = STANDIN("--delay", "1000");
	const struct setup setup = {.url = standin->url, .home = home};
	struct run *holder = start_holder(&setup, standin);
	struct run *waiting = wx_start(&setup, WORDS("--timeout=20", "Seoul"));

	nap(300);
	expect_requests(standin, 1);
	kill(holder->pid, SIGKILL);
	wx_finish(holder);
	wx_finish(waiting);
	expect_quiet_answer(waiting);
	cr_expect(waiting->seconds < 10, "%g s", waiting->seconds);
	expect_requests(standin, 1);
}

Test(cached, answer_is_not_kept_by_the_stopped)
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

/* With an old answer and a service that hangs, each is done in its time. */
Test(cached, answer_is_there_in_time_for_each_of_many)
{
	struct peer *standin = start_with_old(HOUR);
	const struct setup setup = {.url = standin->url, .home = home};
	struct run *runs[CROWD];

	become_faulty(standin, "stall");
	for (size_t i = 0; i < CROWD; i++)
		runs[i] = wx_start(&setup, WORDS("--timeout=2", "Seoul"));
	for (size_t i = 0; i < CROWD; i++) {
		wx_finish(runs[i]);
		expect_in(runs[i]->out, "\nStale: 1 h old (network)\n");
		cr_expect(runs[i]->seconds < 8, "%g s", runs[i]->seconds);
	}
}

/* ---- what must not be kept, and what must not be believed ---- */

#define REPLY(name, rest)                                                                       \
	"{" rest "\"weather\":[{\"id\":800,\"main\":\"Clear\",\"description\":\"clear sky\"}]," \
	"\"main\":{\"temp\":10.5},\"dt\":1665619509,\"name\":\"" name "\",\"cod\":200}"
#define ENCODED "c%61nary%2D4f9d1c7e%2dwx%2Dsecret"
#define ESCAPED "\\u0063anary\\u002D4f9d1c7e-wx-s\\u0065cret"

/* In any form in which a service may repeat it, and wherever. */
Test(cached, key_is_never_kept)
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
		expect_quiet_answer(ASK(standin, place));
		expect_quiet_answer(ASK(standin, "--json", place));
		cr_expect_eq(find(name, ".reply"), 0, "%s was kept", rows[i].name);
		cr_assert_eq(standin_requests(standin)->count, 2, "%s", rows[i].name);
		standin_forget(standin);
	}
	home_write(data, "plain", 0600, REPLY("Seoul canary", "\"x\":\"\\\\u0063 \\\" \\n\","));
	expect_quiet_answer(ASK(standin, "file:plain"));
	cr_expect_eq(find(name, ".reply"), 1);
}

/* What has a member twice is no answer. */
Test(cached, key_is_not_kept_with_what_is_there_twice)
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
		expect_in(run->err, "a member is there twice");
	}
}

/* The harness looks through the home after each run. */
Test(cached, key_is_not_kept_with_failures)
{
	static const char *const words[] = {"reflect:400", "reflect:401", "reflect:429",
		"reflect:500", "escaped:200", "escaped:400", "status:301"};
	struct peer *standin = start_with_old(HOUR), *now = standin;
	char name[PATH_MAX];

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		now = become(now, words[i]);
		ASK(standin, "--max-age=0", "Seoul");
		ASK(standin, "--max-age=0", "--json", "Tokyo");
		if (find(name, ".pause"))
			shift(".pause", -3600);
	}
	cr_expect_eq(find(name, ".reply"), 1);
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

Test(cached, damage_is_mended)
{
	static const char *const bodies[] = {"", "{}", "null", "[]", "<html>", "{\"cod\":\"404\"}",
		"{\"cod\":401}", "{\"cod\":429}", "{\"main\":{\"temp\":10}", "\xff\xfe"};
	static const char *const texts[] = {"", "\n", "wx-reply 1", "wx-reply 1 0 0 0\n", "garbage",
		"wx-reply 2 0 0 0\n", "\x1b[2J", "wx-reply 1 1 99999 99999\n"};
	struct peer *standin = start_with_old(0);
	char name[PATH_MAX], *whole = read_only(name, ".reply");

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

/* What is damaged is no old answer either. */
Test(cached, damage_is_no_answer)
{
	struct peer *standin = start_with_old(HOUR);

	replace_body("{\"main\":{\"temp\":10}");
	peer_stop(standin);
	cr_expect_eq(ASK(standin, "Seoul")->status, 4);
	cr_expect_eq(ASK(standin, "--offline", "Seoul")->status, 4);
}

static void expect_harmless(const struct run *run, const char *what)
{
	cr_expect_eq(run->status, 0, "%s: %s", what, run->err);
	cr_expect(strstr(run->out, "Se"), "%s: %s", what, run->out);
	expect_printable(run->out, run->out_length, what);
	expect_printable(run->err, run->err_length, what);
}

Test(cached, answer_cannot_be_made_to_act)
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
			ASK_SO(standin, .columns = 80, "--color=never", "id:1835848"), names[i]);
	}
	expect_requests(standin, 0);
}

/* ---- where it lies ---- */

/* Each run asks, and answers; a note where somebody could do harm. */
static void expect_uncached(struct peer *standin, const char *setting, const char *note)
{
	const struct run *run = ASK_SO(standin, ENV(setting), "Seoul");

	expect_answer(run);
	if (*note)
		expect_in(run->err, note);
	else
		cr_expect_str_empty(run->err, "%s: %s", setting, run->err);
	expect_quiet_answer(ASK_SO(standin, ENV(setting), "-q", "Seoul"));
	run = ASK_SO(standin, ENV(setting), "-v", "Seoul");
	expect_answer(run);
	expect_in(run->err, "cache not used: ");
	expect_requests(standin, 3);
}

static void below_home(char to[PATH_MAX], const char *name)
{
	snprintf(to, PATH_MAX, "%s/%s", home->path, name);
}

Test(cached, answer_needs_no_cache)
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

Test(cached, answer_is_not_taken_from_where_others_may_write)
{
	struct peer *standin = start_with_old(0);
	char path[PATH_MAX], away[PATH_MAX];

	below_home(path, ".cache/wx");
	below_home(away, "away");
	chmod(path, 0770);
	expect_uncached(standin, "WX_CONFIG=",
		"/.cache/wx: the cache is not used: other users can write to it; change its mode "
		"with chmod 700");
	chmod(path, 0700);
	expect_quiet_answer(ASK(standin, "Seoul"));
	expect_requests(standin, 0);
	cr_assert_eq(rename(path, away), 0);
	cr_assert_eq(symlink(away, path), 0);
	expect_uncached(standin, "WX_CONFIG=",
		"/.cache/wx: the cache is not used: it is not a directory, or is a symbolic link "
		"to one");
	unlink(path);
	home_write(home, ".cache/wx", 0600, "a file");
	expect_uncached(standin, "WX_CONFIG=",
		"/.cache/wx: the cache is not used: it is not a directory, or is a symbolic link "
		"to one");
	unlink(path);
	if (geteuid() != 0)
		return;
	cr_assert_eq(rename(away, path), 0);
	cr_assert_eq(chown(path, 65534, 65534), 0);
	expect_uncached(standin,
		"WX_CONFIG=", "/.cache/wx: the cache is not used: it belongs to another user");
}

/* Variables that are no use leave it below the home. */
Test(cached, answer_is_below_home_otherwise)
{
	struct peer *standin = start_with_old(0);

	expect_quiet_answer(ASK_SO(standin, ENV("XDG_CACHE_HOME="), "Seoul"));
	expect_quiet_answer(ASK_SO(standin, ENV("XDG_CACHE_HOME=relative"), "Seoul"));
	expect_requests(standin, 0);
}

Test(cached, answer_is_told_when_the_disk_is_full)
{
	struct peer *standin = start_with_old(HOUR);
	char name[PATH_MAX], *before = read_only(name, ".reply"), *after;
	struct rlimit limit;

	cr_assert_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = 100;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	expect_quiet_answer(ASK(standin, "Seoul"));
	expect_quiet_answer(ASK(standin, "--json", "Seoul"));
	limit.rlim_cur = limit.rlim_max;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	expect_requests(standin, 2);
	after = read_only(name, ".reply");
	cr_expect_str_eq(after, before);
	cr_expect_eq(find(name, "") - find(name, "."), 2, "something is left beside swept");
	free(before);
	free(after);
}

Test(cached, answer_is_the_users_alone)
{
	mode_t before = umask(0);
	struct stat status;
	char name[PATH_MAX], path[PATH_MAX];

	expect_quiet_answer(ASK(STANDIN(NULL), "Seoul"));
	umask(before);
	below_home(path, ".cache/wx");
	cr_assert_eq(stat(path, &status), 0);
	cr_expect_eq(status.st_mode & 0777, 0700);
	cr_assert_eq(find(name, ".reply"), 1);
	snprintf(path, sizeof path, "%s/%.64s", home->path, name);
	cr_assert_eq(stat(path, &status), 0);
	cr_expect_eq(status.st_mode & 0777, 0600);
}

Test(cached, check_names_the_cache_and_asks)
{
	struct peer *standin = start_with_old(0);
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
		"\nCache: none, because %.500s cannot be used: other users can write to it; ",
		path);
	expect_in(run->out, line);
	/* An old answer is none here. */
	chmod(path, 0700);
	standin = become(standin, "status:500");
	cr_expect_eq(ASK(standin, "--check", "Seoul")->status, 9);
}
