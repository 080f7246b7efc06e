/* SPDX-License-Identifier: MIT */
/* Which service is asked, and what differs: two stand-ins, one for each. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "harness.h"

#define WEATHER "/data/2.5/weather"
#define NOTE                                                                                \
	"wx: no API key: asking Open-Meteo, which is free for non-commercial use; run 'wx " \
	"--save-key' to use OpenWeatherMap\n"
#define KEYLESS "WX_API_KEY"
#define WITH_KEY "WX_API_KEY=" HARNESS_KEY

/* The two services, and the HOME of all runs of a test. */
static struct peer *owm, *open_meteo;
static struct home *home;

static void start_services(void)
{
	home = home_make();
	owm = STANDIN(NULL);
	open_meteo = STANDIN(NULL);
}

TestSuite(source, .init = start_services, .fini = harness_teardown);
TestSuite(lookup, .init = start_services, .fini = harness_teardown);

#define ASK(variable, ...) ASK_WITH(ENV(variable), __VA_ARGS__)
#define ASK_WITH(how, ...)                                                               \
	WX(SETUP(.url = owm->url, .open_meteo_url = open_meteo->url, .home = home, how), \
		__VA_ARGS__)

/* Forgets them as well. */
static void expect_requests(size_t of_owm, size_t of_open_meteo)
{
	cr_expect_eq(standin_requests(owm)->count, of_owm, "OpenWeatherMap: %zu, %s",
		owm->requests.count, owm->requests.last);
	cr_expect_eq(standin_requests(open_meteo)->count, of_open_meteo, "Open-Meteo: %zu, %s",
		open_meteo->requests.count, open_meteo->requests.last);
	standin_forget(owm);
	standin_forget(open_meteo);
}

static void expect_answer(const struct run *run, const char *part, const char *err)
{
	cr_assert_eq(run->status, 0, "status %d: %s", run->status, run->err);
	cr_expect(strstr(run->out, part), "no '%s' in: %s", part, run->out);
	cr_expect_str_eq(run->err, err);
}

static void expect_failure(const struct run *run, int status, const char *part)
{
	cr_expect_eq(run->status, status, "status %d: %s", run->status, run->err);
	cr_expect(strstr(run->err, part), "no '%s' in: %s", part, run->err);
}

/* The same port with another answer for a path. */
static struct peer *replace(struct peer *peer, const char *answer)
{
	peer_stop(peer);
	return STANDIN("--port", peer->port, "--answer", answer);
}

/* ---- without a key ---- */

Test(source, is_open_meteo_without_a_key)
{
	const struct run *run = ASK(KEYLESS, "Seoul");

	expect_answer(
		run, "Seoul, KR: overcast\nTemperature: 17.7 °C (feels like 16.6 °C)\n", NOTE);
	cr_expect(strstr(run->out, "\nModel: Thu 13 Oct 09:00 (UTC+9), "), "%s", run->out);
	cr_expect(!strstr(run->out, "Observed"), "%s", run->out);
	cr_expect(strstr(run->out, "\nVisibility: 24.1 km\n"), "%s", run->out);
	cr_expect(
		strstr(run->out, " ago\nWeather data by Open-Meteo.com (https://open-meteo.com/), "
				 "CC BY 4.0, adapted\n"),
		"%s", run->out);
	cr_expect(strstr(standin_requests(open_meteo)->last,
			  "/v1/forecast?latitude=37.566&longitude=126.9784&"),
		"%s", open_meteo->requests.last);
	expect_requests(0, 1);
}

Test(source, is_noted_when_a_request_is_made_without_a_key)
{
	expect_answer(ASK(KEYLESS, "-q", "Seoul"), "Seoul", "");
	expect_answer(ASK(KEYLESS, "Seoul"), "Seoul", "");
	expect_answer(ASK(KEYLESS, "--offline", "Seoul"), "Seoul", "");
	expect_answer(ASK(KEYLESS, "--source", "open-meteo", "London"), "London", "");
	expect_answer(ASK(KEYLESS, "Berlin", "Tokyo", "Seoul"), "Tokyo", NOTE);
	home_write(home, ".config/wx/config", 0600, "source = open-meteo\n");
	expect_answer(ASK(KEYLESS, "Oslo"), "Oslo", "");
	home_write(home, ".config/wx/config", 0600, "source = auto\n");
	expect_answer(ASK(KEYLESS, "Madrid"), "Madrid", NOTE);
}

