/* SPDX-License-Identifier: MIT */
/* What --check says: what is in use, and whether it works. */
#ifndef WX_CHECK_H
#define WX_CHECK_H

#include <stdbool.h>
#include <stdio.h>

#include "answer.h"
#include "fail.h"
#include "place.h"
#include "text.h"

/*
 * Prints the version, the config file, the key's source, the list of places and the service, a line each, then asks for
 * the weather of the place. Fails like answer_place, with what stands in the way.
 */
bool check(FILE *out, const struct view *view, const struct gazetteer *list,
	const struct place *place, const struct inquiry *inquiry, struct failure *failure);

#endif
