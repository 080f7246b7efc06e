/* SPDX-License-Identifier: MIT */
/* Errors that OpenWeatherMap, or something on the way to it, replies with. For weather/ only. */
#ifndef WX_OWM_ERROR_H
#define WX_OWM_ERROR_H

#include <json-c/json.h>
#include <stdbool.h>

#include "base/error.h"
#include "base/location.h"

struct owm_error {
	int status;      /* of HTTP; or the "cod" member, where a reply has status 200 */
	int retry_after; /* seconds; 0: not sent */
	const char *content_type, *redirect_host; /* or "" */
	const char *body;
	json_object *object; /* the parsed body; NULL if it is not a JSON object */
	const struct location *location;
};

/*
 * Whether the body is HTML or XML. OpenWeatherMap sends JSON, so the reply is from its gateway, or
 * from a proxy, a filter or the login page of the user's network.
 */
bool owm_error_is_page(const struct owm_error *reply);

/*
 * Sets *error and returns false. The code depends on the status, and for 403 also on whether the
 * body is JSON: EXIT_AUTH, EXIT_NOT_FOUND, EXIT_RATE_LIMIT or EXIT_BAD_REPLY. The message says who
 * refused, by the kind of the body, and quotes the service's own words where they help.
 */
bool owm_error_set(const struct owm_error *reply, struct error *error);

#endif
