/* SPDX-License-Identifier: MIT */
/* The config file: the settings that the command line left open, by the same table. */
#ifndef WX_CONFIG_FILE_H
#define WX_CONFIG_FILE_H

#include <stdbool.h>

#include "base/error.h"

struct options;

/*
 * Reads the environment and the config file into what the command line left open. A default config
 * file that is missing is fine. Fails with EXIT_CONFIG, naming file and line.
 */
bool config_file_read(struct options *options, struct error *error);

#endif
