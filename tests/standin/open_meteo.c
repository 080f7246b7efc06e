/* SPDX-License-Identifier: MIT */
/*
 * The part of the stand-in that speaks Open-Meteo: the variables that are asked for, no others, in
 * the units and at the times that are asked for, and the service's errors.
 */
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "standin/standin.h"

enum { QUARTER = 900, HOUR = 3600, DAY = 86400, DAYS = 7, DAYS_MAX = 16, NAME_MAX_BYTES = 64 };

/* What a request asks for. */
struct wanted {
	double latitude, longitude;
	long long now, midnight; /* of the place, in seconds since 1970 */
	long long offset;        /* seconds east of UTC */
	size_t hours;
	double wind; /* by how much speeds in m/s are multiplied */
	bool unixtime;
	struct json_object *sample;
};

/* Makes an error of status 400 the reply, and returns false. */
static bool fail(struct reply *reply, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static bool fail(struct reply *reply, const char *format, ...)
{
	struct json_object *document = json_object_new_object();
	char reason[512];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(reason, sizeof reason, format, arguments);
	va_end(arguments);
	json_object_object_add(document, "error", json_object_new_boolean(true));
	json_object_object_add(document, "reason", json_object_new_string(reason));
	reply_json(reply, document);
	reply->status = 400;
	return false;
}

void open_meteo_error(struct reply *reply, unsigned status)
{
	static const struct {
		unsigned status;
		const char *reason;
	} rows[] = {{400, "Invalid timezone"},
		{429, "Minutely API request limit exceeded. Please try again in one minute."},
		{503, "The service is overloaded"}};
	const char *reason = MHD_get_reason_phrase_for(status);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].status == status)
			reason = rows[i].reason;
	fail(reply, "%s", reason);
	reply->status = status;
}

static bool read_axis(const struct query *query, struct reply *reply, const char *name,
	const char *title, double limit, double *value)
{
	const char *text = parameter(query, name);
	char *end;

	if (!text || !*text)
		return fail(reply, "%s", "Parameter 'latitude' and 'longitude' must not be empty");
	*value = strtod(text, &end);
	if (*end)
		return fail(reply, "Value of type 'String' required for key '%s'.", name);
	if (fabs(*value) <= limit)
		return true;
	return fail(reply, "%s must be in range of -%g to %g°. Given: %.1f.", title, limit, limit,
		*value);
}

/* The day and the time of the place are those of its sample, or of today. */
static void read_place(struct wanted *wanted, const struct query *query)
{
	const struct city *city = nearest_city(wanted->latitude, wanted->longitude);
	struct json_object *weather = load(query, city->file);
	const char *zone = parameter(query, "timezone");
	long long now = json_object_get_int64(member(weather, "dt"));

	if (query->standin->today)
		now = (long long)time(NULL);
	if (zone && strcmp(zone, "auto") == 0)
		wanted->offset = json_object_get_int64(member(weather, "timezone"));
	wanted->now = now / QUARTER * QUARTER;
	wanted->midnight = (wanted->now + wanted->offset) / DAY * DAY - wanted->offset;
	json_object_put(weather);
}

static bool read_wanted(struct wanted *wanted, const struct query *query, struct reply *reply)
{
	const char *days = parameter(query, "forecast_days");
	const char *format = parameter(query, "timeformat");
	const char *unit = parameter(query, "wind_speed_unit");
	long count = days ? strtol(days, NULL, 10) : DAYS;

	*wanted = (struct wanted){.wind = unit && strcmp(unit, "ms") == 0 ? 1 : 3.6,
		.unixtime = format && strcmp(format, "unixtime") == 0};
	/* wx must never send a key here. */
	if (parameter(query, "appid") || parameter(query, "apikey"))
		return fail(reply, "%s", "An API key was sent to a service that needs none");
	if (!read_axis(query, reply, "latitude", "Latitude", 90, &wanted->latitude) ||
		!read_axis(query, reply, "longitude", "Longitude", 180, &wanted->longitude))
		return false;
	if (count < 0 || count > DAYS_MAX)
		return fail(
			reply, "Forecast days is invalid. Allowed range 0 to 16. Given %s.", days);
	if (parameter(query, "daily") && !parameter(query, "timezone"))
		return fail(reply, "%s", "Timezone is required");
	wanted->hours = (size_t)count * 24;
	read_place(wanted, query);
	return true;
}

