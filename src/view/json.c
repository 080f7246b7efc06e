/* SPDX-License-Identifier: MIT */
#include "view/json.h"

#include <json-c/json.h>
#include <math.h>

#include "base/error.h"
#include "base/number.h"
#include "base/timefmt.h"
#include "base/utf8.h"
#include "weather/answer.h"
#include "weather/provider.h"
#include "weather/weather.h"

#define SCHEMA 1

/* An object under construction; incomplete once memory was short. */
struct object {
	json_object *json;
	bool is_incomplete;
};

static struct object start_object(void)
{
	json_object *json = json_object_new_object();

	return (struct object){json, !json};
}

static void add_null(struct object *object, const char *key)
{
	if (object->is_incomplete || json_object_object_add(object->json, key, NULL) < 0)
		object->is_incomplete = true;
}

/* Takes the value over; without one, memory was short. */
static void add_value(struct object *object, const char *key, json_object *value)
{
	if (!value || object->is_incomplete ||
		json_object_object_add(object->json, key, value) < 0) {
		json_object_put(value);
		object->is_incomplete = true;
	}
}

/* "" is null. */
static void add_string(struct object *object, const char *key, const char *text)
{
	if (*text)
		add_value(object, key, json_object_new_string(text));
	else
		add_null(object, key);
}

static void add_decimal(struct object *object, const char *key, double value, int decimals)
{
	char text[NUMBER_MAX];

	if (isnan(value)) {
		add_null(object, key);
		return;
	}
	number_trimmed(text, value, decimals);
	add_value(object, key, json_object_new_double_s(value, text));
}

static void add_number(struct object *object, const char *key, double value)
{
	add_decimal(object, key, value, 2);
}

static void add_integer(struct object *object, const char *key, int64_t value)
{
	add_value(object, key, json_object_new_int64(value));
}

static void add_bool(struct object *object, const char *key, bool value)
{
	add_value(object, key, json_object_new_boolean(value));
}

/* Two members: the time as ISO 8601 under its key, and in seconds since 1970. */
static void add_time(
	struct object *object, const char *key, const char *epoch_key, int64_t time, double offset)
{
	char text[TIMEFMT_MAX];

	if (time == TIMEFMT_NONE) {
		add_null(object, key);
		add_null(object, epoch_key);
		return;
	}
	timefmt_iso(text, time, offset);
	add_string(object, key, text);
	add_integer(object, epoch_key, time);
}

static void add_condition(
	struct object *object, const char *id_key, const struct condition *condition)
{
	if (condition->id)
		add_integer(object, id_key, condition->id);
	else
		add_null(object, id_key);
	add_string(object, "condition", condition->group);
	add_string(object, "description", condition->description);
	add_string(object, "icon", condition->icon);
}

static void add_conditions(struct object *object, const struct weather *weather)
{
	json_object *list = json_object_new_array();

	for (size_t i = 0; i < weather->condition_count && list; i++) {
		struct object item = start_object();

		add_condition(&item, "id", &weather->conditions[i]);
		if (item.is_incomplete || json_object_array_add(list, item.json) < 0) {
			json_object_put(item.json);
			object->is_incomplete = true;
		}
	}
	add_value(object, "conditions", list);
}

static void add_answer_place(struct object *object, const struct answer *answer)
{
	const struct weather *weather = &answer->weather;

	add_string(object, "query", answer->location.query);
	add_string(object, "place", weather->place);
	add_string(object, "state", weather->state);
	add_string(object, "country", weather->country);
	add_decimal(object, "latitude", weather->latitude, 6);
	add_decimal(object, "longitude", weather->longitude, 6);
	add_time(object, "observed_at", "observed_epoch", weather->observed, weather->utc_offset);
	add_number(object, "utc_offset_seconds", weather->utc_offset);
}

static void add_temperature_and_pressure(
	struct object *object, const struct weather *weather, enum units units)
{
	add_number(object, "temperature", units_temperature(weather->temperature, units));
	add_number(object, "feels_like", units_temperature(weather->feels_like, units));
	add_string(object, "temperature_unit", units_temperature_name(units));
	add_number(object, "humidity", weather->humidity);
	add_number(object, "pressure", weather->pressure);
	add_string(object, "pressure_unit", "hPa");
}

