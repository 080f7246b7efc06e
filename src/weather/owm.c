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
#include "weather/owm_error.h"
#include "weather/owm_forecast.h"
#include "weather/owm_values.h"
#include "weather/weather.h"

static void add_parameter(struct request *request, const char *name, const char *value)
{
	struct parameter *parameter = &request->parameters[request->count++];

	parameter->name = name;
	utf8_copy(parameter->value, sizeof parameter->value, value);
}

static void add_coordinate(struct request *request, const char *name, double value)
{
	char text[NUMBER_MAX];

	number_trimmed(text, value, 6);
	add_parameter(request, name, text);
}

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
		add_parameter(request, "q", location->text);
		break;
	case LOCATION_LISTED:
	case LOCATION_COORDINATES:
		add_coordinate(request, "lat", location->latitude);
		add_coordinate(request, "lon", location->longitude);
		break;
	case LOCATION_POSTCODE:
		add_parameter(request, "zip", location->text);
		break;
	case LOCATION_ID:
		add_parameter(request, "id", location->text);
		break;
	}
	if (part == ANSWER_AIR)
		return location->kind == LOCATION_LISTED || location->kind == LOCATION_COORDINATES;
	add_parameter(request, "units", "metric");
	add_parameter(request, "lang", language->service);
	return true;
}

static bool read_weather(struct weather *weather, json_object *root, struct error *error)
{
	json_object *rain = json_get(root, "rain", json_type_object);
	json_object *snow = json_get(root, "snow", json_type_object);
	json_object *coord = json_get(root, "coord", json_type_object);
	json_object *sys = json_get(root, "sys", json_type_object);

	*weather = (struct weather){0};
	owm_values_read(weather, root);
	if (isnan(weather->temperature))
		return error_set(error, EXIT_BAD_REPLY,
			_("the reply is not valid (no temperature in main.temp); try again later"));
	weather->observed = json_get_time(root, "dt");
	if (weather->observed == TIMEFMT_NONE)
		return error_set(error, EXIT_BAD_REPLY,
			_("the reply is not valid (no time in dt); try again later"));

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

static bool read_part(
	struct answer *answer, enum answer_part part, json_object *root, struct error *error)
{
	if (part == ANSWER_FORECAST)
		return owm_forecast_read(&answer->forecast, root, error);
	if (part == ANSWER_AIR)
		return owm_air_read(&answer->air, root, error);
	return read_weather(&answer->weather, root, error);
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

/* *parse_error tells why a reply could not be parsed; it has no code for JSON that is no object. */
static bool read_by_status(struct answer *answer, enum answer_part part, struct owm_error *reply,
	const struct error *parse_error, struct error *error)
{
	const char *host = reply->redirect_host;
	int status = reply->status;

	if (status == 204 || status == 304 || (status == 200 && !*reply->body))
		return error_set(error, EXIT_BAD_REPLY, _("the reply is empty; try again later"));
	if (status >= 300 && status < 400 && *host)
		return error_set(error, EXIT_BAD_REPLY,
			_("the reply is an unexpected redirect to %s; if this network requires a "
			  "login, log in first"),
			host);
	if (status >= 300 && status < 400)
		return error_set(error, EXIT_BAD_REPLY,
			_("the reply is an unexpected redirect; if this network requires a login, "
			  "log in first"));
	if (status != 200)
		return owm_error_set(reply, error);
	if (parse_error->code != EXIT_INTERNAL && owm_error_is_page(reply))
		return error_set(error, EXIT_BAD_REPLY,
			_("the reply is a web page, not weather data; if this network requires a "
			  "login, log in first"));
	if (parse_error->code != EXIT_OK) {
		*error = *parse_error;
		return false;
	}
	if (!reply->object)
		return error_set(error, EXIT_BAD_REPLY,
			_("the reply is not valid (no JSON object); try again later"));
	reply->status = get_cod(reply->object);
	if (reply->status != 200)
		return owm_error_set(reply, error);
	return read_part(answer, part, reply->object, error);
}

/* Reads a reply that has just been received or, with status 200, one that was cached. */
static bool read_any(struct answer *answer, enum answer_part part, struct owm_error *reply,
	size_t length, struct error *error)
{
	struct error parse_error = {.code = EXIT_OK};
	json_object *root = json_get_parse(reply->body, length, &parse_error);
	bool good;

	if (json_object_is_type(root, json_type_object))
		reply->object = root;
	good = read_by_status(answer, part, reply, &parse_error, error);
	json_object_put(root);
	return good;
}

bool owm_read_reply(struct answer *answer, enum answer_part part, const struct reply *reply,
	struct error *error)
{
	struct owm_error received = {.status = reply->status,
		.retry_after = reply->retry_after,
		.content_type = reply->content_type,
		.redirect_host = reply->redirect_host,
		.body = reply->body,
		.location = &answer->location};

	return read_any(answer, part, &received, reply->length, error);
}

bool owm_read_body(struct answer *answer, enum answer_part part, const char *body, size_t length,
	struct error *error)
{
	struct owm_error cached = {.status = 200,
		.content_type = "",
		.redirect_host = "",
		.body = body,
		.location = &answer->location};

	return read_any(answer, part, &cached, length, error);
}
