/* SPDX-License-Identifier: MIT */
/* What wx prints for a place, with the stand-in in place of the service. */
#include <criterion/criterion.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness.h"

TestSuite(weather, .fini = harness_teardown);

static void expect_text(const struct run *run, const char *text)
{
	cr_assert_eq(run->status, 0, "status %d: %s", run->status, run->err);
	cr_expect(strncmp(run->out, text, strlen(text)) == 0, "not '%s' but:\n%s", text, run->out);
}

static void expect_failure(const struct run *run, int status, const char *message)
{
	cr_expect_eq(run->status, status, "status %d: %s", run->status, run->err);
	cr_expect(strstr(run->err, message), "no '%s' in: %s", message, run->err);
	cr_expect(strncmp(run->err, "wx: ", 4) == 0, "%s", run->err);
	cr_expect_eq(strchr(run->err, '\n'), run->err + run->err_length - 1, "not one line: %s",
		run->err);
}

static bool has_line(const char *text, const char *line)
{
	const char *found = text;

	while ((found = strstr(found, line))) {
		if ((found == text || found[-1] == '\n') && found[strlen(line)] == '\n')
			return true;
		found++;
	}
	return false;
}

/* The samples are from the public documentation and from captures of replies. */
Test(weather, prints_every_sample)
{
	static const struct {
		const char *place, *text;
	} rows[] = {{"Seoul", "Seoul, KR: broken clouds\n"
			      "Temperature: 10.7 °C (feels like 9.0 °C)\n"
			      "Humidity: 47 %\n"
			      "Wind: 1.4 m/s ENE, gusts 1.9 m/s\n"
			      "Pressure: 1027 hPa\n"
			      "Clouds: 56 %\n"
			      "Visibility: 10 km or more\n"
			      "Sunrise: 06:37\n"
			      "Sunset: 17:58\n"
			      "Observed: Thu 13 Oct 09:05 (UTC+9), "},
		{"London", "London, GB: light intensity drizzle\n"
			   "Temperature: 7.2 °C\n"
			   "Humidity: 81 %\n"
			   "Wind: 4.1 m/s E\n"
			   "Pressure: 1012 hPa\n"
			   "Clouds: 90 %\n"
			   "Visibility: 10 km or more\n"
			   "Sunrise: 07:40 UTC\n"
			   "Sunset: 16:47 UTC\n"
			   "Observed: Mon 30 Jan 15:20 (UTC), "},
		{"Zocca", "Zocca, IT: moderate rain\n"
			  "Temperature: 25.3 °C (feels like 25.6 °C)\n"
			  "Humidity: 64 %\n"
			  "Wind: 0.6 m/s N, gusts 1.2 m/s\n"
			  "Rain: 3.16 mm/h\n"},
		{"sample:E-seoul-metric", "Seoul, KR: few clouds\n"
					  "Temperature: 2.7 °C (feels like -6.8 °C)\n"},
		{"sample:F-polar-night-sea", "74.7971,13.0071: overcast clouds\n"
					     "Temperature: 3.7 °C (feels like 0.7 °C)\n"
					     "Humidity: 61 %\n"
					     "Wind: 3.3 m/s ESE, gusts 3.4 m/s\n"
					     "Pressure: 1020 hPa\n"
					     "Clouds: 85 %\n"
					     "Visibility: 10 km or more\n"
					     "Sunrise, sunset: none today\n"
					     "Observed: Wed 23 Nov 06:36 (UTC+1), "},
		{"Tromso", "Tromsø, NO: overcast clouds\n"
			   "Temperature: -2.8 °C\n"
			   "Humidity: 100 %\n"
			   "Wind: 1.1 m/s SSE\n"
			   "Pressure: 1027 hPa\n"
			   "Clouds: 92 %\n"
			   "Sunrise, sunset: none today\n"
			   "Observed: Tue 09 Jan 04:47 (UTC), "},
		{"Berlin", "Berlin, DE: broken clouds\n"
			   "Temperature: 6.7 °C\n"
			   "Humidity: 93 %\n"
			   "Wind: 3.6 m/s WSW\n"
			   "Pressure: 1008 hPa\n"}};
	const struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect_text(WX(.url = standin->url, rows[i].place), rows[i].text);
}

