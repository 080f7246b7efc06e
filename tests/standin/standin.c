/* SPDX-License-Identifier: MIT */
/*
 * A server in place of OpenWeatherMap and of Open-Meteo: the same parameters, headers and error
 * bodies, with sample replies instead of today's weather. See --help, and the words below that make
 * it answer otherwise.
 */
#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <json-c/json.h>
#include <limits.h>
#include <math.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/select.h>
#include <time.h>
#include <unistd.h>

#include "standin/standin.h"

#define INVALID_KEY                                                 \
	"{\"cod\":401, \"message\": \"Invalid API key. Please see " \
	"https://openweathermap.org/faq#error401 for more info.\"}"
#define TOO_MANY                                                                                \
	"{\"cod\":429, \"message\": \"Your account is temporary blocked due to exceeding of "   \
	"requests limitation of your subscription type. Please choose the proper subscription " \
	"https://openweathermap.org/price\"}"
#define HTML_TYPE "text/html"

enum { DAY = 86400, STEP = 3 * 3600, STEPS = 40, PARAMETERS_MAX = 32 };

enum units { STANDARD, METRIC, IMPERIAL };

/* One request, from its first byte to its end. */
struct request {
	char *uri; /* path and query, still encoded */
	bool begun;
};

static const struct city cities[] = {
	{{"Seoul", "서울", "서울특별시"}, "KR", "03141", 1835848, 37.5683, 126.9778,
		"C-seoul-2022"},
	{{"London"}, "GB", "SW1", 2643743, 51.51, -0.13, "A-london-doc"},
	{{"Zocca"}, "IT", "41059", 3163858, 44.34, 10.99, "B-zocca-doc"},
	{{"Tromso", "Tromsø"}, "NO", "9008", 3133895, 69.65, 18.96, "H-tromso-2018"},
	{{"Berlin"}, "DE", "10115", 2950159, 52.52, 13.41, "K-berlin-empty-rain"},
	{{"Tokyo", "東京", "東京都"}, "JP", "100-0001", 1850144, 35.6895, 139.6917, "L-tokyo-ja"},
	{{"Beverly Hills"}, "US", "90210", 5328041, 34.0901, -118.4065, "beverly-hills"},
	{{"Globe"}, "", "-", -1, 0, 0, "globe"},
	{{"Poplar"}, "GB", "E14", 2639875, 51.5, 0, "poplar"},
};

static const struct city sea = {{NULL}, "", "-", 0, 74.7971, 13.0071, "F-polar-night-sea"};

/* All other data files are metric, but for those whose name says imperial. */
static const char *const standard_files[] = {"A-london-doc", "B-zocca-doc", "C-seoul-2022",
	"F-polar-night-sea", "H-tromso-2018", "L-tokyo-ja", "beverly-hills", "globe", "poplar"};

/* The samples are in English, but for Tokyo's. */
static const struct {
	const char *lang;
	int condition;
	const char *description;
} descriptions[] = {
	{"en", 802, "scattered clouds"},
	{"kr", 800, "맑음"},
	{"kr", 801, "약간의 구름이 낀 하늘"},
	{"kr", 802, "구름조금"},
	{"kr", 803, "튼구름"},
	{"kr", 804, "온흐림"},
	{"kr", 500, "실 비"},
	{"ja", 800, "晴天"},
	{"ja", 801, "薄い雲"},
	{"ja", 802, "雲"},
	{"ja", 803, "曇りがち"},
	{"ja", 804, "厚い雲"},
	{"ja", 500, "小雨"},
	{"de", 800, "Klarer Himmel"},
	{"de", 801, "Ein paar Wolken"},
	{"de", 802, "Mäßig bewölkt"},
	{"de", 803, "Überwiegend bewölkt"},
	{"de", 804, "Bedeckt"},
	{"de", 500, "Leichter Regen"},
};

static const struct {
	const char *lang;
	int city;
	const char *name;
} translations[] = {
	{"en", 1850144, "Tokyo"},
	{"ja", 1850144, "東京都"},
	{"kr", 1850144, "도쿄도"},
	{"kr", 1835848, "서울특별시"},
	{"ja", 1835848, "ソウル特別市"},
};

/* Replies */

void format_text(char *to, size_t size, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(to, size, format, arguments);
	va_end(arguments);
}

void *check_memory(void *memory)
{
	if (!memory)
		abort();
	return memory;
}

void reply_text(struct reply *reply, unsigned status, const char *type, const char *text)
{
	reply->status = status;
	reply->type = type;
	reply->body = check_memory(strdup(text));
	reply->length = strlen(text);
}

/* The usual error of the service, where `cod` is a string. */
static void reply_error(struct reply *reply, unsigned status, const char *message)
{
	char body[8192];

	format_text(body, sizeof body, "{\"cod\":\"%u\",\"message\":\"%s\"}", status, message);
	reply_text(reply, status, JSON_TYPE, body);
}

void reply_json(struct reply *reply, struct json_object *document)
{
	const int plain = JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE;

	reply_text(reply, 200, JSON_TYPE, json_object_to_json_string_ext(document, plain));
	json_object_put(document);
}

static bool data_path(const struct query *query, char *path, size_t size, const char *name)
{
	format_text(path, size, "%s/%s", query->standin->data, name);
	return *name && !strchr(name, '/');
}

