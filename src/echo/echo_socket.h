/* SPDX-License-Identifier: MIT */
/* The state of a connection. */
#ifndef WX_ECHO_SOCKET_H
#define WX_ECHO_SOCKET_H

#include <stdbool.h>

/*
 * The number of bytes written to a TCP socket that the peer's system has not acknowledged yet; -1
 * if this system does not provide it. A peer that reads slowly acknowledges in steps of up to about
 * 100 KiB, because its system reopens a closed window late.
 *
 * Linux: tcp(7), SIOCOUTQ, which counts the end of the stream as one byte; macOS: SO_NWRITE;
 * FreeBSD and NetBSD: FIONWRITE.
 */
long echo_socket_unacknowledged(int socket);

/* Whether read(2) would return bytes, the end of the stream or an error without blocking. */
bool echo_socket_is_readable(int socket);

#endif
