/* SPDX-License-Identifier: MIT */
/* What a transfer's end in failure means, in the user's words. For http alone. */
#ifndef WX_HTTP_ERROR_H
#define WX_HTTP_ERROR_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct http_error {
	CURLcode code;
	const char
		*message; /* libcurl's for this transfer, which may repeat a proxy's URL; or "" */
	const char *meaning; /* libcurl's words for the code */
	const char *host;
	const char *proxy;     /* the variable that names the proxy in use; NULL: none */
	bool may_name_a_proxy; /* libcurl may know of one, in use or not */
	long proxy_status;     /* of a proxy's reply; 0 if there was none */
	long header_size;      /* bytes of the reply's head */
	bool is_too_large;     /* the reply's body */
	double timeout;        /* seconds that were allowed */
	int64_t now;           /* for a word on clocks that are wrong */
};

/* Fails with EXIT_NETWORK, EXIT_TLS, EXIT_BAD_REPLY or EXIT_INTERNAL. */
bool http_error_set(const struct http_error *fault, struct error *error);

#endif
