/* SPDX-License-Identifier: MIT */
/*
 * The states, provinces and counties as they are today. They were split, merged and renumbered
 * since the dump.
 */
#ifndef MAKER_STATES_H
#define MAKER_STATES_H

#include "currents.h"
#include "places.h"

/*
 * Gives each place the unit and county of the nearest of cities.json that has its name and lies in
 * its country and within 5 km. Without one it keeps its own, or loses it where that would be wrong.
 * Only British and Irish places keep a county.
 */
void states_join(struct places *places, const struct currents *currents);

#endif
