/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "view/canvas.h"
#include "view/chart.h"
#include "view/chart_words.h"
#include "weather/weather.h"

enum { NONE = 0, STEPS_MAX = 18 };

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
	expect_row(&chart, 80, "     overcast clouds rain\n");
	for (size_t i = 4; i < 7; i++)
		describe(i, "11 columns.");
	expect_row(&chart, 80, "     overcast clouds 11 columns.\n");
	describe(3, "broken clouds");
	conditions[3].id = 803;
	expect_row(&chart, 80, "     overcast clouds 11 columns.\n");
}

/* Words of the service are in the reader's language, and many languages have short ones. */
Test(chart_words, are_those_of_the_service_where_they_are_short)
{
	const int codes[] = {500, 804, 500, 800, 800};
	struct chart chart = chart_of(codes, 5);

	describe(0, "小雨");
	describe(1, "雲");
	describe(2, "とても激しい雨");
	describe(3, "晴天");
	describe(4, "晴天");
	expect_row(&chart, 80, "     小雨 雲 rain 晴天\n");
}

Test(chart_words, are_those_of_most_steps_where_it_is_dry)
{
	const int codes[] = {804, 803, 804, 803, 803};
	struct chart chart = chart_of(codes, 5);

	for (size_t i = 0; i < 5; i++)
		describe(i, codes[i] == 803 ? "broken clouds" : "overcast clouds");
	expect_row(&chart, 80, "     broken clouds\n");
	chart.count = 3;
	expect_row(&chart, 80, "     cloudy\n");
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
	EXPECT_WORDS(
		"     cloudy  fog cloudy  rain cloudy\n", 804, 804, 741, 804, 804, 500, 804, 804);
}

Test(chart_words, begin_later_where_a_word_is_longer_than_its_steps)
{
	EXPECT_WORDS("     cloudy rain cloudy\n", 804, 500, 804, 804);
	EXPECT_WORDS("     thunder clear\n", 200, 500, 800, 800); /* no room for the rain */
}

Test(chart_words, leave_gaps_and_unknown_codes_blank)
{
	EXPECT_WORDS("     rain            rain\n", 500, NONE, 950, NONE, 500);
}

Test(chart_words, do_not_exceed_the_canvas)
{
	const int codes[] = {500, 804};
	const struct chart chart = chart_of(codes, 2);

	expect_row(&chart, 16, "     rain cloudy\n");
	expect_row(&chart, 15, "     rain\n");
	expect_row(&chart, 8, "\n");
}
