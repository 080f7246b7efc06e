/* SPDX-License-Identifier: MIT */
/* The exit codes of wx. */
#ifndef WX_EXIT_CODE_H
#define WX_EXIT_CODE_H

#include <stdbool.h>

/* Scripts rely on these, so they never change; the man page describes them. */
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

/* The name for scripts, such as "not-found", and the description that --help prints. */
const char *exit_code_name(enum exit_code code);
const char *exit_code_meaning(enum exit_code code);

/* Whether the same command may succeed later without any change by the user. */
bool exit_code_is_retryable(enum exit_code code);

#endif
