/* SPDX-License-Identifier: MIT */
/* A place's weather, and how it was come by. */
#ifndef WX_ANSWER_H
#define WX_ANSWER_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "fail.h"
#include "language.h"
#include "options.h"
#include "place.h"
#include "request.h"
#include "weather.h"

struct key;

struct answer {
	char query[PLACE_TEXT_MAX + 1]; /* as typed */
	struct weather weather;
	const struct language *language; /* of the descriptions */
	int64_t fetched;                 /* when the service was asked */
	int64_t ready;                   /* when this was known, be it from the cache */
	bool cached;
	const char *stale; /* why it is older than wanted: "network", "offline", …; NULL if not */
	struct failure trouble; /* what kept from a new one; no code if nothing failed just now */
};

/* How to go about it. */
struct inquiry {
	const struct options *options;
	const struct language *language;
	FILE *log;             /* see struct http */
	const struct key *key; /* the one to use; NULL: the one that key_find finds */
};

/*
 * Makes an answer of a service's reply to the question about a place. The key is blanked out of
 * what is repeated of it (NULL: there is none). Fails like owm_weather.
 */
bool answer_read(struct answer *answer, const struct place *place, const struct reply *reply,
	const char *key, struct failure *failure);

/* The service's base URL: WX_API_URL, else OpenWeatherMap's own. */
const char *answer_service(void);

#endif
