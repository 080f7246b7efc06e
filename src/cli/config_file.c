/* SPDX-License-Identifier: MIT */
#include "cli/config_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/environment.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/key_shape.h"
#include "base/monotonic.h"
#include "base/shell_quote.h"
#include "base/utf8.h"
#include "cli/option_table.h"
#include "cli/options.h"
#include "place/place.h"

#define CONFIG_BYTES_MAX (64 * 1024)
#define BLANKS " \t\r"
#define ALIAS "alias."
#define FORMAT "format."
#define FORMAT_NAME_MAX 64 /* bytes */

/* The last note says that there was no room for further ones. */
static void note_unknown_setting(struct options *options, int line, const char *name)
{
	const char *more = _("further unknown settings are ignored, too");
	size_t room = sizeof options->notes - options->notes_length;
	char shown[65], note[560];

	if (options->notes_are_full)
		return;
	utf8_copy(shown, sizeof shown, name);
	snprintf(note, sizeof note, _("%.*s:%d: unknown setting '%s'; the line is ignored"),
		utf8_precision(options->config_file, 400), options->config_file, line, shown);
	/* The last of the notes is followed by an empty one. */
	options->notes_are_full = strlen(note) + 1 + strlen(more) + 1 + 1 > room;
	options->notes_length += (size_t)snprintf(options->notes + options->notes_length, room,
					 "%s", options->notes_are_full ? more : note) +
				 1;
}

/* Configuration files are shown to others and published; so would be a key in one. */
static bool fail_key_in_file(const struct options *options, int line, struct error *error)
{
	char label[PATHS_MAX + 32];

	snprintf(label, sizeof label, "%s:%d", options->config_file, line);
	return key_shape_fail(error, EXIT_CONFIG, label);
}

/* "api-key: KEY", "export WX_API_KEY KEY" */
static bool has_key_name(const char *text)
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

/* "format.bar = %c %t": appended to the others. Whether it is a template is not known here. */
static bool add_format(
	struct options *options, int line, const char *name, const char *value, struct error *error)
{
	char shown[OPTIONS_SHOWN_BYTES], label[PATHS_MAX + 32];
	const char *const texts[] = {name, label, value}, *at = name;
	bool is_name = *name && strlen(name) <= FORMAT_NAME_MAX && !strpbrk(name, " %{}\\");

	/* The completions print names to a terminal. */
	while (is_name && *at) {
		int32_t point = utf8_next(&at, name + strlen(name));

		is_name = point >= ' ' && (point < 0x7F || point > 0x9F);
	}
	utf8_copy(shown, sizeof shown, name);
	if (!is_name)
		return error_set(error, EXIT_CONFIG,
			P_("%s:%d: invalid format name '%s': expected one word of at most %d byte "
			   "without control characters, %%, {, } or \\",
				"%s:%d: invalid format name '%s': expected one word of at most %d "
				"bytes without control characters, %%, {, } or \\",
				FORMAT_NAME_MAX),
			options->config_file, line, shown, FORMAT_NAME_MAX);
	snprintf(label, sizeof label, "%s:%d", options->config_file, line);
	for (size_t i = 0; i < 3; i++)
		if (!buffer_append(&options->formats, texts[i], strlen(texts[i]) + 1))
			return error_set_no_memory(error);
	return true;
}

/* "alias.home = Paris,TX": appended to the others; of one name the last one counts. */
static bool add_alias(
	struct options *options, int line, const char *name, const char *value, struct error *error)
{
	size_t used = 0, needed = strlen(name) + strlen(value) + 3;
	char shown[OPTIONS_SHOWN_BYTES];
	struct error reason;
	struct place place;

