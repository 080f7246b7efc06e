/* SPDX-License-Identifier: MIT */
#include "echo/echo_socket.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { TIMEOUT_MS = 5000 };

/* A TCP connection over the loopback interface. */
static void connect_pair(int ends[2])
{
	struct sockaddr_in address = {.sin_family = AF_INET};
	socklen_t length = sizeof address;
	int listener = socket(AF_INET, SOCK_STREAM, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	cr_assert_eq(bind(listener, (const struct sockaddr *)&address, sizeof address), 0);
	cr_assert_eq(listen(listener, 1), 0);
	cr_assert_eq(getsockname(listener, (struct sockaddr *)&address, &length), 0);
	ends[0] = socket(AF_INET, SOCK_STREAM, 0);
	cr_assert_eq(connect(ends[0], (const struct sockaddr *)&address, sizeof address), 0);
	ends[1] = accept(listener, NULL, NULL);
	cr_assert(ends[1] >= 0, "%s", strerror(errno));
	close(listener);
}

static void await_readable(int socket)
{
	struct pollfd watched = {.fd = socket, .events = POLLIN};

	cr_assert_eq(poll(&watched, 1, TIMEOUT_MS), 1);
}

Test(echo_socket, knows_how_much_the_peer_has_not_acknowledged)
{
	static char bytes[64 * 1024];
	int ends[2];

	connect_pair(ends);
	if (echo_socket_unacknowledged(ends[0]) < 0)
		cr_skip_test("the system does not say what a peer has acknowledged");
	cr_expect_eq(echo_socket_unacknowledged(ends[0]), 0);
	/* Until the buffers of both ends are full. */
	while (send(ends[0], bytes, sizeof bytes, MSG_DONTWAIT) > 0)
		;
	cr_expect(errno == EAGAIN || errno == EWOULDBLOCK, "%s", strerror(errno));
	cr_expect_gt(echo_socket_unacknowledged(ends[0]), 0);
	cr_expect_eq(echo_socket_unacknowledged(-1), -1);
}

Test(echo_socket, is_readable_when_a_read_does_not_block)
{
	char byte;
	int ends[2];

	connect_pair(ends);
	cr_expect(!echo_socket_is_readable(ends[0]));
	cr_assert_eq(send(ends[1], "x", 1, 0), 1);
	await_readable(ends[0]);
	cr_expect(echo_socket_is_readable(ends[0]));
	cr_assert_eq(read(ends[0], &byte, 1), 1);
	cr_expect(!echo_socket_is_readable(ends[0]));
	shutdown(ends[1], SHUT_WR);
	await_readable(ends[0]);
	cr_expect(echo_socket_is_readable(ends[0]));
}
