/* SPDX-License-Identifier: MIT */
#include "view/fields.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/number.h"
#include "base/units.h"
#include "view/text.h"
#include "view/values.h"
#include "weather/answer.h"
#include "weather/provider.h"

#define COORDINATE_DECIMALS 6 /* of a degree: 0.1 m */
#define VALUE_DECIMALS 2

/* clang-format off */

#define OF(member) .offset = offsetof(struct fields, member)
#define OF_WEATHER(member) OF(weather.member)
#define OF_CONDITION(member) .offset = offsetof(struct condition, member)
#define OF_STEP(member) .offset = offsetof(struct forecast_step, member)
#define OF_DAY(member) .offset = offsetof(struct forecast_day, member)
#define OF_AIR(member) .offset = offsetof(struct air, member)

static const struct field condition_fields[] = {
	{"id", FIELD_CODE, OF_CONDITION(id)},
	{"condition", FIELD_CHARS, OF_CONDITION(group)},
	{"description", FIELD_CHARS, OF_CONDITION(description)},
	{"icon", FIELD_CHARS, OF_CONDITION(icon)},
	{.name = NULL}};

/* A step's date is that of its own time; the amounts are of the three hours before. */
static const struct field step_fields[] = {
	{"time", FIELD_STEP_TIME, OF_STEP(time)},
	{"epoch", FIELD_EPOCH, OF_STEP(time)},
	{"condition_id", FIELD_CODE, OF_STEP(condition.id)},
	{"condition", FIELD_CHARS, OF_STEP(condition.group)},
	{"description", FIELD_CHARS, OF_STEP(condition.description)},
	{"icon", FIELD_CHARS, OF_STEP(condition.icon)},
	{"temperature", FIELD_TEMPERATURE, OF_STEP(temperature)},
	{"feels_like", FIELD_TEMPERATURE, OF_STEP(feels_like)},
	{"humidity", FIELD_NUMBER, OF_STEP(humidity)},
	{"pressure", FIELD_NUMBER, OF_STEP(pressure)},
	{"wind_speed", FIELD_WIND, OF_STEP(wind_speed)},
	{"wind_gust", FIELD_WIND, OF_STEP(wind_gust)},
	{"wind_direction", FIELD_NUMBER, OF_STEP(wind_direction)},
	{"wind_compass", FIELD_COMPASS, OF_STEP(wind_direction)},
	{"clouds", FIELD_NUMBER, OF_STEP(clouds)},
	{"visibility", FIELD_NUMBER, OF_STEP(visibility)},
	{"precipitation_probability", FIELD_NUMBER, OF_STEP(probability)},
	{"rain_3h", FIELD_NUMBER, OF_STEP(rain_3h)},
	{"snow_3h", FIELD_NUMBER, OF_STEP(snow_3h)},
	{"is_day", FIELD_LIGHT, OF_STEP(light)},
	{.name = NULL}};

static const struct field day_fields[] = {
	{"date", FIELD_DATE, OF_DAY(date)},
	{"low", FIELD_TEMPERATURE, OF_DAY(low)},
	{"high", FIELD_TEMPERATURE, OF_DAY(high)},
	{"condition_id", FIELD_CODE, OF_DAY(condition.id)},
	{"condition", FIELD_CHARS, OF_DAY(condition.group)},
	{"description", FIELD_CHARS, OF_DAY(condition.description)},
	{"icon", FIELD_CHARS, OF_DAY(condition.icon)},
	{"precipitation_probability", FIELD_NUMBER, OF_DAY(probability)},
	{"rain", FIELD_NUMBER, OF_DAY(rain)},
	{"snow", FIELD_NUMBER, OF_DAY(snow)},
	{"wind_gust", FIELD_WIND, OF_DAY(wind_gust)},
	{"steps", FIELD_COUNT, OF_DAY(step_count)},
	{.name = NULL}};

