/* SPDX-License-Identifier: MIT */
/* wx as it is used: arguments, settings, streams, terminals, --check, --save-key and --serve. */
#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>
#ifdef __linux__
#include <linux/capability.h>
#include <sys/statvfs.h>
#include <sys/xattr.h>
#endif

#include "base/utf8.h"
#include "harness.h"

TestSuite(arguments, .fini = harness_teardown);
TestSuite(service_url, .fini = harness_teardown);
TestSuite(api_key, .fini = harness_teardown);
TestSuite(config_file, .fini = harness_teardown);
TestSuite(help, .fini = harness_teardown);
TestSuite(streams, .fini = harness_teardown);
TestSuite(terminal, .fini = harness_teardown);
TestSuite(check, .fini = harness_teardown);
TestSuite(place_list, .fini = harness_teardown);
TestSuite(save_key, .fini = harness_teardown);
TestSuite(serve, .fini = harness_teardown);
TestSuite(privileges, .fini = harness_teardown);

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

Test(arguments, are_rejected_when_invalid)
{
	static char long_place[10001];
	static const struct {
		const char *words[5], *message;
	} rows[] = {{{NULL}, "no place given; name one, as in 'wx Seoul', or add the line 'place = "
			     "Seoul' to"},
		{{""}, "the place is empty"}, {{"  ", "\t"}, "the place is empty"},
		{{long_place}, "longer than 256 bytes"},
		{{"Z\xFCrich"}, "invalid place 'Z\\xfcrich': not UTF-8"},
		{{"91,0"}, "'91,0': the latitude"}, {{"0,-181"}, "'0,-181': the longitude"},
		{{"nan,nan"}, "the latitude"}, {{"1e309,0"}, "the latitude"},
		{{"-inf,0"}, "unknown option"},
		{{"id:x"}, "'id:x': expected an OpenWeatherMap city ID"}, {{"zip:"}, "postcode"},
		{{"--nonsense", "Seoul"}, "'--nonsense'"}, {{"-x", "Seoul"}, "'-x'"},
		{{"Seoul", "--units"}, "--units needs a value"}, {{"-u", "si", "Seoul"}, "'si'"},
		{{"--lang=zz", "Seoul"}, "'zz'"}, {{"--timeout=0", "Seoul"}, "'0'"},
		{{"--timeout=1e9", "Seoul"}, "'1e9'"}, {{"--serve", "9000"}, "write --serve=9000"},
		{{"--serve=99999"}, "'99999'"}, {{"--serve=::1:80"}, "'::1:80'"},
		{{"--serve="}, "''"}, {{"--serve", "--json"}, "--json cannot be used with --serve"},
		{{"--once", "Seoul"}, "--once can only be used with --serve"},
		{{"--json", "--check"}, "--json cannot be used with --check"},
		{{"\x1b[2J", "--\x1b[2J"}, "'--\\x1b[2J'"}};
	struct peer *standin = STANDIN(NULL);

	memset(long_place, 'x', sizeof long_place - 1);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect_refusal(wx_run(&(struct setup){.url = standin->url}, rows[i].words), 2,
			rows[i].message);
	cr_expect_eq(standin_requests(standin)->count, 0);
}

/* Without a country, each service would take another one. */
Test(arguments, settings_and_lines_need_the_country_of_a_postcode)
{
	static const char *const places[] = {
		"zip:xx", "zip:90210", "zip:90210 US", "zip:90210,USA", "zip:90210,U5"};
	struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		static const char *const settings[] = {
			"place = ", "place = Seoul; ", "alias.home = "};
		char message[200], text[200];
		const struct run *run;

		snprintf(message, sizeof message,
			"invalid place '%s': expected a postcode and a country code of two "
			"letters, as in 'zip:90210,US'\n",
			places[i]);
		expect_refusal(WX(.url = standin->url, "Seoul", places[i]), 2, message);
		for (size_t k = 0; k < sizeof settings / sizeof *settings; k++) {
			const struct home *home = home_make();

			snprintf(text, sizeof text, "%s%s\n", settings[k], places[i]);
			home_write(home, ".config/wx/config", 0600, text);
			expect_refusal(
				WX(SETUP(.home = home, .url = standin->url), NULL), 3, message);
		}
		run = WX(SETUP(.url = standin->url, .input = places[i]), "--from", "-");
		expect_refusal(run, 2, message);
		cr_expect(strstr(run->err, "standard input:1: "), "%s", run->err);
	}
	cr_expect_eq(standin_requests(standin)->count, 0);
}

Test(service_url, is_rejected_if_it_would_leak_the_key)
{
	static const char *const urls[] = {"http://api.openweathermap.org",
		"http://127.0.0.1@elsewhere", "ftp://127.0.0.1", "file:///etc/passwd", "127.0.0.1",
		"https://a.example/?x=1", "nonsense"};

	for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
		expect_refusal(WX(.url = urls[i], "Seoul"), 3, "WX_API_URL: ");
		expect_refusal(WX(.open_meteo_url = urls[i], "--source=open-meteo", "Seoul"), 3,
			"WX_OPEN_METEO_URL: ");
	}
}

Test(api_key, is_required)
{
	struct peer *standin = STANDIN(NULL);
	const struct run *run = WX(
		SETUP(.url = standin->url, ENV("WX_API_KEY")), "--source=openweathermap", "Seoul");

	expect_refusal(run, 3,
		"wx: no API key found in WX_API_KEY, OPENWEATHERMAP_API_KEY or "
		"~/.config/wx/key; get a free key at https://home.openweathermap.org/api_keys, "
		"then run 'wx --save-key'\n");
	run = WX(SETUP(.url = standin->url, ENV("WX_API_KEY")), "--source=openweathermap", "--json",
		"Seoul");
	cr_expect_eq(run->status, 3);
	cr_expect(
		strstr(run->out, "\"query\":\"Seoul\",\"error\":{\"code\":3,\"name\":\"config\","),
		"%s", run->out);
	cr_expect_eq(standin_requests(standin)->count, 0);
}

Test(api_key, is_read_from_every_source)
{
	const struct peer *standin = STANDIN(NULL);
	struct home *home = home_make();
	const struct run *run;

	run = WX(SETUP(.url = standin->url,
			 ENV("WX_API_KEY", "OPENWEATHERMAP_API_KEY=" HARNESS_KEY)),
		"Seoul");
	cr_expect_eq(run->status, 0, "%s", run->err);
	run = WX(SETUP(.url = standin->url, ENV("WX_API_KEY=wrong-key"),
			 .input = HARNESS_KEY "\r\n"),
		"--key-file", "-", "Seoul");
	cr_expect_eq(run->status, 0, "%s", run->err);
	home_write(home, ".config/wx/key", 0600, HARNESS_KEY "\n");
	run = WX(SETUP(.url = standin->url, ENV("WX_API_KEY="), .home = home,
			 .key_path = ".config/wx/key"),
		"Seoul");
	cr_expect_eq(run->status, 0, "%s", run->err);
	home_write(home, ".config/wx/config", 0600, "place = Seoul\nkey-file = ~/.config/wx/key\n");
	run = WX(SETUP(.url = standin->url, ENV("WX_API_KEY"), .home = home,
			 .key_path = ".config/wx/key"),
		NULL);
	cr_expect_eq(run->status, 0, "%s", run->err);
}

Test(api_key, is_rejected_when_unusable)
{
	struct peer *standin = STANDIN(NULL);
	struct home *home = home_make();

	home_write(home, "open-key", 0644, "some-key-of-mine");
	expect_refusal(WX(SETUP(.url = standin->url, .home = home, .directory = home->path),
			       "--key-file", "open-key", "Seoul"),
		3,
		"open-key: other users can read or change the key file (mode 0644); run 'chmod 600 "
		"open-key'");
	expect_refusal(WX(.url = standin->url, "--key-file", "/nonexistent", "Seoul"), 3,
		"--key-file: cannot open the file: No such file or directory; name a file");
	expect_refusal(WX(.url = standin->url, "--key-file", "/", "Seoul"), 3,
		"/: this is a directory; the API key must be in a file");
	expect_refusal(WX(SETUP(.url = standin->url, .input = ""), "--key-file=-", "Seoul"), 3,
		"standard input: the API key is empty");
	expect_refusal(
		WX(SETUP(.url = standin->url, .input_closed = true), "--key-file=-", "Seoul"), 3,
		"standard input: the API key is empty");
	expect_refusal(WX(SETUP(.url = standin->url, .input_open = true), "--key-file=-",
			       "--timeout=0.2", "Seoul"),
		3,
		"standard input: the API key did not arrive in time; try again, or raise "
		"--timeout");
	cr_expect_eq(standin_requests(standin)->count, 0);
}

