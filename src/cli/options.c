/* SPDX-License-Identifier: MIT */
#include "cli/options.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/edit_distance.h"
#include "base/i18n.h"
#include "base/key_shape.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "cli/option_table.h"

#define KEY_WORD_BYTES 16
#define WORD_BYTES_LEAST 4 /* "-fjv" is letters, "-json" perhaps a word */

/* Where in the command line the parser is. */
struct cursor {
	char **argv;
	int argc, next;
	const char *letters; /* those of an argument such as "-jv" that are yet to be read */
	bool only_operands;  /* "--" has been read */
};

bool options_are_given(const struct options *options, const struct option_row *row)
{
	return row >= option_rows && row < option_rows + option_row_count &&
	       options->given >> (row - option_rows) & 1;
}

bool options_override(const struct options *options, const struct option_row *row)
{
	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *other = &option_rows[i];

		if (options_are_given(options, other) &&
			(other == row ||
				(other->overrides && strcmp(other->overrides, row->name) == 0)))
			return true;
	}
	return false;
}

static bool fail_key_argument(struct error *error)
{
	return error_set(error, EXIT_USAGE,
		_("an argument looks like an API key, but other users can see arguments; run 'wx "
		  "--save-key' to store the key, or set WX_API_KEY"));
}

static bool fail_key_option(const char *option, struct error *error)
{
	return error_set(error, EXIT_USAGE,
		_("%s: an API key cannot be given as an argument, which other users could see; "
		  "run 'wx --save-key' to store it, or set WX_API_KEY"),
		option);
}

static bool fail_save_key_argument(struct error *error)
{
	return error_set(error, EXIT_USAGE,
		_("--save-key reads the API key from standard input, not from an argument, which "
		  "other users could see; run 'wx --save-key' and paste the key, or run 'wx "
		  "--save-key <FILE'"));
}

/* The option whose name has at most one or two edits from this one; NULL if there is none. */
static const struct option_row *find_similar(const char *name)
{
	const struct option_row *nearest = NULL;
	struct edit_word typed, word;
	int max_edits = strlen(name) < 5 ? 1 : 2;

	if (!edit_distance_word(&typed, name, strlen(name)))
		return NULL;
	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];
		int edits;

		if (!row->help || !edit_distance_word(&word, row->name, strlen(row->name)))
			continue;
		edits = edit_distance(&typed, &word, max_edits);
		if (edits <= max_edits) {
			max_edits = edits - 1;
			nearest = row;
		}
	}
	return nearest;
}

static bool fail_misspelt_key_option(
	const char *option, const struct option_row *meant, struct error *error)
{
	return error_set(error, EXIT_USAGE,
		_("unknown option '%s'; did you mean --%s? The API key itself cannot be "
		  "given as an argument; run 'wx --save-key' to store it, or set WX_API_KEY"),
		option, meant->name);
}

static bool fail_unknown_option(
	const struct cursor *cursor, const char *option, struct error *error)
{
	static const char *const key_words[] = {"api-key", "api_key", "apikey", "appid", "key-file",
		"key", "save-key", "savekey", "token"};
	const char *name = option + strspn(option, "-");
	const char *next = cursor->next < cursor->argc ? cursor->argv[cursor->next] : "";
	const char *argument = cursor->argv[cursor->next - 1];
	const struct option_row *similar = NULL;

	if (option[1] == '-')
		similar = find_similar(name);
	else if (strlen(argument + 1) >= WORD_BYTES_LEAST)
		similar = find_similar(argument + 1);

	if (key_shape_is_in(option))
		return fail_key_argument(error);
	if (similar && similar->is_about_key)
		return fail_misspelt_key_option(option, similar, error);
	/* The rest of the name is not repeated: it may be a key, as in "--appid5f3c". */
	for (size_t i = 0; i < sizeof key_words / sizeof *key_words; i++) {
		char word[KEY_WORD_BYTES];

		if (strncasecmp(name, key_words[i], strlen(key_words[i])) != 0)
			continue;
		similar = find_similar(key_words[i]);
		if (similar && similar->is_about_key) {
			snprintf(word, sizeof word, "--%s…", key_words[i]);
			return fail_misspelt_key_option(word, similar, error);
		}
		snprintf(word, sizeof word, "--%s", key_words[i]);
		return fail_key_option(word, error);
	}
	if (key_shape_is_name(option) || key_shape_is_in(argument) || key_shape_is_in(next))
		return fail_key_option(option, error);
	if (similar)
		return error_set(error, EXIT_USAGE, _("unknown option '%s'; did you mean --%s?"),
			option, similar->name);
	return error_set(error, EXIT_USAGE, _("unknown option '%s'; see 'wx --help'"), option);
}

