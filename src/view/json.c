/* SPDX-License-Identifier: MIT */
#include "view/json.h"

#include <math.h>

#include "base/error.h"
#include "base/timefmt.h"
#include "view/json_writer.h"
#include "view/text.h"
#include "weather/air.h"
#include "weather/answer.h"
#include "weather/forecast_days.h"
#include "weather/forecast_summary.h"
#include "weather/provider.h"
#include "weather/weather.h"

#define SCHEMA 1

#define COORDINATE_DECIMALS 6 /* of a degree: 0.1 m */
#define VALUE_DECIMALS 2
#define ATTRIBUTION_BYTES 256

/* What was not sent is "", and null here. */
static void write_text(struct json_writer *json, const char *key, const char *text)
{
	if (*text)
		json_writer_string(json, key, text);
	else
		json_writer_null(json, key);
}

static void write_value(struct json_writer *json, const char *key, double value)
{
	json_writer_number(json, key, value, VALUE_DECIMALS);
}

static void write_coordinates(struct json_writer *json, double latitude, double longitude)
{
	json_writer_number(json, "latitude", latitude, COORDINATE_DECIMALS);
	json_writer_number(json, "longitude", longitude, COORDINATE_DECIMALS);
}

/* 0 is null. */
static void write_positive(struct json_writer *json, const char *key, int number)
{
	if (number)
		json_writer_integer(json, key, number);
	else
		json_writer_null(json, key);
}

/* Two members: the time in ISO 8601, and in seconds since 1970. */
static void write_time(struct json_writer *json, const char *key, const char *epoch_key,
	int64_t time, double utc_offset)
{
	char text[TIMEFMT_MAX];

	if (time == TIMEFMT_NONE) {
		json_writer_null(json, key);
		json_writer_null(json, epoch_key);
		return;
	}
	timefmt_iso(text, time, utc_offset);
	json_writer_string(json, key, text);
	json_writer_integer(json, epoch_key, time);
}

static void write_condition(
	struct json_writer *json, const char *id_key, const struct condition *condition)
{
	write_positive(json, id_key, condition->id);
	write_text(json, "condition", condition->group);
	write_text(json, "description", condition->description);
	write_text(json, "icon", condition->icon);
}

/* The place and the values as the service sent them, but for their units. */
static void write_weather(struct json_writer *json, const struct weather *weather, enum units units,
	enum wind_unit wind)
{
	write_text(json, "place", weather->place);
	write_text(json, "state", weather->state);
	write_text(json, "country", weather->country);
	write_coordinates(json, weather->latitude, weather->longitude);
	write_time(json, "observed_at", "observed_epoch", weather->observed, weather->utc_offset);
	write_value(json, "utc_offset_seconds", weather->utc_offset);

	write_condition(json, "condition_id", &weather->conditions[0]);
	json_writer_begin_array(json, "conditions");
	for (size_t i = 0; i < weather->condition_count; i++) {
		json_writer_begin_object(json, NULL);
		write_condition(json, "id", &weather->conditions[i]);
		json_writer_end_object(json);
	}
	json_writer_end_array(json);

	write_value(json, "temperature", units_temperature(weather->temperature, units));
	write_value(json, "feels_like", units_temperature(weather->feels_like, units));
	json_writer_string(json, "temperature_unit", units_temperature_name(units));
	write_value(json, "humidity", weather->humidity);
	write_value(json, "pressure", weather->pressure);
	json_writer_string(json, "pressure_unit", "hPa");
	write_value(json, "wind_speed", units_wind(weather->wind_speed, wind));
	write_value(json, "wind_gust", units_wind(weather->wind_gust, wind));
	write_value(json, "wind_direction", weather->wind_direction);
	write_text(json, "wind_compass", units_compass(weather->wind_direction));
	json_writer_string(json, "wind_unit", units_wind_name(wind));
	write_value(json, "clouds", weather->clouds);
	write_value(json, "visibility", weather->visibility);
	json_writer_string(json, "visibility_unit", "m");
	write_value(json, "rain_1h", weather->rain_1h);
	write_value(json, "snow_1h", weather->snow_1h);
	json_writer_string(json, "precipitation_unit", "mm");
	write_time(json, "sunrise", "sunrise_epoch", weather->sunrise, weather->utc_offset);
	write_time(json, "sunset", "sunset_epoch", weather->sunset, weather->utc_offset);
}

static struct json_writer begin_line(FILE *out)
{
	struct json_writer json = {.out = out};

	json_writer_begin_object(&json, NULL);
	json_writer_integer(&json, "schema", SCHEMA);
	return json;
}

static void end_line(struct json_writer *json)
{
	json_writer_end_object(json);
	putc('\n', json->out);
}

/* A step's date is that of its own time; the amounts are of the three hours before. */
static void write_step(struct json_writer *json, const struct forecast *forecast, size_t i,
	enum units units, enum wind_unit wind)
{
	const struct forecast_step *step = &forecast->steps[i];

