/* SPDX-License-Identifier: MIT */
/*
 * The man page, --help and the completions agree with the source and are well-formed; and every
 * fault and every data file of the tests is in a test.
 */
#include <criterion/criterion.h>
#include <ctype.h>
#include <glob.h>
#include <json-c/json.h>
#include <limits.h>
#include <math.h>
#include <regex.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/error.h"
#include "base/language.h"
#include "base/timefmt.h"
#include "cli/option_table.h"
#include "cli/options.h"
#include "cmd/cmd_help.h"
#include "forecast_reply.h"
#include "harness.h"
#include "sample_answer.h"
#include "view/json.h"
#include "view/text.h"
#include "weather/answer.h"
#include "weather/provider.h"
#include "weather/weather.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define WORD_MAX 128
#define TEXTS_MAX 64
#define PAGE "man/wx.1"
#define PRINTF(text, first) __attribute__((format(printf, text, first)))

static const char *const completions[] = {
	"completions/wx.bash", "completions/_wx", "completions/wx.fish"};

/* Texts that are freed when the test is over */

static char *texts[TEXTS_MAX];
static size_t text_count;

static char *keep(char *text)
{
	cr_assert_not_null(text);
	cr_assert_lt(text_count, COUNT(texts));
	return texts[text_count++] = text;
}

static void set_up(void)
{
	const char *named = getenv("srcdir");

	setenv("srcdir", keep(realpath(named ? named : ".", NULL)), 1);
}

static void tear_down(void)
{
	harness_teardown();
	while (text_count > 0)
		free(texts[--text_count]);
}

TestSuite(docs, .init = set_up, .fini = tear_down, .timeout = 60);

static char *read_all(FILE *in)
{
	char *text = NULL;
	size_t size = 0;

	if (getdelim(&text, &size, '\0', in) < 0) {
		free(text);
		text = calloc(1, 1);
	}
	return keep(text);
}

static char *read_file(const char *path)
{
	FILE *in = fopen(path, "r");
	char *text;

	cr_assert_not_null(in, "cannot read %s", path);
	text = read_all(in);
	fclose(in);
	return text;
}

/* A file of the source tree. */
static char *read_source(const char *name)
{
	char path[PATH_MAX];

	snprintf(path, sizeof path, "%s/%s", getenv("srcdir"), name);
	return read_file(path);
}

/* The man page from one heading to the next. */
static char *read_section(const char *name)
{
	char heading[WORD_MAX];
	char *start, *end;

	snprintf(heading, sizeof heading, "\n.Sh %s\n", name);
	start = strstr(read_source(PAGE), heading);
	cr_assert_not_null(start, "no section %s", name);
	start++;
	end = strstr(start, "\n.Sh ");
	return keep(end ? strndup(start, (size_t)(end - start + 1)) : strdup(start));
}

/* Stores what the last group of the pattern matches in *text, and moves *text behind the match. */
static bool next_match(const char **text, const char *pattern, char word[WORD_MAX])
{
	regmatch_t found[4] = {{-1, -1}, {-1, -1}, {-1, -1}, {-1, -1}};
	regex_t regex;
	size_t group;
	bool matched;

	cr_assert_eq(regcomp(&regex, pattern, REG_EXTENDED | REG_NEWLINE), 0, "%s", pattern);
	group = regex.re_nsub;
	matched = regexec(&regex, *text, COUNT(found), found, 0) == 0;
	regfree(&regex);
	if (!matched)
		return false;
	snprintf(word, WORD_MAX, "%.*s", (int)(found[group].rm_eo - found[group].rm_so),
		*text + found[group].rm_so);
	*text += found[0].rm_eo;
	return true;
}

static bool has(const char *text, const char *format, ...) PRINTF(2, 3);

/* Whether the text has a match. */
static bool has(const char *text, const char *format, ...)
{
	char pattern[512], word[WORD_MAX];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(pattern, sizeof pattern, format, arguments);
	va_end(arguments);
	return next_match(&text, pattern, word);
}

/* What a shell command prints on both streams, without white space at the end. */
static char *output_of(const char *command, int *status)
{
	char whole[2048];
	size_t length;
	char *text;
	FILE *in;

	snprintf(whole, sizeof whole, "{ %s\n} 2>&1", command);
	in = popen(whole, "r");
	cr_assert_not_null(in);
	text = read_all(in);
	*status = pclose(in);
	length = strlen(text);
	while (length > 0 && isspace((unsigned char)text[length - 1]))
		text[--length] = '\0';
	return text;
}

static void require_program(const char *program)
{
	char command[WORD_MAX];
	int status;

	snprintf(command, sizeof command, "command -v %s", program);
	output_of(command, &status);
	if (status != 0)
		cr_skip_test("%s is not installed", program);
}

