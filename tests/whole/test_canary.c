/* SPDX-License-Identifier: MIT */
/*
 * wx never shows a key, whatever the user or the service does with it. After each run the harness
 * looks for it in both streams and in all files: in any case, percent-encoded, and in pieces.
 */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "harness.h"

#define WORDS_MAX 5
#define COUNT(array) (sizeof(array) / sizeof *(array))

TestSuite(key_safety, .fini = harness_teardown, .timeout = 300);

/* In the format of the service: in small letters, in capitals, and without the last digit. */
static const char *const keys[] = {"c0ffee00c0ffee00c0ffee00deadbeef",
	"C0FFEE00C0FFEE00C0FFEE00DEADBEEF", "c0ffee00c0ffee00c0ffee00deadbee"};

/* In another format, for where any word may be a key. */
static const char odd_key[] = "Another-Canary_7b+";

static void insert_key(char *to, size_t size, const char *template, const char *key)
{
	const char *place = strchr(template, '@');

	if (!place)
		snprintf(to, size, "%s", template);
	else
		snprintf(to, size, "%.*s%s%s", (int)(place - template), template, key, place + 1);
}

/* wx says where a key belongs and sends nothing. */
static void expect_refused(const struct run *run, struct peer *standin, const char *what)
{
	cr_expect(run->status == 2 || run->status == 3, "%s: %d: %s", what, run->status, run->err);
	cr_expect(strstr(run->err, "WX_API_KEY") || strstr(run->err, "wx --save-key"), "%s: %s",
		what, run->err);
	cr_expect_eq(standin_requests(standin)->count, 0, "%s: %s", what, standin->requests.last);
}

static void expect_mistake_refused(struct peer *standin, const char *const words[], const char *key)
{
	char typed[WORDS_MAX][4096];
	const char *arguments[WORDS_MAX + 1] = {NULL};

	for (size_t i = 0; i < WORDS_MAX && words[i]; i++) {
		insert_key(typed[i], sizeof typed[i], words[i], key);
		arguments[i] = typed[i];
	}
	{
		const struct setup setup = {.url = standin->url, .secrets = WORDS(key)};

		expect_refused(wx_run(&setup, arguments), standin, words[0]);
	}
}

/* "@" stands for the key. */
Test(key_safety, rejects_a_key_in_an_option)
{
	static const char *const rows[][WORDS_MAX] = {{"--key", "@", "Seoul"}, {"--key=@", "Seoul"},
		{"--ke", "@"}, {"--k=@"}, {"--key-f", "@"}, {"--save-key", "@"}, {"--save-key=@"},
		{"--save", "@"}, {"--save-k=@"}, {"--apikey", "@"}, {"--apikey=@"},
		{"--api-key", "@"}, {"--api-key=@"}, {"--api_key=@"}, {"--appid", "@", "Seoul"},
		{"--appid=@"}, {"--APPID=@"}, {"--token=@"}, {"--owm-key", "@"}, {"-k", "@"},
		{"-k@"}, {"-jk@"}, {"--json", "--key", "@"}, {"-v", "--api-key=@", "Seoul"},
		{"--check", "--key", "@"}, {"--key-file", "@", "Seoul"}, {"--key-file=@", "Seoul"},
		{"--json", "--key-file", "@", "Seoul"}, {"--check", "--key-file", "@"},
		{"-v", "--key-file", "@", "Seoul"}, {"--key-file", "keys/@", "Seoul"},
		{"--appid:@"}, {"--api-key:@"}, {"--key@"}, {"--savekey-@"}};
	struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < COUNT(rows); i++) {
		for (size_t k = 0; k < COUNT(keys); k++)
			expect_mistake_refused(standin, rows[i], keys[k]);
		expect_mistake_refused(standin, rows[i], odd_key);
	}
}

