/* SPDX-License-Identifier: MIT */
/* Reads members of JSON objects, checking their type and range. For weather/ only. */
#ifndef WX_JSON_GET_H
#define WX_JSON_GET_H

#include <json-c/json.h>
#include <stddef.h>
#include <stdint.h>

/* The member, if it has that type; else NULL. */
json_object *json_get(json_object *parent, const char *key, json_type type);

/* The member, or the value itself, if it is a number from min to max; else NAN. */
double json_get_number(json_object *parent, const char *key, double min, double max);
double json_get_number_of(json_object *value, double min, double max);

/*
 * The member, or the value itself, if it is a whole number of seconds since 1970, above 0 and below
 * TIMEFMT_END; else TIMEFMT_NONE.
 */
int64_t json_get_time(json_object *parent, const char *key);
int64_t json_get_time_of(json_object *value);

/* Copies the member, if it is a string that fits, with U+FFFD for each NUL in it; else "". */
void json_get_string(json_object *parent, const char *key, char *to, size_t size);

#endif
