/* SPDX-License-Identifier: MIT */
/* The proxy of the environment that libcurl uses for a transfer. Used by http only. */
#ifndef WX_HTTP_PROXY_H
#define WX_HTTP_PROXY_H

#include <stdbool.h>

/*
 * The name of the variable that sets the proxy for https requests to a host: https_proxy,
 * HTTPS_PROXY, all_proxy or ALL_PROXY, the first that is set, as in libcurl
 * (https://curl.se/libcurl/c/libcurl-env.html). NULL if none is set or no_proxy lists the host;
 * address ranges in no_proxy are ignored. For loopback hosts wx uses no proxy.
 */
const char *http_proxy_variable(const char *host);

/* Whether any of these variables is set, whatever no_proxy lists. */
bool http_proxy_is_set(void);

#endif
