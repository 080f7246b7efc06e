/* SPDX-License-Identifier: MIT */
/* wx --format: lines of one's own, and the formats for Waybar and Prometheus. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define CONFIG ".config/wx/config"

TestSuite(format, .fini = harness_teardown);
TestSuite(waybar, .fini = harness_teardown);
TestSuite(prometheus, .fini = harness_teardown);

static void expect_output(const struct run *run, int status, const char *out, const char *err)
{
	cr_expect_eq(run->status, status, "status %d: %s", run->status, run->err);
	cr_expect_str_eq(run->out, out, "'%s' instead of '%s'", run->out, out);
	cr_expect_str_eq(run->err, err, "'%s' instead of '%s'", run->err, err);
}

/* One line on standard error and nothing on standard output. */
static void expect_refusal(const struct run *run, int status, const char *message)
{
	cr_expect_eq(run->status, status, "status %d: %s", run->status, run->err);
	cr_expect_str_empty(run->out, "%s", run->out);
	cr_expect(strncmp(run->err, "wx: ", 4) == 0, "%s", run->err);
	cr_expect(strstr(run->err, message), "no '%s' in: %s", message, run->err);
	cr_expect_eq(strchr(run->err, '\n'), run->err + run->err_length - 1, "not one line: %s",
		run->err);
}

/* A home with this configuration file. */
static struct home *configure(const char *text)
{
	struct home *home = home_make();

	home_write(home, CONFIG, 0600, text);
	return home;
}

Test(format, prints_a_line_for_each_place)
{
	struct peer *standin = STANDIN(NULL);

	expect_output(
		WX(.url = standin->url, "-F", "%l: %c %t", "Seoul"), 0, "Seoul: ☁ +11°C\n", "");
	expect_output(
		WX(.url = standin->url, "--format={place} {temperature:.0}", "Seoul", "Tokyo"), 0,
		"Seoul 11\nTokyo 26\n", "");
	expect_output(WX(.url = standin->url, "--format=", "Seoul"), 0, "\n", "");
	expect_output(WX(SETUP(.url = standin->url, .input = "Seoul\nTokyo\n"), "--format={place}",
			      "--from=-"),
		0, "Seoul\nTokyo\n", "");
}

#define THREE_PLACES "Seoul\nNowherexyz\nTokyo\n"

Test(format, goes_on_after_a_failure)
{
	const struct run *run =
		WX(SETUP(.url = STANDIN(NULL)->url, .input = THREE_PLACES), "-F%l", "--from=-");

	cr_expect_eq(run->status, 7);
	cr_expect_str_eq(run->out, "Seoul\nTokyo\n");
	cr_expect(strstr(run->err, "wx: Nowherexyz: no such place"), "%s", run->err);
}

Test(format, asks_for_what_its_fields_need)
{
	static const struct {
		const char *words[4], *config;
		size_t requests;
	} rows[] = {
		{{"-F", "{temperature}"}, "", 1},
		{{"-F", "{days[0].high}"}, "", 2},
		{{"-F", "{summary}"}, "", 2},
		{{"-F", "{air.index}"}, "", 2},
		{{"-F", "{air.index} {forecast[1].time}"}, "", 3},
		{{"-F", "{temperature}"}, "forecast = yes\n", 1},
		{{"-F", "{temperature}", "--forecast"}, "", 2},
		{{"-F", "{temperature}", "--days=2"}, "", 2},
		{{"-F", "{temperature}", "--air"}, "", 2},
		{{"-F", "bar"}, "format.bar = {days[1].high}\n", 2},
		{{"-F", "waybar"}, "forecast = yes\n", 1},
		{{"-F", "waybar", "--days=1"}, "", 2},
		{{"-F", "prometheus"}, "forecast = yes\n", 1},
		{{"-F", "prometheus", "--air"}, "", 2},
	};
	struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *const words[] = {
			rows[i].words[0], rows[i].words[1], "Seoul", rows[i].words[2], NULL};
		const struct run *run = wx_run(&(const struct setup){.url = standin->url,
						       .home = configure(rows[i].config)},
			words);

		cr_expect_eq(run->status, 0, "%s: %s", rows[i].words[1], run->err);
		cr_expect_eq(standin_requests(standin)->count, rows[i].requests,
			"%s: %zu requests instead of %zu", rows[i].words[1],
			standin->requests.count, rows[i].requests);
		standin_forget(standin);
	}
}