static const struct field air_fields[] = {
	{"index", FIELD_CODE, OF_AIR(index)},
	{"index_words", FIELD_AIR_WORDS, OF_AIR(index)},
	{"pm2_5", FIELD_NUMBER, OF_AIR(pm2_5)},
	{"pm10", FIELD_NUMBER, OF_AIR(pm10)},
	{"o3", FIELD_NUMBER, OF_AIR(o3)},
	{"no2", FIELD_NUMBER, OF_AIR(no2)},
	{"so2", FIELD_NUMBER, OF_AIR(so2)},
	{"co", FIELD_NUMBER, OF_AIR(co)},
	{.name = NULL}};

const struct field fields_table[] = {
	{"schema", FIELD_INTEGER, OF(schema)},
	{"source", FIELD_STRING, OF(source)},
	{"query", FIELD_STRING, OF(query)},
	{"place", FIELD_CHARS, OF_WEATHER(place)},
	{"state", FIELD_CHARS, OF_WEATHER(state)},
	{"country", FIELD_CHARS, OF_WEATHER(country)},
	{"latitude", FIELD_COORDINATE, OF_WEATHER(latitude)},
	{"longitude", FIELD_COORDINATE, OF_WEATHER(longitude)},
	{"observed_at", FIELD_LOCAL_TIME, OF_WEATHER(observed)},
	{"observed_epoch", FIELD_EPOCH, OF_WEATHER(observed)},
	{"utc_offset_seconds", FIELD_NUMBER, OF_WEATHER(utc_offset)},
	{"condition_id", FIELD_CODE, OF_WEATHER(conditions[0].id)},
	{"condition", FIELD_CHARS, OF_WEATHER(conditions[0].group)},
	{"description", FIELD_CHARS, OF_WEATHER(conditions[0].description)},
	{"icon", FIELD_CHARS, OF_WEATHER(conditions[0].icon)},
	{"conditions", FIELD_ARRAY, OF(conditions), .members = condition_fields},
	{"temperature", FIELD_TEMPERATURE, OF_WEATHER(temperature)},
	{"feels_like", FIELD_TEMPERATURE, OF_WEATHER(feels_like)},
	{"temperature_unit", FIELD_TEMPERATURE_UNIT, .constant = NULL},
	{"humidity", FIELD_NUMBER, OF_WEATHER(humidity)},
	{"pressure", FIELD_NUMBER, OF_WEATHER(pressure)},
	{"pressure_unit", FIELD_CONSTANT, .constant = "hPa"},
	{"wind_speed", FIELD_WIND, OF_WEATHER(wind_speed)},
	{"wind_gust", FIELD_WIND, OF_WEATHER(wind_gust)},
	{"wind_direction", FIELD_NUMBER, OF_WEATHER(wind_direction)},
	{"wind_compass", FIELD_COMPASS, OF_WEATHER(wind_direction)},
	{"wind_unit", FIELD_WIND_UNIT, .constant = NULL},
	{"clouds", FIELD_NUMBER, OF_WEATHER(clouds)},
	{"visibility", FIELD_NUMBER, OF_WEATHER(visibility)},
	{"visibility_unit", FIELD_CONSTANT, .constant = "m"},
	{"rain_1h", FIELD_NUMBER, OF_WEATHER(rain_1h)},
	{"snow_1h", FIELD_NUMBER, OF_WEATHER(snow_1h)},
	{"precipitation_unit", FIELD_CONSTANT, .constant = "mm"},
	{"sunrise", FIELD_LOCAL_TIME, OF_WEATHER(sunrise)},
	{"sunrise_epoch", FIELD_EPOCH, OF_WEATHER(sunrise)},
	{"sunset", FIELD_LOCAL_TIME, OF_WEATHER(sunset)},
	{"sunset_epoch", FIELD_EPOCH, OF_WEATHER(sunset)},
	{"units", FIELD_STRING, OF(units)},
	{"language", FIELD_STRING, OF(language)},
	{"fetched_at", FIELD_UTC_TIME, OF(fetched)},
	{"fetched_epoch", FIELD_EPOCH, OF(fetched)},
	{"age_seconds", FIELD_INTEGER, OF(age)},
	{"cached", FIELD_BOOL, OF(cached)},
	{"stale", FIELD_BOOL, OF(stale)},
	{"stale_reason", FIELD_STRING, OF(stale_reason)},
	{"attribution", FIELD_CHARS, OF(attribution)},
	{"forecast", FIELD_ARRAY, OF(forecast), FIELDS_OF_FORECAST, .members = step_fields},
	{"days", FIELD_ARRAY, OF(days), FIELDS_OF_FORECAST, .members = day_fields},
	{"summary", FIELD_CHARS, OF(summary), FIELDS_OF_FORECAST},
	{"air", FIELD_OBJECT, OF(air), FIELDS_OF_AIR, .members = air_fields},
	{.name = NULL}};

