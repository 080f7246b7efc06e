/* SPDX-License-Identifier: MIT */
/* The completion of places by wx --complete, and by each shell as its user sees it. */
#include <criterion/criterion.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "harness.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define PATH_SIZE 1024
#define CANDIDATES_MAX 50

TestSuite(completion, .fini = harness_teardown, .timeout = 120);

/* wx --complete */

static const char *list_setting(const char *directory)
{
	static char setting[PATH_SIZE];

	cr_assert_not_null(directory, "WX_DATADIR is not set");
	snprintf(setting, sizeof setting, "WX_DATADIR=%s", directory);
	return setting;
}

#define WITH_LIST ENV(list_setting(getenv("WX_DATADIR")))

/* Each line is text, tab and description, and begins with what was typed. Returns how many. */
static size_t check_lines(const char *out, const char *typed)
{
	size_t count = 0;

	for (const char *line = out; *line; count++) {
		const char *end = strchr(line, '\n');
		const char *tab = strchr(line, '\t');

		cr_assert(end && tab && tab > line && tab < end - 1, "'%s': %s", typed, line);
		cr_expect_null(memchr(tab + 1, '\t', (size_t)(end - tab - 1)), "%s", line);
		cr_expect_eq(strncasecmp(line, typed, strlen(typed)), 0, "'%s': %.*s", typed,
			(int)(end - line), line);
		line = end + 1;
	}
	cr_expect_leq(count, CANDIDATES_MAX, "'%s': %zu", typed, count);
	return count;
}

static bool begins(const char *text, const char *beginning)
{
	return strncmp(text, beginning, strlen(beginning)) == 0;
}

static void expect_nothing(const struct run *run, const char *what)
{
	cr_expect_eq(run->status, 0, "%s: status %d", what, run->status);
	cr_expect_str_eq(run->out, "", "%s", what);
	cr_expect_str_eq(run->err, "", "%s", what);
}

Test(completion, begins_with_what_was_typed)
{
	static const struct {
		const char *typed, *first;
	} rows[] = {
		{"Seou", "Seoul\tSeoul, KR\n"},
		{"seoul", "Seoul\tSeoul, KR\n"},
		{"Zur", "Zurich\t"},
		{"munch", "Munchen\tMunich, "},
		{"münch", "München\tMunich, "},
		{"sao pau", "Sao Paulo\t"},
		{"são pau", "São Paulo\t"},
		{"서", "서울"},
		{"Моск", "Москва\tMoscow, "},
		{"L'Aq", "L'Aquila\t"},
		{"New Yo", "New York"},
		/* Not the one in Hong Kong, which is in China, too. */
		{"Tung-ch’ung", "Tung-ch’ung,Fujian,CN\tDongchongcun, "},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct run *run = WX(WITH_LIST, "--complete", rows[i].typed);

		cr_expect_eq(run->status, 0);
		cr_expect_str_eq(run->err, "");
		cr_expect(begins(run->out, rows[i].first), "'%s': %.80s", rows[i].typed, run->out);
		cr_expect_gt(check_lines(run->out, rows[i].typed), 0);
	}
}

Test(completion, completes_the_last_of_several_words)
{
	struct run *run = WX(WITH_LIST, "--complete", "New", "Yo");

	cr_expect(begins(run->out, "York"), "%.80s", run->out);
	cr_expect_gt(check_lines(run->out, "Yo"), 0);
	run = WX(WITH_LIST, "--complete", "New", "");
	cr_expect(begins(run->out, "York"), "%.80s", run->out);
	run = WX(WITH_LIST, "--complete", "Seoul", "Toky");
	cr_expect(begins(run->out, "Tokyo\tTokyo, JP\n"), "%.80s", run->out);
	check_lines(run->out, "Toky");
	/* "San" is a code of Santander, and the first word of two regions. */
	run = WX(WITH_LIST, "--complete", "San", "Miguel", "San", "");
	cr_expect(strstr(run->out, "Colombia\tSan Miguel, Santander, CO\n"), "%.80s", run->out);
	cr_expect(strstr(run->out, "Miguel\tSan Miguel, SV\n"), "%.80s", run->out);
}

Test(completion, offers_the_largest_cities_for_no_word)
{
	struct run *run = WX(WITH_LIST, "--complete", "");

	cr_expect_eq(check_lines(run->out, ""), CANDIDATES_MAX);
	cr_expect(begins(run->out, "Beijing\t"), "%.80s", run->out);
	run = WX(WITH_LIST, "--complete", NULL);
	cr_expect_eq(check_lines(run->out, ""), CANDIDATES_MAX);
}