Test(format, is_checked_before_anything_is_asked)
{
	static char longest[10241];
	static const struct {
		const char *words[5], *message;
	} rows[] = {
		{{"-F{temprature}", "Seoul"},
			"wx: --format: column 2: unknown field 'temprature'; did you mean "
			"'temperature'?\n"},
		{{"--format=50 %", "Seoul"},
			"--format: column 4: '%' at the end; write %% for a percent sign"},
		{{"-F{place", "Seoul"},
			"--format: column 1: '{' without '}'; write {{ for a brace"},
		{{"-Fa}", "Seoul"}, "--format: column 2: '}' without '{'; write }} for a brace"},
		{{"-F%t", longest}, "longer than 256 bytes"},
		{{"-F", longest, "Seoul"},
			"--format: the template is too long: expected at most 4095 bytes"},
		{{"-Fbar", "Seoul"},
			"--format: no format is named 'bar': expected waybar, prometheus, a "
			"template such as '%c %t', or a name that is defined by a line "
			"'format.NAME = TEMPLATE' in a configuration file"},
		{{"-Ftemperature", "Seoul"},
			"--format: 'temperature' is a field; write it in braces: '{temperature}'"},
		{{"-Fair", "Seoul"}, "--format: no format is named 'air'"},
		{{"-F"}, "--format needs a value: TEMPLATE; see 'wx --help'"},
		{{"-j", "-F%t", "Seoul"},
			"--json cannot be used with --format; remove one of them"},
		{{"-F%t", "--list", "Seoul"}, "--format cannot be used with --list"},
		{{"-F%t", "--check"}, "--format cannot be used with --check"},
		{{"-F%t", "--save-key"}, "--format cannot be used with --save-key"},
		{{"-F%t", "--serve"}, "--format cannot be used with --serve"},
		{{"--no-forecast", "-F{summary}", "Seoul"},
			"--no-forecast cannot be used with a template that has forecast fields; "
			"remove --no-forecast, or those fields"},
		{{"-Fprometheus", "-uimperial", "Seoul"},
			"neither --units nor --wind can be used with "
			"--format prometheus, whose units are "
			"fixed; remove the option"},
		{{"-Fprometheus", "--wind=kn", "Seoul"}, "neither --units nor --wind can be used"},
		{{"-Fprometheus", "-f", "Seoul"},
			"neither --forecast nor --days can be used with --format prometheus, which "
			"prints no forecast; remove the option"},
		{{"-Fprometheus", "--days=1", "Seoul"},
			"neither --forecast nor --days can be used"},
		{{"-F0123456789abcdef0123456789abcdef", "Seoul"},
			"--format: this looks like an API"},
		{{"-F%t"}, "no place given"},
	};
	struct peer *standin = STANDIN(NULL);

	memset(longest, 'x', sizeof longest - 1);
	longest[0] = ' ';
	for (size_t i = 0; i < COUNT(rows); i++)
		expect_refusal(wx_run(&(struct setup){.url = standin->url}, rows[i].words), 2,
			rows[i].message);
	cr_expect_eq(standin_requests(standin)->count, 0);
	/* The last of several counts. */
	cr_expect_eq(WX(.url = standin->url, "--no-forecast", "-fF{summary}", "Seoul")->status, 0);
}

