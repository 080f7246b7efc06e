/* SPDX-License-Identifier: MIT */
/*
 * HTTP requests, several at a time, with libcurl. SIGPIPE must be ignored, since a peer may close
 * the connection while something is written to it.
 */
#ifndef WX_HTTP_H
#define WX_HTTP_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"
#include "http/request.h"

/* Maximum number of transfers at a time. */
#define HTTP_TRANSFERS_MAX 8

struct transfers;

/* A service that requests are sent to. */
struct http_service {
	const char *base_url;     /* https, or http on a loopback host; a request may override it */
	const char *url_variable; /* the environment variable that may have set it, for messages */
	const char *url_example;  /* a valid one, for messages */
	const char *key_parameter; /* query parameter for the key; NULL: no key is sent */
};

/* The caller sets the members above the blank line; `transfers` starts as NULL. */
struct http {
	struct http_service service;
	const char *key; /* NULL: none */
	double timeout;  /* seconds, for messages: each request has its own deadline */
	int64_t now;     /* the system time, for messages about wrong clocks */
	FILE *log;       /* for requests, without the key, and timings; NULL: none */

	struct transfers *transfers; /* private; see http_close */
};

/*
 * Starts a GET request. When it has ended, at the deadline (see monotonic_now) at the latest,
 * http_next returns its ticket. At most HTTP_TRANSFERS_MAX may be in progress. Redirects are not
 * followed. A request is sent again only if the peer closed a kept connection before it took the
 * request. Fails with EXIT_CONFIG if the service's URL is invalid (see http_url_build), or with
 * EXIT_INTERNAL; any other request would fail as well.
 */
bool http_start(struct http *http, const struct request *request, double deadline, size_t ticket,
	struct error *error);

/*
 * Runs the transfers until one has ended, the file can be read (-1: no file), or a time (see
 * monotonic_now), whichever comes first. May return earlier.
 */
void http_wait(struct http *http, int file, double until);

/* Postpones the deadlines of all transfers. */
void http_delay(struct http *http, double seconds);

/*
 * Takes the result of a transfer that has ended; false if there is none. If error->code is EXIT_OK,
 * *reply has a status, whichever it is, and a body of at most 1 MiB, for http_free; from status 300
 * on, a body that is larger or incomplete is left empty. Otherwise the code is EXIT_NETWORK,
 * EXIT_TLS, EXIT_BAD_REPLY or EXIT_INTERNAL, and there is nothing to free. Where the server repeats
 * the key, it has been overwritten.
 */
bool http_next(struct http *http, size_t *ticket, struct reply *reply, struct error *error);

/* Ends all transfers and closes the connections. */
void http_close(struct http *http);

/* Frees the body of a reply. */
void http_free(struct reply *reply);

#endif
