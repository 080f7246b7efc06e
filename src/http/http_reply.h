/* SPDX-License-Identifier: MIT */
/* The reply of a transfer that has ended. Used by http only. */
#ifndef WX_HTTP_REPLY_H
#define WX_HTTP_REPLY_H

#include <curl/curl.h>
#include <stdbool.h>

struct error;
struct http_body;
struct http_libcurl;
struct reply;

/* The Content-Encoding of a reply, which wx never requests; NULL if it has none. */
const char *http_reply_encoding(const struct http_libcurl *curl, CURL *handle);

/* Fills in *reply, which takes over the body. Fails with EXIT_INTERNAL. */
bool http_reply_fill(const struct http_libcurl *curl, CURL *handle, struct http_body *body,
	struct reply *reply, struct error *error);

/*
 * Overwrites the key (NULL: none) in a reply. If the body disguises the key (see
 * http_redact_is_disguised), it is emptied unless the status is 200; with status 200 it is freed,
 * and this fails with EXIT_BAD_REPLY.
 */
bool http_reply_redact(struct reply *reply, const char *key, struct error *error);

#endif
