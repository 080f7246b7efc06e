/* SPDX-License-Identifier: MIT */
/*
 * A libcurl that LD_LIBRARY_PATH puts in the place of the system's. It passes all calls on to that,
 * but seems to be older, or trusts other authorities. In the environment:
 *
 *   OTHERCURL_OLD=1        lacks the options of 7.85 and 7.87
 *   OTHERCURL_FILE=FILE    trusts the certificates of this file by default
 *   OTHERCURL_DIR=DIR      and of this directory
 *
 * It never has curl_easy_header, which came with 7.83.
 */
#include <curl/curl.h>
#include <dlfcn.h>
#include <stdarg.h>
#include <stdlib.h>

#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

static void *real(const char *name)
{
	void *library = dlopen(REAL_LIBCURL, RTLD_LAZY | RTLD_LOCAL);
	void *function = library ? dlsym(library, name) : NULL;

	if (!function)
		abort();
	return function;
}

/* POSIX has a conversion from pointers to objects to pointers to functions; ISO C has none. */
#define REAL(type, name, arguments) ((type(*) arguments)(size_t)real(#name))

CURLcode curl_global_init(long flags)
{
	return REAL(CURLcode, curl_global_init, (long))(flags);
}

char *curl_version(void)
{
	return REAL(char *, curl_version, (void))();
}

curl_version_info_data *curl_version_info(CURLversion age)
{
	curl_version_info_data *data =
		REAL(curl_version_info_data *, curl_version_info, (CURLversion))(age);

	if (getenv("OTHERCURL_DIR"))
		data->capath = getenv("OTHERCURL_DIR");
	return data;
}

void curl_free(void *memory)
{
	REAL(void, curl_free, (void *))(memory);
}

CURLcode curl_easy_setopt(CURL *handle, CURLoption option, ...)
{
	va_list arguments;
	void *value;

	va_start(arguments, option);
	value = va_arg(arguments, void *);
	va_end(arguments);
	if (getenv("OTHERCURL_OLD") &&
		(option == CURLOPT_PROTOCOLS_STR || option == CURLOPT_QUICK_EXIT))
		return CURLE_UNKNOWN_OPTION;
	return REAL(CURLcode, curl_easy_setopt, (CURL *, CURLoption, ...))(handle, option, value);
}

CURL *curl_easy_init(void)
{
	CURL *handle = REAL(CURL *, curl_easy_init, (void))();

	if (getenv("OTHERCURL_FILE"))
		curl_easy_setopt(handle, CURLOPT_CAINFO, getenv("OTHERCURL_FILE"));
	if (getenv("OTHERCURL_DIR"))
		curl_easy_setopt(handle, CURLOPT_CAPATH, getenv("OTHERCURL_DIR"));
	return handle;
}

void curl_easy_cleanup(CURL *handle)
{
	REAL(void, curl_easy_cleanup, (CURL *))(handle);
}

CURLcode curl_easy_getinfo(CURL *handle, CURLINFO what, ...)
{
	va_list arguments;
	void *value;

	va_start(arguments, what);
	value = va_arg(arguments, void *);
	va_end(arguments);
	return REAL(CURLcode, curl_easy_getinfo, (CURL *, CURLINFO, ...))(handle, what, value);
}

const char *curl_easy_strerror(CURLcode code)
{
	return REAL(const char *, curl_easy_strerror, (CURLcode))(code);
}

CURLM *curl_multi_init(void)
{
	return REAL(CURLM *, curl_multi_init, (void))();
}

CURLMcode curl_multi_setopt(CURLM *multi, CURLMoption option, ...)
{
	va_list arguments;
	long value;

	va_start(arguments, option);
	value = va_arg(arguments, long);
	va_end(arguments);
	return REAL(CURLMcode, curl_multi_setopt, (CURLM *, CURLMoption, ...))(
		multi, option, value);
}

CURLMcode curl_multi_cleanup(CURLM *multi)
{
	return REAL(CURLMcode, curl_multi_cleanup, (CURLM *))(multi);
}

CURLMcode curl_multi_add_handle(CURLM *multi, CURL *handle)
{
	return REAL(CURLMcode, curl_multi_add_handle, (CURLM *, CURL *))(multi, handle);
}

CURLMcode curl_multi_remove_handle(CURLM *multi, CURL *handle)
{
	return REAL(CURLMcode, curl_multi_remove_handle, (CURLM *, CURL *))(multi, handle);
}

CURLMcode curl_multi_perform(CURLM *multi, int *running)
{
	return REAL(CURLMcode, curl_multi_perform, (CURLM *, int *))(multi, running);
}

CURLMcode curl_multi_poll(
	CURLM *multi, struct curl_waitfd *more, unsigned int count, int milliseconds, int *ready)
{
	return REAL(CURLMcode, curl_multi_poll,
		(CURLM *, struct curl_waitfd *, unsigned int, int, int *))(
		multi, more, count, milliseconds, ready);
}

CURLMsg *curl_multi_info_read(CURLM *multi, int *left)
{
	return REAL(CURLMsg *, curl_multi_info_read, (CURLM *, int *))(multi, left);
}

CURLU *curl_url(void)
{
	return REAL(CURLU *, curl_url, (void))();
}

void curl_url_cleanup(CURLU *url)
{
	REAL(void, curl_url_cleanup, (CURLU *))(url);
}

CURLUcode curl_url_set(CURLU *url, CURLUPart what, const char *part, unsigned int flags)
{
	return REAL(CURLUcode, curl_url_set, (CURLU *, CURLUPart, const char *, unsigned int))(
		url, what, part, flags);
}

/* By another name, since headers differ in whether the first parameter is const. */
CURLUcode url_get(CURLU *url, CURLUPart what, char **part, unsigned int flags) __asm__(
	"curl_url_get");

CURLUcode url_get(CURLU *url, CURLUPart what, char **part, unsigned int flags)
{
	return REAL(CURLUcode, curl_url_get, (CURLU *, CURLUPart, char **, unsigned int))(
		url, what, part, flags);
}