Test(weather, ends_with_the_attribution)
{
	static const char line[] =
		"Weather data provided by OpenWeather (https://openweathermap.org/)\n";
	const struct run *run = WX(.url = STANDIN(NULL)->url, "Seoul");

	cr_assert_eq(run->status, 0);
	cr_expect_str_eq(run->out + run->out_length - strlen(line), line);
}

Test(weather, takes_a_place_in_any_form)
{
	static const struct {
		const char *words[3], *text;
	} rows[] = {{{"Beverly", "Hills"}, "Beverly Hills, California, US: "},
		{{"서울"}, "Seoul, KR: "}, {{"seoul,kr"}, "Seoul, KR: "},
		{{"37.57,126.98"}, "Seoul, KR: "}, {{"id:1835848"}, "Seoul, KR: "},
		{{"zip:90210,US"}, "Beverly Hills, US: "},
		{{"-33.87,", "151.21"}, "-33.87,151.21: "}, {{"--", "Seoul"}, "Seoul, KR: "}};
	const struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect_text(
			wx_run(&(struct setup){.url = standin->url}, rows[i].words), rows[i].text);
}

Test(weather, prints_several_places_in_order)
{
	struct peer *standin = STANDIN(NULL);
	const struct run *run =
		WX(.url = standin->url, "Seoul", "New", "York", "London,GB", "Nirgendwoland");
	const char *second, *third;

	cr_expect_eq(run->status, 7, "%s", run->err);
	cr_expect(strncmp(run->out, "Seoul, KR: ", 11) == 0, "%s", run->out);
	second = strstr(run->out, "\n\nNew York, US: ");
	third = strstr(run->out, "\n\nLondon, GB: ");
	cr_expect(second && third && second < third, "%s", run->out);
	cr_expect_null(strstr(run->out, "\n\n\n"), "%s", run->out);
	cr_expect(strstr(run->err, "wx: Nirgendwoland: "), "%s", run->err);
	cr_expect_eq(standin_requests(standin)->count, 4);
	run = WX(.url = standin->url, "Seoul", "Nirgendwoland");
	cr_expect_null(strstr(run->out, "\n\n"), "%s", run->out);
	run = WX(.url = standin->url, "--json", "Seoul", "Nirgendwoland");
	cr_expect(strstr(run->out,
			  "}\n{\"schema\":1,\"query\":\"Nirgendwoland\",\"error\":{\"code\":7,"),
		"%s", run->out);
}

Test(weather, notes_other_places_of_the_same_name)
{
	const struct peer *standin = STANDIN(NULL);
	const struct run *run = WX(.url = standin->url, "Springfield");

	cr_expect(strstr(run->out, "Springfield, Missouri, US: "), "%s", run->out);
	cr_expect_str_eq(run->err, "wx: 'Springfield' was taken as Springfield, Missouri, US; for "
				   "another place, write "
				   "'Springfield,MA,US', 'Springfield,IL,US', 'Springfield,OR,US', "
				   "'Springfield,OH,US' or 'Springfield,VA,US'\n");
	cr_expect_str_empty(WX(.url = standin->url, "-q", "Springfield")->err);
	cr_expect_str_empty(WX(.url = standin->url, "Paris")->err);
	cr_expect_str_empty(WX(.url = standin->url, "Springfield,IL,US")->err);
}

/* Nothing that was typed gets out of its parameter. */
Test(weather, encodes_the_place_in_a_single_request)
{
	static const struct {
		const char *place, *query;
	} rows[] = {{"Seoul", "?lat=37.566&lon=126.9784&units=metric&lang=en&appid="},
		{"Nirgendwoland", "?q=Nirgendwoland&units=metric&lang=en&appid="},
		{"São Xyz,BR", "?q=S%C3%A3o+Xyz%2CBR&units=metric"},
		{"a&appid=x#?/../%00", "?q=a%26appid%3Dx%23%3F%2F..%2F%2500&units=metric"},
		{"a\r\nHost: b\x1b", "?q=a%0D%0AHost%3A+b%1B&units=metric"},
		{"37.57, 126.98", "?lat=37.57&lon=126.98&units=metric&lang=en&appid="},
		{"zip:90210,US", "?zip=90210%2CUS&units=metric"}, {"id:5", "?id=5&units=metric"}};
	struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct requests *requests;
		char last[4096];

		standin_forget(standin);
		WX(.url = standin->url, rows[i].place);
		requests = standin_requests(standin);
		cr_expect_eq(requests->count, 1, "'%s' made %zu", rows[i].place, requests->count);
		snprintf(last, sizeof last, "/data/2.5/weather%s", rows[i].query);
		cr_expect(
			strncasecmp(requests->last, last, strlen(last)) == 0, "%s", requests->last);
	}
}

