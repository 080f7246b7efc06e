/* SPDX-License-Identifier: MIT */
/* The body of a reply as it arrives, at most REPLY_MAX bytes. Used by http only. */
#ifndef WX_HTTP_BODY_H
#define WX_HTTP_BODY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

struct http_body {
	struct buffer received;
	bool is_too_large;
};

/* A libcurl write callback (CURLOPT_WRITEFUNCTION) whose context is a struct http_body. */
size_t http_body_append(char *data, size_t one, size_t length, void *context);

#endif