Test(format, is_named_in_the_configuration_file)
{
	struct peer *standin = STANDIN(NULL);
	struct home *home = configure("format.bar = {temperature}\n"
				      "format.bar = %c %t # {{1}}\n"
				      "format.날씨={place}\n"
				      "format.none =\n");

	expect_output(WX(SETUP(.url = standin->url, .home = home), "-Fbar", "Seoul"), 0,
		"☁ +11°C # {1}\n", "");
	expect_output(
		WX(SETUP(.url = standin->url, .home = home), "-F날씨", "Seoul"), 0, "Seoul\n", "");
	expect_output(WX(SETUP(.url = standin->url, .home = home), "-Fnone", "Seoul"), 0, "\n", "");
	expect_refusal(WX(SETUP(.url = standin->url, .home = home), "-FBAR", "Seoul"), 2,
		"no format is named 'BAR'");
	/* Without --format they change nothing. */
	cr_expect_eq(strncmp(WX(SETUP(.url = standin->url, .home = home), "Seoul")->out,
			     "Seoul, KR: ", 11),
		0);
}

Test(format, of_the_configuration_file_is_checked)
{
	static const struct {
		const char *text, *message;
	} rows[] = {
		{"# one\nformat.bar = {temprature}\n",
			"config:2: invalid template for format.bar: column 2: unknown field "
			"'temprature'; did you mean 'temperature'?"},
		{"format. = %t\n",
			"config:1: invalid format name '': expected one word of at most 64 "
			"bytes without control characters, %, {, } or \\"},
		{"format.a b = %t\n", "config:1: invalid format name 'a b'"},
		{"format.%t = %t\n", "config:1: invalid format name '%t'"},
		{"format.a\x1b[31m = %t\n", "config:1: invalid format name 'a\\x1b[31m'"},
		{"format.a\xC2\x9B = %t\n", "config:1: invalid format name 'a\\u009b'"},
		{"format.a\xff = %t\n", "config:1: invalid format name 'a"},
		{"format.waybar = %t\n",
			"config:1: format.waybar: wx has a built-in format of that name; "
			"choose another name"},
		{"format.prometheus = %t\n",
			"config:1: format.prometheus: wx has a built-in format"},
		{"format.bar = 0123456789abcdef0123456789abcdef\n",
			"config:1: this looks like an API"},
	};
	struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct home *home = configure(rows[i].text);

		expect_refusal(
			WX(SETUP(.url = standin->url, .home = home), "Seoul"), 3, rows[i].message);
	}
	cr_expect_eq(standin_requests(standin)->count, 0);
}

Test(format, follows_the_units_and_the_language)
{
	struct peer *standin = STANDIN(NULL);

	expect_output(WX(.url = standin->url, "-uimperial", "--wind=kn",
			      "-F%t {temperature:.0}{temperature_unit} %w", "Seoul"),
		0, "+51°F 51°F ↙3kn\n", "");
	expect_output(WX(SETUP(.url = standin->url, ENV("LC_ALL=en_US.UTF-8")),
			      "-F%t {temperature:.0}", "Seoul"),
		0, "+51°F 51\n", "");
	expect_output(WX(.url = standin->url, "--ascii", "-F%c %t %w °", "Seoul"), 0,
		"m +11C ENE 1m/s °\n", "");
	WX(.url = standin->url, "--lang=ko", "-F%C", "Seoul");
	cr_expect(strstr(standin_requests(standin)->last, "lang=kr"), "%s", standin->requests.last);
}

/* Few variables are set for cron's jobs, and no locale. */
Test(format, works_with_the_environment_of_cron)
{
	struct peer *standin = STANDIN(NULL);

	expect_output(
		WX(SETUP(.url = standin->url,
			   ENV("LC_ALL", "PATH=/usr/bin:/bin", "SHELL=/bin/sh", "LOGNAME=nobody"),
			   .directory = "/"),
			"-F%l %c %t %w", "Seoul"),
		0, "Seoul m +11C ENE 1m/s\n", "");
}

Test(format, is_the_same_on_a_terminal)
{
	struct peer *standin = STANDIN(NULL);

	expect_output(WX(SETUP(.url = standin->url, .columns = 60), "--color=always",
			      "-F{place:100}|", "Seoul"),
		0,
		"Seoul                                                                           "
		"                    |\n",
		"");
}