Test(source, needs_one_request_for_the_weather_and_the_forecast)
{
	const struct run *run = ASK(KEYLESS, "-f", "Seoul");

	expect_answer(run, "\n2022-10-13 12:00 ", NOTE);
	expect_requests(0, 1);
	expect_answer(ASK(KEYLESS, "Seoul"), "Seoul", "");
	expect_answer(ASK(KEYLESS, "-f", "Seoul"), "\n2022-10-14 ", "");
	expect_requests(0, 0);
	run = ASK(KEYLESS, "-f", "--air", "Seoul");
	expect_answer(run, "\nAir quality: fair (PM2.5 11.2, PM10 18.4, ", NOTE);
	cr_expect(strstr(run->out, "CC BY 4.0, adapted. Air quality: CAMS\n"), "%s", run->out);
	expect_requests(0, 1);
}

/* The names of the members of an object, in their order. */
static void list_names(char *to, size_t size, const char *json)
{
	size_t used = 0;

	for (; (json = strchr(json, '"')); json++) {
		size_t length = strcspn(json + 1, "\"");

		if (json[length + 2] == ':' && used + length + 2 < size)
			used += (size_t)snprintf(
				to + used, size - used, "%.*s,", (int)length, json + 1);
		json += length + 1;
	}
}

Test(source, fills_in_the_same_fields)
{
	static char names[2][1 << 16];
	const struct run *theirs = ASK(WITH_KEY, "-j", "--days=1", "--air", "37.57,126.98");
	const struct run *ours =
		ASK(KEYLESS, "--source=open-meteo", "-j", "--days=1", "--air", "37.57,126.98");
	const char *days = strstr(ours->out, "\"days\":");

	cr_assert_eq(theirs->status, 0, "%s", theirs->err);
	cr_assert_eq(ours->status, 0, "%s", ours->err);
	list_names(names[0], sizeof names[0], theirs->out);
	list_names(names[1], sizeof names[1], ours->out);
	cr_expect(strstr(ours->out, "\"source\":\"open-meteo\",\"query\":\"37.57,126.98\","));
	cr_expect(strstr(ours->out, "\"language\":\"en\","));
	cr_expect(strstr(ours->out, "\"attribution\":\"Weather data by Open-Meteo.com "
				    "(https://open-meteo.com/), CC BY 4.0, adapted. Air quality: "
				    "CAMS\","),
		"%s", ours->out);
	cr_expect(strstr(ours->out, "\"rain_1h\":0,\"snow_1h\":0,"), "%s", ours->out);
	cr_expect(days && strstr(days, "\"air\":{\"index\":2,"), "%s", ours->out);
	/* All that comes before the steps, of which there may be more or fewer. */
	*strstr(names[0], "forecast,") = *strstr(names[1], "forecast,") = '\0';
	cr_expect_str_eq(names[0], names[1]);
}

/* The forecast comes with the current weather, and so both are as old. */
Test(source, calls_the_forecast_old_with_the_weather)
{
	const struct run *run;

	expect_answer(ASK(KEYLESS, "--source=open-meteo", "-f", "Seoul"), "Seoul, KR: ", "");
	open_meteo = replace(open_meteo, "/v1/forecast=status:503");
	run = ASK(KEYLESS, "--source=open-meteo", "--max-age=0", "-f", "--air", "Seoul");
	cr_assert_eq(run->status, 0, "%s", run->err);
	cr_expect(strstr(run->out, "\nStale: ") && strstr(run->out, " s old (bad-reply)\n"), "%s",
		run->out);
	cr_expect(strstr(run->err, "Seoul: showing data from ") &&
			  !strstr(run->out, "Stale: current weather"),
		"%s", run->err);
}

Test(source, describes_in_english_alone)
{
	const struct run *run = ASK(KEYLESS, "-j", "-l", "ko", "Seoul");

	cr_expect(strstr(run->out, "\"description\":\"overcast\""), "%s", run->out);
	cr_expect(strstr(run->out, "\"language\":\"en\","), "%s", run->out);
}

/* ---- with a key ---- */