/* Makes a data file the reply; false if it cannot be read. */
static bool reply_file(const struct query *query, struct reply *reply, const char *name)
{
	char path[PATH_MAX];
	FILE *file = data_path(query, path, sizeof path, name) ? fopen(path, "rb") : NULL;
	const char *suffix = strrchr(name, '.');
	const size_t limit = 4 << 20;

	if (!file)
		return false;
	reply->status = 200;
	reply->type = suffix && strcmp(suffix, ".html") == 0 ? HTML_TYPE : JSON_TYPE;
	reply->body = check_memory(malloc(limit));
	reply->length = fread(reply->body, 1, limit, file);
	fclose(file);
	return true;
}

/* The request's parameters */

struct wanted {
	const char *name, *value;
	unsigned count;
};

static enum MHD_Result compare_parameter(
	void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
	struct wanted *wanted = context;

	(void)kind;
	if (strcmp(name, wanted->name) == 0) {
		wanted->value = value ? value : "";
		wanted->count++;
	}
	return MHD_YES;
}

/* MHD_lookup_connection_value() ignores case, the service does not. */
static struct wanted find_parameter(const struct query *query, const char *name)
{
	struct wanted wanted = {name, NULL, 0};

	MHD_get_connection_values(
		query->connection, MHD_GET_ARGUMENT_KIND, compare_parameter, &wanted);
	return wanted;
}

const char *parameter(const struct query *query, const char *name)
{
	return find_parameter(query, name).value;
}

static bool is_key_right(const struct query *query)
{
	struct wanted key = find_parameter(query, "appid");

	return key.count == 1 && strcmp(key.value, query->standin->key) == 0;
}

static enum units wanted_units(const struct query *query)
{
	const char *units = parameter(query, "units");

	if (units && strcmp(units, "metric") == 0)
		return METRIC;
	if (units && strcmp(units, "imperial") == 0)
		return IMPERIAL;
	return STANDARD;
}

static enum units stored_units(const char *file)
{
	if (strstr(file, "-imperial"))
		return IMPERIAL;
	for (size_t i = 0; i < sizeof standard_files / sizeof *standard_files; i++)
		if (strcmp(standard_files[i], file) == 0)
			return STANDARD;
	return METRIC;
}

/* Documents */

struct json_object *load(const struct query *query, const char *name)
{
	char file[256];
	char path[PATH_MAX];

	format_text(file, sizeof file, "%s.json", name);
	if (!data_path(query, path, sizeof path, file))
		return NULL;
	return json_object_from_file(path);
}

struct json_object *member(struct json_object *object, const char *name)
{
	struct json_object *value = NULL;

	json_object_object_get_ex(object, name, &value);
	return value;
}

/* A number with at most that many decimals and no trailing zeros, as the service writes it. */
struct json_object *number(double value, int decimals)
{
	char text[64];
	size_t length;

	format_text(text, sizeof text, "%.*f", decimals, value);
	length = strlen(text);
	while (text[length - 1] == '0')
		text[--length] = '\0';
	if (text[length - 1] == '.')
		text[--length] = '\0';
	return json_object_new_double_s(value, text);
}

static double convert_temperature(double value, enum units from, enum units to)
{
	double kelvin = value;

	if (from == METRIC)
		kelvin = value + 273.15;
	else if (from == IMPERIAL)
		kelvin = (value - 32) / 1.8 + 273.15;
	if (to == METRIC)
		return kelvin - 273.15;
	return to == IMPERIAL ? (kelvin - 273.15) * 1.8 + 32 : kelvin;
}

static double convert_speed(double value, enum units from, enum units to)
{
	const double mph = 3600 / 1609.344;
	double metres = from == IMPERIAL ? value / mph : value;

	return to == IMPERIAL ? metres * mph : metres;
}

static void convert_member(struct json_object *object, const char *name,
	double (*convert)(double, enum units, enum units), enum units from, enum units to)
{
	struct json_object *value = member(object, name);

	if (json_object_is_type(value, json_type_double) ||
		json_object_is_type(value, json_type_int))
		json_object_object_add(
			object, name, number(convert(json_object_get_double(value), from, to), 2));
}

/* Converts the values of one time, now or of a forecast, to the units that are requested. */
static void convert_units(struct json_object *entry, enum units from, enum units to)
{
	static const char *const temperatures[] = {"temp", "feels_like", "temp_min", "temp_max"};
	struct json_object *values = member(entry, "main");
	struct json_object *wind = member(entry, "wind");

	if (from == to)
		return;
	for (size_t i = 0; i < sizeof temperatures / sizeof *temperatures; i++)
		convert_member(values, temperatures[i], convert_temperature, from, to);
	convert_member(wind, "speed", convert_speed, from, to);
	convert_member(wind, "gust", convert_speed, from, to);
}

static const char *describe(const char *lang, int condition)
{
	for (size_t i = 0; i < sizeof descriptions / sizeof *descriptions; i++)
		if (strcmp(descriptions[i].lang, lang) == 0 &&
			descriptions[i].condition == condition)
			return descriptions[i].description;
	return strcmp(lang, "en") == 0 ? NULL : describe("en", condition);
}

static const char *translate_name(const char *lang, int city)
{
	for (size_t i = 0; i < sizeof translations / sizeof *translations; i++)
		if (strcmp(translations[i].lang, lang) == 0 && translations[i].city == city)
			return translations[i].name;
	return strcmp(lang, "en") == 0 ? NULL : translate_name("en", city);
}