static void add_wind(struct object *object, const struct weather *weather, enum wind_unit unit)
{
	add_number(object, "wind_speed", units_wind(weather->wind_speed, unit));
	add_number(object, "wind_gust", units_wind(weather->wind_gust, unit));
	add_number(object, "wind_direction", weather->wind_direction);
	add_string(object, "wind_compass", units_compass(weather->wind_direction));
	add_string(object, "wind_unit", units_wind_name(unit));
}

static void add_sky(struct object *object, const struct weather *weather)
{
	add_number(object, "clouds", weather->clouds);
	add_number(object, "visibility", weather->visibility);
	add_string(object, "visibility_unit", "m");
	add_number(object, "rain_1h", weather->rain_1h);
	add_number(object, "snow_1h", weather->snow_1h);
	add_string(object, "precipitation_unit", "mm");
	add_time(object, "sunrise", "sunrise_epoch", weather->sunrise, weather->utc_offset);
	add_time(object, "sunset", "sunset_epoch", weather->sunset, weather->utc_offset);
}

static void add_origin(
	struct object *object, const struct answer *answer, enum units units, int64_t now)
{
	add_string(object, "units", units_name(units));
	add_string(object, "language", answer->language->tag);
	add_time(object, "fetched_at", "fetched_epoch", answer->fetched, NAN);
	add_integer(object, "age_seconds", now - answer->fetched);
	add_bool(object, "cached", answer->cached);
	add_bool(object, "stale", answer->stale != NULL);
	if (answer->stale)
		add_string(object, "stale_reason", answer->stale);
	else
		add_null(object, "stale_reason");
	add_string(object, "attribution", answer->provider->attribution);
}

/* Prints the object on a line and frees it. */
static bool print_object(FILE *out, struct object *object, struct error *error)
{
	const char *text =
		object->is_incomplete
			? NULL
			: json_object_to_json_string_ext(object->json,
				  JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);

	if (text) {
		utf8_write_json(out, text);
		putc('\n', out);
	}
	json_object_put(object->json);
	return text || error_set_no_memory(error);
}

bool json_answer(FILE *out, const struct answer *answer, enum units units, enum wind_unit wind,
	int64_t now, struct error *error)
{
	const struct weather *weather = &answer->weather;
	struct object object = start_object();

	add_integer(&object, "schema", SCHEMA);
	add_string(&object, "source", answer->provider->id);
	add_answer_place(&object, answer);
	add_condition(&object, "condition_id", &weather->conditions[0]);
	add_conditions(&object, weather);
	add_temperature_and_pressure(&object, weather, units);
	add_wind(&object, weather, units_wind_unit(wind, units));
	add_sky(&object, weather);
	add_origin(&object, answer, units, now);
	return print_object(out, &object, error);
}

bool json_place(FILE *out, const struct json_place *place, struct error *error)
{
	struct object object = start_object();

	add_integer(&object, "schema", SCHEMA);
	add_string(&object, "place", place->name);
	add_string(&object, "state", place->region);
	add_string(&object, "country", place->country);
	add_decimal(&object, "latitude", place->latitude, 6);
	add_decimal(&object, "longitude", place->longitude, 6);
	add_integer(&object, "population", place->population);
	add_string(&object, "argument", place->argument);
	return print_object(out, &object, error);
}

static void add_error(struct object *object, const struct error *error)
{
	add_integer(object, "code", error->code);
	add_string(object, "name", exit_code_name(error->code));
	add_string(object, "message", error->message);
	add_bool(object, "retryable", exit_code_is_retryable(error->code));
	if (error->retry_after)
		add_integer(object, "retry_after_seconds", error->retry_after);
	else
		add_null(object, "retry_after_seconds");
}

bool json_error(FILE *out, const char *query, struct error *error)
{
	struct object object = start_object();
	struct object details = start_object();

	add_error(&details, error);
	add_integer(&object, "schema", SCHEMA);
	add_value(&object, "query", json_object_new_string(query));
	object.is_incomplete |= details.is_incomplete;
	add_value(&object, "error", details.json);
	return print_object(out, &object, error);
}
