/* SPDX-License-Identifier: MIT */
#include "http/http_libcurl.h"

#include <stddef.h>

#ifdef LINK_LIBCURL

/* Some versions declare the first parameter const, which makes another type of function. */
static CURLUcode url_get(CURLU *url, CURLUPart what, char **part, unsigned int flags)
{
	return curl_url_get(url, what, part, flags);
}

#define curl_url_get url_get

bool http_libcurl_open(struct http_libcurl *curl, struct error *error)
{
	(void)error;
	*curl = (struct http_libcurl){
#define MEMBER(type, name, arguments) .name = curl_##name,
		HTTP_LIBCURL_REQUIRED(MEMBER) HTTP_LIBCURL_OPTIONAL(MEMBER)
#undef MEMBER
	};
	return true;
}

#else

#include "base/library.h"

LIBRARY_NOTE(http_libcurl_note, "network", "Requests to the weather service", "required",
	LIBCURL_SONAME);

bool http_libcurl_open(struct http_libcurl *curl, struct error *error)
{
	static const struct library_symbol symbols[] = {
#define ROW(name, is_required) {"curl_" #name, offsetof(struct http_libcurl, name), is_required},
#define REQUIRED(type, name, arguments) ROW(name, true)
#define OPTIONAL(type, name, arguments) ROW(name, false)
		HTTP_LIBCURL_REQUIRED(REQUIRED) HTTP_LIBCURL_OPTIONAL(OPTIONAL)
#undef ROW
#undef REQUIRED
#undef OPTIONAL
	};
	static const struct library library = {
		.name = "libcurl",
		.version = "7.87",
		.soname = LIBCURL_SONAME,
		.package = "libcurl4",
		.symbols = symbols,
		.symbol_count = sizeof symbols / sizeof *symbols,
	};

	return library_load(&library, curl, error);
}

#endif

CURLcode http_libcurl_set_long(
	const struct http_libcurl *curl, CURL *handle, CURLoption option, long value)
{
	return curl->easy_setopt(handle, option, value);
}

CURLcode http_libcurl_set_text(
	const struct http_libcurl *curl, CURL *handle, CURLoption option, const char *value)
{
	return curl->easy_setopt(handle, option, value);
}

CURLcode http_libcurl_set_pointer(
	const struct http_libcurl *curl, CURL *handle, CURLoption option, void *value)
{
	return curl->easy_setopt(handle, option, value);
}

CURLcode http_libcurl_set_writer(const struct http_libcurl *curl, CURL *handle,
	size_t (*writer)(char *data, size_t one, size_t length, void *context))
{
	return curl->easy_setopt(handle, CURLOPT_WRITEFUNCTION, writer);
}

long http_libcurl_get_long(const struct http_libcurl *curl, CURL *handle, CURLINFO what)
{
	long value = 0;

	return curl->easy_getinfo(handle, what, &value) == CURLE_OK ? value : 0;
}

curl_off_t http_libcurl_get_offset(const struct http_libcurl *curl, CURL *handle, CURLINFO what)
{
	curl_off_t value = 0;

	return curl->easy_getinfo(handle, what, &value) == CURLE_OK ? value : 0;
}

double http_libcurl_get_double(const struct http_libcurl *curl, CURL *handle, CURLINFO what)
{
	double value = 0;

	return curl->easy_getinfo(handle, what, &value) == CURLE_OK ? value : 0;
}

const char *http_libcurl_get_text(const struct http_libcurl *curl, CURL *handle, CURLINFO what)
{
	const char *value = NULL;

	return curl->easy_getinfo(handle, what, &value) == CURLE_OK ? value : NULL;
}
