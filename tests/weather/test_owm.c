/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/language.h"
#include "base/timefmt.h"
#include "http/request.h"
#include "place/place.h"
#include "weather/owm.h"
#include "weather/provider.h"
#include "weather/weather.h"

/* A list that is closed, in which nothing is found. */
static const struct gazetteer *no_list(void)
{
	static struct gazetteer list;

	gazetteer_close(&list);
	return &list;
}

/* A reply as the service sends it, asked for in metric units. */
static const char seoul[] = "{\"coord\":{\"lon\":126.9778,\"lat\":37.5683},\"weather\":[{\"id\":"
			    "803,\"main\":\"Clouds\","
			    "\"description\":\"broken "
			    "clouds\",\"icon\":\"04d\"}],\"base\":\"stations\",\"main\":{\"temp\":"
			    "10.66,\"feels_like\":9.01,\"pressure\":1027,\"humidity\":47},"
			    "\"visibility\":10000,\"wind\":{"
			    "\"speed\":1.39,\"deg\":57,\"gust\":1.89},\"clouds\":{\"all\":56},"
			    "\"dt\":1665619509,\"sys\":{"
			    "\"country\":\"KR\",\"sunrise\":1665610659,\"sunset\":1665651535},"
			    "\"timezone\":32400,\"id\":"
			    "1835848,\"name\":\"Seoul\",\"cod\":200}";

/* The smallest valid reply, with further members in the outer object and in "main". */
#define MINIMAL(in_root, in_main) "{\"main\":{\"temp\":1" in_main "},\"dt\":1665619509" in_root "}"

static const struct location somewhere = {.kind = LOCATION_NAME, .text = "Somewhere"};

static bool read_reply(struct weather *weather, const struct location *location,
	const struct reply *reply, struct error *error)
{
	struct answer answer = {.provider = provider_with_key(), .location = *location};
	bool good = answer_read_reply(&answer, ANSWER_WEATHER, reply, error);

	*weather = answer.weather;
	return good;
}

static bool read_text(struct weather *weather, int status, const char *text, struct error *error)
{
	char *body = strdup(text);
	struct reply reply = {.status = status, .body = body, .length = strlen(body)};
	bool good = read_reply(weather, &somewhere, &reply, error);

	free(body);
	return good;
}

static struct weather weather_of(const char *text)
{
	struct error error = {0};
	struct weather weather;

	cr_assert(read_text(&weather, 200, text, &error), "%s: %s", text, error.message);
	return weather;
}

Test(owm, reads_every_value_of_a_reply)
{
	struct weather w = weather_of(seoul);

	cr_expect_str_eq(w.place, "Seoul");
	cr_expect_str_eq(w.country, "KR");
	cr_expect_str_empty(w.state);
	cr_expect_eq(w.latitude, 37.5683);
	cr_expect_eq(w.longitude, 126.9778);
	cr_expect_eq(w.observed, 1665619509);
	cr_expect_eq(w.utc_offset, 32400);
	cr_assert_eq(w.condition_count, 1);
	cr_expect_eq(w.conditions[0].id, 803);
	cr_expect_str_eq(w.conditions[0].group, "Clouds");
	cr_expect_str_eq(w.conditions[0].description, "broken clouds");
	cr_expect_str_eq(w.conditions[0].icon, "04d");
	cr_expect_eq(w.temperature, 10.66);
	cr_expect_eq(w.feels_like, 9.01);
	cr_expect_eq(w.humidity, 47);
	cr_expect_eq(w.pressure, 1027);
	cr_expect_eq(w.wind_speed, 1.39);
	cr_expect_eq(w.wind_gust, 1.89);
	cr_expect_eq(w.wind_direction, 57);
	cr_expect_eq(w.clouds, 56);
	cr_expect_eq(w.visibility, 10000);
	cr_expect(w.visibility_is_lower_bound);
	cr_expect(isnan(w.rain_1h) && isnan(w.snow_1h));
	cr_expect_eq(w.sunrise, 1665610659);
	cr_expect_eq(w.sunset, 1665651535);
	cr_expect(!w.is_polar);
}

