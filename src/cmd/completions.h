/* SPDX-License-Identifier: MIT */
/* What completion has to offer. */
#ifndef WX_COMPLETIONS_H
#define WX_COMPLETIONS_H

#include <stdbool.h>
#include <stdio.h>

#include "place/gazetteer.h"
#include "place/place_search.h"

#define COMPLETIONS_MAX 50
#define OFFERS_TYPED_MAX 512
#define OFFERS_TEXTS_MAX \
	6144 /* bytes: fewer than the longest could be, all of which would be touched */

/* What may be typed: a text, or its next word where words stand already. */
struct completion {
	const char *text;
	size_t offset; /* of the place that the whole means */
	bool is_part;  /* more words have to follow */
};

struct completions {
	struct completion all[COMPLETIONS_MAX];
	size_t count;
	bool are_all; /* the words before leave nothing else to mean */
	size_t used;  /* of the texts, one behind the other */
	char texts[OFFERS_TEXTS_MAX];
};

/* Words that may be one place, of which the last one is being typed. */
struct typed {
	char text[OFFERS_TYPED_MAX];
	size_t done; /* bytes that are words before the last one */
};

/* Whether a text begins, the case of ASCII letters aside, with what was typed. */
bool completions_fit(const char *text, const char *typed);

/*
 * Adds a text, of which `done` bytes are words that stand already, and the place that it means. Of
 * several words only the next one is kept; each is offered once, and for a place that ends with it
 * rather than for one that goes on. What places_read would not take for one place is left out.
 */
void completions_add(
	struct completions *completions, const char *text, size_t done, const struct listed *place);

/* Prints a line each: the text, a tab, the place. */
void completions_print(
	FILE *out, const struct gazetteer *list, const struct completions *completions);

#endif
