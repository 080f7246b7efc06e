/* SPDX-License-Identifier: MIT */
/* The URL of a request. Used by http only. */
#ifndef WX_HTTP_URL_H
#define WX_HTTP_URL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/error.h"
#include "http/http_libcurl.h"
#include "http/request.h"

#define HTTP_HOST_MAX 256  /* bytes, the NUL counted */
#define HTTP_PATH_MAX 1023 /* bytes of the path in the service's URL, the NUL not counted */

struct http_service;

/* A request, and the service that it is sent to. */
struct http_target {
	const struct http_service *service;
	const char *key;
	const struct request *request;
	size_t number; /* for the log */
};

/*
 * Sets the URL of a request, including the key, and logs it (NULL: no log) without the key. The
 * service's URL must use https, or http if its host is a loopback host in any notation, and must
 * not have a user, query or fragment. Fails with EXIT_CONFIG, or EXIT_INTERNAL if out of memory.
 */
bool http_url_build(const struct http_libcurl *curl, CURLU *url, const struct http_target *target,
	FILE *log, struct error *error);

/* Copies a part of a URL, such as its host; "" if it has none. False when out of memory. */
bool http_url_part(
	const struct http_libcurl *curl, CURLU *url, CURLUPart part, char *to, size_t size);

/* Whether a host, as libcurl's URL parser returns it, is localhost or a loopback address. */
bool http_url_is_loopback(const char *host);

#endif
