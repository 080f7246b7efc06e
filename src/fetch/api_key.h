/* SPDX-License-Identifier: MIT */
/* Finding, reading, checking and storing the API key. */
#ifndef WX_API_KEY_H
#define WX_API_KEY_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"
#include "base/paths.h"
#include "fetch/fetch_config.h"

#define API_KEY_MAX 256 /* bytes, without the final NUL */

/* Where a key comes from. Unlike the key, this may be printed. */
struct api_key_origin {
	bool is_file;
	char name[PATHS_MAX]; /* "WX_API_KEY", a file's path, …; "" if none is known */
};

struct api_key {
	char text[API_KEY_MAX + 1]; /* secret: never to be printed or logged */
	struct api_key_origin origin;
};

/*
 * Takes the key from the first of these that is set or exists: --key-file, WX_API_KEY,
 * OPENWEATHERMAP_API_KEY, the config file's key-file, and $XDG_CONFIG_HOME/wx/key
 * (~/.config/wx/key). White space around it is ignored. Waits for a pipe or a terminal until the
 * deadline (see monotonic_now). Refuses a file or FIFO, other than standard input ("-"), that
 * belongs to neither the user nor root, or that other users can read or change; in
 * $CREDENTIALS_DIRECTORY, its group may read it.
 *
 * On failure (EXIT_CONFIG), .origin tells which source was at fault, or has an empty name if no key
 * was found or the default path is too long. What was given as the name of a file, but may be the
 * key itself, is neither in the message nor in .origin.
 */
bool api_key_find(struct api_key *key, const struct api_key_files *files, double deadline,
	struct error *error);

/*
 * Whether one of the sources that api_key_find tries is set or may exist. A file that the user has
 * named counts even if it does not exist. No file is read; errors are left to api_key_find.
 */
bool api_key_is_configured(const struct api_key_files *files);

/*
 * The name of the first of WX_API_KEY and OPENWEATHERMAP_API_KEY that is set; NULL if neither is.
 */
const char *api_key_variable(void);

/*
 * Reads a key from standard input; on a terminal, with a prompt and without echo. Fails with
 * EXIT_CONFIG.
 */
bool api_key_ask(struct api_key *key, FILE *prompts, struct error *error);

/*
 * A complete message that says what looks wrong with a key, such as quotes around it; NULL if
 * nothing does. The service may still accept the key.
 */
const char *api_key_flaw(const struct api_key *key);

/*
 * The path of the key file, $XDG_CONFIG_HOME/wx/key (~/.config/wx/key). Fails with EXIT_CONFIG if
 * XDG_CONFIG_HOME is not an absolute path and there is no home directory, or if the path is too
 * long.
 */
bool api_key_path(char path[PATHS_MAX], struct error *error);

/* Replaces the key file with one of mode 0600. On failure (EXIT_CONFIG) the old one is kept. */
bool api_key_store(const char *path, const struct api_key *key, struct error *error);

/* Whether the key is in a file inside a Git working tree, and so could be published by mistake. */
bool api_key_is_in_git_tree(const struct api_key_origin *origin);

#endif
