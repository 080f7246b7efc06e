/* SPDX-License-Identifier: MIT */
/* Memory that grows as text is appended to it. */
#ifndef WX_BUFFER_H
#define WX_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

/* Start with {0}. */
struct buffer {
	char *text; /* for free(); NULL until something has been appended */
	size_t length, size;
};

/*
 * Appends bytes, and a NUL that ->length does not count. The size doubles as needed, so that the
 * time is linear in what is appended. False when out of memory; the buffer is unchanged then.
 */
bool buffer_append(struct buffer *buffer, const char *data, size_t length);

#endif
