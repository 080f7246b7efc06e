/* SPDX-License-Identifier: MIT */
#include "http/http_libcurl.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

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

#include <dlfcn.h>

#include "base/i18n.h"

#ifdef __ELF__

/*
 * Tells packaging tools what is loaded at run time
 * (https://uapi-group.org/specifications/specs/elf_dlopen_metadata/).
 */
#define NOTE_TYPE 0x407c0c0a
#define NOTE                                                                             \
	"[{\"feature\":\"network\",\"description\":\"Requests to the weather service\"," \
	"\"priority\":\"required\",\"soname\":[\"" LIBCURL_SONAME "\"]}]"

extern const struct dlopen_note http_libcurl_note;

struct dlopen_note {
	uint32_t owner_size, text_size, type;
	char owner[4];
	char text[(sizeof NOTE + 3) / 4 * 4];
};

__attribute__((used, section(".note.dlopen"), aligned(4)))
const struct dlopen_note http_libcurl_note = {4, sizeof NOTE, NOTE_TYPE, "FDO", NOTE};

#endif

struct symbol {
	const char *name;
	size_t offset;
	bool is_required;
};

static const struct symbol symbols[] = {
#define REQUIRED(type, name, arguments) {"curl_" #name, offsetof(struct http_libcurl, name), true},
#define OPTIONAL(type, name, arguments) {"curl_" #name, offsetof(struct http_libcurl, name), false},
	HTTP_LIBCURL_REQUIRED(REQUIRED) HTTP_LIBCURL_OPTIONAL(OPTIONAL)
#undef REQUIRED
#undef OPTIONAL
};

bool http_libcurl_open(struct http_libcurl *curl, struct error *error)
{
	/* Functions are bound when first called; binding all at once would take a millisecond. */
	void *library = dlopen(LIBCURL_SONAME, RTLD_LAZY | RTLD_LOCAL);

	if (!library)
		return error_set(error, EXIT_INTERNAL,
			_("cannot load libcurl (%s); install the package libcurl4, or the one that "
			  "contains %s"),
			dlerror(), LIBCURL_SONAME);
	for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
		void *address = dlsym(library, symbols[i].name);

		if (!address && symbols[i].is_required)
			return error_set(error, EXIT_INTERNAL,
				_("%s lacks the function %s; install libcurl 7.87 or later"),
				LIBCURL_SONAME, symbols[i].name);
		/* That pointers to functions fit into void * is guaranteed by POSIX, not by C. */
		memcpy((char *)curl + symbols[i].offset, &address, sizeof address);
	}
	return true;
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
