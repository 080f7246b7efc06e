/* SPDX-License-Identifier: MIT */
/* The echo server's clients: what each sends goes back to it, until it closes its side. */
#ifndef WX_ECHO_CLIENT_H
#define WX_ECHO_CLIENT_H

#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

#include "echo_log.h"
#include "serve.h"

enum { ECHO_READ_SIZE = 64 * 1024 };

/* A ring; an empty one is a head that is linked to itself. */
struct echo_link {
	struct echo_link *previous, *next;
};

/* All clients of one loop. */
struct echo_clients {
	uv_loop_t *loop;
	const struct serve_options *options; /* once, quiet and idle_timeout count here */
	void (*on_close)(uv_loop_t *loop);   /* called whenever a client has been closed */
	struct echo_log log;
	bool is_stopping;
	uint64_t idle_ms; /* 0: never */
	uv_timer_t idle, grace;
	struct echo_link ring; /* the one silent for longest first */
	char buffer[ECHO_READ_SIZE];
};

/* Nothing here is copied: the loop, the options and *clients last until the loop has ended. */
void echo_clients_init(struct echo_clients *clients, uv_loop_t *loop,
	const struct serve_options *options, void (*on_close)(uv_loop_t *loop));

/* Takes the connected socket over; false, and it is closed, where the system has no room for it. */
bool echo_clients_add(struct echo_clients *clients, int socket);

/*
 * Finishes pending writes and then closes the clients, after two seconds in any case. The loop has
 * nothing more to do for the clients then.
 */
void echo_clients_finish(struct echo_clients *clients);

/* Closes all at once. */
void echo_clients_close(struct echo_clients *clients);

#endif
