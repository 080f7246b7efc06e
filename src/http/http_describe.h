/* SPDX-License-Identifier: MIT */
/* What may be said of HTTP to a user: by --check. */
#ifndef WX_HTTP_DESCRIBE_H
#define WX_HTTP_DESCRIBE_H

#include <stddef.h>

#define HTTP_DESCRIBE_MAX 1312

/*
 * What may be shown of a service's URL, good or not: scheme, host, port and path. A user, a
 * password or a query may be secret. Other words when it is no URL, or without libcurl.
 */
void http_describe_url(char to[HTTP_DESCRIBE_MAX], const char *base_url);

/* The library's name, version and parts, in a line; why there is none, without it. */
void http_describe_library(char *to, size_t size);

#endif
