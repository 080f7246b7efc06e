/* SPDX-License-Identifier: MIT */
#include "weather/open_meteo.h"

#include <json-c/json.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/location.h"
#include "base/number.h"
#include "base/strbuf.h"
#include "base/timefmt.h"
#include "http/request.h"
#include "weather/condition.h"
#include "weather/json_get.h"
#include "weather/json_reader.h"
#include "weather/open_meteo_place.h"
#include "weather/service_reply.h"
#include "weather/wmo_code.h"

#define COORDINATE_DECIMALS 4 /* 11 m; the cells of the models measure kilometres */
#define FORECAST_STEPS 40     /* as many as OpenWeatherMap sends */
#define SNOW_CM_PER_MM 0.7    /* "7 cm of snow are 10 mm of water" */

#define HOUR_SECONDS 3600
#define DAY_SECONDS 86400

/* What is asked for, in the order of `variables`. */
enum variable {
	TEMPERATURE,
	FEELS_LIKE,
	HUMIDITY,
	PRESSURE,
	CLOUDS,
	VISIBILITY,
	WIND_SPEED,
	WIND_DIRECTION,
	WIND_GUST,
	WEATHER_CODE,
	IS_DAY,
	CURRENT_VARIABLES,
	PROBABILITY = CURRENT_VARIABLES,
	PRECIPITATION,
	SNOWFALL,
	HOURLY_VARIABLES,
	TIME = HOURLY_VARIABLES,
	HOURLY_COLUMNS
};

/* The ranges are wider than any record on Earth. */
static const struct {
	const char *name;
	double min, max;
} variables[HOURLY_COLUMNS] = {
	[TEMPERATURE] = {"temperature_2m", -120, 120},
	[FEELS_LIKE] = {"apparent_temperature", -150, 150},
	[HUMIDITY] = {"relative_humidity_2m", 0, 100},
	[PRESSURE] = {"pressure_msl", 300, 1200},
	[CLOUDS] = {"cloud_cover", 0, 100},
	[VISIBILITY] = {"visibility", 0, 1e6},
	[WIND_SPEED] = {"wind_speed_10m", 0, 150},
	[WIND_DIRECTION] = {"wind_direction_10m", 0, 360},
	[WIND_GUST] = {"wind_gusts_10m", 0, 200},
	[WEATHER_CODE] = {"weather_code", 0, 99},
	[IS_DAY] = {"is_day", 0, 1},
	[PROBABILITY] = {"precipitation_probability", 0, 100},
	[PRECIPITATION] = {"precipitation", 0, 1000},
	[SNOWFALL] = {"snowfall", 0, 1000},
	[TIME] = {"time", 1, TIMEFMT_END - 1},
};

/* ---- the request ---- */

static void add_variables(struct request *request, const char *name, int count)
{
	char list[REQUEST_VALUE_MAX];
	struct strbuf text = strbuf_start(list, sizeof list);

	for (int i = 0; i < count; i++)
		strbuf_addf(&text, i > 0 ? ",%s" : "%s", variables[i].name);
	request_add(request, name, list);
}

bool open_meteo_request(struct request *request, enum answer_part part,
	const struct location *location, const struct language *language)
{
	if (part == ANSWER_PLACE)
		return open_meteo_place_request(request, location, language);
	*request = (struct request){.path = "/v1/forecast"};
	if (part == ANSWER_AIR)
		*request = (struct request){.base_url = "https://air-quality-api.open-meteo.com",
			.path = "/v1/air-quality"};
	if (!location_has_coordinates(location))
		return false;
	request_add_number(request, "latitude", location->latitude, COORDINATE_DECIMALS);
	request_add_number(request, "longitude", location->longitude, COORDINATE_DECIMALS);
	if (part == ANSWER_AIR) {
		request_add(request, "current",
			"pm2_5,pm10,ozone,nitrogen_dioxide,sulphur_dioxide,carbon_monoxide");
	} else {
		add_variables(request, "current", CURRENT_VARIABLES);
		add_variables(request, "hourly", HOURLY_VARIABLES);
		request_add(request, "daily", "sunrise,sunset");
		request_add(request, "forecast_days", "6");
		request_add(request, "wind_speed_unit", "ms");
		request_add(request, "timezone", "auto");
	}
	request_add(request, "timeformat", "unixtime");
	return true;
}

/* ---- values ---- */

