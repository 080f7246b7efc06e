/* SPDX-License-Identifier: MIT */
#include "http/http_body.h"

#include <curl/curl.h>

#include "http/request.h"

size_t http_body_append(char *data, size_t one, size_t length, void *context)
{
	struct http_body *body = context;

	(void)one; /* libcurl always passes 1 */
	body->is_too_large = length > REPLY_MAX - body->received.length;
	if (body->is_too_large || !buffer_append(&body->received, data, length))
		return CURL_WRITEFUNC_ERROR;
	return length;
}
