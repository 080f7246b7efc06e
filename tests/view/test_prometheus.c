/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sample_answer.h"
#include "view/prometheus.h"

static struct prometheus metrics;
static char *text;

static void tear_down(void)
{
	prometheus_free(&metrics);
	free(text);
}

TestSuite(prometheus, .fini = tear_down);

static void print(void)
{
	size_t length;
	FILE *out;

	free(text);
	text = NULL;
	out = open_memstream(&text, &length);
	cr_assert(prometheus_print(out, &metrics));
	fclose(out);
}

static void expect(const char *line)
{
	cr_expect(strstr(text, line), "no '%s' in: %s", line, text);
}

/* Such as has everything. */
static struct answer full_answer(void)
{
	struct answer answer = sample_answer();

	answer.weather.rain_1h = 8.24;
	answer.weather.snow_1h = 0;
	answer.has_air = true;
	answer.air = (struct air){
		.index = 2, .pm2_5 = 12.5, .pm10 = 20, .o3 = 0, .no2 = 1, .so2 = 2, .co = 534.06};
	return answer;
}

Test(prometheus, has_base_units)
{
	static const char *const lines[] = {
		"# HELP wx_up Whether the weather at the place was obtained.\n# TYPE wx_up gauge\n"
		"wx_up{place=\"Seoul\"} 1\n",
		"\nwx_place_info{place=\"Seoul\",name=\"Seoul\",country=\"KR\",latitude=\"37.566\","
		"longitude=\"126.9784\",source=\"openweathermap\","
		"attribution=\"Weather data provided by OpenWeather\"} 1\n",
		"\nwx_temperature_celsius{place=\"Seoul\"} 10.66\n",
		"\nwx_feels_like_celsius{place=\"Seoul\"} 9.01\n",
		"\nwx_humidity_ratio{place=\"Seoul\"} 0.47\n",
		"\nwx_pressure_pascals{place=\"Seoul\"} 102700\n",
		"\nwx_wind_speed_meters_per_second{place=\"Seoul\"} 1.39\n",
		"\nwx_wind_gust_meters_per_second{place=\"Seoul\"} 1.89\n",
		"\nwx_wind_direction_degrees{place=\"Seoul\"} 57\n",
		"\nwx_cloud_cover_ratio{place=\"Seoul\"} 0.56\n",
		"\nwx_visibility_meters{place=\"Seoul\"} 10000\n",
		"\nwx_rain_meters{place=\"Seoul\"} 0.00824\n",
		"\nwx_snow_meters{place=\"Seoul\"} 0\n",
		"\nwx_condition_code{place=\"Seoul\"} 803\n",
		"\nwx_observed_timestamp_seconds{place=\"Seoul\"} 1665619509\n",
		"\nwx_sunrise_timestamp_seconds{place=\"Seoul\"} 1665610659\n",
		"\nwx_sunset_timestamp_seconds{place=\"Seoul\"} 1665651535\n",
		"\nwx_fetched_timestamp_seconds{place=\"Seoul\"} 1665619751\n",
		"\nwx_stale{place=\"Seoul\"} 0\n", "\nwx_air_quality_index{place=\"Seoul\"} 2\n",
		"\nwx_air_pm2_5_grams_per_cubic_meter{place=\"Seoul\"} 1.25e-05\n",
		"\nwx_air_co_grams_per_cubic_meter{place=\"Seoul\"} 0.00053406\n"};
	struct answer answer = full_answer();

	prometheus_add(&metrics, &answer, SAMPLE_NOW);
	print();
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		expect(lines[i]);
}

Test(prometheus, has_several_places_under_one_help)
{
	struct answer seoul = full_answer(), other = bare_answer("Nowhere", -3);

	prometheus_add(&metrics, &seoul, SAMPLE_NOW);
	prometheus_add_failure(&metrics, "Elsewhere");
	prometheus_add(&metrics, &other, SAMPLE_NOW);
	print();
	expect("wx_up{place=\"Seoul\"} 1\nwx_up{place=\"Elsewhere\"} 0\nwx_up{place=\"Nowhere\"} "
	       "1\n#");
	expect("# TYPE wx_temperature_celsius gauge\nwx_temperature_celsius{place=\"Seoul\"} "
	       "10.66\n"
	       "wx_temperature_celsius{place=\"Nowhere\"} -3\n#");
	expect("# TYPE wx_humidity_ratio gauge\nwx_humidity_ratio{place=\"Seoul\"} 0.47\n#");
}

/* A metric without samples has no HELP. */
Test(prometheus, prints_nothing_of_nothing)
{
	print();
	cr_expect_str_empty(text, "%s", text);
	prometheus_add_failure(&metrics, "Nowhere");
	print();
	cr_expect_str_eq(text, "# HELP wx_up Whether the weather at the place was obtained.\n"
			       "# TYPE wx_up gauge\nwx_up{place=\"Nowhere\"} 0\n");
}

Test(prometheus, has_a_place_once)
{
	struct answer answer = full_answer();

	prometheus_add_failure(&metrics, "Seou");
	prometheus_add(&metrics, &answer, SAMPLE_NOW);
	prometheus_add(&metrics, &answer, SAMPLE_NOW);
	prometheus_add_failure(&metrics, "Seoul");
	print();
	expect("wx_up{place=\"Seou\"} 0\nwx_up{place=\"Seoul\"} 1\n#");
	expect("gauge\nwx_humidity_ratio{place=\"Seoul\"} 0.47\n#");
}

Test(prometheus, escapes_labels)
{
	static char longest[257];

	prometheus_add_failure(&metrics, "a\"b\\c\n\x1b서울");
	memset(longest, '\x1b', sizeof longest - 1);
	prometheus_add_failure(&metrics, longest);
	print();
	expect("wx_up{place=\"a\\\"b\\\\c\\\\n\\\\x1b서울\"} 0\n");
	expect("\\\\x1b\\\\x1b\"} 0\n");
}

/* Whether its lint finds fault with the names, too. */
Test(prometheus, satisfies_promtool)
{
	struct answer seoul = full_answer(), other = bare_answer("Nowhere \"x\"\\", -3);
	FILE *promtool;

	if (system("command -v promtool >/dev/null") != 0)
		cr_skip_test("promtool is not installed");
	prometheus_add(&metrics, &seoul, SAMPLE_NOW);
	prometheus_add(&metrics, &other, SAMPLE_NOW);
	prometheus_add_failure(&metrics, "Elsewhere");
	print();
	promtool = popen("promtool check metrics", "w");
	cr_assert_not_null(promtool);
	fputs(text, promtool);
	cr_expect_eq(pclose(promtool), 0, "%s", text);
}
