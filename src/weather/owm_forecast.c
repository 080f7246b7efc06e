/* SPDX-License-Identifier: MIT */
#include "weather/owm_forecast.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/timefmt.h"
#include "weather/air.h"
#include "weather/forecast.h"
#include "weather/json_get.h"
#include "weather/json_reader.h"
#include "weather/owm_values.h"

static enum forecast_light read_light(json_object *sys)
{
	char part_of_day[2];

	json_get_string(sys, "pod", part_of_day, sizeof part_of_day);
	if (strcmp(part_of_day, "d") == 0)
		return FORECAST_DAYLIGHT;
	return strcmp(part_of_day, "n") == 0 ? FORECAST_NIGHT : FORECAST_LIGHT_UNKNOWN;
}

static struct forecast_step read_step(json_object *item)
{
	json_object *rain = json_get(item, "rain", json_type_object);
	json_object *snow = json_get(item, "snow", json_type_object);
	struct weather values;

	owm_values_read(&values, item);
	return (struct forecast_step){.time = json_get_time(item, "dt"),
		.condition = values.conditions[0],
		.temperature = values.temperature,
		.feels_like = values.feels_like,
		.humidity = values.humidity,
		.pressure = values.pressure,
		.wind_speed = values.wind_speed,
		.wind_gust = values.wind_gust,
		.wind_direction = values.wind_direction,
		.clouds = values.clouds,
		.visibility = values.visibility,
		.probability = 100 * json_get_number(item, "pop", 0, 1),
		.rain_3h = json_get_number(rain, "3h", 0, 1000),
		.snow_3h = json_get_number(snow, "3h", 0, 1000),
		.light = read_light(json_get(item, "sys", json_type_object))};
}

/* Goes to the next step or entry, which the caller frees. False if there is none. */
static bool next_item(struct json_reader *reader, json_object **item)
{
	if (!json_get(reader->root, OWM_SERIES, json_type_array) || !json_reader_next(reader))
		return false;
	*item = json_reader_value(reader);
	return true;
}

bool owm_forecast_read(struct forecast *forecast, struct json_reader *reader, struct error *error)
{
	json_object *city = json_get(reader->root, "city", json_type_object), *item;

	forecast->step_count = 0;
	forecast->utc_offset = json_get_number(city, "timezone", -18 * 3600, 18 * 3600);
	forecast->clock_change = TIMEFMT_NONE;
	forecast->utc_offset_after = NAN;
	while (next_item(reader, &item)) {
		struct forecast_step step = read_step(item);

		json_object_put(item);
		if (step.time != TIMEFMT_NONE && !isnan(step.temperature))
			forecast_add_step(forecast, &step);
	}
	if (forecast->step_count == 0)
		return error_set(error, EXIT_BAD_REPLY,
			_("the reply is not valid (no step with 'dt' and 'main.temp' in 'list'); "
			  "try "
			  "again later"));
	return true;
}

/* The service writes its index as 2 or as 2.0. */
static struct air read_air(json_object *item)
{
	json_object *amounts = json_get(item, "components", json_type_object);
	double index = json_get_number(json_get(item, "main", json_type_object), "aqi",
		AIR_INDEX_GOOD, AIR_INDEX_VERY_POOR);

	return (struct air){.time = json_get_time(item, "dt"),
		.index = floor(index) == index ? (int)index : 0,
		.pm2_5 = json_get_number(amounts, "pm2_5", 0, AIR_AMOUNT_MAX),
		.pm10 = json_get_number(amounts, "pm10", 0, AIR_AMOUNT_MAX),
		.o3 = json_get_number(amounts, "o3", 0, AIR_AMOUNT_MAX),
		.no2 = json_get_number(amounts, "no2", 0, AIR_AMOUNT_MAX),
		.so2 = json_get_number(amounts, "so2", 0, AIR_AMOUNT_MAX),
		.co = json_get_number(amounts, "co", 0, AIR_AMOUNT_MAX)};
}

bool owm_air_read(struct air *air, struct json_reader *reader, struct error *error)
{
	json_object *item;

	while (next_item(reader, &item)) {
		*air = read_air(item);
		json_object_put(item);
		if (air->index != 0 || air_has_amounts(air))
			return true;
	}
	return error_set(error, EXIT_BAD_REPLY,
		_("the reply is not valid (no 'main.aqi' and no 'components' in 'list'); try again "
		  "later"));
}
