/* SPDX-License-Identifier: MIT */
/* The values that OpenWeatherMap sends for the current weather and for each step of a forecast. */
#ifndef WX_OWM_VALUES_H
#define WX_OWM_VALUES_H

#include <json-c/json.h>
#include <stddef.h>
#include <stdint.h>

#include "weather/weather.h"

struct json_leaf;

enum owm_number {
	OWM_TEMPERATURE,
	OWM_FEELS_LIKE,
	OWM_HUMIDITY,
	OWM_PRESSURE,
	OWM_SEA_LEVEL,
	OWM_WIND_SPEED,
	OWM_WIND_GUST,
	OWM_WIND_DIRECTION,
	OWM_CLOUDS,
	OWM_VISIBILITY,
	OWM_PROBABILITY,
	OWM_RAIN_3H,
	OWM_SNOW_3H,
	OWM_NUMBERS
};

struct owm_values {
	int64_t time;                /* "dt"; TIMEFMT_NONE: not sent */
	double numbers[OWM_NUMBERS]; /* NAN: not sent, or out of range */
	struct condition condition;  /* the primary one */
	char part_of_day[2];         /* of a step: "d" or "n"; or "" */
};

void owm_values_read(struct owm_values *values, json_object *root);

/* Reads them from the values of the same object, starting with none: see json_reader_leaves. */
void owm_values_start(struct owm_values *values);
void owm_values_take(void *values, const struct json_leaf *leaf);

/* Reads the conditions, the primary one first, and returns how many there are. */
size_t owm_values_conditions(
	struct condition conditions[WEATHER_CONDITIONS_MAX], json_object *root);

/* The pressure at sea level in hPa; NAN: not known. */
double owm_values_pressure(const struct owm_values *values);

#endif