static void translate(struct json_object *entry, const char *lang)
{
	struct json_object *conditions = member(entry, "weather");
	const char *name = translate_name(lang, json_object_get_int(member(entry, "id")));
	size_t count = json_object_is_type(conditions, json_type_array)
			       ? json_object_array_length(conditions)
			       : 0;

	if (name)
		json_object_object_add(entry, "name", json_object_new_string(name));
	for (size_t i = 0; i < count; i++) {
		struct json_object *condition = json_object_array_get_idx(conditions, i);
		const char *text = describe(lang, json_object_get_int(member(condition, "id")));

		if (text)
			json_object_object_add(
				condition, "description", json_object_new_string(text));
	}
}

static const char *wanted_lang(const struct query *query)
{
	const char *lang = parameter(query, "lang");

	return lang ? lang : "en";
}

/* The requested place */

static bool is_called(const struct city *city, const char *q)
{
	size_t length = strcspn(q, ",");
	const char *country = strrchr(q, ',');

	if (country && strcasecmp(country + 1 + strspn(country + 1, " "), city->country) != 0)
		return false;
	for (size_t i = 0; i < 4 && city->names[i]; i++)
		if (strlen(city->names[i]) == length && strncasecmp(city->names[i], q, length) == 0)
			return true;
	return false;
}

static bool has_zip(const struct city *city, const char *zip)
{
	size_t length = strcspn(zip, ",");
	const char *country = zip[length] ? zip + length + 1 : "US";

	return strlen(city->zip) == length && strncasecmp(city->zip, zip, length) == 0 &&
	       strcasecmp(city->country, country) == 0;
}

static const struct city *find_city(const struct query *query)
{
	const char *q = parameter(query, "q");
	const char *id = parameter(query, "id");
	const char *zip = parameter(query, "zip");

	for (size_t i = 0; i < sizeof cities / sizeof *cities; i++)
		if (id        ? strtol(id, NULL, 10) == cities[i].id
			: zip ? has_zip(&cities[i], zip)
			      : q && is_called(&cities[i], q))
			return &cities[i];
	return NULL;
}

const struct city *nearest_city(double lat, double lon)
{
	const struct city *nearest = &sea;
	double least = 1;

	for (size_t i = 0; i < sizeof cities / sizeof *cities; i++) {
		double distance = hypot(cities[i].lat - lat, cities[i].lon - lon);

		if (distance < least) {
			nearest = &cities[i];
			least = distance;
		}
	}
	return nearest;
}

/*
 * Reads one coordinate. Without `units`, the service is lenient: it then takes a value that is not
 * a number for one in London, and accepts a value that is slightly out of range.
 */
static bool read_axis(const struct query *query, const char *name, double limit, double *value)
{
	bool strict = parameter(query, "units");
	const char *text = parameter(query, name);
	char *end;

	*value = strtod(text, &end);
	if (end == text || *end || !isfinite(*value)) {
		*value = limit == 90 ? 51.5 : 0;
		return !strict;
	}
	if (fabs(*value) > limit + (strict ? 0 : 0.001))
		return false;
	*value = fmax(-limit, fmin(limit, *value));
	return true;
}

/* Reads the coordinates; false with an error as the reply. */
static bool read_coordinates(
	const struct query *query, struct reply *reply, double *lat, double *lon)
{
	if (!parameter(query, "lat") || !parameter(query, "lon"))
		reply_error(reply, 400, "Nothing to geocode");
	else if (!read_axis(query, "lat", 90, lat))
		reply_error(reply, 400, "wrong latitude");
	else if (!read_axis(query, "lon", 180, lon))
		reply_error(reply, 400, "wrong longitude");
	else
		return true;
	return false;
}

static void set_coordinates(struct json_object *document, double lat, double lon)
{
	struct json_object *coordinates = json_object_new_object();

	json_object_object_add(coordinates, "lon", number(lon, 4));
	json_object_object_add(coordinates, "lat", number(lat, 4));
	json_object_object_add(document, "coord", coordinates);
}

/* Moves a time by whole days, so that it is of today. */
static void move_to_today(struct json_object *object, const char *name, long long days)
{
	struct json_object *value = member(object, name);

	if (json_object_get_int64(value) > 0)
		json_object_object_add(object, name,
			json_object_new_int64(json_object_get_int64(value) + days * DAY));
}

/* Makes the current weather one of this moment. */
static void set_today(struct json_object *document)
{
	struct json_object *sys = member(document, "sys");
	long long now = (long long)time(NULL);
	long long days = now / DAY - json_object_get_int64(member(document, "dt")) / DAY;

	json_object_object_add(document, "dt", json_object_new_int64(now));
	move_to_today(sys, "sunrise", days);
	move_to_today(sys, "sunset", days);
}

/*
 * The document for the requested place and its units; NULL with an error as the reply. For slow:
 * and size: it is Seoul.
 */
static struct json_object *locate(const struct query *query, struct reply *reply, enum units *units)
{
	const char *q = parameter(query, "q");
	const struct city *city = NULL;
	struct json_object *document = NULL;
	double lat, lon;

	if (parameter(query, "id") || parameter(query, "zip") || (q && *q)) {
		city = q && (strncmp(q, "slow:", 5) == 0 || strncmp(q, "size:", 5) == 0)
			       ? &cities[0]
			       : find_city(query);
		if (!city)
			reply_error(reply, 404, "city not found");
	} else if (read_coordinates(query, reply, &lat, &lon)) {
		city = nearest_city(lat, lon);
	}
	if (!city)
		return NULL;
	*units = stored_units(city->file);
	document = load(query, city->file);
	if (!document)
		reply_error(reply, 500, "Internal error: no sample");
	else if (city == &sea)
		set_coordinates(document, lat, lon);
	if (document && query->standin->today)
		set_today(document);
	return document;
}

