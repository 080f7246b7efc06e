/* SPDX-License-Identifier: MIT */
/* Completion behind a comma. */
#ifndef WX_QUALIFY_H
#define WX_QUALIFY_H

#include "offers.h"

/*
 * Adds what tells apart the places of the name before the comma, as far as it begins with what was
 * typed behind it: "London,CA", "Portland, Oregon", "Springfield,IL,US". When there are any of that
 * name, these are all offers.
 */
void qualify(struct offers *offers, const struct gazetteer *list, const struct typed *typed);

#endif
