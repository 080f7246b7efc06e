/* SPDX-License-Identifier: MIT */
#include "weather/owm.h"

#include <json-c/json.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/timefmt.h"
#include "base/number.h"
#include "base/utf8.h"

#define DEPTH_MAX 32
#define DEFAULT_PAUSE \
	600 /* seconds after a 429 that names none; the service asks for ten minutes */

static void add(struct request *request, const char *name, const char *value)
{
	struct parameter *parameter = &request->parameters[request->count++];

	parameter->name = name;
	utf8_copy(parameter->value, sizeof parameter->value, value);
}

static void add_number(struct request *request, const char *name, double value)
{
	char text[NUMBER_MAX];

	number_trimmed(text, value, 6);
	add(request, name, text);
}

void owm_weather_request(
	struct request *request, const struct location *location, const struct language *language)
{
	*request = (struct request){.path = "/data/2.5/weather"};
	switch (location->kind) {
	case LOCATION_NAME:
		add(request, "q", location->text);
		break;
	case LOCATION_LISTED:
	case LOCATION_COORDINATES:
		add_number(request, "lat", location->latitude);
		add_number(request, "lon", location->longitude);
		break;
	case LOCATION_POSTCODE:
		add(request, "zip", location->text);
		break;
	case LOCATION_ID:
		add(request, "id", location->text);
		break;
	}
	/* Without units the service takes coordinates that are no numbers for somewhere else. */
	add(request, "units", "metric");
	add(request, "lang", language->service);
}

/* A member of that type; NULL when it is absent, null or of another type. */
static json_object *get(json_object *parent, const char *key, json_type type)
{
	json_object *value = NULL;

	if (!json_object_object_get_ex(parent, key, &value) || !json_object_is_type(value, type))
		return NULL;
	return value;
}

/* Whole numbers arrive as another type than the rest. */
static double get_number(json_object *parent, const char *key, double least, double most)
{
	json_object *value = NULL;
	double number;

	if (!json_object_object_get_ex(parent, key, &value) ||
		(!json_object_is_type(value, json_type_int) &&
			!json_object_is_type(value, json_type_double)))
		return NAN;
	number = json_object_get_double(value);
	return number >= least && number <= most ? number : NAN;
}

static int64_t get_time(json_object *parent, const char *key)
{
	json_object *value = get(parent, key, json_type_int);
	int64_t time = value ? json_object_get_int64(value) : 0;

	return time > 0 && time < TIMEFMT_END ? time : TIMEFMT_NONE;
}

/* A NUL within, which JSON can say, is no end: U+FFFD stands in its place. */
static void copy_string(char *to, size_t size, const char *from, const char *end)
{
	for (;;) {
		size_t length = strlen(from);
		size_t used;

		utf8_copy(to, size, from);
		used = strlen(to);
		from += length + 1;
		if (used < length || from > end)
			return;
		to += used;
		size -= used;
		utf8_copy(to, size, "\xEF\xBF\xBD");
		used = strlen(to);
		if (used == 0)
			return;
		to += used;
		size -= used;
	}
}

static void get_string(json_object *parent, const char *key, char *to, size_t size)
{
	json_object *value = get(parent, key, json_type_string);
	const char *text = value ? json_object_get_string(value) : "";

	copy_string(to, size, text, text + (value ? json_object_get_string_len(value) : 0));
}

static void read_conditions(struct weather *weather, json_object *root)
{
	json_object *list = get(root, "weather", json_type_array);
	size_t count = list ? json_object_array_length(list) : 0;

	for (size_t i = 0; i < count && weather->condition_count < WEATHER_CONDITIONS_MAX; i++) {
		json_object *item = json_object_array_get_idx(list, i);
		struct condition *condition = &weather->conditions[weather->condition_count];
		double id;

		if (!json_object_is_type(item, json_type_object))
			continue;
		id = get_number(item, "id", 1, INT_MAX);
		condition->id = isnan(id) ? 0 : (int)id;
		get_string(item, "main", condition->group, sizeof condition->group);
		get_string(
			item, "description", condition->description, sizeof condition->description);
		get_string(item, "icon", condition->icon, sizeof condition->icon);
		weather->condition_count++;
	}
}

static void read_sun(struct weather *weather, json_object *sys)
{
	weather->sunrise = get_time(sys, "sunrise");
	weather->sunset = get_time(sys, "sunset");
	/* In polar day and night the service sends two zeros, or the same moment twice. */
	weather->sun_stays = get(sys, "sunrise", json_type_int) &&
			     get(sys, "sunset", json_type_int) &&
			     weather->sunrise == weather->sunset;
	if (weather->sun_stays)
		weather->sunrise = weather->sunset = TIMEFMT_NONE;
}