/* The paths */

static void answer_weather(const struct query *query, struct reply *reply)
{
	enum units units;
	struct json_object *document = locate(query, reply, &units);

	if (!document)
		return;
	convert_units(document, units, wanted_units(query));
	translate(document, wanted_lang(query));
	reply_json(reply, document);
}

/* How many steps of a forecast; the service takes odd numbers for all of them. */
static bool read_count(const struct query *query, struct reply *reply, size_t *count)
{
	const char *text = parameter(query, "cnt");
	char message[256];
	char *end;
	long wanted;

	*count = STEPS;
	if (!text)
		return true;
	wanted = strtol(text, &end, 10);
	if (end == text || *end) {
		format_text(message, sizeof message, "%.100s is not a number", text);
		reply_error(reply, 400, message);
		return false;
	}
	if (wanted >= 1 && wanted <= STEPS)
		*count = (size_t)wanted;
	return true;
}

/* A forecast's `city` from the current weather's members. */
static struct json_object *forecast_city(struct json_object *weather)
{
	static const char *const outer[] = {"id", "name", "coord", "timezone"};
	static const char *const inner[] = {"country", "sunrise", "sunset"};
	struct json_object *city = json_object_new_object();
	struct json_object *sys = member(weather, "sys");

	for (size_t i = 0; i < sizeof outer / sizeof *outer; i++)
		if (member(weather, outer[i]))
			json_object_object_add(
				city, outer[i], json_object_get(member(weather, outer[i])));
	for (size_t i = 0; i < sizeof inner / sizeof *inner; i++)
		if (member(sys, inner[i]))
			json_object_object_add(
				city, inner[i], json_object_get(member(sys, inner[i])));
	return city;
}

static void set_time(struct json_object *step, long long seconds)
{
	time_t when = (time_t)seconds;
	struct tm utc;
	char text[32];

	gmtime_r(&when, &utc);
	strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &utc);
	json_object_object_add(step, "dt", json_object_new_int64(seconds));
	json_object_object_add(step, "dt_txt", json_object_new_string(text));
}

/* `count` steps of the sample, from another time on but with the nights where they belong. */
static struct json_object *forecast_steps(
	struct json_object *sample, struct json_object *weather, size_t count)
{
	struct json_object *from = member(sample, "list");
	struct json_object *to = json_object_new_array();
	long long sample_zone = json_object_get_int64(member(member(sample, "city"), "timezone"));
	long long zone = json_object_get_int64(member(weather, "timezone"));
	long long first = json_object_get_int64(member(weather, "dt")) / STEP * STEP + STEP;
	long long turn = first + zone - sample_zone -
			 json_object_get_int64(member(json_object_array_get_idx(from, 0), "dt"));
	size_t steps = json_object_array_length(from);
	size_t skip = (size_t)((turn % 86400 + 86400) % 86400) / STEP;

	for (size_t i = 0; i < count && i < steps; i++) {
		struct json_object *step = json_object_array_get_idx(from, (i + skip) % steps);

		set_time(step, first + (long long)i * STEP);
		json_object_array_add(to, json_object_get(step));
	}
	return to;
}

static void answer_forecast(const struct query *query, struct reply *reply)
{
	enum units units;
	size_t count;
	struct json_object *weather = NULL, *forecast, *steps;

	if (!read_count(query, reply, &count) || !(weather = locate(query, reply, &units)))
		return;
	forecast = load(query, "forecast-warsaw");
	translate(weather, wanted_lang(query));
	steps = forecast_steps(forecast, weather, count);
	for (size_t i = 0; i < json_object_array_length(steps); i++) {
		convert_units(json_object_array_get_idx(steps, i), METRIC, wanted_units(query));
		translate(json_object_array_get_idx(steps, i), wanted_lang(query));
	}
	json_object_object_add(forecast, "cnt", json_object_new_int64((int64_t)count));
	json_object_object_add(forecast, "list", steps);
	json_object_object_add(forecast, "city", forecast_city(weather));
	json_object_put(weather);
	reply_json(reply, forecast);
}

static void answer_air(const struct query *query, struct reply *reply)
{
	double lat, lon;
	struct json_object *document;

	if (!read_coordinates(query, reply, &lat, &lon))
		return;
	document = load(query, "air-suwon");
	set_coordinates(document, lat, lon);
	if (query->standin->today)
		json_object_object_add(json_object_array_get_idx(member(document, "list"), 0), "dt",
			json_object_new_int64((int64_t)time(NULL)));
	reply_json(reply, document);
}

static void answer_geo(const struct query *query, struct reply *reply)
{
	const char *q = parameter(query, "q");
	const struct city *city = find_city(query);
	struct json_object *list, *found;

	if (!q || !*q) {
		reply_error(reply, 400, "Nothing to geocode");
	} else if (strcasecmp(q, "Kielce") == 0) {
		reply_json(reply, load(query, "geo-direct-kielce"));
	} else if (!city) {
		reply_error(reply, 404, "not found");
	} else {
		list = json_object_new_array();
		found = json_object_new_object();
		json_object_object_add(found, "name", json_object_new_string(city->names[0]));
		json_object_object_add(found, "lat", number(city->lat, 4));
		json_object_object_add(found, "lon", number(city->lon, 4));
		json_object_object_add(found, "country", json_object_new_string(city->country));
		json_object_array_add(list, found);
		reply_json(reply, list);
	}
}

