/* SPDX-License-Identifier: MIT */
#include "place/line.h"

#include <string.h>

/* Fields are so short that a call of memchr would take longer than a look at each byte. */
const char *line_split(const char *at, const char *end, struct line_field fields[LINE_FIELDS_MAX])
{
	size_t count = 0;
	const char *start = at;

	for (; at < end && *at != '\n'; at++) {
		if (*at != '\t')
			continue;
		if (count < LINE_FIELDS_MAX)
			fields[count++] = (struct line_field){start, (size_t)(at - start)};
		start = at + 1;
	}
	if (count < LINE_FIELDS_MAX)
		fields[count++] = (struct line_field){start, (size_t)(at - start)};
	while (count < LINE_FIELDS_MAX)
		fields[count++] = (struct line_field){at, 0};
	return at < end ? at + 1 : end;
}

void line_copy(char *to, size_t size, struct line_field field)
{
	size_t length = field.length < size ? field.length : size - 1;

	memcpy(to, field.start, length);
	to[length] = '\0';
}

size_t line_number(struct line_field field)
{
	size_t value = 0;

	for (size_t i = 0; i < field.length && i < 18; i++) {
		if (field.start[i] < '0' || field.start[i] > '9')
			break;
		value = value * 10 + (size_t)(field.start[i] - '0');
	}
	return value;
}

int line_compare(struct line_field field, const char *wanted, size_t length)
{
	int order = memcmp(field.start, wanted, field.length < length ? field.length : length);

	return order ? order : (field.length > length) - (field.length < length);
}

const char *line_next(const char *line, const char *end)
{
	const char *line_end = memchr(line, '\n', (size_t)(end - line));

	return line_end ? line_end + 1 : end;
}

bool line_begins(const char *line, const char *end, const char *text, size_t length)
{
	return (size_t)(end - line) >= length && memcmp(line, text, length) == 0;
}

struct line_field line_key(const char *line, const char *end)
{
	size_t length = 0;

	while (line + length < end && line[length] != '\t' && line[length] != '\n')
		length++;
	return (struct line_field){line, length};
}

/*
 * A key that is the beginning of the wanted one ends with a tab, which is below what is wanted
 * there.
 *
 * Invariants: low and high are beginnings of lines (or the end), every line before low has a
 * smaller key, every line from high on has not. Each step looks at the line after the middle,
 * which memchr finds quickly, or where that is the end, at the line around the middle: when its key
 * is smaller, low moves past it, else high moves to its beginning. Either way the range gets
 * shorter, so that they meet; there is the line looked for.
 */
const char *line_lower_bound(const char *low, const char *high, const char *wanted, size_t length)
{
	while (low < high) {
		const char *middle = low + (high - low) / 2;
		const char *line = line_next(middle, high);
		size_t left;

		if (line == high) {
			line = middle;
			while (line > low && line[-1] != '\n')
				line--;
		}
		left = (size_t)(high - line);
		if (memcmp(line, wanted, length < left ? length : left) < 0)
			low = line_next(line, high);
		else
			high = line;
	}
	return low;
}
