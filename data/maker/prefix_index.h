/* SPDX-License-Identifier: MIT */
/*
 * The section of the prefix index: for a beginning that many names have, the best names among them,
 * so that completing a single letter does not read all of them.
 */
#ifndef MAKER_PREFIX_INDEX_H
#define MAKER_PREFIX_INDEX_H

#include <stddef.h>

#include "entries.h"
#include "memory.h"

struct prefix_index {
	char **lines; /* "PREFIX\tREF KIND SPELLING\t...\n", see place/gazetteer.h */
	size_t count;
};

/* A line for each beginning whose key more than 200 names begin with, the empty one too, sorted. */
struct prefix_index prefix_index_make(const struct entries *entries, struct memory *memory);

#endif