/* The population of the place that --list puts first. */
static long long population_of(const char *place)
{
	struct run *run = WX(WITH_LIST, "--list", "--json", "--", place);
	const char *people = strstr(run->out, "\"population\":");

	cr_assert_not_null(people, "'%s': %s%s", place, run->out, run->err);
	return strtoll(strchr(people, ':') + 1, NULL, 10);
}

/* The population of a sovereign state's capital counts threefold. */
Test(completion, puts_the_most_populous_places_first)
{
	static const char *const all_typed[] = {"", "S", "New ", "Se", "Sprin"};

	for (size_t i = 0; i < COUNT(all_typed); i++) {
		struct run *run = WX(WITH_LIST, "--complete", all_typed[i]);
		char *line = run->out;
		long long previous = -1;
		int count = 0;

		for (; count < 12 && *line; count++) {
			size_t length = strcspn(line, "\t");
			char *next = strchr(line, '\n') + 1;
			long long people;

			line[length] = '\0';
			people = population_of(line);
			cr_expect(previous < 0 || people <= 3 * previous,
				"'%s': %s: %lld > 3 * %lld", all_typed[i], line, people, previous);
			previous = people;
			line = next;
		}
		cr_expect_eq(count, 12, "'%s': %d", all_typed[i], count);
	}
}

Test(completion, offers_nothing_for_an_invalid_word)
{
	static const char *const words[] = {"-x", "--", "--json", "--complete", "-33.87",
		"zip:90210", "id:18", "Nowhereabouts", "\xff\xfe", "S\xc3", "\xed\xa0\x80",
		"Seou\x1b[31m", "Seou\n", "\t", "\x01", "Par\t", "Seo\a", "Par\x7f", "Par\xc2\x85",
		"Par\t,", "Frankfurt a.", "Frankfurt a.m", ",", "%s%n", "/", "*"};
	static char longest[10241];

	for (size_t i = 0; i < COUNT(words); i++)
		expect_nothing(WX(WITH_LIST, "--complete", words[i]), words[i]);
	memset(longest, 'S', sizeof longest - 1);
	expect_nothing(WX(WITH_LIST, "--complete", longest), "10 KB");
	expect_nothing(WX(WITH_LIST, "--complete", longest, longest), "two of 10 KB");
}

