/* SPDX-License-Identifier: MIT */
/* From a place to its weather: who is asked, with which key, within which time. */
#ifndef WX_ANSWER_H
#define WX_ANSWER_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "fail.h"
#include "key.h"
#include "language.h"
#include "options.h"
#include "place.h"
#include "weather.h"

struct answer {
	char query[PLACE_TEXT_MAX + 1]; /* as typed */
	struct weather weather;
	const struct language *language; /* of the descriptions */
	int64_t fetched;                 /* when the service was asked */
	struct key_origin key;           /* what it was asked with; also after a failure */
};

/* How to go about it. */
struct inquiry {
	const struct options *options;
	const struct language *language;
	int64_t now;
	FILE *log; /* see struct http */
};

/*
 * Fills in *answer within the options' time-out. Fails with any code from EXIT_CONFIG to
 * EXIT_BAD_REPLY, or EXIT_INTERNAL; the rest of *answer is then of no use.
 */
bool answer_place(struct answer *answer, const struct place *place, const struct inquiry *inquiry,
	struct failure *failure);

/* The service's base URL: WX_API_URL, else OpenWeatherMap's own. */
const char *answer_service(void);

#endif