Test(config_file, sets_defaults_and_reports_mistakes)
{
	const struct peer *standin = STANDIN(NULL);
	struct home *home = home_make();
	const struct run *run;

	home_write(home, ".config/wx/config", 0600,
		"# mine\nplace = Seoul\nunits = imperial\nfuture = 1\n");
	run = WX(SETUP(.url = standin->url, .home = home), NULL);
	cr_expect_eq(run->status, 0, "%s", run->err);
	cr_expect(strstr(run->out, "Temperature: 51.2 °F"), "%s", run->out);
	cr_expect(
		strstr(run->err, "/.config/wx/config:4: unknown setting 'future'"), "%s", run->err);
	run = WX(SETUP(.url = standin->url, .home = home), "--json", "-q");
	cr_expect(strstr(run->out, "\"units\":\"imperial\""), "%s", run->out);
	cr_expect_str_empty(run->err);
	run = WX(SETUP(.url = standin->url, .home = home, ENV("WX_CONFIG=")), "-u", "metric");
	expect_refusal(run, 2, "no place");
	home_write(home, ".config/wx/config", 0600, "units = imperial\nunits = si\n");
	run = WX(SETUP(.url = standin->url, .home = home), "Seoul");
	expect_refusal(
		run, 3, "/.config/wx/config:2: invalid value 'si' for units: expected metric");
	run = WX(SETUP(.url = standin->url, .home = home), "--json", "Seoul");
	cr_expect(strstr(run->out, "\"error\":{\"code\":3,"), "%s", run->out);
}

Test(config_file, is_optional_without_a_home_directory)
{
	static const char *const homes[][3] = {{"HOME", "XDG_CONFIG_HOME"},
		{"HOME=", "XDG_CONFIG_HOME="}, {"HOME=relative", "XDG_CONFIG_HOME=relative"},
		{"HOME=/nonexistent", "XDG_CONFIG_HOME"}};
	const struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof homes / sizeof *homes; i++) {
		const struct run *run =
			WX(SETUP(.url = standin->url, ENV(homes[i][0], homes[i][1])), "Seoul");

		cr_expect_eq(run->status, 0, "row %zu: %s", i, run->err);
	}
}

static void expect_key(const struct home *home, const char *line)
{
	char *text = home_read(home, ".config/wx/key");

	cr_expect_str_eq(text, line);
	free(text);
}

/* Standard streams */

Test(streams, report_lost_output)
{
	static const char *const kinds[][4] = {{"Seoul"}, {"--json", "Seoul"},
		{"-F", "{temperature}", "Seoul"}, {"-F", "waybar", "Seoul"},
		{"-F", "prometheus", "Seoul"}, {"--from", "-"}, {"--from", "-", "--json"},
		{"--list", "Springfield"}, {"--list", "--json", "Springfield"},
		{"--complete", "Seo"}, {"--help"}, {"--version"}, {"--check"}, {"--serve=0"}};
	const struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct setup setup = {
			.url = standin->url, .input = "Seoul\n", .output_path = "/dev/full"};
		const struct run *run = wx_run(&setup, kinds[i]);

		cr_expect_eq(run->status, 10, "row %zu: %d", i, run->status);
		cr_expect(strstr(run->err, "o space left on device"), "row %zu: %s", i, run->err);
		setup.output_path = NULL;
		setup.output_closed = true;
		run = wx_run(&setup, kinds[i]);
		cr_expect_eq(run->status, 10, "row %zu: %d", i, run->status);
	}
}

Test(streams, other_than_output_may_be_closed)
{
	const struct peer *standin = STANDIN(NULL);
	const struct run *run;

	if (getenv("WX_WRAPPER"))
		cr_skip_test("the wrapper needs its streams");
	run = WX(SETUP(.url = standin->url, .input_closed = true, .errors_closed = true), "-v",
		"Seoul");
	cr_expect_eq(run->status, 0);
	cr_expect(strncmp(run->out, "Seoul, KR", 9) == 0, "%s", run->out);
}

Test(help, needs_neither_key_nor_home)
{
	const struct run *run = WX(ENV("WX_API_KEY", "HOME"), "--help");

	cr_expect_eq(run->status, 0);
	cr_expect(strncmp(run->out, "Usage: wx [OPTION]... [PLACE]...\n", 33) == 0, "%s", run->out);
	cr_expect(strstr(run->out, "\n  11  listen "), "%s", run->out);
	cr_expect_str_empty(run->err);
	run = WX(ENV("WX_CONFIG=/nonexistent"), "-V");
	cr_expect_eq(run->status, 0);
	cr_expect(strncmp(run->out, "wx 0", 4) == 0, "%s", run->out);
}

/* Terminals */

/* No line is wider than the terminal, unless it is a single word. */
static void expect_to_fit(const char *text, size_t columns)
{
	while (*text) {
		char line[1024];
		size_t length = strcspn(text, "\n");

		snprintf(line, sizeof line, "%.*s", (int)length, text);
		if (strchr(line + strspn(line, " "), ' '))
			cr_expect_leq(utf8_width(line), columns, "%zu: %s", columns, line);
		text += length + (text[length] == '\n');
	}
}

/* The same text without the line breaks that a terminal needs. */
static void unwrap(char *text)
{
	for (char *at; (at = strstr(text, "\n  "));)
		memmove(at, at + 2, strlen(at + 2) + 1);
}

static const struct {
	unsigned columns;
	const char *locale;
} terminals[] = {
	{80, "LC_ALL=C.UTF-8"}, {80, "LC_ALL=C"}, {40, "LC_ALL=C.UTF-8"}, {40, "LC_ALL=C"}};

Test(terminal, wraps_notes_and_failures_at_words_on_a_terminal)
{
	static const char *const rows[][4] = {{"--offline", "San José", "Springfield"},
		{"--offline", "서울", "--max-stale", "1"}, {"--source=openweathermap", "Seoul"},
		{"--foracst"}, {"--list", "Seuol"},
		{"--timeout", "never and a day or two", "Seoul"}};

	for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++) {
		for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
			struct setup setup = {ENV("WX_API_KEY", terminals[i].locale)};
			const struct run *pipe = wx_run(&setup, rows[k]), *terminal;
			size_t lines = 0;

			setup.columns = terminals[i].columns;
			setup.errors_terminal = true;
			terminal = wx_run(&setup, rows[k]);
			expect_to_fit(terminal->out, terminals[i].columns);
			unwrap(terminal->out);
			cr_expect_str_eq(terminal->out, pipe->err);
			for (const char *at = pipe->err; *at; at = strchr(at, '\n') + 1, lines++)
				cr_expect(
					strncmp(at, "wx: ", 4) == 0, "not one line: %s", pipe->err);
			cr_expect_gt(lines, 0);
		}
	}
}

Test(terminal, does_not_wrap_failures_on_a_plain_terminal)
{
	const struct setup terminal = {.columns = 40, .errors_terminal = true};

	cr_expect_str_eq(wx_run(&terminal, WORDS("--plain", "--offline", "Seoul"))->out,
		WX(DEFAULTS, "--offline", "Seoul")->err);
	cr_expect_str_eq(wx_run(&terminal, WORDS("--plain", "--nonsense"))->out,
		WX(DEFAULTS, "--nonsense")->err);
}

Test(terminal, prints_a_note_right_above_its_answer)
{
	const struct setup setup = {.url = STANDIN(NULL)->url,
		.columns = 80,
		.errors_terminal = true,
		ENV("TERM=dumb")};
	const struct run *run = wx_run(&setup, WORDS("Seoul", "Springfield"));
	const char *note = strstr(run->out, "wx: 'Springfield' was taken as ");
	const char *above;

	cr_assert(note && note > run->out && note[-1] == '\n', "%s", run->out);
	/* The line above is empty; if the second answer took long, it has had a progress line. */
	for (above = note - 1; above > run->out && above[-1] != '\n' && above[-1] != '\r'; above--)
		;
	cr_expect_eq(above, note - 1, "%s", run->out);
	note = strstr(note, "\nSpringfield, Missouri, US: ");
	cr_assert_not_null(note, "%s", run->out);
	cr_expect_null(strstr(note, "\n\n"), "%s", run->out);
}

