/* SPDX-License-Identifier: MIT */
#include "memory.h"
#include "stop.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 1 << 20, ALIGNMENT = _Alignof(max_align_t) };

struct memory_block {
	struct memory_block *before;
	size_t used, size;
	_Alignas(max_align_t) unsigned char bytes[];
};

static void add_block(struct memory *memory, size_t size)
{
	struct memory_block *block;

	if (size < BLOCK_SIZE)
		size = BLOCK_SIZE;
	block = calloc(1, sizeof *block + size);
	if (!block)
		stop("memory: %s", strerror(ENOMEM));
	block->before = memory->last;
	block->size = size;
	memory->last = block;
}

void *memory_take(struct memory *memory, size_t count, size_t size)
{
	struct memory_block *block;
	size_t bytes;

	if (size && count > SIZE_MAX / 2 / size)
		stop("memory: %s", strerror(ENOMEM));
	bytes = (count * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (!memory->last || memory->last->size - memory->last->used < bytes)
		add_block(memory, bytes);
	block = memory->last;
	block->used += bytes;
	return block->bytes + block->used - bytes;
}

void *memory_grow(struct memory *memory, void *items, size_t count, size_t size)
{
	void *larger;

	if (count & (count - 1)) /* no power of two, so there is room */
		return items;
	larger = memory_take(memory, count ? 2 * count : 1, size);
	if (count)
		memcpy(larger, items, count * size);
	return larger;
}

char *memory_copy(struct memory *memory, const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(memory_take(memory, size, 1), text, size);
}

char *memory_format(struct memory *memory, const char *format, ...)
{
	va_list arguments;
	int length;
	char *text;

	va_start(arguments, format);
	length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0)
		stop("memory: %s", strerror(errno));
	text = memory_take(memory, (size_t)length + 1, 1);
	va_start(arguments, format);
	vsnprintf(text, (size_t)length + 1, format, arguments);
	va_end(arguments);
	return text;
}

void memory_free(struct memory *memory)
{
	while (memory->last) {
		struct memory_block *block = memory->last;

		memory->last = block->before;
		free(block);
	}
}
