/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "view/canvas.h"

static struct canvas canvas;

static void open_canvas(size_t columns, size_t rows, bool utf8)
{
	canvas_close(&canvas);
	cr_assert(canvas_open(&canvas, columns, rows, utf8));
}

static void close_canvas(void)
{
	canvas_close(&canvas);
}

TestSuite(canvas, .fini = close_canvas);

static const struct canvas_style plain, bold = {.bold = true};

/* Good until the next call. */
static const char *drawn(bool color)
{
	static char text[4096];
	FILE *out = fmemopen(text, sizeof text, "w");

	canvas_print(out, &canvas, color);
	fclose(out);
	return text;
}

Test(canvas, is_blank_at_first)
{
	open_canvas(10, 2, true);
	cr_expect_str_eq(drawn(true), "\n\n");
	cr_expect(canvas_row_is_empty(&canvas, 0));
}

Test(canvas, writes_text_where_it_is_told)
{
	open_canvas(10, 2, true);
	cr_expect_eq(canvas_text(&canvas, 1, 2, plain, "wind"), 6);
	canvas_text(&canvas, 1, 8, plain, "6");
	cr_expect_str_eq(drawn(false), "\n  wind  6\n");
	cr_expect_not(canvas_row_is_empty(&canvas, 1));
}

Test(canvas, leaves_off_what_lies_outside)
{
	open_canvas(4, 1, true);
	cr_expect_eq(canvas_text(&canvas, 0, 2, plain, "abc"), 4);
	canvas_text(&canvas, 1, 0, plain, "below");
	canvas_text(&canvas, 0, 9, plain, "right");
	canvas_dot(&canvas, -1, 0, plain);
	canvas_dot(&canvas, 0, -1, plain);
	canvas_dot(&canvas, 8, 0, plain);
	canvas_dot(&canvas, 0, 4, plain);
	canvas_clear_dot(&canvas, 0, 4);
	cr_expect_str_eq(drawn(false), "  ab\n");
}

Test(canvas, gives_wide_characters_two_columns)
{
	open_canvas(6, 1, true);
	cr_expect_eq(canvas_text_width("서울", true), 4);
	cr_expect_eq(canvas_text(&canvas, 0, 1, plain, "서울"), 5);
	canvas_text(&canvas, 0, 5, plain, "|");
	cr_expect_str_eq(drawn(false), " 서울|\n");
}

Test(canvas, leaves_off_a_wide_character_that_half_fits)
{
	open_canvas(4, 1, true);
	cr_expect_eq(canvas_text(&canvas, 0, 1, plain, "서울"), 3);
	cr_expect_str_eq(drawn(false), " 서\n");
}

Test(canvas, replaces_both_halves_of_a_wide_character)
{
	open_canvas(4, 1, true);
	canvas_text(&canvas, 0, 0, plain, "서울");
	canvas_text(&canvas, 0, 1, plain, "x");
	canvas_text(&canvas, 0, 2, plain, "y");
	cr_expect_str_eq(drawn(false), " xy\n");
	canvas_text(&canvas, 0, 0, plain, "서울");
	canvas_text(&canvas, 0, 1, plain, "오");
	cr_expect_str_eq(drawn(false), " 오\n");
	canvas_dot(&canvas, 4, 0, plain);
	cr_expect_str_eq(drawn(false), "  ⠁\n");
}

Test(canvas, keeps_marks_with_their_letters)
{
	static const char zalgo[] = "a\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309";

	open_canvas(6, 1, true);
	cr_expect_eq(canvas_text(&canvas, 0, 0, plain, "\u0301Se\u0301oul"), 5);
	canvas_text(&canvas, 0, 5, plain, "|");
	cr_expect_str_eq(drawn(false), "Se\u0301oul|\n");
	open_canvas(2, 1, true);
	cr_expect_eq(canvas_text(&canvas, 0, 0, plain, zalgo), 1);
	canvas_text(&canvas, 0, 1, plain, "b");
	cr_expect_str_eq(drawn(false), "a\u0301\u0302\u0303\u0304\u0305\u0306\u0307b\n");
}

Test(canvas, can_be_written_again_and_again)
{
	open_canvas(2, 1, true);
	for (int i = 0; i < 100; i++) {
		const char *text = drawn(false);

		cr_expect(i == 0 || strcmp(text, "é\xCC\x81ß\n") == 0 ||
				  strcmp(text, "??\n") == 0 || strcmp(text, "?ß\n") == 0,
			"%d: %s", i, text);
		canvas_text(&canvas, 0, 0, plain, "é\xCC\x81ß");
	}
	cr_expect_str_eq(drawn(false), "??\n");
	canvas_text(&canvas, 0, 0, plain, "e");
	cr_expect_str_eq(drawn(false), "e?\n");
}

Test(canvas, makes_text_safe)
{
	open_canvas(40, 1, true);
	canvas_text(&canvas, 0, 0, plain, "\x1b[2J\n\xC2\x9B\xE2\x80\xAE\xFF");
	cr_expect_str_eq(drawn(false), "\\x1b[2J\\n\\u009b\\u202e\\xff\n");
}

Test(canvas, breaks_a_paragraph_at_blanks)
{
	static const char text[] = "Portland, Oregon, US: broken clouds";

	open_canvas(16, 4, true);
	cr_expect_eq(canvas_paragraph_rows(text, 16, true), 3);
	cr_expect_eq(canvas_paragraph(&canvas, 1, plain, text), 4);
	cr_expect_str_eq(drawn(false), "\nPortland,\n  Oregon, US:\n  broken clouds\n");
	cr_expect_eq(canvas_paragraph_rows("", 16, true), 1);
	cr_expect_eq(canvas_paragraph_rows("broken clouds", 13, true), 1);
	cr_expect_eq(canvas_paragraph_rows("broken clouds", 12, true), 2);
	/* Not between a number and its unit. */
	cr_expect_eq(canvas_paragraph_rows("rain, 12.5 mm; now", 12, true), 3);
	cr_expect_eq(canvas_paragraph_rows("rain, yyyy mm; now", 12, true), 2);
}

