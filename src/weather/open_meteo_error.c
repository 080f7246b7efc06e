/* SPDX-License-Identifier: MIT */
#include "weather/open_meteo.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/location.h"
#include "base/timefmt.h"
#include "weather/json_get.h"
#include "weather/provider.h"
#include "weather/service_reply.h"

#define MINUTE_SECONDS 60
#define HOUR_SECONDS 3600
#define DAY_SECONDS 86400
#define MESSAGE_BYTES 512

/* The limits are those of UTC's hours and days; what was sent as Retry-After goes first. */
static bool fail_too_many(
	const struct service_reply *reply, const char *reason, struct error *error)
{
	int64_t period = MINUTE_SECONDS;
	char pause[TIMEFMT_MAX];
	int seconds;

	if (strstr(reason, "Hourly"))
		period = HOUR_SECONDS;
	else if (strstr(reason, "Daily"))
		period = DAY_SECONDS;
	seconds = (int)(period - reply->received % period);
	if (period == MINUTE_SECONDS)
		seconds = MINUTE_SECONDS;
	if (reply->retry_after > 0)
		seconds = reply->retry_after;
	timefmt_wait(pause, seconds);
	error_set(error, EXIT_RATE_LIMIT,
		_("too many requests from this IP address; try again in %s"), pause);
	error->retry_after = seconds;
	return false;
}

bool open_meteo_fail(const struct service_reply *reply, struct error *error)
{
	char reason[MESSAGE_BYTES];

	json_get_string(reply->object, "reason", reason, sizeof reason);
	if (reply->status == 429)
		return fail_too_many(reply, reason, error);
	if (reply->status == 400 && strstr(reason, "No data is available"))
		return service_reply_not_found(reply, error);
	if (reply->status == 404 && reply->location->kind == LOCATION_ID &&
		!service_reply_is_page(reply))
		return service_reply_not_found(reply, error);
	if (reply->status == 401 || (reply->status == 403 && reply->object))
		return error_set(error, EXIT_AUTH,
			/* TRANSLATORS: %s is an environment variable */
			_("Open-Meteo refused the request (HTTP status %d); check %s if it is set, "
			  "or try again later"),
			reply->status, reply->provider->url_variable);
	return service_reply_fail(reply, reason, error);
}
