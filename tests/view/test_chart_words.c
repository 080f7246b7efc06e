/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "view/canvas.h"
#include "view/chart.h"
#include "view/chart_words.h"
#include "weather/weather.h"

enum { NONE = 0, STEPS_MAX = CHART_STEPS_MAX };

static struct condition conditions[STEPS_MAX];

/* Of so many codes, NONE for a step that is not there. */
static struct chart chart_of(const int codes[], size_t count)
{
	struct chart chart = {.count = count};

	memset(conditions, 0, sizeof conditions);
	for (size_t i = 0; i < count; i++) {
		conditions[i].id = codes[i];
		chart.steps[i].condition = codes[i] == NONE ? NULL : &conditions[i];
		chart.steps[i].amount = NAN;
	}
	return chart;
}

static void describe(size_t i, const char *words)
{
	snprintf(conditions[i].description, sizeof conditions[i].description, "%s", words);
}

static void expect_row(const struct chart *chart, size_t columns, const char *expected)
{
	struct canvas canvas;
	char text[1024] = "";
	FILE *out = fmemopen(text, sizeof text, "w");

	cr_assert(canvas_open(&canvas, columns, 1, true));
	chart_words_draw(&canvas, 0, chart);
	canvas_print(out, &canvas, false);
	fclose(out);
	canvas_close(&canvas);
	cr_expect_str_eq(text, expected);
}

#define EXPECT_WORDS(expected, ...)                                                       \
	do {                                                                              \
		const int codes[] = {__VA_ARGS__};                                        \
		const struct chart chart = chart_of(codes, sizeof codes / sizeof *codes); \
                                                                                          \
		expect_row(&chart, 80, expected);                                         \
	} while (0)

Test(chart_words, begin_where_the_weather_changes)
{
	EXPECT_WORDS(
		"     cloudy      rain        clear\n", 804, 803, 804, 500, 501, 500, 800, 800);
	EXPECT_WORDS("     snow\n", 600, 601, 600);
}

Test(chart_words, exist_where_a_step_has_a_known_condition)
{
	const int none[] = {NONE, 950}, one[] = {NONE, 800};
	struct chart chart = chart_of(none, 2);

	cr_expect_not(chart_words_exist(&chart));
	chart = chart_of(one, 2);
	cr_expect(chart_words_exist(&chart));
}

