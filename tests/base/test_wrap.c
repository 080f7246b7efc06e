/* SPDX-License-Identifier: MIT */
#include "base/wrap.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *wrap(const char *text, size_t indent, size_t columns)
{
	static char wrapped[256];
	struct strbuf lines = strbuf_start(wrapped, sizeof wrapped);

	wrap_add(&lines, text, indent, columns);
	return wrapped;
}

Test(wrap, breaks_lines_at_blanks)
{
	static const struct {
		const char *text;
		size_t indent, columns;
		const char *expected;
	} rows[] = {{"", 2, 10, ""}, {"one two three", 2, 0, "one two three"},
		{"one two three", 2, 13, "one two three"},
		{"one two three", 2, 12, "one two\n  three"},
		{"one two three", 0, 7, "one two\nthree"}, {"one two", 2, 5, "one\n  two"},
		{"one two three", 2, 1, "one\n  two\n  three"},
		{"my word-wider-than-the-line b", 1, 8, "my\n word-wider-than-the-line\n b"},
		/* A break that gains no column is none. */
		{"a word-wider-than-the-line b", 2, 8, "a word-wider-than-the-line\n  b"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_str_eq(wrap(rows[i].text, rows[i].indent, rows[i].columns),
			rows[i].expected, "row %zu", i);
}

Test(wrap, keeps_a_number_with_its_unit)
{
	static const struct {
		const char *text;
		size_t columns;
		const char *expected;
	} rows[] = {{"it is 20.7 °C now", 13, "it is 20.7 °C\n  now"},
		{"it is 20.7 °C now", 9, "it is\n  20.7 °C\n  now"},
		{"chance (30 %).", 12, "chance\n  (30 %)."}, {"abc -3.2 °C", 9, "abc\n  -3.2 °C"},
		{"it is 7, and", 9, "it is 7,\n  and"}, {"it is 7", 6, "it is\n  7"},
		{"the year-7 b", 10, "the year-7\n  b"}, {"a 7  b", 4, "a 7\n  b"},
		/* A number alone, and no number. */
		{"a ( b", 3, "a (\n  b"}, {"a . b", 3, "a .\n  b"}, {"a (- b", 4, "a (-\n  b"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_str_eq(wrap(rows[i].text, 2, rows[i].columns), rows[i].expected,
			"row %zu: %s", i, wrap(rows[i].text, 2, rows[i].columns));
}

Test(wrap, keeps_other_blanks)
{
	cr_expect_str_eq(wrap("  two  blanks ", 2, 40), "  two  blanks ");
	cr_expect_str_eq(wrap("      left  right", 4, 12), "      left\n    right");
}

Test(wrap, counts_columns_rather_than_bytes)
{
	/* Two Hangul syllables take four columns and six bytes. */
	cr_expect_str_eq(wrap("서울 서울 서울", 2, 9), "서울 서울\n  서울");
	cr_expect_str_eq(wrap("서울 서울 서울", 2, 14), "서울 서울 서울");
	cr_expect_str_eq(wrap("é é é", 0, 5), "é é é");
}

Test(wrap, at_most_doubles_a_text)
{
	char text[64], wrapped[2 * sizeof text];
	struct strbuf lines = strbuf_start(wrapped, sizeof wrapped);

	for (size_t i = 0; i < sizeof text - 1; i++)
		text[i] = i % 2 ? ' ' : 'x';
	text[sizeof text - 1] = '\0';
	wrap_add(&lines, text, 2, 1);
	cr_expect(!lines.is_cut);
	cr_expect_gt(strlen(wrapped), 2 * strlen(text) - 8);
}