/* Here a key is recognized by its format. */
Test(key_safety, rejects_a_key_in_any_other_argument)
{
	static const char *const rows[][WORDS_MAX] = {{"@"}, {"Seoul", "@"}, {"@", "Seoul"},
		{"--json", "@"}, {"-v", "@"}, {"--check", "@"}, {"--list", "@"}, {"--offline", "@"},
		{"appid=@"}, {"WX_API_KEY=@"}, {"\"@\""}, {"<@>"}, {"id:@"}, {"zip:@,US"},
		{"Seoul,@"}, {"--units", "@"}, {"--units=@"}, {"-u@"}, {"--wind", "@"},
		{"--lang", "@"}, {"-l", "@"}, {"--from", "@"}, {"--rate", "@"}, {"--color=@"},
		{"--timeout", "@"}, {"--max-age=@"}, {"--idle-timeout", "@"}, {"--serve=@"},
		{"--serve", "@"}, {"--@"}, {"--@=x"}, {"--apkye", "@"}, {"--apky=@"}, {"-x", "@"},
		{"-x@"}};
	struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < COUNT(rows); i++)
		for (size_t k = 0; k < COUNT(keys); k++)
			expect_mistake_refused(standin, rows[i], keys[k]);
}

/* If a long word were cut within the key, the rest would not be recognized and would be shown. */
Test(key_safety, hides_a_key_at_the_end_of_a_long_argument)
{
	static char filler[3000], word[3200];
	struct peer *standin = STANDIN(NULL);

	memset(filler, '.', sizeof filler - 1);
	for (int length = 20; length < 2100; length += length < 240 ? 7 : 61) {
		const char *const rows[][WORDS_MAX] = {{word}, {"--units", word}, {"--from", word},
			{"--serve", word}, {"--nosuch", word}};

		snprintf(word, sizeof word, "%.*s%s", length, filler, keys[0]);
		for (size_t i = 0; i < COUNT(rows); i++)
			expect_mistake_refused(standin, rows[i], keys[0]);
	}
}

static void expect_setting_refused(struct peer *standin, const char *row, const char *key)
{
	struct home *home = home_make();
	char text[512];

	insert_key(text, sizeof text, row, key);
	home_write(home, ".config/wx/config", 0600, text);
	expect_refused(WX(SETUP(.url = standin->url, .home = home, .secrets = WORDS(key),
				  ENV("WX_API_KEY"), .key_path = ".config/wx/config"),
			       "--json", "Seoul"),
		standin, row);
}

Test(key_safety, rejects_a_key_in_the_configuration_file)
{
	static const char *const odd_rows[] = {"api-key = @\n", "appid @\n", "WX_API_KEY: @\n",
		"openweathermap.apikey: \"@\"\n", "key-file = @\n", "token = @\n"};
	static const char *const rows[] = {"@\n", "api-key = @\n", "apikey=@\n", "APPID = @\n",
		"key = @\n", "WX_API_KEY=@\n", "OPENWEATHERMAP_API_KEY = @\n", "token: @\n",
		"place = @\n", "units = @\n", "key-file = @\n", "lang = @\n", "nosuch = @\n",
		"place = Seoul\nkey-file = @\n", "export WX_API_KEY=@\n",
		"timeout = 5\nmax-age = @\n", "= @\n", "@ = x\n"};
	struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < COUNT(rows); i++)
		for (size_t k = 0; k < COUNT(keys); k++)
			expect_setting_refused(standin, rows[i], keys[k]);
	for (size_t i = 0; i < COUNT(odd_rows); i++)
		expect_setting_refused(standin, odd_rows[i], odd_key);
}

/* A name that merely ends with "key" is not about keys. */
Test(key_safety, takes_no_other_word_for_a_key)
{
	struct home *home = home_make();
	const struct run *run;

	home_write(home, ".config/wx/config", 0600, "hotkey = F5\nmonkey = 3\nkey-command = x\n");
	run = WX(SETUP(.url = STANDIN(NULL)->url, .home = home), "Seoul");
	cr_expect_eq(run->status, 0, "%s", run->err);
	run = WX(DEFAULTS, "--monkey", "Seoul");
	cr_expect(strstr(run->err, "unknown option '--monkey'"), "%s", run->err);
	run = WX(DEFAULTS, "--key-fil", "x", "Seoul");
	cr_expect(strstr(run->err, "--key-fil: write --key-file in full; the API key"), "%s",
		run->err);
}

/* The key that is configured is recognized in any format. */
Test(key_safety, rejects_the_key_as_a_place)
{
	struct peer *standin = STANDIN(NULL);

	expect_refused(WX(.url = standin->url, HARNESS_KEY), standin, "the key");
	expect_refused(WX(.url = standin->url, "--json", "x " HARNESS_KEY), standin, "the key");
	expect_refused(WX(.url = standin->url, "CANARY-4F9D1C7E-WX-SECRET"), standin, "capitals");
	expect_refused(WX(.url = standin->url, "canary-4f9d1c7e-wx-secre"), standin, "a piece");
	expect_refused(WX(.url = standin->url, "-v", "x 4f9d1c7e"), standin, "a short piece");
}