Test(canvas, breaks_a_word_that_is_wider_than_the_canvas)
{
	static const char text[] = "서울특별시강남구 cloud";

	open_canvas(9, 5, true);
	cr_expect_eq(canvas_paragraph_rows(text, 9, true), 4);
	cr_expect_eq(canvas_paragraph(&canvas, 0, plain, text), 4);
	cr_expect_str_eq(drawn(false), "서울특별\n  시강남\n  구\n  cloud\n\n");
}

Test(canvas, draws_dots_as_braille)
{
	open_canvas(2, 2, true);
	canvas_dot(&canvas, 0, 0, plain);
	canvas_dot(&canvas, 1, 3, plain);
	canvas_dot(&canvas, 2, 4, plain);
	cr_expect_str_eq(drawn(false), "⢁\n ⠁\n");
	canvas_clear_dot(&canvas, 1, 3);
	canvas_clear_dot(&canvas, 2, 4);
	cr_expect_str_eq(drawn(false), "⠁\n\n");
}

Test(canvas, draws_every_pattern)
{
	open_canvas(1, 1, true);
	for (int pattern = 1; pattern < 256; pattern++) {
		static const int x[] = {0, 0, 0, 1, 1, 1, 0, 1}, y[] = {0, 1, 2, 0, 1, 2, 3, 3};
		char expected[8];

		for (int bit = 0; bit < 8; bit++) {
			if (pattern >> bit & 1)
				canvas_dot(&canvas, x[bit], y[bit], plain);
			else
				canvas_clear_dot(&canvas, x[bit], y[bit]);
		}
		snprintf(expected, sizeof expected, "\xE2%c%c\n", 0xA0 + pattern / 64,
			0x80 + pattern % 64);
		cr_expect_str_eq(drawn(false), expected);
	}
}

Test(canvas, draws_lines_in_every_direction)
{
	open_canvas(2, 1, true);
	canvas_line(&canvas, 0, 0, 3, 3, plain);
	cr_expect_str_eq(drawn(false), "⠑⢄\n");
	open_canvas(2, 1, true);
	canvas_line(&canvas, 3, 0, 0, 3, plain);
	cr_expect_str_eq(drawn(false), "⡠⠊\n");
	open_canvas(2, 1, true);
	canvas_line(&canvas, 1, 3, 1, 0, plain);
	canvas_line(&canvas, 3, 2, 2, 2, plain);
	cr_expect_str_eq(drawn(false), "⢸⠤\n");
	open_canvas(2, 1, true);
	canvas_line(&canvas, 0, 1, 3, 2, plain);
	cr_expect_str_eq(drawn(false), "⠒⠤\n");
}

Test(canvas, is_ascii_where_asked)
{
	open_canvas(12, 1, false);
	cr_expect_eq(canvas_text(&canvas, 0, 0, plain, "Tromsø 서"), 8);
	canvas_line(&canvas, 18, 1, 21, 1, plain);
	cr_expect_str_eq(drawn(false), "Tromso ? --\n");
}

Test(canvas, draws_ascii_of_about_the_same_shape)
{
	static const struct {
		int x, y, to_x, to_y;
		const char *drawn;
	} rows[] = {{0, 0, 1, 0, "'\n"}, {0, 2, 1, 2, "-\n"}, {0, 3, 1, 3, "_\n"},
		{0, 3, 1, 0, "/\n"}, {0, 0, 1, 3, "\\\n"}, {0, 0, 0, 3, "|\n"},
		{1, 1, 1, 3, "|\n"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		open_canvas(1, 1, false);
		canvas_line(&canvas, rows[i].x, rows[i].y, rows[i].to_x, rows[i].to_y, plain);
		cr_expect_str_eq(drawn(false), rows[i].drawn);
	}
	for (int y = 0; y < 4; y++)
		canvas_line(&canvas, 0, y, 1, y, plain);
	cr_expect_str_eq(drawn(false), "#\n");
}

Test(canvas, changes_style_only_where_it_changes)
{
	const struct canvas_style blue = {.color = CANVAS_BLUE, .faint = true};
	const struct canvas_style own = {
		.color = CANVAS_RGB, .red = 1, .green = 20, .blue = 255, .bold = true};

	open_canvas(12, 2, true);
	canvas_text(&canvas, 0, 0, bold, "a b");
	canvas_text(&canvas, 0, 3, plain, "c");
	canvas_dot(&canvas, 8, 0, blue);
	canvas_text(&canvas, 0, 6, own, "서d");
	canvas_text(&canvas, 1, 0, plain, "e");
	cr_expect_str_eq(drawn(true),
		"\x1b[0;1ma b\x1b[0mc\x1b[0;1;2;34m⠁ \x1b[0;1;38;2;1;20;255m서d"
		"\x1b[0m\ne\n");
	cr_expect_str_eq(drawn(false), "a bc⠁ 서d\ne\n");
}

Test(canvas, refuses_a_side_that_is_too_long)
{
	canvas_close(&canvas);
	cr_expect_not(canvas_open(&canvas, CANVAS_SIDE_MAX + 1, 1, true));
	canvas_close(&canvas);
	cr_expect_not(canvas_open(&canvas, 1, SIZE_MAX, true));
	canvas_close(&canvas);
	cr_expect(canvas_open(&canvas, CANVAS_SIDE_MAX, 1, true));
}