Test(weather, keeps_the_path_of_the_service_url)
{
	struct peer *standin = STANDIN(NULL);
	char url[128];

	snprintf(url, sizeof url, "%s/proxy/", standin->url);
	WX(.url = url, "Seoul");
	cr_expect(strncmp(standin_requests(standin)->last, "/proxy/data/2.5/weather?", 24) == 0,
		"%s", standin->requests.last);
}

Test(weather, converts_units)
{
	static const struct {
		const char *words[6], *temperature, *wind;
	} rows[] = {{{"-u", "imperial", "Seoul"}, "Temperature: 51.2 °F (feels like 48.2 °F)",
			    "Wind: 3.1 mph ENE, gusts 4.2 mph"},
		{{"--units=uk", "Seoul"}, "Temperature: 10.7 °C (feels like 9.0 °C)",
			"Wind: 3.1 mph ENE, gusts 4.2 mph"},
		{{"--units=standard", "--wind=bft", "Seoul"},
			"Temperature: 283.8 K (feels like 282.2 K)",
			"Wind: 1 bft ENE, gusts 2 bft"},
		{{"--wind", "kmh", "Seoul"}, "Temperature: 10.7 °C (feels like 9.0 °C)",
			"Wind: 5.0 km/h ENE, gusts 6.8 km/h"}};
	const struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct run *run = wx_run(&(struct setup){.url = standin->url}, rows[i].words);

		cr_expect(has_line(run->out, rows[i].temperature), "row %zu: %s", i, run->out);
		cr_expect(has_line(run->out, rows[i].wind), "row %zu: %s", i, run->out);
	}
}

/* The name of the locale is enough; it need not be installed. */
Test(weather, follows_the_locale_in_text_only)
{
	static const struct {
		const char *locale, *heading, *temperature, *language;
	} rows[] = {{"LC_ALL=C.UTF-8", "Seoul, KR: broken clouds",
			    "Temperature: 10.7 °C (feels like 9.0 °C)", "&lang=en&"},
		{"LC_ALL=C", "Seoul, KR: broken clouds", "Temperature: 10.7 C (feels like 9.0 C)",
			"&lang=en&"},
		{"LC_ALL=en_US.UTF-8", "Seoul, KR: broken clouds",
			"Temperature: 51.2 °F (feels like 48.2 °F)", "&lang=en&"},
		{"LC_ALL=de_DE.UTF-8", "Seoul, KR: Überwiegend bewölkt",
			"Temperature: 10.7 °C (feels like 9.0 °C)", "&lang=de&"},
		{"LC_ALL=ko_KR.UTF-8", "Seoul, KR: 튼구름",
			"Temperature: 10.7 °C (feels like 9.0 °C)", "&lang=kr&"}};
	struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct run *run =
			WX(SETUP(.url = standin->url, ENV(rows[i].locale)), "Seoul");

		cr_expect(has_line(run->out, rows[i].heading), "%s: %s", rows[i].locale, run->out);
		cr_expect(has_line(run->out, rows[i].temperature), "%s: %s", rows[i].locale,
			run->out);
		cr_expect(strstr(standin_requests(standin)->last, rows[i].language), "%s: %s",
			rows[i].locale, standin->requests.last);
		run = WX(SETUP(.url = standin->url, ENV(rows[i].locale)), "--json", "Seoul");
		cr_expect(strstr(standin_requests(standin)->last, "&lang=en&"), "%s: %s",
			rows[i].locale, standin->requests.last);
		cr_expect(strstr(run->out, "\"temperature\":10.66,"), "%s: %s", rows[i].locale,
			run->out);
		cr_expect(strstr(run->out, "\"language\":\"en\""), "%s: %s", rows[i].locale,
			run->out);
		cr_expect(strstr(run->out, "\"temperature_unit\":\"°C\""), "%s", run->out);
	}
}

/*
 * "LOCPATH=..." for a German locale, which has a decimal comma: one that is made for the test, as
 * few machines have one. Skips the test where none can be had.
 */