/* clang-format on */

static void open_forecast(
	struct fields *fields, const struct forecast *forecast, const struct view *view)
{
	const struct forecast_summary_style style = {
		.units = fields->for_people ? view->units : UNITS_METRIC,
		.is_english = !fields->for_people};
	size_t count = forecast_days(forecast, fields->all_days);
	struct forecast_range steps = forecast_days_cut(
		fields->all_days, &count, view->days, forecast_date(forecast, view->now));

	fields->parts |= FIELDS_OF_FORECAST;
	fields->forecast = (struct field_array){
		forecast->steps + steps.first, steps.end - steps.first, sizeof *forecast->steps};
	fields->days = (struct field_array){fields->all_days, count, sizeof *fields->all_days};
	forecast_summary(fields->summary, forecast, view->now, &style);
}

void fields_open(struct fields *fields, const struct answer *answer, const struct view *view,
	bool for_people)
{
	const struct provider *provider = answer->provider;
	bool has_more = answer->has_air && provider->air_attribution;

	fields->answer = answer;
	fields->view = view;
	fields->for_people = for_people;
	fields->parts = 0;
	fields->schema = FIELDS_SCHEMA;
	fields->source = provider->id;
	fields->query = *answer->location.query ? answer->location.query : NULL;
	fields->units = units_name(view->units);
	fields->language = answer->language->tag;
	fields->stale_reason = answer->stale;
	fields->weather = answer->weather;
	if (for_people && !view->utf8 && *answer->weather.place_ascii)
		memcpy(fields->weather.place, answer->weather.place_ascii,
			sizeof fields->weather.place);
	fields->conditions = (struct field_array){fields->weather.conditions,
		fields->weather.condition_count, sizeof *fields->weather.conditions};
	fields->fetched = answer->fetched;
	fields->age = view->now - answer->fetched;
	fields->cached = answer->cached;
	fields->stale = answer->stale != NULL;
	snprintf(fields->attribution, sizeof fields->attribution, has_more ? "%s. %s" : "%s",
		provider->attribution, provider->air_attribution);
	if (answer->has_forecast)
		open_forecast(fields, &answer->forecast, view);
	if (answer->has_air) {
		fields->parts |= FIELDS_OF_AIR;
		fields->air = answer->air;
	}
}

const struct field *fields_find(const struct field *table, const char *name, size_t length)
{
	for (; table->name; table++)
		if (strlen(table->name) == length && strncmp(table->name, name, length) == 0)
			return table;
	return NULL;
}

static const void *member(const struct field *field, const void *record)
{
	return (const char *)record + field->offset;
}

static void set_text(struct field_value *value, const char *text)
{
	value->type = text && *text ? VALUE_TEXT : VALUE_ABSENT;
	value->text = text;
}

static void set_number(struct field_value *value, double number, int decimals)
{
	value->type = fabs(number) <= NUMBER_MAGNITUDE_MAX ? VALUE_NUMBER : VALUE_ABSENT;
	value->number = number;
	value->decimals = decimals;
}

static void set_integer(struct field_value *value, int64_t integer)
{
	value->type = VALUE_INTEGER;
	value->integer = integer;
}

static void set_bool(struct field_value *value, bool is_true)
{
	value->type = VALUE_BOOL;
	value->integer = is_true;
}