static void expect_request(const char *request)
{
	char expected[512];

	snprintf(expected, sizeof expected, "%s&appid=" HARNESS_KEY, request);
	cr_expect_str_eq(standin_requests(owm)->last, expected);
	expect_requests(1, 0);
}

/* Every byte that is sent and printed, but for ages and times of this moment. */
Test(source, changes_nothing_with_a_key)
{
	static const char text[] =
		"Seoul, KR: broken clouds\nTemperature: 10.7 °C (feels like 9.0 °C)\nHumidity: 47 "
		"%\nWind: 1.4 m/s ENE, gusts 1.9 m/s\nPressure: 1027 hPa\nClouds: 56 "
		"%\nVisibility: 10 km or more\nSunrise: 06:37\nSunset: 17:58\nObserved: Thu 13 Oct "
		"09:05 (UTC+9), ";
	static const char attribution[] =
		" ago\nWeather data provided by OpenWeather (https://openweathermap.org/)\n";
	static const char json[] =
		"{\"schema\":1,\"source\":\"openweathermap\",\"query\":\"Seoul\",\"place\":"
		"\"Seoul\",\"state\":null,\"country\":\"KR\",\"latitude\":37.566,\"longitude\":"
		"126.9784,\"observed_at\":\"2022-10-13T09:05:09+09:00\",\"observed_epoch\":"
		"1665619509,\"utc_offset_seconds\":32400,\"condition_id\":803,\"condition\":"
		"\"Clouds\",\"description\":\"broken clouds\",\"icon\":\"04d\",\"conditions\":[{"
		"\"id\":803,\"condition\":\"Clouds\",\"description\":\"broken "
		"clouds\",\"icon\":\"04d\"}],\"temperature\":10.66,\"feels_like\":9.01,"
		"\"temperature_unit\":\"°C\",\"humidity\":47,\"pressure\":1027,\"pressure_unit\":"
		"\"hPa\",\"wind_speed\":1.39,\"wind_gust\":1.89,\"wind_direction\":57,\"wind_"
		"compass\":\"ENE\",\"wind_unit\":\"m/s\",\"clouds\":56,\"visibility\":10000,"
		"\"visibility_unit\":\"m\",\"rain_1h\":null,\"snow_1h\":null,\"precipitation_"
		"unit\":\"mm\",\"sunrise\":\"2022-10-13T06:37:39+09:00\",\"sunrise_epoch\":"
		"1665610659,\"sunset\":\"2022-10-13T17:58:55+09:00\",\"sunset_epoch\":1665651535,"
		"\"units\":\"metric\",\"language\":\"en\",\"fetched_at\":\"";
	static const char json_end[] =
		",\"age_seconds\":0,\"cached\":false,\"stale\":false,\"stale_reason\":null,"
		"\"attribution\":\"Weather data provided by OpenWeather\"}\n";
	const struct run *run = ASK(WITH_KEY, "--max-age=0", "Seoul");

	cr_expect_eq(strncmp(run->out, text, strlen(text)), 0, "%s", run->out);
	cr_expect_str_eq(run->out + strlen(run->out) - strlen(attribution), attribution);
	cr_expect_str_empty(run->err);
	expect_request(WEATHER "?lat=37.566&lon=126.9784&units=metric&lang=en");
	run = ASK(WITH_KEY, "--max-age=0", "-j", "Seoul");
	cr_expect_eq(strncmp(run->out, json, strlen(json)), 0, "%s", run->out);
	cr_expect_str_eq(run->out + strlen(run->out) - strlen(json_end), json_end);
	cr_expect_str_empty(run->err);
	expect_request(WEATHER "?lat=37.566&lon=126.9784&units=metric&lang=en");
	ASK(WITH_KEY, "-l", "ko", "Poplar,XX");
	expect_request(WEATHER "?q=Poplar%2cXX&units=metric&lang=kr");
	ASK(WITH_KEY, "zip:90210,US");
	expect_request(WEATHER "?zip=90210%2cUS&units=metric&lang=en");
	ASK(WITH_KEY, "id:1835848");
	expect_request(WEATHER "?id=1835848&units=metric&lang=en");
	cr_expect_eq(ASK(WITH_KEY, "--max-age=0", "-f", "--air", "Seoul")->status, 0);
	expect_requests(3, 0);
}

