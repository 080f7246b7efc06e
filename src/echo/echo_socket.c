/* SPDX-License-Identifier: MIT */
#include "echo/echo_socket.h"

#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#ifdef __linux__
#include <linux/sockios.h>
#endif

long echo_socket_unacknowledged(int socket)
{
	int count = -1;
#if defined SIOCOUTQ
	if (ioctl(socket, SIOCOUTQ, &count) != 0)
		return -1;
#elif defined SO_NWRITE
	socklen_t length = sizeof count;

	if (getsockopt(socket, SOL_SOCKET, SO_NWRITE, &count, &length) != 0)
		return -1;
#elif defined FIONWRITE
	if (ioctl(socket, FIONWRITE, &count) != 0)
		return -1;
#else
	(void)socket;
#endif
	return count;
}

bool echo_socket_is_readable(int socket)
{
	struct pollfd watched = {.fd = socket, .events = POLLIN};

	return poll(&watched, 1, 0) == 1;
}
