/* SPDX-License-Identifier: MIT */
/* HTTP: the one place that knows libcurl. */
#ifndef WX_HTTP_H
#define WX_HTTP_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "fail.h"
#include "request.h"

struct http {
	const char *base_url; /* of the service */
	const char *key;      /* sent as the parameter "appid" */
	double deadline;      /* when the whole transfer must be over; see moment_monotonic */
	double timeout;       /* the seconds that this leaves, as the user was promised them */
	int64_t now;          /* the time, for a word on clocks that are wrong */
	FILE *log;            /* what is asked and how long it took, without the key; or NULL */
};

/*
 * Whether the service may be asked under that URL: https anywhere, plain http on loopback hosts
 * only, no user, query or fragment. The host is judged as it would be connected to. Fails with
 * EXIT_CONFIG.
 */
bool http_check_url(const char *base_url, struct failure *failure);

#define HTTP_NAME_MAX 1312

/*
 * What may be shown of a service's URL, good or not: scheme, host, port and path. A user, a
 * password or a query may be secret. "not usable" when it is no URL.
 */
void http_name_url(char to[HTTP_NAME_MAX], const char *base_url);

/*
 * One GET. On success *reply has a status, whatever it is, and a body of at most 1 MiB. Redirects
 * are not followed and nothing is tried twice. Fails with EXIT_CONFIG, EXIT_NETWORK, EXIT_TLS,
 * EXIT_BAD_REPLY or EXIT_INTERNAL; then there is nothing to free. What the server sent, the
 * failure's message included, may repeat the key; see key_blank.
 */
bool http_get(const struct http *http, const struct request *request, struct reply *reply,
	struct failure *failure);

/* Frees what http_get filled in. */
void http_free(struct reply *reply);

/* The library's name, version and parts, in a line. */
const char *http_version(void);

#endif