/* In a prompt, the note would come again and again. */
Test(format, has_no_note_on_a_missing_key)
{
	struct peer *standin = STANDIN(NULL);
	struct setup setup = {ENV("WX_API_KEY"), .open_meteo_url = standin->url};
	const struct run *run = wx_run(&setup, WORDS("Seoul"));

	cr_expect(strstr(run->err, "no API key: asking Open-Meteo"), "%s", run->err);
	run = wx_run(&setup, WORDS("-F{source}", "Seoul"));
	expect_output(run, 0, "open-meteo\n", "");
	run = wx_run(&setup, WORDS("-Fwaybar", "Seoul"));
	cr_expect_eq(run->status, 0);
	cr_expect_str_empty(run->err, "%s", run->err);
}

/* What the service sends cannot act on the terminal. */
Test(format, escapes_what_the_service_sends)
{
	static const char *const answers[] = {
		"escape-csi", "escape-osc", "escape-lines", "escape-bidi", "escape-c1", "name-rtl"};

	for (size_t i = 0; i < COUNT(answers); i++) {
		char answer[64];
		const struct run *run;

		snprintf(answer, sizeof answer, "/data/2.5/weather=file:%s.json", answers[i]);
		run = WX(.url = STANDIN("--answer", answer)->url, "-F{place}|%l|%C|{description}",
			"0.5,0.5");
		cr_expect_eq(run->status, 0, "%s: %s", answers[i], run->err);
		cr_expect_eq(
			strchr(run->out, '\n'), run->out + run->out_length - 1, "%s", run->out);
		expect_printable(run->out, run->out_length, answers[i]);
	}
}

Test(waybar, prints_an_object_for_each_place)
{
	const struct run *run = WX(.url = STANDIN(NULL)->url, "-Fwaybar", "Seoul", "Nowherexyz");
	const char *second = strchr(run->out, '\n') + 1;

	cr_expect_eq(run->status, 7);
	cr_expect(
		strncmp(run->out, "{\"text\":\"☁ 11°C\",\"tooltip\":\"Seoul, KR: broken clouds\\n",
			50) == 0,
		"%s", run->out);
	cr_expect(strstr(run->out, "(https://openweathermap.org/)\",\"class\":\"clouds\","
				   "\"percentage\":47,\"alt\":\"clouds\"}\n"),
		"%s", run->out);
	cr_expect_eq(strncmp(second,
			     "{\"text\":\"not-found\",\"tooltip\":\"Nowherexyz: no such place", 53),
		0, "%s", second);
	cr_expect(strstr(second, "\",\"class\":\"error\",\"alt\":\"error\"}\n"), "%s", second);
	cr_expect(strstr(run->err, "wx: Nowherexyz: no such place"), "%s", run->err);
}

Test(waybar, keeps_the_exit_status_of_a_failure)
{
	const struct run *run = WX(DEFAULTS, "-Fwaybar", "Seoul");

	cr_expect_eq(run->status, 4);
	cr_expect_eq(strncmp(run->out, "{\"text\":\"network\",", 18), 0, "%s", run->out);
	run = WX(.home = configure("units = none\n"), "-Fwaybar", "Seoul");
	cr_expect_eq(run->status, 3);
	cr_expect_eq(strncmp(run->out, "{\"text\":\"config\",", 17), 0, "%s", run->out);
	cr_expect(strstr(run->out, "\"class\":\"error\""), "%s", run->out);
	cr_expect(strstr(run->out, "\"tooltip\":\"/"), "%s", run->out);
	run = WX(ENV("WX_API_KEY"), "-Fwaybar", "--source=openweathermap", "Seoul");
	cr_expect_eq(run->status, 3);
	cr_expect_eq(strncmp(run->out, "{\"text\":\"config\",", 17), 0, "%s", run->out);
}

