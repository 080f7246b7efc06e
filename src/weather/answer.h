/* SPDX-License-Identifier: MIT */
/* The weather at a place, and where the data is from. */
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
	struct location location; /* the place that was asked for */
	struct weather weather;
	const struct language *language; /* of the descriptions */
	int64_t fetched;                 /* seconds since 1970; when the service replied */
	int64_t ready;                   /* likewise; when the reply was read, or its cached body */
	bool cached;
	const char *stale;    /* why it is old: "network", "offline", …; NULL: it is not */
	struct error trouble; /* of the request that failed just now; EXIT_OK: none did */
};

/*
 * Fill in ->weather from the provider's reply to the request for ->location, or from the body of a
 * successful one that was cached. Names and coordinates from the list of places take precedence
 * over the provider's. They fail like read_reply and read_body of struct provider.
 */
bool answer_read_reply(struct answer *answer, const struct reply *reply, struct error *error);
bool answer_read_body(struct answer *answer, const char *body, size_t length, struct error *error);

#endif
