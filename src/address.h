/* SPDX-License-Identifier: MIT */
/* Addresses of the echo server as text. What the user types is read by serve_address, see serve.h.
 */
#ifndef WX_ADDRESS_H
#define WX_ADDRESS_H

#include <sys/socket.h>

#include "serve.h"

/* Room for "[host]:port" with the longest host. */
#define ADDRESS_MAX 320

/* Writes "host:port", as serve_address reads it, for a name or an address without brackets. */
void address_join(char to[ADDRESS_MAX], const char *host, const char *port);

/* The same for an address of a socket, in numbers. */
void address_name(char to[ADDRESS_MAX], const struct sockaddr *address, socklen_t length);

/* A value of --serve that differs in the port alone, which anyone may use. */
void address_suggest(char to[ADDRESS_MAX], const struct serve_options *options);

#endif
