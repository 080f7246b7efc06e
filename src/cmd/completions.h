/* SPDX-License-Identifier: MIT */
/* The candidates of a completion, in the order in which they are found and printed. */
#ifndef WX_COMPLETIONS_H
#define WX_COMPLETIONS_H

#include <stdbool.h>
#include <stdio.h>

#include "place/gazetteer.h"
#include "place/place_search.h"

#define COMPLETIONS_MAX 50
#define COMPLETIONS_TEXTS_MAX \
	8192 /* bytes: fewer than the longest could be, all of which would be touched */

/* What may be typed: a text, or its next word where words stand already. */
struct completion {
	const char *text;
	const char *place; /* that the whole means, "Portland, Oregon, US" */
	size_t offset;     /* of that place */
	bool is_part;      /* more words have to follow */
};

struct completions {
	const struct gazetteer *list;
	char *const *before; /* words that stand before the place */
	int before_count;
	struct completion all[COMPLETIONS_MAX];
	size_t count;
	bool is_certain; /* what stands there already can be nothing but one place */
	size_t used;     /* of the texts, one after the other */
	char texts[COMPLETIONS_TEXTS_MAX];
};

/*
 * Adds a text, of which `done` bytes are words that stand already, and the place that it means,
 * with the English name of its region, "" if that is not known. Of several words only the next one
 * is kept; each is there once, and for a place that ends with it rather than for one that goes on.
 * What is not read as one place by itself, because of a comma or of the words before, is left out.
 */
void completions_add(struct completions *completions, const char *text, size_t done,
	const struct listed *place, const char *region);

/* Prints a line each: the text, a tab, the place. */
void completions_print(FILE *out, const struct completions *completions);

#endif
