/* SPDX-License-Identifier: MIT */
/* The values that OpenWeatherMap sends for the current weather and for each step of a forecast. */
#ifndef WX_OWM_VALUES_H
#define WX_OWM_VALUES_H

#include <json-c/json.h>

struct weather;

/*
 * Fills in the conditions, and all values from the temperature to the visibility; the rest of
 * *weather is not touched.
 */
void owm_values_read(struct weather *weather, json_object *root);

#endif
