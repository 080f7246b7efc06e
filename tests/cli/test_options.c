/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/paths.h"
#include "base/utf8.h"
#include "cli/config_file.h"
#include "cli/options.h"
#include "harness.h"
#include "weather/provider.h"

#define WORDS_MAX 8

struct parsed {
	struct options options;
	struct error error;
	bool good;
};

/* The parser moves the words; its copies of the pointers live until the test ends. */
static struct parsed parse(const char *const words[])
{
	static char *argv[WORDS_MAX + 2];
	struct parsed parsed = {.good = false};
	int argc = 1;

	argv[0] = (char *)(uintptr_t) "wx";

	for (; words[argc - 1]; argc++)
		argv[argc] = (char *)(uintptr_t)words[argc - 1];
	argv[argc] = NULL;
	parsed.good = options_parse(&parsed.options, argc, argv, &parsed.error);
	return parsed;
}

#define PARSE(...) parse((const char *const[]){__VA_ARGS__, NULL})

Test(options, have_defaults)
{
	struct parsed p = PARSE("Seoul");

	cr_assert(p.good, "%s", p.error.message);
	cr_expect_eq(p.options.action, ACTION_WEATHER);
	cr_expect_eq(p.options.units, UNITS_BY_LOCALE);
	cr_expect_eq(p.options.wind, WIND_BY_UNITS);
	cr_expect_eq(p.options.color, WHEN_AUTO);
	cr_expect_eq(p.options.timeout, 10);
	cr_expect_null(p.options.language);
	cr_expect(!p.options.json && !p.options.plain && !p.options.quiet && !p.options.verbose);
}

Test(options, have_long_and_short_forms)
{
	struct parsed p =
		PARSE("-jqv", "-uimperial", "--wind=kn", "-l", "ko", "--timeout", "2.5", "x");

	cr_assert(p.good, "%s", p.error.message);
	cr_expect(p.options.json && p.options.quiet && p.options.verbose);
	cr_expect_eq(p.options.units, UNITS_IMPERIAL);
	cr_expect_eq(p.options.wind, WIND_KN);
	cr_expect_str_eq(p.options.language->tag, "ko");
	cr_expect_eq(p.options.timeout, 2.5);
}

/* The option and the table of providers count alike. */
Test(options, name_each_source)
{
	size_t i = 0;

	cr_expect_eq(PARSE("x").options.source, 0);
	cr_expect_eq(PARSE("--source=auto", "x").options.source, 0);
	for (; provider_at(i); i++) {
		char option[64];

		snprintf(option, sizeof option, "--source=%s", provider_at(i)->id);
		cr_expect_eq(PARSE(option, "x").options.source, (int)i + 1, "%s", option);
	}
	cr_expect_geq(i, 2);
	cr_expect_str_eq(PARSE("--source=met", "x").error.message,
		"invalid value 'met' for --source: expected auto, openweathermap or open-meteo");
	cr_expect(!PARSE("--source=auto", "--save-key").good);
}

Test(options, can_be_abbreviated)
{
	cr_expect_eq(PARSE("--unit=uk", "x").options.units, UNITS_UK);
	cr_expect_eq(PARSE("--tim", "3", "x").options.timeout, 3);
	cr_expect_eq(PARSE("--vers").options.action, ACTION_VERSION);
	cr_expect_str_eq(PARSE("-jqufoo").error.message,
		"invalid value 'foo' for --units: expected metric, imperial, uk or standard");
	cr_expect(!PARSE("--comp", "x").good);
}

Test(options, can_stand_between_places)
{
	struct parsed p = PARSE("New", "--json", "York", "-u", "uk", "--", "-x");

	cr_assert(p.good, "%s", p.error.message);
	cr_assert_eq(p.options.word_count, 3);
	cr_expect_str_eq(p.options.words[0], "New");
	cr_expect_str_eq(p.options.words[1], "York");
	cr_expect_str_eq(p.options.words[2], "-x");
	cr_expect_null(p.options.words[3]);
	cr_expect_eq(p.options.units, UNITS_UK);
}

