/* SPDX-License-Identifier: MIT */
/* The forecast and the air quality: requests beside that for the current weather, in one answer. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <inttypes.h>
#include <json-c/json.h>
#include <limits.h>
#include <regex.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "harness.h"

#define WEATHER "/data/2.5/weather"
#define FORECAST "/data/2.5/forecast"
#define AIR "/data/2.5/air_pollution"

/* HOME of all runs of a test. */
static struct home *home;

static void make_home(void)
{
	home = home_make();
}

TestSuite(forecast, .init = make_home, .fini = harness_teardown);
TestSuite(air, .init = make_home, .fini = harness_teardown);

#define ASK(peer, ...) WX(SETUP(.url = (peer)->url, .home = home), __VA_ARGS__)

/* ---- helpers ---- */

static void expect_status(const struct run *run, int status)
{
	cr_assert_eq(run->status, status, "status %d: %s", run->status, run->err);
}

static void expect_in(const char *text, const char *part)
{
	cr_expect(strstr(text, part), "no '%s' in: %s", part, text);
}

static void expect_requests(struct peer *standin, size_t count, const char *last)
{
	const struct requests *requests = standin_requests(standin);

	cr_expect_eq(requests->count, count, "%zu requests instead of %zu", requests->count, count);
	if (last)
		expect_in(requests->last, last);
	standin_forget(standin);
}

static bool matches_by(const char *text, const char *pattern, int flags)
{
	regex_t regex;
	bool found;

	cr_assert_eq(regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB | flags), 0);
	found = regexec(&regex, text, 0, NULL, 0) == 0;
	regfree(&regex);
	return found;
}

/* Whether a line does. */
static bool matches(const char *text, const char *pattern)
{
	return matches_by(text, pattern, REG_NEWLINE);
}

/* Whether all lines together do. */
static bool matches_whole(const char *text, const char *pattern)
{
	return matches_by(text, pattern, 0);
}

/* The object on a line of JSON, from 0. Lives until the test ends. */
static json_object *object_of(const struct run *run, int line)
{
	const char *text = run->out;
	json_object *object;
	char *copy;

	while (line-- > 0)
		text = strchr(text, '\n') + 1;
	copy = strdup(text);
	copy[strcspn(copy, "\n")] = '\0';
	object = json_tokener_parse(copy);
	cr_assert(object, "no JSON: %s", copy);
	free(copy);
	return object;
}

static json_object *member(json_object *object, const char *name)
{
	json_object *value = NULL;

	cr_assert(json_object_object_get_ex(object, name, &value), "no %s", name);
	return value;
}

static bool has_member(json_object *object, const char *name)
{
	return json_object_object_get_ex(object, name, NULL);
}

static const char *text_of(json_object *object, const char *name)
{
	return json_object_get_string(member(object, name));
}

static size_t length_of(json_object *object, const char *name)
{
	return json_object_array_length(member(object, name));
}

static json_object *item(json_object *object, const char *name, size_t i)
{
	return json_object_array_get_idx(member(object, name), i);
}

/* Lets every entry of the cache for that path have been fetched so many seconds earlier. */
static void age_entries(const char *path, int seconds)
{
	static char aged[1 << 20];
	char directory_path[PATH_MAX], name[PATH_MAX];
	size_t count = 0;
	DIR *directory;

	snprintf(directory_path, sizeof directory_path, "%s/.cache/wx", home->path);
	directory = opendir(directory_path);
	cr_assert(directory);
	for (struct dirent *entry; (entry = readdir(directory));) {
		char *text, *behind;
		int64_t when;

		if (!strstr(entry->d_name, ".reply"))
			continue;
		snprintf(name, sizeof name, ".cache/wx/%s", entry->d_name);
		text = home_read(home, name);
		if (strstr(text, path)) {
			when = strtoll(text + strlen("wx-reply 1 "), &behind, 10);
			snprintf(aged, sizeof aged, "wx-reply 1 %" PRId64 "%s", when - seconds,
				behind);
			home_write(home, name, 0600, aged);
			count++;
		}
		free(text);
	}
	closedir(directory);
	cr_assert_gt(count, 0, "no entry for %s", path);
}

/* ---- output ---- */

