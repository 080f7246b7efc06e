/* SPDX-License-Identifier: MIT */
/*
 * The weather of the coming days at a place, in steps of three hours. Plain values that can be
 * copied; what was not sent is NAN, "" or what is named below. Strings are as they came.
 */
#ifndef WX_FORECAST_H
#define WX_FORECAST_H

#include <stddef.h>
#include <stdint.h>

#include "weather/weather.h"

struct tzfile;

/* The service sends forty, five days; later ones are left out. */
#define FORECAST_STEPS_MAX 48

/* The seconds before a step's time that its amounts and its probability refer to. */
#define FORECAST_STEP_SECONDS (3 * 3600)

enum forecast_light { FORECAST_LIGHT_UNKNOWN, FORECAST_DAYLIGHT, FORECAST_NIGHT };

struct forecast_step {
	int64_t time;                 /* always there */
	struct condition condition;   /* the main one */
	double temperature;           /* °C; always there */
	double feels_like;            /* °C */
	double humidity;              /* percent */
	double pressure;              /* hPa at sea level */
	double wind_speed, wind_gust; /* m/s */
	double wind_direction;        /* degrees that it blows from, 0 to 360 */
	double clouds;                /* percent */
	double visibility;            /* metres */
	double probability;           /* of precipitation in the three hours before; percent */
	double rain_3h, snow_3h;      /* mm: what falls in the three hours before */
	enum forecast_light light;
};

struct forecast {
	size_t step_count;                              /* at least 1 */
	struct forecast_step steps[FORECAST_STEPS_MAX]; /* by their times, no time twice */

	/* The place's clocks, in seconds east of UTC; NAN when not known. */
	double utc_offset;
	int64_t clock_change; /* from then on they show the other offset; TIMEFMT_NONE: never */
	double utc_offset_after;
};

/*
 * Adds a step where its time belongs. One whose time is there already is left out, and of more than
 * FORECAST_STEPS_MAX the latest.
 */
void forecast_add_step(struct forecast *forecast, const struct forecast_step *step);

/*
 * Takes the place's clocks from a time zone. A reply has one offset for all of its days, but clocks
 * may change within them; only the first change is taken into account. A file that does not agree
 * with the reply's offset when the forecast begins is out of date or for another place, and is
 * ignored.
 */
void forecast_set_zone(struct forecast *forecast, const struct tzfile *zone);

/* The seconds east of UTC that the place's clocks show at a time; NAN when not known. */
double forecast_utc_offset(const struct forecast *forecast, int64_t time);

/* The place's date at a time, in days since 1970-01-01 (see timefmt_civil); UTC's if unknown. */
int64_t forecast_date(const struct forecast *forecast, int64_t time);

#endif
