/* SPDX-License-Identifier: MIT */
/*
 * Drawings of a dozen replies in every width, character set and system of units, beside what they
 * looked like when they were last looked at: tests/view/drawings. With UPDATE_DRAWINGS set in the
 * environment they are written there instead; look at them then.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "forecast_reply.h"
#include "harness.h"
#include "sample_answer.h"
#include "view/screen.h"
#include "view/text.h"

#define DRAWINGS_BYTES (256 * 1024)
#define ROWS_MAX 22 /* below which the attribution and the prompt still fit 24 */
#define ROWS_LEFT 4 /* of a higher window, for these */

static const size_t widths[] = {40, 60, 80, 100, 132, 169, 200};

static struct answer answer;

TestSuite(drawings, .timeout = 60);

/* Replies */

static void set_weather(const char *place, const char *country, int id, const char *words,
	const char *icon, double temperature)
{
	struct weather *weather = &answer.weather;

	answer = sample_answer();
	answer.has_forecast = true;
	snprintf(weather->place, sizeof weather->place, "%s", place);
	snprintf(weather->country, sizeof weather->country, "%s", country);
	weather->conditions[0].id = id;
	snprintf(weather->conditions[0].description, sizeof weather->conditions[0].description,
		"%s", words);
	snprintf(weather->conditions[0].icon, sizeof weather->conditions[0].icon, "%s", icon);
	weather->temperature = temperature;
	weather->feels_like = temperature - 1.2;
}

/* Observed at a time, in the clocks of the forecast. */
static void set_time(int64_t time)
{
	struct weather *weather = &answer.weather;

	weather->observed = time;
	weather->utc_offset = answer.forecast.utc_offset;
	weather->sunrise = time - 5 * 3600 - 1260;
	weather->sunset = time + 4 * 3600 + 840;
	answer.fetched = time + 60;
}

static void read_data(const char *name)
{
	struct error error = {.code = EXIT_OK};
	char *body = data_read(name);

	cr_assert(read_forecast(&answer.forecast, body, &error), "%s", error.message);
	free(body);
}

static void warsaw(void)
{
	set_weather("Warsaw", "PL", 502, "heavy intensity rain", "10n", 17.2);
	answer.weather.rain_1h = 8.24;
	answer.weather.wind_speed = 6.3;
	answer.weather.wind_gust = 8.7;
	answer.weather.wind_direction = 290;
	read_data("forecast-warsaw.json");
	set_time(answer.forecast.steps[0].time - 6200);
	answer.weather.sunrise = timefmt_days(2026, 6, 5) * 86400 + 2 * 3600 + 18 * 60;
	answer.weather.sunset = timefmt_days(2026, 6, 5) * 86400 + 18 * 3600 + 51 * 60;
}

/* Clocks change on its second day. */
static void berlin(void)
{
	set_weather("Berlin", "DE", 800, "clear sky", "01n", 9.4);
	read_data("forecast-berlin-october.json");
	answer.forecast.clock_change = timefmt_days(2026, 10, 25) * 86400 + 3600;
	answer.forecast.utc_offset_after = 3600;
	set_time(answer.forecast.steps[0].time - 600);
	answer.has_air = true;
	answer.air.index = 2;
	answer.air.pm2_5 = 19.8;
	answer.stale = "network";
}

static void nepal(void)
{
	set_weather("Kathmandu", "NP", 741, "fog", "50d", 21.4);
	read_data("forecast-timezone-nepal.json");
	set_time(answer.forecast.steps[0].time - 3600);
}

static void no_zone(void)
{
	set_weather("", "", 701, "mist", "50n", 4.4);
	read_data("forecast-timezone-none.json");
	set_time(answer.forecast.steps[0].time - 3600);
}

static void no_probability(void)
{
	set_weather("Longyearbyen", "SJ", 800, "clear sky", "01d", -11.6);
	read_data("forecast-pop-none.json");
	set_time(answer.forecast.steps[0].time - 3600);
	answer.weather.sunrise = answer.weather.sunset = TIMEFMT_NONE;
	answer.weather.is_polar = true;
}

