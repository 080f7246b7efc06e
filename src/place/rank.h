/* SPDX-License-Identifier: MIT */
/*
 * Which of the places that share a name it means: the maker of the list and the look-up ask alike.
 */
#ifndef WX_RANK_H
#define WX_RANK_H

#include <stdbool.h>
#include <stdint.h>

#define RANK_OWN_WEIGHT 8

/* A place whose own name no alternate one of another beats; some 10,000 have as many people. */
#define RANK_CITY_LEAST 45000

/* People of a city that is meant first of all, and whose parts may be named with it. */
#define RANK_LARGE_LEAST 100000

/* People of a city that is meant by a foreign name, too, whatever follows it. */
#define RANK_FOREIGN_LEAST 500000

/* A place with fewer people is hardly meant beside a large city. */
#define RANK_SMALL_LIMIT 20000

#define RANK_CAPITAL_WEIGHT 3

/*
 * The likelier place ranks higher: who has more people, where a place's own name counts eight times
 * against another's alternate one, and for a sovereign state's capital three times that; but a
 * city's own name goes before all alternates (Bethlehem is not Belém).
 */
double rank_score(int64_t population, bool is_own, bool is_capital);

/*
 * The people that a place counts for where the name is that of an island or landscape, which it
 * stands for: those of a city at least, so that no small town of that name goes before it.
 */
int64_t rank_landscape(int64_t population);

#endif
