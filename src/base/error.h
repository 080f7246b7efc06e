/* SPDX-License-Identifier: MIT */
/* What went wrong: an exit code and one line for the user. */
#ifndef WX_ERROR_H
#define WX_ERROR_H

#include <stdbool.h>

#include "base/exit_code.h"

struct error {
	enum exit_code code;
	int retry_after;   /* seconds to wait before the next request; 0: unknown */
	bool is_plan;      /* EXIT_AUTH: the key is valid, but its plan excludes the request */
	char message[512]; /* one line, without the program's name, cut between characters */
};

#if defined(__GNUC__)
#define ERROR_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define ERROR_PRINTF(text, first)
#endif

/*
 * Fills *error and returns false, so that a function fails with `return error_set(…)`. Text from
 * outside may be passed as it is: the finished line is escaped (see utf8_escape), and what looks
 * like an API key is hidden (see key_shape_hide).
 */
bool error_set(struct error *error, enum exit_code code, const char *format, ...)
	ERROR_PRINTF(3, 4);

/* Fails with EXIT_INTERNAL because memory has run out. */
bool error_set_no_memory(struct error *error);

#endif