static void one_step(void)
{
	set_weather("Seoul", "KR", 803, "broken clouds", "04d", 10.7);
	read_data("forecast-one.json");
	set_time(answer.forecast.steps[0].time - 3600);
}

static struct forecast_step step_at(int hour, double temperature, int id, const char *words)
{
	struct forecast_step step = {.time = SATURDAY + HOURS(hour),
		.condition = {.id = id},
		.temperature = temperature,
		.feels_like = NAN,
		.humidity = NAN,
		.pressure = NAN,
		.wind_speed = NAN,
		.wind_gust = NAN,
		.wind_direction = NAN,
		.clouds = NAN,
		.visibility = NAN,
		.probability = NAN,
		.rain_3h = NAN,
		.snow_3h = NAN,
		.light = hour % 24 < 6 || hour % 24 > 18 ? FORECAST_NIGHT : FORECAST_DAYLIGHT};

	snprintf(step.condition.description, sizeof step.condition.description, "%s", words);
	return step;
}

static void start_forecast(double offset)
{
	answer.forecast = (struct forecast){.step_count = 0,
		.utc_offset = offset,
		.clock_change = TIMEFMT_NONE,
		.utc_offset_after = NAN};
}

static void add_step(struct forecast_step step)
{
	answer.forecast.steps[answer.forecast.step_count++] = step;
}

/* Nothing but times and temperatures, and those always the same. */
static void even(void)
{
	answer = bare_answer("12.5,-30", 15);
	answer.has_forecast = true;
	start_forecast(-7200);
	for (int i = 0; i < 40; i++)
		add_step(step_at(3 * i, 15, 0, ""));
	set_time(SATURDAY - 1800);
	answer.weather.sunrise = answer.weather.sunset = TIMEFMT_NONE;
}

static void extremes(void)
{
	set_weather("Oymyakon", "RU", 600, "light snow", "13n", -60);
	start_forecast(36000);
	for (int i = 0; i < 40; i++) {
		struct forecast_step step = step_at(3 * i, i * 120.0 / 39 - 60, 800, "clear sky");

		step.wind_speed = i;
		step.wind_direction = i * 9;
		step.wind_gust = 2 * i;
		add_step(step);
	}
	set_time(SATURDAY - 5400);
}

static void snow(void)
{
	set_weather("Sapporo", "JP", 601, "snow", "13d", -3.2);
	answer.weather.snow_1h = 1.4;
	start_forecast(32400);
	for (int i = 0; i < 40; i++) {
		struct forecast_step step = step_at(3 * i, i % 8 / 2.0 - 5, 600 + 11 * (i % 2), "");

		snprintf(step.condition.group, sizeof step.condition.group, "Snow");
		step.clouds = i * 100 / 39;
		step.wind_speed = 3 + i % 5;
		step.wind_direction = 320;
		step.wind_gust = 9;
		step.probability = i % 12 < 6 ? 85 : 4;
		step.snow_3h = i % 12 < 6 ? 0.4 * (i % 6 + 1) : NAN;
		step.rain_3h = i % 12 == 5 ? 6 : NAN;
		add_step(step);
	}
	set_time(SATURDAY - 600);
}

static void korean(void)
{
	set_weather("서울특별시 강남구 역삼동", "KR", 500, "실 비", "10d", 24.6);
	start_forecast(32400);
	for (int i = 0; i < 40; i++) {
		struct forecast_step step = step_at(3 * i, 22 + 6 * (i % 8 > 3) + i / 10.0,
			i % 9 == 0 ? 500 : 803, i % 9 == 0 ? "실 비" : "약간의 구름이 낀 하늘");

		step.wind_speed = 1.6;
		step.wind_direction = 140;
		step.wind_gust = 3;
		step.probability = i % 9 == 0 ? 40 : 0;
		step.rain_3h = i % 9 == 0 ? 0.35 : NAN;
		add_step(step);
	}
	set_time(SATURDAY - 4000);
}