/* Where no request is sent any more, and where a command has words of its own. */
Test(key_safety, hides_the_key_as_a_place_that_is_not_asked_for)
{
	static const char places[] = "Seoul\nLondon\nZocca\nBerlin\nTokyo\n1,1\n2,2\n3,3\n4,4\n"
				     "x " HARNESS_KEY "\n";
	static const char *const answers[] = {
		"/data/2.5/weather=status:401", "/data/2.5/weather=status:429"};

	for (size_t i = 0; i < COUNT(answers); i++) {
		struct peer *standin = STANDIN("--answer", answers[i]);
		const struct setup setup = {.url = standin->url, .input = places};
		const struct run *run = wx_run(&setup, WORDS("--from", "-"));

		cr_expect_neq(run->status, 0);
		run = wx_run(&setup, WORDS("--json", "--from", "-"));
		cr_expect_neq(run->status, 0);
		run = WX(.url = standin->url, "--check", "X CANARY-4F9D1C7E");
		cr_expect_eq(run->status, 2, "%d: %s", run->status, run->err);
		cr_expect(strstr(run->err, "the place looks like an API key"), "%s", run->err);
	}
}

Test(key_safety, rejects_the_key_in_an_alias)
{
	struct peer *standin = STANDIN(NULL);
	struct home *home = home_make();

	home_write(home, ".config/wx/config", 0600, "alias.home = " HARNESS_KEY " town\n");
	expect_refused(WX(SETUP(.url = standin->url, .home = home, .key_path = ".config/wx/config"),
			       "-v", "home"),
		standin, "an alias");
}

/* Without the usual form of one, it is known as the one in use. */
Test(key_safety, hides_the_key_in_use_in_the_url)
{
	static const char *const urls[] = {"WX_API_URL=" HARNESS_KEY,
		"WX_API_URL=" HARNESS_KEY "://x", "WX_API_URL=https://" HARNESS_KEY ".example",
		"WX_API_URL=http://" HARNESS_KEY ".example",
		"WX_API_URL=http://127.0.0.1:9/" HARNESS_KEY,
		"WX_API_URL=http://127.0.0.1:9/?appid=" HARNESS_KEY,
		"WX_API_URL=http://me:" HARNESS_KEY "@127.0.0.1:9"};
	static const char *const modes[][WORDS_MAX] = {
		{"Seoul"}, {"--json", "Seoul"}, {"-v", "Seoul"}, {"--check"}};

	for (size_t i = 0; i < COUNT(urls); i++)
		for (size_t k = 0; k < COUNT(modes); k++) {
			const struct run *run = wx_run(
				&(const struct setup){.env = (const char *const[]){urls[i], NULL}},
				modes[k]);

			cr_expect(run->status >= 1 && run->status <= 10, "%s: %d", urls[i],
				run->status);
		}
}

Test(key_safety, rejects_a_key_in_a_file_of_places)
{
	struct peer *standin = STANDIN(NULL);

	for (size_t k = 0; k < COUNT(keys); k++) {
		const char *const secrets[] = {keys[k], NULL};

		expect_refused(WX(SETUP(.url = standin->url, .secrets = secrets, .input = keys[k]),
				       "--from", "-"),
			standin, keys[k]);
		expect_refused(WX(SETUP(.url = standin->url, .secrets = secrets, .input = keys[k]),
				       "--json", "--from", "-"),
			standin, keys[k]);
	}
}

