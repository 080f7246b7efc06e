/* SPDX-License-Identifier: MIT */
#include "fetch/api_key.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/environment.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/key_shape.h"
#include "base/prompt.h"
#include "base/shell_quote.h"
#include "base/utf8.h"
#include "weather/provider.h"

#define KEY_INPUT_BYTES \
	4096 /* the most that is read from a file or a typed line, including the NUL */
#define SERVICE_KEY_LENGTH 32 /* hexadecimal digits of OpenWeatherMap's keys */

/* Takes the key from the text of a file or variable, without white space around it. */
static bool parse_key(struct api_key *key, const char *text, struct error *error)
{
	char copy[KEY_INPUT_BYTES];
	size_t length;

	snprintf(copy, sizeof copy, "%s", utf8_skip_bom(text));
	text = utf8_trim(copy);
	length = strlen(text);
	if (length == 0)
		return error_set(error, EXIT_CONFIG, _("%s: the API key is empty; provide a key"),
			key->origin.name);
	if (length > API_KEY_MAX)
		return error_set(error, EXIT_CONFIG,
			P_("%s: the API key is longer than %d byte; provide only the key",
				"%s: the API key is longer than %d bytes; provide only the key",
				API_KEY_MAX),
			key->origin.name, API_KEY_MAX);
	for (size_t i = 0; i < length; i++)
		if (text[i] <= ' ' || text[i] > '~' || text[i] == '&' || text[i] == '#')
			return error_set(error, EXIT_CONFIG,
				_("%s: the API key contains an invalid character; check it, and "
				  "provide only the key"),
				key->origin.name);
	memcpy(key->text, text, length + 1);
	return true;
}

static bool is_credential(const char *path)
{
	const char *directory = environment_get("CREDENTIALS_DIRECTORY");
	size_t length = directory ? strlen(directory) : 0;

	while (length > 0 && directory[length - 1] == '/')
		length--;
	return length > 0 && strncmp(path, directory, length) == 0 && path[length] == '/' &&
	       !strstr(path + length, "/../");
}

/*
 * Refuses a directory, and a file or FIFO that belongs to neither the user nor root, or that other
 * users can read or change.
 */
static bool check_safety(
	const struct api_key *key, int file, const struct stat *status, struct error *error)
{
	const char *path = key->origin.name;
	/*
	 * systemd lets the user of a service read a credential through an ACL, whose mask shows as
	 * the group's permission to read. In $CREDENTIALS_DIRECTORY, that permission is therefore
	 * allowed.
	 */
	mode_t forbidden = (is_credential(path) ? 0 : S_IRGRP) | S_IWGRP | S_IROTH | S_IWOTH;
	unsigned mode = (unsigned)status->st_mode & 07777;
	char quoted[2 * PATHS_MAX];
	struct statvfs filesystem;

	if (S_ISDIR(status->st_mode))
		return error_set(error, EXIT_CONFIG,
			_("%s: this is a directory; the API key must be in a file"), path);
	if (!S_ISREG(status->st_mode) && !S_ISFIFO(status->st_mode))
		return true;
	if (!file_is_own(status))
		return error_set(error, EXIT_CONFIG,
			_("%s: the key file belongs to another user; use a copy of your own"),
			path);
	if (!(mode & forbidden))
		return true;
	shell_quote_path(quoted, sizeof quoted, path);
	if (status->st_uid == geteuid() && fstatvfs(file, &filesystem) == 0 &&
		!(filesystem.f_flag & ST_RDONLY))
		return error_set(error, EXIT_CONFIG,
			_("%s: other users can read or change the key file (mode %04o); run 'chmod "
			  "600 %s'"),
			path, mode, quoted);
	/* The file is root's, or, like a secret in a container, on a read-only file system. */
	return error_set(error, EXIT_CONFIG,
		_("%s: other users can read or change the key file (mode %04o); use '--key-file - "
		  "<%s', or a copy of your own with mode 0600"),
		path, mode, quoted);
}

