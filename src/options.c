/* SPDX-License-Identifier: MIT */
#include "options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "options_table.h"
#include "utf8.h"

#define FIRST_ROW 256

bool options_given(const struct options *options, const struct option_row *row)
{
	return row >= option_rows && row < option_rows + option_row_count &&
	       options->given >> (row - option_rows) & 1;
}

/* What getopt_long wants to know; a row's value is its place in the table, past all characters. */
struct grammar {
	struct option longs[OPTIONS_ROWS_MAX + 1];
	char shorts[3 * OPTIONS_ROWS_MAX + 3];
	bool only_operands; /* "--" has been seen */
};

static void describe(struct grammar *grammar)
{
	size_t used = 0;

	*grammar = (struct grammar){0};
	grammar->shorts[used++] = '+';
	grammar->shorts[used++] = ':';
	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];
		int has_argument = !row->argument  ? no_argument
				   : row->optional ? optional_argument
						   : required_argument;

		grammar->longs[i] =
			(struct option){row->name, has_argument, NULL, FIRST_ROW + (int)i};
		if (row->letter)
			grammar->shorts[used++] = row->letter;
		if (row->letter && row->argument)
			grammar->shorts[used++] = ':';
	}
}

static const struct option_row *row_of(int value)
{
	if (value >= FIRST_ROW)
		return &option_rows[value - FIRST_ROW];
	for (size_t i = 0; i < option_row_count; i++)
		if (value && option_rows[i].letter == value)
			return &option_rows[i];
	return NULL;
}

/* "-33.87,151.21" is a place, though it begins like an option. */
static bool is_operand(const char *word)
{
	return word[0] != '-' || word[1] == '\0' || word[1] == '.' ||
	       (word[1] >= '0' && word[1] <= '9');
}

static bool fail_unknown(const char *word, struct failure *failure)
{
	const struct option_row *row = row_of(optopt);

	if (row)
		return fail(failure, EXIT_USAGE, "--%s takes no value; see 'wx --help'", row->name);
	if (strncmp(word, "--", 2) == 0 || optopt > 0x7f || optopt <= 0)
		return fail(failure, EXIT_USAGE, "unknown option '%s'; see 'wx --help'", word);
	return fail(failure, EXIT_USAGE, "unknown option '-%c'; see 'wx --help'", optopt);
}

static bool take(struct options *options, const struct option_row *row, struct failure *failure)
{
	char expected[OPTIONS_EXPECTED_MAX], shown[OPTIONS_SHOWN_MAX];

	options->given |= UINT64_C(1) << (row - option_rows);
	if (row->set(row, options, optarg, expected))
		return true;
	utf8_copy(shown, sizeof shown, optarg ? optarg : "");
	return fail(failure, EXIT_USAGE, "--%s: '%s' is no good; expected %s", row->name, shown,
		expected);
}

/* The option that the action came from; NULL for the weather. */
static const struct option_row *row_of_action(const struct options *options)
{
	for (size_t i = 0; i < option_row_count; i++)
		if (options_given(options, &option_rows[i]) &&
			option_rows[i].actions == 1u << options->action &&
			option_rows[i].value == (int)options->action &&
			options->action != ACTION_WEATHER)
			return &option_rows[i];
	return NULL;
}

static bool fail_place_beside_serve(const char *word, struct failure *failure)
{
	struct serve_options unused;
	struct failure reason;
	char shown[OPTIONS_SHOWN_MAX];

	utf8_copy(shown, sizeof shown, word);
	if (!serve_address(&unused, word, &reason))
		return fail(failure, EXIT_USAGE, "--serve takes no place, and '%s' is one", shown);
	return fail(failure, EXIT_USAGE,
		"--serve takes no place, and '%s' is one; for an address say --serve=%s", shown,
		shown);
}

static bool check_company(const struct options *options, struct failure *failure)
{
	const struct option_row *action = row_of_action(options);

	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];

		if (!options_given(options, row) || row->actions & 1u << options->action)
			continue;
		if (!action)
			return fail(failure, EXIT_USAGE, "--%s goes with --serve only", row->name);
		return fail(failure, EXIT_USAGE, "--%s does not go with --%s; leave one out",
			row->name, action->name);
	}
	return options->action != ACTION_SERVE || options->word_count == 0 ||
	       fail_place_beside_serve(options->words[0], failure);
}