Test(owm, requires_a_temperature_and_a_time)
{
	static const struct {
		const char *text, *reason;
	} rows[] = {{"{}", "main.temp"}, {"{\"main\":{\"temp\":1}}", "dt"},
		{"{\"main\":{\"temp\":\"21.5\"},\"dt\":1}", "main.temp"},
		{"{\"main\":{\"temp\":null},\"dt\":1}", "main.temp"},
		{"{\"main\":{\"temp\":true},\"dt\":1}", "main.temp"},
		{"{\"main\":{\"temp\":[1]},\"dt\":1}", "main.temp"},
		{"{\"main\":{\"temp\":{}},\"dt\":1}", "main.temp"},
		{"{\"main\":{\"temp\":NaN},\"dt\":1}", "not valid JSON"},
		{"{\"main\":{\"temp\":Infinity},\"dt\":1}", "not valid JSON"},
		{"{\"main\":{\"temp\":1e999},\"dt\":1}", "main.temp"},
		{"{\"main\":{\"temp\":1e30},\"dt\":1}", "main.temp"},
		{"{\"main\":{\"temp\":-273},\"dt\":1}", "main.temp"},
		{"{\"main\":[],\"dt\":1}", "main.temp"}, {"{\"main\":{\"temp\":1},\"dt\":0}", "dt"},
		{"{\"main\":{\"temp\":1},\"dt\":-5}", "dt"},
		{"{\"main\":{\"temp\":1},\"dt\":1e9}", "dt"},
		{"{\"main\":{\"temp\":1},\"dt\":\"1665619509\"}", "dt"},
		{"{\"main\":{\"temp\":1},\"dt\":1000000000000000000}", "dt"},
		{"{\"main\":{\"temp\":1},\"dt\":99999999999999999999}", "dt"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error error = {0};
		struct weather weather;

		cr_expect(!read_text(&weather, 200, rows[i].text, &error), "%s", rows[i].text);
		cr_expect_eq(error.code, EXIT_BAD_REPLY);
		cr_expect(strstr(error.message, rows[i].reason), "%s: %s", rows[i].text,
			error.message);
	}
}

Test(owm, treats_other_missing_values_as_not_sent)
{
	static const char *const texts[] = {MINIMAL("", ""), MINIMAL(",\"weather\":[]", ""),
		MINIMAL(",\"weather\":null", ""), MINIMAL(",\"rain\":{}", ""),
		MINIMAL(",\"rain\":null", ""), MINIMAL(",\"rain\":3", ""),
		MINIMAL(",\"rain\":{\"3h\":1}", ""), MINIMAL(",\"rain\":{\"1h\":\"1\"}", ""),
		MINIMAL(",\"wind\":[]", ""), MINIMAL(",\"wind\":{\"deg\":725,\"speed\":-1}", ""),
		MINIMAL(",\"clouds\":7", ""), MINIMAL(",\"visibility\":\"far\"", ""),
		MINIMAL(",\"timezone\":1000000000", ""), MINIMAL(",\"timezone\":-1000000000", ""),
		MINIMAL(",\"sys\":[]", ""),
		MINIMAL("", ",\"humidity\":400,\"pressure\":-1,\"feels_like\":1e9")};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct weather w = weather_of(texts[i]);

		cr_expect_eq(w.temperature, 1);
		cr_expect_eq(w.condition_count, 0, "%s", texts[i]);
		cr_expect(isnan(w.feels_like) && isnan(w.humidity) && isnan(w.pressure), "%s",
			texts[i]);
		cr_expect(isnan(w.wind_speed) && isnan(w.wind_gust) && isnan(w.wind_direction),
			"%s", texts[i]);
		cr_expect(isnan(w.clouds) && isnan(w.visibility) && isnan(w.utc_offset), "%s",
			texts[i]);
		cr_expect(isnan(w.rain_1h) && isnan(w.snow_1h), "%s", texts[i]);
		cr_expect(isnan(w.latitude) && isnan(w.longitude));
		cr_expect(w.sunrise == TIMEFMT_NONE && w.sunset == TIMEFMT_NONE && !w.is_polar);
		cr_expect(!*w.place && !*w.country && !*w.state);
	}
}