Test(source, can_be_open_meteo_with_a_key)
{
	/* The stand-in refuses requests with a key. */
	expect_answer(ASK(WITH_KEY, "--source=open-meteo", "Seoul"), "Open-Meteo.com", "");
	expect_requests(0, 1);
}

Test(source, is_never_changed_by_a_bad_key)
{
	const struct run *run;

	home_write(home, "key", 0644, "x\n");
	expect_failure(ASK(KEYLESS, "--key-file=/nowhere/key", "Seoul"), 3, "cannot open the file");
	run = ASK_WITH(ENV(KEYLESS, "OPENWEATHERMAP_API_KEY=a b"), "Seoul");
	expect_failure(run, 3, "OPENWEATHERMAP_API_KEY: the API key contains an invalid character");
	home_write(home, ".config/wx/config", 0600, "key-file = ~/key\n");
	expect_failure(ASK(KEYLESS, "Seoul"), 3, "other users can read");
	home_write(home, ".config/wx/config", 0600, "");
	home_write(home, ".config/wx/key", 0644, "x\n");
	expect_failure(ASK(KEYLESS, "Seoul"), 3, "other users can read");
	home_write(home, ".config/wx/key", 0600, "");
	expect_failure(ASK(KEYLESS, "Seoul"), 3, "the API key is empty");
	expect_requests(0, 0);
}

Test(source, is_never_changed_by_a_failure)
{
	static const struct {
		const char *answer;
		int status;
	} rows[] = {{WEATHER "=status:401", 6}, {WEATHER "=status:404", 7},
		{WEATHER "=status:500", 9}, {WEATHER "=retry:60", 8}};
	static const char forecast[] = "/v1/forecast=status:503";

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		owm = replace(owm, rows[i].answer);
		expect_failure(ASK(WITH_KEY, "Seoul"), rows[i].status, "wx: ");
		expect_requests(1, 0);
	}
	peer_stop(owm);
	expect_failure(ASK(WITH_KEY, "Tokyo"), 8, "asked for a pause");
	owm = STANDIN("--port", owm->port);
	open_meteo = replace(open_meteo, forecast);
	expect_failure(ASK(WITH_KEY, "--source=open-meteo", "Seoul"), 9, "status 503");
	expect_requests(0, 1);
}

Test(source, that_rejects_a_key_names_the_one_that_needs_none)
{
	expect_failure(ASK("WX_API_KEY=wrong", "Seoul"), 6, "'--source open-meteo' needs no key");
}

/* ---- who chooses ---- */

Test(source, is_chosen_by_option_configuration_and_site)
{
	char site[600], sites[1300], config[600];

	snprintf(site, sizeof site, "XDG_CONFIG_DIRS=%s/site", home->path);
	snprintf(sites, sizeof sites, "XDG_CONFIG_DIRS=relative:%s/first:%s/site", home->path,
		home->path);
	snprintf(config, sizeof config, "WX_CONFIG=%s/named", home->path);
	expect_failure(ASK(KEYLESS, "--source=openweathermap", "Seoul"), 3, "no API key found");
	home_write(home, "site/wx/config", 0644, "source = openweathermap\n");
	expect_failure(ASK_WITH(ENV(KEYLESS, site), "Seoul"), 3, "no API key found");
	expect_answer(ASK_WITH(ENV(KEYLESS, site), "--source=auto", "Seoul"), "Seoul", NOTE);
	home_write(home, "first/wx/config", 0644, "source = open-meteo\n");
	expect_answer(ASK_WITH(ENV(WITH_KEY, sites), "Tokyo"), "Open-Meteo", "");
	home_write(home, ".config/wx/config", 0600, "source = openweathermap\n");
	expect_answer(ASK_WITH(ENV(WITH_KEY, sites), "Berlin"), "OpenWeather", "");
	home_write(home, ".config/wx/config", 0600, "units = standard\n");
	expect_answer(ASK_WITH(ENV(KEYLESS, sites), "London"), " K ", "");
	home_write(home, "named", 0600, "");
	expect_answer(ASK_WITH(ENV(KEYLESS, site, config), "Madrid"), "Madrid", NOTE);
	expect_answer(ASK_WITH(ENV(KEYLESS, site, "WX_CONFIG="), "Rome"), "Rome", NOTE);
	home_write(home, "site/wx/config", 0644, "source = somebody\n");
	expect_failure(ASK_WITH(ENV(KEYLESS, site), "Seoul"), 3,
		"/site/wx/config:1: invalid value 'somebody' for source: expected auto, "
		"openweathermap or open-meteo");
	home_write(home, "site/wx/config", 0666, "source = auto\n");
	expect_failure(ASK_WITH(ENV(KEYLESS, site), "Seoul"), 3, "any user can write");
	expect_failure(ASK(KEYLESS, "--source=met", "Seoul"), 2, "'met'");
}

