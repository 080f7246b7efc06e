/* SPDX-License-Identifier: MIT */
#include "weather/json_reader.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/error.h"
#include "harness.h"

TestSuite(json_reader, .fini = harness_teardown);

enum asking { FOR_NOTHING, FOR_VALUES, FOR_NUMBERS };

/* Reads all of a text; *got counts the values of its series, which are read as asked for. */
static enum exit_code read_all(
	const char *text, const char *series, enum asking asking, size_t *got, struct error *error)
{
	struct json_reader reader;
	size_t count;

	*error = (struct error){.code = EXIT_OK};
	*got = 0;
	if (json_reader_open(&reader, text, strlen(text), series, error)) {
		while (json_reader_next(&reader)) {
			++*got;
			if (asking == FOR_VALUES)
				json_object_put(json_reader_value(&reader));
			if (asking == FOR_NUMBERS)
				free(json_reader_numbers(&reader, false, &count));
		}
		cr_expect_eq(json_reader_finish(&reader), error->code == EXIT_OK);
	}
	json_reader_close(&reader);
	return error->code;
}

Test(json_reader, hands_out_the_values_of_an_array)
{
	static const char text[] =
		"{\"a\":[{\"s\":[0]}],\"s\" : [ 1 ,\"],\", {\"s\":[]},null,[2]\n],\"z\":{}}";
	static const char *const expected[] = {"1", "\"],\"", "{\"s\":[]}", NULL, "[2]"};
	struct error error = {.code = EXIT_OK};
	struct json_reader reader;

	cr_assert(json_reader_open(&reader, text, strlen(text), "s", &error));
	cr_expect_str_eq(json_object_to_json_string_ext(reader.root, JSON_C_TO_STRING_PLAIN),
		"{\"a\":[{\"s\":[0]}],\"s\":[],\"z\":{}}");
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		json_object *value;

		cr_assert(json_reader_next(&reader), "%zu", i);
		cr_expect_str_empty(reader.name);
		value = json_reader_value(&reader);
		cr_expect_eq(!value, !expected[i], "%zu", i);
		if (value)
			cr_expect_str_eq(
				json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN),
				expected[i]);
		cr_expect_null(json_reader_value(&reader), "it is handed out once");
		json_object_put(value);
	}
	cr_expect_not(json_reader_next(&reader));
	cr_expect(json_reader_finish(&reader), "%s", error.message);
	json_reader_close(&reader);
}

Test(json_reader, hands_out_the_members_of_an_object)
{
	static const char text[] = "{\"s\":{\"a\":[1,2.5,null], \"b\\n\" :7,\"c\":[-0.5]}}";
	static const char *const names[] = {"a", "b\n", "c"};
	struct error error = {.code = EXIT_OK};
	struct json_reader reader;
	json_object *value;

	cr_assert(json_reader_open(&reader, text, strlen(text), "s", &error));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		cr_assert(json_reader_next(&reader), "%s", names[i]);
		cr_expect_str_eq(reader.name, names[i]);
	}
	value = json_reader_value(&reader);
	cr_expect_str_eq(json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN), "[-0.5]");
	json_object_put(value);
	cr_expect_not(json_reader_next(&reader));
	cr_expect(json_reader_finish(&reader), "%s", error.message);
	json_reader_close(&reader);
}

/* Some of the numbers are parsed by json-c, and some are not; the values are those of strtod. */
Test(json_reader, hands_out_arrays_as_numbers)
{
	static const char text[] =
		"{\"s\":[[1,2.50,null,-0.1,0,-7,1785016800,1.5e1],[0.1,123456789.12345,"
		"99999999999999],"
		"[ 3 ,4],[5,\"6\",true,[7],{\"a\":8}],[0.30000000000000004],[12345678901234567],[]"
		",{\"b\":1},9,null,\"x\",[1.0,1]]}";
	static const struct {
		size_t count;
		double values[8];
	} rows[] = {{8, {1, 2.5, NAN, -0.1, 0, -7, 1785016800, 15}},
		{3, {0.1, 123456789.12345, 99999999999999}}, {2, {3, 4}},
		{5, {5, NAN, NAN, NAN, NAN}}, {1, {0.30000000000000004}},
		{1, {12345678901234567.0}}, {0, {0}}, {0, {0}}, {0, {0}}, {0, {0}}, {0, {0}},
		{2, {1, 1}}};
	struct error error = {.code = EXIT_OK};
	struct json_reader reader;
	double *values;
	size_t count;

	cr_assert(json_reader_open(&reader, text, strlen(text), "s", &error));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		cr_assert(json_reader_next(&reader), "%zu", i);
		values = json_reader_numbers(&reader, false, &count);
		cr_expect_eq(count, rows[i].count, "%zu: %zu", i, count);
		cr_expect_eq(!values, count == 0, "%zu", i);
		for (size_t k = 0; values && k < count && k < rows[i].count; k++)
			cr_expect(isnan(rows[i].values[k]) ? isnan(values[k])
							   : values[k] == rows[i].values[k],
				"%zu, %zu: %.17g", i, k, values[k]);
		cr_expect_null(json_reader_numbers(&reader, false, &count), "handed out once");
		free(values);
	}
	cr_expect_not(json_reader_next(&reader));
	cr_expect(json_reader_finish(&reader), "%s", error.message);
	json_reader_close(&reader);
}

