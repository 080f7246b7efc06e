/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "sample_answer.h"
#include "view/screen.h"
#include "view/text.h"

static const struct view terminal = {.units = UNITS_METRIC,
	.wind = WIND_BY_UNITS,
	.now = SAMPLE_NOW,
	.utf8 = true,
	.screen = true,
	.columns = 80};

/* Good until the next call. */
static char *drawn(const struct answer *answer, const struct view *view)
{
	static char text[16384];
	FILE *out = fmemopen(text, sizeof text, "w");

	cr_assert(screen_answer(out, answer, view));
	fclose(out);
	return text;
}

static void expect_drawn(const struct answer *answer, const struct view *view, const char *words)
{
	const char *text = drawn(answer, view);

	cr_expect(strstr(text, words), "no '%s' in:\n%s", words, text);
}

static void expect_not_drawn(
	const struct answer *answer, const struct view *view, const char *words)
{
	const char *text = drawn(answer, view);

	cr_expect(!strstr(text, words), "'%s' in:\n%s", words, text);
}

Test(screen, looks_as_promised)
{
	const struct answer answer = sample_answer();

	cr_expect_str_eq(drawn(&answer, &terminal),
		"Seoul, KR: broken clouds, 10.7 °C (feels like 9.0 °C)\n"
		" ⢄ ⠃ ⡠        Wind      1.4 m/s ENE, gusts 1.9  Humidity    47 %\n"
		"⣀ ⣾⣿⠗⣠⣤⣤⡀     Sun       06:37 to 17:58          Clouds      56 %\n"
		" ⡠⠉⣴⣾⣿⣿⣿⣿⣿⣷⡀  Observed  Thu 09:05, 4 min ago    Pressure    1027 hPa\n"
		"   ⢿⣿⣿⣿⣿⣿⣿⣿⠇                                    Visibility  10 km or more\n");
}

Test(screen, fits_forty_columns)
{
	const struct answer answer = sample_answer();
	struct view view = terminal;

	view.columns = 40;
	cr_expect_str_eq(drawn(&answer, &view), "Seoul, KR: broken clouds\n"
						"10.7 °C (feels like 9.0 °C)\n"
						" ⢄ ⠃ ⡠        Wind        1.4 m/s ENE\n"
						"⣀ ⣾⣿⠗⣠⣤⣤⡀     Gusts       1.9 m/s\n"
						" ⡠⠉⣴⣾⣿⣿⣿⣿⣿⣷⡀  Sunrise     06:37\n"
						"   ⢿⣿⣿⣿⣿⣿⣿⣿⠇  Sunset      17:58\n"
						"              Observed    Thu 09:05\n"
						"              Age         4 min\n"
						"              Humidity    47 %\n"
						"              Clouds      56 %\n"
						"              Pressure    1027 hPa\n"
						"              Visibility  10 km or more\n");
}

Test(screen, has_one_list_where_two_do_not_fit)
{
	const struct answer answer = sample_answer();
	struct view view = terminal;

	view.columns = 60;
	view.utf8 = false;
	view.units = UNITS_IMPERIAL;
	view.clock_12 = true;
	cr_expect_str_eq(drawn(&answer, &view),
		"Seoul, KR: broken clouds, 51.2 F (feels like 48.2 F)\n"
		" \\ | .--.     Wind        3.1 mph ENE, gusts 4.2\n"
		" -.-(    ).   Sun         6:37am to 5:58pm\n"
		" (        )   Observed    Thu 9:05am, 4 min ago\n"
		"(__________)  Humidity    47 %\n"
		"              Clouds      56 %\n"
		"              Pressure    30.33 inHg\n"
		"              Visibility  6.2 mi or more\n");
}

Test(screen, is_as_wide_as_it_needs_to_be)
{
	const struct answer answer = sample_answer();
	struct view view = terminal;
	char text[16384];

	snprintf(text, sizeof text, "%s", drawn(&answer, &view));
	view.columns = 10000;
	cr_expect_str_eq(drawn(&answer, &view), text);
}

/* A reply with everything, its longest values among it. */
static struct answer wide_answer(void)
{
	struct answer answer = sample_answer();
	struct weather *weather = &answer.weather;

