/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/monotonic.h"

/*
 * The file that is watched, how many more calls of poll(2) for it time out, and how many calls
 * there have been.
 */
static int watched = -1, timeouts_left, calls;

/* Replaces the system's for that file, which is not a terminal, so that select(2) is not used. */
int poll(struct pollfd *wanted, nfds_t count, int milliseconds)
{
	int (*system_poll)(struct pollfd *, nfds_t, int);
	void *address = dlsym(RTLD_NEXT, "poll");

	if (count == 1 && wanted->fd == watched) {
		calls++;
		wanted->revents = timeouts_left > 0 ? 0 : POLLIN;
		if (timeouts_left == 0)
			return 1;
		timeouts_left--;
		return 0;
	}
	memcpy(&system_poll, &address, sizeof address);
	return system_poll(wanted, count, milliseconds);
}

/* poll(2) is called for an hour at most; a key may be typed later. */
Test(file, is_waited_for_indefinitely_without_a_deadline)
{
	int ends[2];
	char text[16];

	cr_assert_eq(pipe(ends), 0);
	cr_assert_eq(write(ends[1], "late", 4), 4);
	close(ends[1]);
	watched = ends[0];
	timeouts_left = 30;
	cr_expect_eq(file_read(ends[0], text, sizeof text, INFINITY), 4);
	cr_expect_str_eq(text, "late");
	cr_expect_eq(timeouts_left, 0);
	cr_expect_gt(calls, 30);
	close(ends[0]);
}

Test(file, is_waited_for_until_the_deadline)
{
	int ends[2];
	char text[16];

	cr_assert_eq(pipe(ends), 0);
	watched = ends[0];
	timeouts_left = 1;
	cr_expect_eq(file_read(ends[0], text, sizeof text, monotonic_now() - 1), -1);
	cr_expect_eq(errno, ETIMEDOUT);
	close(ends[0]);
	close(ends[1]);
}

/* A new directory, which becomes the working directory. */
static void enter_new_directory(void)
{
	char path[] = "/tmp/wx-test-file-XXXXXX";

	cr_assert(mkdtemp(path));
	cr_assert_eq(chdir(path), 0);
}

static void leave_and_remove_directory(void)
{
	char path[256];

	cr_assert(getcwd(path, sizeof path));
	cr_assert_eq(chdir("/"), 0);
	cr_expect_eq(rmdir(path), 0, "%s: %s", path, strerror(errno));
}

static void expect_file(const char *path, const char *text)
{
	char found[64] = "";
	struct stat status;
	int file = file_open(path, &status);

	cr_assert(file >= 0, "%s: %s", path, strerror(errno));
	cr_expect_eq(status.st_mode & 07777, 0600, "%s: mode %o", path, (unsigned)status.st_mode);
	cr_assert(file_read(file, found, sizeof found, INFINITY) >= 0);
	cr_expect_str_eq(found, text);
	close(file);
}

Test(file, is_replaced_with_mode_0600_whatever_the_umask)
{
	const struct file_part parts[] = {{"new ", 4}, {"text, not this", 4}};

	enter_new_directory();
	close(open("name", O_CREAT | O_WRONLY, 0644));
	close(open("temporary", O_CREAT | O_WRONLY, 0644));
	umask(0777);
	cr_expect(file_replace_at(AT_FDCWD, "name", "temporary", parts, 2, false));
	expect_file("name", "new text");
	cr_expect_lt(access("temporary", F_OK), 0);
	cr_expect(file_replace_at(AT_FDCWD, "name", "temporary", parts, 1, true));
	expect_file("name", "new ");
	unlink("name");
	leave_and_remove_directory();
}

Test(file, is_left_alone_when_it_cannot_be_replaced)
{
	const struct file_part part = {"text", 4};

	enter_new_directory();
	cr_assert_eq(mkdir("name", 0700), 0);
	cr_expect(!file_replace_at(AT_FDCWD, "name", "temporary", &part, 1, false));
	cr_expect(errno == EISDIR || errno == EEXIST || errno == ENOTEMPTY, "%s", strerror(errno));
	cr_expect_lt(access("temporary", F_OK), 0);
	rmdir("name");
	leave_and_remove_directory();
}

Test(file, is_replaced_where_a_link_leads)
{
	enter_new_directory();
	cr_expect(file_replace("made/too/file", "first\n"));
	cr_assert_eq(symlink("made/too/file", "link"), 0);
	cr_expect(file_replace("link", "second\n"));
	expect_file("made/too/file", "second\n");
	unlink("link");
	unlink("made/too/file");
	cr_expect_eq(rmdir("made/too"), 0, "%s", strerror(errno));
	rmdir("made");
	leave_and_remove_directory();
}

Test(file, is_not_replaced_through_a_link_at_the_temporary_name)
{
	const struct file_part part = {"text", 4};

	enter_new_directory();
	close(open("victim", O_CREAT | O_WRONLY, 0600));
	cr_assert_eq(symlink("victim", "temporary"), 0);
	cr_expect(file_replace_at(AT_FDCWD, "name", "temporary", &part, 1, false));
	expect_file("victim", "");
	expect_file("name", "text");
	unlink("victim");
	unlink("name");
	leave_and_remove_directory();
}
