/* SPDX-License-Identifier: MIT */
/* Values out of a service's JSON, each checked for its type and its range. For weather alone. */
#ifndef WX_JSON_GET_H
#define WX_JSON_GET_H

#include <json-c/json.h>
#include <stddef.h>
#include <stdint.h>

struct error;

/*
 * The whole body as one JSON value, to be put away by the caller. NULL for "null", and with *error
 * set when it is none (EXIT_BAD_REPLY) or memory is short (EXIT_INTERNAL). An object with two
 * members of one name will not do: which of them counts, RFC 8259, section 4, leaves open. Neither
 * will a name with a NUL in it. The time is linear in the body's length.
 */
json_object *json_get_parse(const char *body, size_t length, struct error *error);

/* A member of that type; NULL when it is absent, null or of another type. */
json_object *json_get(json_object *parent, const char *key, json_type type);

/* A number from least to most; NAN for any other, and for what is no number. */
double json_get_number(json_object *parent, const char *key, double least, double most);

/* A time in seconds since 1970, up to the year 9999; TIMEFMT_NONE for any other. */
int64_t json_get_time(json_object *parent, const char *key);

/* Copies a string; "" for one that does not fit, and for what is no string. */
void json_get_string(json_object *parent, const char *key, char *to, size_t size);

#endif