/* A depth in hundredths of a millimetre, since differences of decimals are not exact. */
static double round_depth(double millimetres)
{
	return number_round(millimetres * 100) / 100;
}

static double snow_of(const double values[HOURLY_VARIABLES])
{
	return round_depth(values[SNOWFALL] / SNOW_CM_PER_MM);
}

/* The service's own "rain" leaves out showers. */
static double rain_of(const double values[HOURLY_VARIABLES])
{
	double rain = round_depth(values[PRECIPITATION] - values[SNOWFALL] / SNOW_CM_PER_MM);

	return rain < 0 ? 0 : rain;
}

static enum forecast_light light_of(const double values[])
{
	if (isnan(values[IS_DAY]))
		return FORECAST_LIGHT_UNKNOWN;
	return values[IS_DAY] >= 0.5 ? FORECAST_DAYLIGHT : FORECAST_NIGHT;
}

static struct condition condition_of(double code, enum forecast_light light)
{
	return wmo_code_condition(floor(code) == code ? (int)code : -1, light);
}

/* ---- hours ---- */

struct column {
	size_t count;
	double *values; /* on the heap; NULL: not sent */
};

struct hours {
	size_t count; /* of the times, if they ascend; else 0 */
	struct column columns[HOURLY_COLUMNS];
};

static int64_t hour_time(const struct hours *hours, size_t i)
{
	return (int64_t)hours->columns[TIME].values[i];
}

/* Columns of another length than that of the times are left out. */
static void read_hour(double values[HOURLY_VARIABLES], const struct hours *hours, size_t i)
{
	for (int k = 0; k < HOURLY_VARIABLES; k++) {
		const struct column *column = &hours->columns[k];

		values[k] =
			column->values && column->count == hours->count ? column->values[i] : NAN;
	}
}

/* HOURLY_COLUMNS: there is no such column. */
static int find_column(const char *name)
{
	int k = 0;

	while (k < HOURLY_COLUMNS && strcmp(variables[k].name, name) != 0)
		k++;
	return k;
}

/* Fails only when out of memory. */
static bool read_column(struct column *column, json_object *array, int k, struct error *error)
{
	size_t count = json_object_array_length(array);

	free(column->values);
	*column = (struct column){0};
	if (count == 0)
		return true;
	column->values = malloc(count * sizeof *column->values);
	if (!column->values)
		return error_set_no_memory(error);
	column->count = count;
	for (size_t i = 0; i < count; i++) {
		json_object *value = json_object_array_get_idx(array, i);
		bool is_good = k != TIME || json_object_is_type(value, json_type_int);

		column->values[i] =
			is_good ? json_get_number_of(value, variables[k].min, variables[k].max)
				: NAN;
	}
	return true;
}

static void count_hours(struct hours *hours)
{
	const struct column *times = &hours->columns[TIME];

	hours->count = times->count;
	for (size_t i = 0; i < times->count; i++)
		if (!(times->values[i] > (i == 0 ? 0 : times->values[i - 1])))
			hours->count = 0;
}

/* The current weather needs rain and snow alone. Fails only when out of memory. */
static bool read_hours(
	struct hours *hours, bool has_forecast, struct json_reader *reader, struct error *error)
{
	bool good = true;

	if (!json_get(reader->root, OPEN_METEO_SERIES, json_type_object))
		return true;
	while (good && json_reader_next(reader)) {
		int k = find_column(reader->name);
		json_object *value;

		if (k == HOURLY_COLUMNS ||
			(!has_forecast && k != TIME && k != PRECIPITATION && k != SNOWFALL))
			continue;
		value = json_reader_value(reader);
		if (json_object_is_type(value, json_type_array))
			good = read_column(&hours->columns[k], value, k, error);
		json_object_put(value);
	}
	count_hours(hours);
	return good;
}

static void free_hours(struct hours *hours)
{
	for (int k = 0; k < HOURLY_COLUMNS; k++)
		free(hours->columns[k].values);
}

/* The index of the hour nearest to a time, whose sums are those of the hour before it. */
static bool find_nearest_hour(const struct hours *hours, int64_t time, size_t *nearest)
{
	for (size_t i = 0; i < hours->count; i++) {
		int64_t after = hour_time(hours, i) - time;

		if (after >= -HOUR_SECONDS / 2 && after <= HOUR_SECONDS / 2) {
			*nearest = i;
			return true;
		}
	}
	return false;
}

