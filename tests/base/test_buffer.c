/* SPDX-License-Identifier: MIT */
#include "base/buffer.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

Test(buffer, holds_what_is_appended)
{
	struct buffer buffer = {0};

	cr_assert(buffer_append(&buffer, "", 0));
	cr_expect_str_eq(buffer.text, "");
	cr_assert(buffer_append(&buffer, "one ", 4));
	cr_assert(buffer_append(&buffer, "two three", 3));
	cr_expect_str_eq(buffer.text, "one two");
	cr_expect_eq(buffer.length, 7);
	free(buffer.text);
}

Test(buffer, grows_as_needed)
{
	char piece[1000];
	struct buffer buffer = {0};

	for (size_t i = 0; i < 100; i++) {
		memset(piece, 'a' + (int)(i % 26), sizeof piece);
		cr_assert(buffer_append(&buffer, piece, sizeof piece));
		cr_assert_gt(buffer.size, buffer.length);
	}
	cr_assert_eq(buffer.length, 100 * sizeof piece);
	for (size_t i = 0; i < buffer.length; i++)
		cr_assert_eq(buffer.text[i], 'a' + (int)(i / sizeof piece % 26), "byte %zu", i);
	free(buffer.text);
}
