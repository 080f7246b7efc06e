/* SPDX-License-Identifier: MIT */
/* What may have been meant by a name that was sent as typed, and is nowhere. */
#ifndef WX_PLACE_EXPLAIN_H
#define WX_PLACE_EXPLAIN_H

#include "base/error.h"
#include "base/location.h"
#include "place/gazetteer.h"

/*
 * Fills in *error: where the list has the name, else the near names, else what to write for such a
 * thing; without any of these *error stays as it is.
 */
void place_explain(
	const struct gazetteer *list, const struct location *location, struct error *error);

#endif
