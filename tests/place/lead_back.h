/* SPDX-License-Identifier: MIT */
/* Whether what wx says to type leads, typed back, to the place that it stands for. */
#ifndef WX_LEAD_BACK_H
#define WX_LEAD_BACK_H

#include <stdio.h>

#include "place/gazetteer.h"

struct lead_back {
	size_t names, candidates, rivals; /* looked at */
	size_t failures;
};

/*
 * Goes through every stride-th name of the list: completes it and types each candidate back, does
 * the same with the other places that a note would name, and holds the list to what it says of the
 * names that are enough. Some it also completes word by word and behind a comma. Complains in a
 * line each.
 */
struct lead_back lead_back(const struct gazetteer *list, size_t stride, FILE *complaints);

#endif