Test(json_reader, takes_only_whole_numbers_where_they_must_be)
{
	static const char text[] = "{\"s\":[[1,2.0,-3,null],[ 1,2.0,-3,4e0]]}";
	struct error error = {.code = EXIT_OK};
	struct json_reader reader;
	double *values;
	size_t count;

	cr_assert(json_reader_open(&reader, text, strlen(text), "s", &error));
	while (json_reader_next(&reader)) {
		values = json_reader_numbers(&reader, true, &count);
		cr_assert(values && count == 4);
		cr_expect(
			values[0] == 1 && isnan(values[1]) && values[2] == -3 && isnan(values[3]));
		free(values);
	}
	cr_expect(json_reader_finish(&reader), "%s", error.message);
	json_reader_close(&reader);
}

/* How many values a text's series has; 0: it has none, and all is in the root. */
Test(json_reader, finds_the_series_by_its_name)
{
	static const struct {
		const char *text;
		size_t count;
	} rows[] = {{"{\"list\":[1,2]}", 2}, {"{\"l\\u0069\\u0073t\":[1,2]}", 2},
		{"{\"lis\\u00744\":[1,2]}", 0}, {"{\"list \":[1,2]}", 0}, {"{\"lis\":[1,2]}", 0},
		{"{\"list\":\"[1,2]\"}", 0}, {"{\"list\":null,\"x\":[1]}", 0}, {"{\"list\":[]}", 0},
		{"{\"list\":{ }}", 0}, {"{\"x\":{\"list\":[1]},\"y\":\"list\"}", 0},
		{"[{\"list\":[1]}]", 0}, {"{\"x\":\"list\",\"y\":[1]}", 0}, {"\"list\"", 0}};
	struct error error;
	size_t got;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		cr_expect_eq(read_all(rows[i].text, "list", FOR_VALUES, &got, &error), EXIT_OK,
			"%s: %s", rows[i].text, error.message);
		cr_expect_eq(got, rows[i].count, "%s", rows[i].text);
		cr_expect_eq(read_all(rows[i].text, NULL, FOR_VALUES, &got, &error), EXIT_OK);
		cr_expect_eq(got, 0);
	}
}

/* Whether the values are asked for or not, and whether there is a series or not. */
static void expect_rejected(const char *text, const char *why)
{
	static const struct {
		const char *series;
		enum asking asking;
	} rows[] = {{"s", FOR_VALUES}, {"s", FOR_NUMBERS}, {"s", FOR_NOTHING}, {NULL, FOR_NOTHING}};
	struct error error;
	size_t got;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		cr_expect_eq(read_all(text, rows[i].series, rows[i].asking, &got, &error),
			EXIT_BAD_REPLY, "%s", text);
		cr_expect(strstr(error.message, why), "%s: %s", text, error.message);
	}
}

Test(json_reader, rejects_what_is_not_valid_in_the_series)
{
	static const char *const texts[] = {"{\"s\":[1,]}", "{\"s\":[,1]}", "{\"s\":[1 2]}",
		"{\"s\":[1}", "{\"s\":{1]}", "{\"s\":[1]", "{\"s\":[1]} x", "{\"s\":[1,[2]}",
		"{\"s\":[{\"a\":1,}]}", "{\"s\":[{]}]}", "{\"s\":[1:2]}", "{\"s\":[\xFF]}",
		"{\"s\":[\"\xE2\x82\"]}", "{\"s\":{\"a\":1,}}", "{\"s\":{,\"a\":1}}",
		"{\"s\":{\"a\"}}", "{\"s\":{\"a\":}}", "{\"s\":{\"a\" 1}}", "{\"s\":{1:1}}",
		"{\"s\":{a:1}}", "{\"s\":{null:1}}", "{\"s\":{\"a\\u0000\":1}}", "{\"s\":{'a':1}}",
		"{\"s\":[1],\"z\":01}", "{\"s\":[01]}", "{\"s\":[/**/1]}"};
	static const char *const numbers[] = {"01", ".5", "-", "+1", "--1", "1-1", "0x1", "1e",
		"1.2.3", "1e5.", "nul", "nulll", "", " ", "1,", "\"", "]"};
	char text[128];

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		expect_rejected(texts[i], "truncated or not valid JSON");
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		snprintf(text, sizeof text, "{\"s\":{\"a\":[1,%s,2],\"b\":0}}", numbers[i]);
		expect_rejected(text, "truncated or not valid JSON");
		snprintf(text, sizeof text, "{\"s\":[[%s,2]]}", numbers[i]);
		expect_rejected(text, "truncated or not valid JSON");
	}
}

