/* SPDX-License-Identifier: MIT */
#include "weather/owm.h"

#include <json-c/json.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/exit_code.h"
#include "base/i18n.h"
#include "base/language.h"
#include "base/location.h"
#include "base/number.h"
#include "base/timefmt.h"
#include "base/utf8.h"
#include "http/request.h"
#include "weather/answer.h"
#include "weather/json_get.h"
#include "weather/owm_forecast.h"
#include "weather/owm_values.h"
#include "weather/service_reply.h"
#include "weather/weather.h"

#define COORDINATE_DECIMALS 6

/*
 * "The maximum value of the visibility is 10 km", https://openweathermap.org/current, and so there
 * may be more. Replies of earlier years have higher values.
 */
#define VISIBILITY_MAX_METRES 10000

/* Air quality is not asked for by name, in units or in a language. */
bool owm_request(struct request *request, enum answer_part part, const struct location *location,
	const struct language *language)
{
	static const char *const paths[] = {[ANSWER_WEATHER] = "/data/2.5/weather",
		[ANSWER_FORECAST] = "/data/2.5/forecast",
		[ANSWER_AIR] = "/data/2.5/air_pollution"};

	*request = (struct request){.path = paths[part]};
	switch (location->kind) {
	case LOCATION_NAME:
		request_add(request, "q", location->text);
		break;
	case LOCATION_LISTED:
	case LOCATION_COORDINATES:
		request_add_number(request, "lat", location->latitude, COORDINATE_DECIMALS);
		request_add_number(request, "lon", location->longitude, COORDINATE_DECIMALS);
		break;
	case LOCATION_POSTCODE:
		request_add(request, "zip", location->text);
		break;
	case LOCATION_ID:
		request_add(request, "id", location->text);
		break;
	}
	if (part == ANSWER_AIR)
		return location_has_coordinates(location);
	request_add(request, "units", "metric");
	request_add(request, "lang", language->service);
	return true;
}

static bool read_weather(struct weather *weather, json_object *root, struct error *error)
{
	json_object *rain = json_get(root, "rain", json_type_object);
	json_object *snow = json_get(root, "snow", json_type_object);
	json_object *coord = json_get(root, "coord", json_type_object);
	json_object *sys = json_get(root, "sys", json_type_object);
	struct owm_values values;

	*weather = (struct weather){0};
	weather->condition_count = owm_values_conditions(weather->conditions, root);
	owm_values_read(&values, root);
	weather->temperature = values.numbers[OWM_TEMPERATURE];
	weather->feels_like = values.numbers[OWM_FEELS_LIKE];
	weather->humidity = values.numbers[OWM_HUMIDITY];
	weather->pressure = owm_values_pressure(&values);
	weather->wind_speed = values.numbers[OWM_WIND_SPEED];
	weather->wind_gust = values.numbers[OWM_WIND_GUST];
	weather->wind_direction = values.numbers[OWM_WIND_DIRECTION];
	weather->clouds = values.numbers[OWM_CLOUDS];
	weather->visibility = values.numbers[OWM_VISIBILITY];
	weather->visibility_is_lower_bound = weather->visibility == VISIBILITY_MAX_METRES;
	weather->observed = values.time;
	if (isnan(weather->temperature))
		return error_set(error, EXIT_BAD_REPLY,
			_("the reply is not valid (no temperature in 'main.temp'); try again "
			  "later"));
	if (weather->observed == TIMEFMT_NONE)
		return error_set(error, EXIT_BAD_REPLY,
			_("the reply is not valid (no time in 'dt'); try again later"));

	json_get_string(root, "name", weather->place, sizeof weather->place);
	json_get_string(sys, "country", weather->country, sizeof weather->country);
	weather->latitude = json_get_number(coord, "lat", -90, 90);
	weather->longitude = json_get_number(coord, "lon", -180, 180);
	weather->utc_offset = json_get_number(root, "timezone", -18 * 3600, 18 * 3600);
	weather->rain_1h = json_get_number(rain, "1h", 0, 1000);
	weather->snow_1h = json_get_number(snow, "1h", 0, 1000);

	/* On polar days and nights the service sends two zeros, or one time twice. */
	weather->sunrise = json_get_time(sys, "sunrise");
	weather->sunset = json_get_time(sys, "sunset");
	weather->is_polar = json_get(sys, "sunrise", json_type_int) &&
			    json_get(sys, "sunset", json_type_int) &&
			    weather->sunrise == weather->sunset;
	if (weather->is_polar)
		weather->sunrise = weather->sunset = TIMEFMT_NONE;
	return true;
}

/*
 * The status that a reply with HTTP's 200 gives in its "cod" member, a number or a string; 200 if
 * it has none, 0 if it is out of range.
 */
static int get_cod(json_object *root)
{
	json_object *text = json_get(root, "cod", json_type_string);
	double number = json_get_number(root, "cod", 0, 999);

	if (text)
		number_parse(json_object_get_string(text), &number);
	else if (!json_get(root, "cod", json_type_int) && !json_get(root, "cod", json_type_double))
		return 200;
	return number >= 0 && number <= 999 ? (int)number : 0;
}

bool owm_read(struct answer *answer, enum answer_part part, struct service_reply *reply,
	struct error *error)
{
	reply->status = get_cod(reply->object);
	if (reply->status != 200)
		return owm_fail(reply, error);
	if (part == ANSWER_FORECAST)
		return owm_forecast_read(&answer->forecast, reply->reader, error);
	if (part == ANSWER_AIR)
		return owm_air_read(&answer->air, reply->reader, error);
	return read_weather(&answer->weather, reply->object, error);
}
