/* SPDX-License-Identifier: MIT */
/*
 * OpenWeatherMap (https://openweathermap.org/current): the functions of its row in the table of
 * providers, and what they fail with; see struct provider.
 */
#ifndef WX_OWM_H
#define WX_OWM_H

#include <stdbool.h>

#include "weather/answer.h"

struct error;
struct language;
struct request;
struct service_reply;

bool owm_request(struct request *request, enum answer_part part, const struct location *location,
	const struct language *language);

/*
 * A value that is missing, of the wrong type or physically impossible counts as not sent. Without a
 * temperature and a time there is no weather; for the other parts see owm_forecast.h. Replies that
 * say with a status of 200 that they are an error fail like owm_fail.
 */
bool owm_read(struct answer *answer, enum answer_part part, struct service_reply *reply,
	struct error *error);

/*
 * The code depends on the status, and for 403 also on whether the body is JSON: EXIT_AUTH,
 * EXIT_NOT_FOUND, EXIT_RATE_LIMIT or EXIT_BAD_REPLY. The message says who refused, by the kind of
 * the body, and quotes the service's own words where they help.
 */
bool owm_fail(const struct service_reply *reply, struct error *error);

#endif