/* A time as it is wanted: in seconds, or as local time in text. */
static struct json_object *time_value(const struct wanted *wanted, long long seconds, bool is_date)
{
	time_t local = (time_t)(seconds + wanted->offset);
	struct tm parts;
	char text[32];

	if (wanted->unixtime)
		return json_object_new_int64(seconds);
	gmtime_r(&local, &parts);
	strftime(text, sizeof text, is_date ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M", &parts);
	return json_object_new_string(text);
}

/* The value of the sample for the hour, which begins again after its last one. */
static struct json_object *hour_value(
	const struct wanted *wanted, struct json_object *values, const char *name, size_t hour)
{
	size_t count = json_object_array_length(values);
	struct json_object *value = json_object_array_get_idx(values, hour % count);

	if (strncmp(name, "wind_", 5) == 0 && !strstr(name, "direction"))
		return number(json_object_get_double(value) * wanted->wind, 1);
	return json_object_get(value);
}

/* What is wanted of "current" or "hourly" for the next name of the list, which is consumed. */
static bool next_name(const char **list, char name[NAME_MAX_BYTES])
{
	size_t length = strcspn(*list, ",");

	if (length == 0)
		return false;
	format_text(name, NAME_MAX_BYTES, "%.*s", (int)length, *list);
	*list += length + ((*list)[length] == ',');
	return true;
}

static bool add_current(struct json_object *document, const struct wanted *wanted,
	struct reply *reply, const char *list)
{
	struct json_object *current = json_object_new_object(), *values;
	struct json_object *hourly = member(wanted->sample, "hourly");
	size_t hour = (size_t)(wanted->now - wanted->midnight) / HOUR;
	char name[NAME_MAX_BYTES];

	json_object_object_add(document, "current", current);
	json_object_object_add(current, "time", time_value(wanted, wanted->now, false));
	json_object_object_add(current, "interval", json_object_new_int(QUARTER));
	while (next_name(&list, name)) {
		values = member(hourly, name);
		if (!values || strcmp(name, "time") == 0)
			return fail(reply,
				"Cannot initialize WeatherVariable from invalid String value %s "
				"for key current",
				name);
		json_object_object_add(current, name, hour_value(wanted, values, name, hour));
	}
	return true;
}

static bool add_hourly(struct json_object *document, const struct wanted *wanted,
	struct reply *reply, const char *list)
{
	struct json_object *hourly = json_object_new_object(), *times = json_object_new_array();
	char name[NAME_MAX_BYTES];

	json_object_object_add(document, "hourly", hourly);
	for (size_t i = 0; i < wanted->hours; i++)
		json_object_array_add(
			times, time_value(wanted, wanted->midnight + (long long)i * HOUR, false));
	json_object_object_add(hourly, "time", times);
	while (next_name(&list, name)) {
		struct json_object *values = member(member(wanted->sample, "hourly"), name);
		struct json_object *column = json_object_new_array();

		json_object_object_add(hourly, name, column);
		if (!values || strcmp(name, "time") == 0)
			return fail(reply,
				"Cannot initialize WeatherVariable from invalid String value %s "
				"for key hourly",
				name);
		for (size_t i = 0; i < wanted->hours; i++)
			json_object_array_add(column, hour_value(wanted, values, name, i));
	}
	return true;
}

static bool add_daily(struct json_object *document, const struct wanted *wanted,
	struct reply *reply, const char *list)
{
	struct json_object *sample = member(wanted->sample, "daily");
	struct json_object *daily = json_object_new_object(), *times = json_object_new_array();
	long long first =
		json_object_get_int64(json_object_array_get_idx(member(sample, "time"), 0));
	char name[NAME_MAX_BYTES];