/* json-c accepts most of these, and each version others. */
Test(json_reader, rejects_what_json_does_not_have)
{
	static const char *const texts[] = {"{\"s\":[1]}x", "{\"s\":[1]}{}", "{} {}", "1 2", "1x",
		"", " ", "/**/{}", "{}//", "{'a':1}", "{\"a\":'b'}", "TRUE", "Null", "nan", "[NaN]",
		"[Infinity]", "[-Infinity]", "[-infinity]", "[01]", "[-01]", "[1.]", "[1.e5]",
		"[00]", "[-.5]", "[1e]", "[1e+]", "[1,]", "{\"a\":1,}", "{\"a\":1 , \n}",
		"[\"\t\"]", "{\"\n\":1}", "[\"\xEC\x84\"]"};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		expect_rejected(texts[i], "truncated or not valid JSON");
}

Test(json_reader, accepts_all_that_json_has)
{
	static const char *const texts[] = {"{}", " [ ] \n", "null", "-0", "12", "\"서울\"",
		"{\"서울\":\"°C\"}", "{\"s\":[\"서울\",\"\\uC11C\\n\\\"\"]}",
		"{\"s\":{\"온도\":[1.5e-3,0.25E+1,-0,1e5]}}", "{\"s\":[true,false,null]}",
		"[99999999999999999999,-99999999999999999999,1e999,1e-999]",
		"\t{ \"s\" :\r\n[ 1 , { \"a\" : [ ] } ] }"};
	struct error error;
	size_t got;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		cr_expect_eq(
			read_all(texts[i], "s", FOR_VALUES, &got, &error), EXIT_OK, "%s", texts[i]);
		cr_expect_eq(read_all(texts[i], NULL, FOR_NOTHING, &got, &error), EXIT_OK, "%s",
			texts[i]);
	}
}

Test(json_reader, rejects_two_members_of_the_same_name)
{
	static const char *const texts[] = {"{\"s\":[1],\"s\":[1]}", "{\"s\":{\"a\":1},\"s\":[]}",
		"{\"s\":[],\"\\u0073\":null}", "{\"s\":[{\"a\":1,\"a\":1}]}",
		"{\"s\":{\"a\":[1],\"a\":[1]}}", "{\"s\":{\"a\":1,\"\\u0061\":1}}",
		"{\"s\":{\"a\":{\"b\":1,\"b\":1}}}", "{\"s\":[1],\"a\":1,\"a\":1}"};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		expect_rejected(texts[i], "two members with the same name");
}

/* As deep as without a series. */
Test(json_reader, rejects_deep_nesting)
{
	enum { DEPTH_MAX = 30 };
	char brackets[64], text[256];
	struct error error;
	size_t got;

	memset(brackets, '[', sizeof brackets);
	for (int depth = DEPTH_MAX; depth <= DEPTH_MAX + 1; depth++) {
		int used = snprintf(text, sizeof text, "{\"s\":[%.*s", depth, brackets);

		memset(text + used, ']', (size_t)depth);
		snprintf(text + used + depth, sizeof text - (size_t)(used + depth), "]}");
		if (depth > DEPTH_MAX)
			expect_rejected(text, "truncated or not valid JSON");
		else
			cr_expect_eq(read_all(text, "s", FOR_NOTHING, &got, &error), EXIT_OK, "%s",
				text);
	}
}

static void expect_truncations_rejected(const char *name, const char *series)
{
	char *text = data_read(name);
	size_t length = strcspn(text, "\n"), got;
	struct error error;

	/* Each cut of the end, and some elsewhere: the text is long. */
	for (size_t cut = length - 1; cut > 0; cut -= cut > length - 500 || cut < 97 ? 1 : 97) {
		text[cut] = '\0';
		cr_expect_eq(read_all(text, series, cut % 2, &got, &error), EXIT_BAD_REPLY,
			"%s at %zu", name, cut);
	}
	free(text);
}

Test(json_reader, rejects_truncations)
{
	expect_truncations_rejected("forecast-warsaw.json", "list");
	expect_truncations_rejected("open-meteo.json", "hourly");
}

/* A megabyte of the shortest values and of the shortest members. */
Test(json_reader, takes_linear_time)
{
	size_t size = 1000 * 1000, got;
	char *text = malloc(size + 64);
	struct error error;

	for (int is_object = 0; is_object < 2; is_object++) {
		size_t used = (size_t)sprintf(text, is_object ? "{\"s\":{\"x\":1" : "{\"s\":[1");
		clock_t start = clock();

		for (unsigned i = 0; used < size; i++)
			used += (size_t)sprintf(text + used, is_object ? ",\"%x\":1" : ",1", i);
		sprintf(text + used, is_object ? "}}" : "]}");
		cr_expect_eq(read_all(text, "s", FOR_VALUES, &got, &error), EXIT_OK, "%s",
			error.message);
		cr_expect_gt(got, 70000);
		cr_expect_lt(clock() - start, 2 * CLOCKS_PER_SEC);
	}
	free(text);
}
