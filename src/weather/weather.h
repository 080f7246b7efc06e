/* SPDX-License-Identifier: MIT */
/*
 * The weather at a place and time. Plain values that can be copied; what was not sent is NAN, "" or
 * TIMEFMT_NONE. Strings are as they came, made safe only where they are printed.
 */
#ifndef WX_WEATHER_H
#define WX_WEATHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WEATHER_CONDITIONS_MAX 8

/*
 * Metres: the highest visibility that the service reports, "the maximum value of the visibility is
 * 10 km" (https://openweathermap.org/current); older replies have higher ones that were measured.
 */
#define WEATHER_VISIBILITY_MOST 10000

struct condition {
	int id; /* OpenWeatherMap's code; 0 when not sent */
	char group[32];
	char description[128];
	char icon[8];
};

struct weather {
	char place[160], place_ascii[160], state[160];
	char country[3];            /* ISO 3166-1, two letters */
	double latitude, longitude; /* degrees */
	int64_t observed;           /* always there */
	double utc_offset;          /* seconds east of UTC */

	struct condition conditions[WEATHER_CONDITIONS_MAX]; /* the first is the main one */
	size_t condition_count;

	double temperature;           /* °C; always there */
	double feels_like;            /* °C */
	double humidity;              /* percent */
	double pressure;              /* hPa at sea level */
	double wind_speed, wind_gust; /* m/s */
	double wind_direction;        /* degrees that it blows from, 0 to 360 */
	double clouds;                /* percent */
	double visibility;            /* metres */
	double rain_1h, snow_1h;      /* mm/h: what fell in the last hour */

	int64_t sunrise, sunset;
	bool sun_stays; /* polar day or night: the sun neither rises nor sets */
};

#endif