Test(source, is_explained_by_check)
{
	char site[600];
	const struct run *run = ASK(KEYLESS, "--check");

	snprintf(site, sizeof site, "XDG_CONFIG_DIRS=%s/site", home->path);
	expect_answer(run,
		"\nSource: Open-Meteo, because there is no API key\nAPI key source: none\n", "");
	cr_expect(strstr(run->out, open_meteo->url), "%s", run->out);
	cr_expect(strstr(run->out, "\nRequest: weather for 'London', answered after "), "%s",
		run->out);
	expect_requests(0, 1);
	run = ASK(WITH_KEY, "--check");
	expect_answer(run,
		"\nSource: OpenWeatherMap, because there is an API key\nAPI key source: "
		"WX_API_KEY\n",
		"");
	expect_requests(1, 0);
	run = ASK(WITH_KEY, "--check", "--source=open-meteo");
	expect_answer(run,
		"\nSource: Open-Meteo, because --source names it\nAPI key source: not needed\n",
		"");
	expect_requests(0, 1);
	home_write(home, "site/wx/config", 0644, "source = openweathermap\n");
	run = ASK_WITH(ENV(KEYLESS, site), "--check");
	cr_expect_eq(run->status, 3);
	cr_expect(strstr(run->out, "\nSystem-wide configuration file: /"), "%s", run->out);
	cr_expect(strstr(run->out, "/site/wx/config\nSource: OpenWeatherMap, because a "
				   "configuration file names it\nAPI key source: none\n"),
		"%s", run->out);
	open_meteo = replace(open_meteo, "/v1/forecast=status:503");
	expect_failure(ASK(KEYLESS, "--check"), 9, "status 503");
}

Test(source, does_not_change_where_a_key_is_saved)
{
	const struct run *run;

	home_write(home, ".config/wx/config", 0600, "source = open-meteo\n");
	run = WX(SETUP(.url = owm->url, .open_meteo_url = open_meteo->url, .home = home,
			 .key_path = ".config/wx/key", .input = HARNESS_KEY "\n", ENV(KEYLESS)),
		"--save-key");
	cr_expect_eq(run->status, 0, "%s", run->err);
	expect_requests(1, 0);
}

/* ---- the cache ---- */

Test(source, of_cached_answers_needs_no_key)
{
	expect_answer(ASK(WITH_KEY, "Seoul"), "OpenWeather", "");
	expect_requests(1, 0);
	expect_answer(ASK(KEYLESS, "Seoul"), "OpenWeather", "");
	expect_answer(ASK(KEYLESS, "--offline", "Seoul"), "OpenWeather", "");
	expect_requests(0, 0);
	/* A part alone is not an answer. */
	expect_answer(ASK(KEYLESS, "-f", "Seoul"), "Open-Meteo.com", NOTE);
	expect_requests(0, 1);
	expect_answer(ASK(KEYLESS, "Seoul"), "OpenWeather", "");
	expect_answer(ASK(KEYLESS, "--source=open-meteo", "Seoul"), "Open-Meteo.com", "");
	expect_requests(0, 0);
	cr_expect_eq(ASK(KEYLESS, "--offline", "Tokyo")->status, 4);
	expect_answer(ASK(KEYLESS, "--max-age=0", "Seoul"), "Open-Meteo.com", NOTE);
	expect_requests(0, 1);
}

Test(source, of_a_cached_answer_is_named_for_each)
{
	const struct run *run;

	ASK(WITH_KEY, "Seoul");
	run = ASK(KEYLESS, "Seoul", "Tokyo");
	expect_answer(
		run, "Weather data provided by OpenWeather (https://openweathermap.org/)\n", NOTE);
	cr_expect(strstr(run->out, "\nWeather data by Open-Meteo.com "), "%s", run->out);
}