Test(forecast, is_lines_in_a_pipe)
{
	struct peer *standin = STANDIN("--today");
	const struct run *run = ASK(standin, "-f", "Seoul");
	/*
	 * Those of the current weather, the sentence, the days, of which the last may have but one
	 * step at midnight, and the steps.
	 */
	const char *order = "^Seoul, KR: [^\n]*\n"
			    "([A-Z][a-z]+: [^\n]*\n)+"
			    "(Rain|Perhaps|Dry) [^\n]*\\.\n"
			    "(20[0-9]{2}-[0-9]{2}-[0-9]{2} [^0-9\n][^\n]* °C, "
			    "chance of precipitation [0-9]+ %[^\n]*\n){5,6}"
			    "(20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9][^\n]* °C[^\n]*\n)?"
			    "(20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2} [^\n]* °C[^\n]*\n){40}"
			    "Weather data provided by OpenWeather [^\n]*\n$";

	expect_status(run, 0);
	expect_requests(standin, 2, NULL);
	cr_expect(matches_whole(run->out, order), "%s", run->out);
	cr_expect_not(strstr(run->out, "Air quality"));
}

Test(forecast, is_in_json)
{
	struct peer *standin = STANDIN("--today");
	json_object *answer = object_of(ASK(standin, "-jf", "Seoul"), 0);
	json_object *step = item(answer, "forecast", 0);

	expect_requests(standin, 2, NULL);
	cr_expect_eq(length_of(answer, "forecast"), 40);
	cr_expect_geq(length_of(answer, "days"), 5);
	cr_expect(matches(text_of(answer, "summary"), "^(Rain|Perhaps|Dry) .*\\.$"));
	cr_expect(matches(text_of(step, "time"), "^20.*T[0-9:]{8}\\+09:00$"));
	cr_expect(json_object_is_type(member(step, "is_day"), json_type_boolean));
	cr_expect_not(has_member(answer, "air"));
	json_object_put(answer);
}

Test(forecast, is_there_only_when_asked_for)
{
	struct peer *standin = STANDIN("--today");
	json_object *answer = object_of(ASK(standin, "-j", "Seoul"), 0);

	expect_requests(standin, 1, WEATHER);
	cr_expect_not(has_member(answer, "forecast") || has_member(answer, "days") ||
		      has_member(answer, "summary") || has_member(answer, "air"));
	json_object_put(answer);
}

Test(forecast, has_so_many_days)
{
	struct peer *standin = STANDIN("--today");
	json_object *all = object_of(ASK(standin, "-jf", "Seoul"), 0);
	json_object *two = object_of(ASK(standin, "-j", "--days", "2", "Seoul"), 0);
	const char *second = text_of(item(all, "days", 1), "date");

	cr_expect_eq(length_of(two, "days"), 2);
	cr_expect_str_eq(text_of(item(two, "days", 1), "date"), second);
	cr_expect_eq(strncmp(text_of(item(two, "forecast", length_of(two, "forecast") - 1), "time"),
			     second, 10),
		0);
	/* The sentence is about the whole forecast. */
	cr_expect(matches(text_of(two, "summary"), "^Rain from .*; then .*\\.$") ||
			  matches(text_of(two, "summary"), "^Rain until .*\\.$"),
		"%s", text_of(two, "summary"));
	/* It is cut when it is printed: six days are in the cache. */
	expect_requests(standin, 2, NULL);
	json_object_put(all);
	json_object_put(two);
}

Test(forecast, can_be_asked_for_by_the_configuration)
{
	struct peer *standin = STANDIN("--today");

	home_write(home, ".config/wx/config", 0600, "forecast = yes\n");
	expect_in(ASK(standin, "-j", "Seoul")->out, ",\"forecast\":[");
	cr_expect_not(strstr(ASK(standin, "-j", "--no-forecast", "Seoul")->out, "\"forecast\""));
	expect_requests(standin, 2, NULL);
	/* A single request is enough to test the key. */
	expect_status(ASK(standin, "--check", "Seoul"), 0);
	expect_requests(standin, 1, WEATHER);
}

Test(forecast, fits_the_terminal)
{
	struct peer *standin = STANDIN("--today");
	const struct run *run =
		WX(SETUP(.url = standin->url, .home = home, .columns = 39), "-f", "Seoul");

	expect_status(run, 0);
	/* A degree sign has two bytes, and a terminal's line ends with "\r\n". */
	for (const char *line = run->out; *line; line += strcspn(line, "\n") + 1)
		cr_expect_leq(strcspn(line, "\r\n"), 43, "%s", line);
}

static size_t lines_of(const struct run *run)
{
	size_t lines = 0;

	for (const char *c = run->out; *c; c++)
		lines += *c == '\n';
	return lines;
}