Test(terminal, check_ends_with_the_failure)
{
	const struct run *run = WX(SETUP(.url = STANDIN(NULL)->url, .columns = 80,
					   .errors_terminal = true, ENV("WX_API_KEY=wrong-key")),
		"--check");
	const char *request = strstr(run->out, "\nRequest: ");

	cr_assert_not_null(request, "%s", run->out);
	cr_expect_not_null(strstr(request, "\nwx: London: "), "%s", run->out);
}

Test(terminal, fits_help_and_version_to_a_terminal)
{
	static const char *const words[] = {"--help", "--version"};

	for (size_t i = 0; i < 2; i++) {
		const char *pipe = WX(DEFAULTS, words[i])->out;
		const struct run *narrow = WX(SETUP(.columns = 40), words[i]);

		expect_to_fit(pipe, 80);
		cr_expect_str_eq(WX(SETUP(.columns = 80), words[i])->out, pipe);
		cr_expect_str_eq(WX(SETUP(.columns = 200), words[i])->out, pipe);
		expect_to_fit(narrow->out, 40);
		cr_expect(strstr(narrow->out, "OpenWeather\n  (https:"), "%s", narrow->out);
	}
	cr_expect(strstr(WX(SETUP(.columns = 40), "--help")->out,
		"\n  -j, --json\n          print one JSON object per line\n"));
}

/* The columns before the last word of a line. */
static size_t last_word_column(const char *line)
{
	char text[1024];
	char *last;

	snprintf(text, sizeof text, "%.*s", (int)strcspn(line, "\n"), line);
	last = strstr(text, "  '");
	if (!last)
		last = strrchr(text, ' ');
	cr_assert_not_null(last, "%s", text);
	while (*last == ' ')
		last++;
	*last = '\0';
	return utf8_width(text);
}

/* Every place is where the heading says, and the columns of a pipe go on without headings. */
static void expect_table(const struct run *run, const char *headings, size_t columns)
{
	const char *line = run->out;

	cr_assert_eq(strncmp(line, headings, strlen(headings)), 0, "%s", run->out);
	expect_to_fit(run->out, columns);
	for (; *line; line = strchr(line, '\n') + 1)
		cr_expect_eq(last_word_column(line), last_word_column(run->out), "%s", run->out);
}

Test(terminal, lists_with_headings_on_a_terminal)
{
	struct setup setup = {.columns = 80};
	const char *pipe;

	for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++) {
		setup.env = WORDS(terminals[i].locale);
		setup.columns = terminals[i].columns;
		expect_to_fit(wx_run(&setup, WORDS("--list", "San José"))->out, setup.columns);
	}
	setup = (struct setup){.columns = 80};
	expect_table(wx_run(&setup, WORDS("--list", "Boston")),
		"NAME    REGION         COUNTRY  COORDINATES       POPULATION  PLACE\nBoston  ",
		80);
	expect_table(wx_run(&setup, WORDS("--list", "Springfield")),
		"REGION         COUNTRY  COORDINATES        POPULATION  PLACE\nMissouri  ", 80);
	expect_table(wx_run(&setup, WORDS("--list", "San José")),
		"REGION             COUNTRY  POPULATION  PLACE\nCalifornia  ", 80);
	setup.columns = 40;
	expect_table(wx_run(&setup, WORDS("--list", "Boston")),
		"REGION         POPULATION  PLACE\nMassachusetts  ", 40);
	pipe = WX(DEFAULTS, "--list", "Springfield")->out;
	cr_expect(!strstr(pipe, "NAME") && !strstr(pipe, "PLACE"), "%s", pipe);
	cr_expect_str_eq(wx_run(&setup, WORDS("--plain", "--list", "Springfield"))->out, pipe);
	cr_expect_str_eq(WX(SETUP(.columns = 40), "--json", "--list", "Springfield")->out,
		WX(DEFAULTS, "--json", "--list", "Springfield")->out);
}

/* A name of two Hangul syllables has six bytes, like Boston, and takes four columns. */
Test(terminal, aligns_the_list_by_display_width)
{
	static const char name[] = "\tBoston\t";
	const struct home *home = home_make();
	struct home data;
	char variable[sizeof home->path + 16], *text, *boston;

	snprintf(data.path, sizeof data.path, "%s", getenv("WX_DATADIR"));
	text = home_read(&data, "places");
	boston = strstr(text, name);
	cr_assert_not_null(boston);
	memcpy(boston + 1, "\xEC\x84\x9C\xEC\x9A\xB8", 6);
	home_write(home, "places", 0600, text);
	free(text);
	snprintf(variable, sizeof variable, "WX_DATADIR=%s", home->path);
	for (unsigned columns = 0; columns <= 80; columns += 80) {
		const struct setup setup = {.columns = columns, ENV(variable)};
		const struct run *run = wx_run(&setup, WORDS("--list", "Boston"));
		const char *row =
			strstr(run->out, "\xEC\x84\x9C\xEC\x9A\xB8    Massachusetts  US  ");

		cr_assert_not_null(row, "%s", run->out);
		cr_expect_eq(last_word_column(row), last_word_column(strstr(run->out, "Boston  ")),
			"%s", run->out);
	}
}

Test(terminal, gets_bold_text_unless_told_otherwise)
{
	static const struct {
		const char *words[4], *env;
		unsigned columns;
		bool is_bold;
	} rows[] = {{{"Seoul"}, "X=", 0, false}, {{"Seoul"}, "X=", 80, true},
		{{"--plain", "Seoul"}, "X=", 80, false},
		{{"--color=never", "Seoul"}, "X=", 80, false},
		{{"--color=always", "Seoul"}, "X=", 0, true}, {{"Seoul"}, "NO_COLOR=1", 80, false},
		{{"Seoul"}, "NO_COLOR=", 80, true}, {{"Seoul"}, "TERM=dumb", 80, false},
		{{"Seoul"}, "TERM", 80, false},
		{{"--color=always", "Seoul"}, "NO_COLOR=1", 80, true},
		{{"Seoul"}, "CLICOLOR=0", 80, false}, {{"Seoul"}, "CLICOLOR=1", 80, true},
		{{"Seoul"}, "CLICOLOR=", 80, true}, {{"Seoul"}, "CLICOLOR=1", 0, false},
		{{"--color=always", "Seoul"}, "CLICOLOR=0", 80, true},
		{{"--json", "Seoul"}, "X=", 80, false}};
	const struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct setup setup = {
			.url = standin->url, .columns = rows[i].columns, ENV(rows[i].env)};
		const struct run *run = wx_run(&setup, rows[i].words);

		cr_expect_eq(run->status, 0, "%s", run->err);
		cr_expect_eq(strstr(run->out, "\x1b[") != NULL, rows[i].is_bold, "row %zu: %s", i,
			run->out);
	}
}

Test(terminal, gets_the_same_as_a_pipe_with_plain)
{
	const struct peer *standin = STANDIN(NULL);
	const struct run *pipe = WX(.url = standin->url, "Seoul");
	const struct run *terminal =
		WX(SETUP(.url = standin->url, .columns = 30), "--plain", "Seoul");

	cr_expect_eq(pipe->status, 0, "%s", pipe->err);
	cr_expect_str_eq(terminal->out, pipe->out);
}

/* COLUMNS overrides the width of the terminal, unless it is not a number. */
Test(terminal, has_lines_wrapped_at_its_width)
{
	static const struct {
		unsigned columns;
		const char *env;
		bool is_wrapped;
	} rows[] = {{39, "X=", true}, {200, "X=", false}, {200, "COLUMNS=39", true},
		{39, "COLUMNS=200", false}, {39, "COLUMNS=", true}, {39, "COLUMNS=x", true},
		{39, "COLUMNS=0", false}, {39, "COLUMNS=-5", false},
		{39, "COLUMNS=1000000000", false}};
	const struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct setup setup = {
			.url = standin->url, .columns = rows[i].columns, ENV(rows[i].env)};
		const struct run *run = wx_run(&setup, WORDS("--color=never", "Seoul"));
		bool is_wrapped = strstr(run->out, "provided by OpenWeather\n  (https:") != NULL;

		cr_expect_eq(run->status, 0, "row %zu: %s", i, run->err);
		cr_expect_eq(is_wrapped, rows[i].is_wrapped, "row %zu: %s", i, run->out);
		for (char *line = run->out; is_wrapped && *line; line += strcspn(line, "\n") + 1)
			cr_expect(
				strcspn(line, "\n") <= 41, "%.*s", (int)strcspn(line, "\n"), line);
	}
}

