/* SPDX-License-Identifier: MIT */
/* OpenWeatherMap's forecast of five days and its air quality. */
#ifndef WX_OWM_FORECAST_H
#define WX_OWM_FORECAST_H

#include <stdbool.h>

struct air;
struct error;
struct forecast;
struct json_reader;

/* The member of both replies with the steps. */
#define OWM_SERIES "list"

/*
 * Read the body of a good reply, whose series is OWM_SERIES. Values that are missing, of the wrong
 * type or beyond what nature allows count as not sent. A step without a time or a temperature is
 * left out, and so are air values without an index from 1 to 5 or any amount; a list with nothing
 * else fails with EXIT_BAD_REPLY. The forecast's clocks are those of the reply; see
 * forecast_set_zone.
 */
bool owm_forecast_read(struct forecast *forecast, struct json_reader *reader, struct error *error);
bool owm_air_read(struct air *air, struct json_reader *reader, struct error *error);

#endif