	json_object_object_add(document, "daily", daily);
	for (size_t i = 0; i < wanted->hours / 24; i++)
		json_object_array_add(
			times, time_value(wanted, wanted->midnight + (long long)i * DAY, true));
	json_object_object_add(daily, "time", times);
	while (next_name(&list, name)) {
		struct json_object *value = json_object_array_get_idx(member(sample, name), 0);
		struct json_object *column = json_object_new_array();

		json_object_object_add(daily, name, column);
		if (!value || strcmp(name, "time") == 0)
			return fail(reply,
				"Cannot initialize WeatherVariable from invalid String value %s "
				"for key daily",
				name);
		for (size_t i = 0; i < wanted->hours / 24; i++)
			json_object_array_add(
				column, time_value(wanted,
						wanted->midnight + (long long)i * DAY +
							json_object_get_int64(value) - first,
						false));
	}
	return true;
}

static void answer_forecast(const struct query *query, struct reply *reply)
{
	static const struct {
		const char *name;
		bool (*add)(
			struct json_object *, const struct wanted *, struct reply *, const char *);
	} lists[] = {{"current", add_current}, {"hourly", add_hourly}, {"daily", add_daily}};
	struct json_object *document;
	struct wanted wanted;
	bool is_good = true;

	if (!read_wanted(&wanted, query, reply))
		return;
	wanted.sample = load(query, "open-meteo");
	document = json_object_new_object();
	json_object_object_add(document, "latitude", number(wanted.latitude, 1));
	json_object_object_add(document, "longitude", number(wanted.longitude, 1));
	json_object_object_add(document, "generationtime_ms", number(0.07, 2));
	json_object_object_add(
		document, "utc_offset_seconds", json_object_new_int64(wanted.offset));
	for (size_t i = 0; i < sizeof lists / sizeof *lists && is_good; i++)
		if (parameter(query, lists[i].name))
			is_good = lists[i].add(
				document, &wanted, reply, parameter(query, lists[i].name));
	if (is_good)
		reply_json(reply, document);
	else
		json_object_put(document);
	json_object_put(wanted.sample);
}

static void answer_air(const struct query *query, struct reply *reply)
{
	const char *list = parameter(query, "current");
	struct json_object *current, *sample, *document;
	char name[NAME_MAX_BYTES];
	struct wanted wanted;
	bool is_good = true;

	if (!read_wanted(&wanted, query, reply))
		return;
	sample = load(query, "open-meteo-air");
	document = json_object_new_object();
	current = json_object_new_object();
	json_object_object_add(document, "current", current);
	json_object_object_add(
		current, "time", time_value(&wanted, wanted.now / HOUR * HOUR, false));
	while (is_good && list && next_name(&list, name)) {
		struct json_object *value = member(member(sample, "current"), name);

		if (value)
			json_object_object_add(current, name, json_object_get(value));
		else
			is_good = fail(reply,
				"Cannot initialize AirQualityVariable from invalid String value "
				"%s for key current",
				name);
	}
	if (is_good)
		reply_json(reply, document);
	else
		json_object_put(document);
	json_object_put(sample);
}

/* ---- the geocoder ---- */

/* Places that are not in wx's list, or found by a postcode. */
static const struct {
	long id;
	const char *name, *korean, *postcode;
	double latitude, longitude;
	const char *code, *country, *admin1, *admin2, *timezone;
	const char *german_admin1;
} places[] = {
	{2641659, "Nether Wallop", "네더월럽", "SO20", 51.1479, -1.5727, "GB", "United Kingdom",
		"England", "Hampshire", "Europe/London", NULL},
	{9900001, "Quellerby", NULL, NULL, 54.1, -1.2, "GB", "United Kingdom", "England",
		"North Yorkshire", "Europe/London", NULL},
	{9900002, "Quellerby", NULL, NULL, 42.5, -96.4, "US", "United States", "Iowa", "Woodbury",
		"America/Chicago", NULL},
	/* In degrees the first one is nearer to Reykjavik. */
	{9900008, "Quellerby", NULL, NULL, 64.95, -21.9, "IS", "Iceland", "West", NULL,
		"Atlantic/Reykjavik", NULL},
	{9900009, "Quellerby", NULL, NULL, 64.13, -20.7, "IS", "Iceland", "South", NULL,
		"Atlantic/Reykjavik", NULL},
	{5328041, "Beverly Hills", "비벌리힐스", "90210", 34.0736, -118.4004, "US", "United States",
		"California", "Los Angeles", "America/Los_Angeles", NULL},
	{9900003, "Plaka", NULL, NULL, 35.3, 25.72, "GR", "Greece", "Crete", "Lasithi",
		"Europe/Athens", NULL},
	{9900004, "Plaka", NULL, NULL, 37.972, 23.73, "GR", "Greece", "Attica", NULL,
		"Europe/Athens", NULL},
	{9900005, "Hüttlxhof", "휘틀호프", NULL, 50.6, 9.1, "DE", "Germany", "Hesse", NULL,
		"Europe/Berlin", "Hessen"},
	{9900006, "Hüttlxhof", "휘틀호프", NULL, 48.2, 12.4, "DE", "Germany", "Bavaria", NULL,
		"Europe/Berlin", "Bayern"},
	{9900007, "Hüttlxhof", NULL, NULL, 41.2, -73.9, "US", "United States", "New York",
		"Westchester", "America/New_York", NULL},
};

static struct json_object *place_item(size_t i, const char *language)
{
	struct json_object *item = json_object_new_object();
	bool is_german = strcmp(language, "de") == 0 && places[i].german_admin1;
	bool is_korean = strcmp(language, "ko") == 0 && places[i].korean;
	const struct {
		const char *name, *value;
	} texts[] = {{"name", is_korean ? places[i].korean : places[i].name},
		{"country_code", places[i].code}, {"country", places[i].country},
		{"admin1", is_german ? places[i].german_admin1 : places[i].admin1},
		{"admin2", places[i].admin2}, {"timezone", places[i].timezone}};

