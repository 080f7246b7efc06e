/* SPDX-License-Identifier: MIT */
/* OpenWeatherMap: makes requests for places, and reads the weather from the replies. */
#ifndef WX_OWM_H
#define WX_OWM_H

#include <stdbool.h>
#include <stddef.h>

struct error;
struct language;
struct location;
struct reply;
struct request;
struct weather;

/* Makes the request for the current weather; see struct provider. */
void owm_weather_request(
	struct request *request, const struct location *location, const struct language *language);

/*
 * Read the reply to that request; see struct provider. A value that is missing, of the wrong type
 * or physically impossible counts as not sent; without a temperature and a time they fail with
 * EXIT_BAD_REPLY.
 */
bool owm_read_reply(struct weather *weather, const struct location *location,
	const struct reply *reply, struct error *error);
bool owm_read_body(struct weather *weather, const struct location *location, const char *body,
	size_t length, struct error *error);

#endif
