/* SPDX-License-Identifier: MIT */
#include "fail.h"

#include <stdarg.h>
#include <stdio.h>

#include "key_shape.h"
#include "utf8.h"

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

bool fail(struct failure *failure, enum exit_code code, const char *format, ...)
{
	char line[sizeof failure->message * 4];
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(line, sizeof line, format, arguments);
	va_end(arguments);
	key_shape_hide(line, length >= (int)sizeof line);
	failure->code = code;
	failure->retry_after = 0;
	utf8_escape(failure->message, sizeof failure->message, line);
	return false;
}

bool fail_memory(struct failure *failure)
{
	return fail(failure, EXIT_INTERNAL, "out of memory");
}

const char *fail_name(enum exit_code code)
{
	return codes[code].name;
}

const char *fail_meaning(enum exit_code code)
{
	return codes[code].meaning;
}

bool fail_is_retryable(enum exit_code code)
{
	return codes[code].retryable;
}