/* The service cannot be reached, so that each run fails in one way or another. */
Test(key_safety, hides_a_key_in_any_variable)
{
	static const char *const rows[] = {"WX_CONFIG=@", "WX_API_URL=@", "WX_API_URL=@://x",
		"WX_API_URL=https://@", "WX_API_URL=http://@@127.0.0.1:9",
		"WX_API_URL=https://me:@@host.invalid", "WX_API_URL=http://127.0.0.1:9/?appid=@",
		"WX_API_URL=http://127.0.0.1:9/@", "WX_DATADIR=@", "WX_DATADIR=/nowhere/@",
		"https_proxy=@", "https_proxy=http://@:x@@127.0.0.1:9",
		"https_proxy=ftp://me:@@host.invalid", "https_proxy=http://me:@@[bad",
		"ALL_PROXY=me:@@host.invalid:99999999", "XDG_CONFIG_HOME=/nowhere/@",
		"XDG_CACHE_HOME=/dev/null/@", "SSL_CERT_FILE=/nowhere/@", "LC_ALL=@", "TERM=@",
		"COLUMNS=@", "NO_COLOR=@", "CLICOLOR=@", "CREDENTIALS_DIRECTORY=@"};
	static const char *const modes[][WORDS_MAX] = {
		{"Seoul"}, {"--json", "Seoul"}, {"-v", "Seoul"}, {"--check"}};

	for (size_t i = 0; i < COUNT(rows); i++) {
		for (size_t k = 0; k < COUNT(modes); k++) {
			char entry[512];
			const struct setup setup = {.url = "https://api.invalid",
				.secrets = WORDS(keys[0]),
				.env = (const char *const[]){entry, NULL}};
			const struct run *run;

			/* Only the first "@" stands for the key. */
			insert_key(entry, sizeof entry, rows[i], keys[0]);
			run = wx_run(&setup, modes[k]);
			cr_expect(run->status >= 1 && run->status <= 10, "%s: %d", rows[i],
				run->status);
		}
	}
}

/* Whether the last request has the key, which must be the value of appid and nowhere else. */
static bool is_sent_as_appid(struct peer *standin, const char *key)
{
	const char *request = standin_requests(standin)->last;
	const char *found = strstr(request, key);

	if (!found)
		return false;
	cr_expect(found - request > 7 && strncmp(found - 7, "&appid=", 7) == 0, "%s", request);
	cr_expect(!strstr(found + 1, key), "%s", request);
	return true;
}

/* Keys that the service accepts or rejects, and some that cannot be sent. */
Test(key_safety, sends_the_key_as_appid_only)
{
	static const char *const modes[][WORDS_MAX] = {{"Seoul"}, {"--json", "Seoul"},
		{"-v", "Seoul"}, {"-v", "--json", "Seoul"}, {"--check"}, {"-v", "--check"},
		{"--list", "Seoul"}, {"--offline", "Seoul"}, {"--max-age", "0", "Seoul"},
		{"--lang", "ko", "서울"}, {"Nirgendwo"}, {"--json", "Nirgendwo"}, {"id:1835848"},
		{"reflect:key"}, {"reflect:401"}, {"-v", "reflect:500"}, {"--json", "reflect:200"},
		{"reflect:404"}, {"reflect:429"}, {"escaped:400"}, {"--json", "escaped:200"},
		{"escaped:401"}, {"disguise:200"}, {"disguise:400"}, {"--json", "disguise:200"},
		{"piece:400"}, {"piece:200"}, {"--json", "piece:404"},
		{"-v", "--json", "piece:200"}, {"status:301"}, {"--help"}, {"--version"},
		{"--complete", "Seo"}, {"--units", "nonsense", "Seoul"}};
	static const char *const some_keys[] = {
		HARNESS_KEY, "c0ffee00c0ffee00c0ffee00deadbeef", "odd/+=%?key", "two words & more"};

	for (size_t k = 0; k < COUNT(some_keys); k++) {
		struct peer *standin = STANDIN("--key", some_keys[k % 2 ? 0 : k]);
		struct home *home = home_make();
		char entry[128];
		const struct setup by_variable = {.url = standin->url,
			.home = home,
			.secrets = WORDS(some_keys[k]),
			.env = (const char *const[]){entry, NULL}};
		const struct setup by_input = {.url = standin->url,
			.home = home,
			.secrets = by_variable.secrets,
			.input = some_keys[k],
			.env = WORDS("WX_API_KEY")};

		size_t sent = 0;

		snprintf(entry, sizeof entry, "WX_API_KEY=%s", some_keys[k]);
		for (size_t i = 0; i < COUNT(modes); i++) {
			const char *words[WORDS_MAX + 3] = {"--key-file", "-"};

			wx_run(&by_variable, modes[i]);
			sent += is_sent_as_appid(standin, some_keys[k]);
			for (size_t w = 0; w < WORDS_MAX && modes[i][w]; w++)
				words[w + 2] = modes[i][w];
			wx_run(&by_input, words);
			sent += is_sent_as_appid(standin, some_keys[k]);
		}
		/* The others are percent-encoded or cannot be sent. */
		cr_expect(k >= 2 || sent > 0, "%s is never sent", some_keys[k]);
	}
}

