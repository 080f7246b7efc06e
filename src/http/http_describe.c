/* SPDX-License-Identifier: MIT */
#include "http/http_describe.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/key_shape.h"
#include "http/http_libcurl.h"
#include "http/http_redact.h"
#include "http/http_url.h"

void http_describe_library(char *to, size_t size)
{
	struct http_libcurl curl;
	struct error error;

	snprintf(to, size, "%s",
		/* TRANSLATORS: follows "Program: wx VERSION, " */
		http_libcurl_open(&curl, &error) ? curl.version() : _("no usable libcurl"));
}

void http_describe_url(char to[HTTP_DESCRIBE_MAX], const char *base_url, const char *key)
{
	char scheme[16], host[256], port[8], path[HTTP_PATH_MAX + 1];
	struct http_libcurl library;
	const struct http_libcurl *curl = &library;
	struct error unused;
	CURLU *url;

	/* TRANSLATORS: this and "invalid URL" follow "Service URL:" */
	snprintf(to, HTTP_DESCRIBE_MAX, "%s", _("cannot be determined without libcurl"));
	if (!http_libcurl_open(&library, &unused))
		return;
	snprintf(to, HTTP_DESCRIBE_MAX, "%s", _("invalid URL"));
	url = curl->url();
	if (url && !key_shape_is_in(base_url) &&
		curl->url_set(url, CURLUPART_URL, base_url, CURLU_NON_SUPPORT_SCHEME) ==
			CURLUE_OK) {
		http_url_part(curl, url, CURLUPART_SCHEME, scheme, sizeof scheme);
		http_url_part(curl, url, CURLUPART_HOST, host, sizeof host);
		http_url_part(curl, url, CURLUPART_PORT, port, sizeof port);
		http_url_part(curl, url, CURLUPART_PATH, path, sizeof path);
		snprintf(to, HTTP_DESCRIBE_MAX, "%s://%s%s%s%s", scheme, host, *port ? ":" : "",
			port, strcmp(path, "/") == 0 ? "" : path);
		http_redact(to, key);
	}
	curl->url_cleanup(url);
}
