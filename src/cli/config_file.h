/* SPDX-License-Identifier: MIT */
/* The configuration files: settings that the command line has not made, read by the same table. */
#ifndef WX_CONFIG_FILE_H
#define WX_CONFIG_FILE_H

#include <stdbool.h>

#include "base/error.h"

struct options;

/*
 * Fills in what the command line has not set, from WX_CONFIG or the default configuration file,
 * which overrides the system-wide ones, and from NO_COLOR and CLICOLOR. Where WX_CONFIG is set,
 * even to "", it alone counts; other files need not exist. Unknown settings are noted in ->notes.
 * Fails with EXIT_CONFIG, naming file and line, or the variable that makes a path too long; the
 * settings of valid lines are filled in all the same.
 */
bool config_file_read(struct options *options, struct error *error);

#endif
