/* SPDX-License-Identifier: MIT */
/*
 * JSON (RFC 8259) written to a stream as it goes, without memory of its own. Whether the stream
 * took it is for the caller to ask (memory_stream_flush, ferror).
 *
 * The key is the member's name in an object, and NULL in an array and at the top. It is written as
 * it is, so it must be ASCII that needs no escape.
 */
#ifndef WX_JSON_WRITER_H
#define WX_JSON_WRITER_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct json_writer {
	FILE *out;
	bool needs_comma; /* before the next value */
};

void json_writer_begin_object(struct json_writer *json, const char *key);
void json_writer_end_object(struct json_writer *json);
void json_writer_begin_array(struct json_writer *json, const char *key);
void json_writer_end_array(struct json_writer *json);

void json_writer_null(struct json_writer *json, const char *key);
void json_writer_bool(struct json_writer *json, const char *key, bool value);
void json_writer_integer(struct json_writer *json, const char *key, int64_t value);

/*
 * At most so many decimals, without trailing zeros. NAN, infinity and magnitudes above 1e15 are
 * null.
 */
void json_writer_number(struct json_writer *json, const char *key, double value, int decimals);

/* The text is escaped by utf8_write_json. */
void json_writer_string(struct json_writer *json, const char *key, const char *text);

#endif