/* Takes the key from text that was read; a length of -1 means that reading failed and set errno. */
static bool parse_input(struct api_key *key, const char *text, ssize_t length, struct error *error)
{
	const char *source = key->origin.name;

	if (length < 0 && errno == ETIMEDOUT)
		return error_set(error, EXIT_CONFIG,
			_("%s: the API key did not arrive in time; try again, or raise --timeout"),
			source);
	if (length < 0 && errno == EFBIG)
		return error_set(error, EXIT_CONFIG,
			_("%s: there is other text besides the API key; provide only the key"),
			source);
	if (length < 0)
		return error_set(error, EXIT_CONFIG, _("%s: cannot read the API key: %s"), source,
			strerror(errno));
	if (strlen(text) != (size_t)length)
		return error_set(error, EXIT_CONFIG,
			_("%s: the input is not text; provide only the API key"), source);
	return parse_key(key, text, error);
}

static bool read_key(struct api_key *key, int file, double deadline, struct error *error)
{
	char text[KEY_INPUT_BYTES];

	return parse_input(key, text, file_read(file, text, sizeof text, deadline), error);
}

static bool read_key_file(
	struct api_key *key, const char *path, double deadline, struct error *error)
{
	struct stat status;
	int file;
	bool good;

	snprintf(key->origin.name, sizeof key->origin.name, "%s", path);
	key->origin.is_file = true;
	file = file_open(path, &status);
	if (file < 0)
		return error_set(error, EXIT_CONFIG, _("%s: cannot read the API key: %s"), path,
			strerror(errno));
	good = check_safety(key, file, &status, error) && read_key(key, file, deadline, error);
	close(file);
	return good;
}

/*
 * Only ENOENT and ENOTDIR mean that there is no file; any other error is reported when it is read.
 */