/* Options */

static const struct option_row *find_row(const char *name)
{
	for (size_t i = 0; i < option_row_count; i++)
		if (strcmp(option_rows[i].name, name) == 0)
			return &option_rows[i];
	return NULL;
}

/* "[HOST:]PORT" in the table is ".Ar host" and ".Ar port" in the page. */
static void check_arguments(const char *line, const struct option_row *row)
{
	const char *rest = row->argument;
	char word[WORD_MAX];

	cr_expect_eq(has(line, " Ar "), row->argument != NULL, "--%s: %s", row->name, line);
	while (rest && next_match(&rest, "([A-Z]+)", word)) {
		for (char *letter = word; *letter; letter++)
			*letter = (char)tolower((unsigned char)*letter);
		cr_expect(has(line, " Ar %s( |$)", word), "--%s: no %s in: %s", row->name, word,
			line);
	}
}

static void check_item(const char *page, const struct option_row *row)
{
	char start[WORD_MAX], pattern[2 * WORD_MAX], line[WORD_MAX];

	if (row->letter)
		snprintf(start, sizeof start, "Fl %c , Fl -%s", row->letter, row->name);
	else
		snprintf(start, sizeof start, "Fl -%s", row->name);
	snprintf(pattern, sizeof pattern, "^\\.It (%s( .*)?)$", start);
	cr_expect(has(page, "%s", pattern), "--%s is not in the man page as: %s", row->name, start);
	snprintf(pattern, sizeof pattern, "^(\\.It %s.*)$", start);
	if (next_match(&page, pattern, line))
		check_arguments(line, row);
}

Test(docs, options_are_in_the_man_page)
{
	const char *page = read_section("DESCRIPTION");

	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];

		check_item(page, row);
		for (size_t j = 0; row->choices && row->choices[j]; j++)
			cr_expect(has(page, "\\.?Cm %s( |$)", row->choices[j]), "--%s: no %s",
				row->name, row->choices[j]);
	}
}

Test(docs, man_page_lists_the_options_in_order)
{
	const char *page = read_source(PAGE);
	char name[WORD_MAX];
	size_t count = 0;

	while (next_match(&page, "^\\.It (Fl . , )?Fl -?([^ ]+)", name)) {
		cr_assert_lt(count, option_row_count, "--%s is too much", name);
		cr_expect_str_eq(name, option_rows[count].name, "number %zu", count);
		count++;
	}
	cr_expect_eq(count, option_row_count);
}

static char *print_help(void)
{
	char *help = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&help, &length);

	cmd_help_print(out, 0);
	fclose(out);
	return keep(help);
}

Test(docs, help_is_ascii_and_fits_80_columns)
{
	const char *line = print_help();

	for (size_t length; *line; line += length + 1) {
		length = strcspn(line, "\n");
		cr_expect_leq(length, 80, "%zu columns: %.*s", length, (int)length, line);
		for (size_t i = 0; i < length; i++)
			cr_expect(line[i] >= ' ' && line[i] <= '~', "not ASCII: %.*s", (int)length,
				line);
	}
}

Test(docs, help_has_a_heading_before_each_group_of_options)
{
	const char *help = print_help();

	cr_expect_not_null(option_rows[0].group);
	for (size_t i = 0; i < option_row_count; i++) {
		char heading[WORD_MAX];

		if (!option_rows[i].group)
			continue;
		snprintf(heading, sizeof heading, "\n\n%s\n  ", option_rows[i].group);
		help = strstr(help, heading);
		cr_assert_not_null(help, "no '%s'", option_rows[i].group);
	}
}

Test(docs, options_are_in_the_help)
{
	const char *help = print_help();

	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];
		char usage[WORD_MAX];

		if (!row->help) {
			cr_expect_null(strstr(help, row->name), "--%s", row->name);
			continue;
		}
		snprintf(usage, sizeof usage, "%s--%s%s%s%s", row->letter ? ", " : "    ",
			row->name,
			!row->argument  ? " "
			: row->optional ? "[="
					: " ",
			row->argument ? row->argument : "", row->optional ? "]" : " ");
		cr_expect(strstr(help, usage), "no '%s'", usage);
		cr_expect(strstr(help, row->help), "--%s: no '%s'", row->name, row->help);
	}
}

static void check_bash(const char *text, const struct option_row *row)
{
	bool has_values = row->argument && !row->optional;

	cr_expect(has(text, "[ '\t]--%s([ ']|$)", row->name), "bash: --%s", row->name);
	if (row->letter)
		cr_expect(has(text, "[ ']-%c([ ']|$)", row->letter), "bash: -%c", row->letter);
	if (!row->optional)
		cr_expect_eq(has(text, "^\t[^']*--%s( \\||\\))", row->name), has_values,
			"bash: argument of --%s", row->name);
}

