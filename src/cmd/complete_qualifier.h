/* SPDX-License-Identifier: MIT */
/* Completion behind a comma. */
#ifndef WX_COMPLETE_QUALIFIER_H
#define WX_COMPLETE_QUALIFIER_H

#include "cmd/completions.h"

/*
 * Adds what tells apart the places of the name before the comma, as far as it begins with what was
 * typed behind it: "London,CA", "Portland, Oregon", "Springfield,IL,US". When there are any of that
 * name, these are all offers.
 */
void complete_qualifier(
	struct completions *completions, const struct gazetteer *list, const struct typed *typed);

#endif
