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