static void check_zsh(const char *text, const struct option_row *row)
{
	const char *value = !row->argument ? "" : row->optional ? "=-" : "=";
	const char *letter_value = row->argument ? "\\+" : "";

	if (row->letter)
		cr_expect(has(text, "\\{-%c%s,--%s%s\\}'\\[", row->letter, letter_value, row->name,
				  value),
			"zsh: -%c, --%s%s", row->letter, row->name, value);
	else
		cr_expect(has(text, "[')]--%s%s\\[", row->name, value), "zsh: --%s%s", row->name,
			value);
}

static void check_fish(const char *text, const struct option_row *row)
{
	bool has_values = row->argument && !row->optional;
	char letter[8] = "";

	if (row->letter)
		snprintf(letter, sizeof letter, "-s %c ", row->letter);
	cr_expect(has(text, "^complete -c wx .*%s-l %s( |$)", letter, row->name), "fish: %s-l %s",
		letter, row->name);
	cr_expect_eq(has(text, "-l %s .*-[xr]( |$)", row->name), has_values,
		"fish: argument of --%s", row->name);
}

Test(docs, options_are_in_the_completions)
{
	static void (*const checks[])(const char *, const struct option_row *) = {
		check_bash, check_zsh, check_fish};

	for (size_t i = 0; i < COUNT(completions); i++) {
		const char *text = read_source(completions[i]);

		for (size_t j = 0; j < option_row_count; j++)
			if (option_rows[j].help)
				checks[i](text, &option_rows[j]);
	}
}

Test(docs, completions_have_no_other_options)
{
	static const char *const patterns[] = {
		"--([a-z][a-z-]*)", "--([a-z][a-z-]*)", "^complete .* -l ([a-z-]+)"};

	for (size_t i = 0; i < COUNT(completions); i++) {
		const char *text = read_source(completions[i]);
		char name[WORD_MAX];

		size_t count = 0;

		for (; next_match(&text, patterns[i], name); count++)
			cr_expect(find_row(name), "%s: --%s", completions[i], name);
		cr_expect_gt(count, 0, "%s", completions[i]);
	}
}

/* The names in order, with a blank between two. */
static void join(char to[WORD_MAX], const char *const names[])
{
	size_t used = 0;

	for (size_t i = 0; names[i]; i++)
		used += (size_t)snprintf(
			to + used, WORD_MAX - used, "%s%s", i ? " " : "", names[i]);
}

Test(docs, choices_are_in_the_completions)
{
	for (size_t i = 0; i < COUNT(completions); i++) {
		const char *text = read_source(completions[i]);

		for (size_t j = 0; j < option_row_count; j++) {
			char choices[WORD_MAX];

			if (!option_rows[j].choices)
				continue;
			join(choices, option_rows[j].choices);
			cr_expect(has(text, "['(]%s[')]", choices), "%s: --%s: %s", completions[i],
				option_rows[j].name, choices);
		}
	}
}

Test(docs, languages_are_in_the_man_page_and_the_completions)
{
	static const char *const files[] = {
		PAGE, "completions/wx.bash", "completions/_wx", "completions/wx.fish"};

	for (size_t i = 0; i < COUNT(files); i++) {
		const char *text = read_source(files[i]);

		for (size_t j = 0; language_tag(j); j++)
			cr_expect(has(text, "(^|[ '\t])%s([ ']|$)", language_tag(j)), "%s: %s",
				files[i], language_tag(j));
	}
}

/* Exit codes, the config file, the environment */

Test(docs, exit_codes_are_in_the_man_page)
{
	const char *section = read_section("EXIT STATUS");
	const char *rest = section;
	char word[WORD_MAX];
	int count = 0;

	for (int code = EXIT_OK; code < EXIT_CODES; code++) {
		char item[WORD_MAX];
		const char *text, *end;

		snprintf(item, sizeof item, "\n.It %d Cm %s\n", code, exit_code_name(code));
		text = strstr(section, item);
		cr_expect(text, "no '.It %d Cm %s'", code, exit_code_name(code));
		if (!text)
			continue;
		end = strstr(text + strlen(item), "\n.It ");
		text = keep(end ? strndup(text, (size_t)(end - text + 1)) : strdup(text));
		cr_expect_eq(has(text, "^Retryable\\.$"), exit_code_is_retryable(code), "%s",
			exit_code_name(code));
	}
	while (next_match(&rest, "^\\.It ([0-9]+)", word))
		count++;
	cr_expect_eq(count, EXIT_CODES);
}

