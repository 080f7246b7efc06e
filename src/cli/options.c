/* SPDX-License-Identifier: MIT */
#include "cli/options.h"

#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/edit_distance.h"
#include "base/key_shape.h"
#include "base/utf8.h"
#include "cli/option_table.h"

bool options_are_given(const struct options *options, const struct option_row *row)
{
	return row >= option_rows && row < option_rows + option_row_count &&
	       options->given >> (row - option_rows) & 1;
}

/* Where in the command line the parser is. */
struct cursor {
	char **argv;
	int argc, next;
	const char *letters; /* of a word such as "-jv", those that are still to be read; or "" */
	bool only_operands;  /* "--" has been read */
};

/* "-33.87,151.21" is a place, though it begins like an option. */
static bool is_operand(const char *word)
{
	return word[0] != '-' || word[1] == '\0' || word[1] == '.' ||
	       (word[1] >= '0' && word[1] <= '9');
}

/* A key on the command line could be read by every user of the machine. */
static bool fail_key_option(const char *option, struct error *error)
{
	return error_set(error, EXIT_USAGE,
		"%s: an API key cannot be given as an argument, which other users could "
		"see; " KEY_SHAPE_ADVICE,
		option);
}

/* The options about keys are never abbreviated, since --key means a key to many. */
static bool fail_abbreviation(const char *option, const struct option_row *row, struct error *error)
{
	return error_set(error, EXIT_USAGE,
		"%s: --%s cannot be abbreviated, and an API key cannot be given as an "
		"argument; " KEY_SHAPE_ADVICE,
		option, row->name);
}

/* Whether the word just read, or the next one, may hold a key. */
static bool is_near_key(const struct cursor *cursor)
{
	return key_shape_is_in(cursor->argv[cursor->next - 1]) ||
	       (cursor->next < cursor->argc && key_shape_is_in(cursor->argv[cursor->next]));
}

/*
 * The word about keys that a name begins with, so far and no farther, since a key may follow; or
 * "".
 */
static void cut_key_word(char to[16], const char *name)
{
	static const char *const words[] = {"api-key", "api_key", "apikey", "appid", "key-file",
		"key", "save-key", "savekey", "token"};

	*to = '\0';
	for (size_t i = 0; i < sizeof words / sizeof *words && !*to; i++)
		if (strncasecmp(name, words[i], strlen(words[i])) == 0)
			snprintf(to, 16, "--%s", words[i]);
}

/* The option whose name was mistyped, within two slips; NULL if none is so near. */
static const struct option_row *find_near(const char *name)
{
	const struct option_row *nearest = NULL;
	struct edit_word typed, word;
	int most = strlen(name) < 5 ? 1 : 2;

	if (!edit_distance_word(&typed, name, strlen(name)))
		return NULL;
	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];
		int edits;

		if (!row->help || !edit_distance_word(&word, row->name, strlen(row->name)))
			continue;
		edits = edit_distance(&typed, &word, most);
		if (edits <= most) {
			most = edits - 1;
			nearest = row;
		}
	}
	return nearest;
}

static bool fail_unknown_option(
	const struct cursor *cursor, const char *option, struct error *error)
{
	const struct option_row *near;
	char word[16];

	if (key_shape_is_in(option))
		return key_shape_fail(error, EXIT_USAGE, "the name of an option");
	cut_key_word(word, option + strspn(option, "-"));
	if (*word)
		return fail_key_option(word, error);
	if (key_shape_is_name(option) || is_near_key(cursor))
		return fail_key_option(option, error);
	near = option[1] == '-' ? find_near(option + 2) : NULL;
	if (near)
		return error_set(error, EXIT_USAGE, "unknown option '%s'; did you mean --%s?",
			option, near->name);
	return error_set(error, EXIT_USAGE, "unknown option '%s'; see 'wx --help'", option);
}

/*
 * The option of that name, or the only one whose name begins so; NULL and *error if there is none,
 * or if that one is about keys.
 */