static void storm(void)
{
	set_weather("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "GB", 202,
		"thunderstorm with heavy rain", "11d", 14.8);
	snprintf(answer.weather.state, sizeof answer.weather.state, "Wales");
	answer.weather.conditions[1] = (struct condition){771, "Squall", "squalls", "50d"};
	answer.weather.condition_count = 2;
	answer.weather.wind_speed = 29.8;
	answer.weather.wind_gust = 41.2;
	answer.weather.rain_1h = 22.4;
	start_forecast(0);
	for (int i = 0; i < 40; i++) {
		struct forecast_step step =
			step_at(3 * i, 14 + i % 5, 202, "thunderstorm with heavy rain");

		step.wind_speed = 31.5;
		step.wind_direction = 225 + i;
		step.wind_gust = 48;
		step.probability = 100;
		step.rain_3h = 3 + i;
		add_step(step);
	}
	set_time(SATURDAY - 4000);
}

/* Steps are missing, and of others most values. */
static void gaps(void)
{
	set_weather("Nowhere", "", 0, "", "", 3);
	answer.weather.wind_speed = answer.weather.humidity = answer.weather.pressure = NAN;
	start_forecast(NAN);
	for (int i = 0; i < 40; i++) {
		struct forecast_step step = step_at(3 * i, 3 + i % 8, 0, "");

		if (i % 7 == 3 || (i > 20 && i < 24))
			continue;
		if (i % 2 == 0)
			step.wind_speed = i % 6;
		if (i % 3 == 0)
			step.wind_direction = 80;
		if (i % 4 == 0)
			step.probability = 60;
		if (i % 5 == 0)
			step.rain_3h = 0.5;
		add_step(step);
	}
	set_time(SATURDAY - 4000);
}

static const struct {
	const char *name;
	void (*make)(void);
} replies[] = {{"warsaw", warsaw}, {"berlin", berlin}, {"nepal", nepal}, {"no-zone", no_zone},
	{"no-probability", no_probability}, {"one-step", one_step}, {"even", even},
	{"extremes", extremes}, {"snow", snow}, {"korean", korean}, {"storm", storm},
	{"gaps", gaps}};

/* Drawings */

static struct view view_of(size_t columns, bool utf8, enum units units)
{
	return (struct view){.units = units,
		.wind = units == UNITS_STANDARD ? WIND_KMH : WIND_BY_UNITS,
		.now = answer.weather.observed + 240,
		.utf8 = utf8,
		.clock_12 = units == UNITS_IMPERIAL,
		.screen = true,
		.columns = columns};
}

static void draw_one(FILE *out, size_t columns, bool utf8, enum units units)
{
	const struct view view = view_of(columns, utf8, units);

	fprintf(out, "=== %zu columns, %s, %s\n", columns, utf8 ? "UTF-8" : "ASCII",
		units_name(units));
	cr_assert(screen_answer(out, &answer, &view));
}

static void draw_high(FILE *out, size_t columns)
{
	struct view view = view_of(columns, true, UNITS_METRIC);

	view.rows = 50;
	fprintf(out, "=== %zu columns, 50 rows\n", columns);
	cr_assert(screen_answer(out, &answer, &view));
}

/* Every width and character set, every system of units, and high windows. */
static void draw_all(char *to)
{
	FILE *out = fmemopen(to, DRAWINGS_BYTES, "w");

	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		draw_one(out, widths[i], true, UNITS_METRIC);
		draw_one(out, widths[i], false, UNITS_METRIC);
	}
	draw_one(out, 80, true, UNITS_IMPERIAL);
	draw_one(out, 80, false, UNITS_UK);
	draw_one(out, 80, true, UNITS_STANDARD);
	draw_high(out, 80);
	draw_high(out, 200);
	fclose(out);
	cr_assert_lt(strlen(to), DRAWINGS_BYTES - 1);
}