/* LINES overrides the height of the terminal, which is 24, unless it is not a number. */
Test(forecast, fills_the_height_of_the_terminal)
{
	static const struct {
		const char *lines;
		size_t least, most;
	} rows[] = {{"X=", 20, 23}, {"LINES=10", 20, 23}, {"LINES=0", 20, 23},
		{"LINES=many", 20, 23}, {"LINES=1e9", 20, 23}, {"LINES=50", 25, 47}};
	struct peer *standin = STANDIN("--today");

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct run *run = WX(SETUP(.url = standin->url, .home = home, .columns = 80,
						   ENV("TERM=xterm", rows[i].lines)),
			"-f", "Seoul");

		expect_status(run, 0);
		cr_expect(lines_of(run) >= rows[i].least && lines_of(run) <= rows[i].most, "%s: %s",
			rows[i].lines, run->out);
	}
	/* Several places share it. */
	cr_expect_leq(lines_of(WX(SETUP(.url = standin->url, .home = home, .columns = 80,
					  ENV("TERM=xterm", "LINES=50")),
			      "-f", "Seoul", "Busan")),
		46);
}

/* A pair of replies that were captured in the same hour, in the units that they came in. */
Test(forecast, sums_up_real_replies)
{
	struct peer *standin = STANDIN("--answer", WEATHER "=sample:N-berlin-imperial", "--answer",
		FORECAST "=sample:forecast-berlin-imperial");
	const struct run *run = ASK(standin, "-u", "imperial", "-f", "Berlin");

	expect_status(run, 0);
	expect_in(run->out, "\nTemperature: 34.7 °F (feels like 28.1 °F)\n");
	expect_in(run->out, "\nObserved: Sun 19 Jan 23:45 (UTC+1), ");
	expect_in(run->out, "\n2025-01-20 few clouds, 34.3 to 42.4 °F, "
			    "chance of precipitation 0 %, gusts 25.1 mph\n"
			    "2025-01-21 overcast clouds, 31.8 to 38.0 °F, "
			    "chance of precipitation 0 %, gusts 14.0 mph\n"
			    "2025-01-22 broken clouds, 32.5 to 39.2 °F, "
			    "chance of precipitation 0 %, gusts 22.7 mph\n"
			    "2025-01-23 light rain, 36.4 to 44.0 °F, "
			    "chance of precipitation 100 %, rain 0.05 in, gusts 39.0 mph\n"
			    "2025-01-24 light rain, 38.2 to 45.0 °F, "
			    "chance of precipitation 100 %, rain 0.08 in, gusts 31.4 mph\n"
			    "2025-01-20 01:00 clear sky, 34.7 °F (feels like 28.7 °F), "
			    "chance of precipitation 0 %, wind 7.0 mph ESE, gusts 22.3 mph\n");
}

/* The samples are years old, and so all hours are over. */
Test(forecast, of_hours_that_are_over_has_no_sentence)
{
	struct peer *standin = STANDIN(NULL);
	const struct run *run = ASK(standin, "-f", "Seoul");
	json_object *answer;

	expect_status(run, 0);
	cr_expect(matches(run->out, "^Observed: .*, [0-9]+ d ago$"), "%s", run->out);
	cr_expect(matches(run->out, "^2022-10-13 [0-9]{2}:[0-9]{2} "), "%s", run->out);
	cr_expect_not(matches(run->out, "^(Rain|Perhaps|Dry) "), "%s", run->out);
	answer = object_of(ASK(standin, "-jf", "Seoul"), 0);
	cr_expect_null(member(answer, "summary"));
	json_object_put(answer);
}

Test(forecast, follows_the_clocks_of_the_place)
{
	struct peer *standin = STANDIN("--answer", FORECAST "=file:forecast-berlin-october.json");
	char zones[PATH_MAX], tzdir[PATH_MAX + 8];
	json_object *answer;

	source_path(zones, sizeof zones, "tests/data/zoneinfo/slim");
	snprintf(tzdir, sizeof tzdir, "TZDIR=%s", zones);
	answer = object_of(
		WX(SETUP(.url = standin->url, .home = home, ENV(tzdir)), "-jf", "Berlin"), 0);
	cr_expect_str_eq(text_of(item(answer, "forecast", 0), "time"), "2026-10-24T23:00:00+02:00");
	cr_expect_str_eq(text_of(item(answer, "forecast", 1), "time"), "2026-10-25T02:00:00+02:00");
	cr_expect_str_eq(text_of(item(answer, "forecast", 2), "time"), "2026-10-25T04:00:00+01:00");
	/* 22:00 in UTC is 23:00 again. */
	cr_expect_str_eq(text_of(item(answer, "days", 1), "date"), "2026-10-25");
	cr_expect_eq(json_object_get_int(member(item(answer, "days", 1), "steps")), 8);
	json_object_put(answer);

	/* Without the files, the reply's one offset counts for all. */
	answer = object_of(WX(SETUP(.url = standin->url, .home = home, ENV("TZDIR=/nonexistent")),
				   "-jf", "Berlin"),
		0);
	cr_expect_str_eq(text_of(item(answer, "forecast", 2), "time"), "2026-10-25T05:00:00+02:00");
	json_object_put(answer);
}