/* The value is the one attached to the option, else the next argument. */
static bool set_option(struct options *options, struct cursor *cursor, const struct option_row *row,
	const char *attached, struct error *error)
{
	char expected[OPTIONS_EXPECTED_BYTES], shown[OPTIONS_SHOWN_BYTES];
	const char *value = attached;

	if (value && row->action == ACTION_SAVE_KEY)
		return fail_save_key_argument(error);
	if (value && !row->argument)
		return error_set(
			error, EXIT_USAGE, _("--%s takes no value; see 'wx --help'"), row->name);
	if (!value && row->argument && !row->optional) {
		if (cursor->next == cursor->argc)
			return error_set(error, EXIT_USAGE,
				/* TRANSLATORS: an option, and its value as in the help */
				_("--%s needs a value: %s; see 'wx --help'"), row->name,
				row->argument);
		value = cursor->argv[cursor->next++];
	}
	options->given |= UINT64_C(1) << (row - option_rows);
	if (!option_table_is_key(row, value) && row->set(row, options, value, expected))
		return true;
	if (key_shape_is_in(value)) {
		snprintf(shown, sizeof shown, "--%s", row->name);
		return key_shape_fail(error, EXIT_USAGE, shown);
	}
	utf8_copy(shown, sizeof shown, value);
	return error_set(error, EXIT_USAGE, _("invalid value '%s' for --%s: expected %s"), shown,
		row->name, expected);
}

static bool fail_ambiguous(const char *option, const struct option_row *const found[], size_t count,
	struct error *error)
{
	char names[OPTIONS_EXPECTED_BYTES], name[OPTIONS_SHOWN_BYTES];
	struct strbuf list = strbuf_start(names, sizeof names);

	for (size_t i = 0; i < count; i++) {
		snprintf(name, sizeof name, "--%s", found[i]->name);
		strbuf_add_choice(&list, i, count, name);
	}
	return error_set(error, EXIT_USAGE,
		_("option '%s' is ambiguous: it could be %s; see 'wx --help'"), option, names);
}

/* "--units=metric", "--units metric", "--json", "--js" */
static bool parse_long(
	struct options *options, struct cursor *cursor, const char *argument, struct error *error)
{
	const struct option_row *found[OPTIONS_ROWS_MAX];
	char option[OPTIONS_SHOWN_BYTES + 2] = "--", *name = option + 2;
	const char *equals = strchr(argument, '=');
	bool is_abbreviated = true;
	size_t count = 0;

	utf8_copy(name, OPTIONS_SHOWN_BYTES, argument);
	if (equals && equals < argument + strlen(name))
		name[equals - argument] = '\0';
	for (size_t i = 0; i < option_row_count && is_abbreviated; i++) {
		const struct option_row *row = &option_rows[i];

		if (strcmp(row->name, name) == 0) {
			is_abbreviated = false;
			found[0] = row;
			count = 1;
		} else if (row->help && *name && strncmp(row->name, name, strlen(name)) == 0) {
			found[count++] = row;
		}
	}
	if (count == 0)
		return fail_unknown_option(cursor, option, error);
	if (count > 1)
		return fail_ambiguous(option, found, count, error);
	/* To many, --key means an API key, which must not be taken for the name of a file. */
	if (is_abbreviated && found[0]->is_about_key)
		return error_set(error, EXIT_USAGE,
			_("%s: write --%s in full; the API key itself cannot be given as an "
			  "argument; run 'wx --save-key' to store it, or set WX_API_KEY"),
			option, found[0]->name);
	/* The words that a shell wants completed may look like options. */
	cursor->only_operands = found[0]->action == ACTION_COMPLETE;
	return set_option(options, cursor, found[0], equals ? equals + 1 : NULL, error);
}

/* "-j", "-jv", "-uimperial", "-u imperial" */
static bool parse_letter(struct options *options, struct cursor *cursor, struct error *error)
{
	const char *letter = cursor->letters, *end = letter, *attached = NULL;
	const struct option_row *row = option_rows;
	char option[8];

	while (row < option_rows + option_row_count && row->letter != *letter)
		row++;
	if (row == option_rows + option_row_count) {
		utf8_next(&end, letter + strlen(letter));
		snprintf(option, sizeof option, "-%.*s", (int)(end - letter), letter);
		if (*letter == 'k' || *letter == 'K')
			return fail_key_option(option, error);
		return fail_unknown_option(cursor, option, error);
	}
	cursor->letters++;
	if (*cursor->letters && (row->argument || *cursor->letters == '=')) {
		attached = cursor->letters;
		cursor->letters = "";
	}
	return set_option(options, cursor, row, attached, error);
}

