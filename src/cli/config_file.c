/* SPDX-License-Identifier: MIT */
#include "cli/config_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/key_shape.h"
#include "base/monotonic.h"
#include "base/utf8.h"
#include "cli/option_table.h"
#include "cli/options.h"

#define CONFIG_MAX (64 * 1024)
#define BLANKS " \t\r"

/* The last line says when there was no room for the others. */
static void note(struct options *options, int line, const char *name)
{
	static const char more[] = "further unknown settings are ignored\n";
	size_t used = strlen(options->notes);
	char shown[65], text[560];

	if (used >= strlen(more) && strcmp(options->notes + used - strlen(more), more) == 0)
		return;
	utf8_copy(shown, sizeof shown, name);
	snprintf(text, sizeof text, "%.*s:%d: unknown setting '%s'; the line is ignored\n",
		utf8_precision(options->config_file, 400), options->config_file, line, shown);
	if (used + strlen(text) + sizeof more > sizeof options->notes)
		snprintf(text, sizeof text, "%s", more);
	snprintf(options->notes + used, sizeof options->notes - used, "%s", text);
}

/* A config file is shown and shared; a key in it would be, too. */
static bool fail_key_setting(const struct options *options, int line, struct error *error)
{
	char subject[PATHS_MAX + 32];

	snprintf(subject, sizeof subject, "%s:%d: the setting", options->config_file, line);
	return key_shape_fail(error, EXIT_CONFIG, subject);
}

static bool take_setting(
	struct options *options, int line, const char *name, const char *value, struct error *error)
{
	const struct option_row *row = option_table_find_setting(name);
	char expected[OPTIONS_EXPECTED_MAX], shown[OPTIONS_SHOWN_MAX];
	struct options overridden;

	if (!row && (key_shape_is_name(name) || key_shape_is_in(name) || key_shape_is_in(value)))
		return fail_key_setting(options, line, error);
	if (!row) {
		note(options, line, name);
		return true;
	}
	/* What the command line overrides must be right all the same: the file is wrong either way.
	 */
	overridden = *options;
	if (row->is_about_key && key_shape_is_in(value) && access(value, F_OK) < 0)
		return fail_key_setting(options, line, error);
	if (row->set(row, options_are_given(options, row) ? &overridden : options, value, expected))
		return true;
	if (key_shape_is_in(value))
		return fail_key_setting(options, line, error);
	utf8_copy(shown, sizeof shown, value);
	return error_set(error, EXIT_CONFIG, "%s:%d: invalid value '%s' for %s: expected %s",
		options->config_file, line, shown, name, expected);
}

/* "api-key: KEY", "export WX_API_KEY KEY" */
static bool begins_with_key_name(const char *text)
{
	char word[65];

	for (size_t length; *text; text += length + strspn(text + length, BLANKS ":")) {
		length = strcspn(text, BLANKS ":");
		snprintf(word, sizeof word, "%.*s", (int)length, text);
		if (key_shape_is_name(word))
			return true;
	}
	return false;
}

static bool parse_setting_line(struct options *options, int line, char *text, struct error *error)
{
	char shown[OPTIONS_SHOWN_MAX];
	char *equals;

	text = utf8_trim(text);
	if (*text == '\0' || *text == '#')
		return true;
	equals = strchr(text, '=');
	if (!equals && (key_shape_is_in(text) || begins_with_key_name(text)))
		return fail_key_setting(options, line, error);
	if (!equals) {
		utf8_copy(shown, sizeof shown, text);
		return error_set(error, EXIT_CONFIG,
			"%s:%d: invalid line '%s': expected NAME = VALUE", options->config_file,
			line, shown);
	}
	*equals = '\0';
	return take_setting(options, line, utf8_trim(text), utf8_trim(equals + 1), error);
}

static bool parse_text(struct options *options, char *text, struct error *error)
{
	text += utf8_skip_bom(text) - text;
	for (int line = 1; text; line++) {
		char *end = strchr(text, '\n');

		if (end)
			*end = '\0';
		if (!parse_setting_line(options, line, text, error))
			return false;
		text = end ? end + 1 : NULL;
	}
	return true;
}

/* /dev/null is a common way to say "none"; whatever else is no file could wait for ever. */
static bool check_file(
	const struct options *options, const struct stat *status, struct error *error)
{
	const char *path = options->config_file;

	if (!S_ISREG(status->st_mode) && !S_ISCHR(status->st_mode))
		return error_set(error, EXIT_CONFIG,
			"%s: the configuration file is not a regular file", path);
	if (S_ISREG(status->st_mode) && !file_is_own(status))
		return error_set(error, EXIT_CONFIG,
			"%s: the configuration file belongs to another user; make a copy of your "
			"own",
			path);
	if (S_ISREG(status->st_mode) && status->st_mode & S_IWOTH)
		return error_set(error, EXIT_CONFIG,
			"%s: any user can write to the configuration file; run 'chmod o-w %s'",
			path, path);
	return true;
}

static bool read_open(struct options *options, int file, struct error *error)
{
	char text[CONFIG_MAX + 1];
	ssize_t length = file_read(file, text, sizeof text, monotonic_now() + 1);

	if (length < 0)
		return error_set(error, EXIT_CONFIG, "%s: cannot read the configuration file: %s",
			options->config_file,
			errno == EFBIG ? "it is larger than 64 KiB" : strerror(errno));
	if (strlen(text) != (size_t)length)
		return error_set(error, EXIT_CONFIG,
			"%s: the configuration file is binary; expected text",
			options->config_file);
	return parse_text(options, text, error);
}

static bool read_config(struct options *options, bool must_exist, struct error *error)
{
	struct stat status;
	int file = file_open(options->config_file, &status);
	bool good;

	if (file < 0) {
		if (!must_exist && (errno == ENOENT || errno == ENOTDIR))
			return true;
		return error_set(error, EXIT_CONFIG, "%s: cannot read the configuration file: %s",
			options->config_file, strerror(errno));
	}
	options->config_found = true;
	good = check_file(options, &status, error) && read_open(options, file, error);
	close(file);
	return good;
}

static bool find_config(struct options *options, struct error *error)
{
	const char *named = getenv("WX_CONFIG");

	if (named && strlen(named) >= PATHS_MAX)
		return error_set(error, EXIT_CONFIG, "WX_CONFIG: the file name is too long");
	if (named)
		snprintf(options->config_file, PATHS_MAX, "%s", named);
	else if (!paths_config(options->config_file, "config"))
		*options->config_file = '\0';
	return !*options->config_file || read_config(options, named, error);
}

/* By NO_COLOR (https://no-color.org/) or CLICOLOR=0 (https://bixense.com/clicolors/). */
static bool is_color_unwanted(void)
{
	const char *no_color = getenv("NO_COLOR"), *clicolor = getenv("CLICOLOR");

	return (no_color && *no_color) || (clicolor && strcmp(clicolor, "0") == 0);
}

bool config_file_read(struct options *options, struct error *error)
{
	if (!find_config(options, error))
		return false;
	if (is_color_unwanted() && !options_are_given(options, option_table_find_setting("color")))
		options->color = WHEN_NEVER;
	return true;
}
