/* SPDX-License-Identifier: MIT */
/* A TCP echo server (RFC 862). */
#ifndef WX_SERVE_H
#define WX_SERVE_H

#include <stdbool.h>

#include "base/error.h"

struct serve_options {
	char host[256];      /* a name or an address, without brackets */
	char port[6];        /* 0 to 65535; 0 lets the system pick */
	bool once;           /* echo each client's first read, then end its stream */
	bool quiet;          /* no "Received:" lines */
	double idle_timeout; /* seconds without progress before a client is closed; 0: never */
};

/*
 * Reads "PORT" or "HOST:PORT", with an IPv6 address in brackets, into options->host and ->port.
 * NULL means localhost:8000; a port alone is on localhost. On failure (exit code 2, the message
 * says what is wrong with the text) *options keeps its host and port.
 */
bool serve_address(struct serve_options *options, const char *text, struct error *error);

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
 * SIGPIPE, SIGHUP, SIGUSR1 and SIGUSR2 are ignored meanwhile.
 *
 * Fails with EXIT_LISTEN when no address can be bound or one is taken, EXIT_OUTPUT when the first
 * lines cannot be written, EXIT_INTERNAL when memory is short.
 */
bool serve(const struct serve_options *options, struct error *error);

#endif
