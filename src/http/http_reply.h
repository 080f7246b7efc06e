/* SPDX-License-Identifier: MIT */
/* A struct reply from a transfer that has ended. For http alone. */
#ifndef WX_HTTP_REPLY_H
#define WX_HTTP_REPLY_H

#include <curl/curl.h>
#include <stdbool.h>

struct error;
struct http_body;
struct http_libcurl;
struct reply;

/* A Content-Encoding that was not asked for; NULL when the reply is as it is. */
const char *http_reply_encoding(const struct http_libcurl *curl, CURL *handle);

/* Fills a reply in and moves the body into it. Fails with EXIT_INTERNAL. */
bool http_reply_fill(const struct http_libcurl *curl, CURL *handle, struct http_body *body,
	struct reply *reply, struct error *error);

/*
 * Overwrites what a reply repeats of the key (NULL: there is none). One that hides the key in other
 * characters, which output may drop, loses its body if its status says already that it is no
 * answer; else it is freed, and this fails with EXIT_BAD_REPLY.
 */
bool http_reply_redact(struct reply *reply, const char *key, struct error *error);

#endif