/* ---- requests ---- */

/* Both requests are sent before either has a reply. */
Test(forecast, is_requested_beside_the_current_weather)
{
	struct peer *standin = STANDIN("--delay", "300", "--today");
	const struct run *run = ASK(standin, "-v", "-f", "--air", "Seoul");
	const char *last, *first;

	expect_status(run, 0);
	last = strstr(run->err, "3: GET ");
	first = strstr(run->err, ": status 200");
	cr_expect(last && first && last < first, "%s", run->err);
	expect_in(run->err, WEATHER "?lat=37.566&lon=126.9784&units=metric&lang=en");
	expect_in(run->err, FORECAST "?lat=37.566&lon=126.9784&units=metric&lang=en");
	expect_in(run->err, AIR "?lat=37.566&lon=126.9784&appid");
}

Test(forecast, is_fetched_by_one_of_several_processes)
{
	struct peer *standin = STANDIN("--delay", "500", "--today");
	const struct setup setup = {.url = standin->url, .home = home};
	struct run *runs[3];

	for (size_t i = 0; i < 3; i++)
		runs[i] = wx_start(&setup, WORDS("-jf", "--timeout=20", "Seoul"));
	for (size_t i = 0; i < 3; i++) {
		wx_finish(runs[i]);
		expect_status(runs[i], 0);
		expect_in(runs[i]->out, "\"forecast\":[");
	}
	expect_requests(standin, 2, NULL);
}

/* Each request counts: the second of Tokyo would be the fourth. */
Test(forecast, respects_the_rate_limit)
{
	struct peer *standin = STANDIN("--today");
	const struct setup setup = {
		.url = standin->url, .home = home, .columns = 80, .errors_terminal = true};
	struct run *run = wx_start(&setup, WORDS("-f", "--rate=3", "Seoul", "Tokyo"));

	standin_wait(standin, 3);
	/* In 59 to 50 seconds. */
	wx_expect(run, "1 done, 0 failed, 1 waiting; rate limit: next request in 5");
	cr_expect_eq(standin_requests(standin)->count, 3);
	kill(run->pid, SIGINT);
	wx_finish(run);
	cr_expect_null(strstr(run->out, "Tokyo"), "%s", run->out);
}

/* With one request a minute they are sent one after the other, not never. */
Test(forecast, can_be_more_than_the_rate_limit)
{
	struct peer *standin = STANDIN("--today");

	expect_status(ASK(standin, "Seoul"), 0);
	expect_status(ASK(standin, "--rate=1", "-f", "Seoul"), 0);
	expect_requests(standin, 2, FORECAST);
}

/* The place has its time-out, not each of its requests. */
Test(air, of_a_place_without_coordinates_comes_within_the_timeout)
{
	struct peer *standin =
		STANDIN("--answer", WEATHER "=slow:1400", "--answer", AIR "=slow:1400");
	const struct run *run = ASK(standin, "--timeout=2", "--air", "zip:90210,US");

	expect_status(run, 4);
	expect_in(run->err, "no answer from 127.0.0.1 within 2 s");
	cr_expect_lt(run->seconds, 3, "%g s", run->seconds);
}

/* Three places have one part more than there are transfers. */
Test(air, that_waits_for_a_transfer_comes_within_the_timeout)
{
	const struct run *run = ASK(STANDIN("--delay", "60000"), "--timeout=2", "-f", "--air",
		"Seoul", "Tokyo", "Berlin");

	expect_status(run, 4);
	expect_in(run->err, "Berlin: no answer from 127.0.0.1 within 2 s");
	cr_expect_lt(run->seconds, 3.5, "%g s", run->seconds);
}

Test(forecast, has_a_cache_entry_of_its_own)
{
	struct peer *standin = STANDIN("--today");

	expect_status(ASK(standin, "Seoul"), 0);
	expect_requests(standin, 1, WEATHER);
	expect_status(ASK(standin, "-f", "Seoul"), 0);
	expect_requests(standin, 1, FORECAST);
	expect_status(ASK(standin, "-f", "--air", "Seoul"), 0);
	expect_requests(standin, 1, AIR);
	expect_status(ASK(standin, "-f", "--air", "Seoul"), 0);
	expect_requests(standin, 0, NULL);
	/* What is too old is requested anew, and no more. */
	age_entries(FORECAST, 601);
	expect_status(ASK(standin, "-f", "--air", "Seoul"), 0);
	expect_requests(standin, 1, FORECAST);
}

