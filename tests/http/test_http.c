/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <dlfcn.h>
#include <string.h>

#include "base/monotonic.h"
#include "http/http.h"

#ifdef LIBCURL_SONAME

static bool is_libcurl_missing;

/* Replaces the system's, for the libcurl that wx loads. */
void *dlopen(const char *name, int mode)
{
	void *(*next)(const char *, int);
	void *address = dlsym(RTLD_NEXT, "dlopen");

	memcpy(&next, &address, sizeof next);
	if (is_libcurl_missing && name && strcmp(name, LIBCURL_SONAME) == 0)
		name = "/nowhere/" LIBCURL_SONAME;
	return next(name, mode);
}

#endif

/* And no longer once it can be loaded. */
Test(http, fails_in_the_same_way_each_time_that_libcurl_cannot_be_loaded)
{
#ifdef LIBCURL_SONAME
	const struct request request = {.path = "/data/2.5/weather"};
	struct http http = {.service = {"http://127.0.0.1:1", "WX_API_URL", "", "appid"},
		.key = "a-key",
		.timeout = 5};
	struct error error = {0};

	is_libcurl_missing = true;
	for (int i = 0; i < 3; i++) {
		cr_assert(!http_start(&http, &request, monotonic_now() + 5, 0, &error));
		cr_expect_eq(error.code, EXIT_INTERNAL);
		cr_expect(strstr(error.message, "cannot load libcurl ("), "%s", error.message);
	}
	is_libcurl_missing = false;
	cr_expect(http_start(&http, &request, monotonic_now() + 5, 0, &error), "%s", error.message);
	http_close(&http);
#else
	cr_skip_test("wx is linked with libcurl");
#endif
}
