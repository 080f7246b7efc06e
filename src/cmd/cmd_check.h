/* SPDX-License-Identifier: MIT */
/* --check: shows which files and which service are used, and tests a request. */
#ifndef WX_CMD_CHECK_H
#define WX_CMD_CHECK_H

#include <stdbool.h>

struct api_key;
struct app;
struct error;

/*
 * Prints the program's version, the configuration file, where the key comes from, the cache, the
 * list of places and the service; requests the weather at the place given, the configuration file's
 * or London, and prints whether that worked. If the configuration file or its place cannot be used,
 * or the place given is not known, all the rest is printed, and nothing requested. Fails with the
 * error of these or of the request; for several places with EXIT_USAGE, before anything is printed.
 * A place given that is invalid in form is refused before, when the arguments are read.
 */
bool cmd_check(struct app *app, struct error *error);

/*
 * Does the same with this key, and always for London, so that no setting can prevent the request.
 * The service has accepted the key if this succeeds, and only then.
 */
bool cmd_check_key(struct app *app, const struct api_key *key, struct error *error);

#endif
