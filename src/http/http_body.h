/* SPDX-License-Identifier: MIT */
/* The body of a reply, as it comes in: at most REPLY_MAX bytes are kept. For http alone. */
#ifndef WX_HTTP_BODY_H
#define WX_HTTP_BODY_H

#include <stdbool.h>
#include <stddef.h>

struct http_body {
	char *text;
	size_t length, size;
	bool is_too_large;
};

/* Makes room for so many bytes. False when memory is short. */
bool http_body_reserve(struct http_body *body, size_t needed);

/* A libcurl write callback whose context is a struct http_body, with a NUL behind what has come. */
size_t http_body_append(char *data, size_t one, size_t length, void *context);

#endif