	snprintf(weather->place, sizeof weather->place, "서울특별시 강남구 역삼동");
	snprintf(weather->state, sizeof weather->state, "Llanfairpwllgwyngyllgogerychwyrndrobwll");
	weather->conditions[1] = (struct condition){503, "Rain", "매우 강한 비가 내림", "10d"};
	weather->condition_count = 2;
	weather->temperature = -62.3;
	weather->wind_speed = 99.9;
	weather->wind_gust = 111.1;
	weather->rain_1h = 188.88;
	weather->snow_1h = 11.11;
	answer.stale = "network";
	return answer;
}

Test(screen, never_exceeds_the_window)
{
	const struct answer answer = wide_answer();

	for (size_t columns = SCREEN_COLUMNS_MIN; columns < 210; columns++) {
		for (int form = 0; form < 4 * 5 * 2; form++) {
			struct view view = terminal;
			char *line;

			view.columns = columns;
			view.units = (enum units)(form % 4);
			view.wind = (enum wind_unit)(form / 4 % 5);
			view.clock_12 = view.utf8 = form / 20;
			line = strtok(drawn(&answer, &view), "\n");
			for (; line; line = strtok(NULL, "\n"))
				cr_expect_leq(utf8_width(line), columns, "%zu, %d: %s", columns,
					form, line);
		}
	}
}

Test(screen, leaves_out_what_was_not_sent)
{
	struct answer answer = bare_answer("74.8,13", -0.04);

	for (size_t columns = 40; columns <= 80; columns += 40) {
		struct view view = terminal;

		view.columns = columns;
		expect_drawn(&answer, &view, "74.8,13");
		expect_drawn(&answer, &view, "0.0 °C\n");
		expect_not_drawn(&answer, &view, "nan");
		expect_not_drawn(&answer, &view, "Wind");
		expect_not_drawn(&answer, &view, "Sun");
		expect_not_drawn(&answer, &view, "%");
	}
	cr_expect_str_eq(drawn(&answer, &terminal), "74.8,13, 0.0 °C\n"
						    "Observed  Thu 00:09 UTC, 0 s ago\n");
}

