/* SPDX-License-Identifier: MIT */
#include "weather/owm.h"

#include <json-c/json.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/exit_code.h"
#include "base/language.h"
#include "base/location.h"
#include "base/number.h"
#include "base/timefmt.h"
#include "base/utf8.h"
#include "http/request.h"
#include "weather/json_get.h"
#include "weather/owm_error.h"
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

void owm_weather_request(
	struct request *request, const struct location *location, const struct language *language)
{
	*request = (struct request){.path = "/data/2.5/weather"};
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
	/* Without units the service takes coordinates that are no numbers for somewhere else. */
	add_parameter(request, "units", "metric");
	add_parameter(request, "lang", language->service);
}

static void read_conditions(struct weather *weather, json_object *root)
{
	json_object *list = json_get(root, "weather", json_type_array);
	size_t count = list ? json_object_array_length(list) : 0;

	for (size_t i = 0; i < count && weather->condition_count < WEATHER_CONDITIONS_MAX; i++) {
		json_object *item = json_object_array_get_idx(list, i);
		struct condition *condition = &weather->conditions[weather->condition_count];
		double id;

		if (!json_object_is_type(item, json_type_object))
			continue;
		id = json_get_number(item, "id", 1, INT_MAX);
		condition->id = isnan(id) ? 0 : (int)id;
		json_get_string(item, "main", condition->group, sizeof condition->group);
		json_get_string(
			item, "description", condition->description, sizeof condition->description);
		json_get_string(item, "icon", condition->icon, sizeof condition->icon);
		weather->condition_count++;
	}
}

static void read_sun(struct weather *weather, json_object *sys)
{
	weather->sunrise = json_get_time(sys, "sunrise");
	weather->sunset = json_get_time(sys, "sunset");
	/* In polar day and night the service sends two zeros, or the same moment twice. */
	weather->sun_stays = json_get(sys, "sunrise", json_type_int) &&
			     json_get(sys, "sunset", json_type_int) &&
			     weather->sunrise == weather->sunset;
	if (weather->sun_stays)
		weather->sunrise = weather->sunset = TIMEFMT_NONE;
}

/* The ranges are what has been measured on earth, with room to spare. */
static void read_values(struct weather *weather, json_object *root)
{
	json_object *values = json_get(root, "main", json_type_object);
	json_object *wind = json_get(root, "wind", json_type_object);
	json_object *coord = json_get(root, "coord", json_type_object);

	weather->temperature = json_get_number(values, "temp", -120, 120);
	weather->feels_like = json_get_number(values, "feels_like", -150, 150);
	weather->humidity = json_get_number(values, "humidity", 0, 100);
	weather->pressure = json_get_number(values, "sea_level", 300, 1200);
	/* Next to that, pressure has been the station's; alone it is at sea level. */
	if (isnan(weather->pressure))
		weather->pressure = json_get_number(values, "pressure", 300, 1200);
	weather->wind_speed = json_get_number(wind, "speed", 0, 150);
	weather->wind_gust = json_get_number(wind, "gust", 0, 200);
	weather->wind_direction = json_get_number(wind, "deg", 0, 360);
	weather->clouds =
		json_get_number(json_get(root, "clouds", json_type_object), "all", 0, 100);
	weather->visibility = json_get_number(root, "visibility", 0, 1e6);
	weather->rain_1h = json_get_number(json_get(root, "rain", json_type_object), "1h", 0, 1000);
	weather->snow_1h = json_get_number(json_get(root, "snow", json_type_object), "1h", 0, 1000);
	weather->latitude = json_get_number(coord, "lat", -90, 90);
	weather->longitude = json_get_number(coord, "lon", -180, 180);
	weather->utc_offset = json_get_number(root, "timezone", -18 * 3600, 18 * 3600);
	weather->observed = json_get_time(root, "dt");
}

static bool read_weather(struct weather *weather, json_object *root, struct error *error)
{
	json_object *sys = json_get(root, "sys", json_type_object);

	*weather = (struct weather){0};
	read_values(weather, root);
	if (isnan(weather->temperature))
		return error_set(error, EXIT_BAD_REPLY,
			"invalid reply: main.temp is missing or out of range");
	if (weather->observed == TIMEFMT_NONE)
		return error_set(
			error, EXIT_BAD_REPLY, "invalid reply: dt is missing or out of range");
	read_conditions(weather, root);
	read_sun(weather, sys);
	json_get_string(sys, "country", weather->country, sizeof weather->country);
	json_get_string(root, "name", weather->place, sizeof weather->place);
	return true;
}

/* The "cod" of a reply, a number or a string; 200 when it is neither, 0 for no use. */
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

static bool fail_empty(struct error *error)
{
	return error_set(error, EXIT_BAD_REPLY, "the reply is empty; try again later");
}

static bool fail_unreadable(
	const struct owm_error *fault, const struct error *unread, struct error *error)
{
	if (unread->code == EXIT_INTERNAL)
		*error = *unread;
	else if (!*fault->body)
		fail_empty(error);
	else if (owm_error_is_page(fault))
		error_set(error, EXIT_BAD_REPLY,
			"the reply is a web page, not weather data; if this network requires a "
			"login, log in first");
	else if (unread->code != EXIT_OK)
		*error = *unread;
	else
		error_set(error, EXIT_BAD_REPLY,
			"the reply is not a JSON object, as weather is; try again later");
	return false;
}

static bool fail_redirected(const char *host, struct error *error)
{
	return error_set(error, EXIT_BAD_REPLY,
		"unexpected redirect%s%s; if this network requires a login, log in first",
		*host ? " to " : "", host);
}

/* The status first, then what the body is, then what it says. */
static bool read_by_status(struct weather *weather, const struct owm_error *reading,
	const struct error *unread, struct error *error)
{
	int status = reading->status;
	struct owm_error inner = *reading;

	if (status == 204 || status == 304)
		return fail_empty(error);
	if (status >= 300 && status < 400)
		return fail_redirected(reading->redirect_host, error);
	if (status != 200)
		return owm_error_set(reading, error);
	if (!reading->object)
		return fail_unreadable(reading, unread, error);
	inner.status = get_cod(reading->object);
	if (inner.status != 200)
		return owm_error_set(&inner, error);
	return read_weather(weather, reading->object, error);
}

/* A reply that has been received or, with status 200, kept. */
static bool read_any(
	struct weather *weather, struct owm_error *reading, size_t length, struct error *error)
{
	struct error unread = {.code = EXIT_OK};
	json_object *root = json_get_parse(reading->body, length, &unread);
	bool good;

	if (json_object_is_type(root, json_type_object))
		reading->object = root;
	good = read_by_status(weather, reading, &unread, error);
	json_object_put(root);
	return good;
}

bool owm_read_reply(struct weather *weather, const struct location *location,
	const struct reply *reply, struct error *error)
{
	struct owm_error reading = {.status = reply->status,
		.retry_after = reply->retry_after,
		.content_type = reply->content_type,
		.redirect_host = reply->redirect_host,
		.body = reply->body,
		.location = location};

	return read_any(weather, &reading, reply->length, error);
}

bool owm_read_body(struct weather *weather, const struct location *location, const char *body,
	size_t length, struct error *error)
{
	struct owm_error reading = {.status = 200,
		.content_type = "",
		.redirect_host = "",
		.body = body,
		.location = location};

	return read_any(weather, &reading, length, error);
}
