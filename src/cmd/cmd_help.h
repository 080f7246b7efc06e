/* SPDX-License-Identifier: MIT */
/* --help and --version. */
#ifndef WX_CMD_HELP_H
#define WX_CMD_HELP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct app;
struct error;

/* Print them on standard output, wrapped on a narrow terminal. Never fail. */
bool cmd_help(struct app *app, struct error *error);
bool cmd_help_version(struct app *app, struct error *error);

/* Prints the help for a terminal of so many columns; 0: for a pipe. */
void cmd_help_print(FILE *out, size_t columns);

#endif
