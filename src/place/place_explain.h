/* SPDX-License-Identifier: MIT */
/* What may have been meant by a name that was sent as typed, and is nowhere. */
#ifndef WX_PLACE_EXPLAIN_H
#define WX_PLACE_EXPLAIN_H

#include <stdbool.h>

#include "base/error.h"
#include "base/location.h"
#include "place/place_longest.h"

/* Fails with EXIT_NOT_FOUND, naming the argument that means the city in which it may be. */
bool place_explain_in_city(struct error *error, const char *argument);

/*
 * Fills in *error: where the list has the name, else the near names, else the city that it may be
 * in, else what to write for such a thing; without any of these *error stays as it is.
 */
void place_explain(
	const struct gazetteer *list, const struct location *location, struct error *error);

#endif