Test(docs, config_names_are_in_the_man_page)
{
	const char *section = read_section("FILES");
	const char *rest = section;
	char name[WORD_MAX];
	size_t count = 0;

	for (size_t i = 0; i < option_row_count; i++)
		if (option_rows[i].in_config)
			cr_expect(has(section, "^\\.Cm %s( |$)", option_rows[i].name), "no %s",
				option_rows[i].name);
	cr_expect(has(section, "^\\.Cm place( |$)"));
	for (; next_match(&rest, "^\\.Cm ([a-z-]+)", name); count++)
		cr_expect(option_table_find_setting(name) || strcmp(name, "alias") == 0 ||
				  strcmp(name, "format") == 0,
			"%s", name);
	cr_expect_gt(count, 0);
}

/* The files of the source tree that match, one after the other; the patterns end with NULL. */
static char *read_sources(const char *const patterns[])
{
	char *whole = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&whole, &length);
	glob_t found;

	for (int i = 0; patterns[i]; i++) {
		char pattern[PATH_MAX];

		snprintf(pattern, sizeof pattern, "%s/%s", getenv("srcdir"), patterns[i]);
		cr_assert_eq(glob(pattern, i ? GLOB_APPEND : 0, NULL, &found), 0, "%s", pattern);
	}
	for (size_t i = 0; i < found.gl_pathc; i++) {
		FILE *in = fopen(found.gl_pathv[i], "r");

		cr_assert_not_null(in, "cannot read %s", found.gl_pathv[i]);
		for (int byte; (byte = getc(in)) != EOF;)
			putc(byte, out);
		fclose(in);
	}
	globfree(&found);
	fclose(out);
	return keep(whole);
}

static char *read_program(void)
{
	static const char *const patterns[] = {"src/*.c", "src/*/*.c", NULL};

	return read_sources(patterns);
}

Test(docs, variables_that_are_read_are_in_the_man_page)
{
	/* A string in capitals with an underscore is in a list of variables. */
	static const char *const patterns[] = {
		"getenv\\(\"([A-Za-z_]+)\"\\)", "\"([A-Z]+_[A-Z_]+|LANG)\""};
	const char *section = read_section("ENVIRONMENT");
	const char *sources = read_program();
	char name[WORD_MAX];

	for (size_t i = 0; i < COUNT(patterns); i++) {
		const char *rest = sources;
		size_t count = 0;

		for (; next_match(&rest, patterns[i], name); count++)
			cr_expect(has(section, "^\\.It Ev (.* )?%s( |$)", name), "no %s", name);
		cr_expect_gt(count, 0, "%s", patterns[i]);
	}
}

Test(docs, variables_of_the_man_page_are_read)
{
	static const char *const of_libcurl[] = {"https_proxy", "HTTPS_PROXY", "all_proxy",
		"ALL_PROXY", "no_proxy", "NO_PROXY", "SSLKEYLOGFILE"};
	const char *section = read_section("ENVIRONMENT");
	const char *sources = read_program();
	char line[WORD_MAX], name[WORD_MAX];

	while (next_match(&section, "^\\.It Ev (.*)$", line)) {
		const char *rest = line;

		while (next_match(&rest, "([A-Za-z_]+)", name)) {
			bool is_read = has(sources, "\"%s\"", name);

			for (size_t i = 0; i < COUNT(of_libcurl); i++)
				is_read = is_read || strcmp(of_libcurl[i], name) == 0;
			cr_expect(is_read, "%s", name);
		}
	}
}

/* wx takes a clock that is before this date for wrong. */
Test(docs, release_date_is_that_of_the_news)
{
	const char *news = read_source("NEWS");
	char date[WORD_MAX];
	const char *rest = news;
	struct tm day = {0};

	cr_expect(
		strncmp(news, "wx " PACKAGE_VERSION ", ", strlen("wx " PACKAGE_VERSION ", ")) == 0);
	if (!next_match(&rest, "^wx [0-9.]+, ([0-9]{4}-[0-9]{2}-[0-9]{2})$", date)) {
		cr_expect(has(news, "^wx [0-9.]+, not yet released$"));
		cr_expect(RELEASE_EPOCH <= time(NULL), "the release lies in the future");
		return;
	}
	cr_assert_eq(sscanf(date, "%d-%d-%d", &day.tm_year, &day.tm_mon, &day.tm_mday), 3);
	day.tm_year -= 1900;
	day.tm_mon--;
	cr_expect_eq((long long)RELEASE_EPOCH, (long long)timegm(&day));
}

/* JSON */

