/* SPDX-License-Identifier: MIT */
/* Completion of the names of places, countries and regions. */
#ifndef WX_COMPLETE_NAME_H
#define WX_COMPLETE_NAME_H

#include "cmd/complete_text.h"
#include "cmd/completions.h"

/*
 * Adds the places that a name beginning so means: first those whose own name it is, as they rank
 * when a name is looked up, parts of cities after cities; then countries and regions, for the
 * places that they mean; then places by other names. Each place is there once, but for the longer
 * forms of names of Korea and Japan ("Seoul Special City"), which come last.
 */
void complete_name(struct completions *completions, const struct typed *typed);

/*
 * The first `length` bytes are a region with a blank after it, as it is written in Korean: adds
 * the names in it that begin with the rest ("경기도 광").
 */
void complete_in_region(struct completions *completions, const struct typed *typed, size_t length);

#endif
