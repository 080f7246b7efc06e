/* SPDX-License-Identifier: MIT */
/* The listening sockets of the echo server. */
#ifndef WX_ECHO_LISTEN_H
#define WX_ECHO_LISTEN_H

#include <stddef.h>

#include "base/error.h"
#include "echo/echo_address.h"
#include "echo/echo_libuv.h"

enum { ECHO_LISTENERS_MAX = 16 };

/*
 * Opens a listening socket with FD_CLOEXEC on options->port of each address of options->host. For
 * port 0 the system chooses a port, the same for all addresses if possible. Addresses that this
 * machine does not have are skipped unless it has none of them. The loop is used for name
 * resolution only.
 *
 * "localhost" and "localhost.", in upper or lower case, are 127.0.0.1 and ::1 without name
 * resolution (RFC 6761, section 6.3).
 *
 * Returns the number of sockets, which the caller closes. On failure returns 0, with EXIT_LISTEN if
 * the host has no address that can be used or one of them is in use, or EXIT_INTERNAL if memory is
 * short.
 */
size_t echo_listen(const struct echo_libuv *uv, uv_loop_t *loop, const struct echo_options *options,
	int sockets[ECHO_LISTENERS_MAX], struct error *error);

#endif