Test(options, are_not_southern_coordinates)
{
	static const char *const places[] = {"-33.87,151.21", "-.5,3", "-"};

	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct parsed p = PARSE("--json", places[i]);

		cr_assert(p.good, "%s: %s", places[i], p.error.message);
		cr_expect_str_eq(p.options.words[0], places[i]);
	}
}

Test(options, say_whether_there_is_a_forecast)
{
	cr_expect_not(PARSE("x").options.forecast);
	cr_expect(PARSE("-f", "x").options.forecast);
	cr_expect(PARSE("--forecast", "x").options.forecast);
	cr_expect_eq(PARSE("--forecast", "x").options.days, 0);
	cr_expect(PARSE("--days", "6", "x").options.forecast);
	cr_expect_eq(PARSE("--days", "6", "x").options.days, 6);
	/* The last one counts. */
	cr_expect_not(PARSE("-f", "--no-forecast", "x").options.forecast);
	cr_expect_not(PARSE("--days=3", "--no-forecast", "x").options.forecast);
	cr_expect(PARSE("--no-forecast", "--days=3", "x").options.forecast);
	cr_expect(PARSE("-fj", "--air", "x").options.air);
	cr_expect_not(PARSE("--air", "x").options.forecast);
}

Test(options, override_earlier_ones)
{
	struct parsed p = PARSE("-u", "uk", "-u", "metric", "x");

	cr_expect_eq(p.options.units, UNITS_METRIC);
}

Test(options, after_help_and_version_are_ignored)
{
	cr_expect_eq(PARSE("--help", "--nonsense").options.action, ACTION_HELP);
	cr_expect_eq(PARSE("-V", "-u", "nonsense").options.action, ACTION_VERSION);
	cr_expect(PARSE("-h", "--once").good);
}

