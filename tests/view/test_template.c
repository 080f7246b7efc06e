/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "forecast_reply.h"
#include "sample_answer.h"
#include "view/fields.h"
#include "view/template.h"
#include "view/text.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct view metric = {.wind = WIND_BY_UNITS, .now = SAMPLE_NOW, .utf8 = true};

/* What a template prints. Valid until the next call. */
static const char *print(const char *text, const struct answer *answer, const struct view *view)
{
	static struct template template;
	static char printed[32768];
	struct error error = {.message = ""};
	FILE *out;

	cr_assert(template_compile(&template, text, &error), "%s: %s", text, error.message);
	memset(printed, 0, sizeof printed);
	out = fmemopen(printed, sizeof printed, "w");
	template_print(out, &template, answer, view);
	fclose(out);
	return printed;
}

static void expect(const char *text, const struct answer *answer, const struct view *view,
	const char *expected)
{
	const char *printed = print(text, answer, view);

	cr_expect_str_eq(printed, expected, "'%s' gives '%s', not '%s'", text, printed, expected);
}

/* With everything in it, but for what is to come. */
static struct answer full_answer(void)
{
	struct answer answer = sample_answer();
	struct weather *weather = &answer.weather;

	weather->rain_1h = 0.26;
	snprintf(answer.location.zone, sizeof answer.location.zone, "Asia/Seoul");
	return answer;
}

Test(template, prints_letters_in_metric_units)
{
	static const char *const rows[][2] = {{"%c", "☁\n"}, {"%C", "broken clouds\n"},
		{"%x", "m\n"}, {"%h", "47%\n"}, {"%t", "+11°C\n"}, {"%f", "+9°C\n"},
		{"%w", "↙1m/s\n"}, {"%l", "Seoul\n"}, {"%p", "0.3mm\n"}, {"%P", "1027hPa\n"},
		{"%S", "06:37\n"}, {"%s", "17:58\n"}, {"%T", "09:09\n"}, {"%Z", "Asia/Seoul\n"},
		{"%l: %c %t", "Seoul: ☁ +11°C\n"}};
	struct answer answer = full_answer();

	for (size_t i = 0; i < COUNT(rows); i++)
		expect(rows[i][0], &answer, &metric, rows[i][1]);
}

Test(template, prints_letters_in_other_units)
{
	static const struct {
		enum units units;
		const char *text, *expected;
	} rows[] = {
		{UNITS_IMPERIAL, "%t %f %w %p %P", "+51°F +48°F ↙3mph 0.01in 30.33inHg\n"},
		{UNITS_UK, "%t %f %w %p %P", "+11°C +9°C ↙3mph 0.3mm 1027hPa\n"},
		{UNITS_STANDARD, "%t %f %w %p %P", "284K 282K ↙1m/s 0.3mm 1027hPa\n"},
	};
	struct answer answer = full_answer();

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct view view = metric;

		view.units = rows[i].units;
		expect(rows[i].text, &answer, &view, rows[i].expected);
	}
}

Test(template, signs_temperatures_as_they_are_rounded)
{
	static const struct {
		double celsius;
		const char *expected;
	} rows[] = {{0, "+0°C\n"}, {-0.4, "+0°C\n"}, {0.4, "+0°C\n"}, {-0.6, "-1°C\n"},
		{-12.5, "-12°C\n"}, {0.6, "+1°C\n"}};
	struct answer answer = full_answer();

	for (size_t i = 0; i < COUNT(rows); i++) {
		answer.weather.temperature = rows[i].celsius;
		expect("%t", &answer, &metric, rows[i].expected);
	}
}

Test(template, points_arrows_where_the_wind_blows_to)
{
	static const struct {
		double direction;
		const char *expected;
	} rows[] = {{0, "↓1m/s\n"}, {22, "↓1m/s\n"}, {23, "↙1m/s\n"}, {90, "←1m/s\n"},
		{135, "↖1m/s\n"}, {180, "↑1m/s\n"}, {225, "↗1m/s\n"}, {270, "→1m/s\n"},
		{315, "↘1m/s\n"}, {350, "↓1m/s\n"}, {360, "↓1m/s\n"}, {NAN, "1m/s\n"}};
	struct answer answer = full_answer();

	for (size_t i = 0; i < COUNT(rows); i++) {
		answer.weather.wind_direction = rows[i].direction;
		expect("%w", &answer, &metric, rows[i].expected);
	}
}

