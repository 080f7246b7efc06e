/* SPDX-License-Identifier: MIT */
#include "json_rows.h"
#include "input.h"
#include "stop.h"

#include <json-c/json.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>

enum { DEPTH_MAX = 8 };

static struct json_object *parse(const char *text, const char *path)
{
	size_t size = strlen(text) + 1; /* json-c asks for the NUL, too */
	struct json_tokener *tokener = json_tokener_new_ex(DEPTH_MAX);
	struct json_object *root;
	enum json_tokener_error error;
	bool is_whole;

	if (!tokener || size > INT_MAX)
		stop("%s: too large", path);
	/* JSON_TOKENER_STRICT of json-c 0.18 rejects each string that is not ASCII. */
	json_tokener_set_flags(tokener, JSON_TOKENER_VALIDATE_UTF8);
	root = json_tokener_parse_ex(tokener, text, (int)size);
	error = json_tokener_get_error(tokener);
	is_whole = text[json_tokener_get_parse_end(tokener)] == '\0';
	json_tokener_free(tokener);
	if (error != json_tokener_success)
		stop("%s: not JSON: %s", path, json_tokener_error_desc(error));
	if (!is_whole)
		stop("%s: not JSON: something follows the array", path);
	return root;
}

struct json_rows json_rows_open(const char *path, struct memory *memory)
{
	struct json_rows rows = {.path = path, .array = parse(input_read(memory, path), path)};

	if (!json_object_is_type(rows.array, json_type_array))
		stop("%s: not a JSON array", path);
	if (json_object_array_length(rows.array) == 0)
		stop("%s: the array is empty", path);
	return rows;
}

bool json_rows_next(struct json_rows *rows)
{
	if (rows->number < json_object_array_length(rows->array)) {
		rows->number++;
		return true;
	}
	json_object_put(rows->array);
	rows->array = NULL;
	return false;
}

const char *json_rows_member(const struct json_rows *rows, const char *key)
{
	struct json_object *object = json_object_array_get_idx(rows->array, rows->number - 1);
	struct json_object *value = NULL;
	const char *text;

	if (!json_object_object_get_ex(object, key, &value) ||
		!json_object_is_type(value, json_type_string))
		stop("%s: object %zu has no string \"%s\"", rows->path, rows->number, key);
	text = json_object_get_string(value);
	if (!input_is_plain(text))
		json_rows_refuse(rows, "a control character");
	return text;
}

void json_rows_refuse(const struct json_rows *rows, const char *why)
{
	stop("%s: object %zu: %s", rows->path, rows->number, why);
}
