/* SPDX-License-Identifier: MIT */
/* What the echo server is asked for, and its addresses as text. */
#ifndef WX_ECHO_ADDRESS_H
#define WX_ECHO_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

#include "base/error.h"

/* Room for "[host]:port" with the longest host. */
#define ECHO_ADDRESS_MAX 320

struct echo_options {
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
bool echo_address_parse(struct echo_options *options, const char *text, struct error *error);

/* Writes "host:port", as echo_address_parse reads it, for a name or an address without brackets. */
void echo_address_join(char to[ECHO_ADDRESS_MAX], const char *host, const char *port);

/* The same for an address of a socket, in numbers. */
void echo_address_format(
	char to[ECHO_ADDRESS_MAX], const struct sockaddr *address, socklen_t length);

/* A value of --serve that differs in the port alone, which anyone may use. */
void echo_address_suggest(char to[ECHO_ADDRESS_MAX], const struct echo_options *options);

#endif