static void compare(const char *name, const char *drawn)
{
	char path[1024], file[64];
	char *expected = calloc(1, DRAWINGS_BYTES);
	bool updates = getenv("UPDATE_DRAWINGS") != NULL;
	FILE *stream;

	snprintf(file, sizeof file, "tests/view/drawings/%s.txt", name);
	source_path(path, sizeof path, file);
	stream = fopen(path, updates ? "w" : "r");
	cr_assert(stream && expected, "%s", path);
	if (updates)
		fputs(drawn, stream);
	else if (fread(expected, 1, DRAWINGS_BYTES - 1, stream) > 0)
		cr_expect_str_eq(drawn, expected, "%s differs; it is now:\n%s", path, drawn);
	else
		cr_expect_fail("%s is empty", path);
	fclose(stream);
	free(expected);
}

Test(drawings, look_as_when_they_were_looked_at)
{
	char *drawn = malloc(DRAWINGS_BYTES);

	for (size_t i = 0; i < sizeof replies / sizeof *replies; i++) {
		replies[i].make();
		draw_all(drawn);
		compare(replies[i].name, drawn);
	}
	free(drawn);
}

/* Good until the next call. */
static char *drawing(const struct view *view)
{
	static char text[64 * 1024];
	FILE *out = fmemopen(text, sizeof text, "w");

	cr_assert(screen_answer(out, &answer, view));
	fclose(out);
	return text;
}

Test(drawings, fit_the_window)
{
	for (size_t i = 0; i < sizeof replies / sizeof *replies; i++) {
		replies[i].make();
		for (size_t columns = SCREEN_COLUMNS_MIN; columns <= 210; columns++) {
			for (int form = 0; form < 8; form++) {
				struct view view = view_of(columns, form & 1, form / 2);
				char *text = drawing(&view), *line;
				size_t rows = 0;

				for (const char *c = text; *c; c++)
					rows += *c == '\n';
				if (columns >= 80)
					cr_assert_leq(rows, ROWS_MAX, "%s, %zu, %d: %zu rows",
						replies[i].name, columns, form, rows);
				for (line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
					cr_assert_leq(utf8_width(line), columns, "%s, %zu: %s",
						replies[i].name, columns, line);
			}
		}
	}
}

static size_t rows_of(const struct view *view)
{
	size_t rows = 0;

	for (const char *c = drawing(view); *c; c++)
		rows += *c == '\n';
	return rows;
}

Test(drawings, are_higher_where_the_window_is)
{
	static const struct {
		size_t window, drawing;
	} rows[] = {{0, ROWS_MAX}, {1, ROWS_MAX}, {24, ROWS_MAX}, {26, ROWS_MAX}, {27, 23},
		{30, 26}, {10000, 33}};
	struct view view;

	warsaw();
	view = view_of(80, true, UNITS_METRIC);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		view.rows = rows[i].window;
		cr_expect_eq(
			rows_of(&view), rows[i].drawing, "%zu: %s", rows[i].window, drawing(&view));
	}
	for (size_t i = 0; i < sizeof replies / sizeof *replies; i++) {
		replies[i].make();
		for (size_t window = 27; window < 45; window++) {
			view = view_of(80 + 10 * (window % 10), window % 2, UNITS_METRIC);
			view.rows = window;
			cr_expect_leq(rows_of(&view), window - ROWS_LEFT, "%s, %zu: %s",
				replies[i].name, window, drawing(&view));
		}
	}
}

Test(drawings, leave_room_for_all_of_the_attribution)
{
	for (size_t i = 0; i < sizeof replies / sizeof *replies; i++) {
		replies[i].make();
		answer.provider = provider_without_key();
		for (size_t window = 24; window < 45; window++) {
			for (size_t columns = 80; columns < 120; columns += 13) {
				struct view view = view_of(columns, true, UNITS_METRIC);
				size_t attribution, most = window < 26 ? 23 : window - 3;

				view.rows = window;
				answer.has_air = columns < 110;
				attribution = text_attribution_rows(
					answer.provider, answer.has_air, &view);
				cr_assert_eq(attribution, columns < 96 ? 2 : 1);
				cr_expect_leq(rows_of(&view) + attribution, most, "%s, %zu: %s",
					replies[i].name, window, drawing(&view));
			}
		}
	}
}