Test(owm, reads_integers_as_numbers)
{
	struct weather w = weather_of(MINIMAL(",\"rain\":{\"1h\":2},\"snow\":{\"1h\":0.5}", ""));

	cr_expect_eq(w.temperature, 1);
	cr_expect_eq(w.rain_1h, 2);
	cr_expect_eq(w.snow_1h, 0.5);
}

Test(owm, recognizes_polar_days_and_nights)
{
	static const struct {
		const char *sys;
		bool stays;
	} rows[] = {{"{\"sunrise\":0,\"sunset\":0}", true}, {"{\"sunrise\":5,\"sunset\":5}", true},
		{"{\"sunrise\":-7,\"sunset\":-7}", true}, {"{\"sunrise\":5,\"sunset\":9}", false},
		{"{\"sunrise\":5}", false}, {"{}", false}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[256];
		struct weather w;

		snprintf(text, sizeof text, MINIMAL(",\"sys\":%s", ""), rows[i].sys);
		w = weather_of(text);
		cr_expect_eq(w.is_polar, rows[i].stays, "%s", rows[i].sys);
		if (rows[i].stays)
			cr_expect(w.sunrise == TIMEFMT_NONE && w.sunset == TIMEFMT_NONE);
	}
}

Test(owm, reads_several_conditions)
{
	struct weather w = weather_of(
		MINIMAL(",\"weather\":[{\"id\":500,\"description\":\"light rain\"},7,"
			"{\"id\":701,\"main\":\"Mist\"},{\"id\":1e99},{},{},{},{},{},{}]",
			""));

	cr_expect_eq(w.condition_count, WEATHER_CONDITIONS_MAX);
	cr_expect_eq(w.conditions[0].id, 500);
	cr_expect_str_eq(w.conditions[1].group, "Mist");
	cr_expect_eq(w.conditions[2].id, 0);
}

/* A truncated value would be a different one. */
Test(owm, ignores_strings_that_are_too_long)
{
	char text[1024] = "{\"main\":{\"temp\":1},\"dt\":5,\"name\":\"";
	struct weather w;

	for (int i = 0; i < 100; i++)
		strncat(text, "서", sizeof text - strlen(text) - 1);
	strncat(text, "\"}", sizeof text - strlen(text) - 1);
	w = weather_of(text);
	cr_expect_str_empty(w.place);
	w = weather_of(MINIMAL(",\"sys\":{\"country\":\"United States of America\"}", ""));
	cr_expect_str_empty(w.country);
	w = weather_of(MINIMAL(",\"sys\":{\"country\":\"USA\"}", ""));
	cr_expect_str_empty(w.country);
	w = weather_of(MINIMAL(",\"weather\":[{\"id\":800,\"icon\":\"something else\"}]", ""));
	cr_expect_eq(w.conditions[0].id, 800);
	cr_expect_str_empty(w.conditions[0].icon);
}

/* Beside "sea_level", "pressure" was that at the height of the station. */
Test(owm, prefers_the_pressure_at_sea_level)
{
	cr_expect_eq(weather_of(MINIMAL("", ",\"pressure\":870.23,\"sea_level\":1015.78")).pressure,
		1015.78);
	cr_expect_eq(
		weather_of(MINIMAL("", ",\"pressure\":1011,\"sea_level\":null")).pressure, 1011);
	cr_expect_eq(weather_of(MINIMAL("", ",\"pressure\":1011,\"sea_level\":0")).pressure, 1011);
	cr_expect_eq(weather_of(MINIMAL("", ",\"pressure\":1011")).pressure, 1011);
}

