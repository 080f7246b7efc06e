/* SPDX-License-Identifier: MIT */
/* What went wrong: an exit code and one line for the user. */
#ifndef WX_FAIL_H
#define WX_FAIL_H

#include <stdbool.h>

/* The exit codes, frozen; their names and meanings are in the man page. */
enum exit_code {
	EXIT_OK,
	EXIT_INTERNAL,
	EXIT_USAGE,
	EXIT_CONFIG,
	EXIT_NETWORK,
	EXIT_TLS,
	EXIT_AUTH,
	EXIT_NOT_FOUND,
	EXIT_RATE_LIMIT,
	EXIT_BAD_REPLY,
	EXIT_OUTPUT,
	EXIT_LISTEN,
	EXIT_CODES
};

struct failure {
	enum exit_code code;
	int retry_after;   /* seconds, or 0 when the service named no pause */
	char message[512]; /* one line, without the program's name; cut at a character */
};

#if defined(__GNUC__)
#define FAIL_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define FAIL_PRINTF(text, first)
#endif

/*
 * Fills *failure and returns false, so that `return fail(…)` is how a function fails. What comes
 * from outside may be passed as it is: unsafe bytes of the finished line are escaped, and what looks
 * like an API key is hidden.
 */
bool fail(struct failure *failure, enum exit_code code, const char *format, ...) FAIL_PRINTF(3, 4);

/* Exit code 1 for want of memory. */
bool fail_memory(struct failure *failure);

/* The name that scripts read, such as "not-found", and the few words that --help prints. */
const char *fail_name(enum exit_code code);
const char *fail_meaning(enum exit_code code);

/* Whether the same command may succeed later without the user doing anything. */
bool fail_is_retryable(enum exit_code code);

#endif
