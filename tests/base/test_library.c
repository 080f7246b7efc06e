/* SPDX-License-Identifier: MIT */
#include "base/library.h"

#include <criterion/criterion.h>
#include <string.h>

#ifndef LIBCURL_SONAME
#define LIBCURL_SONAME "none: it is linked"
#endif

struct functions {
	char *(*present)(void);
	void (*absent)(void);
};

static void skip_if_linked(void)
{
#ifdef LINK_LIBCURL
	cr_skip_test("libcurl is linked, and its file may be anywhere");
#endif
}

TestSuite(library, .init = skip_if_linked);

static bool load(
	const char *soname, bool needs_both, struct functions *functions, struct error *error)
{
	const struct library_symbol symbols[] = {
		{"curl_version", offsetof(struct functions, present), true},
		{"curl_no_such_function", offsetof(struct functions, absent), needs_both},
	};
	const struct library library = {
		.name = "libexample",
		.version = "1.2",
		.soname = soname,
		.package = "libexample3",
		.symbols = symbols,
		.symbol_count = 2,
	};

	return library_load(&library, functions, error);
}

static void never_called(void)
{
}

Test(library, functions_can_be_called)
{
	struct functions functions = {.absent = never_called};
	struct error error = {0};

	cr_assert(load(LIBCURL_SONAME, false, &functions, &error), "%s", error.message);
	cr_expect(strstr(functions.present(), "libcurl/"), "%s", functions.present());
	cr_expect(!functions.absent, "an optional function that is lacking is NULL");
}

Test(library, lacks_a_required_function)
{
	struct functions functions;
	struct error error = {0};

	cr_assert(!load(LIBCURL_SONAME, true, &functions, &error));
	cr_expect_eq(error.code, EXIT_INTERNAL);
	cr_expect_str_eq(error.message,
		LIBCURL_SONAME " lacks the function curl_no_such_function; install libexample 1.2 "
			       "or later");
}

Test(library, cannot_be_loaded)
{
	static const char advice[] = "; install the package libexample3, or the one that contains "
				     "/nowhere/libexample.so";
	struct functions functions;
	struct error error = {0};

	cr_assert(!load("/nowhere/libexample.so", false, &functions, &error));
	cr_expect_eq(error.code, EXIT_INTERNAL);
	cr_expect_eq(
		strncmp(error.message, "cannot load libexample (", 24), 0, "%s", error.message);
	cr_expect(strstr(error.message, advice), "%s", error.message);
}