/* In ISO 8601. */
static void set_time(struct field_value *value, int64_t time, double utc_offset)
{
	*value->buffer = '\0';
	if (time != TIMEFMT_NONE)
		timefmt_iso(value->buffer, time, utc_offset);
	set_text(value, value->buffer);
}

/* Those that are made of what is stored, rather than stored. */
static void read_derived(const struct fields *fields, const struct field *field, const void *at,
	struct field_value *value)
{
	const struct view *view = fields->view;
	enum wind_unit wind = units_wind_unit(view->wind, view->units);
	int64_t time;

	switch (field->kind) {
	case FIELD_TEMPERATURE_UNIT:
		set_text(value, fields->for_people ? text_temperature_unit(view)
						   : units_temperature_name(view->units));
		break;
	case FIELD_WIND_UNIT:
		set_text(value,
			fields->for_people ? _(units_wind_name(wind)) : units_wind_name(wind));
		break;
	case FIELD_COMPASS:
		set_text(value, fields->for_people ? value_compass(*(const double *)at)
						   : units_compass(*(const double *)at));
		break;
	case FIELD_AIR_WORDS:
		set_text(value, air_index_words(*(const int *)at));
		if (fields->for_people && value->type == VALUE_TEXT)
			value->text = _(value->text);
		break;
	case FIELD_DATE:
		timefmt_iso_date(value->buffer, *(const int64_t *)at);
		set_text(value, value->buffer);
		break;
	case FIELD_LOCAL_TIME:
		set_time(value, *(const int64_t *)at, fields->weather.utc_offset);
		break;
	case FIELD_STEP_TIME:
		time = *(const int64_t *)at;
		set_time(value, time, forecast_utc_offset(&fields->answer->forecast, time));
		break;
	case FIELD_UTC_TIME:
		set_time(value, *(const int64_t *)at, NAN);
		break;
	case FIELD_TEMPERATURE:
		set_number(
			value, units_temperature(*(const double *)at, view->units), VALUE_DECIMALS);
		break;
	case FIELD_WIND:
		set_number(value, units_wind(*(const double *)at, wind), VALUE_DECIMALS);
		break;
	default:
		break;
	}
}

void fields_read(const struct fields *fields, const struct field *field, const void *record,
	struct field_value *value)
{
	const void *at = member(field, record);

	value->type = VALUE_ABSENT;
	switch (field->kind) {
	case FIELD_CHARS:
		set_text(value, at);
		break;
	case FIELD_STRING:
		set_text(value, *(const char *const *)at);
		break;
	case FIELD_CONSTANT:
		set_text(value, field->constant);
		break;
	case FIELD_EPOCH:
		if (*(const int64_t *)at != TIMEFMT_NONE)
			set_integer(value, *(const int64_t *)at);
		break;
	case FIELD_INTEGER:
		set_integer(value, *(const int64_t *)at);
		break;
	case FIELD_COUNT:
		set_integer(value, (int64_t) * (const size_t *)at);
		break;
	case FIELD_CODE:
		if (*(const int *)at)
			set_integer(value, *(const int *)at);
		break;
	case FIELD_NUMBER:
		set_number(value, *(const double *)at, VALUE_DECIMALS);
		break;
	case FIELD_COORDINATE:
		set_number(value, *(const double *)at, COORDINATE_DECIMALS);
		break;
	case FIELD_BOOL:
		set_bool(value, *(const bool *)at);
		break;
	case FIELD_LIGHT:
		if (*(const enum forecast_light *)at != FORECAST_LIGHT_UNKNOWN)
			set_bool(value, *(const enum forecast_light *)at == FORECAST_DAYLIGHT);
		break;
	default:
		read_derived(fields, field, at, value);
		break;
	}
}

const struct field_array *fields_array(const struct fields *fields, const struct field *field)
{
	return field->kind == FIELD_ARRAY ? member(field, fields) : NULL;
}

const void *fields_object(const struct fields *fields, const struct field *field)
{
	return member(field, fields);
}

bool fields_is_number(const struct field *field)
{
	return field->kind >= FIELD_EPOCH && field->kind <= FIELD_WIND;
}
