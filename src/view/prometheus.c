/* SPDX-License-Identifier: MIT */
#include "view/prometheus.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/units.h"
#include "base/utf8.h"
#include "view/fields.h"
#include "view/text.h"
#include "weather/answer.h"

/* 256 bytes of a place as it was typed, all of them escaped, and their backslashes again. */
#define LABEL_BYTES (256 * (UTF8_ESCAPE_MAX + 1) + 1)
#define LINE_BYTES (7 * LABEL_BYTES)

enum { METRIC_UP, METRIC_INFO, METRIC_FIRST };

/* A field of fields_table, "air." before those of the air, and what makes it a base unit. */
static const struct {
	const char *name, *help, *field;
	double scale;
} metrics_table[] = {
	[METRIC_UP] = {"wx_up", "Whether the weather at the place was obtained.", NULL, 1},
	[METRIC_INFO] = {"wx_place_info",
		"The place that was found, and the source of the data, which must be named.", NULL,
		1},
	{"wx_temperature_celsius", "Temperature.", "temperature", 1},
	{"wx_feels_like_celsius", "Perceived temperature.", "feels_like", 1},
	{"wx_humidity_ratio", "Relative humidity, from 0 to 1.", "humidity", 0.01},
	{"wx_pressure_pascals", "Pressure at sea level.", "pressure", 100},
	{"wx_wind_speed_meters_per_second", "Wind speed.", "wind_speed", 1},
	{"wx_wind_gust_meters_per_second", "Speed of gusts.", "wind_gust", 1},
	{"wx_wind_direction_degrees", "Direction that the wind blows from.", "wind_direction", 1},
	{"wx_cloud_cover_ratio", "Cloud cover, from 0 to 1.", "clouds", 0.01},
	{"wx_visibility_meters", "Visibility.", "visibility", 1},
	{"wx_rain_meters", "Rain in the last hour.", "rain_1h", 0.001},
	{"wx_snow_meters", "Snow in the last hour.", "snow_1h", 0.001},
	{"wx_condition_code", "Main condition, as a code of OpenWeatherMap.", "condition_id", 1},
	{"wx_observed_timestamp_seconds", "When the weather was observed.", "observed_epoch", 1},
	{"wx_sunrise_timestamp_seconds", "Sunrise of the day.", "sunrise_epoch", 1},
	{"wx_sunset_timestamp_seconds", "Sunset of the day.", "sunset_epoch", 1},
	{"wx_fetched_timestamp_seconds", "When the service sent the data.", "fetched_epoch", 1},
	{"wx_stale", "Whether the data is older than wanted.", "stale", 1},
	{"wx_air_quality_index", "Air quality of OpenWeatherMap, from 1 (good) to 5 (very poor).",
		"air.index", 1},
	{"wx_air_pm2_5_grams_per_cubic_meter", "Particles up to 2.5 micrometres.", "air.pm2_5",
		1e-6},
	{"wx_air_pm10_grams_per_cubic_meter", "Particles up to 10 micrometres.", "air.pm10", 1e-6},
	{"wx_air_o3_grams_per_cubic_meter", "Ozone.", "air.o3", 1e-6},
	{"wx_air_no2_grams_per_cubic_meter", "Nitrogen dioxide.", "air.no2", 1e-6},
	{"wx_air_so2_grams_per_cubic_meter", "Sulphur dioxide.", "air.so2", 1e-6},
	{"wx_air_co_grams_per_cubic_meter", "Carbon monoxide.", "air.co", 1e-6},
};

#define METRICS (sizeof metrics_table / sizeof *metrics_table)

_Static_assert(METRICS <= PROMETHEUS_METRICS_MAX, "there is a buffer for each metric");

/* A label and its value, in which backslashes and quotes are escaped. */
static void add_label(struct strbuf *line, const char *name, const char *value)
{
	char safe[LABEL_BYTES];

	utf8_escape(safe, sizeof safe, value);
	strbuf_addf(line, "%s%s=\"", line->text[line->length - 1] == '{' ? "" : ",", name);
	for (const char *at = safe; *at; at++)
		strbuf_addf(line, "%s%c", *at == '\\' || *at == '"' ? "\\" : "", *at);
	strbuf_add(line, "\"");
}