static const struct option_row *find_option(
	const struct cursor *cursor, const char *name, struct error *error)
{
	const struct option_row *found[2] = {NULL, NULL};
	char option[OPTIONS_SHOWN_MAX + 2];
	size_t count = 0;

	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];

		if (strcmp(row->name, name) == 0)
			return row;
		if (row->help && *name && count < 2 && strncmp(row->name, name, strlen(name)) == 0)
			found[count++] = row;
	}
	if (count == 1 && !found[0]->is_about_key)
		return found[0];
	snprintf(option, sizeof option, "--%s", name);
	if (count == 0)
		fail_unknown_option(cursor, option, error);
	else if (count == 1)
		fail_abbreviation(option, found[0], error);
	else
		error_set(error, EXIT_USAGE,
			"option '%s' is ambiguous: it could be --%s or --%s; see 'wx --help'",
			option, found[0]->name, found[1]->name);
	return NULL;
}

static const struct option_row *find_letter(
	const struct cursor *cursor, const char *letter, struct error *error)
{
	const char *end = letter;
	char option[8];

	for (size_t i = 0; i < option_row_count; i++)
		if (option_rows[i].letter == *letter)
			return &option_rows[i];
	utf8_next(&end, letter + strlen(letter));
	snprintf(option, sizeof option, "-%.*s", (int)(end - letter), letter);
	if (*letter == 'k' || *letter == 'K')
		fail_key_option(option, error);
	else
		fail_unknown_option(cursor, option, error);
	return NULL;
}

/* A key in the place of a file's name. */
static bool is_misplaced_key(const struct option_row *row, const char *value)
{
	return row->is_about_key && value && key_shape_is_in(value) && access(value, F_OK) < 0;
}

static bool take(struct options *options, const struct option_row *row, const char *value,
	struct error *error)
{
	char expected[OPTIONS_EXPECTED_MAX], shown[OPTIONS_SHOWN_MAX];

	options->given |= UINT64_C(1) << (row - option_rows);
	if (row->set(row, options, value, expected) && !is_misplaced_key(row, value))
		return true;
	if (value && key_shape_is_in(value)) {
		snprintf(shown, sizeof shown, "the value of --%s", row->name);
		return key_shape_fail(error, EXIT_USAGE, shown);
	}
	utf8_copy(shown, sizeof shown, value ? value : "");
	return error_set(error, EXIT_USAGE, "invalid value '%s' for --%s: expected %s", shown,
		row->name, expected);
}

/* The option that the action came from; NULL for the weather. */
static const struct option_row *row_of_action(const struct options *options)
{
	for (size_t i = 0; i < option_row_count; i++)
		if (options_are_given(options, &option_rows[i]) &&
			option_rows[i].actions == 1u << options->action &&
			option_rows[i].value == (int)options->action &&
			options->action != ACTION_WEATHER)
			return &option_rows[i];
	return NULL;
}

static bool fail_place_beside_serve(const char *word, struct error *error)
{
	struct echo_options unused;
	struct error reason;
	char shown[OPTIONS_SHOWN_MAX];

	utf8_copy(shown, sizeof shown, word);
	if (!echo_address_parse(&unused, word, &reason))
		return error_set(error, EXIT_USAGE, "--serve takes no place; remove '%s'", shown);
	return error_set(error, EXIT_USAGE,
		"--serve takes no place; to listen on '%s', write --serve=%s", shown, shown);
}

static bool fail_save_key_argument(struct error *error)
{
	return error_set(error, EXIT_USAGE,
		"--save-key reads the API key from standard input, not from an argument, which "
		"other users could see; run 'wx --save-key' and paste the key, or run 'wx "
		"--save-key <FILE'");
}

static bool check_company(const struct options *options, struct error *error)
{
	const struct option_row *action = row_of_action(options);

	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];

		if (!options_are_given(options, row) || row->actions & 1u << options->action)
			continue;
		if (!action)
			return error_set(
				error, EXIT_USAGE, "--%s can only be used with --serve", row->name);
		return error_set(error, EXIT_USAGE,
			"--%s cannot be used with --%s; remove one of them", row->name,
			action->name);
	}
	if (options->word_count > 0 && options->action == ACTION_SAVE_KEY)
		return fail_save_key_argument(error);
	return options->word_count == 0 || options->action != ACTION_SERVE ||
	       fail_place_beside_serve(options->words[0], error);
}