Test(forecast, is_as_old_as_its_oldest_part)
{
	struct peer *standin = STANDIN("--today");
	json_object *answer;

	expect_status(ASK(standin, "-f", "Seoul"), 0);
	age_entries(FORECAST, 100);
	answer = object_of(ASK(standin, "-jf", "Seoul"), 0);
	cr_expect_geq(json_object_get_int(member(answer, "age_seconds")), 100);
	cr_expect_lt(json_object_get_int(member(answer, "age_seconds")), 130);
	cr_expect(json_object_get_boolean(member(answer, "cached")));
	cr_expect_not(json_object_get_boolean(member(answer, "stale")));
	json_object_put(answer);
	/* With a part that is new, it is not a cached one. */
	answer = object_of(ASK(standin, "-jf", "--air", "Seoul"), 0);
	cr_expect_geq(json_object_get_int(member(answer, "age_seconds")), 100);
	cr_expect_not(json_object_get_boolean(member(answer, "cached")));
	json_object_put(answer);
}

Test(forecast, is_of_use_offline)
{
	struct peer *standin = STANDIN("--today");
	const struct run *run;

	expect_status(ASK(standin, "Seoul"), 0);
	run = ASK(standin, "--offline", "-f", "Seoul");
	expect_status(run, 4);
	cr_expect_str_empty(run->out);
	expect_in(run->err,
		"there is no cached forecast for this request; run wx once without --offline");
	expect_status(ASK(standin, "-f", "Seoul"), 0);
	standin_forget(standin);
	age_entries(FORECAST, 3600);
	run = ASK(standin, "--offline", "-jf", "Seoul");
	expect_status(run, 0);
	expect_in(run->out, "\"stale\":true,\"stale_reason\":\"offline\"");
	expect_in(run->out, "\"forecast\":[");
	run = ASK(standin, "--offline", "--air", "Seoul");
	expect_status(run, 4);
	expect_in(run->err, "there is no cached air quality data for this request; run wx once ");
	expect_requests(standin, 0, NULL);
}

Test(forecast, is_there_for_every_place)
{
	struct peer *standin = STANDIN("--today");
	const struct run *run;

	home_write(home, "places", 0600, "Tokyo\nSeoul\nNowhere\nBerlin\nLondon\n");
	run = WX(SETUP(.url = standin->url, .home = home, .directory = home->path), "-jf", "--from",
		"places", "Tromso");
	expect_status(run, 7);
	for (int line = 0; line < 6; line++) {
		static const char *const queries[] = {
			"Tromso", "Tokyo", "Seoul", "Nowhere", "Berlin", "London"};
		json_object *answer = object_of(run, line);

		cr_expect_str_eq(text_of(answer, "query"), queries[line]);
		cr_expect_neq(has_member(answer, "error"), has_member(answer, "forecast"));
		cr_expect_eq(has_member(answer, "error"), line == 3);
		json_object_put(answer);
	}
	/* For Nowhere too, both were requested at the same time; connections are kept. */
	cr_expect_leq(standin_requests(standin)->connections, 8);
	expect_requests(standin, 12, NULL);
}

Test(forecast, is_in_text_below_each_place)
{
	struct peer *standin = STANDIN("--today");
	const struct run *run = ASK(standin, "--days=1", "Seoul", "Tokyo");
	const char *tokyo;

	expect_status(run, 0);
	tokyo = strstr(run->out, "\n\nTokyo, JP: ");
	cr_assert(tokyo, "%s", run->out);
	cr_expect(matches(tokyo, "^20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2} "));
	cr_expect(strstr(run->out, " chance of precipitation ") < tokyo);
}

Test(forecast, with_the_key_for_a_place_sends_and_prints_nothing)
{
	struct peer *standin = STANDIN(NULL);
	const struct run *run = ASK(standin, "-f", "--air", HARNESS_KEY);

	expect_status(run, 2);
	cr_expect_str_empty(run->out);
	expect_requests(standin, 0, NULL);
}

