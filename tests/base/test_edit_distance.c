/* SPDX-License-Identifier: MIT */
#include "base/edit_distance.h"

#include <criterion/criterion.h>
#include <string.h>

Test(edit_distance, counts_missing_doubled_swapped_and_wrong_letters)
{
	static const struct {
		const char *left, *right;
		int edits;
	} rows[] = {{"seoul", "seoul", 0}, {"seoul", "seuol", 1}, {"seoul", "seol", 1},
		{"seoul", "seooul", 1}, {"seoul", "ceoul", 1}, {"seoul", "soeul", 1},
		{"seoul", "sole", 3}, {"", "ab", 2}, {"", "", 0}, {"서울", "서을", 1},
		{"ab", "ba", 1}, {"abc", "xyz", 3}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct edit_word left, right;

		cr_assert(edit_distance_word(&left, rows[i].left, strlen(rows[i].left)));
		cr_assert(edit_distance_word(&right, rows[i].right, strlen(rows[i].right)));
		cr_expect_eq(edit_distance(&left, &right, 3), rows[i].edits, "row %zu", i);
		cr_expect_eq(edit_distance(&right, &left, 3), rows[i].edits, "row %zu", i);
		cr_expect_eq(edit_distance(&left, &right, 1), rows[i].edits < 2 ? rows[i].edits : 2,
			"row %zu", i);
	}
}

Test(edit_distance, rejects_a_word_that_is_too_long)
{
	char text[EDIT_WORD_MAX + 2];
	struct edit_word word;

	memset(text, 'x', sizeof text);
	cr_expect(edit_distance_word(&word, text, EDIT_WORD_MAX));
	cr_expect(!edit_distance_word(&word, text, EDIT_WORD_MAX + 1));
}
