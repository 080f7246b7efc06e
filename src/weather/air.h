/* SPDX-License-Identifier: MIT */
/* The air at a place and time: plain values; what was not sent is NAN, 0 or TIMEFMT_NONE. */
#ifndef WX_AIR_H
#define WX_AIR_H

#include <stdbool.h>
#include <stdint.h>

/* OpenWeatherMap's own scale (https://openweathermap.org/api/air-pollution), not the US EPA's. */
#define AIR_INDEX_GOOD 1
#define AIR_INDEX_VERY_POOR 5

/* µg/m³; more than was ever measured. A larger amount counts as not sent. */
#define AIR_AMOUNT_MAX 1e6

struct air {
	int64_t time;
	int index;                            /* 1, good, to 5, very poor; 0 when not sent */
	double pm2_5, pm10, o3, no2, so2, co; /* µg/m³ */
};

/* Whether at least one amount was sent. */
bool air_has_amounts(const struct air *air);

/*
 * The index of the amounts, which is that of the worst of the six, by the table of
 * https://openweathermap.org/api/air-pollution; 0 unless all of them are known.
 */
int air_index(const struct air *air);

/* "good", "fair", "moderate", "poor" or "very poor"; "" for any other index. In English. */
const char *air_index_words(int index);

#endif
