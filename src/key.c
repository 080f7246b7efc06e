/* SPDX-License-Identifier: MIT */
#include "key.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "files.h"
#include "moment.h"
#include "secret.h"

#define KEY_FILE_MAX 4096

/* Takes the key out of a text, or says what is wrong with it. */
static bool take_text(struct key *key, const char *text, struct failure *failure)
{
	static const char mark[] = "\xEF\xBB\xBF";
	size_t length;

	if (strncmp(text, mark, strlen(mark)) == 0)
		text += strlen(mark);
	while (isspace((unsigned char)*text))
		text++;
	length = strlen(text);
	while (length > 0 && isspace((unsigned char)text[length - 1]))
		length--;
	if (length == 0)
		return fail(failure, EXIT_CONFIG, "%s: the API key is empty", key->origin.source);
	if (length > KEY_MAX)
		return fail(failure, EXIT_CONFIG,
			"%s: the API key is too long; %d bytes are the most", key->origin.source,
			KEY_MAX);
	for (size_t i = 0; i < length; i++)
		if (text[i] <= ' ' || text[i] > '~' || text[i] == '&' || text[i] == '#')
			return fail(failure, EXIT_CONFIG,
				"%s: the API key has a character that no key has; the file is to "
				"hold "
				"the key alone",
				key->origin.source);
	snprintf(key->text, sizeof key->text, "%.*s", (int)length, text);
	return true;
}

/* Service managers hand credentials over in a directory of theirs, readable by the group. */
static bool is_credential(const char *path)
{
	const char *directory = getenv("CREDENTIALS_DIRECTORY");
	size_t length = directory ? strlen(directory) : 0;

	return length > 0 && strncmp(path, directory, length) == 0 && path[length] == '/' &&
	       !strstr(path + length, "/../");
}

static bool check_safety(const struct key *key, const struct stat *status, struct failure *failure)
{
	mode_t forbidden =
		is_credential(key->origin.source) ? S_IRWXO | S_IWGRP : S_IRWXG | S_IRWXO;

	if (S_ISDIR(status->st_mode))
		return fail(failure, EXIT_CONFIG, "%s: cannot read the API key: it is a directory",
			key->origin.source);
	if (!S_ISREG(status->st_mode))
		return true;
	if (!files_is_own(status))
		return fail(failure, EXIT_CONFIG,
			"%s: the key file belongs to another user; make a copy of your own",
			key->origin.source);
	if (status->st_mode & forbidden)
		return fail(failure, EXIT_CONFIG,
			"%s: others can get at the key file (mode %04o); run 'chmod 600 %s'",
			key->origin.source, (unsigned)status->st_mode & 07777, key->origin.source);
	return true;
}

static bool read_key(struct key *key, int file, double deadline, struct failure *failure)
{
	char text[KEY_FILE_MAX];
	ssize_t length = files_read(file, text, sizeof text, deadline);

	if (length < 0 && errno == ETIMEDOUT)
		return fail(
			failure, EXIT_CONFIG, "%s: no API key came in time", key->origin.source);
	if (length < 0)
		return fail(failure, EXIT_CONFIG, "%s: cannot read the API key: %s",
			key->origin.source, errno == EFBIG ? "it is too long" : strerror(errno));
	if (strlen(text) != (size_t)length)
		return fail(
			failure, EXIT_CONFIG, "%s: the API key is not text", key->origin.source);
	return take_text(key, text, failure);
}

static bool read_file(struct key *key, const char *path, double deadline, struct failure *failure)
{
	struct stat status;
	int file;
	bool good;

	snprintf(key->origin.source, sizeof key->origin.source, "%s", path);
	key->origin.is_file = true;
	file = files_open(path, &status);
	if (file < 0)
		return fail(failure, EXIT_CONFIG, "%s: cannot read the API key: %s", path,
			strerror(errno));
	good = check_safety(key, &status, failure) && read_key(key, file, deadline, failure);
	close(file);
	return good;
}

static bool read_named_file(
	struct key *key, const char *path, double deadline, struct failure *failure)
{
	if (strcmp(path, "-") != 0)
		return read_file(key, path, deadline, failure);
	snprintf(key->origin.source, sizeof key->origin.source, "standard input");
	return read_key(key, STDIN_FILENO, deadline, failure);
}