Test(drawings, have_rows_for_gusts_and_what_it_feels_like_where_there_is_room)
{
	struct view view;

	warsaw();
	view = view_of(80, true, UNITS_METRIC);
	cr_expect(!strstr(drawing(&view), "feel "), "%s", drawing(&view));
	cr_expect(!strstr(drawing(&view), "\ngust "), "%s", drawing(&view));
	view.rows = 50;
	cr_expect(strstr(drawing(&view), "\nfeel 16  14  15  14  16  19  20  21  18  14 "), "%s",
		drawing(&view));
	cr_expect(strstr(drawing(&view), "\ngust 9   10  7   5   8   6   3   3   2   2 "), "%s",
		drawing(&view));
	for (size_t i = 0; i < answer.forecast.step_count; i++) {
		answer.forecast.steps[i].feels_like = answer.forecast.steps[i].temperature;
		answer.forecast.steps[i].wind_gust = NAN;
	}
	/* Those of the moment are shown above. */
	cr_expect(!strstr(drawing(&view), "\nfeel"), "%s", drawing(&view));
	cr_expect(!strstr(drawing(&view), "\ngust"), "%s", drawing(&view));
}

Test(drawings, have_no_more_rows_in_a_curve_than_degrees)
{
	struct view view;
	size_t rows;

	extremes();
	view = view_of(80, true, UNITS_METRIC);
	view.rows = 100;
	rows = rows_of(&view);
	for (size_t i = 0; i < answer.forecast.step_count; i++)
		answer.forecast.steps[i].temperature = -60 + (double)i / 20;
	/* 9 rows for the eighteen steps before, now the 5 that there are in any case. */
	cr_expect_eq(rows_of(&view), rows - 4, "%s", drawing(&view));
}

Test(drawings, have_every_step_from_169_columns_on)
{
	const struct view view = view_of(169, true, UNITS_METRIC);
	const char *hour =
		"now 23  02  05  08  11  14  17  20  23  02  05  08  11  14  17  20  23  "
		"02  05  08  11  14  17  20  23  02  05  08  11  14  17  20  23  02  05  "
		"08  11  14  17  20\n";

	warsaw();
	cr_expect(strstr(drawing(&(struct view){.units = UNITS_METRIC,
				 .wind = WIND_BY_UNITS,
				 .now = answer.weather.observed + 240,
				 .utf8 = true,
				 .columns = view.columns}),
			  hour),
		"%s", drawing(&view));
}

Test(drawings, have_the_days_beside_the_values_where_all_of_them_fits)
{
	struct view view;

	warsaw();
	view = view_of(200, true, UNITS_METRIC);
	cr_expect(strstr(drawing(&view), "  47 %             Sat 6   scattered clouds  14 "), "%s",
		drawing(&view));
	cr_expect(!strstr(drawing(&view), "\nSat 6"), "%s", drawing(&view));
	snprintf(answer.forecast.steps[4].condition.description,
		sizeof answer.forecast.steps[4].condition.description, "%0100d", 0);
	answer.forecast.steps[4].condition.id = 202;
	cr_expect(strstr(drawing(&view), "\nSat 6   0000"), "%s", drawing(&view));
}

