/* SPDX-License-Identifier: MIT */
/* Messages about transfers that have failed. Used by http only. */
#ifndef WX_HTTP_ERROR_H
#define WX_HTTP_ERROR_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct http_error {
	CURLcode code;
	const char *message; /* libcurl's, which may repeat a proxy's URL; "" if none */
	const char *meaning; /* libcurl's description of the code */
	const char *host;
	const char *url_variable; /* the environment variable that may set another host */
	const char *proxy;        /* the environment variable of the proxy in use; NULL: none */
	bool may_name_a_proxy;    /* libcurl's message may do so, even if no proxy is in use */
	long proxy_status;        /* of the proxy's reply; 0: none */
	long header_size;         /* bytes of the response headers */
	bool is_too_large;        /* the body */
	double timeout;           /* seconds */
	int64_t now;              /* the system time */
};

/* Fails with EXIT_NETWORK, EXIT_TLS, EXIT_BAD_REPLY or EXIT_INTERNAL. */
bool http_error_set(const struct http_error *fault, struct error *error);

#endif
