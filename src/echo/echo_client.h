/* SPDX-License-Identifier: MIT */
/* The clients of the echo server, to which it returns what they send. */
#ifndef WX_ECHO_CLIENT_H
#define WX_ECHO_CLIENT_H

#include <stdbool.h>
#include <stdint.h>

#include "echo/echo_address.h"
#include "echo/echo_libuv.h"
#include "echo/echo_log.h"

enum { ECHO_READ_BYTES_MAX = 64 * 1024 };

/* A doubly linked circular list; the head of an empty one is linked to itself. */
struct echo_link {
	struct echo_link *previous, *next;
};

/* All clients of an event loop. */
struct echo_clients {
	const struct echo_libuv *uv;
	uv_loop_t *loop;
	const struct echo_options *options; /* once, quiet and idle_timeout are used */
	void (*on_close)(uv_loop_t *loop);  /* called after a client has been closed */
	struct echo_log log;
	bool ends_streams;   /* what clients send from now on is discarded */
	uint64_t idle_ms;    /* 0: never */
	uint64_t stopped_ms; /* time of echo_clients_finish, see uv_now */
	uv_timer_t idle, finish;
	struct echo_link ring;            /* of clients, the one idle for longest first */
	char buffer[ECHO_READ_BYTES_MAX]; /* for all clients: it is empty between callbacks */
};

/* None of what is passed may be moved or freed until the loop has ended. */
void echo_clients_init(struct echo_clients *clients, const struct echo_libuv *uv, uv_loop_t *loop,
	const struct echo_options *options, void (*on_close)(uv_loop_t *loop));

/* Adds a client and owns its socket. False if the system lacks resources; it is closed then. */
bool echo_clients_add(struct echo_clients *clients, int socket);

/*
 * Returns everything that the clients have sent so far, then closes them without a reset.
 *
 * What a client has sent may be in transit, or in its own system's buffers because those of this
 * system were full. So the echo goes on until nothing has arrived from the client for 300 ms. Then
 * its stream is ended, and it is closed when it has ended its own or its system has acknowledged
 * everything. Closing a socket while bytes are unread or in transit would reset the connection and
 * destroy what the client has not received.
 *
 * The stream of a client that does not stop sending is ended after 1.8 seconds; what it sends after
 * that is discarded. The remaining clients are closed after two seconds, with a reset if bytes of
 * theirs are unread.
 */
void echo_clients_finish(struct echo_clients *clients);

/* Closes all clients immediately. */
void echo_clients_close(struct echo_clients *clients);

#endif
