/* SPDX-License-Identifier: MIT */
/*
 * The weather at a place and time: plain values that can be copied. What was not sent is NAN, "" or
 * TIMEFMT_NONE. Strings are as they were received, and must be escaped to be printed.
 */
#ifndef WX_WEATHER_H
#define WX_WEATHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WEATHER_CONDITIONS_MAX 8

struct condition {
	int id;                /* OpenWeatherMap's code; 0 when not sent */
	char group[32];        /* "Clouds" */
	char description[128]; /* in the language asked for: "broken clouds" */
	char icon[8];          /* OpenWeatherMap's name of an icon: "04d" */
};

struct weather {
	char place[160], place_ascii[160], state[160];
	char country[3];            /* ISO 3166-1, two letters */
	double latitude, longitude; /* degrees */
	int64_t observed;           /* seconds since 1970; always present */
	double utc_offset;          /* seconds east of UTC */

	struct condition conditions[WEATHER_CONDITIONS_MAX]; /* the primary one first */
	size_t condition_count;

	double temperature;             /* °C; always present */
	double feels_like;              /* °C */
	double humidity;                /* percent */
	double pressure;                /* hPa at sea level */
	double wind_speed, wind_gust;   /* m/s */
	double wind_direction;          /* degrees that it blows from, 0 to 360 */
	double clouds;                  /* percent */
	double visibility;              /* metres */
	bool visibility_is_lower_bound; /* as the highest that the service reports */
	double rain_1h, snow_1h;        /* mm in the last hour */

	int64_t sunrise, sunset; /* seconds since 1970 */
	bool is_polar;           /* polar day or night: the sun neither rises nor sets */
};

#endif
