/* SPDX-License-Identifier: MIT */
/*
 * libcurl, loaded when it is first needed: loading it and its dependencies takes several times as
 * long as everything else that wx does. Used by http only.
 */
#ifndef WX_HTTP_LIBCURL_H
#define WX_HTTP_LIBCURL_H

#include <curl/curl.h>
#include <stdbool.h>

#include "base/error.h"

/* X(TYPE, NAME, ARGUMENTS) for the functions that wx needs, all of them in libcurl since 7.66. */
#define HTTP_LIBCURL_REQUIRED(X)                                                            \
	X(CURLcode, global_init, (long))                                                    \
	X(char *, version, (void))                                                          \
	X(curl_version_info_data *, version_info, (CURLversion))                            \
	X(void, free, (void *))                                                             \
	X(CURL *, easy_init, (void))                                                        \
	X(void, easy_cleanup, (CURL *))                                                     \
	X(CURLcode, easy_setopt, (CURL *, CURLoption, ...))                                 \
	X(CURLcode, easy_getinfo, (CURL *, CURLINFO, ...))                                  \
	X(const char *, easy_strerror, (CURLcode))                                          \
	X(CURLM *, multi_init, (void))                                                      \
	X(CURLMcode, multi_setopt, (CURLM *, CURLMoption, ...))                             \
	X(CURLMcode, multi_cleanup, (CURLM *))                                              \
	X(CURLMcode, multi_add_handle, (CURLM *, CURL *))                                   \
	X(CURLMcode, multi_remove_handle, (CURLM *, CURL *))                                \
	X(CURLMcode, multi_perform, (CURLM *, int *))                                       \
	X(CURLMcode, multi_poll, (CURLM *, struct curl_waitfd *, unsigned int, int, int *)) \
	X(CURLMsg *, multi_info_read, (CURLM *, int *))                                     \
	X(CURLU *, url, (void))                                                             \
	X(void, url_cleanup, (CURLU *))                                                     \
	X(CURLUcode, url_set, (CURLU *, CURLUPart, const char *, unsigned int))             \
	X(CURLUcode, url_get, (CURLU *, CURLUPart, char **, unsigned int))

/* Functions that wx can do without; NULL in a libcurl that is too old. */
#define HTTP_LIBCURL_OPTIONAL(X)  \
	X(CURLHcode, easy_header, \
		(CURL *, const char *, size_t, unsigned int, int, struct curl_header **))

/* The functions, their names without "curl_". */
struct http_libcurl {
#define MEMBER(type, name, arguments) type(*name) arguments;
	HTTP_LIBCURL_REQUIRED(MEMBER)
	HTTP_LIBCURL_OPTIONAL(MEMBER)
#undef MEMBER
};

/*
 * Loads the library; loading it again is cheap. It stays loaded, since one of its threads may still
 * be resolving a name. Fails with EXIT_INTERNAL.
 */
bool http_libcurl_open(struct http_libcurl *curl, struct error *error);

/* curl_easy_setopt by the type of the value, which that variadic function cannot check. */
CURLcode http_libcurl_set_long(
	const struct http_libcurl *curl, CURL *handle, CURLoption option, long value);
CURLcode http_libcurl_set_text(
	const struct http_libcurl *curl, CURL *handle, CURLoption option, const char *value);
CURLcode http_libcurl_set_pointer(
	const struct http_libcurl *curl, CURL *handle, CURLoption option, void *value);
CURLcode http_libcurl_set_writer(const struct http_libcurl *curl, CURL *handle,
	size_t (*writer)(char *data, size_t one, size_t length, void *context));

/* curl_easy_getinfo by the type of the value; 0 or NULL if it is unknown. */
long http_libcurl_get_long(const struct http_libcurl *curl, CURL *handle, CURLINFO what);
curl_off_t http_libcurl_get_offset(const struct http_libcurl *curl, CURL *handle, CURLINFO what);
double http_libcurl_get_double(const struct http_libcurl *curl, CURL *handle, CURLINFO what);
const char *http_libcurl_get_text(const struct http_libcurl *curl, CURL *handle, CURLINFO what);

#endif