static void answer_path(const struct query *query, struct reply *reply)
{
	static const struct {
		const char *path;
		void (*answer)(const struct query *, struct reply *);
	} paths[] = {{"/data/2.5/weather", answer_weather}, {"/data/2.5/forecast", answer_forecast},
		{"/data/2.5/air_pollution", answer_air}, {"/geo/1.0/direct", answer_geo}};

	if (open_meteo_answer(query, reply))
		return;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		if (strcmp(query->path, paths[i].path) == 0) {
			paths[i].answer(query, reply);
			return;
		}
	reply_error(reply, 404, "Internal error");
}

/* Words that provoke what the service seldom does */

static void sleep_until(const struct standin *standin, long milliseconds)
{
	struct pollfd stop = {standin->stop[0], POLLIN, 0};

	if (milliseconds > 0)
		poll(&stop, 1, milliseconds > INT_MAX ? INT_MAX : (int)milliseconds);
}

static void reply_gateway(struct reply *reply, unsigned status)
{
	const char *reason = MHD_get_reason_phrase_for(status);
	char body[512];

	format_text(body, sizeof body,
		"<html>\r\n<head><title>%u %s</title></head>\r\n<body>\r\n"
		"<center><h1>%u %s</h1></center>\r\n<hr><center>openresty</center>\r\n"
		"</body>\r\n</html>\r\n",
		status, reason, status, reason);
	reply_text(reply, status, HTML_TYPE, body);
}

static bool is_open_meteo(const struct query *query)
{
	return strncmp(query->path, "/v1/", 4) == 0;
}

/* status:CODE has the usual body of that status, status:CODE:FILE that data file. */
static void word_status(const struct query *query, struct reply *reply, const char *text)
{
	char *file;
	unsigned status = (unsigned)strtoul(text, &file, 10) % 1000;

	if (*file == ':' && reply_file(query, reply, file + 1))
		reply->status = status;
	else if (is_open_meteo(query) && status >= 400)
		open_meteo_error(reply, status);
	else if (status == 401)
		reply_text(reply, status, JSON_TYPE, INVALID_KEY);
	else if (status == 404)
		reply_error(reply, status, "city not found");
	else if (status == 429)
		reply_text(reply, status, JSON_TYPE, TOO_MANY);
	else if (status == 500)
		reply_error(reply, status, "Internal error: 500001");
	else if (status < 400 || status > 500)
		reply_gateway(reply, status);
	else
		reply_error(reply, status, MHD_get_reason_phrase_for(status));
	if (status / 100 == 3)
		format_text(reply->location, sizeof reply->location,
			"http://elsewhere.example/?appid=%s", query->standin->key);
}

/* retry:VALUE is a 429 with that Retry-After, "past" for a date in the past. */
static void word_retry(const struct query *query, struct reply *reply, const char *text)
{
	bool past = strcmp(text, "past") == 0;

	(void)query;
	reply_text(reply, 429, JSON_TYPE, TOO_MANY);
	format_text(reply->retry_after, sizeof reply->retry_after, "%s",
		past ? "Wed, 21 Oct 2015 07:28:00 GMT" : text);
}

/* file:NAME is a data file, byte for byte. */
static void word_file(const struct query *query, struct reply *reply, const char *text)
{
	if (!reply_file(query, reply, text))
		reply_error(reply, 404, "city not found");
}

/* sample:NAME is the data file NAME.json in the requested units and language. */
static void word_sample(const struct query *query, struct reply *reply, const char *text)
{
	struct json_object *document = load(query, text), *steps;
	size_t count;

	if (!document) {
		reply_error(reply, 404, "city not found");
		return;
	}
	steps = member(document, "list");
	count = json_object_is_type(steps, json_type_array) ? json_object_array_length(steps) : 0;
	for (size_t i = 0; i < count; i++)
		convert_units(json_object_array_get_idx(steps, i), stored_units(text),
			wanted_units(query));
	convert_units(document, stored_units(text), wanted_units(query));
	if (parameter(query, "lang"))
		translate(document, wanted_lang(query));
	reply_json(reply, document);
}

/* slow:MILLISECONDS is what was requested, after that time. */
static void word_slow(const struct query *query, struct reply *reply, const char *text)
{
	sleep_until(query->standin, strtol(text, NULL, 10));
	answer_path(query, reply);
}

/* size:BYTES is what was requested, padded with blanks to that size. */
static void word_size(const struct query *query, struct reply *reply, const char *text)
{
	size_t size = strtoul(text, NULL, 10);

	answer_path(query, reply);
	if (size <= reply->length)
		return;
	reply->body = check_memory(realloc(reply->body, size));
	memset(reply->body + reply->length, ' ', size - reply->length);
	reply->length = size;
}

/* reflect:CODE is an error whose message is the whole request with the key; 400 by default. */
static void word_reflect(const struct query *query, struct reply *reply, const char *text)
{
	unsigned status = (unsigned)strtoul(text, NULL, 10);
	char message[8000];

	format_text(message, sizeof message, "bad request: https://api.openweathermap.org%.7000s",
		query->uri);
	reply_error(reply, status ? status : 400, message);
}

