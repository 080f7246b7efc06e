/* SPDX-License-Identifier: MIT */
/* What --check prints about HTTP. */
#ifndef WX_HTTP_DESCRIBE_H
#define WX_HTTP_DESCRIBE_H

#include <stddef.h>

#define HTTP_DESCRIBE_MAX 1312 /* bytes, the NUL counted */

/*
 * The scheme, host, port and path of a service's URL, whether or not wx accepts it; a user name, a
 * password or a query may be secret, and pieces of the key are overwritten. "invalid URL" if it
 * cannot be parsed, "cannot be determined without libcurl" if there is no libcurl.
 */
void http_describe_url(char to[HTTP_DESCRIBE_MAX], const char *base_url, const char *key);

/*
 * The versions of libcurl and the libraries in it, in one line; "no usable libcurl" if it cannot be
 * loaded.
 */
void http_describe_library(char *to, size_t size);

#endif