/* Above and below the width that a drawing needs, and where nobody knows how wide it is. */
Test(terminal, draws_on_a_terminal_that_is_wide_enough)
{
	static const struct {
		const char *words[3], *env;
		unsigned columns;
		bool is_drawn;
	} rows[] = {{{"Seoul"}, "X=", 40, true}, {{"Seoul"}, "X=", 39, false},
		{{"Seoul"}, "X=", 1, false}, {{"Seoul"}, "X=", 10000, true},
		{{"Seoul"}, "COLUMNS=39", 80, false}, {{"Seoul"}, "COLUMNS=40", 20, true},
		{{"Seoul"}, "COLUMNS=0", 80, false}, {{"Seoul"}, "COLUMNS=-5", 80, false},
		{{"Seoul"}, "COLUMNS=1000000000", 80, false}, {{"Seoul"}, "COLUMNS=x", 80, true},
		{{"Seoul"}, "COLUMNS=", 80, true}, {{"--plain", "Seoul"}, "X=", 80, false},
		{{"--json", "Seoul"}, "X=", 80, false}, {{"Seoul"}, "COLUMNS=80", 0, false},
		{{"--color=always", "Seoul"}, "X=", 0, false}};
	const struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct setup setup = {
			.url = standin->url, .columns = rows[i].columns, ENV(rows[i].env)};
		const struct run *run = wx_run(&setup, rows[i].words);

		cr_expect_eq(run->status, 0, "%s", run->err);
		cr_expect_eq(strstr(run->out, "\xE2\xA3\xBF") != NULL, rows[i].is_drawn,
			"row %zu: %s", i, run->out);
	}
}

Test(terminal, draws_the_current_weather)
{
	const struct run *run =
		WX(SETUP(.url = STANDIN(NULL)->url, .columns = 80), "--color=never", "Zocca");

	cr_expect(strstr(run->out, "Zocca, IT: moderate rain, 25.3 °C (feels like 25.6 °C)\n"
				   "   ⢀⣰⣾⣿⣦⣤⣄    Wind      0.6 m/s N, gusts 1.2 ") == run->out,
		"%s", run->out);
	cr_expect(strstr(run->out, "\nWeather data provided by OpenWeather ("), "%s", run->out);
}

/* Lines of text and JSON have twenty-four hours whatever the reader's clock. */
Test(terminal, follows_the_readers_clock_in_drawings_alone)
{
	static const struct {
		const char *words[4], *env, *expected;
		unsigned columns;
	} rows[] = {{{"Seoul"}, "X=", "06:37 to 17:58 ", 80},
		{{"Seoul"}, "LC_ALL=en_US.UTF-8", "6:37am to 5:58pm ", 80},
		{{"--clock=24", "Seoul"}, "LC_ALL=en_US.UTF-8", "06:37 to 17:58 ", 80},
		{{"--clock=12", "Seoul"}, "X=", "6:37am to 5:58pm ", 80},
		{{"--clock=12", "Seoul"}, "X=", "\nSunrise: 06:37\n", 30},
		{{"--clock=12", "Seoul"}, "X=", "\nSunrise: 06:37\n", 0},
		{{"Seoul"}, "LC_ALL=en_US.UTF-8", "\nSunrise: 06:37\n", 0},
		{{"--clock=12", "--plain", "Seoul"}, "X=", "\nSunrise: 06:37\n", 80},
		{{"--clock=12", "--json", "Seoul"}, "X=", "T06:37:39+09:00", 80}};
	const struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct setup setup = {
			.url = standin->url, .columns = rows[i].columns, ENV(rows[i].env)};
		const struct run *run = wx_run(&setup, rows[i].words);

		cr_expect_eq(run->status, 0, "%s", run->err);
		cr_expect(strstr(run->out, rows[i].expected), "row %zu: %s", i, run->out);
	}
}

Test(terminal, has_the_forecast_drawn_where_it_is_wide_enough)
{
	static const struct {
		const char *words[4], *env;
		unsigned columns;
		bool is_drawn;
	} rows[] = {{{"-f", "Seoul"}, "X=", 80, true}, {{"-f", "Seoul"}, "X=", 40, true},
		{{"-f", "Seoul"}, "X=", 39, false}, {{"-f", "Seoul"}, "X=", 0, false},
		{{"-f", "--plain", "Seoul"}, "X=", 80, false}, {{"Seoul"}, "X=", 80, false},
		{{"--days=2", "Seoul"}, "X=", 80, true},
		{{"-f", "--no-forecast", "Seoul"}, "X=", 80, false},
		{{"-f", "-j", "Seoul"}, "X=", 80, false}};
	const struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct setup setup = {
			.url = standin->url, .columns = rows[i].columns, ENV(rows[i].env)};
		const struct run *run = wx_run(&setup, rows[i].words);

		cr_expect_eq(run->status, 0, "%s", run->err);
		cr_expect_eq(strstr(run->out, "temp ") != NULL, rows[i].is_drawn, "row %zu: %s", i,
			run->out);
	}
}

Test(terminal, still_shows_the_prompt_below_the_forecast)
{
	const struct run *run =
		WX(SETUP(.url = STANDIN(NULL)->url, .columns = 80), "-f", "--air", "Seoul");
	size_t lines = 0;

	for (const char *c = run->out; *c; c++)
		lines += *c == '\n';
	cr_expect_leq(lines, 23, "%s", run->out);
	cr_expect(strstr(run->out, "Air "), "%s", run->out);
}

/* Many colours only where COLORTERM says that there are, and where there are any. */
Test(terminal, has_more_colours_where_it_says_so)
{
	static const struct {
		const char *words[4], *env;
		bool has_more;
	} rows[] = {{{"-f", "Seoul"}, "COLORTERM=truecolor", true},
		{{"-f", "Seoul"}, "COLORTERM=24bit", true}, {{"-f", "Seoul"}, "COLORTERM=", false},
		{{"-f", "Seoul"}, "COLORTERM=1", false}, {{"-f", "Seoul"}, "X=", false},
		{{"-f", "--color=never", "Seoul"}, "COLORTERM=truecolor", false}};
	const struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct setup setup = {.url = standin->url, .columns = 80, ENV(rows[i].env)};
		const struct run *run = wx_run(&setup, rows[i].words);

		cr_expect_eq(strstr(run->out, ";38;2;") != NULL, rows[i].has_more, "row %zu: %s", i,
			run->out);
	}
}

static bool is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text > 0x7e)
			return false;
	return true;
}

Test(terminal, writes_ascii_alone_where_asked_or_needed)
{
	static const struct {
		const char *words[5], *env;
		unsigned columns;
		bool is_ascii;
	} rows[] = {{{"--ascii", "Seoul"}, "X=", 80, true}, {{"--ascii", "Seoul"}, "X=", 0, true},
		{{"--ascii", "--list", "Seoul"}, "X=", 0, true},
		{{"--list", "Malmo"}, "X=", 0, false}, {{"Seoul"}, "TERM=linux", 80, true},
		{{"Seoul"}, "TERM=dumb", 80, true}, {{"Seoul"}, "LC_ALL=C", 80, true},
		{{"Seoul"}, "TERM=linux", 39, false}, {{"Seoul"}, "TERM=dumb", 0, false},
		{{"--plain", "Seoul"}, "TERM=linux", 80, false},
		{{"Seoul"}, "TERM=xterm-256color", 80, false},
		{{"--ascii", "-l", "ko", "Seoul"}, "X=", 80, true},
		{{"--ascii", "--json", "Seoul"}, "X=", 80, false}};
	const struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct setup setup = {
			.url = standin->url, .columns = rows[i].columns, ENV(rows[i].env)};
		const struct run *run = wx_run(&setup, rows[i].words);

		cr_expect_eq(run->status, 0, "%s", run->err);
		cr_expect_eq(is_ascii(run->out), rows[i].is_ascii, "row %zu: %s", i, run->out);
	}
}

Test(terminal, writes_notes_in_ascii_where_asked)
{
	cr_expect(is_ascii(WX(DEFAULTS, "--ascii", "서울특별시의 아무데")->err));
	cr_expect_not(is_ascii(WX(DEFAULTS, "서울특별시의 아무데")->err));
}