Test(options, that_are_invalid_are_explained)
{
	static const struct {
		const char *words[4];
		const char *message;
	} rows[] = {{{"--nonsense"}, "unknown option '--nonsense'; see 'wx --help'"},
		{{"--jsno"}, "unknown option '--jsno'; did you mean --json?"},
		{{"--oflfine"}, "unknown option '--oflfine'; did you mean --offline?"},
		{{"--colour=never"}, "unknown option '--colour'; did you mean --color?"},
		{{"--max_age", "5"}, "unknown option '--max_age'; did you mean --max-age?"},
		{{"--vresion"}, "unknown option '--vresion'; did you mean --version?"},
		{{"-json"}, "unknown option '-s'; did you mean --json?"},
		{{"-forcast"}, "unknown option '-o'; did you mean --forecast?"},
		{{"-fxjv"}, "unknown option '-x'; see 'wx --help'"},
		{{"--ab"}, "unknown option '--ab'; see 'wx --help'"},
		{{"--ma", "5"}, "option '--ma' is ambiguous: it could be --max-age or --max-stale; "
				"see 'wx --help'"},
		{{"--f"}, "option '--f' is ambiguous: it could be --from, --forecast or --format; "
			  "see 'wx --help'"},
		{{"--json=5"}, "--json takes no value; see 'wx --help'"},
		{{"-j="}, "--json takes no value; see 'wx --help'"},
		{{"--key-files=x"},
			"unknown option '--key-files'; did you mean --key-file? The API key itself "
			"cannot be given as an argument; run 'wx --save-key' to store it, or set "
			"WX_API_KEY"},
		{{"--key-file-name", "x"},
			"unknown option '--key-file…'; did you mean --key-file? The API key itself "
			"cannot be given as an argument; run 'wx --save-key' to store it, or set "
			"WX_API_KEY"},
		{{"--key", "x"},
			"--key: write --key-file in full; the API key itself cannot be given as an "
			"argument; run 'wx --save-key' to store it, or set WX_API_KEY"},
		{{"--appid", "x"},
			"--appid: an API key cannot be given as an argument, which other users "
			"could see; run 'wx --save-key' to store it, or set WX_API_KEY"},
		{{"0123456789abcdef0123456789abcdef"},
			"an argument looks like an API key, but other users can see arguments; run "
			"'wx "
			"--save-key' to store the key, or set WX_API_KEY"},
		{{"--units", "0123456789abcdef0123456789abcdef"},
			"--units: this looks like an API key, which must not be given here; run "
			"'wx --save-key' to store it, or set WX_API_KEY"},
		{{"-\xC3\xA9"}, "unknown option '-\xC3\xA9'; see 'wx --help'"},
		{{"-x"}, "unknown option '-x'; see 'wx --help'"},
		{{"-jx"}, "unknown option '-x'; see 'wx --help'"},
		{{"--units"}, "--units needs a value: SYSTEM; see 'wx --help'"},
		{{"-u"}, "--units needs a value: SYSTEM; see 'wx --help'"},
		{{"--json=1"}, "--json takes no value; see 'wx --help'"},
		{{"-u", "si"}, "invalid value 'si' for --units: expected metric, imperial, uk or "
			       "standard"},
		{{"--days=0"}, "invalid value '0' for --days: expected a whole number from 1 to 6"},
		{{"--days", "7"},
			"invalid value '7' for --days: expected a whole number from 1 to 6"},
		{{"--days", "x"},
			"invalid value 'x' for --days: expected a whole number from 1 to 6"},
		{{"--days", "1.5"},
			"invalid value '1.5' for --days: expected a whole number from 1 to 6"},
		{{"--days"}, "--days needs a value: N; see 'wx --help'"},
		{{"-f", "--list", "x"},
			"--forecast cannot be used with --list; remove one of them"},
		{{"--days=2", "--serve"}, "--days cannot be used with --serve; remove one of them"},
		{{"--no-forecast", "--check"},
			"--no-forecast cannot be used with --check; remove one of them"},
		{{"--air", "--list", "x"}, "--air cannot be used with --list; remove one of them"},
		{{"--wind=knots"},
			"invalid value 'knots' for --wind: expected ms, kmh, mph, kn or bft"},
		{{"--color", "yes"},
			"invalid value 'yes' for --color: expected auto, always or never"},
		{{"--timeout", "0"}, "invalid value '0' for --timeout: expected a number of "
				     "seconds from 0.01 to 3600"},
		{{"--timeout", "-1"}, "invalid value '-1' for --timeout: expected a number of "
				      "seconds from 0.01 to 3600"},
		{{"--timeout=5s"}, "invalid value '5s' for --timeout: expected a number of seconds "
				   "from 0.01 to 3600"},
		{{"--timeout=1e9"}, "invalid value '1e9' for --timeout: expected a number of "
				    "seconds from 0.01 to 3600"},
		{{"--timeout=nan"}, "invalid value 'nan' for --timeout: expected a number of "
				    "seconds from 0.01 to 3600"},
		{{"--timeout="}, "invalid value '' for --timeout: expected a number of seconds "
				 "from 0.01 to 3600"},
		{{"--key-file="},
			"invalid value '' for --key-file: expected a file name of 1 to 4095 bytes"},
		{{"--once"}, "--once can only be used with --serve; add --serve, or remove --once"},
		{{"--idle-timeout", "5", "Seoul"}, "--idle-timeout can only be used with --serve; "
						   "add --serve, or remove --idle-timeout"},
		{{"--serve", "--json"}, "--json cannot be used with --serve; remove one of them"},
		{{"--check", "--serve"}, "--check cannot be used with --serve; remove one of them"},
		{{"--save-key", "--check"},
			"--save-key cannot be used with --check; remove one of them"},
		{{"--serve", "9000"},
			"--serve takes no place; to listen on '9000', write --serve=9000"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct parsed p = parse(rows[i].words);

		cr_expect(!p.good, "row %zu", i);
		cr_expect_eq(p.error.code, EXIT_USAGE, "row %zu", i);
		cr_expect_str_eq(
			p.error.message, rows[i].message, "row %zu: %s", i, p.error.message);
	}
}

Test(options, for_languages_list_the_valid_ones)
{
	struct parsed p = PARSE("--lang", "zz");

	cr_expect(!p.good);
	cr_expect(strstr(p.error.message, " en, es, "), "%s", p.error.message);
	cr_expect(strstr(p.error.message, " or zu"), "%s", p.error.message);
}

Test(options, start_the_server)
{
	struct parsed p = PARSE("--serve=[::1]:9000", "--once", "--idle-timeout", "0.5", "-q");

	cr_assert(p.good, "%s", p.error.message);
	cr_expect_eq(p.options.action, ACTION_SERVE);
	cr_expect_str_eq(p.options.serve.host, "::1");
	cr_expect_str_eq(p.options.serve.port, "9000");
	cr_expect(p.options.serve.once);
	cr_expect(p.options.serve.quiet);
	cr_expect_eq(p.options.serve.idle_timeout, 0.5);
	cr_expect(!PARSE("--serve=65536").good);
	cr_expect_str_eq(PARSE("--serve").options.serve.port, "8000");
}

Test(options, fail_without_a_program_name)
{
	char *argv[] = {NULL};
	struct options options;
	struct error error;

	cr_expect(!options_parse(&options, 0, argv, &error));
	cr_expect_eq(error.code, EXIT_USAGE);
}

/* --- The config file --- */

static char config_path[64];

static void make_config(void)
{
	snprintf(config_path, sizeof config_path, "/tmp/wx-test-config-XXXXXX");
	close(mkstemp(config_path));
	setenv("WX_CONFIG", config_path, 1);
	unsetenv("NO_COLOR");
	unsetenv("CLICOLOR");
}

static void remove_config(void)
{
	unlink(config_path);
	harness_teardown();
}

TestSuite(config, .init = make_config, .fini = remove_config);

static struct parsed configure(const char *text, size_t length, const char *const words[])
{
	FILE *file = fopen(config_path, "w");
	struct parsed p = parse(words);

	cr_assert(p.good, "%s", p.error.message);
	fwrite(text, 1, length, file);
	fclose(file);
	p.good = config_file_read(&p.options, &p.error);
	return p;
}

#define CONFIGURE(text, ...) configure(text, strlen(text), (const char *const[]){__VA_ARGS__, NULL})

Test(config, sets_what_the_command_line_does_not)
{
	struct parsed p = CONFIGURE("\xEF\xBB\xBF# mine\r\n\r\nunits = uk\r\n  wind=kn\n"
				    "place =  New York \nlang = ko\ntimeout = 3\nplain = yes\n"
				    "color = always\nkey-file = /run/key",
		"--wind", "bft");

	cr_assert(p.good, "%s", p.error.message);
	cr_expect_eq(p.options.units, UNITS_UK);
	cr_expect_eq(p.options.wind, WIND_BFT);
	cr_expect_str_eq(p.options.place, "New York");
	cr_expect_str_eq(p.options.language->tag, "ko");
	cr_expect_eq(p.options.timeout, 3);
	cr_expect(p.options.plain);
	cr_expect_eq(p.options.color, WHEN_ALWAYS);
	cr_expect_str_eq(p.options.key_file, "/run/key");
	cr_expect(!p.options.key_file_typed);
	cr_expect(p.options.config_found);
	cr_expect_str_empty(p.options.notes);
}

Test(config, asks_for_a_forecast_unless_the_command_line_decides)
{
	cr_expect(CONFIGURE("forecast = yes", "x").options.forecast);
	cr_expect_not(CONFIGURE("forecast = no", "x").options.forecast);
	cr_expect(CONFIGURE("forecast = no", "-f").options.forecast);
	cr_expect(CONFIGURE("forecast = no", "--days=2").options.forecast);
	cr_expect_not(CONFIGURE("forecast = yes", "--no-forecast").options.forecast);
	/* It is no setting of its own. */
	cr_expect(strstr(CONFIGURE("days = 2", "x").options.notes, "unknown setting 'days'"));
}

Test(config, expands_the_home_directory)
{
	setenv("HOME", "/home/someone", 1);
	cr_expect_str_eq(CONFIGURE("key-file = ~/secrets/owm", "x").options.key_file,
		"/home/someone/secrets/owm");
}

Test(config, notes_unknown_settings)
{
	struct parsed p = CONFIGURE("units = uk\nfuture = 1\njson = yes\n", "x");
	char wanted[256];
	const char *second = p.options.notes + strlen(p.options.notes) + 1;

	cr_expect(p.good);
	snprintf(wanted, sizeof wanted, "%s:2: unknown setting 'future'; the line is ignored",
		config_path);
	cr_expect_str_eq(p.options.notes, wanted);
	snprintf(wanted, sizeof wanted, "%s:3: unknown setting 'json'; the line is ignored",
		config_path);
	cr_expect_str_eq(second, wanted);
	cr_expect_str_empty(second + strlen(second) + 1);
}

Test(config, notes_that_there_are_more_unknown_settings)
{
	char text[4096] = "";
	struct parsed p;
	const char *note, *last = "";

	for (int i = 0; i < 200; i++)
		strncat(text, "future = 1\n", sizeof text - strlen(text) - 1);
	p = CONFIGURE(text, "x");
	cr_assert(p.good, "%s", p.error.message);
	for (note = p.options.notes; *note; note += strlen(note) + 1) {
		last = note;
		cr_expect(strstr(note, "ignored"), "%s", note);
	}
	cr_expect_str_eq(last, "further unknown settings are ignored, too");
	cr_expect_lt((size_t)(note - p.options.notes), sizeof p.options.notes);
}

Test(config, errors_name_file_and_line)
{
	static const struct {
		const char *text, *message;
	} rows[] = {{"units = si", ":1: invalid value 'si' for units: expected metric, imperial, "
				   "uk or standard"},
		{"\n\ntimeout = soon", ":3: invalid value 'soon' for timeout: expected a number of "
				       "seconds from 0.01 to 3600"},
		{"plain = perhaps",
			":1: invalid value 'perhaps' for plain: expected 'yes' or 'no'"},
		{"units", ":1: invalid line 'units': expected NAME = VALUE"},
		{"place =", ":1: the place is empty"},
		{"place = 91,0", ":1: invalid place '91,0': the latitude"},
		{"key-file =", ":1: invalid value '' for key-file: expected a file name of 1 to "
			       "4095 bytes"},
		{"lang = zz", ":1: invalid value 'zz' for lang: expected af, ar, "}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct parsed p = CONFIGURE(rows[i].text, "--units", "uk");

		cr_expect(!p.good, "row %zu", i);
		cr_expect_eq(p.error.code, EXIT_CONFIG);
		cr_expect(strncmp(p.error.message, config_path, strlen(config_path)) == 0);
		cr_expect(strstr(p.error.message, rows[i].message), "row %zu: %s", i,
			p.error.message);
	}
}

/* An invalid value changes nothing, and the first error is the one that is kept. */
Test(config, sets_what_the_valid_lines_say)
{
	struct parsed p = CONFIGURE("wind = kn\nplain = perhaps\nwind = storm\nnonsense\n"
				    "lang = zz\nkey-file =\nname = x\nunits = uk\n",
		"--lang", "ko");

	cr_expect(!p.good);
	cr_expect(strstr(p.error.message, ":2: invalid value 'perhaps' for plain: "), "%s",
		p.error.message);
	cr_expect_eq(p.options.wind, WIND_KN);
	cr_expect(!p.options.plain);
	cr_expect_str_eq(p.options.language->tag, "ko");
	cr_expect_str_empty(p.options.key_file);
	cr_expect(strstr(p.options.notes, ":7: unknown setting 'name'"), "%s", p.options.notes);
	cr_expect_eq(p.options.units, UNITS_UK);
}

Test(config, has_room_for_so_many_places)
{
	char text[6000] = "";
	struct parsed p;

	memset(text, 'x', 1032);
	memcpy(text, "place = ", 8);
	p = CONFIGURE(text, "x");
	cr_expect(strstr(p.error.message, ":1: the places take up more than 1023 bytes in all; "),
		"%s", p.error.message);
	text[0] = '\0';
	/* Of 4096 bytes, each takes 46 with its NULs, and the end of all one. */
	for (int i = 0; i < 89; i++)
		strcat(text, "alias.abcdefghijklmno = abcdefghijklmnopqrstuvwxyz,KR\n");
	cr_expect(CONFIGURE(text, "x").good);
	strcat(text, "alias.abcdefghijklmno = abcdefghijklmnopqrstuvwxyz,KR\n");
	p = CONFIGURE(text, "x");
	cr_expect(strstr(p.error.message, ":90: the aliases take up more than 4096 bytes in all; "),
		"%s", p.error.message);
}

/* Stores up to two ASCII letters and then so many characters of three bytes each. */
static void fill_after(char *to, size_t ascii, size_t characters)
{
	memcpy(to, "xx", ascii);
	to[ascii] = '\0';
	for (size_t i = 0; i < characters; i++)
		memcpy(to + ascii + 3 * i, "雨", sizeof "雨");
}

/* A message has bytes that are not UTF-8, such as those of half a character, escaped. */
static void expect_whole_characters(const struct parsed *p, const char *what)
{
	cr_expect(!p->good, "%s", what);
	cr_expect(strstr(p->error.message, "雨雨雨"), "%s: %s", what, p->error.message);
	cr_expect(!strstr(p->error.message, "\\x"), "%s: %s", what, p->error.message);
}

/* With the three alignments, two cuts are within a character, wherever they are. */
Test(config, is_quoted_in_whole_characters)
{
	static const char *const lines[][2] = {{"units = ", ""}, {"", ""}, {"alias.", ",x = Seoul"},
		{"format.", " = {temperature}"}};

	for (size_t ascii = 0; ascii < 3; ascii++) {
		char value[512], text[600];
		struct parsed p;

		fill_after(value, ascii, 120);
		for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
			snprintf(text, sizeof text, "%s%s%s", lines[i][0], value, lines[i][1]);
			p = CONFIGURE(text, "x");
			expect_whole_characters(&p, lines[i][0]);
		}
		snprintf(text, sizeof text, "%s = 1", value);
		p = CONFIGURE(text, "x");
		cr_expect(
			strstr(p.options.notes, "雨'; the line is ignored"), "%s", p.options.notes);
		cr_expect(utf8_is_valid(p.options.notes), "%s", p.options.notes);
		snprintf(text, sizeof text, "--units=%s", value);
		p = PARSE(text);
		expect_whole_characters(&p, "--units");
		p = PARSE("--serve", value);
		expect_whole_characters(&p, "--serve");
	}
}

