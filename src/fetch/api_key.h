/* SPDX-License-Identifier: MIT */
/* The API key: where it is found, and whether it lies there safely. */
#ifndef WX_API_KEY_H
#define WX_API_KEY_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"
#include "base/paths.h"
#include "fetch/fetch_config.h"

#define API_KEY_MAX 256 /* bytes, the end not counted */

/* Where a key is from, which may be told. */
struct api_key_origin {
	char source[PATHS_MAX]; /* "WX_API_KEY", or a file's path; "" before anything was found */
	bool is_file;
};

struct api_key {
	char text[API_KEY_MAX + 1]; /* goes into the request and nowhere else */
	struct api_key_origin origin;
};

/*
 * Looks in --key-file, WX_API_KEY, OPENWEATHERMAP_API_KEY, the config file's key-file and
 * ~/.config/wx/key, in this order; the first that is there counts. Blanks around the key do not
 * matter. A pipe is read until the deadline (monotonic_now). A file or FIFO that others can get
 * at is refused. Fails with EXIT_CONFIG; then the origin is the one that is to blame. The name of a
 * file that is not there may be a key: neither the message nor the origin has it.
 */
bool api_key_find(struct api_key *key, const struct api_key_files *files, double deadline,
	struct error *error);

/* The variable that a key is taken from before any file but --key-file; NULL if none is set. */
const char *api_key_variable(void);

/*
 * Reads a key from standard input, unechoed and prompted for on a terminal. Fails with EXIT_CONFIG.
 */
bool api_key_ask(struct api_key *key, FILE *prompts, struct error *error);

/*
 * What looks wrong with the form of a key, which a service may take all the same; NULL if nothing
 * does.
 */
const char *api_key_flaw(const struct api_key *key);

/* The path of the key file, ~/.config/wx/key. Fails with EXIT_CONFIG where there is no home. */
bool api_key_path(char path[PATHS_MAX], struct error *error);

/* Replaces the key file by one of mode 0600. Fails with EXIT_CONFIG, and an earlier one stays. */
bool api_key_store(const char *path, const struct api_key *key, struct error *error);

/* Whether it is a file in a git work tree, from where a key could be published. */
bool api_key_is_exposed(const struct api_key_origin *origin);

#endif