/* What the man page says about a member, and whether it was printed. */
struct field {
	char name[WORD_MAX], type[WORD_MAX];
	bool was_seen, was_null;
};

struct fields {
	struct field list[160];
	size_t count;
};

static void add_item(struct fields *fields, const char *names, const char *type)
{
	char name[WORD_MAX];

	while (next_match(&names, "([^ ,]+)", name)) {
		struct field *field = &fields->list[fields->count++];

		cr_assert_lt(fields->count, COUNT(fields->list));
		snprintf(field->name, sizeof field->name, "%s", name);
		snprintf(field->type, sizeof field->type, "%s", type);
	}
}

/* Items are ".It Va name , name"; the next line is the type: "Integer or null." */
static void read_fields(struct fields *fields)
{
	const char *page = read_section("DESCRIPTION");
	char names[WORD_MAX], type[WORD_MAX];

	*fields = (struct fields){0};
	while (next_match(&page, "^\\.It Va (.*)$", names) && next_match(&page, "^(.+)$", type))
		add_item(fields, names, type);
	cr_assert_gt(fields->count, 0);
}

static bool is_of_type(const char *type, json_object *value)
{
	static const char *const names[] = {[json_type_boolean] = "Boolean",
		[json_type_double] = "Number",
		[json_type_int] = "Integer",
		[json_type_object] = "Object",
		[json_type_array] = "Array",
		[json_type_string] = "String"};
	const char *name;

	if (!value)
		return strstr(type, " or null.");
	name = names[json_object_get_type(value)];
	return strncmp(type, name, strlen(name)) == 0 ||
	       (json_object_is_type(value, json_type_int) && strncmp(type, "Number", 6) == 0);
}

static void check_member(struct fields *fields, const char *name, json_object *value)
{
	bool is_listed = false;

	for (size_t i = 0; i < fields->count; i++) {
		struct field *field = &fields->list[i];

		if (strcmp(field->name, name) != 0)
			continue;
		is_listed = true;
		field->was_seen = true;
		field->was_null = field->was_null || !value;
		cr_expect(is_of_type(field->type, value), "%s: %s is no '%s'", name,
			json_object_to_json_string(value), field->type);
	}
	cr_expect(is_listed, "%s is not in the man page", name);
}

/* The name of a nested member is "error.code", or "conditions[].id" in an array. */
static void check_members(struct fields *fields, const char *prefix, json_object *object)
{
	struct json_object_iterator member = json_object_iter_begin(object);
	struct json_object_iterator end = json_object_iter_end(object);

	for (; !json_object_iter_equal(&member, &end); json_object_iter_next(&member)) {
		json_object *value = json_object_iter_peek_value(&member);
		char name[WORD_MAX], inner[WORD_MAX + 3];

		snprintf(name, sizeof name, "%s%s", prefix, json_object_iter_peek_name(&member));
		check_member(fields, name, value);
		if (json_object_is_type(value, json_type_array)) {
			value = json_object_array_get_idx(value, 0);
			snprintf(inner, sizeof inner, "%s[].", name);
		} else {
			snprintf(inner, sizeof inner, "%s.", name);
		}
		if (json_object_is_type(value, json_type_object))
			check_members(fields, inner, value);
	}
}

static void check_line(struct fields *fields, char *line)
{
	json_object *object = json_tokener_parse(line);

	free(line);
	cr_assert(json_object_is_type(object, json_type_object));
	check_members(fields, "", object);
	json_object_put(object);
}

static void check_answer(struct fields *fields, const struct weather *weather,
	const struct forecast *forecast, const struct air *air)
{
	const struct answer answer = {.provider = provider_with_key(),
		.location.query = "Seoul",
		.weather = *weather,
		.has_forecast = true,
		.has_air = true,
		.forecast = *forecast,
		.air = *air,
		.language = language_english(),
		.fetched = weather->observed};
	const struct view view = {.wind = WIND_BY_UNITS, .now = weather->observed + 9};
	char *line = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&line, &length);

	json_answer(out, &answer, &view);
	fclose(out);
	check_line(fields, line);
}

/* A forecast of one step with everything in it, which begins as it was fetched. */
static struct forecast full_forecast(int64_t fetched)
{
	struct forecast forecast = forecast_of(fetched, 32400,
		SENT({.hour = 3, .id = 616, .pop = 1, .rain = 1, .snow = 1, .gust = 9}));
	struct forecast_step *step = &forecast.steps[0];

	step->feels_like = step->humidity = step->pressure = step->wind_speed = step->clouds = 1;
	step->wind_direction = step->visibility = 1;
	step->light = FORECAST_NIGHT;
	strcpy(step->condition.icon, "13n");
	return forecast;
}