Test(terminal, takes_clock_and_ascii_from_the_config_file)
{
	const struct peer *standin = STANDIN(NULL);
	const struct home *home = home_make();
	const struct run *run;

	home_write(home, ".config/wx/config", 0600, "clock = 12\nascii = yes\n");
	run = WX(SETUP(.url = standin->url, .home = home, .columns = 80), "Seoul");
	cr_expect(strstr(run->out, "6:37am to 5:58pm"), "%s", run->out);
	cr_expect(is_ascii(run->out), "%s", run->out);
	run = WX(SETUP(.url = standin->url, .home = home, .columns = 80), "--clock=24", "Seoul");
	cr_expect(strstr(run->out, "06:37 to 17:58"), "%s", run->out);
	home_write(home, ".config/wx/config", 0600, "clock = 13\n");
	run = WX(SETUP(.url = standin->url, .home = home), "Seoul");
	cr_expect_eq(run->status, 3);
	cr_expect(strstr(run->err, "12 or 24"), "%s", run->err);
}

/* --check, --list and --save-key */

static void expect_setup_without_request(const struct run *run, const char *reason)
{
	static const char *const lines[] = {"Program: wx ", "\nConfiguration file: /",
		"\nSource: OpenWeatherMap, ", "\nAPI key source: WX_API_KEY\n",
		"\nCache: ", "\nList of places: ", "\nService URL: http://127.0.0.1:"};
	char request[200];

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		cr_expect(strstr(run->out, lines[i]), "no '%s' in: %s", lines[i], run->out);
	snprintf(request, sizeof request, "\nRequest: none, because %s\n", reason);
	cr_expect(strstr(run->out, request), "no '%s' in: %s", request, run->out);
}

Test(check, shows_the_setup_although_the_place_cannot_be_used)
{
	static const struct {
		const char *config, *word;
		int status;
		const char *message;
	} rows[] = {{"", "LAX", 7, "wx: LAX: no place in the "},
		{"", "San Diago", 7, "wx: San Diago: no such place; did you mean San Diego, "},
		{"alias.home = New Yrok\n", "home", 7,
			"wx: home (New Yrok): no such place; did you mean New York"},
		{"alias.both = London Paris\n", "both", 7,
			"wx: both (London Paris): an alias can stand for one place only; correct "
			"it in a configuration file\n"},
		{"place = LAX\n", NULL, 7, "wx: LAX: no place in the "},
		{"place = Tokyo Seoul\n", NULL, 7,
			"wx: Tokyo Seoul: more than one place; write ';' between them in a "
			"configuration file\n"},
		{"place = 1234\n", NULL, 2,
			"wx: invalid place '1234': several countries have such postcodes; "},
		{"place = Seoul; 1234\n", NULL, 2, "wx: invalid place '1234': "}};
	struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct home *home = home_make();
		const struct run *run;

		home_write(home, ".config/wx/config", 0600, rows[i].config);
		run = WX(SETUP(.home = home, .url = standin->url), "--check", rows[i].word);
		cr_expect_eq(run->status, rows[i].status, "row %zu: %s", i, run->err);
		expect_setup_without_request(run, "the place cannot be used");
		cr_expect(strncmp(run->err, rows[i].message, strlen(rows[i].message)) == 0,
			"row %zu: %s", i, run->err);
		cr_expect_eq(
			strchr(run->err, '\n'), run->err + run->err_length - 1, "%s", run->err);
	}
	cr_expect_eq(standin_requests(standin)->count, 0);
}

/* What the valid lines set is shown; only the first of several errors is reported. */
Test(check, shows_the_setup_although_the_configuration_cannot_be_used)
{
	static const struct {
		const char *config;
		mode_t mode;
		const char *message;
	} rows[] = {{"nonsense\n", 0600, "/config:1: invalid line 'nonsense': "},
		{"units = none\nnonsense\n", 0600, "/config:1: invalid value 'none' for units: "},
		{"alias.a b = Seoul\n", 0600, "/config:1: invalid alias 'a b': "},
		{"format.a = {nothing}\n", 0600, "/config:1: invalid template for format.a: "},
		{"place = geo:1\n", 0600, "/config:1: invalid place 'geo:1': "},
		{"place = LAX\nsource = none\n", 0600, "/config:2: invalid value 'none' for "},
		{"units = uk\n", 0666, "/config: any user can write to the configuration file; "}};
	struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < 2 * sizeof rows / sizeof *rows; i++) {
		const size_t row = i / 2;
		const struct home *home = home_make();
		const struct run *run;

		home_write(home, ".config/wx/config", rows[row].mode, rows[row].config);
		run = WX(
			SETUP(.home = home, .url = standin->url), "--check", i % 2 ? "Oslo" : NULL);
		cr_expect_eq(run->status, 3, "row %zu: %s", row, run->err);
		expect_setup_without_request(run, "the configuration cannot be used");
		cr_expect(strncmp(run->err, "wx: /", 5) == 0, "%s", run->err);
		cr_expect(strstr(run->err, rows[row].message), "row %zu: %s", row, run->err);
		cr_expect_eq(
			strchr(run->err, '\n'), run->err + run->err_length - 1, "%s", run->err);
		/* No other command runs with such a file. */
		expect_refusal(WX(SETUP(.home = home, .url = standin->url, .input = HARNESS_KEY),
				       "--save-key"),
			3, rows[row].message);
		cr_expect_null(home_read(home, ".config/wx/key"));
	}
	cr_expect_eq(standin_requests(standin)->count, 0);
}

Test(check, shows_what_the_valid_lines_of_configuration_files_set)
{
	const struct home *home = home_make();
	const struct run *run;
	char site[600];

	home_write(home, "other", 0600, HARNESS_KEY "\n");
	home_write(home, "site/wx/config", 0644, "nonsense\nsource = openweathermap\n");
	home_write(
		home, ".config/wx/config", 0600, "source = none\nname = 1\nkey-file = ~/other\n");
	snprintf(site, sizeof site, "XDG_CONFIG_DIRS=%s/site", home->path);
	run = WX(SETUP(.home = home, .key_path = "other", ENV("WX_API_KEY", site)), "--check");
	cr_expect_eq(run->status, 3, "%s", run->err);
	cr_expect(strstr(run->out, "/.config/wx/config\nSystem-wide configuration file: /"), "%s",
		run->out);
	cr_expect(strstr(run->out, "\nSource: OpenWeatherMap, because a configuration file names "
				   "it\nAPI key source: /"),
		"%s", run->out);
	cr_expect(strstr(run->out, "/other\n"), "%s", run->out);
	cr_expect(
		strstr(run->err, "/.config/wx/config:2: unknown setting 'name'; "), "%s", run->err);
	cr_expect(strstr(run->err, "/site/wx/config:1: invalid line 'nonsense': "), "%s", run->err);
}

Test(check, names_a_configuration_file_that_cannot_be_read)
{
	const struct run *run =
		WX(SETUP(.url = STANDIN(NULL)->url, ENV("WX_CONFIG=/nowhere/config")), "--check");

	cr_expect_eq(run->status, 3, "%s", run->err);
	cr_expect(strstr(run->out, "\nConfiguration file: /nowhere/config\n"), "%s", run->out);
	expect_setup_without_request(run, "the configuration cannot be used");
	cr_expect(strncmp(run->err,
			  "wx: /nowhere/config: cannot read the configuration file: ", 57) == 0,
		"%s", run->err);
}

Test(check, prints_the_settings_and_tests_the_key)
{
	const struct peer *standin = STANDIN(NULL);
	const struct run *run = WX(.url = standin->url, "--check");

	cr_expect_eq(run->status, 0, "%s", run->err);
	cr_expect(strstr(run->out, "\nAPI key source: WX_API_KEY\n"), "%s", run->out);
	cr_expect(strstr(run->out, "/.config/wx/config does not exist; it is optional)\n"), "%s",
		run->out);
	cr_expect(strstr(run->out, standin->url), "%s", run->out);
	cr_expect(strstr(run->out, "\nList of places: "), "%s", run->out);
	cr_expect(strstr(run->out, "/places, dated 20"), "%s", run->out);
	cr_expect(strstr(run->out, "\nRequest: weather for 'London', answered after "), "%s",
		run->out);
	run = WX(SETUP(.url = standin->url, ENV("WX_API_KEY=wrong-key")), "--check");
	cr_expect_eq(run->status, 6);
	cr_expect(
		strstr(run->out, "\nRequest: weather for 'London', failed after "), "%s", run->out);
	cr_expect(strstr(run->err, "rejected the API key from WX_API_KEY; check the key"), "%s",
		run->err);
}