/* The harness sees to it that neither the output nor the cache has the key. */
Test(forecast, that_repeats_the_key_is_not_kept)
{
	static const struct {
		const char *answer;
		int status;
	} rows[] = {{FORECAST "=escaped:200", 0}, {FORECAST "=piece:200", 0},
		{FORECAST "=disguise:200", 9}, {AIR "=escaped:200", 0}, {AIR "=reflect:200", 9}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct peer *standin = STANDIN("--answer", rows[i].answer);
		const struct run *run;

		home = home_make();
		run = ASK(standin, "-f", "--air", "Seoul");
		cr_expect_eq(run->status, rows[i].status, "%s: %d, %s", rows[i].answer, run->status,
			run->err);
		standin_forget(standin);
		ASK(standin, "-jf", "--air", "Seoul");
		expect_requests(standin, 1, NULL);
		peer_stop(standin);
	}
}

/* ---- failures ---- */

/* A place fails as a whole, with the code of the part that failed. */
Test(forecast, fails_the_place_if_it_fails)
{
	static const struct {
		const char *answer;
		int status;
	} rows[] = {
		{FORECAST "=status:401", 6},
		{FORECAST "=status:404", 7},
		{FORECAST "=status:429", 8},
		{FORECAST "=status:500", 9},
		{FORECAST "=status:502", 9},
		{FORECAST "=status:302", 9},
		{FORECAST "=file:html.html", 9},
		{FORECAST "=file:empty.json", 9},
		{FORECAST "=file:forecast-cut.json", 9},
		{FORECAST "=file:forecast-list-empty.json", 9},
		{FORECAST "=file:forecast-list-none.json", 9},
		{FORECAST "=file:forecast-cod-404.json", 7},
		{FORECAST "=file:metric.json", 9},
		{FORECAST "=size:2000000", 9},
		{FORECAST "=slow:3000", 4},
		{FORECAST "=reflect:400", 9},
		{FORECAST "=escaped:400", 9},
		{WEATHER "=status:404", 7},
		{WEATHER "=status:500", 9},
		{WEATHER "=file:forecast-warsaw.json", 9},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct peer *standin = STANDIN("--answer", rows[i].answer);
		const struct run *run;
		char error[64];

		run = WX(.url = standin->url, "--timeout=1", "-f", "Seoul");
		cr_expect_eq(run->status, rows[i].status, "%s: %d, %s", rows[i].answer, run->status,
			run->err);
		cr_expect_str_empty(run->out, "%s: %s", rows[i].answer, run->out);
		cr_expect_eq(
			strchr(run->err, '\n'), run->err + run->err_length - 1, "%s", run->err);
		run = WX(.url = standin->url, "--timeout=1", "-jf", "Seoul");
		cr_expect_eq(run->status, rows[i].status, "%s: %d", rows[i].answer, run->status);
		snprintf(error, sizeof error, "\"query\":\"Seoul\",\"error\":{\"code\":%d,",
			rows[i].status);
		expect_in(run->out, error);
		peer_stop(standin);
	}
}

