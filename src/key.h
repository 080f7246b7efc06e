/* SPDX-License-Identifier: MIT */
/* The API key: where it is found, and whether it lies there safely. */
#ifndef WX_KEY_H
#define WX_KEY_H

#include <stdbool.h>
#include <stdio.h>

#include "fail.h"
#include "options.h"

#define KEY_MAX 256 /* bytes, the end not counted */
#define KEY_BLANK_MIN 8

/* Where a key is from, which may be told. */
struct key_origin {
	char source[PATHS_MAX]; /* "WX_API_KEY", or a file's path; "" before anything was found */
	bool is_file;
};

struct key {
	char text[KEY_MAX + 1]; /* goes into the request and nowhere else */
	struct key_origin origin;
};

/*
 * Looks in --key-file, WX_API_KEY, OPENWEATHERMAP_API_KEY, the config file's key-file and
 * ~/.config/wx/key, in this order; the first that is there counts. Blanks around the key do not
 * matter. A pipe is read until the deadline (moment_monotonic). Fails with EXIT_CONFIG;
 * then the origin is the one that is to blame.
 */
bool key_find(
	struct key *key, const struct options *options, double deadline, struct failure *failure);

/* The variable that a key is taken from before any file but --key-file; NULL if none is set. */
const char *key_variable(void);

/*
 * Reads a key from standard input, unechoed and prompted for on a terminal, and stores it with mode
 * 0600 in ~/.config/wx/key, whose path it puts into path. Fails with EXIT_CONFIG.
 */
bool key_save(char path[PATHS_MAX], FILE *prompts, struct failure *failure);

/*
 * Blanks out, in text, what a server repeated of the key: as it is, in any case, as in the name of
 * a host, and percent-encoded. The text may have been cut, so that the key's first KEY_BLANK_MIN
 * characters are enough; a shorter key would blank out half the text, and is no secret.
 */
void key_blank(char *text, const char *key);

/* Whether text repeats the key in such a way. */
bool key_is_in(const char *text, const char *key);

/* Whether it is a file in a git work tree, from where a key could be published. */
bool key_is_exposed(const struct key_origin *origin);

#endif
