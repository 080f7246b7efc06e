/* SPDX-License-Identifier: MIT */
/* A place's weather, and how it was come by. */
#ifndef WX_ANSWER_H
#define WX_ANSWER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/language.h"
#include "base/location.h"
#include "http/request.h"
#include "weather/weather.h"

struct answer {
	struct location location; /* what was asked about */
	struct weather weather;
	const struct language *language; /* of the descriptions */
	int64_t fetched;                 /* when the service was asked */
	int64_t ready;                   /* when this was known, be it from the cache */
	bool cached;
	const char *stale; /* why it is older than wanted: "network", "offline", …; NULL if not */
	struct error trouble; /* what kept from a new one; no code if nothing failed just now */
};

/*
 * Makes an answer of a service's reply to the question about answer->location. Fails like
 * owm_weather.
 */
bool answer_read(struct answer *answer, const struct reply *reply, struct error *error);

#endif
