/* SPDX-License-Identifier: MIT */
/* The Korean list and GeoNames' places: which are the same, and what the list changes of them. */
#ifndef MAKER_KOREA_JOIN_H
#define MAKER_KOREA_JOIN_H

#include "korea.h"
#include "places.h"

/*
 * Makes each row the place with its id, else a Korean one at its point or of its name within 20 km,
 * else a new one. The row decides on the place's name, state, coordinates and people; other names
 * of the place stay as alternates. Duplicates are dropped.
 */
void korea_join(struct korea *korea, struct places *places);

#endif
