/* SPDX-License-Identifier: MIT */
/* The places of a command line. */
#ifndef WX_PLACES_H
#define WX_PLACES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "place/gazetteer.h"
#include "place/place.h"

#define PLACES_MAX 10000 /* of a command line; a file may have more */

/* In the order in which they were typed. */
struct places {
	struct place *all;
	size_t count, room;
};

/*
 * Reads all arguments in one pass, by the rules of wx(1), each place once. The aliases are names
 * and what they stand for, each ended by a NUL, "" at the end. Fails with EXIT_USAGE for what is no
 * place or for more than PLACES_MAX, and EXIT_INTERNAL. places_free is due in any case.
 */
bool places_read(struct places *places, const struct gazetteer *list, char *const arguments[],
	int count, const char *aliases, struct error *error);

/* The same for text that has several places, separated by semicolons; geo: may have its own. */
bool places_read_text(struct places *places, const struct gazetteer *list, const char *text,
	const char *aliases, struct error *error);

/* Reads a text that is one place, or an alias of one; fails like place_parse. */
bool places_parse_one(struct place *place, const struct gazetteer *list, const char *text,
	const char *aliases, struct error *error);

void places_free(struct places *places);

#endif