const char *key_variable(void)
{
	static const char *const names[] = {"WX_API_KEY", "OPENWEATHERMAP_API_KEY"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return names[i];
	}
	return NULL;
}

static bool fail_keyless(const char *path, struct failure *failure)
{
	char shown[PATHS_MAX];

	paths_shorten(shown, path);
	return fail(failure, EXIT_CONFIG,
		"no API key: none in WX_API_KEY, OPENWEATHERMAP_API_KEY or %s; get a free one at "
		"https://home.openweathermap.org/api_keys, then run 'wx --save-key'",
		shown);
}

bool key_find(
	struct key *key, const struct options *options, double deadline, struct failure *failure)
{
	const char *variable = key_variable();
	char path[PATHS_MAX] = "~/.config/wx/key";
	bool has_path = paths_config(path, "key");

	*key = (struct key){0};
	if (options->key_file_typed)
		return read_named_file(key, options->key_file, deadline, failure);
	if (variable) {
		snprintf(key->origin.source, sizeof key->origin.source, "%s", variable);
		return take_text(key, getenv(variable), failure);
	}
	if (*options->key_file)
		return read_named_file(key, options->key_file, deadline, failure);
	if (!has_path || access(path, F_OK) < 0)
		return fail_keyless(path, failure);
	return read_file(key, path, deadline, failure);
}

bool key_save(char path[PATHS_MAX], FILE *prompts, struct failure *failure)
{
	struct key key = {.origin.source = "standard input"};
	char typed[KEY_FILE_MAX];
	char line[KEY_MAX + 2];
	ssize_t length;

	if (!paths_config(path, "key"))
		return fail(
			failure, EXIT_CONFIG, "cannot store the key: there is no home directory");
	length = secret_read(
		typed, sizeof typed, prompts, "OpenWeatherMap API key (it will not show): ");
	if (length < 0)
		return fail(failure, EXIT_CONFIG, "standard input: cannot read the API key: %s",
			errno == EFBIG ? "it is too long" : strerror(errno));
	if (strlen(typed) != (size_t)length)
		return fail(failure, EXIT_CONFIG, "standard input: the API key is not text");
	if (!take_text(&key, typed, failure))
		return false;
	snprintf(line, sizeof line, "%s\n", key.text);
	if (!files_replace(path, line))
		return fail(failure, EXIT_CONFIG, "%s: cannot store the API key: %s", path,
			strerror(errno));
	return true;
}

/* The bytes that text takes to say that character: 0 when it does not. */
static size_t match_one(const char *text, char character, bool encoded)
{
	char code[4];

	snprintf(code, sizeof code, "%%%02x", (unsigned)(unsigned char)character);
	if (encoded && strncasecmp(text, code, 3) == 0)
		return 3;
	return tolower((unsigned char)*text) == tolower((unsigned char)character);
}

/* The bytes at the front of text that repeat the key, or enough of its beginning; or 0. */
static size_t match_key(const char *text, const char *key, bool encoded)
{
	size_t used = 0, matched = 0, one;

	while (key[matched] && (one = match_one(text + used, key[matched], encoded)) > 0) {
		used += one;
		matched++;
	}
	return matched >= KEY_BLANK_MIN ? used : 0;
}

/* Encoded or as it is. */
static size_t match(const char *text, const char *key)
{
	size_t length = match_key(text, key, true);

	return length ? length : match_key(text, key, false);
}

void key_blank(char *text, const char *key)
{
	while (*text) {
		size_t length = match(text, key);

		memset(text, '*', length);
		text += length ? length : 1;
	}
}

bool key_is_in(const char *text, const char *key)
{
	for (; *text; text++)
		if (match(text, key) > 0)
			return true;
	return false;
}

/* Cuts the last part off a path; false when none is left. */
static bool go_up(char *path)
{
	char *slash = strrchr(path, '/');

	if (!slash)
		return false;
	*slash = '\0';
	return true;
}

bool key_is_exposed(const struct key_origin *origin)
{
	char *directory = origin->is_file ? realpath(origin->source, NULL) : NULL;
	bool found = false;

	while (directory && !found && go_up(directory)) {
		char mark[PATHS_MAX + 8];

		snprintf(mark, sizeof mark, "%s/.git", directory);
		found = access(mark, F_OK) == 0;
	}
	free(directory);
	return found;
}