/* What would be good weather, a good forecast and good air if the status were 200. */
static void reply_words(struct reply *reply, unsigned status, const char *message, const char *name,
	const char *text)
{
	char conditions[4096], body[16384];

	format_text(conditions, sizeof conditions,
		"[{\"id\":800,\"main\":\"%s\",\"description\":\"%s\"}]", text, text);
	format_text(body, sizeof body,
		"{\"cod\":%u,\"message\":\"%s\",\"name\":\"%s\",\"main\":{\"temp\":1},\"dt\":"
		"1665619509,"
		"\"weather\":%s,\"list\":[{\"dt\":1665619509,\"main\":{\"temp\":1,\"aqi\":1},"
		"\"weather\":%s}],\"city\":{\"name\":\"%s\"}}",
		status, message, name, conditions, conditions, name);
	reply_text(reply, status, JSON_TYPE, body);
}

/* escaped:CODE has the key in every text of the reply, in escape sequences of JSON. */
static void word_escaped(const struct query *query, struct reply *reply, const char *text)
{
	char key[1024] = "", message[1100], name[1100];

	for (const char *next = query->standin->key; *next; next++)
		format_text(key + strlen(key), sizeof key - strlen(key), "\\u%04x",
			(unsigned)(unsigned char)*next);
	format_text(message, sizeof message, "not %s", key);
	format_text(name, sizeof name, "A %s", key);
	reply_words(reply, (unsigned)strtoul(text, NULL, 10), message, name, key);
}

/* piece:CODE has eight characters of the key: as they are, in capitals and percent-encoded. */
static void word_piece(const struct query *query, struct reply *reply, const char *text)
{
	const char *piece = query->standin->key + 5;
	char capitals[9] = "", encoded[25] = "", message[128], name[64];

	for (size_t i = 0; i < 8 && piece[i]; i++) {
		capitals[i] = (char)toupper((unsigned char)piece[i]);
		format_text(
			encoded + 3 * i, sizeof encoded - 3 * i, "%%%02X", (unsigned char)piece[i]);
	}
	format_text(message, sizeof message, "not %.8s, %s, %s", piece, capitals, encoded);
	format_text(name, sizeof name, "%.8s of %s", piece, encoded);
	reply_words(reply, (unsigned)strtoul(text, NULL, 10), message, name, capitals);
}

/* disguise:CODE has the key with joiners, with combining marks and in fullwidth letters. */
static void word_disguise(const struct query *query, struct reply *reply, const char *text)
{
	char joined[1024] = "", marked[1024] = "", wide[1024] = "", message[1100];

	for (const char *next = query->standin->key; *next; next++) {
		format_text(joined + strlen(joined), 8, "%c\xE2\x80\x8D", *next);
		format_text(marked + strlen(marked), 8, "%c\\u0301", *next);
		format_text(wide + strlen(wide), 8, "\xEF%c%c", 0xBC + (*next - 0x20) / 64,
			0x80 + (*next - 0x20) % 64);
	}
	format_text(message, sizeof message, "not %s", wide);
	reply_words(reply, (unsigned)strtoul(text, NULL, 10), message, marked, joined);
}

static bool answer_word(const struct query *query, struct reply *reply, const char *word)
{
	static const struct {
		const char *prefix;
		void (*answer)(const struct query *, struct reply *, const char *);
	} words[] = {{"status:", word_status}, {"retry:", word_retry}, {"file:", word_file},
		{"sample:", word_sample}, {"slow:", word_slow}, {"size:", word_size},
		{"reflect:", word_reflect}, {"escaped:", word_escaped}, {"piece:", word_piece},
		{"disguise:", word_disguise}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t length = strlen(words[i].prefix);

		if (strncmp(word, words[i].prefix, length) == 0) {
			words[i].answer(query, reply, word + length);
			return true;
		}
	}
	return false;
}

/* The word of --answer for this path, or else the name that is looked for. */
static const char *find_word(const struct query *query)
{
	const struct standin *standin = query->standin;
	const char *q = parameter(query, is_open_meteo(query) ? "name" : "q");

	for (size_t i = 0; i < standin->answer_count; i++) {
		size_t length = strcspn(standin->answers[i], "=");

		if (strlen(query->path) == length &&
			strncmp(standin->answers[i], query->path, length) == 0)
			return standin->answers[i] + length + 1;
	}
	return q ? q : "";
}

/* Requests */

static void answer(const struct query *query, struct reply *reply, const char *method)
{
	if (strcmp(method, "GET") != 0 && strcmp(method, "POST") != 0) {
		reply_error(reply, 405, "Internal error");
		return;
	}
	if (!is_open_meteo(query) && !is_key_right(query)) {
		reply_text(reply, 401, JSON_TYPE, INVALID_KEY);
		return;
	}
	if (answer_word(query, reply, find_word(query)))
		return;
	answer_path(query, reply);
}

static void log_line(struct standin *standin, const char *line)
{
	if (!standin->log)
		return;
	fprintf(standin->log, "%s\n", line);
	fflush(standin->log);
}

/* Logs each connection as a line "+". */
static void on_connection(void *context, struct MHD_Connection *connection, void **socket,
	enum MHD_ConnectionNotificationCode code)
{
	struct standin *standin = context;

	(void)connection;
	(void)socket;
	if (code != MHD_CONNECTION_NOTIFY_STARTED)
		return;
	pthread_mutex_lock(&standin->lock);
	log_line(standin, "+");
	pthread_mutex_unlock(&standin->lock);
}

/* Before the answer, so that a client that has received the answer finds it counted. */
static void count_request(struct standin *standin, const char *uri)
{
	pthread_mutex_lock(&standin->lock);
	standin->count++;
	format_text(standin->last, sizeof standin->last, "%s", uri);
	log_line(standin, uri);
	pthread_mutex_unlock(&standin->lock);
}

