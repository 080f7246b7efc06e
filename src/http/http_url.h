/* SPDX-License-Identifier: MIT */
/* The URL of a request. For http alone. */
#ifndef WX_HTTP_URL_H
#define WX_HTTP_URL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/error.h"
#include "http/http_libcurl.h"
#include "http/request.h"

#define HTTP_HOST_MAX 256
#define HTTP_PATH_MAX 1023 /* bytes of the service's own path */

/* Where a request goes: what is asked, of whom and with which key. */
struct http_service;

struct http_target {
	const struct http_service *service;
	const char *key;
	const struct request *request;
	size_t number; /* for the log */
};

/*
 * Sets the URL of a request, the key included; a log gets it without. The service may be asked
 * under https anywhere, and under plain http on loopback hosts only; its URL has no user, query or
 * fragment. The host is judged as it would be connected to. Fails with EXIT_CONFIG, or
 * EXIT_INTERNAL when memory is short.
 */
bool http_url_build(const struct http_libcurl *curl, CURLU *url, const struct http_target *target,
	FILE *log, struct error *error);

/*
 * The URL's host, or its path, or another part of it; "" when it has none. False when memory is
 * short, which is not the same.
 */
bool http_url_part(
	const struct http_libcurl *curl, CURLU *url, CURLUPart part, char *to, size_t size);

/* Whether a host, as the URL has it, is this machine itself. */
bool http_url_is_loopback(const char *host);

#endif
