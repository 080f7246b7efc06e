/* SPDX-License-Identifier: MIT */
#include "answer.h"

#include <stdlib.h>

#include "http_redact.h"
#include "owm.h"
#include "utf8.h"

const char *answer_service(void)
{
	const char *url = getenv("WX_API_URL");

	return url && *url ? url : "https://api.openweathermap.org";
}

/* What came is blanked when it has been decoded: JSON has many ways to write a character. */
static void blank_weather(struct weather *weather, const char *key)
{
	http_redact(weather->place, key);
	http_redact(weather->state, key);
	http_redact(weather->country, key);
	for (size_t i = 0; i < weather->condition_count; i++) {
		struct condition *condition = &weather->conditions[i];

		http_redact(condition->group, key);
		http_redact(condition->description, key);
		http_redact(condition->icon, key);
	}
}

/* What the list says of a place is better known than what the service makes of its coordinates. */
static void name_place(struct weather *weather, const struct place *place)
{
	if (place->kind != PLACE_LISTED)
		return;
	utf8_copy(weather->place, sizeof weather->place, place->name);
	utf8_copy(weather->place_ascii, sizeof weather->place_ascii, place->ascii);
	utf8_copy(weather->state, sizeof weather->state, place->state);
	utf8_copy(weather->country, sizeof weather->country, place->country);
	weather->latitude = place->latitude;
	weather->longitude = place->longitude;
}

bool answer_read(struct answer *answer, const struct place *place, const struct reply *reply,
	const char *key, struct failure *failure)
{
	if (!owm_weather(&answer->weather, reply, failure))
		return false;
	if (key)
		blank_weather(&answer->weather, key);
	name_place(&answer->weather, place);
	return true;
}
