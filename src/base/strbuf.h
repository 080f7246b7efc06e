/* SPDX-License-Identifier: MIT */
/*
 * A string that is built up in a caller's array: always ended by NUL, never longer than the array,
 * and cut between characters where it would be.
 */
#ifndef WX_STRBUF_H
#define WX_STRBUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct strbuf {
	char *text;
	size_t size, length;
	bool is_cut; /* something did not fit; what is added then is left off */
};

/* An empty one in text[0..size), size at least 1. */
struct strbuf strbuf_start(char *text, size_t size);

void strbuf_add(struct strbuf *buffer, const char *text);
void strbuf_addf(struct strbuf *buffer, const char *format, ...) ERROR_PRINTF(2, 3);

/* Adds item i of `count` of an enumeration: "A", "A or B", "A, B or C". */
void strbuf_add_choice(struct strbuf *buffer, size_t i, size_t count, const char *text);

#endif
