/* SPDX-License-Identifier: MIT */
/* The options of the echo server, and addresses as text. */
#ifndef WX_ECHO_ADDRESS_H
#define WX_ECHO_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

#include "base/error.h"

/* Bytes for "[host]:port" with the longest host. */
#define ECHO_ADDRESS_MAX 320

struct echo_options {
	char host[256]; /* name or address, without brackets */
	char port[6];   /* 0 to 65535; 0 lets the system pick */
	bool once;      /* return the first piece that each client sends, then end its stream */
	bool quiet;     /* do not log what is received */
	double idle_timeout; /* seconds without progress until a client is closed; 0: never */
};

/*
 * Parses "PORT" or "HOST:PORT", with brackets around an IPv6 address, into options->host and
 * options->port. If there is only a port, the host is localhost; NULL means localhost:8000. Fails
 * with EXIT_USAGE and leaves *options unchanged; the message is a clause that says what is wrong
 * with the text.
 */
bool echo_address_parse(struct echo_options *options, const char *text, struct error *error);

/* Writes "host:port" as echo_address_parse reads it; the host has no brackets. */
void echo_address_join(char to[ECHO_ADDRESS_MAX], const char *host, const char *port);

/* The same for the address of a socket, numerically. */
void echo_address_format(
	char to[ECHO_ADDRESS_MAX], const struct sockaddr *address, socklen_t length);

/* Another value for --serve: the same host, with a port that needs no privileges. */
void echo_address_suggest(char to[ECHO_ADDRESS_MAX], const struct echo_options *options);

#endif
