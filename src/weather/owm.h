/* SPDX-License-Identifier: MIT */
/* OpenWeatherMap: makes requests for places, and reads the weather from the replies. */
#ifndef WX_OWM_H
#define WX_OWM_H

#include <stdbool.h>
#include <stddef.h>

#include "weather/answer.h"

struct language;
struct reply;
struct request;

/* Make the request for a part, and read the reply; see struct provider. */
bool owm_request(struct request *request, enum answer_part part, const struct location *location,
	const struct language *language);

/*
 * A value that is missing, of the wrong type or physically impossible counts as not sent. Without a
 * temperature and a time there is no weather; for the other parts see owm_forecast.h.
 */
bool owm_read_reply(struct answer *answer, enum answer_part part, const struct reply *reply,
	struct error *error);
bool owm_read_body(struct answer *answer, enum answer_part part, const char *body, size_t length,
	struct error *error);

#endif
