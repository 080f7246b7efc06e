/* SPDX-License-Identifier: MIT */
/* OpenWeatherMap: from a place to a request, from a reply to the weather. */
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

/* The request for the current weather, in metric units whatever the user wants. */
void owm_weather_request(
	struct request *request, const struct location *location, const struct language *language);

/*
 * Reads a reply to that request. Values that are missing, of the wrong type or beyond what nature
 * allows count as not sent; without a temperature or a time there is no weather. See struct
 * provider.
 */
bool owm_read_reply(struct weather *weather, const struct location *location,
	const struct reply *reply, struct error *error);
bool owm_read_body(struct weather *weather, const struct location *location, const char *body,
	size_t length, struct error *error);

#endif