	utf8_copy(shown, sizeof shown, name);
	if (!*name || strpbrk(name, " \t,;'\""))
		return error_set(error, EXIT_CONFIG,
			_("%s:%d: invalid alias '%s': expected one word without commas, semicolons "
			  "or quotes"),
			options->config_file, line, shown);
	if (!place_classify(&place, value, &reason))
		return error_set(error, EXIT_CONFIG, "%s:%d: alias.%s: %s", options->config_file,
			line, shown, reason.message);
	while (options->aliases[used])
		used += strlen(options->aliases + used) + 1;
	if (used + needed > sizeof options->aliases)
		return error_set(error, EXIT_CONFIG,
			P_("%s:%d: the aliases take up more than %d byte in all; remove some",
				"%s:%d: the aliases take up more than %d bytes in all; remove some",
				OPTIONS_ALIASES_BYTES),
			options->config_file, line, OPTIONS_ALIASES_BYTES);
	memcpy(options->aliases + used, name, strlen(name) + 1);
	memcpy(options->aliases + used + strlen(name) + 1, value, strlen(value) + 1);
	return true;
}

static bool parse_line(struct options *options, int line, char *text, struct error *error)
{
	char expected[OPTIONS_EXPECTED_BYTES], shown[OPTIONS_SHOWN_BYTES];
	struct options before;
	bool is_valid;
	const struct option_row *row;
	const char *name, *value;
	char *equals;

	text = utf8_trim(text);
	if (*text == '\0' || *text == '#')
		return true;
	equals = strchr(text, '=');
	if (!equals) {
		if (key_shape_is_in(text) || has_key_name(text))
			return fail_key_in_file(options, line, error);
		utf8_copy(shown, sizeof shown, text);
		return error_set(error, EXIT_CONFIG,
			_("%s:%d: invalid line '%s': expected NAME = VALUE"), options->config_file,
			line, shown);
	}
	*equals = '\0';
	name = utf8_trim(text);
	value = utf8_trim(equals + 1);
	if (strncmp(name, ALIAS, strlen(ALIAS)) == 0 && !key_shape_is_in(name) &&
		!key_shape_is_in(value))
		return add_alias(options, line, name + strlen(ALIAS), value, error);
	if (strncmp(name, FORMAT, strlen(FORMAT)) == 0 && !key_shape_is_in(name) &&
		!key_shape_is_in(value))
		return add_format(options, line, name + strlen(FORMAT), value, error);
	row = option_table_find_setting(name);
	if (!row) {
		if (key_shape_is_name(name) || key_shape_is_in(name) || key_shape_is_in(value))
			return fail_key_in_file(options, line, error);
		note_unknown_setting(options, line, name);
		return true;
	}
	/* A value that the command line overrides is checked, too: it is wrong for other runs. */
	before = *options;
	is_valid = !option_table_is_key(row, value) && row->set(row, options, value, expected);
	if (!is_valid || options_override(options, row))
		*options = before;
	if (is_valid)
		return true;
	if (key_shape_is_in(value))
		return fail_key_in_file(options, line, error);
	if (row->explains)
		return error_set(
			error, EXIT_CONFIG, "%s:%d: %s", options->config_file, line, expected);
	utf8_copy(shown, sizeof shown, value);
	return error_set(error, EXIT_CONFIG, _("%s:%d: invalid value '%s' for %s: expected %s"),
		options->config_file, line, shown, name, expected);
}

/* Character devices are read since /dev/null stands for "none"; a FIFO could block forever. */
static bool read_text(struct options *options, bool must_exist, char text[CONFIG_BYTES_MAX + 1],
	struct error *error)
{
	const char *path = options->config_file;
	char quoted[2 * PATHS_MAX];
	struct stat status;
	int file = file_open(path, &status);
	bool is_read = false;
	ssize_t length;

