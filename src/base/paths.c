/* SPDX-License-Identifier: MIT */
#include "base/paths.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *absolute(const char *path)
{
	return path && *path == '/' ? path : NULL;
}

static const char *home(void)
{
	const char *path = absolute(getenv("HOME"));
	const struct passwd *user = path ? NULL : getpwuid(getuid());

	return user ? absolute(user->pw_dir) : path;
}

/* A path below the directory that the variable names, or below the home directory. */
static bool join(char to[PATHS_MAX], const char *variable, const char *below_home, const char *name)
{
	const char *base = absolute(getenv(variable));
	const char *below = base ? "" : below_home;
	int length;

	if (!base)
		base = home();
	length = base ? snprintf(to, PATHS_MAX, "%s%s/wx%s", base, below, name) : 0;
	errno = base ? ENAMETOOLONG : ENOENT;
	return length > 0 && length < PATHS_MAX;
}

bool paths_config(char to[PATHS_MAX], const char *name)
{
	char suffix[64];

	snprintf(suffix, sizeof suffix, "/%s", name);
	return join(to, "XDG_CONFIG_HOME", "/.config", suffix);
}

static const char *site_directories(void)
{
	const char *directories = getenv("XDG_CONFIG_DIRS");

	return directories && *directories ? directories : "/etc/xdg";
}

size_t paths_site_count(void)
{
	size_t count = 1;

	for (const char *at = site_directories(); *at; at++)
		count += *at == ':';
	return count;
}

bool paths_site(char to[PATHS_MAX], size_t number, const char *name)
{
	const char *directory = site_directories();
	int length;

	for (; number > 0 && *directory; directory++)
		number -= *directory == ':';
	errno = ENOENT;
	if (*directory != '/')
		return false;
	length = snprintf(
		to, PATHS_MAX, "%.*s/wx/%s", (int)strcspn(directory, ":"), directory, name);
	errno = ENAMETOOLONG;
	return length > 0 && length < PATHS_MAX;
}

bool paths_cache(char to[PATHS_MAX])
{
	return join(to, "XDG_CACHE_HOME", "/.cache", "");
}

bool paths_expand(char to[PATHS_MAX], const char *path)
{
	bool below_home = strncmp(path, "~/", 2) == 0 && home();
	int length = below_home ? snprintf(to, PATHS_MAX, "%s%s", home(), path + 1)
				: snprintf(to, PATHS_MAX, "%s", path);

	return length >= 0 && length < PATHS_MAX;
}

bool paths_absolute(char to[PATHS_MAX], const char *path)
{
	char directory[PATHS_MAX] = "";
	int length;

	if (*path != '/' && !getcwd(directory, sizeof directory))
		return false;
	length = snprintf(to, PATHS_MAX, "%s%s%s", directory, *path == '/' ? "" : "/", path);
	errno = ENAMETOOLONG;
	return length >= 0 && length < PATHS_MAX;
}

void paths_shorten(char to[PATHS_MAX], const char *path)
{
	const char *base = home();
	size_t length = base ? strlen(base) : 0;

	if (length > 1 && strncmp(path, base, length) == 0 && path[length] == '/')
		snprintf(to, PATHS_MAX, "~%s", path + length);
	else
		snprintf(to, PATHS_MAX, "%s", path);
}
