/* SPDX-License-Identifier: MIT */
/* Reads members of JSON objects, checking their type and range. For weather/ only. */
#ifndef WX_JSON_GET_H
#define WX_JSON_GET_H

#include <json-c/json.h>
#include <stddef.h>
#include <stdint.h>

struct error;

/*
 * Parses the whole body, which ends with a NUL at body[length], as one JSON value; the caller frees
 * it with json_object_put. NULL for the value null; NULL with *error set if the body is not valid
 * JSON (EXIT_BAD_REPLY) or memory is short (EXIT_INTERNAL). An object that has two members of one
 * name is rejected, since RFC 8259, section 4, leaves open which of them counts, and so is a name
 * that contains a NUL. The time is linear in the length.
 */
json_object *json_get_parse(const char *body, size_t length, struct error *error);

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