Test(template, leaves_out_letters_of_what_was_not_sent)
{
	struct answer answer = bare_answer("Nowhere", 5);

	expect("%c%C%x%h%f%w%p%P%S%s|%t|%l|%Z|%T", &answer, &metric,
		"|+5°C|Nowhere|UTC|00:09 UTC\n");
	answer.weather.latitude = 37.5;
	answer.weather.longitude = -1;
	answer.weather.utc_offset = 20700;
	expect("%l %Z", &answer, &metric, "37.5,-1 UTC+5:45\n");
}

Test(template, spells_values_in_ascii_without_utf8)
{
	struct answer answer = full_answer();
	struct view view = metric;

	view.utf8 = false;
	snprintf(answer.weather.place, sizeof answer.weather.place, "Zürich");
	expect("%c %t %w %l", &answer, &view, "m +11C ENE 1m/s Zurich\n");
	expect("{place}|{temperature_unit}|°", &answer, &view, "Zurich|C|°\n");
	snprintf(answer.weather.place_ascii, sizeof answer.weather.place_ascii, "Zuerich");
	expect("%l {place}", &answer, &view, "Zuerich Zuerich\n");
}

Test(template, prints_fields_as_json_has_them)
{
	static const char *const rows[][2] = {{"{temperature}", "10.66\n"},
		{"{feels_like} {temperature_unit}", "9.01 °C\n"}, {"{schema}", "1\n"},
		{"{latitude} {longitude}", "37.566 126.9784\n"},
		{"{observed_at}", "2022-10-13T09:05:09+09:00\n"},
		{"{observed_epoch}", "1665619509\n"}, {"{sunrise}", "2022-10-13T06:37:39+09:00\n"},
		{"{fetched_at}", "2022-10-13T00:09:11Z\n"}, {"{condition_id}", "803\n"},
		{"{description}", "broken clouds\n"}, {"{conditions[0].icon}", "04d\n"},
		{"{conditions[1].icon}", "\n"}, {"{wind_compass} {wind_unit}", "ENE m/s\n"},
		{"{cached} {stale}", "false false\n"}, {"{pressure}{pressure_unit}", "1027hPa\n"},
		{"{attribution}", "Weather data provided by OpenWeather\n"},
		{"{visibility} {visibility_unit}", "10000 m\n"}, {"{source}", "openweathermap\n"},
		{"{rain_1h}", "0.26\n"}, {"{state}", "\n"}, {"{utc_offset_seconds}", "32400\n"}};
	struct answer answer = full_answer();

	for (size_t i = 0; i < COUNT(rows); i++)
		expect(rows[i][0], &answer, &metric, rows[i][1]);
}

Test(template, formats_fields)
{
	static const char *const rows[][2] = {{"{temperature:.0}", "11\n"},
		{"{temperature:.1}", "10.7\n"}, {"{humidity:.2}", "47.00\n"},
		{"{condition_id:.1}", "803.0\n"}, {"[{temperature:8.1}]", "[    10.7]\n"},
		{"[{temperature:<8.1}]", "[10.7    ]\n"}, {"[{temperature:^8.1}]", "[  10.7  ]\n"},
		{"[{place:8}]", "[Seoul   ]\n"}, {"[{place:>8}]", "[   Seoul]\n"},
		{"[{place:^8}]", "[ Seoul  ]\n"}, {"[{place:3}]", "[Seoul]\n"},
		{"[{place:0}]", "[Seoul]\n"}, {"[{cached:>6}]", "[ false]\n"},
		{"[{snow_1h:>6}]", "[      ]\n"}, {"[{snow_1h:>6|none}]", "[  none]\n"},
		{"[{snow_1h:6|°C}]", "[    °C]\n"}, {"{snow_1h:.1|no snow}", "no snow\n"},
		{"{rain_1h:.1|dry}", "0.3\n"}, {"{snow_1h|}", "\n"}, {"{snow_1h|a|b}", "a|b\n"},
		{"{snow_1h|100 %}", "100 %\n"}, {"{snow_1h|\\\\}", "\\\n"}};
	struct answer answer = full_answer();

	for (size_t i = 0; i < COUNT(rows); i++)
		expect(rows[i][0], &answer, &metric, rows[i][1]);
}

