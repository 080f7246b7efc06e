/* SPDX-License-Identifier: MIT */
/* Where files lie, and reading small ones with care. */
#ifndef WX_PATHS_H
#define WX_PATHS_H

#include <stdbool.h>
#include <stddef.h>

#define PATHS_MAX 4096

/*
 * The file of that name among wx's configuration: $XDG_CONFIG_HOME/wx/NAME, else ~/.config/wx/NAME;
 * values that are empty or relative do not count. False when there is no home or it is too long.
 */
bool paths_config(char to[PATHS_MAX], const char *name);

/* The directory of wx's cache, $XDG_CACHE_HOME/wx, else ~/.cache/wx, likewise. */
bool paths_cache(char to[PATHS_MAX]);

/* Copies a path with a leading "~/" replaced by the home directory. False when it does not fit. */
bool paths_expand(char to[PATHS_MAX], const char *path);

/* The path as the user would write it, with "~/" for the home directory. */
void paths_shorten(char to[PATHS_MAX], const char *path);

#endif