/*
 * The value is behind the option's name or letter, else, unless it may be left out, the next word.
 */
static bool take_value(struct options *options, struct cursor *cursor, const struct option_row *row,
	const char *value, struct error *error)
{
	if (value && row->value == ACTION_SAVE_KEY)
		return fail_save_key_argument(error);
	if (value && !row->argument)
		return error_set(
			error, EXIT_USAGE, "--%s takes no value; see 'wx --help'", row->name);
	if (!value && row->argument && !row->optional) {
		if (cursor->next == cursor->argc)
			return error_set(error, EXIT_USAGE,
				"--%s needs a value: %s; see 'wx --help'", row->name,
				row->argument);
		value = cursor->argv[cursor->next++];
	}
	return take(options, row, value, error);
}

/* "--units=metric", "--units metric", "--json" */
static bool parse_long(
	struct options *options, struct cursor *cursor, const char *word, struct error *error)
{
	const char *equals = strchr(word, '=');
	const struct option_row *row;
	char name[OPTIONS_SHOWN_MAX];

	utf8_copy(name, sizeof name, word);
	if (equals && equals < word + strlen(name))
		name[equals - word] = '\0';
	row = find_option(cursor, name, error);
	if (!row)
		return false;
	/* What a shell hands over may look like an option. */
	cursor->only_operands = row->value == ACTION_COMPLETE;
	return take_value(options, cursor, row, equals ? equals + 1 : NULL, error);
}

/* "-j", "-jv", "-uimperial", "-u imperial" */
static bool parse_letter(struct options *options, struct cursor *cursor, struct error *error)
{
	const struct option_row *row = find_letter(cursor, cursor->letters, error);
	const char *value = NULL;

	if (!row)
		return false;
	cursor->letters++;
	if (*cursor->letters && (row->argument || *cursor->letters == '=')) {
		value = cursor->letters;
		cursor->letters = "";
	}
	return take_value(options, cursor, row, value, error);
}

static bool parse_next(struct options *options, struct cursor *cursor, struct error *error)
{
	char *word;

	if (*cursor->letters)
		return parse_letter(options, cursor, error);
	word = cursor->argv[cursor->next++];
	if (cursor->only_operands || is_operand(word)) {
		options->words[options->word_count++] = word;
		return true;
	}
	if (strncmp(word, "--", 2) != 0) {
		cursor->letters = word + 1;
		return true;
	}
	cursor->only_operands = !word[2];
	return cursor->only_operands || parse_long(options, cursor, word + 2, error);
}

/* What a shell completes is printed nowhere. */
static bool check_words(const struct options *options, struct error *error)
{
	for (int i = 0; i < options->word_count && options->action != ACTION_COMPLETE; i++)
		if (key_shape_is_in(options->words[i]))
			return key_shape_fail(error, EXIT_USAGE, "an argument");
	return true;
}

/* Standard input can be read once. */
static bool check_input(const struct options *options, struct error *error)
{
	if (strcmp(options->from, "-") != 0 || strcmp(options->key_file, "-") != 0)
		return true;
	return error_set(error, EXIT_USAGE,
		"--from and --key-file cannot both read standard input; use a file for one of "
		"them");
}

static bool asks_for_text(const struct options *options)
{
	return options->action == ACTION_HELP || options->action == ACTION_VERSION;
}

bool options_parse(struct options *options, int argc, char **argv, struct error *error)
{
	struct cursor cursor = {.argv = argv, .argc = argc, .next = 1, .letters = ""};
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
		return error_set(error, EXIT_USAGE,
			"the argument list is empty: expected at least the name of the program");
	options->words = argv + 1;
	while (good && (cursor.next < argc || *cursor.letters) && !asks_for_text(options))
		good = parse_next(options, &cursor, error);
	options->words[options->word_count] = NULL;
	options->key_file_typed = *options->key_file;
	options->serve.quiet = options->quiet;
	return good && (asks_for_text(options) ||
			       (check_words(options, error) && check_company(options, error) &&
				       check_input(options, error)));
}
