/* SPDX-License-Identifier: MIT */
/* What went wrong: an exit code and one line for the user. */
#ifndef WX_ERROR_H
#define WX_ERROR_H

#include <stdbool.h>

#include "base/exit_code.h"

struct error {
	enum exit_code code;
	int retry_after;   /* seconds, or 0 when the service named no pause */
	bool is_plan;      /* EXIT_AUTH: the key is good, but its plan does not include this */
	char message[512]; /* one line, without the program's name; cut at a character */
};

#if defined(__GNUC__)
#define ERROR_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define ERROR_PRINTF(text, first)
#endif

/*
 * Fills *error and returns false, so that `return error_set(…)` is how a function fails. What comes
 * from outside may be passed as it is: unsafe bytes of the finished line are escaped, and what
 * looks like an API key is hidden.
 */
bool error_set(struct error *error, enum exit_code code, const char *format, ...)
	ERROR_PRINTF(3, 4);

/* Exit code 1 for want of memory. */
bool error_set_no_memory(struct error *error);

#endif
