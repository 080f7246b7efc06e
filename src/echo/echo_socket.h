/* SPDX-License-Identifier: MIT */
/* What the system says of a connection. */
#ifndef WX_ECHO_SOCKET_H
#define WX_ECHO_SOCKET_H

#include <stdbool.h>

/*
 * How many bytes of what was written to a TCP socket the peer's system has not acknowledged yet, or
 * -1 where this system does not say. A peer that reads more slowly than it is sent to acknowledges
 * in steps of up to some 100 KiB, because its system opens a closed window late.
 *
 * Linux: tcp(7), SIOCOUTQ, which counts the end of the stream as one byte; macOS: SO_NWRITE;
 * FreeBSD and NetBSD: FIONWRITE.
 */
long echo_socket_unacknowledged(int socket);

/* Whether a read would give bytes, the end of the stream or an error at once. */
bool echo_socket_is_readable(int socket);

#endif
