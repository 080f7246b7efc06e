/* SPDX-License-Identifier: MIT */
/* --check: what is in use, and whether it works. */
#ifndef WX_CMD_CHECK_H
#define WX_CMD_CHECK_H

#include <stdbool.h>

struct api_key;
struct app;
struct error;

/*
 * Prints the version, the config file, the key's source, the cache, the list of places and the
 * service, a line each, and asks for the weather of the place typed, the config file's or London.
 * Fails with what stands in the way, like fetch_first, or EXIT_USAGE for several places.
 */
bool cmd_check(struct app *app, struct error *error);

/* The same with that key instead of the one that would be found. */
bool cmd_check_with_key(struct app *app, const struct api_key *key, struct error *error);

#endif
