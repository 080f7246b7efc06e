/* SPDX-License-Identifier: MIT */
/*
 * A string that is built in an array of the caller: always NUL-terminated, and truncated between
 * characters if it does not fit.
 */
#ifndef WX_STRBUF_H
#define WX_STRBUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct strbuf {
	char *text;
	size_t size, length;
	bool is_cut; /* text did not fit; whatever is added later is ignored */
};

/* An empty string in text[0..size); the size is at least 1. */
struct strbuf strbuf_start(char *text, size_t size);

void strbuf_add(struct strbuf *buffer, const char *text);
void strbuf_addf(struct strbuf *buffer, const char *format, ...) ERROR_PRINTF(2, 3);

/* Adds item i, from 0, of a list of `count` alternatives: "A", "A or B", "A, B or C". */
void strbuf_add_choice(struct strbuf *buffer, size_t i, size_t count, const char *text);

#endif
