/* SPDX-License-Identifier: MIT */
/* --help and --version. */
#ifndef WX_CMD_HELP_H
#define WX_CMD_HELP_H

#include <stdbool.h>

struct app;
struct error;

/* Print them. Never fail. */
bool cmd_help(struct app *app, struct error *error);
bool cmd_help_version(struct app *app, struct error *error);

#endif