/* /standin/requests is how many requests there were, and the last; ?reset=1 starts again. */
static void answer_control(const struct query *query, struct reply *reply)
{
	struct standin *standin = query->standin;
	struct json_object *document = json_object_new_object();

	pthread_mutex_lock(&standin->lock);
	if (parameter(query, "reset")) {
		standin->count = 0;
		*standin->last = '\0';
	}
	json_object_object_add(document, "count", json_object_new_int64((int64_t)standin->count));
	json_object_object_add(document, "last", json_object_new_string(standin->last));
	pthread_mutex_unlock(&standin->lock);
	reply_json(reply, document);
}

static int compare_words(const void *left, const void *right)
{
	const char *const *a = left;
	const char *const *b = right;

	return strcmp(*a, *b);
}

/* The parameters, sorted and in lower case, without `appid` but with `APPID`. */
static void make_cache_key(char *to, size_t size, const char *uri)
{
	char *copy = check_memory(strdup(uri));
	char *words[PARAMETERS_MAX];
	size_t count = 0;
	size_t path = strcspn(copy, "?");
	char *rest = copy + path + (copy[path] == '?');

	for (char *word; count < PARAMETERS_MAX && (word = strtok_r(rest, "&", &rest));)
		if (strncmp(word, "appid=", 6) != 0)
			words[count++] = word;
	qsort(words, count, sizeof *words, compare_words);
	format_text(to, size, "%.*s", (int)path, uri);
	for (size_t i = 0; i < count; i++) {
		size_t used = strlen(to);

		format_text(to + used, size - used, "%c%s", i ? '&' : '?', words[i]);
	}
	for (; *to; to++)
		if (*to >= 'A' && *to <= 'Z')
			*to = (char)(*to - 'A' + 'a');
	free(copy);
}

static enum MHD_Result send_reply(const struct query *query, struct reply *reply)
{
	char cache_key[4096];
	struct MHD_Response *response =
		MHD_create_response_from_buffer(reply->length, reply->body, MHD_RESPMEM_MUST_FREE);
	enum MHD_Result result;

	if (!response) {
		free(reply->body);
		return MHD_NO;
	}
	make_cache_key(cache_key, sizeof cache_key, query->uri);
#if MHD_VERSION >= 0x00097310
	MHD_set_response_options(response, MHD_RF_SEND_KEEP_ALIVE_HEADER, MHD_RO_END);
#endif
	MHD_add_response_header(response, "Server", "openresty");
	MHD_add_response_header(response, "Content-Type", reply->type);
	MHD_add_response_header(response, "X-Cache-Key", cache_key);
	MHD_add_response_header(response, "Access-Control-Allow-Origin", "*");
	MHD_add_response_header(response, "Access-Control-Allow-Credentials", "true");
	MHD_add_response_header(response, "Access-Control-Allow-Methods", "GET, POST");
	if (*reply->retry_after)
		MHD_add_response_header(response, "Retry-After", reply->retry_after);
	if (*reply->location)
		MHD_add_response_header(response, "Location", reply->location);
	result = MHD_queue_response(query->connection, reply->status, response);
	MHD_destroy_response(response);
	return result;
}

/* MHD calls this first, and only here has the URI still encoded. */
static void *on_uri(void *context, const char *uri, struct MHD_Connection *connection)
{
	struct request *request = check_memory(calloc(1, sizeof *request));

	(void)context;
	(void)connection;
	request->uri = check_memory(strdup(uri));
	return request;
}

static void on_completed(void *context, struct MHD_Connection *connection, void **request_context,
	enum MHD_RequestTerminationCode code)
{
	struct request *request = *request_context;

	(void)context;
	(void)connection;
	(void)code;
	if (request)
		free(request->uri);
	free(request);
	*request_context = NULL;
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection,
	const char *path, const char *method, const char *version, const char *upload,
	size_t *upload_size, void **request_context)
{
	struct request *request = *request_context;
	struct query query = {context, connection, path, request->uri};
	struct reply reply = {.status = 0};

	(void)version;
	(void)upload;
	if (!request->begun || *upload_size) {
		request->begun = true;
		*upload_size = 0;
		return MHD_YES;
	}
	if (strcmp(path, "/standin/requests") == 0) {
		answer_control(&query, &reply);
	} else {
		count_request(query.standin, request->uri);
		sleep_until(query.standin, query.standin->delay);
		answer(&query, &reply, method);
	}
	return send_reply(&query, &reply);
}

/* The program */

struct options {
	uint16_t port;
	bool until_eof;
	const char *certificate, *private_key, *log;
};

__attribute__((noreturn, format(printf, 1, 2))) static void die(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	fputs("standin: ", stderr);
	vfprintf(stderr, format, arguments);
	fputc('\n', stderr);
	va_end(arguments);
	exit(2);
}

static void print_help(void)
{
	puts("usage: standin [--port N] [--key KEY] [--data DIR] [--delay MS] [--log FILE]\n"
	     "               [--answer PATH=WORD]... [--tls CERT KEY] [--until-eof] [--today]\n"
	     "Answers on 127.0.0.1 as OpenWeatherMap and Open-Meteo do: the current weather,\n"
	     "forecasts and air quality, at the times of the samples or, with --today, at this\n"
	     "time. The place q=WORD, or --answer for a path, selects another answer: "
	     "status:CODE[:FILE]\n"
	     "retry:VALUE file:NAME sample:NAME slow:MS size:BYTES reflect:CODE escaped:CODE\n"
	     "piece:CODE disguise:CODE. /standin/requests is how many requests there were, and\n"
	     "the last.");
}