/* Neither on that of wx nor on that of a process that it starts, during a request. */
Test(key_safety, puts_no_key_on_a_command_line)
{
	struct peer *peer = faults_start("stall", NULL);
	const struct setup setup = {.url = peer->url};
	struct run *run = wx_start(&setup, WORDS("-v", "Seoul"));
	char command[256], text[4096] = "";
	FILE *pipe;

	wx_expect(run, "GET ");
	snprintf(command, sizeof command,
		"cat /proc/%d/cmdline $(sed 's|[0-9]*|/proc/&/cmdline|g' "
		"/proc/%d/task/*/children) 2>/dev/null | tr '\\0' ' '",
		(int)run->pid, (int)run->pid);
	pipe = popen(command, "r");
	cr_assert(pipe);
	cr_expect(fgets(text, sizeof text, pipe) || access("/proc/self/cmdline", R_OK) < 0);
	pclose(pipe);
	cr_expect(!strstr(text, HARNESS_KEY), "%s", text);
	cr_expect(strstr(text, "-v Seoul") || access("/proc/self/cmdline", R_OK) < 0, "%s", text);
	kill(run->pid, SIGTERM);
	wx_finish(run);
}

/* The service repeats the key in characters that look like its own. */
Test(key_safety, hides_a_key_in_other_characters)
{
	static const struct {
		const char *place;
		int status;
		const char *message;
	} rows[] = {{"disguise:200", 9,
			    "contains the API key in an encoded form, so the reply was discarded"},
		{"disguise:400", 9,
			"OpenWeatherMap answered with HTTP status 400; check the place, or try "
			"again "
			"later\n"},
		{"disguise:401", 6, "rejected the API key from WX_API_KEY"}};
	static const char *const locales[] = {"LC_ALL=C", "LC_ALL=C.UTF-8"};
	const struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < COUNT(rows) * COUNT(locales); i++) {
		size_t row = i / COUNT(locales);
		const struct run *run =
			WX(SETUP(.url = standin->url, ENV(locales[i % 2])), "-v", rows[row].place);

		cr_expect_eq(run->status, rows[row].status, "%s", run->err);
		cr_expect(strstr(run->err, rows[row].message), "%s", run->err);
	}
}

/* Some of these messages are libcurl's. */
Test(key_safety, hides_the_password_of_a_proxy)
{
	static const char *const proxies[] = {"https_proxy=ftp://me:pass-word@host.invalid",
		"https_proxy=http://me:pass-word@[bad",
		"HTTPS_PROXY=me:pass-word@host.invalid:99999999",
		"all_proxy=http://me:pass word@127.0.0.1:9",
		"ALL_PROXY=socks9://me:pass-word@127.0.0.1",
		"https_proxy=http://me:pass-word#@host",
		"https_proxy=https://me:pass-word@127.0.0.1:9",
		"https_proxy=socks5://me:pass-word@127.0.0.1:9",
		"https_proxy=http://me:pass-word@127.0.0.1:9"};
	/* libcurl and wx may disagree on whether a proxy is used for these. */
	static const char *const exempt[][2] = {{"https://[fe80::1]", "no_proxy=[fe80::1]"},
		{"https://127.255.255.1.", "no_proxy=255.1"},
		{"https://10.255.255.1", "no_proxy=255.1"},
		{"https://10.255.255.1", "no_proxy=.10.255.255.1"}};

	for (size_t i = 0; i < COUNT(proxies); i++) {
		const char *name = strndup(proxies[i], strcspn(proxies[i], "="));
		const struct setup setup = {.url = "https://api.example",
			.secrets = WORDS("pass-word", "me:pass-", "pass word"),
			.env = (const char *const[]){proxies[i], NULL}};
		const struct run *run = wx_run(&setup, WORDS("-v", "--timeout", "3", "Seoul"));

		cr_expect_eq(run->status, 4, "%s: %d", proxies[i], run->status);
		cr_expect(strstr(run->err, name), "%s: %s", proxies[i], run->err);
		free((char *)(uintptr_t)name);
	}
	for (size_t i = 0; i < COUNT(exempt); i++) {
		const struct setup setup = {.url = exempt[i][0],
			.secrets = WORDS("pass-word", "me:pass-"),
			ENV("https_proxy=socks9://me:pass-word@127.0.0.1:9", exempt[i][1])};

		cr_expect_neq(wx_run(&setup, WORDS("--timeout", "1", "Seoul"))->status, 0);
	}
}