Test(place_list, is_optional)
{
	static const struct {
		const char *text, *reason;
	} rows[] = {{NULL, "No such file or directory"}, {"", "the file is empty"},
		{"wx-places\t4\n", "the file is truncated"},
		{"wx-places\t4\t2023-03-05\t000000999\t000000103\t000000103\t000000103\t000000103\t"
		 "000000103\t000000103\t000000103\n",
			"the file is truncated"},
		{"wx-places\t4\t2023-03-05\t000000103\t000000103\t000000103\t000000102\t000000103\t"
		 "000000103\t000000103\t000000103\n",
			"the file is damaged"},
		{"wx-places\t3\t2023-03-05\t000000103\t000000103\t000000103\t000000103\t000000103\t"
		 "000000103\t000000103\t000000103\n",
			"the file is for another version of wx"},
		{"wx-places\t1\t2020-03-18\t000000149\t000000073\t000000073\t000000073\t000000073\n"
		 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
			"the file is for another version of wx"},
		{"something else altogether that is long enough to have a header, which it has "
		 "not, and "
		 "so it is no list of places at all\n",
			"the file is not a list of places"}};
	struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct home *home = home_make();
		const struct run *run;
		char directory[600];

		if (rows[i].text)
			home_write(home, "data/places", 0600, rows[i].text);
		snprintf(directory, sizeof directory, "WX_DATADIR=%s/data", home->path);
		run = WX(SETUP(.url = standin->url, ENV(directory)), "Beverly", "Hills");
		cr_expect_eq(run->status, 0, "row %zu: %s", i, run->err);
		cr_expect(strstr(standin_requests(standin)->last, "?q=Beverly+Hills&"), "%s",
			standin->requests.last);
		run = WX(SETUP(.url = standin->url, ENV(directory)), "--check");
		cr_expect(strstr(run->out, rows[i].reason), "row %zu: %s", i, run->out);
		cr_expect(strstr(run->out, "; reinstall wx, or correct WX_DATADIR if it is set\n"),
			"row %zu: %s", i, run->out);
		cr_expect_str_empty(WX(ENV(directory), "--complete", "Seo")->out);
		expect_refusal(WX(ENV(directory), "--list", "Seoul"), 3,
			"; reinstall wx, or correct WX_DATADIR if it is set\n");
	}
}

Test(place_list, is_searched_by_list)
{
	const struct run *run = WX(ENV("WX_API_KEY", "LC_ALL=C"), "--list", "Springfield");

	cr_expect_eq(run->status, 0, "%s", run->err);
	cr_expect(strncmp(run->out, "Springfield  ", 13) == 0, "%s", run->out);
	cr_expect(strstr(run->out, "166810  Springfield\n"), "%s", run->out);
	cr_expect(strstr(run->out, "116565  Springfield,IL,US\n"), "%s", run->out);
	run = WX(ENV("WX_API_KEY"), "--json", "--list", "New", "York");
	cr_expect(strncmp(run->out,
			  "{\"schema\":1,\"place\":\"New York\",\"state\":\"New "
			  "York\",\"country\":\"US\",\"latitude\":40.7",
			  79) == 0,
		"%s", run->out);
	cr_expect(strstr(run->out, ",\"population\":8804190,\"argument\":\"New York\"}\n"), "%s",
		run->out);
	expect_refusal(WX(DEFAULTS, "--list", "Seuol"), 7, "did you mean Seoul?");
	expect_refusal(WX(DEFAULTS, "--list"), 2,
		"no place given for --list; name one, as in 'wx --list Seoul'");
	expect_refusal(WX(DEFAULTS, "--list", ""), 2, "the place is empty");
	expect_refusal(WX(DEFAULTS, "--list", "90210"), 2, "for --list: expected a name");
}

/* The key is looked for all the same; the user info and query of the URL may be secrets. */
Test(check, prints_an_invalid_url_without_its_password)
{
	static const struct {
		const char *url, *service;
	} rows[] = {{"ftp://host.example", "\nService URL: ftp://host.example\n"},
		{"https://me:pass-word@host.example:8080/a",
			"\nService URL: https://host.example:8080/a\n"},
		{"https://host.example/?key=pass-word", "\nService URL: https://host.example\n"},
		{"https://me:pass-word@", "\nService URL: invalid URL\n"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct run *run = WX(.url = rows[i].url, "--check");

		cr_expect_eq(run->status, 3);
		cr_expect(strstr(run->out, "\nAPI key source: WX_API_KEY\n"), "%s", run->out);
		cr_expect(strstr(run->out, rows[i].service), "%s", run->out);
		cr_expect(strstr(run->err, "WX_API_URL: "), "%s", run->err);
		cr_expect(!strstr(run->out, "pass-word") && !strstr(run->err, "pass-word"), "%s%s",
			run->out, run->err);
	}
}

Test(check, warns_of_a_key_in_a_git_working_tree)
{
	struct home *home = home_make();
	const struct run *run;

	home_write(home, ".config/wx/key", 0600, HARNESS_KEY);
	home_write(home, ".git/HEAD", 0600, "");
	run = WX(SETUP(.url = STANDIN(NULL)->url, .home = home, ENV("WX_API_KEY"),
			 .key_path = ".config/wx/key"),
		"--check");
	cr_expect_eq(run->status, 0, "%s", run->err);
	cr_expect(strstr(run->out, "/.config/wx/key is in a Git working tree and could be "
				   "published by mistake; move it elsewhere\n"),
		"%s", run->out);
}

static struct run *save_key(const struct peer *standin, const struct home *home, const char *key)
{
	return WX(SETUP(.url = standin->url, .home = home, .key_path = ".config/wx/key",
			  .input = key, .secrets = WORDS(key), ENV("WX_API_KEY")),
		"--save-key");
}

Test(save_key, stores_a_key_that_works)
{
	const struct peer *standin = STANDIN(NULL);
	struct home *home = home_make();
	const struct run *run =
		WX(SETUP(.url = standin->url, .home = home, .key_path = ".config/wx/key",
			   .input = " " HARNESS_KEY " \n", ENV("WX_API_KEY=another-key")),
			"--save-key");
	const char *request, *saved;
	char path[1024];

	cr_expect_eq(run->status, 0, "%s", run->err);
	request = strstr(run->out, "\nRequest: weather for 'London', answered after ");
	saved = strstr(run->out, "\nAPI key stored in ");
	cr_expect(request && saved && request < saved, "%s", run->out);
	cr_expect(strstr(run->out, "\nAPI key source: standard input\n"), "%s", run->out);
	cr_expect(strstr(run->out, ".config/wx/key\n"), "%s", run->out);
	cr_expect_str_eq(run->err, "wx: WX_API_KEY is set and takes precedence over the stored API "
				   "key; unset it to use "
				   "the stored key\n");
	expect_key(home, HARNESS_KEY "\n");
	snprintf(path, sizeof path, "test $(stat -c %%a %s/.config/wx/key) = 600", home->path);
	cr_expect_eq(system(path), 0);
	run = WX(SETUP(.url = standin->url, .home = home, .key_path = ".config/wx/key",
			 ENV("WX_API_KEY")),
		"Seoul");
	cr_expect_eq(run->status, 0, "%s", run->err);
}

/* The service rejects each of these, and none replaces a key that works. */
Test(save_key, stores_no_key_that_the_service_rejects)
{
	static const struct {
		const char *key, *flaw;
	} rows[] = {{"\"c0ffee00c0ffee00c0ffee00deadbeef\"", "the API key is in quotes; provide"},
		{"'c0ffee00c0ffee00c0ffee00deadbeef'", "the API key is in quotes; provide"},
		{"<c0ffee00c0ffee00c0ffee00deadbeef>", "the API key is in brackets; provide"},
		{"appid=c0ffee00c0ffee00c0ffee00deadbeef",
			"the API key begins with 'appid='; provide"},
		{"OWM_API_KEY=c0ffee00c0ffee00c0ffee00deadbeef", "a name and '='"},
		{"c0ffee00c0ffee00c0ffee00deadbee", "API keys are 32 characters long, but"},
		{"your_api_key_here", "the API key is a placeholder from an example"},
		{"c0ffee00c0ffee00c0ffee00deadbeef", NULL}};
	const struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct home *home = home_make();
		const struct run *run = save_key(standin, home, rows[i].key);
		const char *flaw = rows[i].flaw ? strstr(run->err, rows[i].flaw) : NULL;
		const char *refusal =
			strstr(run->err, "wx: the API key was not stored: OpenWeatherMap rejected "
					 "it; check the key; ");

		cr_expect_eq(run->status, 6, "%s", run->err);
		cr_expect_null(home_read(home, ".config/wx/key"));
		cr_expect(refusal &&
				  strstr(refusal,
					  "; a new key can take up to two hours to become valid\n"),
			"%s", run->err);
		cr_expect(rows[i].flaw ? flaw && flaw < refusal : run->err == refusal, "%s",
			run->err);
		cr_expect(!strstr(run->out, "stored in"), "%s", run->out);
		home_write(home, ".config/wx/key", 0600, HARNESS_KEY "\n");
		run = save_key(standin, home, rows[i].key);
		cr_expect_eq(run->status, 6, "%s", run->err);
		cr_expect(strstr(run->err, " not stored, and the previous one was kept: "), "%s",
			run->err);
		expect_key(home, HARNESS_KEY "\n");
	}
}