static const char *german_locale(const struct home *home)
{
	static char entry[600];
	const char *path = entry + strlen("LOCPATH=");
	char command[1400];

	snprintf(entry, sizeof entry, "LOCPATH=%s", home->path);
	snprintf(command, sizeof command,
		"localedef -i de_DE -f UTF-8 '%s/de_DE.UTF-8' >/dev/null 2>&1", path);
	if (system(command) == 0)
		setenv("LOCPATH", path, 1);
	if (!setlocale(LC_NUMERIC, "de_DE.UTF-8") || *localeconv()->decimal_point != ',')
		cr_skip_test("there is no German locale, and none can be made");
	setlocale(LC_NUMERIC, "C");
	return entry;
}

Test(weather, prints_a_decimal_point_in_every_locale)
{
	struct home *home = home_make();
	const char *path = german_locale(home);
	const char *url = STANDIN(NULL)->url;
	/* glibc does not free the elements of LOCPATH. */
	const char *no_leaks = "LSAN_OPTIONS=detect_leaks=0";
	const struct run *run;

	run = WX(SETUP(.url = url, ENV(path, "LC_ALL=de_DE.UTF-8", no_leaks)), "Seoul");
	cr_expect(has_line(run->out, "Temperature: 10.7 °C (feels like 9.0 °C)"), "%s", run->out);
	run = WX(SETUP(.url = url, ENV(path, "LC_ALL=de_DE.UTF-8", no_leaks)), "--json", "Seoul");
	cr_expect(strstr(run->out, "\"temperature\":10.66,"), "%s", run->out);
	run = WX(SETUP(.url = url, ENV(path, "LC_ALL=de_DE.UTF-8", no_leaks)), "--timeout=1.5",
		"37.57,126.98");
	cr_expect_eq(run->status, 0, "%s", run->err);
}

Test(weather, prints_other_languages)
{
	struct peer *standin = STANDIN(NULL);
	const struct run *run = WX(.url = standin->url, "--lang", "ja", "Tokyo");

	expect_text(run, "Tokyo, JP: 雲\nTemperature: 25.5 °C (feels like 25.8 °C)\n");
	run = WX(.url = standin->url, "--lang", "ko_KR", "--json", "Seoul");
	cr_expect(
		strstr(standin_requests(standin)->last, "lang=kr&"), "%s", standin->requests.last);
	cr_expect(strstr(run->out, "\"language\":\"ko\""), "%s", run->out);
}

Test(weather, prints_ascii_in_an_ascii_locale)
{
	const struct run *run =
		WX(SETUP(.url = STANDIN(NULL)->url, ENV("LC_ALL=C")), "--lang", "ja", "Tokyo");

	expect_text(run, "Tokyo, JP: ?\nTemperature: 25.5 C (feels like 25.8 C)\n");
	for (size_t i = 0; i < run->out_length; i++)
		cr_assert((unsigned char)run->out[i] < 0x7f, "byte %zu of: %s", i, run->out);
}

Test(weather, ignores_the_time_zone_of_the_user)
{
	const struct peer *standin = STANDIN(NULL);
	const struct run *here = WX(.url = standin->url, "Seoul");
	static const char *const zones[] = {
		"TZ=America/Los_Angeles", "TZ=nonsense", "TZ=:/etc/passwd", "TZ="};

	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		const struct run *there = WX(SETUP(.url = standin->url, ENV(zones[i])), "Seoul");

		cr_expect_eq(there->status, 0, "%s: %s", zones[i], there->err);
		cr_expect_str_eq(there->out, here->out, "%s: %s", zones[i], there->out);
	}
}

Test(weather, prints_json)
{
	static const char start[] =
		"{\"schema\":1,\"source\":\"openweathermap\",\"query\":\"Seoul\",\"place\":"
		"\"Seoul\","
		"\"state\":null,\"country\":\"KR\",\"latitude\":37.566,\"longitude\":126.9784,"
		"\"observed_at\":\"2022-10-13T09:05:09+09:00\",\"observed_epoch\":1665619509,"
		"\"utc_offset_seconds\":32400,\"condition_id\":803,";
	const struct run *run = WX(.url = STANDIN(NULL)->url, "--json", "Seoul");

	expect_text(run, start);
	cr_expect_eq(strchr(run->out, '\n'), run->out + run->out_length - 1);
	/* The second may change between the reply and the answer. */
	cr_expect(strstr(run->out, "\"age_seconds\":0,\"cached\":false,\"stale\":false,") ||
			  strstr(run->out, "\"age_seconds\":1,\"cached\":false,\"stale\":false,"),
		"%s", run->out);
}

