/* SPDX-License-Identifier: MIT */
/* The certificate authorities that are trusted. Used by http only. */
#ifndef WX_HTTP_TRUST_H
#define WX_HTTP_TRUST_H

#include <curl/curl.h>

#include "http/http_libcurl.h"

/*
 * The directory of certificates to try before the bundle, since reading a bundle takes longer than
 * a transfer; NULL if there is none, or if SSL_CERT_FILE names a bundle. If a peer's certificate
 * cannot be verified with it, the transfer must be tried again without it, so that neither more nor
 * fewer peers are trusted than by libcurl itself.
 */
const char *http_trust_directory(const struct http_libcurl *curl);

/*
 * Makes a transfer trust only the authorities in that directory; if it is NULL, those that
 * SSL_CERT_FILE and SSL_CERT_DIR name, or libcurl's default.
 */
CURLcode http_trust_set(const struct http_libcurl *curl, CURL *handle, const char *trusted);

#endif
