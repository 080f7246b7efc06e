/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <string.h>

#include "place/line.h"

/* The same, looked for from the first line on. */
static const char *first_not_below(const char *low, const char *high, const char *wanted)
{
	size_t length = strlen(wanted);

	for (; low < high; low = line_next(low, high)) {
		size_t left = (size_t)(high - low);

		if (memcmp(low, wanted, length < left ? length : left) >= 0)
			break;
	}
	return low;
}

Test(line, finds_the_first_that_is_not_below)
{
	static const char *const texts[] = {"", "a", "a\n", "\n", "\n\n", "a\t1\nb\t2\n",
		"a\t1\nb\t2\nd\t3", "a\nb line that is longer than all the others together\n",
		"a line that is longer than all the others together\nb\nc\n",
		"a\nb\nc\nd is longer than all the others together\n",
		"a\t1\na\t2\na\t3\naa\t1\nab\t1\nb\t1\nb\t2\nba\t1\nc\t1\nd\t1\n",
		"ab\t1\nabc\t1\nabcd\t1\nabcde\t1\nb\t1\nc\t1\n"};
	static const char *const wanted[] = {"", "a", "aa", "ab", "ab" LINE_LONGER, "abc", "b",
		"ba", "b" LINE_LONGER, "c", "cc", "d", "e"};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++) {
			const char *text = texts[i], *end = text + strlen(text);
			const char *found =
				line_lower_bound(text, end, wanted[k], strlen(wanted[k]));

			cr_expect_eq(found, first_not_below(text, end, wanted[k]),
				"'%s' in '%s': at %td", wanted[k], text, found - text);
		}
}
