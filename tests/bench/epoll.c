/* SPDX-License-Identifier: MIT */
/* An echo server without frills, on Linux alone: one thread, epoll, and nothing that is told. */
#ifdef __linux__
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READ_SIZE = 64 * 1024, EVENTS_MAX = 1024, SOCKETS_MAX = 256 };

/* What a socket has not taken yet, by descriptor. */
static struct {
	size_t start, end;
	char bytes[READ_SIZE];
} unsent[SOCKETS_MAX];

static void watch(int epoll, int operation, int socket, unsigned events)
{
	struct epoll_event event = {.events = events, .data.fd = socket};

	epoll_ctl(epoll, operation, socket, &event);
}

static void admit(int epoll, int listener)
{
	const int on = 1;
	int socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

	if (socket >= SOCKETS_MAX) {
		close(socket);
	} else if (socket >= 0) {
		unsent[socket].start = unsent[socket].end = 0;
		setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
		watch(epoll, EPOLL_CTL_ADD, socket, EPOLLIN);
	}
}

static void echo(int epoll, int socket)
{
	static char buffer[READ_SIZE];
	ssize_t length = read(socket, buffer, sizeof buffer);
	ssize_t sent = length > 0 ? write(socket, buffer, (size_t)length) : -1;

	if (length > 0 && sent < 0 && errno == EAGAIN)
		sent = 0;
	if (sent < 0) {
		close(socket);
	} else if (sent < length) {
		unsent[socket].end = (size_t)(length - sent);
		memcpy(unsent[socket].bytes, buffer + sent, unsent[socket].end);
		watch(epoll, EPOLL_CTL_MOD, socket, EPOLLOUT);
	}
}

static void send_unsent(int epoll, int socket)
{
	ssize_t sent = write(socket, unsent[socket].bytes + unsent[socket].start,
		unsent[socket].end - unsent[socket].start);

	if (sent < 0) {
		close(socket);
		return;
	}
	unsent[socket].start += (size_t)sent;
	if (unsent[socket].start < unsent[socket].end)
		return;
	unsent[socket].start = unsent[socket].end = 0;
	watch(epoll, EPOLL_CTL_MOD, socket, EPOLLIN);
}

static void serve(int epoll, int listener)
{
	static struct epoll_event events[EVENTS_MAX];

	for (;;) {
		int count = epoll_wait(epoll, events, EVENTS_MAX, -1);

		for (int i = 0; i < count; i++) {
			int socket = events[i].data.fd;

			if (socket == listener)
				admit(epoll, listener);
			else if (unsent[socket].end > 0)
				send_unsent(epoll, socket);
			else
				echo(epoll, socket);
		}
	}
}

int main(void)
{
	struct sockaddr_in address = {
		.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t length = sizeof address;
	int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	int epoll = epoll_create1(0);

	signal(SIGPIPE, SIG_IGN);
	if (epoll < 0 || bind(listener, (struct sockaddr *)&address, length) != 0 ||
		listen(listener, SOMAXCONN) != 0 ||
		getsockname(listener, (struct sockaddr *)&address, &length) != 0)
		return EXIT_FAILURE;
	printf("Listening on 127.0.0.1:%u\n", (unsigned)ntohs(address.sin_port));
	fflush(stdout);
	watch(epoll, EPOLL_CTL_ADD, listener, EPOLLIN);
	serve(epoll, listener);
}
#else
int main(void)
{
	return 77;
}
#endif