Test(template, aligns_by_columns_of_the_terminal)
{
	struct answer answer = full_answer();

	snprintf(answer.weather.place, sizeof answer.weather.place, "서울");
	expect("[{place:>8}]", &answer, &metric, "[    서울]\n");
	expect("[{place:^7}]", &answer, &metric, "[ 서울  ]\n");
	snprintf(answer.weather.place, sizeof answer.weather.place, "Sa\u0303o");
	expect("[{place:5}]", &answer, &metric, "[Sa\u0303o  ]\n");
}

Test(template, ends_with_one_newline)
{
	static const char *const rows[][2] = {{"", "\n"}, {"\\n", "\n"}, {"a\\n", "a\n"},
		{"a\n\n", "a\n"}, {"\\na\\n\\nb", "\na\n\nb\n"}, {"{snow_1h|\\n}", "\n"},
		{"a\\tb\tc", "a\tb\tc\n"}, {"%%", "%\n"}, {"{{}}", "{}\n"},
		{"{{{humidity}}}", "{47}\n"}, {"{{humidity}}", "{humidity}\n"}, {"a b", "a b\n"},
		{"\\\\n", "\\n\n"}, {"%%t", "%t\n"}, {"50 %% ", "50 % \n"}};
	struct answer answer = full_answer();

	for (size_t i = 0; i < COUNT(rows); i++)
		expect(rows[i][0], &answer, &metric, rows[i][1]);
}

Test(template, follows_the_units_of_the_user)
{
	struct answer answer = full_answer();
	struct view view = metric;

	view.units = UNITS_IMPERIAL;
	expect("{temperature:.0}{temperature_unit} {wind_speed:.1} {wind_unit} {units}", &answer,
		&view, "51°F 3.1 mph imperial\n");
	expect("{pressure} {pressure_unit}", &answer, &view, "1027 hPa\n");
	view.wind = WIND_KN;
	expect("{wind_speed:.1} {wind_unit}", &answer, &view, "2.7 kn\n");
}

Test(template, prints_the_forecast_the_days_and_the_air)
{
	struct answer answer = full_answer();
	struct view view = metric;

	answer.has_forecast = answer.has_air = true;
	answer.forecast = forecast_of(1665619200, 32400,
		SENT({.hour = 3, .temperature = 10.66, .id = 500, .pop = 0.9, .rain = 4},
			{.hour = 24, .temperature = 4, .pop = -1}));
	answer.air = (struct air){.index = 2, .pm2_5 = 12.34, .pm10 = NAN};
	expect("{forecast[0].time} {forecast[0].rain_3h} {forecast[1].temperature}", &answer, &view,
		"2022-10-13T12:00:00+09:00 4 4\n");
	expect("{forecast[1].precipitation_probability|?} {forecast[2].temperature|-}", &answer,
		&view, "? -\n");
	expect("{days[0].date} {days[0].low:.0}-{days[0].high:.0} {days[1].high}", &answer, &view,
		"2022-10-13 11-11 4\n");
	expect("{days[000].date}", &answer, &view, "2022-10-13\n");
	expect("{days[1].precipitation_probability|-}|{days[9].high|none}", &answer, &view,
		"-|none\n");
	expect("{summary}", &answer, &view, "Rain until at least 12:00, 4 mm.\n");
	view.units = UNITS_IMPERIAL;
	expect("{summary}", &answer, &view, "Rain until at least 12:00, 0.16 in.\n");
	expect("{air.index} {air.index_words} {air.pm2_5:.1} {air.pm10|?}", &answer, &view,
		"2 fair 12.3 ?\n");
	view.days = 1;
	expect("{days[1].high|cut}", &answer, &view, "cut\n");
}

/* What was not asked for is absent, and not what memory held. */
Test(template, prints_nothing_of_parts_that_are_missing)
{
	struct answer answer = full_answer();

	expect("{forecast[0].time|a} {days[0].high|b} {air.index|c} {summary|d}", &answer, &metric,
		"a b c d\n");
}

Test(template, says_which_parts_it_needs)
{
	static const struct {
		const char *text;
		unsigned parts;
	} rows[] = {{"", 0}, {"%t{temperature}", 0}, {"{forecast[0].time}", FIELDS_OF_FORECAST},
		{"{days[3].high}", FIELDS_OF_FORECAST}, {"{summary}", FIELDS_OF_FORECAST},
		{"{air.index}", FIELDS_OF_AIR},
		{"{air.co}{summary}", FIELDS_OF_FORECAST | FIELDS_OF_AIR}};
	struct template template;
	struct error error;

	for (size_t i = 0; i < COUNT(rows); i++) {
		cr_assert(template_compile(&template, rows[i].text, &error));
		cr_expect_eq(template.parts, rows[i].parts, "%s", rows[i].text);
	}
}

