/* SPDX-License-Identifier: MIT */
/* The weather at a place, now and to come, and where the data is from. */
#ifndef WX_ANSWER_H
#define WX_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/language.h"
#include "base/location.h"
#include "weather/air.h"
#include "weather/forecast.h"
#include "weather/weather.h"

struct provider;
struct reply;

/*
 * An answer's parts; each has a request and a cache entry of its own. ANSWER_PLACE looks up the
 * location, for a service that has the rest by coordinates alone.
 */
enum answer_part { ANSWER_PLACE, ANSWER_WEATHER, ANSWER_FORECAST, ANSWER_AIR, ANSWER_PARTS };

struct answer {
	const struct provider *provider;
	const struct language *language; /* of the descriptions */
	struct location location;        /* the place that was asked for */
	bool is_found;                   /* ANSWER_PLACE has looked it up: see ->found */
	bool has_forecast, has_air;      /* they were asked for, and are there if the weather is */

	/* ANSWER_PLACE does not count for these, since coordinates do not get old. */
	bool cached;       /* all parts were */
	int64_t fetched;   /* seconds since 1970; when the service sent the oldest part */
	int64_t ready;     /* likewise; when the last part was read, or its cached body */
	const char *stale; /* why the oldest part is old: "network", …; NULL: no part is */
	enum answer_part stale_part; /* it; ANSWER_PARTS: all are old, or one reply has two */
	struct error request_error;  /* in this run, that led to its use; EXIT_OK: none did */

	struct weather weather;

	/* Last, as their pages are not used where nobody asked for them. */
	struct location found; /* a listed place */
	struct air air;
	struct forecast forecast;
};

/* The place that the weather is of: the one that was looked up, else the one asked for. */
const struct location *answer_place(const struct answer *answer);

/*
 * Fill in a part from the provider's reply to the request for ->location, or from the body of a
 * successful one that was cached. Names and coordinates from the list of places take precedence
 * over the provider's, and a forecast's clocks are those of the location's time zone. They fail
 * like service_reply_read: with EXIT_AUTH, EXIT_NOT_FOUND, EXIT_RATE_LIMIT, EXIT_BAD_REPLY or
 * EXIT_INTERNAL.
 */
bool answer_read_reply(struct answer *answer, enum answer_part part, const struct reply *reply,
	struct error *error);
bool answer_read_body(struct answer *answer, enum answer_part part, const char *body, size_t length,
	struct error *error);

#endif
