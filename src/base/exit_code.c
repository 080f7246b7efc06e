/* SPDX-License-Identifier: MIT */
#include "base/exit_code.h"

#include "base/i18n.h"

static const struct {
	const char *name, *meaning;
	bool retryable;
} codes[EXIT_CODES] = {
	/* TRANSLATORS: the meanings of the exit codes have 62 columns at most in the help */
	[EXIT_OK] = {"ok", N_("success"), false},
	[EXIT_INTERNAL] = {"internal",
		N_("out of memory, a missing or outdated library, or a bug in wx"), false},
	[EXIT_USAGE] = {"usage", N_("an invalid option, argument or place, or no place given"),
		false},
	[EXIT_CONFIG] = {"config", N_("no usable API key, configuration or list of places"), false},
	[EXIT_NETWORK] = {"network",
		N_("no answer from the service, or no recent one in the cache"), true},
	[EXIT_TLS] = {"tls", N_("no secure connection to the service"), false},
	[EXIT_AUTH] = {"auth", N_("the service rejected the API key or refused the request"),
		false},
	[EXIT_NOT_FOUND] = {"not-found", N_("no such place"), false},
	[EXIT_RATE_LIMIT] = {"rate-limit", N_("too many requests; try again later"), true},
	[EXIT_BAD_REPLY] = {"bad-reply", N_("an error or an invalid reply from the service"), true},
	[EXIT_OUTPUT] = {"output", N_("cannot write to standard output"), false},
	[EXIT_LISTEN] = {"listen", N_("the echo server cannot listen on an address"), false},
};

const char *exit_code_name(enum exit_code code)
{
	return codes[code].name;
}

const char *exit_code_meaning(enum exit_code code)
{
	return _(codes[code].meaning);
}

bool exit_code_is_retryable(enum exit_code code)
{
	return codes[code].retryable;
}
