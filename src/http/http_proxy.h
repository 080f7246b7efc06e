/* SPDX-License-Identifier: MIT */
/* Which of the environment's proxies libcurl takes for a transfer. For http alone. */
#ifndef WX_HTTP_PROXY_H
#define WX_HTTP_PROXY_H

#include <stdbool.h>

/*
 * The name of the variable that holds the proxy for https to a host, in libcurl's order:
 * https_proxy, HTTPS_PROXY, all_proxy, ALL_PROXY (https://curl.se/libcurl/c/libcurl-env.html). NULL
 * if none is set or no_proxy lists the host; ranges of addresses in no_proxy are not looked at.
 * Plain http is for loopback hosts alone, which are never asked through a proxy.
 */
const char *http_proxy_variable(const char *host);

/* Whether any of them is set, be it that no_proxy lists the host. */
bool http_proxy_is_set(void);

#endif
