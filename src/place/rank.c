/* SPDX-License-Identifier: MIT */
#include "place/rank.h"

/* More than any number of people gives. */
#define CITY_WEIGHT 1e12

int64_t rank_landscape(int64_t population)
{
	return population > RANK_CITY_LEAST ? population : RANK_CITY_LEAST;
}

double rank_score(int64_t population, bool is_own, bool is_capital)
{
	double value = (double)population + 1;

	if (!is_own)
		return value;
	value *= RANK_OWN_WEIGHT * (is_capital ? RANK_CAPITAL_WEIGHT : 1);
	return population >= RANK_CITY_LEAST ? value + CITY_WEIGHT : value;
}
