/* SPDX-License-Identifier: MIT */
/* Which authorities' certificates are trusted. For http alone. */
#ifndef WX_HTTP_TRUST_H
#define WX_HTTP_TRUST_H

#include <curl/curl.h>

#include "http/http_libcurl.h"

/*
 * The directory of certificates that is asked before the bundle, which takes longer to read than a
 * transfer; NULL where there is none, or SSL_CERT_FILE names a bundle. A peer that it does not
 * vouch for must be tried once more without it, so that nothing is trusted less or more than usual.
 */
const char *http_trust_directory(const struct http_libcurl *curl);

/*
 * Has a transfer trust that directory alone; without one (NULL) what SSL_CERT_FILE and SSL_CERT_DIR
 * name, else libcurl's own authorities.
 */
CURLcode http_trust_set(const struct http_libcurl *curl, CURL *handle, const char *trusted);

#endif
