/* SPDX-License-Identifier: MIT */
/* How a run ends. */
#ifndef WX_EXIT_CODE_H
#define WX_EXIT_CODE_H

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

/* The name that scripts read, such as "not-found", and the few words that --help prints. */
const char *exit_code_name(enum exit_code code);
const char *exit_code_meaning(enum exit_code code);

/* Whether the same command may succeed later without the user doing anything. */
bool exit_code_is_retryable(enum exit_code code);

#endif