/* A link to the directory it is in makes the path as long as needed. */
Test(config, path_is_quoted_in_whole_characters)
{
	for (size_t ascii = 0; ascii < 3; ascii++) {
		const struct home *home = home_make();
		char name[256], link[1024], path[2048];
		struct parsed p;

		fill_after(name, ascii, 83);
		snprintf(link, sizeof link, "%s/%s", home->path, name);
		cr_assert_eq(symlink(".", link), 0);
		home_write(home, "config", 0600, "future = 1\n");
		snprintf(path, sizeof path, "%s/%s/%s/config", link, name, name);
		setenv("WX_CONFIG", path, 1);
		p = PARSE("x");
		cr_expect(config_file_read(&p.options, &p.error), "%s", p.error.message);
		cr_expect(strstr(p.options.notes, "雨:1: unknown setting 'future'; "), "%s",
			p.options.notes);
		cr_expect(utf8_is_valid(p.options.notes), "%s", p.options.notes);
	}
}

Test(config, must_be_text_of_at_most_64_kib)
{
	static char large[70 * 1024];
	struct parsed p = configure("a\0b", 3, (const char *const[]){"x", NULL});

	cr_expect(!p.good && strstr(p.error.message, "not text"), "%s", p.error.message);
	memset(large, '#', sizeof large);
	p = configure(large, sizeof large, (const char *const[]){"x", NULL});
	cr_expect(!p.good && strstr(p.error.message, "64 KiB"), "%s", p.error.message);
}