/* They are unusual, or have values of no use, but tell the weather. */
Test(weather, accepts_unusual_replies)
{
	static const struct {
		const char *name, *member;
	} rows[] = {{"rain-empty", "\"rain_1h\":null"}, {"rain-null", "\"rain_1h\":null"},
		{"rain-number", "\"rain_1h\":null"}, {"rain-3h", "\"rain_1h\":null"},
		{"rain-1h", "\"rain_1h\":3.16,\"snow_1h\":null,"},
		{"snow-1h", "\"rain_1h\":null,\"snow_1h\":0.25,"},
		{"sun-none", "\"sunrise\":null,\"sunrise_epoch\":null,\"sunset\":null"},
		{"sun-zero", "\"sunrise\":null"}, {"sun-equal", "\"sunset\":null"},
		{"sun-negative", "\"sunrise\":null"}, {"sys-none", "\"country\":null"},
		{"country-none", "\"country\":null"},
		{"timezone-none", "\"utc_offset_seconds\":null"},
		{"timezone-nepal", "\"utc_offset_seconds\":20700"},
		{"timezone-west", "\"observed_at\":\"2022-10-12T14:35:09-09:30\""},
		{"timezone-name", "\"utc_offset_seconds\":null"},
		{"timezone-huge", "\"utc_offset_seconds\":null"},
		{"timezone-minus-huge", "\"utc_offset_seconds\":null"},
		{"visibility-none", "\"visibility\":null"},
		{"visibility-16093", "\"visibility\":16093"},
		{"weather-empty", "\"conditions\":[]"}, {"weather-none", "\"condition\":null"},
		{"weather-null", "\"description\":null"}, {"weather-906", "\"condition_id\":906"},
		{"wind-none", "\"wind_speed\":null"}, {"wind-deg-none", "\"wind_compass\":null"},
		{"wind-deg-360", "\"wind_compass\":\"N\""},
		{"wind-gust-none", "\"wind_speed\":1.39,\"wind_gust\":null,"},
		{"wind-gust-below-speed", "\"wind_speed\":13.24,\"wind_gust\":12.82,"},
		{"weather-three", "{\"id\":211,\"condition\":\"Thunderstorm\","},
		{"feels-like-none", "\"feels_like\":null"}, {"name-empty", "\"place\":null"},
		{"name-utf8", "\"place\":\"São Paulo\""}, {"name-wide", "\"place\":\"东京\""},
		{"name-combining", "\"place\":\"Zu\xCC\x88rich\""},
		{"types", "\"place\":null,\"state\":null,\"country\":null,\"latitude\":null,"},
		{"types", "\"conditions\":[],\"temperature\":10.66,\"feels_like\":9.01,"},
		{"minimal", "\"humidity\":null"},
		{"nulls", "\"conditions\":[],\"temperature\":10.66,\"feels_like\":null,"},
		{"absurd", "\"latitude\":null,\"longitude\":null,"},
		{"absurd", "\"feels_like\":null,\"temperature_unit\":\"°C\",\"humidity\":null,"},
		{"absurd", "\"wind_speed\":null,\"wind_gust\":null,\"wind_direction\":null,"},
		{"absurd", "\"sunrise\":null,\"sunrise_epoch\":null,\"sunset\":null,"},
		{"cod-none", "\"place\":\"Seoul\""}, {"cod-string", "\"place\":\"Seoul\""},
		{"dt-2106", "\"observed_epoch\":4294970896,"},
		{"integers", "\"temperature\":10,\"feels_like\":9,"},
		{"minus-zero", "\"temperature\":0,\"feels_like\":-0.04,"},
		{"temp-1e-999", "\"temperature\":0,"}, {"long-list", "\"temperature\":10.66,"}};
	const struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct run *run;
		char place[64];

		snprintf(place, sizeof place, "file:%s.json", rows[i].name);
		run = WX(.url = standin->url, "--json", place);
		cr_expect_eq(run->status, 0, "%s: %s", rows[i].name, run->err);
		cr_expect(strstr(run->out, rows[i].member), "%s: no %s in %s", rows[i].name,
			rows[i].member, run->out);
	}
}