/* ---- the forecast ---- */

/* Adds what an hour contributes to the step that it is part of. */
static void add_hour(
	struct forecast_step *step, double *code, const double values[HOURLY_VARIABLES])
{
	int id = condition_of(values[WEATHER_CODE], step->light).id;

	if (id > 0 && condition_kind(id) >= condition_kind(condition_of(*code, step->light).id))
		*code = values[WEATHER_CODE];
	step->wind_gust = number_max(step->wind_gust, values[WIND_GUST]);
	step->probability = number_max(step->probability, values[PROBABILITY]);
	step->rain_3h += rain_of(values);
	step->snow_3h += snow_of(values);
}

static struct forecast_step read_step(const struct hours *hours, size_t at)
{
	double values[HOURLY_VARIABLES], code = NAN;
	struct forecast_step step;
	size_t first = at;

	read_hour(values, hours, at);
	step = (struct forecast_step){.time = hour_time(hours, at),
		.temperature = values[TEMPERATURE],
		.feels_like = values[FEELS_LIKE],
		.humidity = values[HUMIDITY],
		.pressure = values[PRESSURE],
		.wind_speed = values[WIND_SPEED],
		.wind_gust = NAN,
		.wind_direction = values[WIND_DIRECTION],
		.clouds = values[CLOUDS],
		.visibility = values[VISIBILITY],
		.probability = NAN,
		.light = light_of(values)};
	/* Hours before the first one are over. */
	while (first > 0 && hour_time(hours, first - 1) > step.time - FORECAST_STEP_SECONDS)
		first--;
	for (size_t i = first; i <= at; i++) {
		read_hour(values, hours, i);
		add_hour(&step, &code, values);
	}
	step.rain_3h = round_depth(step.rain_3h);
	step.snow_3h = round_depth(step.snow_3h);
	step.condition = condition_of(code, step.light);
	return step;
}

static bool read_forecast(struct forecast *forecast, const struct hours *hours,
	const struct weather *weather, struct error *error)
{
	*forecast = (struct forecast){.utc_offset = weather->utc_offset,
		.clock_change = TIMEFMT_NONE,
		.utc_offset_after = NAN};
	for (size_t i = 0; i < hours->count && forecast->step_count < FORECAST_STEPS; i++) {
		int64_t time = hour_time(hours, i);
		struct forecast_step step;

		/* Where clocks differ by half an hour, so may the times. */
		if (time <= weather->observed || time / HOUR_SECONDS % 3 != 0)
			continue;
		step = read_step(hours, i);
		if (!isnan(step.temperature))
			forecast_add_step(forecast, &step);
	}
	if (forecast->step_count > 0)
		return true;
	return error_set(error, EXIT_BAD_REPLY,
		_("the reply is not valid (no hour of the forecast has hourly.time and "
		  "hourly.temperature_2m); try again later"));
}

/* ---- the current weather ---- */

/*
 * The day's sunrise and sunset. When the sun does not rise, both are the midnight at which the day
 * begins; when it does not set, they are the midnights at its beginning and its end.
 */
static void read_sun(struct weather *weather, json_object *root)
{
	json_object *daily = json_get(root, "daily", json_type_object);
	json_object *days = json_get(daily, "time", json_type_array);
	json_object *sunrises = json_get(daily, "sunrise", json_type_array);
	json_object *sunsets = json_get(daily, "sunset", json_type_array);
	size_t count = days ? json_object_array_length(days) : 0;

	weather->sunrise = weather->sunset = TIMEFMT_NONE;
	for (size_t i = 0; i < count; i++) {
		int64_t day = json_get_time_of(json_object_array_get_idx(days, i));

		/* Also on the days when the clocks change the next one has begun by then. */
		if (day == TIMEFMT_NONE || day > weather->observed ||
			weather->observed - day >= DAY_SECONDS + HOUR_SECONDS)
			continue;
		if (sunrises && json_object_array_length(sunrises) == count)
			weather->sunrise = json_get_time_of(json_object_array_get_idx(sunrises, i));
		if (sunsets && json_object_array_length(sunsets) == count)
			weather->sunset = json_get_time_of(json_object_array_get_idx(sunsets, i));
		weather->is_polar =
			weather->sunrise != TIMEFMT_NONE &&
			(weather->sunrise == weather->sunset ||
				(weather->sunrise == day &&
					weather->sunset >= day + DAY_SECONDS - HOUR_SECONDS));
	}
	if (weather->is_polar)
		weather->sunrise = weather->sunset = TIMEFMT_NONE;
}

