/* SPDX-License-Identifier: MIT */
#include "weather/json_plain.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Writes the values that are handed out, one behind the other. */
static void list(void *context, const struct json_leaf *leaf)
{
	char *to = (char *)context + strlen(context), value[64];

	if (leaf->text)
		snprintf(value, sizeof value, "'%.*s'", (int)leaf->length, leaf->text);
	else if (isnan(leaf->number))
		snprintf(value, sizeof value, "null");
	else
		snprintf(value, sizeof value, "%.15g%s", leaf->number, leaf->is_whole ? "" : "!");
	snprintf(to, 512 - strlen(context), "%s%s%s=%s ", leaf->object,
		leaf->is_in_array ? "[]."
		: *leaf->object   ? "."
				  : "",
		leaf->name, value);
}

Test(json_plain, hands_out_the_values_of_an_object)
{
	static const struct {
		const char *text, *values;
		int64_t members;
	} rows[] = {
		{"{}", "", 0},
		{"{\"a\":\"\xEA\xB0\x80\"}", "a='\xEA\xB0\x80' ", 1},
		{"{\"a\":1,\"b\":-2.50,\"c\":null,\"d\":\"x y\"}", "a=1 b=-2.5! c=null d='x y' ",
			4},
		{"{\"a\":{\"b\":1},\"b\":{\"b\":2.0},\"c\":{},\"d\":\"\"}", "a.b=1 b.b=2! d='' ",
			6},
		{"{\"a\":[{\"b\":1,\"c\":\"{'\"}],\"b\":0}", "a[].b=1 a[].c='{'' b=0 ", 4},
		{"{\"a\":-0,\"b\":-0.0,\"c\":123456789012345}", "a=0 b=-0! c=123456789012345 ", 3},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char values[512] = "", text[256];
		int64_t members;
		const char *end;

		snprintf(text, sizeof text, "%s,rest", rows[i].text);
		end = json_plain_object(text, list, values, &members);
		cr_assert(end, "%s", text);
		cr_expect_str_eq(end, ",rest");
		cr_expect_str_eq(values, rows[i].values);
		cr_expect_eq(members, rows[i].members, "%s", text);
	}
}

/* What is not valid, and what is valid but not plain. */
Test(json_plain, leaves_everything_else)
{
	static const char *const texts[] = {"", "1", "[]", "\"a\"", "null", "{", "{\"a\"",
		"{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,\"a\":1}", "{a:1}", "{'a':1}",
		"{\"a\" :1}", "{\"a\": 1}", "{ \"a\":1}", "{\"a\":1 }", "{\"a\":1]", "{\"a\":01}",
		"{\"a\":1e3}", "{\"a\":1.}", "{\"a\":.5}", "{\"a\":+1}", "{\"a\":--1}",
		"{\"a\":1234567890123456}", "{\"a\":true}", "{\"a\":nulls}", "{\"a\":\"b}",
		"{\"a\":\"\\n\"}", "{\"a\":\"\n\"}", "{\"a\":\"\xFF\"}", "{\"a\":\"\xE2\x82\"}",
		"{\"a\":\"\xE2", "{\"a\":\"\xC0\xAF\"}", "{\"a\":\"\xED\xA0\x80\"}",
		"{\"\\u0061\":1}", "{\"\":1}", "{\"a\":1,\"a\":2}", "{\"a\":{\"b\":1,\"b\":1}}",
		"{\"a\":{\"b\":{\"c\":1}}}", "{\"a\":[{\"b\":[{\"c\":1}]}]}", "{\"a\":[]}",
		"{\"a\":[1]}", "{\"a\":[{\"b\":1},{\"b\":2}]}", "{\"a\":[{\"b\":1}",
		"{\"a234567890123456789012345678901x\":1}"};
	char values[512], many[512] = "{";
	int64_t members;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		*values = '\0';
		cr_expect_null(json_plain_object(texts[i], list, values, &members), "%s", texts[i]);
	}
	for (int i = 0; i < 30; i++)
		snprintf(many + strlen(many), sizeof many - strlen(many), "\"m%d\":1%s", i,
			i < 29 ? "," : "}");
	*values = '\0';
	cr_expect_null(json_plain_object(many, list, values, &members));
}
