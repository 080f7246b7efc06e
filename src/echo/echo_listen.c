/* SPDX-License-Identifier: MIT */
#include "echo/echo_listen.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/i18n.h"
#include "echo/echo_address.h"

/* The addresses to listen on, each once. */
struct addresses {
	struct sockaddr_storage all[ECHO_LISTENERS_MAX];
	socklen_t lengths[ECHO_LISTENERS_MAX];
	size_t count;
};

/* ---- addresses ---- */

/*
 * Adds the addresses of a host, but none twice, as the second would find the port in use. Returns 0
 * or a libuv error code.
 */
static int add_host(struct addresses *addresses, const struct echo_libuv *uv, uv_loop_t *loop,
	const char *host, const char *port)
{
	const struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV};
	uv_getaddrinfo_t request;
	int code = uv->getaddrinfo(loop, &request, NULL, host, port, &hints);

	if (code)
		return code;
	for (const struct addrinfo *found = request.addrinfo; found; found = found->ai_next) {
		struct sockaddr_storage address = {0};
		bool is_known = false;

		memcpy(&address, found->ai_addr, found->ai_addrlen);
		for (size_t i = 0; i < addresses->count && !is_known; i++)
			is_known = memcmp(&addresses->all[i], &address, sizeof address) == 0;
		if (is_known || addresses->count == ECHO_LISTENERS_MAX)
			continue;
		addresses->lengths[addresses->count] = found->ai_addrlen;
		addresses->all[addresses->count++] = address;
	}
	uv->freeaddrinfo(request.addrinfo);
	return 0;
}

/* ---- sockets ---- */

static in_port_t *port_of(struct sockaddr_storage *address)
{
	if (address->ss_family == AF_INET6)
		return &((struct sockaddr_in6 *)address)->sin6_port;
	return &((struct sockaddr_in *)address)->sin_port;
}

/* Returns a listening socket or a libuv error code, which is negative. */
static int open_listener(
	const struct echo_libuv *uv, const struct sockaddr_storage *address, socklen_t length)
{
	const int on = 1;
	int code, listener = socket(address->ss_family, SOCK_STREAM, 0);

	if (listener < 0)
		return uv->translate_sys_error(errno);
	fcntl(listener, F_SETFD, FD_CLOEXEC);
	setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (address->ss_family == AF_INET6)
		setsockopt(listener, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
	if (bind(listener, (const struct sockaddr *)address, length) == 0 &&
		listen(listener, SOMAXCONN) == 0)
		return listener;
	code = uv->translate_sys_error(errno);
	close(listener);
	return code;
}

/* Tries the port that the system has chosen for an earlier address, if any, then another one. */
static int open_listener_on_same_port(
	const struct echo_libuv *uv, int earlier, struct sockaddr_storage address, socklen_t length)
{
	struct sockaddr_storage bound = {0};
	socklen_t bound_length = sizeof bound;
	int listener;

	if (*port_of(&address) != 0 || earlier < 0)
		return open_listener(uv, &address, length);
	getsockname(earlier, (struct sockaddr *)&bound, &bound_length);
	*port_of(&address) = *port_of(&bound);
	listener = open_listener(uv, &address, length);
	if (listener != UV_EADDRINUSE)
		return listener;
	*port_of(&address) = 0;
	return open_listener(uv, &address, length);
}

/* Whether this machine does not have the address; without IPv6 it lacks ::1. */
static bool is_absent(int code)
{
	return code == UV_EADDRNOTAVAIL || code == UV_EAFNOSUPPORT || code == UV_EPROTONOSUPPORT;
}

static void fail_to_listen(const struct echo_libuv *uv, const struct echo_options *options,
	const struct addresses *addresses, size_t index, int code, struct error *error)
{
	char name[ECHO_ADDRESS_MAX], other[ECHO_ADDRESS_MAX];

	echo_address_format(
		name, (const struct sockaddr *)&addresses->all[index], addresses->lengths[index]);
	echo_address_suggest(other, options);
	if (is_absent(code))
		error_set(error, EXIT_LISTEN,
			_("cannot listen on %s: %s; use an address of this machine"), name,
			uv->strerror(code));
	else if (code == UV_EADDRINUSE || code == UV_EACCES)
		error_set(error, EXIT_LISTEN,
			_("cannot listen on %s: %s; choose another port, as in --serve=%s"), name,
			uv->strerror(code), other);
	else
		error_set(error, EXIT_LISTEN,
			_("cannot listen on %s: %s; use another address or port"), name,
			uv->strerror(code));
}

/* An address in use is an error: clients would reach the process that uses it. */
static size_t listen_on_all(const struct echo_libuv *uv, const struct echo_options *options,
	const struct addresses *addresses, int *sockets, struct error *error)
{
	size_t count = 0, absent = 0;
	int code = UV_EADDRNOTAVAIL;

	for (size_t i = 0; i < addresses->count; i++) {
		int listener = open_listener_on_same_port(
			uv, count ? sockets[0] : -1, addresses->all[i], addresses->lengths[i]);

		if (listener >= 0) {
			sockets[count++] = listener;
		} else if (is_absent(listener)) {
			code = listener;
			absent = i;
		} else {
			while (count > 0)
				close(sockets[--count]);
			fail_to_listen(uv, options, addresses, i, listener, error);
			return 0;
		}
	}
	if (count == 0)
		fail_to_listen(uv, options, addresses, absent, code, error);
	return count;
}

size_t echo_listen(const struct echo_libuv *uv, uv_loop_t *loop, const struct echo_options *options,
	int sockets[ECHO_LISTENERS_MAX], struct error *error)
{
	bool is_localhost = strcasecmp(options->host, "localhost") == 0 ||
			    strcasecmp(options->host, "localhost.") == 0;
	struct addresses addresses = {.count = 0};
	int code = add_host(
		&addresses, uv, loop, is_localhost ? "127.0.0.1" : options->host, options->port);

	/* A system without one of the families may reject its addresses. */
	if (is_localhost && add_host(&addresses, uv, loop, "::1", options->port) == 0)
		code = 0;
	if (code == UV_EAI_MEMORY || code == UV_ENOMEM)
		return error_set_no_memory(error);
	if (code)
		return error_set(error, EXIT_LISTEN,
			_("cannot listen on %s: %s; use a name or an address of this machine"),
			options->host, uv->strerror(code));
	return listen_on_all(uv, options, &addresses, sockets, error);
}