/* There is no network, the service is out of order, or it does not know London. */
Test(save_key, stores_a_key_that_cannot_be_tested)
{
	const struct peer *broken = STANDIN("--answer", "/data/2.5/weather=status:503");
	const struct peer *nobody = &(const struct peer){.url = "http://127.0.0.1:9"};
	const struct peer *elsewhere = STANDIN("--answer", "/data/2.5/weather=status:404");
	const struct peer *const peers[] = {broken, nobody, elsewhere};

	for (size_t i = 0; i < sizeof peers / sizeof *peers; i++) {
		struct home *home = home_make();
		const struct run *run;

		home_write(home, ".config/wx/key", 0600, "the-old-key\n");
		run = save_key(peers[i], home, HARNESS_KEY);
		cr_expect_eq(run->status, 0, "%s", run->err);
		cr_expect(strstr(run->out, "\nAPI key stored in "), "%s", run->out);
		cr_expect(strncmp(run->err,
				  "wx: the API key is stored, but the test failed: ", 48) == 0,
			"%s", run->err);
		cr_expect(strchr(run->err, '\n') == run->err + run->err_length - 1, "%s", run->err);
		cr_expect_eq(peers[i] == elsewhere,
			strstr(run->err,
				": OpenWeatherMap has no weather data for London; check WX_API_URL "
				"if it is set\n") != NULL,
			"%s", run->err);
		expect_key(home, HARNESS_KEY "\n");
	}
}

/* With each of these, places, aliases and a city that the service does not know. */
Test(save_key, tests_the_key_whatever_the_settings_are)
{
	static const char *const settings[] = {"place = LAX\n", "place = London Paris\n",
		"place = 1234\n", "place = Nirgendwoxq\n", "place = zip:00000,US\n",
		"place = Seoul\n", "alias.London = New Yrok\n",
		"alias.home = London Paris\nplace = home\n"};
	struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
		const struct home *home = home_make();
		const struct run *run;

		home_write(home, ".config/wx/config", 0600, settings[i]);
		standin_forget(standin);
		run = save_key(standin, home, "c0ffee00c0ffee00c0ffee00deadbeef");
		cr_expect_eq(run->status, 6, "%s: %s", settings[i], run->err);
		cr_expect_null(home_read(home, ".config/wx/key"));
		cr_expect(strstr(run->out, "\nRequest: weather for 'London', failed after "),
			"%s: %s", settings[i], run->out);
		cr_expect_eq(standin_requests(standin)->count, 1, "%s", settings[i]);
		run = save_key(standin, home, HARNESS_KEY);
		cr_expect_eq(run->status, 0, "%s: %s", settings[i], run->err);
		cr_expect(strstr(run->out, "\nRequest: weather for 'London', answered after "),
			"%s: %s", settings[i], run->out);
		cr_expect_str_empty(run->err);
		cr_expect_eq(standin_requests(standin)->count, 2, "%s", settings[i]);
		expect_key(home, HARNESS_KEY "\n");
	}
}

Test(save_key, says_that_another_key_file_takes_precedence)
{
	const struct peer *standin = STANDIN(NULL);
	struct home *home = home_make();
	const struct run *run;

	home_write(home, "other", 0600, "another-key\n");
	home_write(home, ".config/wx/config", 0600, "key-file = ~/other\n");
	run = save_key(standin, home, HARNESS_KEY);
	cr_expect_eq(run->status, 0, "%s", run->err);
	cr_expect(strstr(run->out, "\nAPI key stored in "), "%s", run->out);
	cr_expect(strncmp(run->err, "wx: a configuration file sets 'key-file' to ", 44) == 0, "%s",
		run->err);
	cr_expect(strstr(run->err, "/other, which takes precedence over the stored API key; remove "
				   "that line to "
				   "use the stored key\n"),
		"%s", run->err);
}

Test(save_key, stores_a_key_although_output_fails)
{
	const struct peer *standin = STANDIN(NULL);
	struct home *home = home_make();
	const struct run *run =
		WX(SETUP(.url = standin->url, .home = home, .key_path = ".config/wx/key",
			   .input = HARNESS_KEY, .output_path = "/dev/full", ENV("WX_API_KEY")),
			"--save-key");

	cr_expect_eq(run->status, 10, "%s", run->err);
	expect_key(home, HARNESS_KEY "\n");
}

/* In a pipe and on a terminal that is wide enough. */
Test(check, prints_the_blanks_in_a_path)
{
	const struct home *home = home_make();

	home_write(home, "two  blanks/key", 0600, HARNESS_KEY "\n");
	for (unsigned columns = 0; columns <= 500; columns += 500) {
		const struct run *run = WX(SETUP(.url = STANDIN(NULL)->url, .home = home,
						   .key_path = "two  blanks/key",
						   .directory = home->path, .columns = columns),
			"--key-file", "two  blanks/key", "--check");

		cr_expect_eq(run->status, 0, "%s", run->err);
		cr_expect(strstr(run->out, "API key source: two  blanks/key\n"), "%s", run->out);
	}
}

Test(api_key, is_not_called_missing_where_it_cannot_be_read)
{
	const struct home *home = home_make();
	const struct setup setup = {
		.url = STANDIN(NULL)->url, .home = home, ENV("WX_API_KEY", "WX_CONFIG=")};
	char path[600];
	const struct run *run;

	snprintf(path, sizeof path, "%s/.config", home->path);
	cr_assert_eq(mkdir(path, 0700), 0);
	strcat(path, "/wx");
	cr_assert_eq(symlink("wx", path), 0);
	run = wx_run(&setup, WORDS("Seoul"));
	cr_expect_eq(run->status, 3);
	cr_expect(strstr(run->err, ".config/wx/key: cannot read the API key: "), "%s", run->err);
}

/* Whether the files exist cannot be known. */
Test(privileges, lacking_for_a_directory_do_not_make_files_missing)
{
	static const struct {
		const char *env[3], *words[4], *message;
	} rows[] = {{{"WX_API_KEY", "WX_CONFIG="}, {"Seoul"},
			    ".config/wx/key: cannot read the API key: "},
		{{"WX_API_KEY", "WX_CONFIG="}, {"--check"},
			".config/wx/key: cannot read the API key: "},
		{{"WX_CONFIG="}, {"--key-file", ".config/wx/other", "Seoul"},
			".config/wx/other: cannot read the API key: "},
		{{NULL}, {"Seoul"}, ".config/wx/config: cannot read the configuration file: "}};
	const struct peer *standin = STANDIN(NULL);
	struct home *home = home_make();
	char path[600];

	snprintf(path, sizeof path, "%s/.config", home->path);
	cr_assert_eq(mkdir(path, 0700), 0);
	strcat(path, "/wx");
	cr_assert_eq(mkdir(path, 0), 0);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct run *run = wx_run(&(struct setup){.url = standin->url,
						       .open_meteo_url = standin->url,
						       .home = home,
						       .directory = home->path,
						       .env = rows[i].env,
						       .obeys_permissions = true},
			rows[i].words);
		const char *reason = strstr(run->err, rows[i].message);

		cr_expect_eq(run->status, 3, "row %zu: %s", i, run->err);
		cr_assert(reason, "row %zu: %s", i, run->err);
		cr_expect_str_eq(reason + strlen(rows[i].message), "Permission denied\n");
	}
}

/*
 * Users need to read and paste such names; only what has the shape of a key is hidden.
 */
Test(check, prints_file_names_that_resemble_a_key)
{
	struct home *home = home_make();
	const struct run *run;

	home_write(home, "0c8x1v2q5mwz9rjk3h7n4bfp6ydgslai/key20261125", 0644, "x");
	run = WX(SETUP(.home = home, .directory = home->path), "--key-file",
		"0c8x1v2q5mwz9rjk3h7n4bfp6ydgslai/key20261125", "--check");
	cr_expect_eq(run->status, 3);
	cr_expect(
		strstr(run->err, "run 'chmod 600 0c8x1v2q5mwz9rjk3h7n4bfp6ydgslai/key20261125'\n"),
		"%s", run->err);
	cr_expect(
		strstr(run->out, "API key source: 0c8x1v2q5mwz9rjk3h7n4bfp6ydgslai/key20261125\n"),
		"%s", run->out);
}

