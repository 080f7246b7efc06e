/* SPDX-License-Identifier: MIT */
/*
 * HTTP, several requests at once, by libcurl. SIGPIPE must be ignored, since a peer may go away in
 * the middle of a TLS record.
 */
#ifndef WX_HTTP_H
#define WX_HTTP_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"
#include "http/request.h"

/* As many transfers run at once. */
#define HTTP_TRANSFERS_MAX 8

struct transfers;

/* Whom requests go to. */
struct http_service {
	const char *base_url;     /* https, or http on a loopback host */
	const char *url_variable; /* of the environment, where base_url may be from: for messages */
	const char *url_example;  /* a good one: for messages */
	const char *key_parameter; /* of a request, for the key; NULL: none is sent */
};

/* Start with {0} but for what is asked of whom. */
struct http {
	struct http_service service;
	const char *key; /* NULL: none is known */
	double timeout;  /* the seconds that a transfer has, as the user was promised them */
	int64_t now;     /* the time, for a word on clocks that are wrong */
	FILE *log;       /* what is asked and how long it took, without the key; or NULL */

	struct transfers *transfers; /* NULL before the first one; see http_close */
};

/*
 * Starts one GET, of which http_next will tell by its ticket; while HTTP_TRANSFERS_MAX are running
 * there must be no more. It ends at the deadline (monotonic_now) at the latest. Redirects are not
 * followed and nothing is asked twice, but for a request that a kept connection did not take. Fails
 * with EXIT_CONFIG if the service's URL will not do (see http_url), or EXIT_INTERNAL, and then
 * would fail with any request.
 */
bool http_start(struct http *http, const struct request *request, double deadline, size_t ticket,
	struct error *error);

/*
 * Moves the transfers on until one has ended, the file can be read (-1: none), or it is `until`,
 * whichever comes first.
 */
void http_wait(struct http *http, int file, double until);

/* Gives all that are running so much more time. */
void http_delay(struct http *http, double seconds);

/*
 * Takes a transfer that has ended; false if none has. If error->code is EXIT_OK then, *reply has a
 * status, whatever it is, and a body of at most 1 MiB. From status 300 on the body is empty when it
 * could not be had whole, or is larger. Else the code is EXIT_NETWORK, EXIT_TLS,
 * EXIT_BAD_REPLY or EXIT_INTERNAL, and there is nothing to free. Whatever the server repeated of
 * the key has been overwritten.
 */
bool http_next(struct http *http, size_t *ticket, struct reply *reply, struct error *error);

/* Ends what is still running and closes the connections. */
void http_close(struct http *http);

/* Frees what http_next filled in. */
void http_free(struct reply *reply);

#endif
