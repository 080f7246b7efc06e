/* SPDX-License-Identifier: MIT */
#include "weather/answer.h"

#include "base/tzfile.h"
#include "base/utf8.h"
#include "weather/provider.h"

/* For coordinates the service answers with the name of some station or district near by. */
static void name_place(struct weather *weather, const struct location *location)
{
	if (location->kind != LOCATION_LISTED)
		return;
	utf8_copy(weather->place, sizeof weather->place, location->name);
	utf8_copy(weather->place_ascii, sizeof weather->place_ascii, location->ascii);
	utf8_copy(weather->state, sizeof weather->state, location->state);
	utf8_copy(weather->country, sizeof weather->country, location->country);
	weather->latitude = location->latitude;
	weather->longitude = location->longitude;
}

static void complete_part(struct answer *answer, enum answer_part part)
{
	struct tzfile zone;

	if (part == ANSWER_WEATHER)
		name_place(&answer->weather, &answer->location);
	if (part == ANSWER_FORECAST && tzfile_open(&zone, answer->location.zone))
		forecast_set_zone(&answer->forecast, &zone);
}

bool answer_read_reply(struct answer *answer, enum answer_part part, const struct reply *reply,
	struct error *error)
{
	if (!answer->provider->read_reply(answer, part, reply, error))
		return false;
	complete_part(answer, part);
	return true;
}

bool answer_read_body(struct answer *answer, enum answer_part part, const char *body, size_t length,
	struct error *error)
{
	if (!answer->provider->read_body(answer, part, body, length, error))
		return false;
	complete_part(answer, part);
	return true;
}
