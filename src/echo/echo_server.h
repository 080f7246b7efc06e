/* SPDX-License-Identifier: MIT */
/* A TCP echo server (RFC 862). */
#ifndef WX_ECHO_SERVER_H
#define WX_ECHO_SERVER_H

#include <stdbool.h>

#include "base/error.h"

struct echo_options;

/*
 * Listens on the addresses of options->host (see echo_listen) and returns to clients what they
 * send, until SIGINT or SIGTERM. Then it accepts the clients that are already in the backlog, as
 * far as file descriptors are available, stops listening, returns to clients what they have sent so
 * far (see echo_clients_finish), for at most two seconds or until a second signal, and succeeds.
 *
 * On standard output it prints "Listening on 127.0.0.1:8000" for each socket, and logs what it
 * receives (see echo_log.h). SIGHUP, SIGUSR1 and SIGUSR2 are ignored while it runs; the caller must
 * ignore SIGPIPE.
 *
 * Fails with the codes of echo_listen, with EXIT_OUTPUT if the addresses cannot be printed, or with
 * EXIT_INTERNAL if memory or file descriptors are short.
 */
bool echo_server_run(const struct echo_options *options, struct error *error);

#endif
