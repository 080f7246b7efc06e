/* SPDX-License-Identifier: MIT */
/* The sockets on which the echo server listens. */
#ifndef WX_ECHO_LISTEN_H
#define WX_ECHO_LISTEN_H

#include <stddef.h>
#include <uv.h>

#include "base/error.h"
#include "echo/echo_address.h"

enum { ECHO_LISTENERS_MAX = 16 };

/*
 * Opens a listening socket, closed on exec, on each address of options->host, on options->port.
 * Port 0 is one that the system picks, the same for all addresses where possible. An address that
 * the machine lacks is passed over while another remains. The loop serves the resolver alone.
 *
 * "localhost", in any case and with or without the root's dot, is 127.0.0.1 and ::1; no resolver is
 * asked (RFC 6761, section 6.3).
 *
 * Returns how many sockets were opened, which the caller closes; 0 on failure, with EXIT_LISTEN
 * when no address can be bound or one is taken, EXIT_INTERNAL when memory is short.
 */
size_t echo_listen(uv_loop_t *loop, const struct echo_options *options,
	int sockets[ECHO_LISTENERS_MAX], struct error *error);

#endif