Test(template, escapes_what_comes_from_outside)
{
	struct answer answer = full_answer();

	snprintf(answer.weather.place, sizeof answer.weather.place,
		"\x1b[2J\n\t\xC2\x9B\xE2\x80\xAE");
	expect("{place}|%l", &answer, &metric,
		"\\x1b[2J\\n\\t\\u009b\\u202e|\\x1b[2J\\n\\t\\u009b\\u202e\n");
	memset(answer.location.query, '\x1b', sizeof answer.location.query - 1);
	cr_expect_eq(strlen(print("{query}", &answer, &metric)), 256 * strlen("\\x1b") + 1);
}

Test(template, has_every_field_of_the_table)
{
	struct answer answer = full_answer();

	for (const struct field *field = fields_table; field->name; field++) {
		for (size_t i = 0; i == 0 || (field->members && field->members[i].name); i++) {
			char text[128];

			if (!field->members)
				snprintf(text, sizeof text, "{%s|-}", field->name);
			else
				snprintf(text, sizeof text, "{%s%s.%s|-}", field->name,
					field->kind == FIELD_ARRAY ? "[0]" : "",
					field->members[i].name);
			cr_expect_gt(strlen(print(text, &answer, &metric)), 1, "%s", text);
		}
	}
}

/* What is wrong, and where. */
static const char *const faults[][2] = {
	{"{temprature}", "column 2: unknown field 'temprature'; did you mean 'temperature'?"},
	{"°C {temp}", "column 5: unknown field 'temp'; did you mean 'temperature'?"},
	{"서울 {x}", "column 7: unknown field 'x'; see 'Templates' in wx(1)"},
	{"{bad}", "column 2: unknown field 'bad'; see 'Templates' in wx(1)"},
	{"{name}", "unknown field 'name'; see 'Templates' in wx(1)"},
	{"{error.code}", "unknown field 'error.code'; see 'Templates' in wx(1)"},
	{"{gust}", "unknown field 'gust'; did you mean 'wind_gust'?"},
	{"{high}", "unknown field 'high'; did you mean 'days[0].high'?"},
	{"{rain}", "did you mean 'rain_1h'?"},
	{"{date}", "did you mean 'days[0].date'?"},
	{"{air.aqi}", "column 2: unknown field 'air.aqi': expected index, index_words, pm2_5, "
		      "pm10, o3, no2, so2 or co after the dot"},
	{"{forecast[0].x}", "expected time, epoch, "},
	{"{pm10}", "did you mean 'air.pm10'?"},
	{"{days[1].hihg}", "unknown field 'days[1].hihg'; did you mean 'days[1].high'?"},
	{"{day[0].high}", "did you mean 'days[0].high'?"},
	{"{air.pm25}", "unknown field 'air.pm25'; did you mean 'air.pm2_5'?"},
	{"{temperature.x}", "unknown field 'temperature.x'"},
	{"{temperature[0]}", "unknown field 'temperature[0]'"},
	{"{Temperature}", "did you mean 'temperature'?"},
	{"{ temperature }", "did you mean 'temperature'?"},
	{"{days}", "'days' is an array; name one value of it, as in {days[0].date}"},
	{"{days[0]}", "'days' is an array"},
	{"{days[].high}", "column 7: invalid index '': expected a number from 0 to 999"},
	{"{days[-1].high}", "column 7: invalid index '-1': expected a number from 0 to 999, as in "
			    "{days[0].date}"},
	{"{days[1.5].high}", "invalid index '1.5'"},
	{"{days[last].high}", "invalid index 'last'"},
	{"{days[1000].high}", "invalid index '1000'"},
	{"{conditions[-1].icon}", "invalid index '-1'"},
	{"{days[1.high}", "'days' is an array"},
	{"{days[1:2].high}", "'days' is an array"},
	{"{days.high}", "'days' is an array"},
	{"{air}", "'air' is an object; name one value of it, as in {air.index}"},
	{"{air[0].index}", "'air' is an object"},
	{"{}", "column 1: no field between { and }; write {{ and }} for braces"},
	{"{:.0}", "column 1: no field between { and }"},
	{"a{", "column 2: '{' without '}'; write {{ for a brace"},
	{"{temperature", "column 1: '{' without '}'"},
	{"{temperature|{x}}", "column 14: '{' inside braces"},
	{"a}b", "column 2: '}' without '{'; write }} for a brace"},
	{"{temperature}}", "column 14: '}' without '{'"},
	{"%", "column 1: '%' at the end; write %% for a percent sign"},
	{"50 %", "column 4: '%' at the end"},
	{"50 % rain", "column 4: unknown letter in '% ': expected one of the letters "
		      "cCxhtfwlpPSsTZ, or %%"},
	{"%k", "unknown letter in '%k'"},
	{"%°", "unknown letter in '%°'"},
	{"%t%m", "column 3: '%m' is not supported: expected one of the letters cCxhtfwlpPSsTZ"},
	{"{temperature:}", "column 14: invalid format specification ''"},
	{"{temperature:x}",
		"invalid format specification 'x': expected an alignment (<, > or ^), a width or "
		"decimals (.0 to .6), or several of them in this order, as in '>8' or '.1'"},
	{"{temperature:.}", "invalid format specification '.'"},
	{"{temperature:.7}", "invalid format specification '.7'"},
	{"{temperature:.10}", "invalid format specification '.10'"},
	{"{temperature:8>}", "invalid format specification '8>'"},
	{"{temperature:201}", "column 14: the width is too large: expected at most 200 columns"},
	{"{temperature:99999999999999999999}", "the width is too large"},
	{"{place:.1}", "column 8: 'place' is not a number; remove the decimals from its format "
		       "specification"},
	{"{cached:.1}", "'cached' is not a number"},
	{"{sunrise:.1}", "'sunrise' is not a number"},
	{"{days[0].date:.1}", "'date' is not a number"},
	{"\\e[31m",
		"column 1: unknown escape sequence; write \\n for a newline, \\t for a tab or "},
	{"a\\", "column 2: unknown escape sequence"},
	{"{place|\\x}", "column 8: unknown escape sequence"},
	{"a\x1b[31m", "column 2: control characters other than \\n and \\t cannot be printed"},
	{"a\x7f", "column 2: control characters"},
	{"a\xC2\x9B", "column 2: control characters"},
	{"{place|\r}", "column 8: control characters"},
	{"a\xff", "column 2: not UTF-8; convert the template to UTF-8"},
};