Test(source, has_a_cache_of_its_own)
{
	/* The same URL for both. */
	const struct setup setup = {.url = owm->url, .open_meteo_url = owm->url, .home = home};

	for (int i = 0; i < 2; i++) {
		cr_expect(strstr(wx_run(&setup, WORDS("--source=open-meteo", "Seoul"))->out,
			"Open-Meteo.com"));
		cr_expect(strstr(wx_run(&setup, WORDS("Seoul"))->out, "OpenWeather ("));
	}
	expect_requests(2, 0);
}

Test(source, has_pauses_of_its_own)
{
	static const struct {
		const char *answer;
		long least, most; /* seconds */
	} rows[] = {{"/v1/forecast=status:429:open-meteo-429-minutely.json", 60, 60},
		{"/v1/forecast=status:429:open-meteo-429-hourly.json", 1, 3600},
		{"/v1/forecast=status:429:open-meteo-429-daily.json", 1, 86400},
		{"/v1/forecast=retry:120", 120, 120}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *name = "\"retry_after_seconds\":", *pause;
		const struct run *run;
		long seconds;

		home = home_make();
		open_meteo = replace(open_meteo, rows[i].answer);
		run = ASK(KEYLESS, "-j", "Seoul");
		expect_failure(run, 8, "too many requests from this IP address");
		expect_requests(0, 1);
		pause = strstr(run->out, name);
		cr_assert(pause, "%s", run->out);
		seconds = strtol(pause + strlen(name), NULL, 10);
		cr_expect(seconds >= rows[i].least && seconds <= rows[i].most, "%ld", seconds);
		/* If the hour or the day has just ended, so has the pause. */
		if (seconds < 10)
			continue;
		expect_failure(ASK(KEYLESS, "Tokyo"), 8,
			"Open-Meteo asked for a pause after too many requests; try again in ");
		expect_requests(0, 0);
		expect_answer(ASK(WITH_KEY, "Seoul"), "OpenWeather", "");
		expect_requests(1, 0);
	}
}

Test(source, fails_with_the_reason_and_that_there_is_no_key)
{
	const char *both = "(Open-Meteo was asked, because there is no API key)";
	const struct run *run;

	open_meteo = replace(open_meteo, "/v1/forecast=status:503");
	run = ASK(KEYLESS, "-j", "Seoul");
	expect_failure(
		run, 9, "Open-Meteo answered with HTTP status 503: 'The service is overloaded'");
	expect_failure(run, 9, both);
	cr_expect(strstr(run->out, both), "%s", run->out);
	run = ASK(KEYLESS, "--source=open-meteo", "Seoul");
	cr_expect(!strstr(run->err, "no API key"), "%s", run->err);
	open_meteo = replace(open_meteo, "/v1/forecast=status:400:open-meteo-400-no-data.json");
	expect_failure(
		ASK(KEYLESS, "1,2"), 7, "Open-Meteo has no weather data for these coordinates");
	peer_stop(open_meteo);
	run = ASK(KEYLESS, "Tokyo");
	expect_failure(run, 4, "cannot get an answer from 127.0.0.1");
	expect_failure(run, 4, both);
}

Test(source, answers_stale_when_it_fails)
{
	const struct run *run;

	expect_answer(ASK(KEYLESS, "-q", "Seoul"), "Seoul", "");
	open_meteo = replace(open_meteo, "/v1/forecast=file:open-meteo-plain-text.json");
	run = ASK(KEYLESS, "--max-age=0", "--max-stale=600", "-f", "Seoul");
	cr_expect_eq(run->status, 0, "%s", run->err);
	cr_expect(strstr(run->out, "\nStale: 0 min old (bad-reply)\n") ||
			  strstr(run->out, "\nStale: "),
		"%s", run->out);
}