static void add_sample(struct prometheus *metrics, size_t metric, const char *query, double value)
{
	char text[LINE_BYTES];
	struct strbuf line = strbuf_start(text, sizeof text);

	strbuf_addf(&line, "%s{", metrics_table[metric].name);
	add_label(&line, "place", query);
	strbuf_addf(&line, "} %.12g\n", value);
	if (!buffer_append(&metrics->samples[metric], line.text, line.length))
		metrics->is_incomplete = true;
}

/* Whether it is new; two samples with the same labels would make all of the output invalid. */
static bool add_up(struct prometheus *metrics, const char *query, bool is_up)
{
	struct buffer *samples = &metrics->samples[METRIC_UP];
	size_t before = samples->length, length;
	const char *added;

	add_sample(metrics, METRIC_UP, query, is_up);
	if (samples->length == before)
		return false;
	/* Up to the value, which may be another one. */
	added = samples->text + before;
	length = strlen(added) - strlen("1\n");
	for (const char *line = samples->text; line < added; line = strchr(line, '\n') + 1) {
		if (strncmp(line, added, length) != 0)
			continue;
		samples->length = before;
		samples->text[before] = '\0';
		return false;
	}
	return true;
}

static void add_info(struct prometheus *metrics, const struct fields *fields)
{
	static const char *const names[] = {
		"state", "country", "latitude", "longitude", "source", "attribution"};
	char text[LINE_BYTES];
	struct strbuf line = strbuf_start(text, sizeof text);

	strbuf_addf(&line, "%s{", metrics_table[METRIC_INFO].name);
	add_label(&line, "place", fields->answer->location.query);
	add_label(&line, "name", fields->weather.place);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct field *field = fields_find(fields_table, names[i], strlen(names[i]));
		struct field_value value;
		char number[32];

		fields_read(fields, field, fields, &value);
		if (value.type == VALUE_ABSENT)
			continue;
		if (value.type != VALUE_TEXT)
			snprintf(number, sizeof number, "%.9g", value.number);
		add_label(&line, names[i], value.type == VALUE_TEXT ? value.text : number);
	}
	strbuf_add(&line, "} 1\n");
	if (!buffer_append(&metrics->samples[METRIC_INFO], line.text, line.length))
		metrics->is_incomplete = true;
}

void prometheus_add(struct prometheus *metrics, const struct answer *answer, int64_t now)
{
	static const char air[] = "air.";
	const char *query = answer->location.query;
	const struct view view = {.units = UNITS_METRIC, .wind = WIND_MS, .now = now, .utf8 = true};
	struct fields fields;

	if (!add_up(metrics, query, true))
		return;
	fields_open(&fields, answer, &view, false);
	add_info(metrics, &fields);
	for (size_t i = METRIC_FIRST; i < METRICS; i++) {
		const char *name = metrics_table[i].field;
		bool is_air = strncmp(name, air, strlen(air)) == 0;
		const struct field *parent = fields_find(fields_table, "air", strlen("air"));
		const struct field *field =
			is_air ? fields_find(parent->members, name + strlen(air),
					 strlen(name + strlen(air)))
			       : fields_find(fields_table, name, strlen(name));
		struct field_value value;

		if (is_air && !answer->has_air)
			continue;
		fields_read(
			&fields, field, is_air ? fields_object(&fields, parent) : &fields, &value);
		if (value.type == VALUE_NUMBER)
			add_sample(metrics, i, query, value.number * metrics_table[i].scale);
		else if (value.type != VALUE_ABSENT)
			add_sample(metrics, i, query, (double)value.integer);
	}
}

void prometheus_add_failure(struct prometheus *metrics, const char *query)
{
	add_up(metrics, query, false);
}

bool prometheus_print(FILE *out, const struct prometheus *metrics)
{
	if (metrics->is_incomplete)
		return false;
	for (size_t i = 0; i < METRICS; i++)
		if (metrics->samples[i].length > 0)
			fprintf(out, "# HELP %s %s\n# TYPE %s gauge\n%s", metrics_table[i].name,
				metrics_table[i].help, metrics_table[i].name,
				metrics->samples[i].text);
	return true;
}

void prometheus_free(struct prometheus *metrics)
{
	for (size_t i = 0; i < METRICS; i++)
		free(metrics->samples[i].text);
	*metrics = (struct prometheus){.is_incomplete = false};
}
