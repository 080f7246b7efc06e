/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/monotonic.h"

/* How many calls of poll() are to end as if their time were over; how often it was called. */
static int hours_to_pass, calls;

/* Takes the system's place; the file is read without a terminal, so that select() is not used. */
int poll(struct pollfd *wanted, nfds_t count, int milliseconds)
{
	(void)milliseconds;
	calls++;
	if (hours_to_pass > 0) {
		hours_to_pass--;
		return 0;
	}
	for (nfds_t i = 0; i < count; i++)
		wanted[i].revents = POLLIN;
	return (int)count;
}

/* As a key that comes an hour late. */
Test(file, is_waited_for_without_end)
{
	int ends[2];
	char text[16];

	cr_assert_eq(pipe(ends), 0);
	cr_assert_eq(write(ends[1], "late", 4), 4);
	close(ends[1]);
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
	hours_to_pass = 1;
	cr_expect_eq(file_read(ends[0], text, sizeof text, monotonic_now() - 1), -1);
	cr_expect_eq(errno, ETIMEDOUT);
	close(ends[0]);
	close(ends[1]);
}