Test(owm, replaces_a_nul_in_a_string)
{
	static const struct {
		const char *sent, *shown;
	} rows[] = {{"Se\\u0000oul", "Se\uFFFDoul"}, {"\\u0000", "\uFFFD"},
		{"\\u0000\\u0000x\\u0000", "\uFFFD\uFFFDx\uFFFD"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[256];

		snprintf(text, sizeof text, MINIMAL(",\"name\":\"%s\"", ""), rows[i].sent);
		cr_expect_str_eq(weather_of(text).place, rows[i].shown, "%s", text);
	}
}

Test(owm, ignores_a_string_that_is_too_long_after_nuls_are_replaced)
{
	char text[2048] = "{\"main\":{\"temp\":1},\"dt\":5,\"name\":\"";
	struct weather w;

	for (int i = 0; i < 100; i++)
		strncat(text, "\\u0000", sizeof text - strlen(text) - 1);
	strncat(text, "\"}", sizeof text - strlen(text) - 1);
	w = weather_of(text);
	cr_expect_str_empty(w.place);
}

Test(owm, rejects_every_truncation_of_a_reply)
{
	size_t length = strlen(seoul);

	for (size_t cut = 0; cut < length; cut++) {
		struct error error = {0};
		struct weather weather;
		char *text = strndup(seoul, cut);

		cr_expect(!read_text(&weather, 200, text, &error), "cut at %zu", cut);
		cr_expect_eq(error.code, EXIT_BAD_REPLY);
		free(text);
	}
}

Test(owm, rejects_anything_but_one_object)
{
	static const char *const texts[] = {"", " ", "null", "true", "7", "\"x\"", "[]", "[{}]",
		"\xEF\xBB\xBF{}", "{} x", "{}{}", "{\"a\":1,}", "{'a':1}x", "{\"a\":01}",
		"{\"a\":+1}", "{\"a\":.5}", "{\"a\":1e}", "{\"a\":--1}", "{\"a\":0x1}", "{/**/}",
		"{\"a\":\"\xFF\"}", "<html>", "\x1f\x8b\x08", MINIMAL("", ",\"temp\\u0000x\":99"),
		MINIMAL(",\"a\\u0000\" :1", ""),
		"{\"main\":{\"temp\\u0000x\":1},\"dt\":1665619509}",
		MINIMAL(",\"name\":\"Se\noul\"", ""), MINIMAL(",\"na\x1bme\":1", ""),
		"{'main':{'temp':1},'dt':5}"};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct error error = {0};
		struct weather weather;

		cr_expect(!read_text(&weather, 200, texts[i], &error), "'%s'", texts[i]);
		cr_expect_eq(error.code, EXIT_BAD_REPLY);
	}
}

/* RFC 8259 does not say which of the two counts. */
Test(owm, rejects_two_members_of_the_same_name)
{
	static const char *const texts[] = {MINIMAL("", ",\"temp\":99"),
		MINIMAL("", ",\"te\\u006dp\":99"), MINIMAL(",\"main\":{\"temp\":99}", ""),
		MINIMAL(",\"x\":{\"a\":1,\"a\":1}", ""),
		MINIMAL(",\"weather\":[{\"id\":800},{\"id\":1,\"id\":2}]", ""),
		MINIMAL(",\"cod\":404,\"cod\":200", "")};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct error error = {0};
		struct weather weather;

		cr_expect(!read_text(&weather, 200, texts[i], &error), "%s", texts[i]);
		cr_expect_eq(error.code, EXIT_BAD_REPLY);
		cr_expect(strstr(error.message,
				  "the reply is not valid (two members with the same name)"),
			"%s", error.message);
	}
}

/* Colons and quotes within strings are no members. */
Test(owm, accepts_the_same_name_in_different_objects)
{
	weather_of(seoul);
	weather_of(MINIMAL(",\"x\":{\"temp\":1},\"y\":[{\"temp\":1},{\"temp\":1}]", ""));
	weather_of(MINIMAL(",\"name\":\"a\\\":b:\\\\\",\"x\":\":\\u0000'\"", ""));
	weather_of(MINIMAL(",\"a:\\\":b\" : 1 , \"Temp\":\"\"", ""));
}

Test(owm, finds_duplicate_members_in_linear_time)
{
	size_t size = 1000 * 1000, used;
	char *text = malloc(size + 64);
	clock_t start = clock();

	used = (size_t)sprintf(text, "{\"main\":{\"temp\":1},\"dt\":5");
	for (int i = 0; used < size; i++)
		used += (size_t)sprintf(text + used, ",\"%x\":[{}]", (unsigned)i);
	sprintf(text + used, "}");
	weather_of(text);
	cr_expect_lt(clock() - start, CLOCKS_PER_SEC);
	free(text);
}

Test(owm, accepts_trailing_white_space)
{
	weather_of(MINIMAL("", "") " \r\n\t");
}

