/* SPDX-License-Identifier: MIT */
/* A place's weather, and how it was come by. */
#ifndef WX_ANSWER_H
#define WX_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/language.h"
#include "base/location.h"
#include "weather/weather.h"

struct provider;
struct reply;

struct answer {
	const struct provider *provider;
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
 * Fill in the weather from the provider's reply to the question about ->location, or from the body
 * of a good one that was kept. Fail like struct provider's functions.
 */
bool answer_read_reply(struct answer *answer, const struct reply *reply, struct error *error);
bool answer_read_body(struct answer *answer, const char *body, size_t length, struct error *error);

#endif
