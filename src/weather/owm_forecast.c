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

static struct forecast_step make_step(const struct owm_values *values)
{
	const double *numbers = values->numbers;

	return (struct forecast_step){.time = values->time,
		.condition = values->condition,
		.temperature = numbers[OWM_TEMPERATURE],
		.feels_like = numbers[OWM_FEELS_LIKE],
		.humidity = numbers[OWM_HUMIDITY],
		.pressure = owm_values_pressure(values),
		.wind_speed = numbers[OWM_WIND_SPEED],
		.wind_gust = numbers[OWM_WIND_GUST],
		.wind_direction = numbers[OWM_WIND_DIRECTION],
		.clouds = numbers[OWM_CLOUDS],
		.visibility = numbers[OWM_VISIBILITY],
		.probability = 100 * numbers[OWM_PROBABILITY],
		.rain_3h = numbers[OWM_RAIN_3H],
		.snow_3h = numbers[OWM_SNOW_3H],
		.light = strcmp(values->part_of_day, "d") == 0   ? FORECAST_DAYLIGHT
			 : strcmp(values->part_of_day, "n") == 0 ? FORECAST_NIGHT
								 : FORECAST_LIGHT_UNKNOWN};
}

/* Goes to the next step. False if there is none. */
static bool next_step(struct json_reader *reader, struct forecast_step *step)
{
	struct owm_values values;
	json_object *item;

	if (!json_get(reader->root, OWM_SERIES, json_type_array) || !json_reader_next(reader))
		return false;
	owm_values_start(&values);
	if (!json_reader_leaves(reader, owm_values_take, &values)) {
		item = json_reader_value(reader);
		owm_values_read(&values, item);
		json_object_put(item);
	}
	*step = make_step(&values);
	return true;
}

bool owm_forecast_read(struct forecast *forecast, struct json_reader *reader, struct error *error)
{
	json_object *city = json_get(reader->root, "city", json_type_object);
	struct forecast_step step;

	forecast->step_count = 0;
	forecast->utc_offset = json_get_number(city, "timezone", -18 * 3600, 18 * 3600);
	forecast->clock_change = TIMEFMT_NONE;
	forecast->utc_offset_after = NAN;
	while (next_step(reader, &step))
		if (step.time != TIMEFMT_NONE && !isnan(step.temperature))
			forecast_add_step(forecast, &step);
	if (forecast->step_count == 0)
		return error_set(error, EXIT_BAD_REPLY,
			_("the reply is not valid (no step with 'dt' and 'main.temp' in 'list'); "
			  "try again later"));
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
	while (json_get(reader->root, OWM_SERIES, json_type_array) && json_reader_next(reader)) {
		json_object *item = json_reader_value(reader);

		*air = read_air(item);
		json_object_put(item);
		if (air->index != 0 || air_has_amounts(air))
			return true;
	}
	return error_set(error, EXIT_BAD_REPLY,
		_("the reply is not valid (no 'main.aqi' and no 'components' in 'list'); try again "
		  "later"));
}
