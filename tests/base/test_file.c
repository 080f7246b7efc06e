/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <dlfcn.h>
#include <errno.h>
#include <math.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/monotonic.h"

/*
 * The file that is watched, how many calls of poll() for it end as if their time were over, and how
 * many come.
 */
static int watched = -1, hours_to_pass, calls;

/* Takes the system's place for that file; it is no terminal, so that select() is not used. */
int poll(struct pollfd *wanted, nfds_t count, int milliseconds)
{
	int (*system_poll)(struct pollfd *, nfds_t, int);
	void *address = dlsym(RTLD_NEXT, "poll");

	if (count == 1 && wanted->fd == watched) {
		calls++;
		wanted->revents = hours_to_pass > 0 ? 0 : POLLIN;
		if (hours_to_pass == 0)
			return 1;
		hours_to_pass--;
		return 0;
	}
	memcpy(&system_poll, &address, sizeof address);
	return system_poll(wanted, count, milliseconds);
}

/* As a key that comes an hour late. */
Test(file, is_waited_for_without_end)
{
	int ends[2];
	char text[16];

	cr_assert_eq(pipe(ends), 0);
	cr_assert_eq(write(ends[1], "late", 4), 4);
	close(ends[1]);
	watched = ends[0];
	hours_to_pass = 30;
	cr_expect_eq(file_read(ends[0], text, sizeof text, INFINITY), 4);
	cr_expect_str_eq(text, "late");
	cr_expect_eq(hours_to_pass, 0);
	cr_expect_gt(calls, 30);
	close(ends[0]);
}

Test(file, is_waited_for_until_the_deadline)
{
	int ends[2];
	char text[16];

	cr_assert_eq(pipe(ends), 0);
	watched = ends[0];
	hours_to_pass = 1;
	cr_expect_eq(file_read(ends[0], text, sizeof text, monotonic_now() - 1), -1);
	cr_expect_eq(errno, ETIMEDOUT);
	close(ends[0]);
	close(ends[1]);
}