bool options_check_no_wait(const struct options *options, struct error *error)
{
	static const char *const inputs[] = {"-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"};

	if (!options->no_wait)
		return true;
	if (options->offline)
		return error_set(error, EXIT_USAGE,
			_("--no-wait cannot be used with --offline, which never uses the network; "
			  "remove one of them"));
	if (options->max_age == 0)
		return error_set(error, EXIT_USAGE,
			_("--no-wait cannot be used with a --max-age of 0, which always requires a "
			  "new answer; raise --max-age, or remove --no-wait"));
	for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
		if (strcmp(options->key_file, inputs[i]) == 0)
			return error_set(error, EXIT_USAGE,
				_("--no-wait cannot be used with '%s' as the key file, because the "
				  "background process cannot read standard input; put the key in "
				  "a file"),
				options->key_file);
	return true;
}

/* Whether the options and the PLACE arguments can be used together. */
static bool check_combination(const struct options *options, struct error *error)
{
	const struct option_row *action = NULL;
	char shown[OPTIONS_SHOWN_BYTES];
	struct echo_options unused;
	struct error reason;

	for (size_t i = 0; i < option_row_count; i++)
		if (options_are_given(options, &option_rows[i]) &&
			option_rows[i].action != ACTION_WEATHER &&
			option_rows[i].action == options->action)
			action = &option_rows[i];
	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];

		if (!options_are_given(options, row) || row->actions & 1u << options->action)
			continue;
		if (!action)
			return error_set(error, EXIT_USAGE,
				_("--%s can only be used with --serve; add --serve, or remove "
				  "--%s"),
				row->name, row->name);
		return error_set(error, EXIT_USAGE,
			_("--%s cannot be used with --%s; remove one of them"), row->name,
			action->name);
	}
	if (options->json && options->format)
		return error_set(error, EXIT_USAGE,
			_("--json cannot be used with --format; remove one of them"));
	if (strcmp(options->from, "-") == 0 && strcmp(options->key_file, "-") == 0)
		return error_set(error, EXIT_USAGE,
			_("--from and --key-file cannot both read standard input; use a file for "
			  "one of them"));
	if (!options_check_no_wait(options, error))
		return false;
	if (options->word_count > 0 && options->action == ACTION_SAVE_KEY)
		return fail_save_key_argument(error);
	if (options->word_count == 0 || options->action != ACTION_SERVE)
		return true;
	utf8_copy(shown, sizeof shown, options->words[0]);
	if (!echo_address_parse(&unused, options->words[0], &reason))
		return error_set(
			error, EXIT_USAGE, _("--serve takes no place; remove '%s'"), shown);
	return error_set(error, EXIT_USAGE,
		_("--serve takes no place; to listen on '%s', write --serve=%s"), shown, shown);
}

bool options_parse(struct options *options, int argc, char **argv, struct error *error)
{
	struct cursor cursor = {.argv = argv, .argc = argc, .next = 1, .letters = ""};
	bool is_valid = true;

	*options = (struct options){.units = UNITS_BY_LOCALE,
		.wind = WIND_BY_UNITS,
		.clock = CLOCK_BY_LOCALE,
		.timeout = 10,
		.max_age = 600,
		.max_stale = 21600,
		.rate = 60,
		.serve = {.host = "localhost", .port = "8000", .idle_timeout = 60}};
	if (argc < 1)
		return error_set(error, EXIT_USAGE,
			_("the argument list is empty: expected at least the name of the program"));
	options->words = argv + 1;
	while (is_valid && (cursor.next < argc || *cursor.letters)) {
		char *argument;

		/* --help and --version ignore what follows them. */
		if (options->action == ACTION_HELP || options->action == ACTION_VERSION)
			break;
		if (*cursor.letters) {
			is_valid = parse_letter(options, &cursor, error);
			continue;
		}
		argument = argv[cursor.next++];
		/* "-" and "-33.87,151.21" are places. */
		if (cursor.only_operands || argument[0] != '-' || !argument[1] ||
			strchr(".0123456789", argument[1]))
			options->words[options->word_count++] = argument;
		else if (strcmp(argument, "--") == 0)
			cursor.only_operands = true;
		else if (argument[1] == '-')
			is_valid = parse_long(options, &cursor, argument + 2, error);
		else
			cursor.letters = argument + 1;
	}
	options->words[options->word_count] = NULL;
	options->key_file_typed = *options->key_file;
	options->serve.quiet = options->quiet;
	if (!is_valid || options->action == ACTION_HELP || options->action == ACTION_VERSION)
		return is_valid;
	/* What a shell wants completed is not printed by any command. */
	for (int i = 0; i < options->word_count && options->action != ACTION_COMPLETE; i++)
		if (key_shape_is_in(options->words[i]))
			return fail_key_argument(error);
	return check_combination(options, error);
}
