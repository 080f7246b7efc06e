/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "view/canvas.h"
#include "view/picture.h"

/* Good until the next call but three. */
static const char *drawn(int condition_id, bool is_night, bool utf8)
{
	static char texts[4][1024];
	static size_t next;
	char *text = texts[next++ % 4];
	FILE *out = fmemopen(text, sizeof texts[0], "w");
	struct canvas canvas;

	cr_assert(canvas_open(&canvas, PICTURE_COLUMNS + 4, PICTURE_ROWS + 2, utf8));
	picture_draw(&canvas, 1, 2, condition_id, is_night);
	canvas_print(out, &canvas, false);
	fclose(out);
	canvas_close(&canvas);
	return text;
}

static const int groups[] = {
	800, 801, 803, 804, 300, 500, 502, 520, 600, 611, 620, 210, 200, 741, 781};
#define GROUPS (sizeof groups / sizeof *groups)

Test(picture, differs_for_each_group)
{
	for (size_t i = 0; i < GROUPS; i++) {
		cr_expect(picture_exists(groups[i]), "%d", groups[i]);
		for (size_t j = 0; j < i; j++) {
			cr_expect_str_neq(drawn(groups[i], false, true),
				drawn(groups[j], false, true), "%d, %d", groups[i], groups[j]);
			cr_expect_str_neq(drawn(groups[i], false, false),
				drawn(groups[j], false, false), "%d, %d", groups[i], groups[j]);
		}
	}
}

Test(picture, has_the_moon_by_night)
{
	static const int with_sun[] = {800, 801, 802, 803, 520, 321, 620};

	for (size_t i = 0; i < sizeof with_sun / sizeof *with_sun; i++) {
		cr_expect_str_neq(drawn(with_sun[i], false, true), drawn(with_sun[i], true, true));
		cr_expect_str_neq(
			drawn(with_sun[i], false, false), drawn(with_sun[i], true, false));
	}
	cr_expect_str_eq(drawn(804, false, true), drawn(804, true, true));
}

Test(picture, exists_for_every_documented_condition)
{
	static const int ids[] = {200, 201, 202, 210, 211, 212, 221, 230, 231, 232, 300, 301, 302,
		310, 311, 312, 313, 314, 321, 500, 501, 502, 503, 504, 511, 520, 521, 522, 531, 600,
		601, 602, 611, 612, 613, 615, 616, 620, 621, 622, 701, 711, 721, 731, 741, 751, 761,
		762, 771, 781, 800, 801, 802, 803, 804};

	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		cr_expect(picture_exists(ids[i]), "%d", ids[i]);
}

Test(picture, is_left_out_for_unknown_conditions)
{
	static const int ids[] = {0, -1, 1, 199, 400, 700, 805, 906, 1000000};

	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		cr_expect_not(picture_exists(ids[i]), "%d", ids[i]);
		cr_expect_str_eq(drawn(ids[i], false, true), "\n\n\n\n\n\n");
		cr_expect_str_eq(drawn(ids[i], false, false), "\n\n\n\n\n\n");
	}
}

/* One row above, below, and two columns on each side are somebody else's. */
Test(picture, stays_within_its_size)
{
	for (int id = 200; id < 810; id++) {
		for (int form = 0; form < 4; form++) {
			const char *line = drawn(id, form & 1, form & 2);

			for (int row = 0; row < PICTURE_ROWS + 2; row++) {
				size_t length = strcspn(line, "\n");
				size_t columns = 0;

				for (size_t i = 0; i < length; i++)
					columns += (line[i] & 0xC0) != 0x80;
				cr_expect(length == 0 || strncmp(line, "  ", 2) == 0, "%d", id);
				cr_expect_leq(columns, 2 + PICTURE_COLUMNS, "%d", id);
				if (row == 0 || row > PICTURE_ROWS)
					cr_expect_eq(length, 0, "%d", id);
				line += length + 1;
			}
		}
	}
}

Test(picture, looks_like_the_weather)
{
	cr_expect_str_eq(drawn(800, false, true), "\n"
						  "     ⢄ ⠸  ⡠\n"
						  "      ⣱⣾⣷⣎\n"
						  "    ⠉⠁⡹⢿⡿⢏⠈⠉\n"
						  "     ⠊  ⡆ ⠑\n"
						  "\n");
	cr_expect_str_eq(drawn(502, false, false), "\n"
						   "      .--.\n"
						   "    _(    )_\n"
						   "   (________)\n"
						   "    ////////\n"
						   "\n");
}
