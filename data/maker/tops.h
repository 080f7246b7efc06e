/* SPDX-License-Identifier: MIT */
/*
 * The section of the tops: for a beginning that many names have, the likeliest places among them,
 * so that who has typed one letter need not wait.
 */
#ifndef MAKER_TOPS_H
#define MAKER_TOPS_H

#include <stddef.h>

#include "entries.h"
#include "memory.h"

struct tops {
	char **lines; /* "KEY\tREF KIND SPELLING\t...\n", see place/gazetteer.h */
	size_t count;
};

/* A line for each beginning that more than 200 names have, the empty one too, sorted. */
struct tops tops_make(const struct entries *entries, struct memory *memory);

#endif
