/* SPDX-License-Identifier: MIT */
#include "base/exit_code.h"

static const struct {
	const char *name, *meaning;
	bool retryable;
} codes[EXIT_CODES] = {
	[EXIT_OK] = {"ok", "success", false},
	[EXIT_INTERNAL] = {"internal", "out of memory, a missing library, or a bug in wx", false},
	[EXIT_USAGE] = {"usage", "invalid option, argument or place", false},
	[EXIT_CONFIG] = {"config", "no API key, an unsafe key file, or an invalid setting", false},
	[EXIT_NETWORK] = {"network", "the service cannot be reached, or not in time", true},
	[EXIT_TLS] = {"tls", "no secure connection to the service", false},
	[EXIT_AUTH] = {"auth", "the service rejected the API key", false},
	[EXIT_NOT_FOUND] = {"not-found", "no such place", false},
	[EXIT_RATE_LIMIT] = {"rate-limit", "too many requests with this API key", true},
	[EXIT_BAD_REPLY] = {"bad-reply", "invalid reply from the service", true},
	[EXIT_OUTPUT] = {"output", "cannot write to standard output", false},
	[EXIT_LISTEN] = {"listen", "the echo server cannot listen on the address", false},
};

const char *exit_code_name(enum exit_code code)
{
	return codes[code].name;
}

const char *exit_code_meaning(enum exit_code code)
{
	return codes[code].meaning;
}

bool exit_code_is_retryable(enum exit_code code)
{
	return codes[code].retryable;
}
