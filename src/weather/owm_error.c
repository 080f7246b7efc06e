/* SPDX-License-Identifier: MIT */
#include "weather/owm.h"

#include <ctype.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/timefmt.h"
#include "weather/json_get.h"
#include "weather/service_reply.h"

/* After a 429 without Retry-After; OpenWeatherMap's FAQ asks for ten minutes. */
#define PAUSE_SECONDS 600

#define MESSAGE_BYTES 512

/* Whether text contains the whole word: "explanation" does not contain "plan". */
static bool has_word(const char *text, const char *word)
{
	const char *at = text;

	while ((at = strstr(at, word))) {
		bool begins = at == text || !isalpha((unsigned char)at[-1]);

		at += strlen(word);
		if (begins && !isalpha((unsigned char)*at))
			return true;
	}
	return false;
}

static bool fail_rejected(const struct service_reply *reply, struct error *error)
{
	char message[MESSAGE_BYTES];

	json_get_string(reply->object, "message", message, sizeof message);
	/* The caller, who knows where the key is from, says this in other words. */
	if (!has_word(message, "plan") && !has_word(message, "subscription"))
		return error_set(error, EXIT_AUTH, "OpenWeatherMap rejected the API key");
	error_set(error, EXIT_AUTH,
		_("the plan of the API key does not include this request: OpenWeatherMap says "
		  "'%s'; see https://openweathermap.org/price"),
		message);
	error->is_plan = true;
	return false;
}

bool owm_fail(const struct service_reply *reply, struct error *error)
{
	int status = reply->status;
	char message[MESSAGE_BYTES];

	if (status == 401 || (status == 403 && reply->object))
		return fail_rejected(reply, error);
	if (status == 404 && !service_reply_is_page(reply))
		return service_reply_not_found(reply, error);
	if (status == 429) {
		int seconds = reply->retry_after ? reply->retry_after : PAUSE_SECONDS;
		char pause[TIMEFMT_MAX];

		timefmt_wait(pause, seconds);
		error_set(error, EXIT_RATE_LIMIT,
			_("too many requests with this API key; try again in %s"), pause);
		error->retry_after = seconds;
		return false;
	}
	json_get_string(reply->object, "message", message, sizeof message);
	return service_reply_fail(reply, message, error);
}