	json_writer_begin_object(json, NULL);
	write_time(json, "time", "epoch", step->time, forecast_utc_offset(forecast, step->time));
	write_condition(json, "condition_id", &step->condition);
	write_value(json, "temperature", units_temperature(step->temperature, units));
	write_value(json, "feels_like", units_temperature(step->feels_like, units));
	write_value(json, "humidity", step->humidity);
	write_value(json, "pressure", step->pressure);
	write_value(json, "wind_speed", units_wind(step->wind_speed, wind));
	write_value(json, "wind_gust", units_wind(step->wind_gust, wind));
	write_value(json, "wind_direction", step->wind_direction);
	write_text(json, "wind_compass", units_compass(step->wind_direction));
	write_value(json, "clouds", step->clouds);
	write_value(json, "visibility", step->visibility);
	write_value(json, "precipitation_probability", step->probability);
	write_value(json, "rain_3h", step->rain_3h);
	write_value(json, "snow_3h", step->snow_3h);
	if (step->light == FORECAST_LIGHT_UNKNOWN)
		json_writer_null(json, "is_day");
	else
		json_writer_bool(json, "is_day", step->light == FORECAST_DAYLIGHT);
	json_writer_end_object(json);
}

static void write_day(struct json_writer *json, const struct forecast_day *day, enum units units,
	enum wind_unit wind)
{
	char date[TIMEFMT_MAX];

	timefmt_iso_date(date, day->date);
	json_writer_begin_object(json, NULL);
	json_writer_string(json, "date", date);
	write_value(json, "low", units_temperature(day->low, units));
	write_value(json, "high", units_temperature(day->high, units));
	write_condition(json, "condition_id", &day->condition);
	write_value(json, "precipitation_probability", day->probability);
	write_value(json, "rain", day->rain);
	write_value(json, "snow", day->snow);
	write_value(json, "wind_gust", units_wind(day->wind_gust, wind));
	json_writer_integer(json, "steps", (int64_t)day->step_count);
	json_writer_end_object(json);
}

static void write_forecast(
	struct json_writer *json, const struct forecast *forecast, const struct view *view)
{
	enum wind_unit wind = units_wind_unit(view->wind, view->units);
	struct forecast_day days[FORECAST_DAYS_MAX];
	size_t count = forecast_days(forecast, days);
	struct forecast_range steps =
		forecast_days_cut(days, &count, view->days, forecast_date(forecast, view->now));
	char summary[FORECAST_SUMMARY_MAX];

	json_writer_begin_array(json, "forecast");
	for (size_t i = steps.first; i < steps.end; i++)
		write_step(json, forecast, i, view->units, wind);
	json_writer_end_array(json);
	json_writer_begin_array(json, "days");
	for (size_t i = 0; i < count; i++)
		write_day(json, &days[i], view->units, wind);
	json_writer_end_array(json);
	forecast_summary(summary, forecast, view->now,
		&(const struct forecast_summary_style){.units = UNITS_METRIC, .is_english = true});
	write_text(json, "summary", summary);
}

static void write_air(struct json_writer *json, const struct air *air)
{
	json_writer_begin_object(json, "air");
	write_positive(json, "index", air->index);
	write_text(json, "index_words", air_index_words(air->index));
	write_value(json, "pm2_5", air->pm2_5);
	write_value(json, "pm10", air->pm10);
	write_value(json, "o3", air->o3);
	write_value(json, "no2", air->no2);
	write_value(json, "so2", air->so2);
	write_value(json, "co", air->co);
	json_writer_end_object(json);
}

static void write_attribution(struct json_writer *json, const struct answer *answer)
{
	const struct provider *provider = answer->provider;
	bool has_more = answer->has_air && provider->air_attribution;
	char text[ATTRIBUTION_BYTES];

	snprintf(text, sizeof text, has_more ? "%s. %s" : "%s", provider->attribution,
		provider->air_attribution);
	json_writer_string(json, "attribution", text);
}

void json_answer(FILE *out, const struct answer *answer, const struct view *view)
{
	struct json_writer json = begin_line(out);
	enum units units = view->units;

	json_writer_string(&json, "source", answer->provider->id);
	write_text(&json, "query", answer->location.query);
	write_weather(&json, &answer->weather, units, units_wind_unit(view->wind, units));
	json_writer_string(&json, "units", units_name(units));
	json_writer_string(&json, "language", answer->language->tag);
	write_time(&json, "fetched_at", "fetched_epoch", answer->fetched, NAN);
	json_writer_integer(&json, "age_seconds", view->now - answer->fetched);
	json_writer_bool(&json, "cached", answer->cached);
	json_writer_bool(&json, "stale", answer->stale != NULL);
	write_text(&json, "stale_reason", answer->stale ? answer->stale : "");
	write_attribution(&json, answer);
	if (answer->has_forecast)
		write_forecast(&json, &answer->forecast, view);
	if (answer->has_air)
		write_air(&json, &answer->air);
	end_line(&json);
}

void json_place(FILE *out, const struct json_place *place)
{
	struct json_writer json = begin_line(out);

	write_text(&json, "place", place->name);
	write_text(&json, "state", place->region);
	write_text(&json, "country", place->country);
	write_coordinates(&json, place->latitude, place->longitude);
	json_writer_integer(&json, "population", place->population);
	write_text(&json, "argument", place->argument);
	end_line(&json);
}

void json_error(FILE *out, const char *query, const struct error *error)
{
	struct json_writer json = begin_line(out);

	json_writer_string(&json, "query", query);
	json_writer_begin_object(&json, "error");
	json_writer_integer(&json, "code", error->code);
	json_writer_string(&json, "name", exit_code_name(error->code));
	write_text(&json, "message", error->message);
	json_writer_bool(&json, "retryable", exit_code_is_retryable(error->code));
	write_positive(&json, "retry_after_seconds", error->retry_after);
	json_writer_end_object(&json);
	end_line(&json);
}
