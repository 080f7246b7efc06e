/* SPDX-License-Identifier: MIT */
#include "base/strbuf.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/utf8.h"

Test(strbuf, holds_what_is_added)
{
	char text[32];
	struct strbuf buffer = strbuf_start(text, sizeof text);

	cr_expect_str_eq(text, "");
	strbuf_add(&buffer, "one");
	strbuf_addf(&buffer, " %d %s", 2, "three");
	cr_expect_str_eq(text, "one 2 three");
	cr_expect_eq(buffer.length, strlen(text));
	cr_expect(!buffer.is_cut);
}

/* At every size, nothing is written past the array, and no character is split. */
Test(strbuf, cuts_between_characters)
{
	static const char whole[] = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x8C\xA7z";

	for (size_t size = 1; size <= sizeof whole + 1; size++) {
		char text[32];
		struct strbuf buffer = strbuf_start(text, size);

		memset(text + 1, '#', sizeof text - 1);
		strbuf_add(&buffer, whole);
		cr_expect_eq(text[size], '#', "size %zu", size);
		cr_expect_eq(buffer.is_cut, size < sizeof whole, "size %zu", size);
		cr_expect(utf8_is_valid(text), "size %zu: %s", size, text);
		cr_expect_eq(buffer.length, strlen(text));
		cr_expect_eq(strncmp(text, whole, buffer.length), 0);
		strbuf_add(&buffer, "more");
		cr_expect(size >= sizeof whole || strlen(text) == buffer.length);
		cr_expect(size >= sizeof whole || !strstr(text, "more"));
	}
}

Test(strbuf, joins_alternatives_with_commas_and_or)
{
	static const char *const items[] = {"A", "B", "C"};
	static const char *const wanted[] = {"", "A", "A or B", "A, B or C"};

	for (size_t count = 0; count <= 3; count++) {
		char text[32];
		struct strbuf buffer = strbuf_start(text, sizeof text);

		for (size_t i = 0; i < count; i++)
			strbuf_add_choice(&buffer, i, count, items[i]);
		cr_expect_str_eq(text, wanted[count]);
	}
}