static void read_options(struct options *options, struct standin *standin, int argc, char **argv)
{
	static const struct option names[] = {{"port", required_argument, NULL, 'p'},
		{"key", required_argument, NULL, 'k'}, {"data", required_argument, NULL, 'd'},
		{"delay", required_argument, NULL, 'w'}, {"log", required_argument, NULL, 'l'},
		{"answer", required_argument, NULL, 'a'}, {"tls", required_argument, NULL, 't'},
		{"until-eof", no_argument, NULL, 'e'}, {"today", no_argument, NULL, 'n'},
		{"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};

	for (int name; (name = getopt_long(argc, argv, "h", names, NULL)) != -1;) {
		if (name == 'p')
			options->port = (uint16_t)strtoul(optarg, NULL, 10);
		else if (name == 'k')
			standin->key = optarg;
		else if (name == 'd')
			standin->data = optarg;
		else if (name == 'w')
			standin->delay = strtol(optarg, NULL, 10);
		else if (name == 'l')
			options->log = optarg;
		else if (name == 'e')
			options->until_eof = true;
		else if (name == 'n')
			standin->today = true;
		else if (name == 'a' && strchr(optarg, '=') && standin->answer_count < ANSWERS_MAX)
			standin->answers[standin->answer_count++] = optarg;
		else if (name == 't' && optind < argc) {
			options->certificate = optarg;
			options->private_key = argv[optind++];
		} else {
			print_help();
			exit(name == 'h' ? 0 : 2);
		}
	}
	if (optind < argc)
		die("unexpected argument '%s'", argv[optind]);
}

static char *read_text(const char *path)
{
	char *text = check_memory(calloc(1, 1 << 16));
	FILE *file = fopen(path, "r");

	if (!file || fread(text, 1, (1 << 16) - 1, file) == 0)
		die("%s: %s", path, strerror(errno));
	fclose(file);
	return text;
}

static struct MHD_Daemon *listen_for(struct standin *standin, const struct options *options)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
		.sin_port = htons(options->port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION;
	char *certificate = options->certificate ? read_text(options->certificate) : NULL;
	char *private_key = options->certificate ? read_text(options->private_key) : NULL;
	struct MHD_OptionItem tls[] = {{MHD_OPTION_HTTPS_MEM_CERT, 0, certificate},
		{MHD_OPTION_HTTPS_MEM_KEY, 0, private_key}, {MHD_OPTION_END, 0, NULL}};
	struct MHD_Daemon *daemon = MHD_start_daemon(flags | (certificate ? MHD_USE_TLS : 0u),
		options->port, NULL, NULL, on_request, standin, MHD_OPTION_SOCK_ADDR, &address,
		MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u, MHD_OPTION_URI_LOG_CALLBACK, on_uri, NULL,
		MHD_OPTION_NOTIFY_COMPLETED, on_completed, NULL, MHD_OPTION_NOTIFY_CONNECTION,
		on_connection, standin, MHD_OPTION_ARRAY, certificate ? tls : tls + 2,
		MHD_OPTION_END);

	free(certificate);
	free(private_key);
	if (!daemon)
		die("cannot listen on port %u: %s", (unsigned)options->port, strerror(errno));
	return daemon;
}

static volatile sig_atomic_t stopped;

static void on_signal(int number)
{
	(void)number;
	stopped = 1;
}

/* Returns at SIGTERM or SIGINT, which are blocked elsewhere, or at the end of standard input. */
static void wait_for_end(bool until_eof)
{
	sigset_t none;

	sigemptyset(&none);
	while (!stopped) {
		fd_set readable;
		char ignored[256];

		FD_ZERO(&readable);
		FD_SET(STDIN_FILENO, &readable);
		if (pselect(until_eof ? STDIN_FILENO + 1 : 0, &readable, NULL, NULL, NULL, &none) <=
			0)
			continue;
		if (read(STDIN_FILENO, ignored, sizeof ignored) <= 0)
			return;
	}
}

/* Called before any thread is created, so that only the main thread is interrupted. */
static void catch_signals(void)
{
	struct sigaction action = {.sa_handler = on_signal};
	sigset_t ours;

	sigemptyset(&ours);
	sigaddset(&ours, SIGTERM);
	sigaddset(&ours, SIGINT);
	sigprocmask(SIG_BLOCK, &ours, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGINT, &action, NULL);
	signal(SIGPIPE, SIG_IGN);
}

int main(int argc, char **argv)
{
	struct standin standin = {.key = "standin-key", .data = "tests/data"};
	struct options options = {.port = 0};
	struct MHD_Daemon *daemon;

	read_options(&options, &standin, argc, argv);
	if (options.log && !(standin.log = fopen(options.log, "a")))
		die("%s: %s", options.log, strerror(errno));
	if (pipe(standin.stop) != 0)
		die("pipe: %s", strerror(errno));
	pthread_mutex_init(&standin.lock, NULL);
	catch_signals();
	daemon = listen_for(&standin, &options);
	printf("Listening on http%s://127.0.0.1:%u\n", options.certificate ? "s" : "",
		(unsigned)MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
	fflush(stdout);
	wait_for_end(options.until_eof);
	close(standin.stop[1]);
	MHD_stop_daemon(daemon);
	if (standin.log)
		fclose(standin.log);
	return 0;
}
