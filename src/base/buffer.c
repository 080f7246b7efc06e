/* SPDX-License-Identifier: MIT */
#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

#define SIZE_MIN 4096

bool buffer_append(struct buffer *buffer, const char *data, size_t length)
{
	size_t needed = buffer->length + length + 1;
	size_t size = buffer->size ? buffer->size : SIZE_MIN;

	while (size < needed)
		size *= 2;
	if (size > buffer->size) {
		char *text = realloc(buffer->text, size);

		if (!text)
			return false;
		buffer->text = text;
		buffer->size = size;
	}
	memcpy(buffer->text + buffer->length, data, length);
	buffer->length += length;
	buffer->text[buffer->length] = '\0';
	return true;
}
