/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/paths.h"

Test(paths, are_made_absolute)
{
	char path[PATHS_MAX];

	cr_assert_eq(chdir("/usr"), 0);
	cr_assert(paths_absolute(path, "bin/x"));
	cr_expect_str_eq(path, "/usr/bin/x");
	cr_assert(paths_absolute(path, "/a/b"));
	cr_expect_str_eq(path, "/a/b");
	cr_assert_eq(chdir("/"), 0);
	cr_assert(paths_absolute(path, "x"));
	cr_expect_str_eq(path, "//x");
}

Test(paths, of_the_user_are_missing_for_one_of_two_reasons)
{
	char path[PATHS_MAX], base[PATHS_MAX];

	memset(base, 'x', sizeof base);
	base[0] = '/';
	base[sizeof base - 1] = '\0';
	setenv("XDG_CONFIG_HOME", base, 1);
	errno = 0;
	cr_expect_not(paths_config(path, "key"));
	cr_expect_eq(errno, ENAMETOOLONG);
	cr_expect_not(paths_absolute(path, base + 1));
	cr_expect_eq(errno, ENAMETOOLONG);
	setenv("XDG_CONFIG_HOME", "/x", 1);
	cr_assert(paths_config(path, "key"));
	cr_expect_str_eq(path, "/x/wx/key");
}

Test(paths, of_the_site_are_missing_for_one_of_two_reasons)
{
	char path[PATHS_MAX], directories[PATHS_MAX + 10];

	memset(directories, 'x', sizeof directories);
	memcpy(directories, "/a:b:/", 6);
	directories[sizeof directories - 1] = '\0';
	setenv("XDG_CONFIG_DIRS", directories, 1);
	cr_assert_eq(paths_site_count(), 3);
	cr_assert(paths_site(path, 0, "config"));
	cr_expect_str_eq(path, "/a/wx/config");
	cr_expect_not(paths_site(path, 1, "config"));
	cr_expect_eq(errno, ENOENT);
	cr_expect_not(paths_site(path, 2, "config"));
	cr_expect_eq(errno, ENAMETOOLONG);
}