/* The ranges are what has been measured on earth, with room to spare. */
static void read_values(struct weather *weather, json_object *root)
{
	json_object *values = get(root, "main", json_type_object);
	json_object *wind = get(root, "wind", json_type_object);
	json_object *coord = get(root, "coord", json_type_object);

	weather->temperature = get_number(values, "temp", -120, 120);
	weather->feels_like = get_number(values, "feels_like", -150, 150);
	weather->humidity = get_number(values, "humidity", 0, 100);
	weather->pressure = get_number(values, "pressure", 300, 1200);
	weather->wind_speed = get_number(wind, "speed", 0, 150);
	weather->wind_gust = get_number(wind, "gust", 0, 200);
	weather->wind_direction = get_number(wind, "deg", 0, 360);
	weather->clouds = get_number(get(root, "clouds", json_type_object), "all", 0, 100);
	weather->visibility = get_number(root, "visibility", 0, 1e6);
	weather->rain_1h = get_number(get(root, "rain", json_type_object), "1h", 0, 1000);
	weather->snow_1h = get_number(get(root, "snow", json_type_object), "1h", 0, 1000);
	weather->latitude = get_number(coord, "lat", -90, 90);
	weather->longitude = get_number(coord, "lon", -180, 180);
	weather->utc_offset = get_number(root, "timezone", -18 * 3600, 18 * 3600);
	weather->observed = get_time(root, "dt");
}

static bool read_weather(struct weather *weather, json_object *root, struct error *error)
{
	json_object *sys = get(root, "sys", json_type_object);

	*weather = (struct weather){0};
	read_values(weather, root);
	if (isnan(weather->temperature))
		return error_set(error, EXIT_BAD_REPLY, "the reply lacks main.temp");
	if (weather->observed == TIMEFMT_NONE)
		return error_set(error, EXIT_BAD_REPLY, "the reply lacks dt");
	read_conditions(weather, root);
	read_sun(weather, sys);
	get_string(sys, "country", weather->country, sizeof weather->country);
	get_string(root, "name", weather->place, sizeof weather->place);
	return true;
}

/* The whole body as one JSON value, to be put away by the caller; NULL if it is none. */
static json_object *parse(const struct reply *reply)
{
	json_tokener *tokener = json_tokener_new_ex(DEPTH_MAX);
	json_object *root = NULL;

	if (!tokener)
		return NULL;
	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
	/* With its final NUL, so that a bare number at the end is over too. */
	if (reply->length < INT_MAX && strlen(reply->body) == reply->length)
		root = json_tokener_parse_ex(tokener, reply->body, (int)reply->length + 1);
	json_tokener_free(tokener);
	return root;
}

/* A failure by a status of HTTP, or by a "cod" inside a reply that HTTP calls good. */
static bool fail_by_status(
	int status, const struct reply *reply, json_object *root, struct error *error)
{
	char said[160];

	switch (status) {
	case 401:
	case 403:
		return error_set(error, EXIT_AUTH, "OpenWeatherMap refused the API key");
	case 404:
		return error_set(error, EXIT_NOT_FOUND,
			"OpenWeatherMap knows no such place; check the spelling or add the "
			"country, "
			"as in 'Paris,FR'");
	case 429:
		error_set(error, EXIT_RATE_LIMIT,
			"too many requests for this account; wait before asking again");
		error->retry_after = reply->retry_after ? reply->retry_after : DEFAULT_PAUSE;
		return false;
	default:
		get_string(root, "message", said, sizeof said);
		return error_set(error, EXIT_BAD_REPLY, "OpenWeatherMap answered %d%s%s%s", status,
			*said ? ": " : "", said, status >= 500 ? "; try again later" : "");
	}
}

/* The "cod" of a reply, a number or a string; 200 when it is neither, 0 for no use. */
static int get_cod(json_object *root)
{
	json_object *text = get(root, "cod", json_type_string);
	double number = get_number(root, "cod", 0, 999);

	if (text)
		number_parse(json_object_get_string(text), &number);
	else if (!get(root, "cod", json_type_int) && !get(root, "cod", json_type_double))
		return 200;
	return number >= 0 && number <= 999 ? (int)number : 0;
}

static bool fail_empty(struct error *error)
{
	return error_set(error, EXIT_BAD_REPLY, "the reply is empty; try again later");
}

static bool fail_unreadable(const struct reply *reply, struct error *error)
{
	if (reply->length == 0)
		return fail_empty(error);
	if (strstr(reply->content_type, "html"))
		return error_set(error, EXIT_BAD_REPLY,
			"the reply is a web page, not weather; does this network want a login "
			"first?");
	return error_set(
		error, EXIT_BAD_REPLY, "the reply is not whole and valid JSON; try again later");
}

bool owm_weather(struct weather *weather, const struct reply *reply, struct error *error)
{
	json_object *root = parse(reply);
	bool good = false;

	if (reply->status == 204 || reply->status == 304)
		fail_empty(error);
	else if (reply->status >= 300 && reply->status < 400)
		error_set(error, EXIT_BAD_REPLY,
			"an unexpected redirect%s%s; is the network's login due?",
			*reply->redirect_host ? " to " : "", reply->redirect_host);
	else if (reply->status != 200)
		fail_by_status(reply->status, reply, root, error);
	else if (!json_object_is_type(root, json_type_object))
		fail_unreadable(reply, error);
	else if (get_cod(root) != 200)
		fail_by_status(get_cod(root), reply, root, error);
	else
		good = read_weather(weather, root, error);
	json_object_put(root);
	return good;
}
