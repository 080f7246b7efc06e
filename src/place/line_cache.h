/* SPDX-License-Identifier: MIT */
/*
 * Single lines of a large file. To map one takes six times as long as to read it, since all pages
 * around it are mapped; the lines that were read last are kept, as many are asked for again.
 */
#ifndef WX_LINE_CACHE_H
#define WX_LINE_CACHE_H

#include <stddef.h>

#define LINE_CACHE_LINE_MAX 255 /* bytes, the newline counted */

struct line_cache;

/* Takes over the descriptor. NULL, with that closed, if out of memory. */
struct line_cache *line_cache_open(int file);
void line_cache_close(struct line_cache *cache);

/*
 * The line that begins at an offset above 0, ended by a newline; valid until the next call. NULL
 * if no line begins there, it is too long, or it cannot be read.
 */
const char *line_cache_read(struct line_cache *cache, size_t offset);

#endif
