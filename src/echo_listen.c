/* SPDX-License-Identifier: MIT */
#include "echo_listen.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "address.h"

struct listeners {
	int *sockets;
	size_t count;
};

static in_port_t *port_of(struct sockaddr_storage *address)
{
	if (address->ss_family == AF_INET6)
		return &((struct sockaddr_in6 *)address)->sin6_port;
	return &((struct sockaddr_in *)address)->sin_port;
}

/* A listening socket, or a negative error as libuv counts them. */
static int open_listener(const struct sockaddr_storage *address, socklen_t length)
{
	const int on = 1;
	int error, listener = socket(address->ss_family, SOCK_STREAM, 0);

	if (listener < 0)
		return uv_translate_sys_error(errno);
	fcntl(listener, F_SETFD, FD_CLOEXEC);
	setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (address->ss_family == AF_INET6)
		setsockopt(listener, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
	if (bind(listener, (const struct sockaddr *)address, length) == 0 &&
		listen(listener, SOMAXCONN) == 0)
		return listener;
	error = uv_translate_sys_error(errno);
	close(listener);
	return error;
}

/* The port that the system picked for an earlier address is tried for the others too. */
static int open_listener_near(const struct listeners *listeners, const struct addrinfo *found)
{
	struct sockaddr_storage address = {0}, earlier = {0};
	socklen_t length = sizeof earlier;
	int listener;

	memcpy(&address, found->ai_addr, found->ai_addrlen);
	if (*port_of(&address) != 0 || listeners->count == 0)
		return open_listener(&address, found->ai_addrlen);
	getsockname(listeners->sockets[0], (struct sockaddr *)&earlier, &length);
	*port_of(&address) = *port_of(&earlier);
	listener = open_listener(&address, found->ai_addrlen);
	if (listener != UV_EADDRINUSE)
		return listener;
	*port_of(&address) = 0;
	return open_listener(&address, found->ai_addrlen);
}

/* Names are often listed twice, and the second time would find the port in use. */
static bool is_repeated(const struct addrinfo *all, const struct addrinfo *found)
{
	for (; all != found; all = all->ai_next)
		if (all->ai_addrlen == found->ai_addrlen &&
			memcmp(all->ai_addr, found->ai_addr, found->ai_addrlen) == 0)
			return true;
	return false;
}

/* As where a machine knows the name ::1 but not IPv6. */
static bool is_absent(int error)
{
	return error == UV_EADDRNOTAVAIL || error == UV_EAFNOSUPPORT || error == UV_EPROTONOSUPPORT;
}

static bool fail_to_listen(const struct serve_options *options, const struct addrinfo *found,
	int error, struct failure *failure)
{
	char name[ADDRESS_MAX], other[ADDRESS_MAX];

	address_name(name, found->ai_addr, found->ai_addrlen);
	address_suggest(other, options);
	if (is_absent(error))
		return fail(failure, EXIT_LISTEN,
			"cannot listen on %s: %s; use an address of this machine", name,
			uv_strerror(error));
	if (error == UV_EADDRINUSE || error == UV_EACCES)
		return fail(failure, EXIT_LISTEN,
			"cannot listen on %s: %s; choose another port, as in --serve=%s", name,
			uv_strerror(error), other);
	return fail(failure, EXIT_LISTEN, "cannot listen on %s: %s", name, uv_strerror(error));
}

/* An address that is taken is fatal: clients would reach whoever took it. */
static bool listen_on_all(struct listeners *listeners, const struct serve_options *options,
	const struct addrinfo *all, struct failure *failure)
{
	const struct addrinfo *absent = all;
	int error = 0;

	for (const struct addrinfo *found = all; found; found = found->ai_next) {
		int listener;

		if (is_repeated(all, found) || listeners->count == ECHO_LISTENERS_MAX)
			continue;
		listener = open_listener_near(listeners, found);
		if (listener >= 0) {
			listeners->sockets[listeners->count++] = listener;
			continue;
		}
		error = listener;
		if (!is_absent(error))
			return fail_to_listen(options, found, error, failure);
		absent = found;
	}
	return listeners->count > 0 || fail_to_listen(options, absent, error, failure);
}

static void close_all(struct listeners *listeners)
{
	while (listeners->count > 0)
		close(listeners->sockets[--listeners->count]);
}

size_t echo_listen(uv_loop_t *loop, const struct serve_options *options,
	int sockets[ECHO_LISTENERS_MAX], struct failure *failure)
{
	const struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV};
	struct listeners listeners = {.sockets = sockets};
	uv_getaddrinfo_t request;
	int error = uv_getaddrinfo(loop, &request, NULL, options->host, options->port, &hints);

	if (error == UV_EAI_MEMORY || error == UV_ENOMEM)
		return fail_memory(failure);
	if (error)
		return fail(failure, EXIT_LISTEN,
			"cannot listen on %s: %s; use a name or an address of this machine",
			options->host, uv_strerror(error));
	if (!listen_on_all(&listeners, options, request.addrinfo, failure))
		close_all(&listeners);
	uv_freeaddrinfo(request.addrinfo);
	return listeners.count;
}