/* getopt_long keeps its place in globals: a run over nothing sets them back. */
static void reset_getopt(const struct grammar *grammar)
{
	char name[] = "wx";
	char *nothing[] = {name, NULL};

#ifdef HAVE_OPTRESET
	optreset = 1;
	optind = 1;
#else
	optind = 0;
#endif
	opterr = 0;
	getopt_long(1, nothing, grammar->shorts, grammar->longs, NULL);
	optind = 1;
}

/* Moves on by one word: an operand, or an option with its value. */
static bool parse_next(struct options *options, struct grammar *grammar, int argc, char **argv,
	struct failure *failure)
{
	const char *word = argv[optind];
	int value;

	if (grammar->only_operands || is_operand(word)) {
		options->words[options->word_count++] = argv[optind++];
		return true;
	}
	value = getopt_long(argc, argv, grammar->shorts, grammar->longs, NULL);
	if (value == -1)
		return grammar->only_operands = true;
	if (value == ':')
		return fail(failure, EXIT_USAGE, "--%s needs a value: %s; see 'wx --help'",
			row_of(optopt)->name, row_of(optopt)->argument);
	if (value == '?')
		return fail_unknown(word, failure);
	/* What a shell hands over may look like an option. */
	grammar->only_operands = row_of(value)->value == ACTION_COMPLETE;
	return take(options, row_of(value), failure);
}

/* Standard input can be read once. */
static bool check_input(const struct options *options, struct failure *failure)
{
	if (strcmp(options->from, "-") != 0 || strcmp(options->key_file, "-") != 0)
		return true;
	return fail(failure, EXIT_USAGE,
		"--from and --key-file cannot both read standard input; give one of them a file");
}

static bool asks_for_text(const struct options *options)
{
	return options->action == ACTION_HELP || options->action == ACTION_VERSION;
}

bool options_parse(struct options *options, int argc, char **argv, struct failure *failure)
{
	struct grammar grammar;
	bool good = true;

	*options = (struct options){.units = UNITS_BY_LOCALE,
		.wind = WIND_BY_UNITS,
		.timeout = 10,
		.max_age = 600,
		.max_stale = 21600,
		.rate = 60,
		.from = "",
		.serve = {.host = "localhost", .port = "8000", .idle_timeout = 60}};
	if (argc < 1)
		return fail(failure, EXIT_USAGE, "called without arguments, not even its own name");
	options->words = argv + 1;
	describe(&grammar);
	reset_getopt(&grammar);
	while (good && optind < argc && !asks_for_text(options))
		good = parse_next(options, &grammar, argc, argv, failure);
	options->words[options->word_count] = NULL;
	options->key_file_typed = *options->key_file;
	options->serve.quiet = options->quiet;
	return good && (asks_for_text(options) ||
			       (check_company(options, failure) && check_input(options, failure)));
}

static void print_row(FILE *out, const struct option_row *row)
{
	char usage[64];
	int used = row->letter ? snprintf(usage, sizeof usage, "-%c, --%s", row->letter, row->name)
			       : snprintf(usage, sizeof usage, "    --%s", row->name);

	if (row->argument)
		snprintf(usage + used, sizeof usage - (size_t)used, row->optional ? "[=%s]" : " %s",
			row->argument);
	fprintf(out, "  %-28s %s\n", usage, row->help);
}

void options_help(FILE *out)
{
	fputs("Usage: wx [OPTION]... [PLACE]...\n"
	      "       wx --serve[=[HOST:]PORT] [--once] [--idle-timeout SECONDS] [-q]\n"
	      "Tell the weather of each PLACE: a name in any script such as Seoul or London,CA,\n"
	      "coordinates 37.57,126.98, a postcode zip:90210,US, or OpenWeatherMap's "
	      "id:1835848.\n\n",
		out);
	for (size_t i = 0; i < option_row_count; i++)
		if (option_rows[i].help)
			print_row(out, &option_rows[i]);
	fputs("\nExit status:\n", out);
	for (int code = EXIT_OK; code < EXIT_CODES; code++)
		fprintf(out, "  %2d  %-11s %s\n", code, fail_name(code), fail_meaning(code));
	fputs("\nThe API key comes from WX_API_KEY, OPENWEATHERMAP_API_KEY or ~/.config/wx/key.\n"
	      "See wx(1) for the rest. Weather data provided by OpenWeather.\n",
		out);
}

void options_version(FILE *out)
{
	fputs("wx " PACKAGE_VERSION "\n"
	      "Places from GeoNames (https://www.geonames.org/), CC BY 4.0\n"
	      "Weather data provided by OpenWeather (https://openweathermap.org/)\n"
	      "Copyright (c) 2026 The wx authors. MIT License; there is no warranty.\n",
		out);
}