/* Each for what is wrong with it, and without printing any of it. */
Test(weather, rejects_unusable_replies)
{
	static const struct {
		const char *message, *names[32];
	} rows[] = {
		{"the reply is empty", {"empty.json"}},
		{"the reply is a web page", {"html.html", "html.json", "error-xml.json"}},
		{"the reply is not valid (no JSON object)",
			{"array.json", "null.json", "number.json", "string.json", "true.json"}},
		{"the reply is truncated or not valid JSON",
			{"blank.json", "bom.json", "comma-trailing.json", "comment.json",
				"deep.json", "deep-100000.json", "error-newline.json",
				"escape-raw.json", "key-nul.json", "key-raw-control.json",
				"literal-case.json", "newline-raw.json", "quotes-single.json",
				"temp-exponent-empty.json", "temp-hex.json", "temp-infinity.json",
				"temp-leading-zero.json", "temp-minus-infinity.json",
				"temp-minus-minus.json", "temp-nan.json", "temp-plus.json",
				"temp-point-first.json", "trailing.json", "truncated.json",
				"truncated-last.json", "two.json", "utf8-cut.json", "utf8-ff.json",
				"utf8-latin1.json"}},
		{"the reply is not valid (two members with the same name)",
			{"duplicate-main.json", "duplicate-temp.json"}},
		{"the reply is not valid (no time in 'dt')",
			{"dt-beyond.json", "dt-huge.json", "dt-negative.json", "dt-none.json",
				"dt-string.json"}},
		{"the reply is not valid (no temperature in 'main.temp')",
			{"error-object.json", "main-none.json", "object.json", "temp-1e30.json",
				"temp-1e999.json", "temp-array.json", "temp-below-zero-kelvin.json",
				"temp-huge.json", "temp-minus-1e999.json", "temp-none.json",
				"temp-null.json", "temp-object.json", "temp-string.json",
				"temp-true.json"}},
		{"answered with HTTP status 500: 'Internal error: 500001'; try again later",
			{"cod-500.json"}},
	};
	const struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (const char *const *name = rows[i].names; *name; name++) {
			const struct run *run;
			char place[64];

			snprintf(place, sizeof place, "file:%s", *name);
			run = WX(.url = standin->url, place);
			expect_failure(run, 9, rows[i].message);
			cr_expect_str_empty(run->out, "%s: %s", *name, run->out);
		}
}

/* The rows have what text output shows; JSON escapes the same characters in its own way. */
Test(weather, escapes_control_characters_in_a_reply)
{
	static const struct {
		const char *place;
		int status;
		const char *shown;
	} rows[] = {{"file:escape-csi.json", 0, "Se\\x1b[2Joul\\x1b[31m, KR: "},
		{"file:escape-c1.json", 0, "Se\\u009b2Joul\\u009b31m, KR: "},
		{"file:escape-osc.json", 0, "Se\\x1b]8;;http://evil.example\\x07oul"},
		{"file:escape-bidi.json", 0, "Se\\u202eluo\\u202c \\u2066x\\u2069, KR: "},
		{"file:escape-lines.json", 0, "Se\\roul\\nwx: all is well\\x08\\t\\x7f, KR: "},
		{"file:escape-nul.json", 0, "Se\uFFFDoul, KR: "},
		{"file:escape-surrogates.json", 0, "Se\uFFFDoul\uFFFD\uFFFD, KR: "},
		{"file:escape-zero-width.json", 0, "Se\\u200boul\\ufeff"},
		{"file:utf8-overlong.json", 0, "Se\\xc0\\xafoul, KR: "},
		{"file:utf8-surrogate.json", 0, "Se\\xed\\xa0\\x80oul, KR: "},
		{"file:utf8-beyond.json", 0, "Se\\xf4\\x90\\x80\\x80oul, KR: "},
		{"file:name-long.json", 0, "37.5683,126.9778: "},
		{"file:name-rtl.json", 0, "القاهرة, KR: "},
		{"status:400:error-escapes.json", 9, "Invalid\\x1b[2J key\\r\\n\\u202eno\\u009b"},
		{"file:\x1b[2J\u202e", 7, "wx: file:\\x1b[2J\\u202e: "}};
	const struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct run *text = WX(.url = standin->url, rows[i].place);
		const struct run *json = WX(.url = standin->url, "--json", rows[i].place);
		const struct run *all[] = {text, json,
			WX(SETUP(.url = standin->url, .columns = 80), "-v", "--color=never",
				rows[i].place)};

		cr_expect(strstr(text->status ? text->err : text->out, rows[i].shown),
			"no %s in: %s%s", rows[i].shown, text->out, text->err);
		cr_expect_eq(
			strchr(json->out, '\n'), json->out + json->out_length - 1, "%s", json->out);
		for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
			cr_expect_eq(all[k]->status, rows[i].status, "%s: %s", rows[i].place,
				all[k]->err);
			expect_printable(all[k]->out, all[k]->out_length, rows[i].place);
			expect_printable(all[k]->err, all[k]->err_length, rows[i].place);
		}
	}
}

