/* SPDX-License-Identifier: MIT */
/* The paths of wx's files. */
#ifndef WX_PATHS_H
#define WX_PATHS_H

#include <stdbool.h>
#include <stddef.h>

#define PATHS_MAX 4096 /* bytes, the NUL counted */

/*
 * The path of a configuration file: $XDG_CONFIG_HOME/wx/NAME, or ~/.config/wx/NAME if the variable
 * is unset, empty or a relative path. False and errno if there is none: ENOENT without a home
 * directory, ENAMETOOLONG if the path is too long.
 */
bool paths_config(char to[PATHS_MAX], const char *name);

/*
 * The same in the system-wide directories, those of $XDG_CONFIG_DIRS, or /etc/xdg if that is unset
 * or empty: how many there are, the most important first, and the path in one of them. False and
 * errno: ENOENT if that is not absolute, ENAMETOOLONG if the path is too long.
 */
size_t paths_site_count(void);
bool paths_site(char to[PATHS_MAX], size_t number, const char *name);

/* The path of the cache directory, likewise: $XDG_CACHE_HOME/wx or ~/.cache/wx. */
bool paths_cache(char to[PATHS_MAX]);

/* Copies a path, with the home directory for a leading "~/". False if the result is too long. */
bool paths_expand(char to[PATHS_MAX], const char *path);

/* Copies a path, after the working directory's if it is relative. False and errno on failure. */
bool paths_absolute(char to[PATHS_MAX], const char *path);

/* Copies a path, with "~/" for the home directory, for messages. */
void paths_shorten(char to[PATHS_MAX], const char *path);

#endif
