/* SPDX-License-Identifier: MIT */
/*
 * Finds the API key in a text, such as what a server sends or a user types: pieces of
 * HTTP_REDACT_PIECE_BYTES or more of it, in upper or lower case, as in a host name; plain,
 * percent-encoded, in JSON escapes, or percent-encoded in JSON escapes. Shorter pieces and shorter
 * keys are not looked for, since ordinary text would match them. The time is linear in the length
 * of the text.
 */
#ifndef WX_HTTP_REDACT_H
#define WX_HTTP_REDACT_H

#include <stdbool.h>

#define HTTP_REDACT_PIECE_BYTES 8

/*
 * Overwrites such pieces of the key with asterisks, which keeps JSON well-formed. Returns whether
 * there were any; false if the key is NULL.
 */
bool http_redact(char *text, const char *key);

/*
 * Whether text has a piece of the key in other characters that utf8_escape or utf8_ascii would turn
 * into it, such as "ｃａｎａｒｙ".
 */
bool http_redact_is_disguised(const char *text, const char *key);

#endif
