/* SPDX-License-Identifier: MIT */
/*
 * Memory that is taken piece by piece and freed as a whole: what is read stays until the list is
 * written. A function here that gets none ends the run (stop.h).
 */
#ifndef MAKER_MEMORY_H
#define MAKER_MEMORY_H

#include <stddef.h>

#include "base/error.h"

/* Zeroed, it is empty. */
struct memory {
	struct memory_block *last;
};

/* Room for count items of that size, zeroed and aligned for any type. */
void *memory_take(struct memory *memory, size_t count, size_t size);

/*
 * Room for one item more than the count that `items` has: the same array, or a copy of twice the
 * size. An array that begins as NULL and 0 and grows one by one is never too small.
 */
void *memory_grow(struct memory *memory, void *items, size_t count, size_t size);

char *memory_copy(struct memory *memory, const char *text);
char *memory_format(struct memory *memory, const char *format, ...) ERROR_PRINTF(2, 3);

/* Everything that was taken is invalid from now on. */
void memory_free(struct memory *memory);

#endif
