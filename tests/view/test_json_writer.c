/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "view/json_writer.h"

/* What was written by the test. */
static char text[1024];

static struct json_writer start(void)
{
	return (struct json_writer){.out = fmemopen(text, sizeof text, "w")};
}

static void expect(struct json_writer *json, const char *wanted)
{
	fclose(json->out);
	cr_expect_str_eq(text, wanted);
}

Test(json_writer, separates_values_by_commas_at_every_depth)
{
	struct json_writer json = start();

	json_writer_begin_object(&json, NULL);
	json_writer_begin_array(&json, "a");
	for (int i = 0; i < 2; i++) {
		json_writer_begin_object(&json, NULL);
		json_writer_integer(&json, "b", i);
		json_writer_null(&json, "c");
		json_writer_end_object(&json);
	}
	json_writer_integer(&json, NULL, INT64_MIN);
	json_writer_end_array(&json);
	json_writer_begin_object(&json, "d");
	json_writer_end_object(&json);
	json_writer_begin_array(&json, "e");
	json_writer_end_array(&json);
	json_writer_bool(&json, "f", true);
	json_writer_bool(&json, "g", false);
	json_writer_end_object(&json);
	expect(&json, "{\"a\":[{\"b\":0,\"c\":null},{\"b\":1,\"c\":null},-9223372036854775808],"
		      "\"d\":{},\"e\":[],\"f\":true,\"g\":false}");
}

Test(json_writer, writes_null_for_numbers_that_json_does_not_have)
{
	struct json_writer json = start();

	json_writer_begin_array(&json, NULL);
	json_writer_number(&json, NULL, NAN, 2);
	json_writer_number(&json, NULL, INFINITY, 2);
	json_writer_number(&json, NULL, -INFINITY, 2);
	json_writer_number(&json, NULL, 1e300, 2);
	json_writer_number(&json, NULL, -0.001, 2);
	json_writer_number(&json, NULL, 10.70, 2);
	json_writer_end_array(&json);
	expect(&json, "[null,null,null,null,0,10.7]");
}

Test(json_writer, escapes_strings)
{
	struct json_writer json = start();

	json_writer_begin_object(&json, NULL);
	json_writer_string(&json, "empty", "");
	json_writer_string(&json, "text", "\"\\/\n\x1b서\xFF");
	json_writer_end_object(&json);
	expect(&json, "{\"empty\":\"\",\"text\":\"\\\"\\\\/\\n\\u001b서\\ufffd\"}");
}