Test(config, must_not_be_writable_by_everyone)
{
	struct parsed p;

	chmod(config_path, 0666);
	p = CONFIGURE("units = uk", "x");
	cr_expect(!p.good && strstr(p.error.message, "chmod o-w"), "%s", p.error.message);
}

Test(config, is_optional)
{
	struct parsed p = PARSE("x");

	setenv("WX_CONFIG", "", 1);
	cr_expect(config_file_read(&p.options, &p.error));
	cr_expect_str_empty(p.options.config_file);
	setenv("WX_CONFIG", "/dev/null", 1);
	cr_expect(config_file_read(&p.options, &p.error));
	p = PARSE("x");
	unsetenv("WX_CONFIG");
	setenv("HOME", "/nonexistent", 1);
	unsetenv("XDG_CONFIG_HOME");
	cr_expect(config_file_read(&p.options, &p.error), "%s", p.error.message);
	cr_expect(!p.options.config_found);
}

Test(config, must_exist_if_named_by_the_environment)
{
	static const char *const paths[] = {"/nonexistent/config", "/tmp"};

	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		struct parsed p = PARSE("x");

		setenv("WX_CONFIG", paths[i], 1);
		cr_expect(!config_file_read(&p.options, &p.error), "%s", paths[i]);
		cr_expect_eq(p.error.code, EXIT_CONFIG);
		cr_expect(strstr(p.error.message, paths[i]), "%s", p.error.message);
	}
}

