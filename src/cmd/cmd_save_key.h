/* SPDX-License-Identifier: MIT */
/* --save-key: tests an API key and stores it. */
#ifndef WX_CMD_SAVE_KEY_H
#define WX_CMD_SAVE_KEY_H

#include <stdbool.h>

struct app;
struct error;

/*
 * Reads a key from standard input, tests it with cmd_check_key, and stores it unless the service
 * rejects it. If the test fails for another reason, a note says so. Fails with EXIT_CONFIG or
 * EXIT_AUTH, and a key stored earlier is kept; or with EXIT_OUTPUT or EXIT_INTERNAL if what was
 * done cannot be printed.
 */
bool cmd_save_key(struct app *app, struct error *error);

#endif