/* In each form that has words, from the reply and from the cache. */
Test(source, decides_whether_10_km_may_be_more)
{
	static const struct {
		const char *option, *in_text, *in_drawing;
	} rows[] = {{"--source=openweathermap", "Visibility: 10 km or more\n",
			    "Visibility  10 km or more\n"},
		{"--source=open-meteo", "Visibility: 10 km\n", "Visibility  10 km\n"}};

	open_meteo = replace(open_meteo, "/v1/forecast=file:open-meteo-visibility-10000.json");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *option = rows[i].option;

		expect_answer(ASK(WITH_KEY, option, "Seoul"), rows[i].in_text, "");
		expect_requests(i == 0, i == 1);
		expect_answer(ASK(WITH_KEY, option, "Seoul"), rows[i].in_text, "");
		expect_answer(ASK_WITH(.columns = 80, option, "--color=never", "Seoul"),
			rows[i].in_drawing, "");
		expect_answer(ASK(WITH_KEY, option, "-F", "waybar", "Seoul"),
			i == 0 ? "Visibility: 10 km or more\\n" : "Visibility: 10 km\\n", "");
		expect_answer(ASK(WITH_KEY, option, "-j", "Seoul"),
			"\"visibility\":10000,\"visibility_unit\":\"m\",", "");
		expect_requests(0, 0);
	}
}

/* ---- places that are not in the list ---- */

static void expect_search(const char *request)
{
	cr_expect(strncmp(open_meteo->requests.last, request, strlen(request)) == 0, "%s",
		open_meteo->requests.last);
}

Test(lookup, finds_a_name_that_is_not_in_the_list)
{
	const struct run *run = ASK(KEYLESS, "-qj", "--air", "Nether Wallop");

	cr_assert_eq(run->status, 0, "%s", run->err);
	cr_expect(strstr(run->out, "\"query\":\"Nether Wallop\",\"place\":\"Nether Wallop\","
				   "\"state\":\"England\",\"country\":\"GB\",\"latitude\":51.1479,"
				   "\"longitude\":-1.5727,"),
		"%s", run->out);
	expect_requests(0, 3);
	/* Where it is does not change. */
	run = ASK(KEYLESS, "-qj", "-l", "en", "--max-age", "1000", "Nether Wallop");
	cr_expect(strstr(run->out, "\"cached\":true"), "%s", run->out);
	expect_requests(0, 0);
	run = ASK(KEYLESS, "-q", "51.1479,-1.5727");
	expect_requests(0, 0);
}

