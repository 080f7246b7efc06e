/* SPDX-License-Identifier: MIT */
/* Completion of the countries and regions that tell places of one name apart. */
#ifndef WX_COMPLETE_QUALIFIER_H
#define WX_COMPLETE_QUALIFIER_H

#include "cmd/complete_text.h"
#include "cmd/completions.h"

/*
 * The first `length` bytes of what was typed are a name, with a comma or blank after it. Adds the
 * regions and countries of the places of that name, as far as they begin with the rest and tell
 * just that place: "Paris Texas", "London,CA", "Portland, Oregon", "Springfield,IL,US". With `own`
 * it is a name of their own, else another. Returns whether there are any such places.
 */
bool complete_qualifier(
	struct completions *completions, const struct typed *typed, size_t length, bool own);

#endif
