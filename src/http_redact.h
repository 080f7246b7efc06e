/* SPDX-License-Identifier: MIT */
/*
 * The API key in what a service sends back: pieces of REDACT_PIECE or more of its characters, as they are, in any
 * case, as in the name of a host, and percent-encoded. A shorter piece is no secret, and neither is a key
 * that is shorter; it would blank out half the text. The time is linear in the text's length.
 */
#ifndef WX_HTTP_REDACT_H
#define WX_HTTP_REDACT_H

#include <stdbool.h>

#define REDACT_PIECE 8

/* Overwrites them with asterisks. */
void http_redact(char *text, const char *key);

/* Whether there is any. */
bool http_redact_finds(const char *text, const char *key);

#endif
