/* SPDX-License-Identifier: MIT */
#include "place/line_cache.h"

#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define LINES_MAX 128
#define TEXT_BYTES (16 * 1024) /* lines are shorter than the longest could be */

struct line_cache {
	int file;
	size_t count, used; /* lines, and bytes of the text */
	struct {
		size_t offset;
		const char *start;
	} lines[LINES_MAX];
	char text[TEXT_BYTES];
};

struct line_cache *line_cache_open(int file)
{
	/* malloc, as calloc would touch pages of the text that are never used. */
	struct line_cache *cache = malloc(sizeof *cache);

	if (!cache) {
		close(file);
		return NULL;
	}
	cache->file = file;
	cache->count = cache->used = 0;
	return cache;
}

void line_cache_close(struct line_cache *cache)
{
	if (!cache)
		return;
	close(cache->file);
	free(cache);
}

const char *line_cache_read(struct line_cache *cache, size_t offset)
{
	const char *end;
	ssize_t length;
	char *text;

	for (size_t i = 0; i < cache->count; i++)
		if (cache->lines[i].offset == offset)
			return cache->lines[i].start;
	/* All are forgotten when there is no room for another one. */
	if (cache->count == LINES_MAX || cache->used + 1 + LINE_CACHE_LINE_MAX > TEXT_BYTES)
		cache->count = cache->used = 0;
	text = cache->text + cache->used;
	/* A line begins after the end of another. */
	length = pread(cache->file, text, 1 + LINE_CACHE_LINE_MAX, (off_t)offset - 1);
	end = length > 1 && *text == '\n' ? memchr(text + 1, '\n', (size_t)length - 1) : NULL;
	if (!end)
		return NULL;
	cache->lines[cache->count].offset = offset;
	cache->lines[cache->count++].start = text + 1;
	cache->used += (size_t)(end + 1 - text);
	return text + 1;
}
