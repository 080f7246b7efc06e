/* SPDX-License-Identifier: MIT */
#include "weather/open_meteo.h"

#include <json-c/json.h>
#include <math.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/location.h"
#include "base/number.h"
#include "base/strbuf.h"
#include "base/timefmt.h"
#include "http/request.h"
#include "weather/condition.h"
#include "weather/json_get.h"
#include "weather/open_meteo_hours.h"
#include "weather/open_meteo_place.h"
#include "weather/service_reply.h"
#include "weather/wmo_code.h"

#define COORDINATE_DECIMALS 4 /* 11 m; the cells of the models measure kilometres */
#define FORECAST_STEPS 40     /* as many as OpenWeatherMap sends */
#define SNOW_CM_PER_MM 0.7    /* "7 cm of snow are 10 mm of water" */

#define HOUR_SECONDS 3600
#define DAY_SECONDS 86400

/* ---- the request ---- */

static void add_variables(struct request *request, const char *name, int count)
{
	char list[REQUEST_VALUE_MAX];
	struct strbuf text = strbuf_start(list, sizeof list);

	for (int i = 0; i < count; i++)
		strbuf_addf(&text, i > 0 ? ",%s" : "%s", open_meteo_variables[i].name);
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
	return round_depth(values[VARIABLE_SNOWFALL] / SNOW_CM_PER_MM);
}

/* The service's own "rain" leaves out showers. */
static double rain_of(const double values[HOURLY_VARIABLES])
{
	double rain = round_depth(
		values[VARIABLE_PRECIPITATION] - values[VARIABLE_SNOWFALL] / SNOW_CM_PER_MM);

	return rain < 0 ? 0 : rain;
}

static enum forecast_light light_of(const double values[])
{
	if (isnan(values[VARIABLE_IS_DAY]))
		return FORECAST_LIGHT_UNKNOWN;
	return values[VARIABLE_IS_DAY] >= 0.5 ? FORECAST_DAYLIGHT : FORECAST_NIGHT;
}

static struct condition condition_of(double code, enum forecast_light light)
{
	return wmo_code_condition(floor(code) == code ? (int)code : -1, light);
}

/* ---- the forecast ---- */

/* Adds what an hour contributes to the step that it is part of. */
static void add_hour(
	struct forecast_step *step, double *code, const double values[HOURLY_VARIABLES])
{
	int id = condition_of(values[VARIABLE_WEATHER_CODE], step->light).id;

	if (id > 0 && condition_kind(id) >= condition_kind(condition_of(*code, step->light).id))
		*code = values[VARIABLE_WEATHER_CODE];
	step->wind_gust = number_max(step->wind_gust, values[VARIABLE_WIND_GUST]);
	step->probability = number_max(step->probability, values[VARIABLE_PROBABILITY]);
	step->rain_3h += rain_of(values);
	step->snow_3h += snow_of(values);
}

static struct forecast_step read_step(const struct open_meteo_hours *hours, size_t at)
{
	double values[HOURLY_VARIABLES], code = NAN;
	struct forecast_step step;
	size_t first = at;

	open_meteo_hours_values(values, hours, at);
	step = (struct forecast_step){.time = open_meteo_hours_time(hours, at),
		.temperature = values[VARIABLE_TEMPERATURE],
		.feels_like = values[VARIABLE_FEELS_LIKE],
		.humidity = values[VARIABLE_HUMIDITY],
		.pressure = values[VARIABLE_PRESSURE],
		.wind_speed = values[VARIABLE_WIND_SPEED],
		.wind_gust = NAN,
		.wind_direction = values[VARIABLE_WIND_DIRECTION],
		.clouds = values[VARIABLE_CLOUDS],
		.visibility = values[VARIABLE_VISIBILITY],
		.probability = NAN,
		.light = light_of(values)};
	/* Hours before the first one are over. */
	while (first > 0 &&
		open_meteo_hours_time(hours, first - 1) > step.time - FORECAST_STEP_SECONDS)
		first--;
	for (size_t i = first; i <= at; i++) {
		open_meteo_hours_values(values, hours, i);
		add_hour(&step, &code, values);
	}
	step.rain_3h = round_depth(step.rain_3h);
	step.snow_3h = round_depth(step.snow_3h);
	step.condition = condition_of(code, step.light);
	return step;
}