/* The exit code, a part of the message, and a part of the JSON. */
Test(weather, fails_with_the_documented_code)
{
	static const struct {
		const char *place;
		int status;
		const char *message, *error;
	} rows[] = {{"Nowhere", 7, "wx: Nowhere: no such place; check the spelling",
			    "\"code\":7,\"name\":\"not-found\","},
		{"status:401", 6,
			"the API key from WX_API_KEY; check the key; a new key can take up to "
			"two hours to become valid",
			"\"code\":6,\"name\":\"auth\","},
		{"status:403", 6, "the API key from WX_API_KEY", "\"code\":6,"},
		{"status:404", 7, "no such place",
			"\"retryable\":false,\"retry_after_seconds\":null}}"},
		{"file:cod-404.json", 7, "no such place", "\"code\":7,"},
		{"file:cod-404-number.json", 7, "no such place", "\"code\":7,"},
		{"file:cod-401.json", 6, "the API key from WX_API_KEY", "\"code\":6,"},
		{"file:error-huge.json", 6, "the API key from WX_API_KEY", "\"code\":6,"},
		{"file:error-number.json", 6, "the API key from WX_API_KEY", "\"code\":6,"},
		{"status:429:error-newline.json", 8, "too many requests", "\"code\":8,"},
		{"status:429", 8, "too many requests", "\"code\":8,\"name\":\"rate-limit\","},
		{"status:429", 8, "too many requests",
			"\"retryable\":true,\"retry_after_seconds\":600}}"},
		{"retry:120", 8, "too many requests with this API key; try again in 2 min",
			"\"retry_after_seconds\":120}}"},
		{"retry:7", 8, "too many requests", "\"retry_after_seconds\":60}}"},
		{"retry:past", 8, "too many requests", "\"retry_after_seconds\":600}}"},
		{"retry:99999999999999999999", 8, "too many requests", "\"retry_after_seconds\":"},
		{"retry:-5", 8, "too many requests", "\"retry_after_seconds\":600}}"},
		{"retry:soon", 8, "too many requests", "\"retry_after_seconds\":600}}"},
		{"status:500", 9, "OpenWeatherMap answered with HTTP status 500",
			"\"code\":9,\"name\":\"bad-reply\","},
		{"status:502", 9,
			"the reply (HTTP status 502) is a web page, not weather data; try again "
			"later",
			"\"retryable\":true,"},
		{"status:503", 9, "the reply (HTTP status 503) is a web page", "\"code\":9,"},
		{"status:418", 9,
			"OpenWeatherMap answered with HTTP status 418: 'Unknown'; check the place",
			"\"code\":9,"},
		{"status:301", 9, "redirect", "\"code\":9,"},
		{"status:400", 9, "OpenWeatherMap answered with HTTP status 400: ", "\"code\":9,"},
		{"file:html.html", 9, "web page", "\"code\":9,"},
		{"status:401:html.html", 6, "the API key from WX_API_KEY", "\"code\":6,"},
		{"status:403:html.html", 9, "a filter or the login page of this network",
			"\"code\":9,"},
		{"status:404:html.html", 9, "check WX_API_URL if it is set", "\"code\":9,"},
		{"status:511:html.html", 9, "this network requires a login (HTTP status 511); open",
			"\"code\":9,"},
		{"status:403:plan.json", 6, "the plan of the API key does not include this request",
			"\"code\":6,"},
		{"zip:00000,US", 7, "no such postcode; check the postcode and the country code",
			"\"code\":7,"},
		{"EC2", 7, "for a postcode, add the country, as in 'zip:90210,US'", "\"code\":7,"}};
	const struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct run *run = WX(.url = standin->url, rows[i].place);

		expect_failure(run, rows[i].status, rows[i].message);
		cr_expect_str_empty(run->out, "%s", run->out);
		run = WX(.url = standin->url, "--json", rows[i].place);
		expect_failure(run, rows[i].status, rows[i].message);
		cr_expect(strncmp(run->out, "{\"schema\":1,\"query\":\"", 21) == 0, "%s", run->out);
		cr_expect(strstr(run->out, rows[i].error), "no %s in %s", rows[i].error, run->out);
	}
}