Test(config, cannot_have_a_path_that_is_too_long)
{
	static const struct {
		const char *variable, *message;
	} rows[] = {{"XDG_CONFIG_HOME", "set XDG_CONFIG_HOME to a shorter one"},
		{"HOME", "set XDG_CONFIG_HOME to a shorter one"},
		{"XDG_CONFIG_DIRS",
			"cannot read the system-wide configuration file: its path is too long; "
			"shorten the paths in XDG_CONFIG_DIRS"},
		{"WX_CONFIG", "WX_CONFIG: the file name is too long"}};
	char path[PATHS_MAX + 1];

	memset(path, 'x', sizeof path);
	path[0] = '/';
	path[PATHS_MAX] = '\0';
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct parsed p = PARSE("x");

		unsetenv("WX_CONFIG");
		unsetenv("XDG_CONFIG_DIRS");
		unsetenv("XDG_CONFIG_HOME");
		setenv("HOME", "/nonexistent", 1);
		setenv(rows[i].variable, path, 1);
		cr_expect(!config_file_read(&p.options, &p.error), "%s", rows[i].variable);
		cr_expect_eq(p.error.code, EXIT_CONFIG);
		cr_expect(strstr(p.error.message, rows[i].message), "%s", p.error.message);
	}
}

Test(config, is_not_read_from_a_fifo)
{
	struct parsed p = PARSE("x");

	unlink(config_path);
	cr_assert_eq(mkfifo(config_path, 0600), 0);
	cr_expect(!config_file_read(&p.options, &p.error));
	cr_expect(strstr(p.error.message, "not a regular file"), "%s", p.error.message);
}

Test(config, is_overridden_by_no_color)
{
	setenv("NO_COLOR", "1", 1);
	cr_expect_eq(CONFIGURE("color = always", "x").options.color, WHEN_NEVER);
	cr_expect_eq(CONFIGURE("", "--color=always").options.color, WHEN_ALWAYS);
	setenv("NO_COLOR", "", 1);
	cr_expect_eq(CONFIGURE("color = always", "x").options.color, WHEN_ALWAYS);
}
