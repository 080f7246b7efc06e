/* SPDX-License-Identifier: MIT */
/*
 * The hours of Open-Meteo's replies: a column of values for each variable, as the service calls
 * what it can be asked for. For Open-Meteo's files only.
 */
#ifndef WX_OPEN_METEO_HOURS_H
#define WX_OPEN_METEO_HOURS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;
struct json_reader;

/* What is asked for: the first ones also as current values. */
enum open_meteo_variable {
	VARIABLE_TEMPERATURE,
	VARIABLE_FEELS_LIKE,
	VARIABLE_HUMIDITY,
	VARIABLE_PRESSURE,
	VARIABLE_CLOUDS,
	VARIABLE_VISIBILITY,
	VARIABLE_WIND_SPEED,
	VARIABLE_WIND_DIRECTION,
	VARIABLE_WIND_GUST,
	VARIABLE_WEATHER_CODE,
	VARIABLE_IS_DAY,
	CURRENT_VARIABLES,
	VARIABLE_PROBABILITY = CURRENT_VARIABLES,
	VARIABLE_PRECIPITATION,
	VARIABLE_SNOWFALL,
	HOURLY_VARIABLES,
	VARIABLE_TIME = HOURLY_VARIABLES, /* sent without being asked for */
	HOURLY_COLUMNS
};

/* Their names, and the ranges beyond which a value counts as not sent. */
extern const struct open_meteo_range {
	const char *name;
	double min, max;
} open_meteo_variables[HOURLY_COLUMNS];

struct open_meteo_column {
	size_t count;
	double *values; /* on the heap; NULL: not sent */
};

struct open_meteo_hours {
	size_t count; /* of the times, if they ascend; else 0 */
	struct open_meteo_column columns[HOURLY_COLUMNS];
};

/*
 * Reads the series of a reply; for the current weather alone, without a forecast, only rain and
 * snow. *hours starts as zeros, and is to be freed. What is not valid, or if memory runs out,
 * json_reader_finish reports.
 */
void open_meteo_hours_read(
	struct open_meteo_hours *hours, bool has_forecast, struct json_reader *reader);
void open_meteo_hours_free(struct open_meteo_hours *hours);

/* In seconds since 1970. */
int64_t open_meteo_hours_time(const struct open_meteo_hours *hours, size_t i);

/* An hour's values, NAN where none was sent, or the column is not as long as that of the times. */
void open_meteo_hours_values(
	double values[HOURLY_VARIABLES], const struct open_meteo_hours *hours, size_t i);

/* Finds the hour nearest to a time, whose sums are those of the hour before it. */
bool open_meteo_hours_nearest(const struct open_meteo_hours *hours, int64_t time, size_t *nearest);

#endif
