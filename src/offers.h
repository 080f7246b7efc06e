/* SPDX-License-Identifier: MIT */
/* What completion has to offer. */
#ifndef WX_OFFERS_H
#define WX_OFFERS_H

#include <stdbool.h>
#include <stdio.h>

#include "place/gazetteer.h"
#include "place/place_search.h"

#define OFFERS_MAX 50
#define OFFERS_TYPED_MAX 512
#define OFFERS_TEXTS_MAX \
	6144 /* bytes: fewer than the longest could be, all of which would be touched */

/* What may be typed: a text, or its next word where words stand already. */
struct offer {
	const char *text;
	size_t ref;   /* of the place that the whole means */
	bool is_part; /* more words have to follow */
};

struct offers {
	struct offer all[OFFERS_MAX];
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
bool offers_fit(const char *text, const char *typed);

/*
 * Adds a text, of which `done` bytes are words that stand already, and the place that it means. Of
 * several words only the next one is kept; each is offered once, and for a place that ends with it
 * rather than for one that goes on. What place_take would not take for one place is left out.
 */
void offers_add(struct offers *offers, const char *text, size_t done, const struct listed *place);

/* Prints a line each: the text, a tab, the place. */
void offers_print(FILE *out, const struct gazetteer *list, const struct offers *offers);

#endif
