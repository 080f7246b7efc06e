/* SPDX-License-Identifier: MIT */
#include "http/http_reply.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/number.h"
#include "http/http_body.h"
#include "http/http_libcurl.h"
#include "http/http_redact.h"
#include "http/http_url.h"
#include "http/request.h"

#define RETRY_AFTER_SECONDS_MIN 60
#define RETRY_AFTER_SECONDS_MAX 3600

const char *http_reply_encoding(const struct http_libcurl *curl, CURL *handle)
{
	struct curl_header *header;

	/* If libcurl lacks the function, such a body fails later, as invalid JSON. */
	for (size_t i = 0; curl->easy_header && curl->easy_header(handle, "Content-Encoding", i,
							CURLH_HEADER, -1, &header) == CURLHE_OK;
		i++)
		if (strcasecmp(header->value, "identity") != 0)
			return header->value;
	return NULL;
}

static int retry_after(const struct http_libcurl *curl, CURL *handle)
{
	curl_off_t seconds = http_libcurl_get_offset(curl, handle, CURLINFO_RETRY_AFTER);

	if (seconds <= 0)
		return 0;
	return (int)number_min(
		number_max((double)seconds, RETRY_AFTER_SECONDS_MIN), RETRY_AFTER_SECONDS_MAX);
}

/* Only the host: the rest of the URL in a redirect may repeat the key. */
static void redirect_host(const struct http_libcurl *curl, CURL *handle, char *to, size_t size)
{
	const char *target = http_libcurl_get_text(curl, handle, CURLINFO_REDIRECT_URL);
	CURLU *url = curl->url();

	if (url && target && curl->url_set(url, CURLUPART_URL, target, 0) == CURLUE_OK)
		http_url_part(curl, url, CURLUPART_HOST, to, size);
	curl->url_cleanup(url);
}

bool http_reply_fill(const struct http_libcurl *curl, CURL *handle, struct http_body *body,
	struct reply *reply, struct error *error)
{
	const char *type = http_libcurl_get_text(curl, handle, CURLINFO_CONTENT_TYPE);

	if (!buffer_append(&body->received, "", 0))
		return error_set_no_memory(error);
	*reply = (struct reply){
		.status = (int)http_libcurl_get_long(curl, handle, CURLINFO_RESPONSE_CODE),
		.received = (int64_t)time(NULL),
		.retry_after = retry_after(curl, handle),
		.body = body->received.text,
		.length = body->received.length};
	snprintf(reply->content_type, sizeof reply->content_type, "%s", type ? type : "");
	redirect_host(curl, handle, reply->redirect_host, sizeof reply->redirect_host);
	*body = (struct http_body){0};
	return true;
}

bool http_reply_redact(struct reply *reply, const char *key, struct error *error)
{
	if (!key)
		return true;
	http_redact(reply->content_type, key);
	http_redact(reply->redirect_host, key);
	reply->repeats_key = http_redact(reply->body, key);
	if (!http_redact_is_disguised(reply->body, key))
		return true;
	if (reply->status != HTTP_STATUS_OK) {
		*reply->body = '\0';
		reply->length = 0;
		return true;
	}
	free(reply->body);
	reply->body = NULL;
	return error_set(error, EXIT_BAD_REPLY,
		_("the reply contains the API key in an encoded form, so the reply was discarded; "
		  "try again later"));
}