static void check_failure(struct fields *fields, int retry_after)
{
	const struct error error = {
		.code = EXIT_RATE_LIMIT, .retry_after = retry_after, .message = "too many"};
	char *line = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&line, &length);

	json_error(out, "Seoul", &error);
	fclose(out);
	check_line(fields, line);
}

static void check_listed(struct fields *fields)
{
	const struct json_place place = {.name = "Seoul",
		.region = "Seoul",
		.country = "KR",
		.latitude = 37.566,
		.longitude = 126.9784,
		.population = 10349312,
		.argument = "Seoul"};
	char *line = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&line, &length);

	json_place(out, &place);
	fclose(out);
	check_line(fields, line);
}

Test(docs, json_fields_are_in_the_man_page_with_their_types)
{
	struct weather full = sample_answer().weather;
	struct weather bare = bare_answer("", 10.66).weather;
	struct forecast forecast = full_forecast(full.observed);
	const struct air air = {.index = 1}, no_air = {.pm2_5 = NAN,
						     .pm10 = NAN,
						     .o3 = NAN,
						     .no2 = NAN,
						     .so2 = NAN,
						     .co = NAN};
	struct fields fields;

	strcpy(full.state, "Seoul");
	full.rain_1h = full.snow_1h = 0;
	bare.condition_count = 1;
	read_fields(&fields);
	check_answer(&fields, &full, &forecast, &air);
	forecast = forecast_of(bare.observed - HOURS(9), NAN, SENT({.hour = 3, .pop = -1}));
	check_answer(&fields, &bare, &forecast, &no_air);
	check_listed(&fields);
	check_failure(&fields, 600);
	check_failure(&fields, 0);
	for (size_t i = 0; i < fields.count; i++) {
		const struct field *field = &fields.list[i];

		cr_expect(field->was_seen, "%s is never printed", field->name);
		cr_expect_eq(strstr(field->type, " or null.") != NULL, field->was_null,
			"%s: whether it can be null", field->name);
	}
}

/* The material of the tests */

static char *read_tests(void)
{
	static const char *const patterns[] = {"tests/*/test_*.c", NULL};

	return read_sources(patterns);
}

Test(docs, every_fault_of_the_peers_is_in_a_test)
{
	static const struct {
		const char *file, *pattern, *end;
	} rows[] = {{"tests/standin/faults.c", "^\t\\{\"([a-z0-9-]+)\",", "\""},
		{"tests/standin/standin.c", "\\{\"([a-z]+:)\", word_", ""}};
	const char *tests = read_tests();

	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *source = read_source(rows[i].file);
		char name[WORD_MAX];
		size_t count = 0;

		for (; next_match(&source, rows[i].pattern, name); count++)
			cr_expect(has(tests, "[\"=]%s%s", name, rows[i].end),
				"%s: %s is in no test", rows[i].file, name);
		cr_expect_gt(count, 0, "%s", rows[i].file);
	}
}

/* The table of the stand-in names the files for its places. */
Test(docs, every_data_file_is_in_a_test)
{
	static const char *const patterns[] = {"tests/*/test_*.c", "tests/standin/standin.c", NULL};
	const char *tests = read_sources(patterns);
	char pattern[PATH_MAX];
	glob_t found;

	snprintf(pattern, sizeof pattern, "%s/tests/data/*.*", getenv("srcdir"));
	cr_assert_eq(glob(pattern, 0, NULL, &found), 0, "%s", pattern);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		const char *name = strrchr(found.gl_pathv[i], '/') + 1;
		const char *suffix = strstr(name, ".json");
		int length = suffix ? (int)(suffix - name) : (int)strlen(name);

		/* wx asks for none of these. */
		if (strncmp(name, "geo-", 4) == 0)
			continue;
		cr_expect(has(tests, "[\":]%.*s(\\.json)?\"", length, name), "%s is in no test",
			name);
	}
	globfree(&found);
}

/* The demonstration, away from the key and the cache of whoever runs the tests. */

#define NO_HOME                                                      \
	"WX_API_URL=http://127.0.0.1:9 XDG_CONFIG_DIRS=/dev/null/x " \
	"XDG_CONFIG_HOME=/dev/null/x XDG_CACHE_HOME=/dev/null/x\n"

