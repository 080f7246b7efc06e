/* SPDX-License-Identifier: MIT */
/* The echo server's clients: what each sends goes back to it, until it closes its side. */
#ifndef WX_ECHO_CLIENT_H
#define WX_ECHO_CLIENT_H

#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

#include "echo/echo_address.h"
#include "echo/echo_log.h"

enum { ECHO_READ_SIZE = 64 * 1024 };

/* A ring; an empty one is a head that is linked to itself. */
struct echo_link {
	struct echo_link *previous, *next;
};

/* All clients of one loop. */
struct echo_clients {
	uv_loop_t *loop;
	const struct echo_options *options; /* once, quiet and idle_timeout */
	void (*on_close)(uv_loop_t *loop);  /* called whenever a client has been closed */
	struct echo_log log;
	bool ends_streams; /* whatever a client has still to send is dropped */
	uint64_t idle_ms;  /* 0: never */
	uint64_t stopped;  /* when echo_clients_finish() was called, in the loop's milliseconds */
	uv_timer_t idle, finish;
	struct echo_link ring; /* the one silent for longest first */
	char buffer[ECHO_READ_SIZE];
};

/* Nothing here is copied: the loop, the options and *clients last until the loop has ended. */
void echo_clients_init(struct echo_clients *clients, uv_loop_t *loop,
	const struct echo_options *options, void (*on_close)(uv_loop_t *loop));

/* Takes the connected socket over; false, and it is closed, where the system has no room for it. */
bool echo_clients_add(struct echo_clients *clients, int socket);

/*
 * Returns what the clients have sent by now to the last byte, then closes them without a reset.
 *
 * What a client has sent may still be in its own system's buffers, because those here were full, or
 * on its way. So the echo goes on until nothing has come from the client for 300 ms. Then its
 * stream is ended, and it is closed when it has closed its side or its system has acknowledged all.
 * Closing with unread bytes, or before bytes that still come, would reset the connection and
 * destroy what the client has not received.
 *
 * A client that goes on sending gets the end of its stream after 1.8 seconds; what it sends then is
 * dropped. After two seconds those that are left are closed, with a reset where they have not been
 * read to the end.
 */
void echo_clients_finish(struct echo_clients *clients);

/* Closes all at once. */
void echo_clients_close(struct echo_clients *clients);

#endif
