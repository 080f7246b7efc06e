/* SPDX-License-Identifier: MIT */
/* A TCP echo server (RFC 862). */
#ifndef WX_ECHO_SERVER_H
#define WX_ECHO_SERVER_H

#include <stdbool.h>

#include "base/error.h"

struct echo_options;

/*
 * Listens on every address of the host and echoes until SIGINT or SIGTERM. An address that the
 * machine lacks is passed over while another remains; localhost is 127.0.0.1 and ::1, and no
 * resolver is asked.
 *
 * Then it accepts the clients that the system has already connected, as far as file descriptors
 * reach, stops listening, returns what clients have sent by then (see echo_clients_finish), for two
 * seconds at most or until a second signal, and returns true.
 *
 * Prints one line a socket, "Listening on 127.0.0.1:8000", and "Received: …" for what arrives, on
 * standard output; such a line is left out, and counted, when writing it would have to wait.
 * SIGHUP, SIGUSR1 and SIGUSR2 are ignored meanwhile; SIGPIPE must be.
 *
 * Fails with EXIT_LISTEN when no address can be bound or one is taken, EXIT_OUTPUT when the first
 * lines cannot be written, EXIT_INTERNAL when memory is short.
 */
bool echo_server_run(const struct echo_options *options, struct error *error);

#endif