Test(template, says_what_is_wrong_and_where)
{
	struct template template;

	for (size_t i = 0; i < COUNT(faults); i++) {
		struct error error = {.message = ""};

		cr_expect_not(
			template_compile(&template, faults[i][0], &error), "%s", faults[i][0]);
		cr_expect_eq(error.code, EXIT_USAGE);
		cr_expect(strstr(error.message, faults[i][1]), "%s: no '%s' in: %s", faults[i][0],
			faults[i][1], error.message);
		cr_expect(strncmp(error.message, "column ", 7) == 0, "%s", error.message);
	}
}

/* Fills text with one of these as often as it fits, and ends it. */
static void repeat(char *text, size_t size, const char *part)
{
	size_t length = strlen(part);

	for (size_t i = 0; i < size; i++)
		text[i] = part[i % length];
	text[(size - 1) / length * length] = '\0';
}

Test(template, is_limited_in_length)
{
	struct template template;
	static char text[10240];
	struct error error;

	memset(text, 'x', sizeof text - 1);
	cr_expect_not(template_compile(&template, text, &error));
	cr_expect_str_eq(error.message, "the template is too long: expected at most 4095 bytes");
	text[4096] = '\0';
	cr_expect_not(template_compile(&template, text, &error));
	text[4095] = '\0';
	cr_expect(template_compile(&template, text, &error), "%s", error.message);
	repeat(text, TEMPLATE_BYTES, "%t");
	cr_expect_not(template_compile(&template, text, &error));
	cr_expect_str_eq(error.message, "column 513: more than 256 fields, %-letters and pieces of "
					"text; shorten the template");
	repeat(text, 3 * 128 + 4, "%t ");
	cr_expect_not(template_compile(&template, text, &error));
	repeat(text, 2 * 256 + 1, "%t");
	cr_expect(template_compile(&template, text, &error), "%s", error.message);
}