Test(owm, rejects_a_reply_that_continues_after_a_nul)
{
	static const char text[] = MINIMAL("", "") "\0{\"cod\":404}";
	char body[sizeof text];
	struct reply reply = {.status = 200, .body = body, .length = sizeof text - 1};
	struct error error;
	struct weather weather;

	memcpy(body, text, sizeof text);
	cr_expect(!read_reply(&weather, &somewhere, &reply, &error));
}

Test(owm, rejects_deep_nesting)
{
	size_t depth = 1000000;
	char *text = malloc(depth + 1);
	struct error error;
	struct weather weather;

	memset(text, '[', depth);
	text[depth] = '\0';
	cr_expect(!read_text(&weather, 200, text, &error));
	free(text);
}

Test(owm, maps_status_and_cod_to_an_exit_code)
{
	static const struct {
		int status;
		const char *text;
		enum exit_code code;
		const char *message;
	} rows[] = {{401, "{\"cod\":401, \"message\": \"Invalid API key.\"}", EXIT_AUTH,
			    "rejected the API key"},
		{401, "", EXIT_AUTH, "rejected the API key"},
		{401, "<html>", EXIT_AUTH, "rejected the API key"},
		{403, "{\"cod\":403,\"message\":\"no\"}", EXIT_AUTH, "rejected the API key"},
		{403, "{\"cod\":403,\"message\":\"This endpoint is not available in your plan\"}",
			EXIT_AUTH, "the plan of the API key does not include this request"},
		{401, "{\"message\":\"requires a separate subscription to the X plan.\"}",
			EXIT_AUTH,
			"says 'requires a separate subscription to the X plan.'; see https://"},
		{401, "{\"message\":\"for an explanation see the faq\"}", EXIT_AUTH,
			"rejected the API key"},
		{404, "{\"cod\":\"404\",\"message\":\"city not found\"}", EXIT_NOT_FOUND,
			"no such place"},
		{404, "", EXIT_NOT_FOUND, "no such place"},
		{404, "<html>", EXIT_BAD_REPLY,
			"the reply (HTTP status 404) is a web page that is not from "
			"OpenWeatherMap; check "
			"WX_API_URL"},
		{429, "{\"cod\":429}", EXIT_RATE_LIMIT,
			"too many requests with this API key; try again in 10 min"},
		{400, "{\"cod\":\"400\",\"message\":\"wrong latitude\"}", EXIT_BAD_REPLY,
			"OpenWeatherMap answered with HTTP status 400: 'wrong latitude'; check the "
			"place, or try again later"},
		{418, "", EXIT_BAD_REPLY,
			"OpenWeatherMap answered with HTTP status 418; check the place, or try "
			"again "
			"later"},
		{500, "{\"cod\":\"500\",\"message\":\"Internal\\u001b[2J\"}", EXIT_BAD_REPLY,
			"OpenWeatherMap answered with HTTP status 500: 'Internal\\x1b[2J'; try "
			"again "
			"later"},
		{503, "<html>x</html>", EXIT_BAD_REPLY,
			"the reply (HTTP status 503) is a web page, not weather data; try again "
			"later"},
		{503, "{\"message\":7}", EXIT_BAD_REPLY,
			"OpenWeatherMap answered with HTTP status 503; try again later"},
		{302, "", EXIT_BAD_REPLY, "redirect"},
		{204, "", EXIT_BAD_REPLY, "the reply is empty"},
		{304, "", EXIT_BAD_REPLY, "the reply is empty"},
		{200, "{\"cod\":404}", EXIT_NOT_FOUND, "no such place"},
		{200, "{\"cod\":\"404\"}", EXIT_NOT_FOUND, "no such place"},
		{200, "{\"cod\":\"401\"}", EXIT_AUTH, "API key"},
		{200, "{\"cod\":429}", EXIT_RATE_LIMIT, "too many"},
		{200, "{\"cod\":500,\"message\":\"x\"}", EXIT_BAD_REPLY,
			"answered with HTTP status 500: 'x'; try"},
		{200, "", EXIT_BAD_REPLY, "empty"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error error = {0};
		struct weather weather;

		cr_expect(!read_text(&weather, rows[i].status, rows[i].text, &error));
		cr_expect_eq(error.code, rows[i].code, "row %zu: %d", i, error.code);
		cr_expect(strstr(error.message, rows[i].message), "row %zu: %s", i, error.message);
	}
}

/* A web page is not from OpenWeatherMap, whatever its Content-Type. */
Test(owm, blames_the_network_for_web_pages)
{
	static const struct {
		int status;
		const char *type, *text, *message;
	} rows[] = {
		{403, "text/html", "<HTML><H1>Access Denied</H1></HTML>", "a filter or the login"},
		{403, "application/json", "\n<html>", "a filter or the login"},
		{403, "", "", "a filter or the login"}, {403, "", "[1]", "a filter or the login"},
		{400, "text/html", "", "a filter or the login"},
		{451, "text/html", "<html>", "a filter or the login"},
		{511, "text/html", "<html>Portal Login</html>",
			"this network requires a login (HTTP status 511); open"},
		{511, "", "", "this network requires a login (HTTP status 511); open"},
		{200, "application/json", "<html>Portal Login</html>", "the reply is a web page"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct reply reply = {.status = rows[i].status, .length = strlen(rows[i].text)};
		char body[64];
		struct error error;
		struct weather weather;

		reply.body = strcpy(body, rows[i].text);
		snprintf(reply.content_type, sizeof reply.content_type, "%s", rows[i].type);
		cr_expect(!read_reply(&weather, &somewhere, &reply, &error));
		cr_expect_eq(error.code, EXIT_BAD_REPLY, "row %zu: %d", i, error.code);
		cr_expect(strstr(error.message, rows[i].message), "row %zu: %s", i, error.message);
		cr_expect(!strstr(error.message, "OpenWeatherMap answered"), "%s", error.message);
	}
}

Test(owm, gives_advice_that_fits_what_was_typed)
{
	static const struct {
		enum location_kind kind;
		const char *text, *message;
	} rows[] = {{LOCATION_NAME, "Nowhere",
			    "no such place; check the spelling, or try a larger place nearby"},
		{LOCATION_NAME, "District 9", "or try a larger place nearby"},
		{LOCATION_NAME, "第9地区", "or try a larger place nearby"},
		{LOCATION_NAME, "EC2", "for a postcode, add the country, as in 'zip:90210,US'"},
		{LOCATION_POSTCODE, "90210,US", "as in 'zip:90210,US'"},
		{LOCATION_POSTCODE, "K0A1K0,CA",
			"try the first part of the postcode alone, as in 'zip:K0A,CA'"},
		{LOCATION_POSTCODE, "SW1A,GB",
			"no such postcode; check the postcode and the country code, as in"},
		{LOCATION_POSTCODE, "Y1A 0A1,CA", "try the first part of the postcode alone"},
		{LOCATION_POSTCODE, "1012 ABC,NL", "try the first part of the postcode alone"},
		{LOCATION_POSTCODE, "LV-1010,LV", "the country code, as in 'zip:90210,US'"},
		{LOCATION_POSTCODE, "L-2449,LU", "the country code, as in 'zip:90210,US'"},
		{LOCATION_POSTCODE, "AZ 1000,AZ", "the country code, as in 'zip:90210,US'"},
		{LOCATION_POSTCODE, "BB11000,BB", "the country code, as in 'zip:90210,US'"},
		{LOCATION_COORDINATES, "", "check them (the latitude comes first"},
		{LOCATION_LISTED, "", "the coordinates of this place"},
		{LOCATION_ID, "7",
			"no such OpenWeatherMap city ID; check it, or write the name of the place"},
		{LOCATION_NAME, "02462", "for a postcode, add the country, as in 'zip:90210,US'"},
		{LOCATION_NAME, "90210,us",
			"for a postcode, add the country, as in 'zip:90210,US'"},
		{LOCATION_NAME, "K0A 1K0,CA",
			"for a postcode, add the country, as in 'zip:90210,US'"},
		{LOCATION_NAME, "12345-6789",
			"for a postcode, add the country, as in 'zip:90210,US'"},
		{LOCATION_NAME, "-23,1328471,-47,4876787",
			"write coordinates as in '37.57,126.98'"},
		{LOCATION_NAME, "52,47 13,39", "write coordinates as in '37.57,126.98'"},
		{LOCATION_NAME, "[51.51,-0.13]", "write coordinates as in '37.57,126.98'"},
		{LOCATION_NAME, "51.51 -0.13", "write coordinates as in '37.57,126.98'"},
		{LOCATION_NAME, "48.8565°,2.3524°", "write coordinates as in '37.57,126.98'"},
		{LOCATION_NAME, "48.8565N,2.3524E", "write coordinates as in '37.57,126.98'"},
		{LOCATION_NAME, "48.8，2.3", "write coordinates as in '37.57,126.98'"},
		{LOCATION_NAME, "lat=48.85,lon=2.35", "write coordinates as in '37.57,126.98'"},
		{LOCATION_NAME, "Lat: 48.85 Lng: 2.35", "write coordinates as in '37.57,126.98'"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct location location = {.kind = rows[i].kind};
		char body[] = "{\"cod\":\"404\",\"message\":\"city not found\"}";
		const struct reply reply = {.status = 404, .body = body, .length = strlen(body)};
		struct error error;
		struct weather weather;

		snprintf(location.text, sizeof location.text, "%s", rows[i].text);
		cr_expect(!read_reply(&weather, &location, &reply, &error));
		cr_expect_eq(error.code, EXIT_NOT_FOUND);
		cr_expect(strstr(error.message, rows[i].message), "%s: %s", rows[i].text,
			error.message);
	}
}

Test(owm, accepts_a_200_without_cod_or_with_a_string)
{
	weather_of(MINIMAL(",\"cod\":\"200\"", ""));
	weather_of(MINIMAL(",\"cod\":null", ""));
	weather_of(MINIMAL(",\"cod\":true", ""));
	weather_of(MINIMAL("", ""));
}

Test(owm, reports_the_pause_that_the_service_asks_for)
{
	static const int pauses[][2] = {{0, 600}, {60, 60}, {3600, 3600}};

	for (size_t i = 0; i < sizeof pauses / sizeof *pauses; i++) {
		char body[] = "";
		struct reply reply = {.status = 429, .retry_after = pauses[i][0], .body = body};
		struct error error;
		struct weather weather;

		cr_expect(!read_reply(&weather, &somewhere, &reply, &error));
		cr_expect_eq(error.retry_after, pauses[i][1]);
	}
}

Test(owm, recognizes_a_login_page)
{
	char body[] = "<html></html>";
	struct reply reply = {.status = 200,
		.body = body,
		.length = strlen(body),
		.content_type = "text/html; charset=utf-8"};
	struct error error;
	struct weather weather;

	cr_expect(!read_reply(&weather, &somewhere, &reply, &error));
	cr_expect(strstr(error.message, "web page"), "%s", error.message);
}

Test(owm, makes_a_request_for_each_kind_of_location)
{
	static const struct {
		const char *typed, *names, *values;
	} rows[] = {{"Seoul", "q units lang ", "Seoul|metric|kr|"},
		{"서울&appid=x", "q units lang ", "서울&appid=x|metric|kr|"},
		{"-33.87, 151.215", "lat lon units lang ", "-33.87|151.215|metric|kr|"},
		{"zip:90210,US", "zip units lang ", "90210,US|metric|kr|"},
		{"id:1835848", "id units lang ", "1835848|metric|kr|"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char names[64] = "", values[128] = "";
		struct error error;
		struct request request;
		struct place place;

		cr_assert(place_parse(&place, no_list(), rows[i].typed, &error));
		cr_expect(owm_request(
			&request, ANSWER_WEATHER, &place.location, language_find("ko")));
		cr_expect_str_eq(request.path, "/data/2.5/weather");
		for (size_t k = 0; k < request.count; k++) {
			strncat(names, request.parameters[k].name, 20);
			strncat(names, " ", 2);
			strncat(values, request.parameters[k].value, 40);
			strncat(values, "|", 2);
		}
		cr_expect_str_eq(names, rows[i].names);
		cr_expect_str_eq(values, rows[i].values, "%s", values);
	}
}