/* Whatever is missing, nothing stands in for it. */
Test(screen, leaves_a_gap_for_each_value)
{
	static const struct {
		size_t offset;
		const char *label;
	} rows[] = {{offsetof(struct weather, wind_speed), "Wind"},
		{offsetof(struct weather, humidity), "Humidity"},
		{offsetof(struct weather, clouds), "Clouds"},
		{offsetof(struct weather, pressure), "Pressure"},
		{offsetof(struct weather, visibility), "Visibility"},
		{offsetof(struct weather, feels_like), "feels"},
		{offsetof(struct weather, wind_gust), "usts"},
		{offsetof(struct weather, wind_direction), "ENE"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		for (size_t columns = 40; columns <= 80; columns += 20) {
			struct answer answer = sample_answer();
			struct view view = terminal;

			view.columns = columns;
			expect_drawn(&answer, &view, rows[i].label);
			*(double *)((char *)&answer.weather + rows[i].offset) = NAN;
			expect_not_drawn(&answer, &view, rows[i].label);
			expect_not_drawn(&answer, &view, "nan");
		}
	}
}

/* The sample is of 13 October 2022, three and a half days after full moon. */
Test(screen, tells_the_moon_at_night_where_a_row_is_free)
{
	struct answer answer = sample_answer();

	expect_not_drawn(&answer, &terminal, "Moon");
	snprintf(
		answer.weather.conditions[0].icon, sizeof answer.weather.conditions[0].icon, "04n");
	expect_drawn(&answer, &terminal, " Moon      waning gibbous          Pressure ");
	answer.weather.rain_1h = 1;
	expect_not_drawn(&answer, &terminal, "Moon");
	answer.weather.wind_speed = NAN;
	expect_drawn(&answer, &terminal, " Moon      waning gibbous ");
}

Test(screen, tells_the_sun_as_far_as_it_is_known)
{
	struct answer answer = sample_answer();
	struct view view = terminal;

	answer.weather.sunset = TIMEFMT_NONE;
	expect_drawn(&answer, &view, "Sun       rises 06:37 ");
	answer.weather.sunrise = TIMEFMT_NONE;
	expect_not_drawn(&answer, &view, "Sun ");
	answer.weather.sunset = 1665651535;
	expect_drawn(&answer, &view, "Sun       sets 17:58 ");
	answer.weather.sunset = TIMEFMT_NONE;
	answer.weather.is_polar = true;
	expect_drawn(&answer, &view, "Sun       does not rise or set ");
	view.columns = 40;
	expect_not_drawn(&answer, &view, "Sun");
}

Test(screen, shows_rain_and_snow_when_there_is_any)
{
	struct answer answer = sample_answer();
	struct view view = terminal;

	answer.weather.rain_1h = answer.weather.snow_1h = 0;
	expect_not_drawn(&answer, &view, "Rain");
	expect_not_drawn(&answer, &view, "Snow");
	answer.weather.rain_1h = 8.24;
	answer.weather.snow_1h = 2.54;
	expect_drawn(&answer, &view, "Rain      8.24 mm/h ");
	view.columns = 40;
	view.units = UNITS_IMPERIAL;
	expect_drawn(&answer, &view, "Snow        0.1 in/h\n");
}

Test(screen, tells_how_old_the_data_is)
{
	struct answer answer = sample_answer();
	struct view view = terminal;

	view.now = answer.weather.observed - 7200;
	expect_drawn(&answer, &view, "Thu 09:05, 2 h ahead");
	view.now = answer.weather.observed + 7 * 86400;
	expect_drawn(&answer, &view, "13 Oct 09:05, 7 d ago");
	expect_not_drawn(&answer, &view, "Stale");
	view.now = answer.fetched + 3 * 3600;
	answer.stale = "network";
	expect_drawn(&answer, &view, "\nStale: 3 h old (network)\n");
}

Test(screen, has_no_picture_of_what_it_does_not_know)
{
	struct answer answer = sample_answer();

	answer.weather.conditions[0].id = 906;
	expect_drawn(&answer, &terminal, "\nWind      1.4 m/s ENE, gusts 1.9  Humidity    47 %\n");
}

Test(screen, knows_the_night)
{
	struct answer answer = sample_answer();
	char day[16384];

	snprintf(day, sizeof day, "%s", drawn(&answer, &terminal));
	snprintf(answer.weather.conditions[0].icon, 8, "04n");
	cr_expect_str_neq(drawn(&answer, &terminal), day);
	*answer.weather.conditions[0].icon = '\0';
	cr_expect_str_eq(drawn(&answer, &terminal), day);
	answer.weather.sunrise = answer.weather.observed + 1;
	cr_expect_str_neq(drawn(&answer, &terminal), day);
	answer.weather.sunrise = TIMEFMT_NONE;
	expect_drawn(&answer, &terminal, "⢿⣿⣿⣿⣿⣿⣿⣿⠇");
}

Test(screen, cannot_be_made_to_act)
{
	struct answer answer = sample_answer();
	const char *text;

	snprintf(answer.weather.place, sizeof answer.weather.place,
		"\x1b[2J\r\n\xC2\x9B\xE2\x80\xAE%%s");
	snprintf(answer.weather.conditions[0].description, 32, "\x1b]52;c;x\x07");
	text = drawn(&answer, &terminal);
	cr_expect(
		strstr(text, "\\x1b[2J\\r\\n\\u009b\\u202e%s, KR: \\x1b]52;c;x\\x07"), "%s", text);
	for (const char *c = text; *c; c++)
		cr_expect(*c == '\n' || (unsigned char)*c >= ' ');
}

Test(screen, is_ascii_where_asked)
{
	struct answer answer = wide_answer();
	struct view view = terminal;

	view.utf8 = false;
	for (const char *c = drawn(&answer, &view); *c; c++)
		cr_expect((unsigned char)*c < 0x7f);
	snprintf(answer.weather.place_ascii, sizeof answer.weather.place_ascii, "Yeoksam");
	expect_drawn(&answer, &view, "Yeoksam, ");
}

Test(screen, colours_when_asked)
{
	struct answer answer = sample_answer();
	struct view view = terminal;

	expect_not_drawn(&answer, &view, "\x1b");
	view.color = true;
	expect_drawn(&answer, &view,
		"\x1b[0;1mSeoul, KR: broken clouds, 10.7 °C (feels like 9.0 °C)\x1b[0m\n");
	expect_drawn(&answer, &view, "\x1b[0;33m");
	expect_drawn(&answer, &view, "\x1b[0;2mHumidity    \x1b[0m47 %\n");
	answer.stale = "network";
	expect_drawn(&answer, &view, "\x1b[0;1;31mStale: ");
}