	json_object_object_add(item, "id", json_object_new_int64(places[i].id));
	json_object_object_add(item, "latitude", number(places[i].latitude, 4));
	json_object_object_add(item, "longitude", number(places[i].longitude, 4));
	for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
		if (texts[k].value)
			json_object_object_add(
				item, texts[k].name, json_object_new_string(texts[k].value));
	return item;
}

/* Without a match there is no "results". */
static void answer_search(const struct query *query, struct reply *reply)
{
	const char *name = parameter(query, "name"), *language = parameter(query, "language");
	const char *limit = parameter(query, "count");
	long count = limit ? strtol(limit, NULL, 10) : 10;
	struct json_object *document, *results;

	if (!name) {
		fail(reply, "Value of type 'String' required for key 'name'.");
		return;
	}
	if (count < 1 || count > 100) {
		fail(reply, "Parameter count must be between 1 and 100.");
		return;
	}
	document = json_object_new_object();
	results = json_object_new_array();
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (json_object_array_length(results) < (size_t)count &&
			(strcasecmp(name, places[i].name) == 0 ||
				(places[i].korean && strcmp(name, places[i].korean) == 0) ||
				(places[i].postcode && strcmp(name, places[i].postcode) == 0)))
			json_object_array_add(results, place_item(i, language ? language : "en"));
	if (json_object_array_length(results) > 0)
		json_object_object_add(document, "results", json_object_get(results));
	json_object_object_add(document, "generationtime_ms", number(0.48, 2));
	json_object_put(results);
	reply_json(reply, document);
}

static void answer_get(const struct query *query, struct reply *reply)
{
	const char *id = parameter(query, "id"), *language = parameter(query, "language");

	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (id && strtol(id, NULL, 10) == places[i].id) {
			reply_json(reply, place_item(i, language ? language : "en"));
			return;
		}
	open_meteo_error(reply, 404);
}

bool open_meteo_answer(const struct query *query, struct reply *reply)
{
	static const struct {
		const char *path;
		void (*answer)(const struct query *, struct reply *);
	} paths[] = {{"/v1/forecast", answer_forecast}, {"/v1/air-quality", answer_air},
		{"/v1/search", answer_search}, {"/v1/get", answer_get}};

	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		if (strcmp(query->path, paths[i].path) == 0) {
			paths[i].answer(query, reply);
			return true;
		}
	if (strncmp(query->path, "/v1/", 4) != 0)
		return false;
	open_meteo_error(reply, 404);
	return true;
}