Test(docs, demo_announces_the_place)
{
	const char *said;
	int status;

	said = output_of("unset WX_API_KEY OPENWEATHERMAP_API_KEY\n"
			 "export WX_OPEN_METEO_URL=http://127.0.0.1:9 " NO_HOME
			 "DATA=$srcdir/tests/data PLACE=London sh \"$srcdir/tests/demo\"",
		&status);
	cr_expect_eq(status, 0, "%s", said);
	cr_expect(strstr(said, "wx: London: cannot get an answer from 127.0.0.1 "), "%s", said);
	cr_expect(strstr(said, "the weather in London below is SAMPLE DATA"), "%s", said);
	cr_expect(strstr(said, "\nLondon, GB: "), "%s", said);
	cr_expect_null(strstr(said, "Seoul"), "%s", said);
}

Test(docs, demo_needs_no_key_where_there_is_a_network)
{
	const char *said;
	char command[512];
	int status;

	snprintf(command, sizeof command,
		"unset WX_API_KEY OPENWEATHERMAP_API_KEY\n"
		"export WX_OPEN_METEO_URL=%s " NO_HOME "PLACE=Berlin sh \"$srcdir/tests/demo\"",
		STANDIN(NULL)->url);
	said = output_of(command, &status);
	cr_expect_eq(status, 0, "%s", said);
	cr_expect(strstr(said, "\nBerlin, DE: "), "%s", said);
	cr_expect(strstr(said, "Open-Meteo.com"), "%s", said);
	cr_expect_null(strstr(said, "SAMPLE"), "%s", said);
}

/* Checks by other programs */

static void expect_silence(const char *program, const char *command)
{
	const char *said;
	int status;

	require_program(program);
	said = output_of(command, &status);
	cr_expect(status == 0 && !*said, "%s: status %d\n%s", program, status, said);
}

Test(docs, mandoc_finds_no_fault)
{
	expect_silence("mandoc", "mandoc -Tlint -Wwarning \"$srcdir/man/wx.1\"");
}

Test(docs, groff_finds_no_fault)
{
	expect_silence("groff", "groff -mdoc -ww -b -z -Tutf8 \"$srcdir/man/wx.1\"");
}

Test(docs, shellcheck_finds_no_fault)
{
	expect_silence("shellcheck", "shellcheck -s bash \"$srcdir/completions/wx.bash\"");
}

Test(docs, zsh_finds_no_fault)
{
	expect_silence("zsh", "zsh -n \"$srcdir/completions/_wx\"");
}

Test(docs, fish_finds_no_fault)
{
	expect_silence("fish", "HOME=$(mktemp -d) && trap 'rm -rf \"$HOME\"' EXIT\n"
			       "env -i PATH=\"$PATH\" HOME=\"$HOME\" "
			       "fish --no-execute \"$srcdir/completions/wx.fish\"");
}

/* What is typed, and what it is completed to. */
struct completion {
	const char *typed, *expected;
};

/* Takes the next line from *text, without white space at its end; "" after the last. */
static void take_line(const char **text, char line[1024])
{
	size_t length = strcspn(*text, "\n");

	snprintf(line, 1024, "%.*s", (int)length, *text);
	*text += length + ((*text)[length] == '\n');
	for (length = strlen(line); length > 0 && isspace((unsigned char)line[length - 1]);)
		line[--length] = '\0';
}

/*
 * Runs a command in the source tree that finds its script in $script. It prints what each line of
 * $typed is completed to.
 */
static void check_completions(
	const struct completion *rows, size_t count, const char *command, const char *script)
{
	char typed[2048] = "";
	size_t used = 0;
	const char *got;
	int status;

	for (size_t i = 0; i < count; i++)
		used += (size_t)snprintf(
			typed + used, sizeof typed - used, "%s%s", i ? "\n" : "", rows[i].typed);
	setenv("typed", typed, 1);
	setenv("script", script, 1);
	got = output_of(command, &status);
	cr_expect_eq(status, 0);
	for (size_t i = 0; i < count; i++) {
		char line[1024];

		take_line(&got, line);
		cr_expect_str_eq(line, rows[i].expected, "'%s' gives '%s', not '%s'", rows[i].typed,
			line, rows[i].expected);
	}
	cr_expect_str_eq(got, "");
}

/* Bash splits the line into words before it calls the function, by default at "=", too. */
static const char bash_command[] = "cd \"$srcdir\" && bash --norc -c \"$script\"";
static const char bash_script[] = "source completions/wx.bash\n"
				  "while IFS= read -r line; do\n"
				  "	eval \"COMP_WORDS=($line)\"\n"
				  "	COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
				  "	COMP_LINE=${line//\\'\\'/} COMP_POINT=${#COMP_LINE}\n"
				  "	_wx\n"
				  "	echo \"${COMPREPLY[*]}\"\n"
				  "done <<<\"$typed\"\n";

