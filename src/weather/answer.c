/* SPDX-License-Identifier: MIT */
#include "weather/answer.h"

#include "base/tzfile.h"
#include "base/utf8.h"
#include "http/request.h"
#include "weather/provider.h"
#include "weather/service_reply.h"

const struct location *answer_place(const struct answer *answer)
{
	return answer->is_found ? &answer->found : &answer->location;
}

/* Completes what was read from a reply. */
static void complete(struct answer *answer, enum answer_part part)
{
	const struct location *place = answer_place(answer);
	struct weather *weather = &answer->weather;
	bool has_forecast =
		part == ANSWER_FORECAST || (part == ANSWER_WEATHER && answer->has_forecast &&
						   answer->provider->forecast_with_weather);
	struct tzfile zone;

	/* For coordinates the service answers with the name of some station or district near by. */
	if (part == ANSWER_WEATHER && place->kind == LOCATION_LISTED) {
		utf8_copy(weather->place, sizeof weather->place, place->name);
		utf8_copy(weather->place_ascii, sizeof weather->place_ascii, place->ascii);
		utf8_copy(weather->state, sizeof weather->state, place->state);
		utf8_copy(weather->country, sizeof weather->country, place->country);
		weather->latitude = place->latitude;
		weather->longitude = place->longitude;
	}
	if (has_forecast && tzfile_open(&zone, place->zone))
		forecast_set_zone(&answer->forecast, &zone);
}

static bool read_part(struct answer *answer, enum answer_part part, struct service_reply *reply,
	struct error *error)
{
	reply->provider = answer->provider;
	reply->location = &answer->location;
	if (!service_reply_read(answer, part, reply, error))
		return false;
	complete(answer, part);
	return true;
}

bool answer_read_reply(struct answer *answer, enum answer_part part, const struct reply *reply,
	struct error *error)
{
	struct service_reply received = {.status = reply->status,
		.received = reply->received,
		.retry_after = reply->retry_after,
		.content_type = reply->content_type,
		.redirect_host = reply->redirect_host,
		.body = reply->body,
		.length = reply->length};

	return read_part(answer, part, &received, error);
}

bool answer_read_body(struct answer *answer, enum answer_part part, const char *body, size_t length,
	struct error *error)
{
	struct service_reply cached = {.status = HTTP_STATUS_OK,
		.content_type = "",
		.redirect_host = "",
		.body = body,
		.length = length};

	return read_part(answer, part, &cached, error);
}