static bool may_be_there(const char *path)
{
	return access(path, F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

/*
 * If there is no such file, its name may be the key itself, which must not be printed. If it is not
 * known whether there is one, a name without a slash, or one that is too long, may be the key.
 */
static bool read_named_file(struct api_key *key, const char *path, const char *option,
	double deadline, struct error *error)
{
	if (strcmp(path, "-") == 0) {
		/* TRANSLATORS: before ":", after "API key source: " and "the API key from " */
		snprintf(key->origin.name, sizeof key->origin.name, "%s", _("standard input"));
		return read_key(key, STDIN_FILENO, deadline, error);
	}
	if (access(path, F_OK) == 0 ||
		(may_be_there(path) && errno != ENAMETOOLONG && strchr(path, '/')))
		return read_key_file(key, path, deadline, error);
	snprintf(key->origin.name, sizeof key->origin.name, "%s", option);
	return error_set(error, EXIT_CONFIG,
		_("%s: cannot open the file: %s; name a file that contains the API key, not the "
		  "key itself, or run 'wx --save-key' to store the key"),
		option, strerror(errno));
}

const char *api_key_variable(void)
{
	static const char *const names[] = {"WX_API_KEY", "OPENWEATHERMAP_API_KEY"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (environment_get(names[i]))
			return names[i];
	return NULL;
}

bool api_key_is_configured(const struct api_key_files *files)
{
	char path[PATHS_MAX];

	return (files->typed && *files->typed) || api_key_variable() ||
	       (files->configured && *files->configured) ||
	       (paths_config(path, "key") ? may_be_there(path) : errno == ENAMETOOLONG);
}

bool api_key_find(struct api_key *key, const struct api_key_files *files, double deadline,
	struct error *error)
{
	const char *variable = api_key_variable();
	char path[PATHS_MAX] = "~/.config/wx/key", shown[PATHS_MAX];

	*key = (struct api_key){0};
	if (files->typed && *files->typed)
		return read_named_file(key, files->typed, "--key-file", deadline, error);
	if (variable) {
		snprintf(key->origin.name, sizeof key->origin.name, "%s", variable);
		return parse_key(key, environment_get(variable), error);
	}
	if (files->configured && *files->configured)
		return read_named_file(key, files->configured,
			/* TRANSLATORS: before ":" and after "API key source: "; keep 'key-file' */
			_("'key-file' in a configuration file"), deadline, error);
	if (paths_config(path, "key")) {
		if (may_be_there(path))
			return read_key_file(key, path, deadline, error);
	} else if (errno == ENAMETOOLONG) {
		return error_set(error, EXIT_CONFIG,
			_("cannot read the API key: the path of the key file is too long; set "
			  "XDG_CONFIG_HOME to a shorter one"));
	}
	paths_shorten(shown, path);
	return error_set(error, EXIT_CONFIG,
		_("no API key found in WX_API_KEY, OPENWEATHERMAP_API_KEY or %s; get a free key at "
		  "%s, then run 'wx --save-key'"),
		shown, provider_with_key()->key_url);
}

bool api_key_ask(struct api_key *key, FILE *prompts, struct error *error)
{
	char typed[KEY_INPUT_BYTES];
	ssize_t length;

	*key = (struct api_key){.text = ""};
	snprintf(key->origin.name, sizeof key->origin.name, "%s", _("standard input"));
	length = prompt_secret(
		typed, sizeof typed, prompts, _("OpenWeatherMap API key (it will not be shown): "));
	return parse_input(key, typed, length, error);
}

/* Whether it looks like a placeholder from documentation. */
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
	static const char quotes[] = N_("the API key is in quotes; provide it without them");
	static const char brackets[] = N_("the API key is in brackets; provide it without them");
	static const struct {
		char first, last;
		const char *flaw;
	} pairs[] = {{'"', '"', quotes}, {'\'', '\'', quotes}, {'`', '`', quotes},
		{'<', '>', brackets}, {'[', ']', brackets}, {'{', '}', brackets},
		{'(', ')', brackets}};
	const char *text = key->text;
	size_t length = strlen(text);
	size_t name_length = strspn(text, KEY_SHAPE_ALPHANUMERICS "_");

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (length >= 2 && text[0] == pairs[i].first && text[length - 1] == pairs[i].last)
			return _(pairs[i].flaw);
	if (strncasecmp(text, "appid=", 6) == 0)
		return _("the API key begins with 'appid='; provide only what follows it");
	/* "NAME=KEY", but not a key of another service that ends with "=" or "==" (Base64). */
	if (name_length > 0 && text[name_length] == '=' && text[name_length + 1] &&
		text[name_length + 1] != '=')
		return _("the API key begins with a name and '='; provide only what follows them");
	if (key_shape_is_in(text) && strspn(text, KEY_SHAPE_ALPHANUMERICS) < length)
		return _("there is other text besides the API key; provide only the key");
	if (is_placeholder(text))
		return _("the API key is a placeholder from an example; provide a key of your own");
	if (strspn(text, "0123456789abcdefABCDEF") == length && length != SERVICE_KEY_LENGTH)
		return _("OpenWeatherMap's API keys are 32 characters long, but this one is not; "
			 "check that it was copied correctly");
	return NULL;
}

bool api_key_path(char path[PATHS_MAX], struct error *error)
{
	if (paths_config(path, "key"))
		return true;
	if (errno == ENAMETOOLONG)
		return error_set(error, EXIT_CONFIG,
			_("cannot store the API key: the path of the key file is too long; set "
			  "XDG_CONFIG_HOME to a shorter one"));
	return error_set(error, EXIT_CONFIG,
		_("cannot store the API key: there is no home directory; set HOME"));
}

bool api_key_store(const char *path, const struct api_key *key, struct error *error)
{
	char line[API_KEY_MAX + 2];

	snprintf(line, sizeof line, "%s\n", key->text);
	return file_replace(path, line) ||
	       error_set(error, EXIT_CONFIG, _("%s: cannot store the API key: %s"), path,
		       strerror(errno));
}

bool api_key_is_in_git_tree(const struct api_key_origin *origin)
{
	char *directory = origin->is_file ? realpath(origin->name, NULL) : NULL;
	char *slash;
	bool found = false;

	/* Each directory above the file, up to the root, may be the top of a working tree. */
	while (directory && !found && (slash = strrchr(directory, '/')) != NULL) {
		char git_path[PATHS_MAX + 8];

		*slash = '\0';
		snprintf(git_path, sizeof git_path, "%s/.git", directory);
		found = access(git_path, F_OK) == 0;
	}
	free(directory);
	return found;
}
