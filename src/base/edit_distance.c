/* SPDX-License-Identifier: MIT */
#include "base/edit_distance.h"

#include "base/utf8.h"

bool edit_distance_word(struct edit_word *word, const char *text, size_t length)
{
	const char *end = text + length;

	for (word->count = 0; text < end && word->count < EDIT_WORD_MAX; word->count++)
		word->points[word->count] = utf8_next(&text, end);
	return text == end;
}

static int min(int a, int b)
{
	return a < b ? a : b;
}

int edit_distance(const struct edit_word *left, const struct edit_word *right, int limit)
{
	const int32_t *a = left->points, *b = right->points;
	const size_t a_length = left->count, b_length = right->count;
	int rows[3][EDIT_WORD_MAX + 1];

	for (size_t k = 0; k <= b_length; k++)
		rows[0][k] = (int)k;
	for (size_t i = 1; i <= a_length; i++) {
		int *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
		int least = row[0] = (int)i;

		for (size_t k = 1; k <= b_length; k++) {
			row[k] = min(min(above[k], row[k - 1]) + 1,
				above[k - 1] + (a[i - 1] != b[k - 1]));
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
				row[k] = min(row[k], before[k - 2] + 1);
			least = min(least, row[k]);
		}
		if (least > limit)
			return limit + 1;
	}
	return rows[a_length % 3][b_length];
}
