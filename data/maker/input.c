/* SPDX-License-Identifier: MIT */
#include "input.h"
#include "stop.h"
#include "base/utf8.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_SIZE = 1 << 16 };

static char *read_all(struct memory *memory, FILE *stream, const char *path, size_t *end)
{
	size_t size = FIRST_SIZE, length = 0;
	char *text = memory_take(memory, size, 1);

	for (;;) {
		char *larger;

		length += fread(text + length, 1, size - length - 1, stream);
		if (ferror(stream))
			stop("%s: %s", path, strerror(errno));
		if (length < size - 1)
			break;
		size *= 2;
		larger = memory_take(memory, size, 1);
		memcpy(larger, text, length);
		text = larger;
	}
	*end = length;
	return text;
}

char *input_read(struct memory *memory, const char *path)
{
	FILE *stream = fopen(path, "r");
	size_t length;
	char *text;

	if (!stream)
		stop("%s: %s", path, strerror(errno));
	text = read_all(memory, stream, path, &length);
	fclose(stream);
	if (length == 0)
		stop("%s: the file is empty", path);
	if (strlen(text) != length)
		stop("%s: not a text file: it has a NUL byte", path);
	return text;
}

char *input_cut(char **rest, char separator)
{
	char *piece = *rest;
	char *end = piece ? strchr(piece, separator) : NULL;

	if (end)
		*end++ = '\0';
	*rest = end;
	return piece;
}

bool input_is_plain(const char *text)
{
	for (const char *byte = text; *byte; byte++)
		if ((unsigned char)*byte < ' ' || *byte == 0x7f)
			return false;
	return utf8_is_valid(text);
}