Test(drawings, have_one_list_of_values_where_the_days_fit_beside_it_alone)
{
	struct view view;

	warsaw();
	view = view_of(132, true, UNITS_METRIC);
	cr_expect(strstr(drawing(&view), " Observed    Fri 21:16, 4 min ago      Tue 9   broken "),
		"%s", drawing(&view));
	cr_expect(strstr(drawing(&view), "\n              Visibility  10 km or more\n"), "%s",
		drawing(&view));
	/* A single day saves no rows. */
	view.days = 1;
	cr_expect(strstr(drawing(&view), "8.7  Humidity    47 %\n"), "%s", drawing(&view));
	view.days = 0;
	view.columns = 100;
	cr_expect(strstr(drawing(&view), "8.7  Humidity    47 %\n"), "%s", drawing(&view));
}

Test(drawings, have_no_blank_row_where_the_curve_would_be_flat)
{
	struct view view;

	warsaw();
	view = view_of(80, true, UNITS_METRIC);
	cr_expect(strstr(drawing(&view), "\n\nSat 6"), "%s", drawing(&view));
	answer.weather.snow_1h = 1;
	answer.has_air = true;
	answer.air.index = 1;
	cr_expect(strstr(drawing(&view), "1SE\nSat 6"), "%s", drawing(&view));
	cr_expect(!strstr(drawing(&view), "\n\n"), "%s", drawing(&view));
	cr_expect_eq(rows_of(&view), ROWS_MAX, "%s", drawing(&view));
}

Test(drawings, show_nothing_for_what_was_not_sent)
{
	even();
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		const struct view view = view_of(widths[i], true, UNITS_METRIC);
		static const char *const absent[] = {
			"nan", "inf", "sky", "rain", "mm", "%", "wind", "gust", " 0 ", "-"};
		const char *text = drawing(&view);

		for (size_t j = 0; j < sizeof absent / sizeof *absent; j++)
			cr_expect(!strstr(text, absent[j]) ||
					  (*absent[j] == '-' && strstr(text, "12.5,-30")),
				"'%s' in %s", absent[j], text);
	}
}

Test(drawings, are_ascii_where_asked)
{
	for (size_t i = 0; i < sizeof replies / sizeof *replies; i++) {
		const struct view view = view_of(100, false, UNITS_IMPERIAL);

		replies[i].make();
		for (const char *c = drawing(&view); *c; c++)
			cr_assert((unsigned char)*c < 0x7f, "%s", replies[i].name);
	}
}

Test(drawings, use_the_colours_of_the_theme_unless_there_are_more)
{
	struct view view;
	const char *text;

	warsaw();
	view = view_of(80, true, UNITS_METRIC);
	cr_expect(!strchr(drawing(&view), '\x1b'));
	view.color = true;
	text = drawing(&view);
	cr_expect(strstr(text, "\x1b[0;32m") && strstr(text, "\x1b[0;33m"), "%s", text);
	cr_expect(!strstr(text, ";38;2;"), "%s", text);
	view.gradient = true;
	cr_expect(strstr(drawing(&view), ";38;2;"));
}

static void shine(enum forecast_light light)
{
	for (size_t i = 0; i < answer.forecast.step_count; i++)
		answer.forecast.steps[i].light = light;
}

Test(drawings, hatch_the_curve_while_it_is_day)
{
	static const char *const hatchings[] = {":::", "⡇⡇⡇"};
	struct view view;

	for (int utf8 = 0; utf8 < 2; utf8++) {
		const char *hatching = hatchings[utf8];

		warsaw();
		view = view_of(80, utf8, UNITS_METRIC);
		cr_expect(strstr(drawing(&view), hatching), "%s", drawing(&view));
		shine(FORECAST_NIGHT);
		cr_expect(!strstr(drawing(&view), hatching), "%s", drawing(&view));
		shine(FORECAST_LIGHT_UNKNOWN);
		cr_expect(!strstr(drawing(&view), hatching), "%s", drawing(&view));
	}
	/* The light of the moment counts, too. */
	snprintf(
		answer.weather.conditions[0].icon, sizeof answer.weather.conditions[0].icon, "09d");
	cr_expect(strstr(drawing(&view), "⡇⡇"), "%s", drawing(&view));
}

