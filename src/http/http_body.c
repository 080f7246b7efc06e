/* SPDX-License-Identifier: MIT */
#include "http/http_body.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#include "http/request.h"

bool http_body_reserve(struct http_body *body, size_t needed)
{
	size_t size = body->size ? body->size : 4096;
	char *text;

	if (needed <= body->size)
		return true;
	while (size < needed)
		size *= 2;
	text = realloc(body->text, size);
	if (!text)
		return false;
	body->text = text;
	body->size = size;
	return true;
}

size_t http_body_append(char *data, size_t one, size_t length, void *context)
{
	struct http_body *body = context;

	(void)one;
	body->is_too_large = length > REPLY_MAX - body->length;
	if (body->is_too_large || !http_body_reserve(body, body->length + length + 1))
		return CURL_WRITEFUNC_ERROR;
	memcpy(body->text + body->length, data, length);
	body->length += length;
	body->text[body->length] = '\0';
	return length;
}
