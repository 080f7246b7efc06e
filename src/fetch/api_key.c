/* SPDX-License-Identifier: MIT */
#include "fetch/api_key.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/file.h"
#include "base/key_shape.h"
#include "base/prompt.h"
#include "base/utf8.h"
#include "weather/provider.h"

#define KEY_FILE_MAX 4096
#define ALPHANUMERICS "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define SERVICE_KEY_LENGTH 32 /* hexadecimal digits of OpenWeatherMap's keys */

/* Takes the key out of a text, or says what is wrong with it. */
static bool parse_key(struct api_key *key, const char *text, struct error *error)
{
	char copy[KEY_FILE_MAX];
	size_t length;

	snprintf(copy, sizeof copy, "%s", utf8_skip_bom(text));
	text = utf8_trim(copy);
	length = strlen(text);
	if (length == 0)
		return error_set(
			error, EXIT_CONFIG, "%s: the API key is empty", key->origin.source);
	if (length > API_KEY_MAX)
		return error_set(error, EXIT_CONFIG, "%s: the API key is longer than %d bytes",
			key->origin.source, API_KEY_MAX);
	for (size_t i = 0; i < length; i++)
		if (text[i] <= ' ' || text[i] > '~' || text[i] == '&' || text[i] == '#')
			return error_set(error, EXIT_CONFIG,
				"%s: the API key contains an invalid character; provide only the "
				"key",
				key->origin.source);
	memcpy(key->text, text, length + 1);
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

/* A container's secret is often on a file system that nobody can change. */
static bool can_change_mode(int file, const struct stat *status)
{
	struct statvfs system;

	return status->st_uid == geteuid() && fstatvfs(file, &system) == 0 &&
	       !(system.f_flag & ST_RDONLY);
}

static bool fail_exposed(
	const struct api_key *key, int file, const struct stat *status, struct error *error)
{
	const char *path = key->origin.source;
	unsigned mode = (unsigned)status->st_mode & 07777;

	if (can_change_mode(file, status))
		return error_set(error, EXIT_CONFIG,
			"%s: other users can read or change the key file (mode %04o); run 'chmod "
			"600 %s'",
			path, mode, path);
	return error_set(error, EXIT_CONFIG,
		"%s: other users can read or change the key file (mode %04o); use '--key-file - "
		"<%s', or put it in the directory that CREDENTIALS_DIRECTORY names",
		path, mode, path);
}

/* A FIFO that others can write to or read from is no safer than such a file. */
static bool check_safety(
	const struct api_key *key, int file, const struct stat *status, struct error *error)
{
	mode_t forbidden =
		is_credential(key->origin.source) ? S_IRWXO | S_IWGRP : S_IRWXG | S_IRWXO;

	if (S_ISDIR(status->st_mode))
		return error_set(error, EXIT_CONFIG,
			"%s: cannot read the API key: it is a directory", key->origin.source);
	if (!S_ISREG(status->st_mode) && !S_ISFIFO(status->st_mode))
		return true;
	if (!file_is_own(status))
		return error_set(error, EXIT_CONFIG,
			"%s: the key file belongs to another user; make a copy of your own",
			key->origin.source);
	return !(status->st_mode & forbidden) || fail_exposed(key, file, status, error);
}

static bool read_key(struct api_key *key, int file, double deadline, struct error *error)
{
	char text[KEY_FILE_MAX];
	ssize_t length = file_read(file, text, sizeof text, deadline);

	if (length < 0 && errno == ETIMEDOUT)
		return error_set(error, EXIT_CONFIG, "%s: cannot read the API key: timed out",
			key->origin.source);
	if (length < 0)
		return error_set(error, EXIT_CONFIG, "%s: cannot read the API key: %s",
			key->origin.source, errno == EFBIG ? "it is too long" : strerror(errno));
	if (strlen(text) != (size_t)length)
		return error_set(error, EXIT_CONFIG, "%s: the API key is binary; expected text",
			key->origin.source);
	return parse_key(key, text, error);
}

static bool read_key_file(
	struct api_key *key, const char *path, double deadline, struct error *error)
{
	struct stat status;
	int file;
	bool good;

	snprintf(key->origin.source, sizeof key->origin.source, "%s", path);
	key->origin.is_file = true;
	file = file_open(path, &status);
	if (file < 0)
		return error_set(error, EXIT_CONFIG, "%s: cannot read the API key: %s", path,
			strerror(errno));
	good = check_safety(key, file, &status, error) && read_key(key, file, deadline, error);
	close(file);
	return good;
}

/* A name that no file has may be the key itself, and is not repeated. */
static bool read_named_file(struct api_key *key, const char *path, const char *option,
	double deadline, struct error *error)
{
	if (strcmp(path, "-") == 0) {
		snprintf(key->origin.source, sizeof key->origin.source, "standard input");
		return read_key(key, STDIN_FILENO, deadline, error);
	}
	if (access(path, F_OK) == 0)
		return read_key_file(key, path, deadline, error);
	snprintf(key->origin.source, sizeof key->origin.source, "%s", option);
	return error_set(error, EXIT_CONFIG,
		"%s: cannot find the file: %s; expected the name of a file that contains the API "
		"key, not the key itself, which 'wx --save-key' stores",
		option, strerror(errno));
}

const char *api_key_variable(void)
{
	static const char *const names[] = {"WX_API_KEY", "OPENWEATHERMAP_API_KEY"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return names[i];
	}
	return NULL;
}

static bool fail_keyless(const char *path, struct error *error)
{
	char shown[PATHS_MAX];

	paths_shorten(shown, path);
	return error_set(error, EXIT_CONFIG,
		"no API key found in WX_API_KEY, OPENWEATHERMAP_API_KEY or %s; get a free key at "
		"%s, then run 'wx --save-key'",
		shown, provider_default()->key_url);
}

bool api_key_find(struct api_key *key, const struct api_key_files *files, double deadline,
	struct error *error)
{
	const char *variable = api_key_variable();
	char path[PATHS_MAX] = "~/.config/wx/key";
	bool has_path = paths_config(path, "key");

	*key = (struct api_key){0};
	if (files->typed && *files->typed)
		return read_named_file(key, files->typed, "--key-file", deadline, error);
	if (variable) {
		snprintf(key->origin.source, sizeof key->origin.source, "%s", variable);
		return parse_key(key, getenv(variable), error);
	}
	if (files->configured && *files->configured)
		return read_named_file(key, files->configured, "key-file in the configuration file",
			deadline, error);
	/* What cannot be looked at may well be there. */
	if (!has_path || (access(path, F_OK) < 0 && (errno == ENOENT || errno == ENOTDIR)))
		return fail_keyless(path, error);
	return read_key_file(key, path, deadline, error);
}

bool api_key_ask(struct api_key *key, FILE *prompts, struct error *error)
{
	char typed[KEY_FILE_MAX];
	ssize_t length = prompt_secret(
		typed, sizeof typed, prompts, "OpenWeatherMap API key (it will not show): ");

	*key = (struct api_key){.origin.source = "standard input"};
	if (length < 0)
		return error_set(error, EXIT_CONFIG, "standard input: cannot read the API key: %s",
			errno == EFBIG ? "it is too long" : strerror(errno));
	if (strlen(typed) != (size_t)length)
		return error_set(
			error, EXIT_CONFIG, "standard input: the API key is binary; expected text");
	return parse_key(key, typed, error);
}

static bool is_between(const char *text, size_t length, const char *pair)
{
	return length >= 2 && text[0] == pair[0] && text[length - 1] == pair[1];
}

static bool is_placeholder(const char *text)
{
	static const char *const parts[] = {"your", "apikey", "keyhere", "xxxx", "example",
		"placeholder", "changeme", "replace", "todo"};
	char letters[API_KEY_MAX + 1];
	size_t used = 0;

	for (; *text; text++)
		if (isalpha((unsigned char)*text))
			letters[used++] = (char)tolower((unsigned char)*text);
	letters[used] = '\0';
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (strstr(letters, parts[i]))
			return true;
	return false;
}

const char *api_key_flaw(const struct api_key *key)
{
	static const char *const pairs[] = {"\"\"", "''", "``", "<>", "[]", "{}", "()"};
	const char *text = key->text;
	size_t length = strlen(text);
	size_t name = 0;

	while (isalnum((unsigned char)text[name]) || text[name] == '_')
		name++;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (is_between(text, length, pairs[i]))
			return i < 3 ? "it is in quotes; remove them"
				     : "it is in brackets; remove them";
	if (strncasecmp(text, "appid=", 6) == 0)
		return "it begins with 'appid='; the key is the part after that";
	if (name > 0 && text[name] == '=' && text[name + 1] && text[name + 1] != '=')
		return "it begins with a name and '='; the key is the part after that";
	if (key_shape_is_in(text) && strspn(text, ALPHANUMERICS) < length)
		return "it contains more than the key; provide only the key";
	if (is_placeholder(text))
		return "it is a placeholder from an example, not a key";
	if (strspn(text, "0123456789abcdefABCDEF") == length && length != SERVICE_KEY_LENGTH)
		return "it does not have the 32 digits of OpenWeatherMap's keys; check that it was "
		       "copied completely";
	return NULL;
}

bool api_key_path(char path[PATHS_MAX], struct error *error)
{
	return paths_config(path, "key") ||
	       error_set(error, EXIT_CONFIG,
		       "cannot store the API key: there is no home directory; set HOME");
}

bool api_key_store(const char *path, const struct api_key *key, struct error *error)
{
	char line[API_KEY_MAX + 2];

	snprintf(line, sizeof line, "%s\n", key->text);
	return file_replace(path, line) ||
	       error_set(error, EXIT_CONFIG, "%s: cannot store the API key: %s", path,
		       strerror(errno));
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

bool api_key_is_exposed(const struct api_key_origin *origin)
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