/* The message is about the part that failed, and says how to do without it. */
Test(forecast, is_named_where_it_fails)
{
	static const struct {
		const char *answer, *place, *message;
	} rows[] = {{FORECAST "=status:404", "Seoul",
			    "OpenWeatherMap has no forecast for this place; try without the "
			    "forecast\n"},
		/* Though this name is not in the list, there is weather for it. */
		{FORECAST "=status:404", "Soeul",
			"OpenWeatherMap has no forecast for this place; try without the "
			"forecast\n"},
		/* Of what is not the service's, this cannot be said. */
		{FORECAST "=status:404:html.html", "Seoul",
			"wx: Seoul: the forecast request failed: the reply (HTTP status 404) is a "
			"web page that "
			"is not from OpenWeatherMap; "},
		{AIR "=status:404:html.html", "Seoul",
			"wx: Seoul: the air quality request failed: the reply (HTTP status 404) is "
			"a web "
			"page that is not from OpenWeatherMap; "},
		{FORECAST "=status:502", "Seoul",
			"the forecast request failed: the reply (HTTP status 502) is a web page, "
			"not weather data; "
			"try again later, or try without the forecast\n"},
		{FORECAST "=file:empty.json", "Seoul",
			"the forecast request failed: the reply is empty; try again later, or try "
			"without "
			"the forecast\n"},
		{AIR "=status:404", "Seoul",
			"OpenWeatherMap has no air quality data for this place; try without the "
			"air quality\n"},
		{AIR "=status:502", "Seoul",
			"the air quality request failed: the reply (HTTP status 502) is a web "
			"page, not weather data; try again later, or try without the air "
			"quality\n"},
		{AIR "=file:array.json", "Seoul",
			"the air quality request failed: the reply is not valid (no JSON object); "
			"try again "
			"later, or try without the air quality\n"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct peer *standin = STANDIN(
			"--answer", rows[i].answer, "--answer", WEATHER "=file:metric.json");
		const struct run *run = WX(.url = standin->url, "-f", "--air", rows[i].place);

		expect_in(run->err, rows[i].message);
		peer_stop(standin);
	}
}

/* Of several failures the lowest code counts. */
Test(forecast, fails_with_the_lowest_code)
{
	struct peer *standin = STANDIN("--answer", WEATHER "=status:500", "--answer",
		FORECAST "=status:401", "--answer", AIR "=status:404");

	expect_status(ASK(standin, "-f", "--air", "Seoul"), 6);
}

Test(forecast, reads_replies_that_say_little)
{
	static const struct {
		const char *file;
		size_t steps;
	} rows[] = {{"forecast-one.json", 1}, {"forecast-cnt-wrong.json", 40},
		{"forecast-city-none.json", 40}, {"forecast-pop-none.json", 40},
		{"forecast-rain-empty.json", 40}, {"forecast-temp-none.json", 39},
		{"forecast-timezone-none.json", 40}, {"forecast-timezone-nepal.json", 40},
		{"forecast-timezone-west.json", 40}, {"forecast-visibility-none.json", 40},
		{"forecast-warsaw.json", 40}, {"forecast-berlin-imperial.json", 40}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char word[128];
		struct peer *standin;
		const struct run *run;
		json_object *answer;

		snprintf(word, sizeof word, FORECAST "=file:%s", rows[i].file);
		standin = STANDIN("--answer", word);
		run = WX(.url = standin->url, "-jf", "Seoul");
		expect_status(run, 0);
		answer = object_of(run, 0);
		cr_expect_eq(length_of(answer, "forecast"), rows[i].steps, "%s: %zu", rows[i].file,
			length_of(answer, "forecast"));
		json_object_put(answer);
		peer_stop(standin);
	}
}

/* An old forecast is used as an old answer is, with the reason, and not asked for at once again. */
Test(forecast, that_is_old_is_better_than_none)
{
	struct peer *standin = STANDIN("--today");
	const struct run *run;

	expect_status(ASK(standin, "-f", "Seoul"), 0);
	peer_stop(standin);
	age_entries(FORECAST, 7200);
	standin = STANDIN("--port", standin->port, "--today", "--answer", FORECAST "=status:500");
	run = ASK(standin, "-jf", "Seoul");
	expect_status(run, 0);
	expect_in(run->err, "Seoul: showing the forecast from 2 h ago (bad-reply): the forecast "
			    "request failed: "
			    "OpenWeatherMap");
	expect_in(run->out, "\"stale\":true,\"stale_reason\":\"bad-reply\"");
	expect_requests(standin, 1, FORECAST);
	run = ASK(standin, "-f", "Seoul");
	expect_status(run, 0);
	cr_expect(matches(run->out, "^Stale: forecast 2 h old \\(bad-reply\\)$"), "%s", run->out);
	expect_requests(standin, 0, NULL);
	/* The key is for the user to mend. */
	peer_stop(standin);
	standin = STANDIN("--port", standin->port, "--answer", FORECAST "=status:401");
	expect_status(ASK(standin, "--max-age=0", "-f", "Seoul"), 6);
}

/* Without a key, from the cache of the service that was asked with one. */
Test(forecast, that_alone_is_old_is_named_without_a_key)
{
	struct peer *standin = STANDIN("--today");
	const struct run *run;

	expect_status(ASK(standin, "-f", "Seoul"), 0);
	age_entries(FORECAST, 7200);
	run = WX(SETUP(.url = standin->url, .open_meteo_url = standin->url, .home = home,
			 ENV("WX_API_KEY")),
		"--offline", "-f", "Seoul");
	expect_status(run, 0);
	expect_in(run->err, "Seoul: showing the forecast from 2 h ago (offline)");
}

/* Its age and the reason are those of one part, the oldest. */
Test(forecast, has_the_reason_of_its_oldest_part)
{
	struct peer *standin = STANDIN("--today");
	const struct run *run;

	expect_status(ASK(standin, "-f", "--air", "Seoul"), 0);
	peer_stop(standin);
	age_entries(WEATHER, 3600);
	age_entries(FORECAST, 7200);
	standin = STANDIN("--port", standin->port, "--today", "--answer", WEATHER "=status:500",
		"--answer", FORECAST "=file:empty.json");
	run = ASK(standin, "-f", "Seoul");
	expect_status(run, 0);
	expect_in(run->out, "\nStale: 2 h old (bad-reply)\n");
	expect_in(run->err, "Seoul: showing data from 2 h ago (bad-reply): ");
	expect_in(run->err, "empty");
	run = ASK(standin, "--offline", "-f", "--air", "Seoul");
	expect_in(run->out, "\nStale: forecast 2 h old (offline)\n");
	expect_in(run->err, "Seoul: showing the forecast from 2 h ago (offline)");
	run = ASK(standin, "--offline", "--air", "Seoul");
	expect_in(run->out, "\nStale: current weather 1 h old (offline)\n");
	expect_in(run->err, "Seoul: showing the weather from 1 h ago (offline)");
	age_entries(AIR, 10800);
	run = ASK(standin, "--offline", "-f", "--air", "Seoul");
	expect_in(run->out, "\nStale: 3 h old (offline)\n");
	peer_stop(standin);
	standin = STANDIN("--port", standin->port, "--today");
	expect_status(ASK(standin, "--max-age=0", "Seoul"), 0);
	run = ASK(standin, "--offline", "--air", "Seoul");
	expect_in(run->out, "\nStale: air quality 3 h old (offline)\n");
	expect_in(run->err, "Seoul: showing the air quality from 3 h ago (offline)");
}

Test(forecast, pauses_like_the_current_weather)
{
	struct peer *standin = STANDIN("--answer", FORECAST "=retry:100");
	const struct run *run = ASK(standin, "-f", "Seoul");

	expect_status(run, 8);
	standin_forget(standin);
	expect_status(ASK(standin, "--max-age=0", "Tokyo"), 8);
	expect_requests(standin, 0, NULL);
}

/* ---- air ---- */

Test(air, is_in_text_and_json)
{
	struct peer *standin = STANDIN(NULL);
	const struct run *run = ASK(standin, "--air", "Seoul");

	expect_status(run, 0);
	expect_in(run->out, "\nAir quality: fair (PM2.5 19.8, PM10 23.1, O3 0, NO2 42.8, SO2 16.2, "
			    "CO 534.1 µg/m³)\n");
	expect_in(ASK(standin, "-j", "--air", "Seoul")->out,
		",\"air\":{\"index\":2,\"index_words\":\"fair\",\"pm2_5\":19.78,\"pm10\":23.15,"
		"\"o3\":0,\"no2\":42.84,\"so2\":16.21,\"co\":534.06}}\n");
	expect_requests(standin, 2, NULL);
}

/* The service has it by coordinates alone: those that the current weather came with. */
Test(air, of_a_place_without_coordinates_is_requested_afterwards)
{
	struct peer *standin = STANDIN(NULL);

	expect_status(ASK(standin, "--air", "zip:90210,US"), 0);
	expect_requests(standin, 2, AIR "?lat=34.0901&lon=-118.4065&appid=");
	expect_status(ASK(standin, "--air", "zip:90210,US"), 0);
	expect_requests(standin, 0, NULL);
	expect_status(ASK(standin, "--offline", "--air", "zip:90210,US"), 0);
}

Test(air, is_not_requested_if_there_is_no_such_place)
{
	struct peer *standin = STANDIN(NULL);
	const struct run *run = ASK(standin, "--air", "zip:00000,US");

	expect_status(run, 7);
	expect_requests(standin, 1, WEATHER);
}

Test(air, cannot_be_requested_without_coordinates)
{
	struct peer *standin = STANDIN("--answer", WEATHER "=file:minimal.json");
	const struct run *run = ASK(standin, "--air", "zip:90210,US");

	expect_status(run, 9);
	expect_in(run->err,
		"OpenWeatherMap sent no coordinates for this place, but needs them to look "
		"up the air quality; try without the air quality");
	expect_requests(standin, 1, WEATHER);
}

Test(air, reads_replies_that_say_little)
{
	static const struct {
		const char *answer;
		int status;
		const char *json;
	} rows[] = {
		{AIR "=file:air-array.json", 0, "\"air\":{\"index\":4,\"index_words\":\"poor\","},
		{AIR "=file:air-aqi-9.json", 0,
			"\"air\":{\"index\":null,\"index_words\":null,\"pm2_5\":19.78,"},
		{AIR "=file:air-suwon.json", 0, "\"air\":{\"index\":2,"},
		{AIR "=file:air-empty.json", 9, "\"error\":{\"code\":9,"},
		{AIR "=status:401", 6, "\"error\":{\"code\":6,"},
		{AIR "=status:500", 9, "\"error\":{\"code\":9,"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct peer *standin = STANDIN("--answer", rows[i].answer);
		const struct run *run = WX(.url = standin->url, "-j", "--air", "Seoul");

		expect_status(run, rows[i].status);
		expect_in(run->out, rows[i].json);
		peer_stop(standin);
	}
}
