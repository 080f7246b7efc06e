/* SPDX-License-Identifier: MIT */
#include "weather/open_meteo_hours.h"

#include <json-c/json.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/timefmt.h"
#include "weather/json_get.h"
#include "weather/json_reader.h"
#include "weather/open_meteo.h"

#define HALF_HOUR_SECONDS 1800

/* The ranges are wider than any record on Earth. */
const struct open_meteo_range open_meteo_variables[HOURLY_COLUMNS] = {
	[VARIABLE_TEMPERATURE] = {"temperature_2m", -120, 120},
	[VARIABLE_FEELS_LIKE] = {"apparent_temperature", -150, 150},
	[VARIABLE_HUMIDITY] = {"relative_humidity_2m", 0, 100},
	[VARIABLE_PRESSURE] = {"pressure_msl", 300, 1200},
	[VARIABLE_CLOUDS] = {"cloud_cover", 0, 100},
	[VARIABLE_VISIBILITY] = {"visibility", 0, 1e6},
	[VARIABLE_WIND_SPEED] = {"wind_speed_10m", 0, 150},
	[VARIABLE_WIND_DIRECTION] = {"wind_direction_10m", 0, 360},
	[VARIABLE_WIND_GUST] = {"wind_gusts_10m", 0, 200},
	[VARIABLE_WEATHER_CODE] = {"weather_code", 0, 99},
	[VARIABLE_IS_DAY] = {"is_day", 0, 1},
	[VARIABLE_PROBABILITY] = {"precipitation_probability", 0, 100},
	[VARIABLE_PRECIPITATION] = {"precipitation", 0, 1000},
	[VARIABLE_SNOWFALL] = {"snowfall", 0, 1000},
	[VARIABLE_TIME] = {"time", 1, TIMEFMT_END - 1},
};

int64_t open_meteo_hours_time(const struct open_meteo_hours *hours, size_t i)
{
	return (int64_t)hours->columns[VARIABLE_TIME].values[i];
}

void open_meteo_hours_values(
	double values[HOURLY_VARIABLES], const struct open_meteo_hours *hours, size_t i)
{
	for (int k = 0; k < HOURLY_VARIABLES; k++) {
		const struct open_meteo_column *column = &hours->columns[k];

		values[k] =
			column->values && column->count == hours->count ? column->values[i] : NAN;
	}
}

void open_meteo_hours_read(
	struct open_meteo_hours *hours, bool has_forecast, struct json_reader *reader)
{
	const struct open_meteo_column *times = &hours->columns[VARIABLE_TIME];

	if (!json_get(reader->root, OPEN_METEO_SERIES, json_type_object))
		return;
	while (json_reader_next(reader)) {
		struct open_meteo_column column;
		int k = 0;

		while (k < HOURLY_COLUMNS &&
			strcmp(open_meteo_variables[k].name, reader->name) != 0)
			k++;
		if (k == HOURLY_COLUMNS ||
			(!has_forecast && k != VARIABLE_TIME && k != VARIABLE_PRECIPITATION &&
				k != VARIABLE_SNOWFALL))
			continue;
		column.values = json_reader_numbers(reader, k == VARIABLE_TIME, &column.count);
		for (size_t i = 0; column.values && i < column.count; i++)
			if (!(column.values[i] >= open_meteo_variables[k].min &&
				    column.values[i] <= open_meteo_variables[k].max))
				column.values[i] = NAN;
		free(hours->columns[k].values);
		hours->columns[k] = column;
	}
	hours->count = times->count;
	for (size_t i = 0; i < times->count; i++)
		if (!(times->values[i] > (i == 0 ? 0 : times->values[i - 1])))
			hours->count = 0;
}

void open_meteo_hours_free(struct open_meteo_hours *hours)
{
	for (int k = 0; k < HOURLY_COLUMNS; k++)
		free(hours->columns[k].values);
}

bool open_meteo_hours_nearest(const struct open_meteo_hours *hours, int64_t time, size_t *nearest)
{
	for (size_t i = 0; i < hours->count; i++) {
		int64_t after = open_meteo_hours_time(hours, i) - time;

		if (after >= -HALF_HOUR_SECONDS && after <= HALF_HOUR_SECONDS) {
			*nearest = i;
			return true;
		}
	}
	return false;
}