/* Whatever the script of the name. */
Test(completion, offers_regions_and_countries_behind_a_name)
{
	static const struct {
		const char *typed, *first;
	} rows[] = {
		{"Seoul,", "Seoul,South Korea\tSeoul, KR\n"},
		{"서울,", "서울,South Korea\tSeoul, KR\n"},
		{"서울 ", "서울 South Korea\tSeoul, KR\n서울 "},
		{"Москва, ", "Москва, Russia\tMoscow, RU\n"},
		{"京都,", "京都,Japan\tKyoto, JP\n"},
		{"Αθήνα,", "Αθήνα,Attica\tAthens, Attica, GR\n"},
		{"القاهرة,", "القاهرة,Egypt\tCairo, EG\n"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct run *run = WX(WITH_LIST, "--complete", rows[i].typed);

		cr_expect(begins(run->out, rows[i].first), "'%s': %.80s", rows[i].typed, run->out);
		cr_expect_gt(check_lines(run->out, rows[i].typed), 0);
	}
}

Test(completion, takes_a_full_stop_for_the_end_of_a_word)
{
	struct run *run = WX(WITH_LIST, "--complete", "Washington D.");

	cr_expect(strstr(run->out, "Washington D.C\t"), "%s", run->out);
	cr_expect_null(strstr(run->out, "D.istrict"), "%s", run->out);
	run = WX(WITH_LIST, "--complete", "St. G");
	cr_expect(strstr(run->out, "St. Germain-en-Laye\tSaint-Germain-en-Laye, "), "%s", run->out);
}

Test(completion, ignores_invalid_words_before_the_last)
{
	static char longest[10241];
	struct run *run = WX(WITH_LIST, "--complete", "-x", "\xff", "", "Seou");

	cr_expect_str_eq(run->out, "Seoul\tSeoul, KR\n");
	memset(longest, 'S', sizeof longest - 1);
	run = WX(WITH_LIST, "--complete", longest, "Seou");
	cr_expect_str_eq(run->out, "Seoul\tSeoul, KR\n");
}

/* Unusable lists */

/* The first `size` bytes of the real list. The caller frees them. */
static char *read_list(size_t size)
{
	char path[PATH_SIZE];
	char *text = calloc(size + 1, 1);
	FILE *in;

	snprintf(path, sizeof path, "%s/places", getenv("WX_DATADIR"));
	in = fopen(path, "r");
	cr_assert(in && text, "cannot read %s", path);
	cr_assert_eq(fread(text, 1, size, in), size);
	fclose(in);
	return text;
}

static void expect_no_list(const struct home *home, const char *what)
{
	const char *setting = list_setting(home->path);
	struct setup setup = {ENV(setting), .timeout = 10};

	expect_nothing(wx_run(&setup, WORDS("--complete", "Seou")), what);
	expect_nothing(wx_run(&setup, WORDS("--complete", "")), what);
	cr_expect_eq(wx_run(&setup, WORDS("--list", "Seoul"))->status, 3, "%s", what);
}

static void expect_bad_list(const char *text, const char *what)
{
	const struct home *home = home_make();

	home_write(home, "places", 0600, text);
	expect_no_list(home, what);
}

Test(completion, offers_nothing_from_a_damaged_list)
{
	char *text = read_list(100000);

	expect_no_list(home_make(), "missing");
	expect_bad_list("", "empty");
	expect_bad_list("\n", "an empty line");
	expect_bad_list("Seoul\n", "something else");
	expect_bad_list(text, "cut in the middle of a line");
	strrchr(text, '\n')[1] = '\0';
	expect_bad_list(text, "cut after a line");
	strchr(text, '\n')[1] = '\0';
	expect_bad_list(text, "cut after the first line");
	free(text);
}

/* The version is the first number of the first line. */
Test(completion, offers_nothing_from_a_list_of_another_version)
{
	char *text = read_list(100000);
	char *digit = text + strcspn(text, "0123456789");

	cr_assert_lt(digit, strchr(text, '\n'));
	*digit = '9';
	expect_bad_list(text, "another version");
	free(text);
}

Test(completion, offers_nothing_from_a_list_that_is_no_regular_file)
{
	const struct home *directory = home_make(), *fifo = home_make();
	char path[PATH_SIZE];

	snprintf(path, sizeof path, "%s/places", directory->path);
	cr_assert_eq(mkdir(path, 0700), 0);
	expect_no_list(directory, "a directory");
	snprintf(path, sizeof path, "%s/places", fifo->path);
	cr_assert_eq(mkfifo(path, 0600), 0);
	expect_no_list(fifo, "a FIFO");
}

/* Shells */

static void require_program(const char *program)
{
	char command[PATH_SIZE];

	snprintf(command, sizeof command, "command -v %s >/dev/null", program);
	if (system(command) != 0)
		cr_skip_test("%s is not installed", program);
}

/* What is typed, and what it is completed to. */
struct completion {
	const char *typed, *expected;
};

/* Runs a script by that shell; it prints a line for each line of $typed. */
static void check_completions(
	const struct completion *rows, size_t count, const char *shell, const char *script)
{
	static const char command[] =
		"cd \"$srcdir\" && HOME=$(mktemp -d) && trap 'rm -rf \"$HOME\"' EXIT\n"
		"env -i PATH=\"${WX%/*}:$PATH\" HOME=\"$HOME\" LC_ALL=C.UTF-8 TERM=xterm \\\n"
		"	WX_DATADIR=\"$WX_DATADIR\" typed=\"$typed\" setting=\"$setting\" $shell -c "
		"\"$script\" 2>&1";
	char typed[4096] = "", line[PATH_SIZE] = "";
	size_t used = 0;
	FILE *in;

	for (size_t i = 0; i < count; i++)
		used += (size_t)snprintf(
			typed + used, sizeof typed - used, "%s%s", i ? "\n" : "", rows[i].typed);
	setenv("setting", "", 0);
	setenv("srcdir", getenv("srcdir") ? getenv("srcdir") : ".", 1);
	setenv("typed", typed, 1);
	setenv("shell", shell, 1);
	setenv("script", script, 1);
	in = popen(command, "r");
	cr_assert_not_null(in);
	for (size_t i = 0; i < count; i++) {
		cr_assert_not_null(fgets(line, sizeof line, in), "'%s': nothing", rows[i].typed);
		line[strcspn(line, "\n")] = '\0';
		cr_expect_str_eq(line, rows[i].expected, "'%s' gives '%s', not '%s'", rows[i].typed,
			line, rows[i].expected);
	}
	cr_expect_null(fgets(line, sizeof line, in), "%s", line);
	cr_expect_eq(pclose(in), 0);
}

/*
 * Words end with "|"; "~" is where bash splits a word without a blank. The script prints how many
 * candidates there are, and the first.
 */
static const char bash_function[] =
	"source completions/wx.bash\n"
	"while IFS= read -r line; do\n"
	"	IFS='|~' read -ra COMP_WORDS <<<\"$line\"\n"
	"	[[ $line == *'|' ]] && COMP_WORDS+=('')\n"
	"	COMP_LINE=${line//|/ } COMP_LINE=${COMP_LINE//\\~/}\n"
	"	COMP_POINT=${#COMP_LINE} COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
	"	_wx\n"
	"	count=many\n"
	"	((${#COMPREPLY[@]} == 1)) && count=one\n"
	"	((${#COMPREPLY[@]} == 0)) && count=none\n"
	"	echo \"$count ${COMPREPLY[0]}\"\n"
	"done <<<\"$typed\"\n";

Test(completion, works_in_the_function_for_bash)
{
	static const struct completion rows[] = {
		{"wx|Seou", "one Seoul"},
		{"wx|seou", "one Seoul"},
		{"wx|Zur", "many Zurich"},
		{"wx|munch", "many Munchen"},
		{"wx|'sao pau", "many Sao Paulo"},
		{"wx|\"sao pau", "many Sao Paulo"},
		{"wx|sao\\ pau", "many Sao\\ Paulo"},
		{"wx|sao|pau", "one Paulo"},
		{"wx|서", "many 서울"},
		{"wx|New|Yo", "one York"},
		{"wx|New\\ Yo", "many New\\ York"},
		{"wx|'New Yo", "many New York"},
		{"wx|L\\'Aq", "one L\\'Aquila"},
		{"wx|\"L'Aq", "one L'Aquila"},
		{"wx|L'Aq", "one ''\\''Aquila"},
		{"wx|Xi'a", "many ''\\'an"},
		{"wx|Santiago|de|lo", "one los"},
		{"wx|Portland,|Ore", "one Oregon"},
		{"wx|London,Ont", "one London,Ontario"},
		{"wx|--units|new|Yo", "many Yokohama"},
		{"wx|-qF|new|Yo", "many Yokohama"},
		{"wx|--format|new|Yo", "many Yokohama"},
		{"wx|>|New|Yo", "many Yokohama"},
		{"wx|2>|New|Yo", "many Yokohama"},
		{"wx|New|>|file|Yo", "many Yokohama"},
		{"wx|--units|metric|-q|Seou", "one Seoul"},
		{"wx|-ju|metric|Seou", "one Seoul"},
		{"wx|--|Seou", "one Seoul"},
		{"wx|--list|Seou", "one Seoul"},
		{"wx|", "many Beijing"},
		{"wx|zip~:~Seo", "none "},
		{"wx|zip:Seo", "none "},
		{"wx|zip~:", "none "},
		{"wx|id~:~18", "none "},
		{"wx|--serve|Seou", "none "},
		{"wx|--timeout|", "none "},
		{"wx|$(Seou", "none "},
	};

	require_program("bash");
	check_completions(rows, COUNT(rows), "bash --norc --noprofile", bash_function);
}

/* A user may have set IFS to anything. */
Test(completion, does_not_depend_on_ifs_in_bash)
{
	static const struct completion rows[] = {{"wx|--units~=~metr", "one metric"},
		{"wx|--wind|k", "many kmh"}, {"wx|--of", "one --offline"},
		{"wx|--no-w", "one --no-wait"}, {"wx|Toky", "one Tokyo"}};
	static const char *const separators[] = {"$'\\n'", ":", "", "-"};
	char script[2048];

	require_program("bash");
	for (size_t i = 0; i < COUNT(separators); i++) {
		const char *call = strstr(bash_function, "	_wx\n");

		snprintf(script, sizeof script, "%.*s	IFS=%s\n	_wx\n	unset IFS\n%s",
			(int)(call - bash_function), bash_function, separators[i],
			call + strlen("	_wx\n"));
		check_completions(rows, COUNT(rows), "bash --norc --noprofile", script);
	}
}

/* Prints the options that the function sets by compopt. */
static const char bash_options[] =
	"source completions/wx.bash\n"
	"compopt() { options+=\"$* \"; }\n"
	"while IFS= read -r COMP_LINE; do\n"
	"	IFS=' ' read -ra COMP_WORDS <<<\"$COMP_LINE\"\n"
	"	COMP_POINT=${#COMP_LINE} COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
	"	options=''\n"
	"	_wx\n"
	"	echo \"${options% }\"\n"
	"done <<<\"$typed\"\n";

Test(completion, keeps_its_order_in_bash)
{
	static const struct completion rows[] = {
		{"wx S", "-o nosort"},
		{"wx --key-file S", "-o filenames"},
	};

	require_program("bash");
	check_completions(rows, COUNT(rows), "bash --norc --noprofile", bash_options);
}

/* An interactive bash in a terminal; after each line come Tab and a key that prints the line. */
static const char bash_terminal[] =
	"coproc { script -qec 'bash --norc --noprofile -i' /dev/null; }\n"
	"printf '%s\\n' \"$setting\" 'source completions/wx.bash; PS1=; bind \"set bell-style "
	"none\"' \\\n"
	"	'became() { printf \"\\\\1%s\\\\2\" \"$READLINE_LINE\"; READLINE_LINE=; }' \\\n"
	"	'bind -x \"\\\"\\\\C-b\\\": became\"; printf \"\\\\2\"' >&\"${COPROC[1]}\"\n"
	"read -r -t 20 -d $'\\2' <&\"${COPROC[0]}\"\n"
	"while IFS= read -r line; do\n"
	"	printf '%s\\t\\2' \"$line\" >&\"${COPROC[1]}\"\n"
	"	IFS= read -r -t 20 -d $'\\2' seen <&\"${COPROC[0]}\" || break\n"
	"	printf '%s\\n' \"${seen##*$'\\1'}\"\n"
	"done <<<\"$typed\"\n"
	"printf 'exit\\n' >&\"${COPROC[1]}\"\n"
	"wait\n";

static const struct completion lines[] = {
	{"wx Seou", "wx Seoul "},
	{"wx seou", "wx Seoul "},
	{"wx Zur", "wx Zur"},
	{"wx munch", "wx Munch"},
	{"wx 'sao pau", "wx 'Sao Paulo"},
	{"wx \"sao pau", "wx \"Sao Paulo"},
	{"wx sao pau", "wx sao Paulo "},
	{"wx 서", "wx 서"},
	{"wx New Yo", "wx New York "},
	{"wx New\\ Yo", "wx New\\ York"},
	{"wx 'New Yo", "wx 'New York"},
	{"wx \"L'Aq", "wx \"L'Aquila\" "},
	{"wx L\\'Aq", "wx L\\'Aquila "},
	{"wx Santiago de lo", "wx Santiago de los "},
	{"wx Santiago de los C", "wx Santiago de los Caballeros "},
	{"wx Portland, Ore", "wx Portland, Oregon "},
	{"wx London,Ont", "wx London,Ontario "},
	{"wx -u metric Seou", "wx -u metric Seoul "},
	{"wx -u new Yo", "wx -u new Yo"},
	{"wx -qF new Yo", "wx -qF new Yo"},
	{"wx --format new Yo", "wx --format new Yo"},
	{"wx --wind new Yo", "wx --wind new Yo"},
	{"wx zip:Seo", "wx zip:Seo"},
	{"wx id:18", "wx id:18"},
	{"wx Nowhereabouts", "wx Nowhereabouts"},
	{"wx $(echo Seou", "wx $(echo Seou"},
};

/* Each shell accepts what keeps the letters that were typed, whatever they are. */
static const struct completion letters[] = {
	{"wx Iaș", "wx Iași "},
	{"wx Iaş", "wx Iaşi "},
	{"wx Constanț", "wx Constanța"},
	{"wx москв", "wx москва"},
	{"wx ΑΘΉ", "wx ΑΘΉνα "},
	{"wx ålesu", "wx ålesund "},
	{"wx a\xcc\x8alesu", "wx A\xcc\x8alesund "},
	{"wx Reykjaví", "wx Reykjavík "},
	{"wx Reykjavi", "wx Reykjavik "},
	{"wx évry", "wx évry "},
	{"wx Évry", "wx Évry "},
	{"wx ISTANB", "wx Istanbul "},
	{"wx İSTANB", "wx İstanbul "},
	{"wx Zu\xcc\x88ri", "wx Zu\xcc\x88rich"},
	{"wx xi’a", "wx Xi’an"},
	{"wx L’Aq", "wx L’Aquila "},
	{"wx \"Xi'a", "wx \"Xi'an"},
	{"wx 서울특", "wx 서울특별시 "},
	{"wx Paris, Tex", "wx Paris, Texas "},
	{"wx Norwa", "wx Norwa"},
};

/* An apostrophe that opens a quote; and a syllable on the way to 서울. */
static const struct completion bash_apart[] = {
	{"wx Xi'a", "wx Xi''\\'an"}, {"wx L'Aq", "wx L''\\''Aquila' "}, {"wx 서우", "wx 서울"}};
static const struct completion zsh_apart[] = {
	{"wx Xi'a", "wx Xi\\'an"}, {"wx L'Aq", "wx L\\'Aquila "}, {"wx 서우", "wx 서울"}};
static const struct completion fish_apart[] = {{"wx Xi'a", "wx Xi\\'an "},
	{"wx L'Aq", "wx L\\'Aquila "}, {"wx 서우", "wx 서우"}, {"wx 서울", "wx 서울"}};

static void check_terminal(const char *shell, const char *script, const char *setting,
	const struct completion *apart, size_t apart_count)
{
	setenv("setting", setting, 1);
	check_completions(letters, COUNT(letters), shell, script);
	check_completions(apart, apart_count, shell, script);
}

Test(completion, works_in_bash_on_a_terminal)
{
	require_program("bash");
	if (system("script -qec true /dev/null </dev/null >/dev/null 2>&1") != 0)
		cr_skip_test("there is no script(1) of util-linux");
	check_completions(lines, COUNT(lines), "bash --norc --noprofile", bash_terminal);
}

Test(completion, is_accepted_by_bash_whatever_is_set)
{
	static const char *const settings[] = {"", "IFS=:", "IFS=", "IFS=a", "set -u",
		"set -o posix", "shopt -s failglob", "shopt -s nocasematch extglob"};

	require_program("bash");
	if (system("script -qec true /dev/null </dev/null >/dev/null 2>&1") != 0)
		cr_skip_test("there is no script(1) of util-linux");
	for (size_t i = 0; i < COUNT(settings); i++)
		check_terminal("bash --norc --noprofile", bash_terminal, settings[i], bash_apart,
			COUNT(bash_apart));
}

/*
 * An interactive zsh in a terminal; after each line come Tab, or the key for menu-complete if the
 * line ends with "...", and a key that prints the line.
 */
static const char zsh_terminal[] =
	"zmodload zsh/zpty\n"
	"export setup='PS1= TMOUT=20 fpath=($PWD/completions $fpath)\n"
	"	autoload -Uz compinit && compinit -D -u\n"
	"	became() { print -r -- \"<<$BUFFER>>\"; BUFFER= }\n"
	"	zle -N became; bindkey \"^B\" became\n"
	"	bindkey \"^N\" menu-complete\n"
	"	ready() { print READY }; zle -N zle-line-init ready; eval \"$setting\"'\n"
	"zpty shell zsh -f -i\n"
	"zpty -w shell 'eval $setup'\n"
	"zpty -r shell seen '*READY*'\n"
	"for line in \"${(@f)typed}\"; do\n"
	"	key=$'\\t'; [[ $line == *... ]] && key=$'\\x0e'\n"
	"	zpty -w -n shell \"${line%...}$key\"$'\\x02'\n"
	"	zpty -r shell seen '*<<*>>*' || break\n"
	"	print -r -- ${${seen##*<<}%%>>*}\n"
	"done\n"
	"zpty -d shell\n";

Test(completion, works_in_zsh)
{
	require_program("zsh");
	check_completions(lines, COUNT(lines), "zsh -f", zsh_terminal);
}

Test(completion, is_accepted_by_zsh_whatever_is_set)
{
	static const char *const settings[] = {
		"", "IFS=:", "setopt ksharrays shwordsplit", "setopt nounset globsubst"};

	require_program("zsh");
	for (size_t i = 0; i < COUNT(settings); i++)
		check_terminal("zsh -f", zsh_terminal, settings[i], zsh_apart, COUNT(zsh_apart));
}

/* The first entry of the menu is the most populous place. */
Test(completion, keeps_its_order_in_zsh)
{
	static const struct completion rows[] = {
		{"wx Lon...", "wx London"},
		{"wx Ber...", "wx Berlin"},
		{"wx Sha...", "wx Shanghai"},
	};

	require_program("zsh");
	check_completions(rows, COUNT(rows), "zsh -f", zsh_terminal);
}

/* The same in a fish, which as of 4 writes "Xi'an" for Xi\'an. */
static const char fish_terminal[] =
	"coproc { script -qec 'fish --no-config -i' /dev/null; }\n"
	"printf '%s\\n' 'source completions/wx.fish; function fish_prompt; end' \\\n"
	"	'function became; printf \"\\1%s\\2\" (commandline); commandline \"\"; end' \\\n"
	"	'bind \\cb became; printf \"\\2\"' >&\"${COPROC[1]}\"\n"
	"read -r -t 20 -d $'\\2' <&\"${COPROC[0]}\"\n"
	"while IFS= read -r line; do\n"
	"	printf '%s\\t\\2' \"$line\" >&\"${COPROC[1]}\"\n"
	"	IFS= read -r -t 20 -d $'\\2' seen <&\"${COPROC[0]}\" || break\n"
	"	seen=${seen##*$'\\1'}\n"
	"	case $seen in *\\\"*\\'*\\\"*) seen=${seen//\\\"}; seen=${seen/\\'/\\\\\\'} ;; "
	"esac\n"
	"	printf '%s\\n' \"$seen\"\n"
	"done <<<\"$typed\"\n"
	"printf 'exit\\n' >&\"${COPROC[1]}\"\n"
	"wait\n";

Test(completion, is_accepted_by_fish)
{
	require_program("fish");
	require_program("bash");
	if (system("script -qec true /dev/null </dev/null >/dev/null 2>&1") != 0)
		cr_skip_test("there is no script(1) of util-linux");
	check_terminal("bash --norc --noprofile", fish_terminal, "", fish_apart, COUNT(fish_apart));
}

static const char fish_script[] = "source completions/wx.fish\n"
				  "for line in (string split \\n -- $typed)\n"
				  "	set -l all (complete -C $line)\n"
				  "	set -l count many\n"
				  "	test (count $all) = 1; and set count one\n"
				  "	test (count $all) = 0; and set count none\n"
				  "	echo $count (string replace -r '\\t.*' '' -- $all[1])\n"
				  "end\n";

Test(completion, works_in_fish)
{
	static const struct completion rows[] = {
		{"wx Seou", "one Seoul"},
		{"wx seou", "one Seoul"},
		{"wx Zur", "many Zurich"},
		{"wx munch", "many Munchen"},
		{"wx 'sao pau", "many Sao Paulo"},
		{"wx \"sao pau", "many Sao Paulo"},
		{"wx sao\\ pau", "many Sao Paulo"},
		{"wx sao pau", "one Paulo"},
		{"wx 서", "many 서울"},
		{"wx New Yo", "one York"},
		{"wx New\\ Yo", "many New York"},
		{"wx 'New Yo", "many New York"},
		{"wx L\\'Aq", "one L'Aquila"},
		{"wx \"L'Aq", "one L'Aquila"},
		{"wx L'Aq", "one L'Aquila"},
		{"wx L'A", "many L'Aquila"},
		{"wx Xi'am", "none"},
		{"wx Santiago de lo", "one los"},
		{"wx Portland, Ore", "one Oregon"},
		{"wx London,Ont", "one London,Ontario"},
		{"wx -u metric Seou", "one Seoul"},
		{"wx -u new Yo", "many Yokohama"},
		{"wx -qF new Yo", "many Yokohama"},
		{"wx --wind new Yo", "many Yokohama"},
		{"wx -- Seou", "one Seoul"},
		{"wx --list Seou", "one Seoul"},
		{"wx ", "many Beijing"},
		{"wx zip:Seo", "none"},
		{"wx --serve Seou", "none"},
		{"wx Nowhereabouts", "none"},
	};

	require_program("fish");
	check_completions(rows, COUNT(rows), "fish", fish_script);
}

/* Formats */

Test(completion, offers_fields_within_braces)
{
	static const struct completion rows[] = {
		{"{te", "{temperature\n{temperature_unit\n"},
		{"%c {pressure_", "%c {pressure_unit}\n%c {pressure_unit:\n%c {pressure_unit|\n"},
		{"{place} {summ", "{place} {summary}\n{place} {summary:\n{place} {summary|\n"},
		{"{{{summ", "{{{summary}\n{{{summary:\n{{{summary|\n"},
		{"{p", "{place\n{pressure\n{pressure_unit\n{precipitation_unit\n"},
		{"{f", "{feels_like\n{fetched_at\n{fetched_epoch\n{forecast[0].\n"},
		{"{days[12].h", "{days[12].high}\n{days[12].high:\n{days[12].high|\n"},
		{"{ai", "{air.index\n{air.index_words\n{air.pm2_5\n{air.pm10\n{air.o3\n{air.no2\n{"
			"air.so2\n{air.co\n"},
		{"{air.index", "{air.index\n{air.index_words\n"},
		{"{{summ", ""},
		{"{summary", "{summary}\n{summary:\n{summary|\n"},
		{"{summary}", ""},
		{"{summary:", ""},
		{"{summary|", ""},
		{"{x", ""},
		{"{days.x", ""},
		{"{day[0].h", ""},
		{"%", ""},
		{"{\xff", ""},
		{"", "waybar\nprometheus\n"},
		{"p", "prometheus\n"},
		{"x", ""},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct run *run = WX(WITH_LIST, "--complete", "--format", rows[i].typed);

		cr_expect_eq(run->status, 0);
		cr_expect_str_eq(run->err, "");
		cr_expect_str_eq(run->out, rows[i].expected, "'%s': %s", rows[i].typed, run->out);
	}
	cr_expect_str_eq(
		WX(WITH_LIST, "--complete", "--format", NULL)->out, "waybar\nprometheus\n");
}

Test(completion, offers_formats_of_the_configuration_file)
{
	struct home *home = home_make();
	struct run *run;

	home_write(home, ".config/wx/config", 0600, "color = x\nformat.late = %t\n");
	run = WX(.home = home, "--complete", "--format", "");
	cr_expect_eq(run->status, 0);
	cr_expect_str_eq(run->err, "");
	cr_expect_str_eq(run->out, "waybar\nprometheus\nlate\t%t\n");
	home_write(home, ".config/wx/config", 0600,
		"format.bar = %c\x1b[m %t\nformat.날씨 = {place}\n");
	run = WX(.home = home, "--complete", "--format", "");
	cr_expect_str_eq(
		run->out, "waybar\nprometheus\nbar\t%c\\x1b[m %t\n날씨\t{place}\n", "%s", run->out);
	run = WX(.home = home, "--complete", "--format", "b");
	cr_expect_str_eq(run->out, "bar\t%c\\x1b[m %t\n");
}

/* Only what stands in quotes is the same in all shells. */
static const struct completion formats[] = {
	{"wx -F way", "wx -F waybar "},
	{"wx --format prom", "wx --format prometheus "},
	{"wx -F '{summ", "wx -F '{summary"},
	{"wx -F '%c %t {wind_g", "wx -F '%c %t {wind_gust"},
	{"wx -F \"{place}: {days[1].hi", "wx -F \"{place}: {days[1].high"},
	{"wx -F '{wind_sp}", "wx -F '{wind_sp}"},
	{"wx -F '{day", "wx -F '{days[0]."},
	{"wx -F '{air.index_w", "wx -F '{air.index_words"},
};

static const struct completion format_with_equals = {"wx --format='{summ", "wx --format='{summary"};

Test(completion, of_formats_works_in_bash)
{
	require_program("bash");
	if (system("script -qec true /dev/null </dev/null >/dev/null 2>&1") != 0)
		cr_skip_test("there is no script(1) of util-linux");
	check_completions(formats, COUNT(formats), "bash --norc --noprofile", bash_terminal);
	check_completions(&format_with_equals, 1, "bash --norc --noprofile", bash_terminal);
}

Test(completion, of_formats_works_in_zsh)
{
	static const struct completion requoted = {"wx --format='{summ", "wx --format=\\{summary"};

	require_program("zsh");
	check_completions(formats, COUNT(formats), "zsh -f", zsh_terminal);
	check_completions(&requoted, 1, "zsh -f", zsh_terminal);
}

Test(completion, of_formats_works_in_fish)
{
	require_program("fish");
	require_program("bash");
	if (system("script -qec true /dev/null </dev/null >/dev/null 2>&1") != 0)
		cr_skip_test("there is no script(1) of util-linux");
	check_completions(formats, COUNT(formats), "bash --norc --noprofile", fish_terminal);
	check_completions(&format_with_equals, 1, "bash --norc --noprofile", fish_terminal);
}
