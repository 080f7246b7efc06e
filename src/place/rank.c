/* SPDX-License-Identifier: MIT */
#include "place/rank.h"

#define CITY_WEIGHT 1e10
#define CAPITAL_WEIGHT 1e12

double rank_score(int64_t people, bool is_own, bool is_capital)
{
	double value = ((double)people + 1) * (is_own ? RANK_OWN_WEIGHT : 1);

	if (is_own && is_capital)
		return value + CAPITAL_WEIGHT;
	return is_own && people >= RANK_CITY_LEAST ? value + CITY_WEIGHT : value;
}