Test(save_key, takes_no_key_as_an_argument)
{
	struct home *home = home_make();
	struct peer *standin = STANDIN(NULL);

	expect_refusal(WX(SETUP(.home = home, .url = standin->url), "--save-key", "Seoul"), 2,
		"--save-key reads the API key from standard input");
	expect_refusal(WX(SETUP(.home = home, .url = standin->url), "--save-key=x"), 2,
		"--save-key reads the API key from standard input");
	cr_expect_null(home_read(home, ".config/wx/key"));
	cr_expect_eq(standin_requests(standin)->count, 0);
}

Test(save_key, stores_nothing_invalid)
{
	struct home *home = home_make();

	home_write(home, ".config/wx/key", 0600, "the-old-key\n");
	expect_refusal(WX(SETUP(.home = home, .input = "two words"), "--save-key"), 3, "character");
	expect_refusal(WX(SETUP(.home = home, .input = ""), "--save-key"), 3, "empty");
	expect_key(home, "the-old-key\n");
}

/* Whether the terminal shows what is typed. */
static bool terminal_echoes(const struct run *run)
{
	struct termios modes;

	cr_assert_eq(tcgetattr(run->input, &modes), 0);
	return modes.c_lflag & ECHO;
}

Test(save_key, hides_a_key_that_is_typed)
{
	struct home *home = home_make();
	const struct setup setup = {.url = STANDIN(NULL)->url,
		.home = home,
		.key_path = ".config/wx/key",
		.input_terminal = true,
		.columns = 80};
	struct run *run = wx_start(&setup, WORDS("--save-key"));

	wx_expect(run, "(it will not be shown): ");
	cr_expect_not(terminal_echoes(run));
	wx_type(run, HARNESS_KEY "\n");
	wx_expect(run, "API key stored in ");
	cr_expect(terminal_echoes(run));
	wx_finish(run);
	cr_expect_eq(run->status, 0, "%s%s", run->out, run->err);
	expect_key(home, HARNESS_KEY "\n");
}

/*
 * Ctrl-D ends the key as Enter does. Ctrl-Z cannot stop wx here, which has a session of its own,
 * and makes it ask again.
 */
Test(save_key, takes_ctrl_d_and_survives_ctrl_z)
{
	static const struct {
		const char *typed, *again, *then;
	} rows[] = {
		{"abcdefgh\x04", "", ""}, {"abcd\x1a", "shown): \nOpenWeatherMap", "abcdefgh\n"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct home *home = home_make();
		const struct setup setup = {
			.home = home, .input_terminal = true, .columns = 80, .timeout = 5};
		struct run *run = wx_start(&setup, WORDS("--save-key"));

		wx_expect(run, "(it will not be shown): ");
		wx_type(run, rows[i].typed);
		wx_expect(run, rows[i].again);
		wx_type(run, rows[i].then);
		wx_finish(run);
		expect_key(home, "abcdefgh\n");
	}
}

Test(save_key, stores_nothing_after_ctrl_c)
{
	const struct home *home = home_make();
	const struct setup setup = {
		.home = home, .input_terminal = true, .columns = 80, .timeout = 5};
	struct run *run = wx_start(&setup, WORDS("--save-key"));

	wx_expect(run, "(it will not be shown): ");
	wx_type(run, "abcdefgh\x03");
	wx_finish(run);
	cr_expect_null(home_read(home, ".config/wx/key"));
	cr_expect_eq(run->status, 128 + SIGINT, "%d: %s", run->status, run->err);
}

/* The echo server as a program; tests/echo/test_echo_server tests its protocol */

Test(serve, ends_on_sigterm)
{
	const struct setup setup = {.env = NULL};
	struct run *run = wx_start(&setup, WORDS("--serve=127.0.0.1:0"));

	wx_expect(run, "Listening on 127.0.0.1:");
	kill(run->pid, SIGTERM);
	wx_finish(run);
	cr_expect_eq(run->status, 0, "%s", run->err);
	cr_expect_str_empty(run->err);
}

/* Sends a word to a server that has printed its address, and reads it back. */
static void echo_a_word(const struct run *server)
{
	struct sockaddr_in address = {.sin_family = AF_INET};
	int client = socket(AF_INET, SOCK_STREAM, 0);
	char back[8];

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	address.sin_port = htons((uint16_t)atoi(strrchr(server->out, ':') + 1));
	cr_assert_eq(connect(client, (struct sockaddr *)&address, sizeof address), 0);
	cr_assert_eq(write(client, "hello", 5), 5);
	cr_assert_eq(recv(client, back, 5, MSG_WAITALL), 5);
	close(client);
}

Test(serve, prints_what_it_receives_unless_quiet)
{
	const struct setup setup = {.env = NULL};
	struct run *talking = wx_start(&setup, WORDS("--serve=127.0.0.1:0"));
	struct run *quiet = wx_start(&setup, WORDS("--serve=127.0.0.1:0", "-q"));

	wx_expect(talking, "Listening on 127.0.0.1:");
	echo_a_word(talking);
	wx_expect(talking, "Received: hello\n");
	wx_expect(quiet, "Listening on 127.0.0.1:");
	echo_a_word(quiet);
	kill(talking->pid, SIGTERM);
	kill(quiet->pid, SIGTERM);
	wx_finish(talking);
	wx_finish(quiet);
	cr_expect_null(strstr(quiet->out, "Received"), "%s", quiet->out);
}

Test(serve, reports_an_unusable_address)
{
	const struct peer *taken = faults_start("stall", NULL);
	char option[64];

	snprintf(option, sizeof option, "--serve=127.0.0.1:%s", taken->port);
	expect_refusal(WX(DEFAULTS, option), 11, taken->port);
	expect_refusal(WX(DEFAULTS, "--serve=wx.invalid:0"), 11, "wx.invalid");
}

#ifdef __linux__

/* Gives the file the capability CAP_NET_RAW, permitted and effective. */
static bool give_capability(const char *path)
{
	const struct vfs_cap_data data = {.magic_etc = VFS_CAP_REVISION_2 | VFS_CAP_FLAGS_EFFECTIVE,
		.data = {{.permitted = 1u << CAP_NET_RAW}}};

	return setxattr(path, "security.capability", &data, sizeof data, 0) == 0;
}

/* Through the environment, its user could make a program with more privileges do anything. */
Test(privileges, beyond_those_of_the_user_are_refused)
{
	static const char *const ways[] = {"set-user-ID", "file capability"};
	char directory[] = "/tmp/wx-test-rights-XXXXXX", command[2048], path[64];
	struct statvfs system_status;
	char line[256];
	size_t tried = 0;

	if (geteuid() != 0 || !getenv("WX"))
		cr_skip_test("only root gives a program rights");
#ifdef __SANITIZE_ADDRESS__
	cr_skip_test("the address sanitizer cannot trace such a program");
#endif
	cr_assert(mkdtemp(directory) && chmod(directory, 0755) == 0);
	snprintf(path, sizeof path, "%s/wx", directory);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		FILE *output;

		snprintf(command, sizeof command, "cp '%s' %s && chown %d %s && chmod %s %s",
			getenv("WX"), path, i ? 0 : 65533, path, i ? "755" : "4755", path);
		cr_assert_eq(system(command), 0);
		if (statvfs(path, &system_status) < 0 || system_status.f_flag & ST_NOSUID ||
			(i && !give_capability(path)))
			continue;
		tried++;
		snprintf(command, sizeof command,
			"setpriv --reuid=65534 --regid=65534 --clear-groups %s --version 2>&1; "
			"echo $?",
			path);
		output = popen(command, "r");
		cr_assert(output && fgets(line, sizeof line, output));
		cr_expect(strstr(line,
				  "wx must not run with more privileges than its user has; remove"),
			"%s: %s", ways[i], line);
		cr_assert(fgets(line, sizeof line, output));
		cr_expect_str_eq(line, "1\n", "%s: %s", ways[i], line);
		pclose(output);
	}
	snprintf(command, sizeof command, "rm -r %s", directory);
	cr_assert_eq(system(command), 0);
	if (tried == 0)
		cr_skip_test("no program in /tmp can be given rights");
}

#endif