Test(chart_words, name_every_kind_of_weather)
{
	static const struct {
		int code;
		const char *row;
	} rows[] = {{200, "     thunder\n"}, {232, "     thunder\n"}, {301, "     drizzle\n"},
		{500, "     rain\n"}, {511, "     ice\n"}, {520, "     rain\n"},
		{601, "     snow\n"}, {611, "     sleet\n"}, {616, "     snow\n"},
		{701, "     mist\n"}, {711, "     smoke\n"}, {721, "     haze\n"},
		{731, "     dust\n"}, {741, "     fog\n"}, {751, "     dust\n"},
		{761, "     dust\n"}, {762, "     ash\n"}, {771, "     squalls\n"},
		{781, "     tornado\n"}, {800, "     clear\n"}, {801, "     fair\n"},
		{802, "     fair\n"}, {803, "     cloudy\n"}, {804, "     cloudy\n"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		EXPECT_WORDS(rows[i].row, rows[i].code, rows[i].code);
}

Test(chart_words, are_those_of_the_service_where_they_fit)
{
	const int codes[] = {804, 804, 804, 804, 500, 500, 500};
	struct chart chart = chart_of(codes, 7);

	for (size_t i = 0; i < 4; i++)
		describe(i, "overcast clouds"); /* 15 columns, and a blank */
	for (size_t i = 4; i < 7; i++)
		describe(i, "12 columns..");
	expect_row(&chart, 32, "     overcast clouds rain\n");
	for (size_t i = 4; i < 7; i++)
		describe(i, "11 columns.");
	expect_row(&chart, 32, "     overcast clouds 11 columns.\n");
	describe(3, "broken clouds");
	conditions[3].id = 803;
	expect_row(&chart, 32, "     overcast clouds 11 columns.\n");
}

/* Words of the service are in the reader's language, and many languages have short ones. */
Test(chart_words, are_those_of_the_service_where_they_are_short)
{
	const int codes[] = {500, 500, 804, 500, 500, 800, 800};
	struct chart chart = chart_of(codes, 7);

	describe(0, "小雨");
	describe(1, "小雨");
	describe(2, "雲"); /* where "cloudy" would not fit */
	describe(3, "とても激しい雨");
	describe(4, "とても激しい雨");
	describe(5, "晴天");
	describe(6, "晴天");
	expect_row(&chart, 80, "     小雨    雲  rain    晴天\n");
}

Test(chart_words, are_those_of_most_steps_where_it_is_dry)
{
	const int codes[] = {804, 803, 804, 803, 803};
	struct chart chart = chart_of(codes, 5);

	for (size_t i = 0; i < 5; i++)
		describe(i, codes[i] == 803 ? "broken clouds" : "overcast clouds");
	expect_row(&chart, 80, "     broken clouds\n");
	chart.count = 3;
	expect_row(&chart, 17, "     cloudy\n");
}

Test(chart_words, are_those_of_the_wettest_step)
{
	const int codes[] = {500, 501, 500, 502};
	struct chart chart = chart_of(codes, 4);

	describe(0, "light rain");
	describe(1, "moderate rain");
	describe(2, "light rain");
	describe(3, "heavy rain");
	expect_row(&chart, 80, "     light rain\n");
	chart.steps[1].amount = 4;
	chart.steps[3].amount = 3;
	expect_row(&chart, 80, "     moderate rain\n");
}

Test(chart_words, do_not_end_for_a_single_step_of_other_clouds)
{
	EXPECT_WORDS("     cloudy              rain\n", 804, 804, 801, 804, 800, 500, 500);
	EXPECT_WORDS("     cloudy  fair\n", 804, 804, 801, 801);
	/* Fog, and what is wet, do end it. */
	EXPECT_WORDS("     cloudy  fog cloudy  rain    cloudy\n", 804, 804, 741, 804, 804, 500, 804,
		804);
}

Test(chart_words, give_way_to_wetter_ones_without_room)
{
	EXPECT_WORDS("     rain    cloudy\n", 804, 500, 804, 804);
	EXPECT_WORDS("     cloudy  rain\n", 804, 804, 500, 804);
	EXPECT_WORDS("     thunder clear\n", 200, 500, 800, 800);
	EXPECT_WORDS("     rain\n", 500, 803, 500, 802, 500, 803, 500, 802, 500, 803, 500);
	EXPECT_WORDS("     rain\n", 300, 500, 300, 500, 300, 500, 300, 500);
	EXPECT_WORDS("     rain    drizzle\n", 500, 300, 300, 300);
	EXPECT_WORDS("     fog cloudy\n", 741, 804, 804);
}

Test(chart_words, begin_early_rather_than_hide_what_is_wet)
{
	const int codes[] = {800, 800, 800, 200};
	const struct chart chart = chart_of(codes, 4);

	expect_row(&chart, 20, "     clear   thunder\n");
}

Test(chart_words, do_not_repeat_what_the_service_calls_two_kinds)
{
	const int codes[] = {701, 701, 741, 741};
	struct chart chart = chart_of(codes, 4);

	for (size_t i = 0; i < 4; i++)
		describe(i, "Nebel");
	expect_row(&chart, 80, "     Nebel\n");
}

Test(chart_words, leave_gaps_and_unknown_codes_blank)
{
	EXPECT_WORDS("     rain            rain\n", 500, NONE, 950, NONE, 500);
}

Test(chart_words, do_not_exceed_the_canvas)
{
	const int codes[] = {500, 804};
	const struct chart chart = chart_of(codes, 2);

	expect_row(&chart, 16, "     rain\n");
	expect_row(&chart, 9, "     rain\n");
	expect_row(&chart, 8, "\n");
}

/* Any */

static const struct {
	int code;
	const char *word;
	bool is_wet;
} weathers[] = {{200, "thunder", true}, {300, "drizzle", true}, {500, "rain", true},
	{511, "ice", true}, {601, "snow", true}, {611, "sleet", true}, {741, "fog", false},
	{701, "mist", false}, {800, "clear", false}, {801, "fair", false}, {804, "cloudy", false}};

enum { WEATHERS = sizeof weathers / sizeof *weathers };

static void draw_row(char row[], size_t bytes, const struct chart *chart)
{
	struct canvas canvas;
	FILE *out = fmemopen(row, bytes, "w");

	cr_assert(canvas_open(&canvas, chart_columns(chart), 1, true));
	chart_words_draw(&canvas, 0, chart);
	canvas_print(out, &canvas, false);
	fclose(out);
	canvas_close(&canvas);
}

/* Each word begins where a step does, is not the one before, and is wet where a step is. */
static void expect_words_to_hold(const int of[], size_t count)
{
	int codes[CHART_STEPS_MAX];
	char row[1024] = "";
	const char *before = "";
	int current = -1;
	struct chart chart;

	for (size_t i = 0; i < count; i++)
		codes[i] = weathers[of[i]].code;
	chart = chart_of(codes, count);
	for (size_t i = 0; i < count; i++)
		chart.steps[i].amount = weathers[of[i]].is_wet ? 0.5 : 0;
	draw_row(row, sizeof row, &chart);
	for (size_t column = 0; row[column] && row[column] != '\n'; column++) {
		size_t length = strcspn(row + column, " \n");
		int which = 0;

		if (length == 0)
			continue;
		cr_assert_eq((column - CHART_GUTTER) % CHART_STEP_COLUMNS, 0, "%s", row);
		while (which < WEATHERS &&
			(strlen(weathers[which].word) != length ||
				strncmp(weathers[which].word, row + column, length) != 0))
			which++;
		cr_assert_lt(which, WEATHERS, "%s", row);
		cr_assert_str_neq(weathers[which].word, before, "%s", row);
		before = weathers[which].word;
		column += length - 1;
	}
	for (size_t i = 0; i < count; i++) {
		for (int which = 0; which < WEATHERS; which++) {
			size_t length = strlen(weathers[which].word);

			if (strncmp(row + chart_column(i), weathers[which].word, length) == 0)
				current = which;
			if (chart_column(i) >= strlen(row))
				break;
		}
		cr_assert_geq(current, 0, "%s", row);
		if (weathers[of[i]].is_wet)
			cr_assert(weathers[current].is_wet, "step %zu: %s", i, row);
	}
}

Test(chart_words, hold_for_any_weather)
{
	uint32_t random = 1;

	for (int round = 0; round < 2000; round++) {
		size_t count = 2 + (size_t)round % (CHART_STEPS_MAX - 1);
		int variety = 2 + round % (WEATHERS - 1), of[CHART_STEPS_MAX];

		for (size_t i = 0; i < count; i++) {
			random = random * 1664525 + 1013904223;
			/* Often the same as before, and in some rounds of few kinds. */
			if (i > 0 && random >> 31)
				of[i] = of[i - 1];
			else
				of[i] = (int)((random >> 16) % (uint32_t)variety +
						(uint32_t)round / 7) %
					WEATHERS;
		}
		expect_words_to_hold(of, count);
	}
}
