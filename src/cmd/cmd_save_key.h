/* SPDX-License-Identifier: MIT */
/* --save-key: tries an API key and stores it. */
#ifndef WX_CMD_SAVE_KEY_H
#define WX_CMD_SAVE_KEY_H

#include <stdbool.h>

struct app;
struct error;

/*
 * Reads a key from standard input, does what --check does with it, and stores it unless the service
 * refuses it. Fails with EXIT_CONFIG, EXIT_AUTH or EXIT_OUTPUT; an earlier key stays then, but for
 * EXIT_OUTPUT.
 */
bool cmd_save_key(struct app *app, struct error *error);

#endif
