/* SPDX-License-Identifier: MIT */
#include "base/exit_code.h"

static const struct {
	const char *name, *meaning;
	bool retryable;
} codes[EXIT_CODES] = {
	[EXIT_OK] = {"ok", "answered", false},
	[EXIT_INTERNAL] = {"internal", "out of memory, a missing library, or a bug", false},
	[EXIT_USAGE] = {"usage", "the arguments", false},
	[EXIT_CONFIG] = {"config", "no key, an unsafe key file, or a bad setting", false},
	[EXIT_NETWORK] = {"network", "the service could not be reached in time", true},
	[EXIT_TLS] = {"tls", "the connection could not be made secure", false},
	[EXIT_AUTH] = {"auth", "the service refused the API key", false},
	[EXIT_NOT_FOUND] = {"not-found", "the service knows no such place", false},
	[EXIT_RATE_LIMIT] = {"rate-limit", "too many requests for the account", true},
	[EXIT_BAD_REPLY] = {"bad-reply", "the service's reply was unusable", true},
	[EXIT_OUTPUT] = {"output", "standard output could not be written", false},
	[EXIT_LISTEN] = {"listen", "the echo server could not listen", false},
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