Test(weather, does_not_retry_a_failed_request)
{
	static const char *const places[] = {
		"status:500", "status:503", "status:429", "status:401", "Nowhere"};
	struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		standin_forget(standin);
		WX(.url = standin->url, places[i]);
		cr_expect_eq(standin_requests(standin)->count, 1, "%s", places[i]);
	}
}

/* The harness looks for the key in everything that wx prints; here the service repeats it. */
Test(weather, hides_the_key_that_a_reply_repeats)
{
	static const char *const places[] = {
		"reflect:key", "reflect:401", "reflect:500", "reflect:200"};
	const struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		const struct run *run = WX(.url = standin->url, "-v", "--json", places[i]);

		cr_expect_neq(run->status, 0, "%s", places[i]);
		cr_expect(strstr(run->err, "appid=(hidden)"), "%s", run->err);
	}
}

Test(weather, hides_the_key_that_a_reply_escapes)
{
	static const struct {
		const char *place;
		int status;
		const char *said;
	} rows[] = {
		{"escaped:400", 9, "answered with HTTP status 400: 'not *************************"},
		{"escaped:200", 0, "*************************"}};
	const struct peer *standin = STANDIN(NULL);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct run *text = WX(.url = standin->url, rows[i].place);
		const struct run *json = WX(.url = standin->url, "--json", rows[i].place);

		cr_expect_eq(text->status, rows[i].status, "%s", text->err);
		cr_expect(strstr(text->status ? text->err : text->out, rows[i].said), "%s%s",
			text->out, text->err);
		cr_expect(strstr(json->out, rows[i].said), "%s", json->out);
		cr_expect(!strstr(text->out, "canary-4") && !strstr(json->out, "canary-4"), "%s",
			json->out);
	}
}

Test(weather, names_the_source_of_a_rejected_key)
{
	struct home *home = home_make();

	home_write(home, "other-key", 0600, "a-wrong-key\n");
	expect_failure(WX(SETUP(.url = STANDIN(NULL)->url, .home = home, .directory = home->path),
			       "--key-file", "other-key", "Seoul"),
		6, "rejected the API key from other-key;");
}

/* With the three alignments, two of the cuts are within a character. */
Test(weather, names_the_source_of_a_rejected_key_in_whole_characters)
{
	const struct peer *standin = STANDIN(NULL);

	for (size_t ascii = 1; ascii <= 3; ascii++) {
		struct home *home = home_make();
		char path[512] = "";

		memset(path, 'x', ascii);
		for (int i = 0; i < 160; i++)
			strcat(path, i == 80 ? "/" : "雨");
		home_write(home, path, 0600, "a-wrong-key\n");
		expect_failure(WX(SETUP(.url = standin->url, .home = home, .directory = home->path),
				       "--key-file", path, "Seoul"),
			6,
			"雨; check the key; a new key can take up to two hours to become valid; "
			"'--source open-meteo' needs no key\n");
	}
}

Test(weather, accepts_replies_of_up_to_1_mib)
{
	const struct peer *standin = STANDIN(NULL);

	cr_expect_eq(WX(.url = standin->url, "size:1048576")->status, 0);
	expect_failure(WX(.url = standin->url, "size:1048577"), 9, "larger than 1 MiB");
}

Test(weather, traces_the_request_with_v)
{
	const struct run *run = WX(.url = STANDIN(NULL)->url, "-v", "Seoul");

	cr_assert_eq(run->status, 0);
	cr_expect(strstr(run->err,
			  "/data/2.5/"
			  "weather?lat=37.566&lon=126.9784&units=metric&lang=en&appid=(hidden)\n"),
		"%s", run->err);
	cr_expect(strstr(run->err, "\n1: status 200, "), "%s", run->err);
	cr_expect(strstr(run->err, " s (name found at 0."), "%s", run->err);
	cr_expect(strstr(run->err, " s, connected at 0."), "%s", run->err);
	cr_expect(strstr(run->err, " s, TLS ready at 0.000 s)\n"), "%s", run->err);
	run = WX(DEFAULTS, "-v", "Seoul");
	cr_expect(strstr(run->err, "\n1: no reply after 0."), "%s", run->err);
	cr_expect(!strstr(run->err, "status"), "%s", run->err);
}
