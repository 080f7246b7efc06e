/* SPDX-License-Identifier: MIT */
#include "answer.h"

#include <stdlib.h>

#include "http.h"
#include "moment.h"
#include "owm.h"
#include "utf8.h"

const char *answer_service(void)
{
	const char *url = getenv("WX_API_URL");

	return url && *url ? url : "https://api.openweathermap.org";
}

/* A refused key is mended where it came from. */
static void name_source(struct failure *failure, const struct key_origin *key)
{
	if (failure->code == EXIT_AUTH)
		fail(failure, EXIT_AUTH,
			"OpenWeatherMap refused the API key from %.300s; check it there, and mind "
			"that "
			"a new key takes up to two hours to work",
			key->source);
}

static bool find_key(struct key *key, struct answer *answer, const struct options *options,
	double deadline, struct failure *failure)
{
	bool good = key_find(key, options, deadline, failure);

	answer->key = key->origin;
	return good;
}

/* What came is blanked when it has been decoded: JSON has many ways to write a character. */
static void blank_weather(struct weather *weather, const char *key)
{
	key_blank(weather->place, key);
	key_blank(weather->state, key);
	key_blank(weather->country, key);
	for (size_t i = 0; i < weather->condition_count; i++) {
		struct condition *condition = &weather->conditions[i];

		key_blank(condition->group, key);
		key_blank(condition->description, key);
		key_blank(condition->icon, key);
	}
}

static bool ask(struct weather *weather, struct http *http, const struct request *request,
	double deadline, struct failure *failure)
{
	struct reply reply;
	size_t ticket;
	bool good;

	if (!http_start(http, request, deadline, 0, failure))
		return false;
	while (!http_next(http, &ticket, &reply, failure))
		http_wait(http, -1, deadline);
	if (failure->code != EXIT_OK)
		return false;
	good = owm_weather(weather, &reply, failure);
	http_free(&reply);
	return good;
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

bool answer_place(struct answer *answer, const struct place *place, const struct inquiry *inquiry,
	struct failure *failure)
{
	double deadline = moment_monotonic() + inquiry->options->timeout;
	struct http http = {
		.base_url = answer_service(),
		.timeout = inquiry->options->timeout,
		.now = inquiry->now,
		.log = inquiry->log,
	};
	struct request request;
	struct key key;
	bool good;

	*answer = (struct answer){.language = inquiry->language, .fetched = inquiry->now};
	utf8_copy(answer->query, sizeof answer->query, place->query);
	owm_weather_request(&request, place, inquiry->language);
	if (!find_key(&key, answer, inquiry->options, deadline, failure) ||
		!http_check_url(http.base_url, failure))
		return false;
	http.key = key.text;
	good = ask(&answer->weather, &http, &request, deadline, failure);
	http_close(&http);
	if (good) {
		blank_weather(&answer->weather, key.text);
		name_place(&answer->weather, place);
		return true;
	}
	key_blank(failure->message, key.text);
	name_source(failure, &answer->key);
	return false;
}
