/* SPDX-License-Identifier: MIT */
/* The script bootstrap with only a few utilities in PATH, and fakes that record their calls. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "harness.h"

TestSuite(bootstrap, .fini = harness_teardown);

#define DEBIAN                                                                                     \
	"xz-utils libcurl4-openssl-dev libjson-c-dev libutf8proc-dev libuv1-dev libcriterion-dev " \
	"libmicrohttpd-dev "

static const char recorder[] = "#!/bin/sh\necho \"${0##*/} $*\" >>\"$HOME/calls\"\n";

static void link_utility(const struct home *home, const char *name)
{
	static const char *const directories[] = {"/usr/bin", "/bin"};
	char from[64];
	char to[1024];

	snprintf(to, sizeof to, "%s/bin/%s", home->path, name);
	for (size_t i = 0; i < 2; i++) {
		snprintf(from, sizeof from, "%s/%s", directories[i], name);
		if (access(from, X_OK) == 0 && symlink(from, to) == 0)
			return;
	}
	cr_assert_fail("no %s", name);
}

/* Copies bootstrap into a new home and makes it the program that WX runs. */
static const struct home *checkout(void)
{
	const struct home *home = home_make();
	char path[4096];
	char script[16384];
	FILE *file;

	source_path(path, sizeof path, "bootstrap");
	file = fopen(path, "r");
	cr_assert_not_null(file, "%s", path);
	script[fread(script, 1, sizeof script - 1, file)] = '\0';
	fclose(file);
	home_write(home, "bootstrap", 0700, script);
	home_write(home, "configure", 0700, recorder);
	home_write(home, "bin/id", 0700, "#!/bin/sh\necho 0\n");
	link_utility(home, "cat");
	link_utility(home, "dirname");
	link_utility(home, "env");
	link_utility(home, "tr");
	snprintf(path, sizeof path, "%s/bootstrap", home->path);
	setenv("WX", path, 1);
	unsetenv("WX_WRAPPER");
	return home;
}

static void fake(const struct home *home, const char *const *names)
{
	char path[64];

	for (; *names; names++) {
		snprintf(path, sizeof path, "bin/%s", *names);
		home_write(home, path, 0700, recorder);
	}
}

static const char *path_of(const struct home *home)
{
	static char entry[1024];

	snprintf(entry, sizeof entry, "PATH=%s/bin", home->path);
	return entry;
}

static void expect_text(const char *text, const char *part)
{
	cr_expect(text && strstr(text, part), "no '%s' in: %s", part, text ? text : "nothing");
}

Test(bootstrap, lists_all_that_is_missing)
{
	static const char *const lines[] = {
		"  Debian, Ubuntu: gcc libc6-dev make autoconf automake pkg-config " DEBIAN,
		"  Fedora:         gcc make autoconf automake pkgconf xz libcurl-devel "
		"json-c-devel "
		"utf8proc-devel libuv-devel criterion-devel libmicrohttpd-devel ",
		"  Arch:           base-devel base-devel autoconf automake pkgconf xz curl json-c "
		"libutf8proc libuv criterion libmicrohttpd ",
		"  Alpine:         build-base build-base autoconf automake pkgconf xz curl-dev "
		"json-c-dev "
		"utf8proc-dev libuv-dev criterion-dev libmicrohttpd-dev ",
		"  Homebrew:       gcc make autoconf automake pkgconf xz curl json-c utf8proc "
		"libuv "
		"criterion libmicrohttpd "};
	const struct home *home = checkout();
	const struct run *run = WX(SETUP(.home = home, ENV(path_of(home))), "--no-install");

	cr_expect_eq(run->status, 1, "status %d: %s", run->status, run->err);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		expect_text(run->err, lines[i]);
	cr_expect_null(home_read(home, "calls"));
}

Test(bootstrap, installs_all_that_is_missing)
{
	const struct home *home = checkout();
	const struct run *run;
	char *calls;

	fake(home, WORDS("apt-get", "make", "autoconf", "automake", "autoreconf"));
	run = WX(SETUP(.home = home, ENV(path_of(home))), NULL);
	calls = home_read(home, "calls");
	cr_expect_eq(run->status, 0, "status %d: %s", run->status, run->err);
	expect_text(
		run->out, "bootstrap: installing with apt-get: gcc libc6-dev pkg-config " DEBIAN);
	expect_text(calls, "apt-get update -q\n"
			   "apt-get install -q -y --no-install-recommends gcc libc6-dev "
			   "pkg-config xz-utils libcurl4-openssl-dev libjson-c-dev "
			   "libutf8proc-dev libuv1-dev libcriterion-dev libmicrohttpd-dev");
	expect_text(calls, "\nautoreconf --install\nconfigure \nmake \n");
	free(calls);
}

Test(bootstrap, installs_nothing_where_nothing_is_missing)
{
	const struct home *home = checkout();
	const struct run *run;
	char *calls;

	fake(home, WORDS("apt-get", "cc", "make", "autoconf", "automake", "pkg-config", "xz",
			   "autoreconf"));
	run = WX(SETUP(.home = home, ENV(path_of(home))), "--prefix=/a b", "--enable-werror");
	calls = home_read(home, "calls");
	cr_assert_not_null(calls, "%s", run->err);
	if (strstr(calls, "--no-install-recommends ca-certificates\n"))
		cr_skip_test("this machine has no certificates of authorities");
	cr_expect_eq(run->status, 0, "status %d: %s", run->status, run->err);
	cr_expect_null(strstr(calls, "apt-get"), "%s", calls);
	expect_text(
		calls, "autoreconf --install\nconfigure --prefix=/a b --enable-werror\nmake \n");
	free(calls);
}