Test(docs, bash_completes)
{
	static const struct completion rows[] = {
		{"wx --un", "--units"},
		{"wx --units m", "metric"},
		{"wx --units = m", "metric"},
		{"wx --units =", "metric imperial uk standard"},
		{"wx --units=m", "--units=metric"},
		{"wx -q -u ''", "metric imperial uk standard"},
		{"wx --units x", ""},
		{"wx --lang = zh", "zh-CN zh-TW"},
		{"wx --timeout ''", ""},
		{"wx --key-file man/w", "man/wx.1"},
		{"wx --on", ""},
		{"wx --serve --", "--quiet --once --idle-timeout"},
		{"wx --serve = 9000 --o", "--once"},
		{"wx --serve=9000 --o", "--once"},
		{"wx --serve = 9", ""},
		{"wx -- --un", ""},
	};

	require_program("bash");
	check_completions(rows, COUNT(rows), bash_command, bash_script);
}

Test(docs, bash_completes_all_languages)
{
	char expected[1024] = "";
	const struct completion row = {"wx -l ''", expected};
	size_t used = 0;

	require_program("bash");
	for (size_t i = 0; language_tag(i); i++)
		used += (size_t)snprintf(expected + used, sizeof expected - used, "%s%s",
			i ? " " : "", language_tag(i));
	check_completions(&row, 1, bash_command, bash_script);
}

static const char fish_command[] =
	"cd \"$srcdir\" && HOME=$(mktemp -d) && trap 'rm -rf \"$HOME\"' EXIT\n"
	"env -i PATH=\"$PATH\" HOME=\"$HOME\" typed=\"$typed\" fish -c \"$script\"";
/* As of 4, fish also offers words with the same letters elsewhere, such as --json for --on. */
static const char fish_script[] = "source completions/wx.fish\n"
				  "for line in (string split \\n -- $typed)\n"
				  "	set -l word (string split ' ' -- $line)[-1]\n"
				  "	echo (complete -C $line | string replace -r '\\t.*' '' | "
				  "string match -- \"$word*\")\n"
				  "end\n";

Test(docs, fish_completes)
{
	static const struct completion rows[] = {
		{"wx --un", "--units"},
		{"wx --units m", "metric"},
		{"wx --units=m", "--units=metric"},
		{"wx -u ", "imperial metric standard uk"},
		{"wx --lang zh", "zh-CN zh-TW"},
		{"wx --timeout ", ""},
		{"wx --key-file man/w", "man/wx.1"},
		{"wx --on", ""},
		{"wx --serve --on", "--once"},
		{"wx --serve=9000 --on", "--once"},
		{"wx --serve --js", ""},
	};

	require_program("fish");
	check_completions(rows, COUNT(rows), fish_command, fish_script);
}

/*
 * An interactive zsh in a terminal; after each line come Tab and a key that prints the line. TMOUT
 * ends it if something goes wrong.
 */
static const char zsh_command[] = "cd \"$srcdir\" && zsh -f -c \"$script\"";
static const char zsh_script[] = "zmodload zsh/zpty\n"
				 "export setup='PS1= TMOUT=20 fpath=($PWD/completions $fpath)\n"
				 "	autoload -Uz compinit && compinit -D -u\n"
				 "	became() { print -r -- \"<<$BUFFER>>\"; BUFFER= }\n"
				 "	zle -N became; bindkey \"^B\" became\n"
				 "	ready() { print READY }; zle -N zle-line-init ready'\n"
				 "zpty shell zsh -f -i\n"
				 "zpty -w shell 'eval $setup'\n"
				 "zpty -r shell seen '*READY*'\n"
				 "for line in \"${(@f)typed}\"; do\n"
				 "	zpty -w -n shell \"$line\"$'\\t\\x02'\n"
				 "	zpty -r shell seen '*<<*>>*' || break\n"
				 "	print -r -- ${${seen##*<<}%%>>*}\n"
				 "done\n"
				 "zpty -d shell\n";

Test(docs, zsh_completes)
{
	static const struct completion rows[] = {
		{"wx --un", "wx --units="},
		{"wx --units=m", "wx --units=metric"},
		{"wx -u m", "wx -u metric"},
		{"wx -jql zh-T", "wx -jql zh-TW"},
		{"wx --timeout ", "wx --timeout"},
		{"wx --key-file man/w", "wx --key-file man/wx.1"},
		{"wx --js", "wx --json"},
		{"wx --on", "wx --on"},
		{"wx --serve --on", "wx --serve --once"},
		{"wx --serve=9000 --on", "wx --serve=9000 --once"},
		{"wx --serve --js", "wx --serve --js"},
		{"wx -- --js", "wx -- --js"},
	};

	require_program("zsh");
	check_completions(rows, COUNT(rows), zsh_command, zsh_script);
}