	*text = '\0';
	if (file < 0 && !must_exist && (errno == ENOENT || errno == ENOTDIR))
		return true;
	options->config_found = true;
	if (file < 0)
		return error_set(error, EXIT_CONFIG,
			must_exist ? _("%s: cannot read the configuration file: %s; correct or "
				       "unset WX_CONFIG")
				   : _("%s: cannot read the configuration file: %s"),
			path, strerror(errno));
	if (!S_ISREG(status.st_mode) && !S_ISCHR(status.st_mode)) {
		error_set(error, EXIT_CONFIG,
			_("%s: the configuration file is not a regular file; replace it with one"),
			path);
	} else if (S_ISREG(status.st_mode) && !file_is_own(&status)) {
		error_set(error, EXIT_CONFIG,
			_("%s: the configuration file belongs to another user; set WX_CONFIG to a "
			  "file of your own"),
			path);
	} else if (S_ISREG(status.st_mode) && status.st_mode & S_IWOTH) {
		shell_quote_path(quoted, sizeof quoted, path);
		error_set(error, EXIT_CONFIG,
			_("%s: any user can write to the configuration file; run 'chmod o-w %s', "
			  "or set WX_CONFIG to a file of your own"),
			path, quoted);
	} else {
		length = file_read(file, text, CONFIG_BYTES_MAX + 1, monotonic_now() + 1);
		is_read = length >= 0 && strlen(text) == (size_t)length;
		if (length < 0 && errno == EFBIG)
			error_set(error, EXIT_CONFIG,
				_("%s: the configuration file is larger than 64 KiB; shorten it"),
				path);
		else if (length < 0)
			error_set(error, EXIT_CONFIG,
				_("%s: cannot read the configuration file: %s"), path,
				strerror(errno));
		else if (!is_read)
			error_set(error, EXIT_CONFIG,
				_("%s: the configuration file is not text; replace it with a text "
				  "file"),
				path);
	}
	close(file);
	return is_read;
}

/*
 * Reads the file that options->config_file names, to its end even if a line is invalid: --check
 * shows what the others set. *first is set only if it has no error yet.
 */
static void read_settings(struct options *options, bool must_exist, struct error *first)
{
	char text[CONFIG_BYTES_MAX + 1];
	struct error error;
	bool is_valid = read_text(options, must_exist, text, &error);
	char *rest = is_valid ? text + (utf8_skip_bom(text) - text) : NULL;

	if (!is_valid && first->code == EXIT_OK)
		*first = error;
	for (int line = 1; rest; line++) {
		char *end = strchr(rest, '\n');

		if (end)
			*end = '\0';
		if (!parse_line(options, line, rest, &error) && first->code == EXIT_OK)
			*first = error;
		rest = end ? end + 1 : NULL;
	}
}

/* The system-wide files, the least important first, so that later ones override it. */
static void read_site_files(struct options *options, struct error *first)
{
	for (size_t i = paths_site_count(); i-- > 0;) {
		if (!paths_site(options->config_file, i, "config")) {
			*options->config_file = '\0';
			if (errno == ENAMETOOLONG)
				error_set(first, EXIT_CONFIG,
					_("cannot read the system-wide configuration file: its "
					  "path is too long; shorten the paths in "
					  "XDG_CONFIG_DIRS"));
			continue;
		}
		options->config_found = false;
		read_settings(options, false, first);
		if (options->config_found)
			memcpy(options->site_file, options->config_file, PATHS_MAX);
	}
	options->config_found = false;
}

bool config_file_read(struct options *options, struct error *error)
{
	const char *named = getenv("WX_CONFIG");
	const char *clicolor = environment_get("CLICOLOR");

	*error = (struct error){.code = EXIT_OK};
	if (named && strlen(named) >= PATHS_MAX)
		return error_set(error, EXIT_CONFIG,
			_("WX_CONFIG: the file name is too long; use a shorter one"));
	if (!named)
		read_site_files(options, error);
	if (named)
		snprintf(options->config_file, PATHS_MAX, "%s", named);
	else if (!paths_config(options->config_file, "config")) {
		*options->config_file = '\0';
		if (errno == ENAMETOOLONG)
			return error_set(error, EXIT_CONFIG,
				_("cannot read the configuration file: its path is too long; set "
				  "XDG_CONFIG_HOME to a shorter one"));
	}
	if (*options->config_file)
		read_settings(options, named, error);
	/* See https://no-color.org/ and https://bixense.com/clicolors/. */
	if ((environment_get("NO_COLOR") || (clicolor && strcmp(clicolor, "0") == 0)) &&
		!options_are_given(options, option_table_find_setting("color")))
		options->color = WHEN_NEVER;
	return error->code == EXIT_OK;
}
