/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "place/line_cache.h"

/* The text as a file of its own, without a name. */
static struct line_cache *open_text(const char *text)
{
	FILE *file = tmpfile();
	struct line_cache *cache;

	cr_assert(file && fputs(text, file) >= 0 && fflush(file) == 0);
	cache = line_cache_open(dup(fileno(file)));
	cr_assert(cache);
	fclose(file);
	return cache;
}

static void expect_line(struct line_cache *cache, size_t offset, const char *wanted)
{
	const char *line = line_cache_read(cache, offset);

	cr_assert(line, "nothing at %zu", offset);
	cr_expect_eq(strncmp(line, wanted, strlen(wanted)), 0, "%.40s at %zu", line, offset);
}

Test(line_cache, reads_lines_in_any_order)
{
	struct line_cache *cache = open_text("one\ntwo\nthree\n");

	expect_line(cache, 8, "three\n");
	expect_line(cache, 4, "two\n");
	expect_line(cache, 8, "three\n");
	line_cache_close(cache);
}

Test(line_cache, finds_no_line_where_none_begins_or_ends)
{
	struct line_cache *cache = open_text("one\ntwo\nthree");

	expect_line(cache, 4, "two\n");
	cr_expect_null(line_cache_read(cache, 5));
	cr_expect_null(line_cache_read(cache, 8));
	cr_expect_null(line_cache_read(cache, 13));
	cr_expect_null(line_cache_read(cache, 1000));
	expect_line(cache, 4, "two\n");
	line_cache_close(cache);
}

Test(line_cache, finds_no_line_that_is_too_long)
{
	char text[4 * LINE_CACHE_LINE_MAX];
	size_t longest = LINE_CACHE_LINE_MAX - 1;
	struct line_cache *cache;

	memset(text, 'a', sizeof text);
	text[0] = text[1 + longest] = text[sizeof text - 2] = '\n';
	text[sizeof text - 1] = '\0';
	cache = open_text(text);
	expect_line(cache, 1, "aaa");
	cr_expect_null(line_cache_read(cache, 2 + longest));
	line_cache_close(cache);
}

Test(line_cache, keeps_lines_apart_that_take_turns)
{
	char text[4096 + 1] = "\n", wanted[16];
	struct line_cache *cache;

	for (size_t i = 0; i < 512; i++)
		snprintf(text + 1 + 7 * i, sizeof text - 1 - 7 * i, "%06zu\n", i);
	cache = open_text(text);
	for (size_t turn = 0; turn < 3; turn++)
		for (size_t i = 0; i < 512; i++) {
			snprintf(wanted, sizeof wanted, "%06zu\n", i);
			expect_line(cache, 1 + 7 * i, wanted);
		}
	line_cache_close(cache);
}

Test(line_cache, keeps_long_lines_apart_that_take_turns)
{
	enum { LENGTH = 200, COUNT = 200 };
	static char text[LENGTH * COUNT + 2] = "\n";
	struct line_cache *cache;
	char wanted[16];

	for (size_t i = 0; i < COUNT; i++)
		snprintf(text + 1 + LENGTH * i, LENGTH + 1, "%0*zu\n", LENGTH - 1, i);
	cache = open_text(text);
	for (size_t turn = 0; turn < 3; turn++)
		for (size_t i = 0; i < COUNT; i++) {
			const char *line = line_cache_read(cache, 1 + LENGTH * i);

			snprintf(wanted, sizeof wanted, "%06zu\n", i);
			cr_assert(line);
			cr_expect_eq(strncmp(line + LENGTH - 7, wanted, 7), 0, "%.220s", line);
		}
	line_cache_close(cache);
}

Test(line_cache, finds_no_line_where_the_file_has_become_shorter)
{
	FILE *file = tmpfile();
	struct line_cache *cache;

	cr_assert(file && fputs("one\ntwo\nthree\n", file) >= 0 && fflush(file) == 0);
	cache = line_cache_open(dup(fileno(file)));
	cr_assert(cache);
	cr_assert_eq(ftruncate(fileno(file), 4), 0);
	cr_expect_null(line_cache_read(cache, 8));
	line_cache_close(cache);
	fclose(file);
}