/* As in its configuration, where no place is named; without an object it would show nothing. */
Test(waybar, prints_an_object_where_there_is_no_place)
{
	static const struct {
		const char *config;
		int status;
		const char *out;
	} rows[] = {
		{"", 2,
			"{\"text\":\"usage\",\"tooltip\":\"no place given; name one, as in 'wx "
			"Seoul'"},
		{"place = Seoul\nunits = none\n", 3, "{\"text\":\"config\",\"tooltip\":\"/"},
		{"place = id:x\n", 3, "{\"text\":\"config\",\"tooltip\":\"/"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct run *run =
			WX(.home = configure(rows[i].config), "--no-wait", "-qFwaybar");
		const char *end = run->out + run->out_length;

		cr_expect_eq(run->status, rows[i].status, "%zu: %s", i, run->err);
		cr_expect_eq(
			strncmp(run->out, rows[i].out, strlen(rows[i].out)), 0, "%s", run->out);
		cr_expect_eq(strchr(run->out, '\n'), end - 1, "%s", run->out);
		cr_expect(strstr(run->out, "\"class\":\"error\""), "%s", run->out);
		cr_expect_eq(
			strchr(run->err, '\n'), run->err + run->err_length - 1, "%s", run->err);
	}
}

Test(prometheus, prints_all_places_under_one_help)
{
	const struct run *run = WX(SETUP(.url = STANDIN(NULL)->url, .input = THREE_PLACES),
		"-Fprometheus", "--from=-");

	cr_expect_eq(run->status, 7);
	cr_expect(
		strstr(run->out, "# TYPE wx_up gauge\nwx_up{place=\"Seoul\"} 1\n"
				 "wx_up{place=\"Nowherexyz\"} 0\nwx_up{place=\"Tokyo\"} 1\n# HELP"),
		"%s", run->out);
	cr_expect(strstr(run->out, "# TYPE wx_temperature_celsius gauge\n"
				   "wx_temperature_celsius{place=\"Seoul\"} 10.66\n"
				   "wx_temperature_celsius{place=\"Tokyo\"} 25.53\n# HELP"),
		"%s", run->out);
	cr_expect(strstr(run->err, "wx: Nowherexyz: no such place"), "%s", run->err);
}

Test(prometheus, is_always_metric)
{
	struct home *home = configure("units = imperial\nwind = kn\nlang = ko\n");
	const struct run *run =
		WX(SETUP(.url = STANDIN(NULL)->url, .home = home, ENV("LC_ALL=en_US.UTF-8")),
			"-Fprometheus", "Seoul");

	cr_expect_eq(run->status, 0);
	cr_expect(strstr(run->out, "\nwx_temperature_celsius{place=\"Seoul\"} 10.66\n"), "%s",
		run->out);
	cr_expect(strstr(run->out, "\nwx_wind_speed_meters_per_second{place=\"Seoul\"} 1.39\n"),
		"%s", run->out);
}

Test(prometheus, says_that_a_place_is_down)
{
	static const char down[] = "# HELP wx_up Whether the weather at the place was obtained.\n"
				   "# TYPE wx_up gauge\nwx_up{place=\"Seoul\"} 0\n";
	const struct run *run = WX(DEFAULTS, "-Fprometheus", "Seoul");

	cr_expect_eq(run->status, 4);
	cr_expect_str_eq(run->out, down);
	run = WX(.home = configure("units = none\n"), "-Fprometheus", "Seoul");
	cr_expect_eq(run->status, 3);
	cr_expect_str_eq(run->out, down);
	/* What is wrong with the command line is of no place. */
	run = WX(DEFAULTS, "-Fprometheus", "--max-age=x", "Seoul");
	cr_expect_eq(run->status, 2);
	cr_expect_str_empty(run->out, "%s", run->out);
}

Test(prometheus, is_refused_by_a_full_disk)
{
	const struct run *run = WX(SETUP(.url = STANDIN(NULL)->url, .output_path = "/dev/full"),
		"-Fprometheus", "Seoul");

	cr_expect_eq(run->status, 10, "%d: %s", run->status, run->err);
}