static bool read_forecast(struct forecast *forecast, const struct open_meteo_hours *hours,
	const struct weather *weather, struct error *error)
{
	*forecast = (struct forecast){.utc_offset = weather->utc_offset,
		.clock_change = TIMEFMT_NONE,
		.utc_offset_after = NAN};
	for (size_t i = 0; i < hours->count && forecast->step_count < FORECAST_STEPS; i++) {
		int64_t time = open_meteo_hours_time(hours, i);
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
		_("the reply is not valid (no hour of the forecast has 'hourly.time' and "
		  "'hourly.temperature_2m'); try again later"));
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
		values[i] = json_get_number(current, open_meteo_variables[i].name,
			open_meteo_variables[i].min, open_meteo_variables[i].max);
	*weather = (struct weather){.observed = json_get_time(current, "time"),
		.temperature = values[VARIABLE_TEMPERATURE],
		.feels_like = values[VARIABLE_FEELS_LIKE],
		.humidity = values[VARIABLE_HUMIDITY],
		.pressure = values[VARIABLE_PRESSURE],
		.wind_speed = values[VARIABLE_WIND_SPEED],
		.wind_gust = values[VARIABLE_WIND_GUST],
		.wind_direction = values[VARIABLE_WIND_DIRECTION],
		.clouds = values[VARIABLE_CLOUDS],
		.visibility = values[VARIABLE_VISIBILITY],
		.rain_1h = NAN,
		.snow_1h = NAN,
		.conditions = {condition_of(values[VARIABLE_WEATHER_CODE], light_of(values))}};
	weather->condition_count = weather->conditions[0].id > 0;
}

static bool read_weather(struct answer *answer, json_object *root,
	const struct open_meteo_hours *hours, struct error *error)
{
	struct weather *weather = &answer->weather;
	double values[HOURLY_VARIABLES];
	size_t nearest;

	read_current(weather, json_get(root, "current", json_type_object));
	if (isnan(weather->temperature))
		return error_set(error, EXIT_BAD_REPLY,
			_("the reply is not valid (no temperature in 'current.temperature_2m'); "
			  "try again later"));
	if (weather->observed == TIMEFMT_NONE)
		return error_set(error, EXIT_BAD_REPLY,
			_("the reply is not valid (no time in 'current.time'); try again later"));
	/* Those of the reply are of the cell that the place lies in. */
	weather->latitude = answer_place(answer)->latitude;
	weather->longitude = answer_place(answer)->longitude;
	weather->utc_offset = json_get_number(root, "utc_offset_seconds", -18 * 3600, 18 * 3600);
	if (!*answer->location.zone)
		json_get_string(
			root, "timezone", answer->location.zone, sizeof answer->location.zone);
	read_sun(weather, root);
	if (open_meteo_hours_nearest(hours, weather->observed, &nearest)) {
		open_meteo_hours_values(values, hours, nearest);
		weather->rain_1h = rain_of(values);
		weather->snow_1h = snow_of(values);
	}
	if (!answer->has_forecast)
		return true;
	if (hours->count == 0)
		return error_set(error, EXIT_BAD_REPLY,
			_("the reply is not valid (the times in 'hourly.time' are missing or out "
			  "of order); try again later"));
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
	return air_has_amounts(air) || error_set(error, EXIT_BAD_REPLY,
					       _("the reply is not valid (no air quality data in "
						 "'current'); try again later"));
}

bool open_meteo_read(struct answer *answer, enum answer_part part, struct service_reply *reply,
	struct error *error)
{
	struct open_meteo_hours hours = {0};
	bool good;

	if (part == ANSWER_PLACE)
		return open_meteo_place_read(answer, reply, error);
	if (part == ANSWER_AIR)
		return read_air(&answer->air, reply->object, error);
	open_meteo_hours_read(&hours, answer->has_forecast, reply->reader);
	good = read_weather(answer, reply->object, &hours, error);
	open_meteo_hours_free(&hours);
	return good;
}