static void read_current(struct weather *weather, json_object *current)
{
	double values[HOURLY_VARIABLES];

	for (int i = 0; i < CURRENT_VARIABLES; i++)
		values[i] = json_get_number(
			current, variables[i].name, variables[i].min, variables[i].max);
	*weather = (struct weather){.observed = json_get_time(current, "time"),
		.temperature = values[TEMPERATURE],
		.feels_like = values[FEELS_LIKE],
		.humidity = values[HUMIDITY],
		.pressure = values[PRESSURE],
		.wind_speed = values[WIND_SPEED],
		.wind_gust = values[WIND_GUST],
		.wind_direction = values[WIND_DIRECTION],
		.clouds = values[CLOUDS],
		.visibility = values[VISIBILITY],
		.rain_1h = NAN,
		.snow_1h = NAN,
		.conditions = {condition_of(values[WEATHER_CODE], light_of(values))}};
	weather->condition_count = weather->conditions[0].id > 0;
}

static bool read_weather(
	struct answer *answer, json_object *root, const struct hours *hours, struct error *error)
{
	struct weather *weather = &answer->weather;
	double values[HOURLY_VARIABLES];
	size_t nearest;

	read_current(weather, json_get(root, "current", json_type_object));
	if (isnan(weather->temperature))
		return error_set(error, EXIT_BAD_REPLY,
			_("the reply is not valid (no temperature in current.temperature_2m); try "
			  "again later"));
	if (weather->observed == TIMEFMT_NONE)
		return error_set(error, EXIT_BAD_REPLY,
			_("the reply is not valid (no time in current.time); try again later"));
	/* Those of the reply are of the cell that the place lies in. */
	weather->latitude = answer_place(answer)->latitude;
	weather->longitude = answer_place(answer)->longitude;
	weather->utc_offset = json_get_number(root, "utc_offset_seconds", -18 * 3600, 18 * 3600);
	if (!*answer->location.zone)
		json_get_string(
			root, "timezone", answer->location.zone, sizeof answer->location.zone);
	read_sun(weather, root);
	if (find_nearest_hour(hours, weather->observed, &nearest)) {
		read_hour(values, hours, nearest);
		weather->rain_1h = rain_of(values);
		weather->snow_1h = snow_of(values);
	}
	if (!answer->has_forecast)
		return true;
	if (hours->count == 0)
		return error_set(error, EXIT_BAD_REPLY,
			_("the reply is not valid (the times in hourly.time are missing or out of "
			  "order); try again later"));
	return read_forecast(&answer->forecast, hours, weather, error);
}

/* ---- air quality ---- */

static bool read_air(struct air *air, json_object *root, struct error *error)
{
	json_object *current = json_get(root, "current", json_type_object);

	*air = (struct air){.time = json_get_time(current, "time"),
		.pm2_5 = json_get_number(current, "pm2_5", 0, AIR_AMOUNT_MAX),
		.pm10 = json_get_number(current, "pm10", 0, AIR_AMOUNT_MAX),
		.o3 = json_get_number(current, "ozone", 0, AIR_AMOUNT_MAX),
		.no2 = json_get_number(current, "nitrogen_dioxide", 0, AIR_AMOUNT_MAX),
		.so2 = json_get_number(current, "sulphur_dioxide", 0, AIR_AMOUNT_MAX),
		.co = json_get_number(current, "carbon_monoxide", 0, AIR_AMOUNT_MAX)};
	air->index = air_index(air);
	return air_has_amounts(air) ||
	       error_set(error, EXIT_BAD_REPLY,
		       _("the reply is not valid (no air quality in current); try again later"));
}

bool open_meteo_read(struct answer *answer, enum answer_part part, struct service_reply *reply,
	struct error *error)
{
	struct hours hours = {0};
	bool good;

	if (part == ANSWER_PLACE)
		return open_meteo_place_read(answer, reply, error);
	if (part == ANSWER_AIR)
		return read_air(&answer->air, reply->object, error);
	good = read_hours(&hours, answer->has_forecast, reply->reader, error) &&
	       read_weather(answer, reply->object, &hours, error);
	free_hours(&hours);
	return good;
}
