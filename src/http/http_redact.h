/* SPDX-License-Identifier: MIT */
/*
 * The API key in what a server sends back: pieces of HTTP_REDACT_PIECE_BYTES or more of it, as they
 * are, in any case, as in the name of a host, percent-encoded, in the escapes of JSON, and
 * percent-encoded within these. A shorter piece is no secret, and neither is a key that is shorter;
 * it would overwrite half the text. The time is linear in the text's length.
 */
#ifndef WX_HTTP_REDACT_H
#define WX_HTTP_REDACT_H

#include <stdbool.h>

#define HTTP_REDACT_PIECE_BYTES 8

/* Overwrites them with asterisks, which keeps JSON well-formed. Returns whether there were any. */
bool http_redact(char *text, const char *key);

/*
 * Whether text has a piece in characters that look alike once joiners and marks are dropped and
 * compatibility forms unified, as utf8_escape and utf8_ascii do: "ｃａｎａｒｙ".
 */
bool http_redact_is_disguised(const char *text, const char *key);

#endif