Test(drawings, set_off_what_is_wet_and_what_is_a_gale)
{
	static const struct {
		double gust;
		const char *drawn;
	} rows[] = {{10.7, "\x1b[0mgust 11"}, {10.8, "\x1b[0;1mgust 11"},
		{17.1, "\x1b[0;1mgust 17"}, {17.2, "\x1b[0;1;31mgust 17"}};
	struct view view;

	warsaw();
	view = view_of(80, true, UNITS_METRIC);
	view.color = true;
	cr_expect(strstr(drawing(&view), "\x1b[0;1;34m100 \x1b[0m46 "), "%s", drawing(&view));
	cr_expect(strstr(drawing(&view), "\x1b[0;1;34m6.7 mm  100 %"), "%s", drawing(&view));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		for (size_t j = 0; j < answer.forecast.step_count; j++)
			answer.forecast.steps[j].wind_gust = rows[i].gust;
		cr_expect(strstr(drawing(&view), rows[i].drawn), "%g: %s", rows[i].gust,
			drawing(&view));
	}
	answer.forecast.steps[2].wind_speed = 17.2;
	answer.forecast.steps[2].wind_direction = 0;
	cr_expect(strstr(drawing(&view), "\x1b[0;1;31m17N"), "%s", drawing(&view));
}

Test(drawings, leave_out_numbers_that_would_touch)
{
	static const double temperatures[] = {-74, -74, -73, -63, -63};
	static const double amounts[] = {12, 1148, 380, 0, 1000};
	struct view view;

	extremes();
	for (size_t i = 0; i < answer.forecast.step_count; i++) {
		struct forecast_step *step = &answer.forecast.steps[i];

		step->temperature = temperatures[i % 5];
		step->feels_like = -77;
		step->rain_3h = amounts[i % 5];
	}
	view = view_of(80, true, UNITS_IMPERIAL);
	view.rows = 40;
	cr_expect(strstr(drawing(&view), "\ntemp -76 -101    -99 -81 -81 -101    -99 "), "%s",
		drawing(&view));
	cr_expect(strstr(drawing(&view), "\nfeel -78 -107    -107    -107"), "%s", drawing(&view));
	view.units = UNITS_METRIC;
	cr_expect(strstr(drawing(&view), "\n  mm 12  1148        1000    1148        1000 "), "%s",
		drawing(&view));
}

Test(drawings, show_as_many_days_as_asked_for)
{
	struct view view;

	warsaw();
	view = view_of(80, true, UNITS_METRIC);
	view.days = 1;
	cr_expect(strstr(drawing(&view), "\nFri 5"), "%s", drawing(&view));
	cr_expect(!strstr(drawing(&view), "Sat 6"), "%s", drawing(&view));
	view.days = 2;
	cr_expect(strstr(drawing(&view), "\nSat 6"), "%s", drawing(&view));
	cr_expect(!strstr(drawing(&view), "Sun 7"), "%s", drawing(&view));
	view.now += 24 * 3600;
	cr_expect(!strstr(drawing(&view), "\nFri 5"), "%s", drawing(&view));
	cr_expect(strstr(drawing(&view), "\nSat 6"), "%s", drawing(&view));
	cr_expect(strstr(drawing(&view), "\nSun 7"), "%s", drawing(&view));
	/* All are over. */
	view.now += 30 * 24 * 3600;
	cr_expect(!strstr(drawing(&view), "\nSun 7"), "%s", drawing(&view));
}

Test(drawings, open_the_readme)
{
	char path[1024], *readme = calloc(1, DRAWINGS_BYTES);
	struct view view;
	FILE *in;

	warsaw();
	view = view_of(80, true, UNITS_METRIC);
	source_path(path, sizeof path, "README");
	in = fopen(path, "r");
	cr_assert(in && readme);
	cr_assert_gt(fread(readme, 1, DRAWINGS_BYTES - 1, in), 0);
	fclose(in);
	cr_expect(strstr(readme, drawing(&view)), "README has no\n%s", drawing(&view));
	free(readme);
}