/* The list does not have it, so that only the note tells whether it is the one that was meant. */
Test(lookup, is_followed_by_a_note_of_what_was_found)
{
	static const char *const rows[][2] = {
		{"Nether Wallop", "wx: 'Nether Wallop' was taken as Nether Wallop, England, GB\n"},
		{"Nether Wallop, GB", ""}, {"Nether Wallop England", ""},
		{"Plaka, Athens, Greece", ""},
		/* In another region near to the one that was typed; far from the town. */
		{"Hüttlxhof, NJ", "wx: 'Hüttlxhof, NJ' was taken as Hüttlxhof, New York, US\n"},
		{"Quellerby,Woodbury, US",
			"wx: 'Quellerby,Woodbury, US' was taken as Quellerby, Iowa, US\n"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct run *run = ASK(KEYLESS, "--source", "open-meteo", rows[i][0]);

		cr_expect_eq(run->status, 0, "%s", run->err);
		cr_expect_str_eq(run->err, rows[i][1], "%s", run->err);
	}
}

Test(lookup, is_in_the_readers_language)
{
	expect_answer(ASK(KEYLESS, "-q", "-l", "ko", "Nether Wallop"), "네더월럽, England, GB", "");
	expect_answer(ASK(KEYLESS, "-q", "-l", "ko", "Nether Wallop,Hampshire"),
		"Nether Wallop, England, GB", "");
	/* Regions are compared by their English names. */
	expect_answer(ASK(KEYLESS, "-q", "-l", "de", "Hüttlxhof"), "Hüttlxhof, Hessen, DE", "");
	expect_answer(
		ASK(KEYLESS, "-q", "-l", "de", "Hüttlxhof Bayern"), "Hüttlxhof, Bavaria, DE", "");
	/* In another script the name is found in the reader's language only. */
	expect_answer(
		ASK(KEYLESS, "-q", "-l", "de", "휘틀호프 Bayern"), "Hüttlxhof, Bayern, DE", "");
	expect_answer(ASK(KEYLESS, "-q", "-l", "ko", "네더월럽 England"), "네더월럽, ", "");
}

Test(lookup, takes_the_first_result_that_fits)
{
	static const struct {
		const char *typed, *heading;
	} rows[] = {{"Quellerby", "Quellerby, England, GB: "},
		{"Quellerby,US", "Quellerby, Iowa, US: "},
		{"Quellerby, usa", "Quellerby, Iowa, US: "},
		{"Quellerby,UK", "Quellerby, England, GB: "},
		{"Quellerby USA", "Quellerby, Iowa, US: "},
		{"Quellerby,Iowa", "Quellerby, Iowa, US: "},
		{"Quellerby,Woodbury, United States", "Quellerby, Iowa, US: "},
		/* By the English name of a region that was typed otherwise, or without a comma. */
		{"Quellerby Iowa", "Quellerby, Iowa, US: "},
		{"Quellerby,IA", "Quellerby, Iowa, US: "},
		{"Quellerby,Inglaterra", "Quellerby, England, GB: "},
		/* Near a city that was typed. */
		{"Nether Wallop Southampton", "Nether Wallop, England, GB: "},
		{"Nether Wallop, Southampton", "Nether Wallop, England, GB: "},
		{"Quellerby Leeds", "Quellerby, England, GB: "},
		{"Quellerby Sioux City", "Quellerby, Iowa, US: "},
		{"Quellerby Reykjavik", "Quellerby, South, IS: "},
		{"Quellerby, Sioux City", "Quellerby, Iowa, US: "},
		{"Quellerby, Sioux City, US", "Quellerby, Iowa, US: "},
		{"Plaka, Athens", "Plaka, Attica, GR: "},
		{"Plaka Athens Greece", "Plaka, Attica, GR: "},
		{"Plaka, Athens, Greece", "Plaka, Attica, GR: "},
		{"zip:90210,US", "Beverly Hills, California, US: "},
		{"id:2641659", "Nether Wallop, England, GB: "}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect_answer(ASK(KEYLESS, "-q", rows[i].typed), rows[i].heading, "");
}

Test(lookup, does_not_find_what_is_elsewhere)
{
	static const struct {
		const char *typed, *advice;
	} rows[] = {{"Quellerby,France", "no such place"}, {"Quellerby Germany", "no such place"},
		{"Xqzzyxw Chicago", "no such place; check the spelling, or write just the city"},
		{"Xqzzyxw Germany", "no such place; check the spelling, or use coordinates"},
		{"Xqzzyxw", "no such place; check the spelling, or try a larger place nearby"},
		{"zip:99999,US", "no such postcode"}, {"zip:90210,GB", "no such postcode"},
		{"id:77", "no such OpenWeatherMap city ID"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		expect_failure(ASK(KEYLESS, "-q", rows[i].typed), 7, rows[i].advice);
		expect_requests(0, 1);
	}
}

/* The service knows the name, but not there. */
Test(lookup, refuses_what_is_elsewhere)
{
	static const char *const rows[] = {"Nether Wallop Chicago", "Nether Wallop, Chicago",
		"Nether Wallop, Edinburgh, UK", "Nether Wallop, Scotland",
		"Nether Wallop Scotland"};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct run *run = ASK(KEYLESS, "-q", rows[i]);

		expect_failure(run, 7, "no such place");
		cr_expect_str_eq(run->out, "");
	}
}

Test(lookup, needs_no_request_for_an_id_in_the_list)
{
	expect_answer(ASK(KEYLESS, "-q", "id:1835848"), "Seoul, KR: ", "");
	cr_expect(strstr(standin_requests(open_meteo)->last, "/v1/forecast?"), "%s",
		open_meteo->requests.last);
	expect_requests(0, 1);
	ASK(KEYLESS, "-q", "id:77");
	standin_requests(open_meteo);
	expect_search("/v1/get?id=77&");
}

Test(lookup, fails_as_the_weather_does)
{
	static const struct {
		const char *answer;
		int status;
	} rows[] = {{"/v1/search=status:503", 9}, {"/v1/search=status:429", 8},
		{"/v1/search=file:open-meteo-plain-text.json", 9},
		{"/v1/search=file:array.json", 9}, {"/v1/search=file:empty.json", 9},
		{"/v1/search=file:object.json", 7}, {"/v1/search=file:geo-search-nameless.json", 9},
		{"/v1/search=file:geo-search-types.json", 7}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		home = home_make();
		open_meteo = replace(open_meteo, rows[i].answer);
		cr_expect_eq(ASK(KEYLESS, "-q", "--air", "Nether Wallop")->status, rows[i].status,
			"%s", rows[i].answer);
		expect_requests(0, 1);
	}
}
