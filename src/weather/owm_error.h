/* SPDX-License-Identifier: MIT */
/*
 * What a reply of OpenWeatherMap that is no weather means, in the user's words. For weather alone.
 */
#ifndef WX_OWM_ERROR_H
#define WX_OWM_ERROR_H

#include <json-c/json.h>
#include <stdbool.h>

#include "base/error.h"
#include "base/location.h"

struct owm_error {
	int status;      /* of HTTP, or the "cod" of a reply that has status 200 */
	int retry_after; /* seconds; 0: none was sent */
	const char *content_type, *redirect_host; /* or "" */
	const char *body;
	json_object *object; /* the body; NULL when it is no JSON object */
	const struct location *location;
};

/*
 * Whether the body is HTML or XML, which the service does not send: a proxy, a filter or the login
 * of a network has answered in its place, or the gateway before it.
 */
bool owm_error_is_page(const struct owm_error *fault);

/*
 * The status decides on the code, whatever the body: EXIT_AUTH, EXIT_NOT_FOUND, EXIT_RATE_LIMIT or
 * EXIT_BAD_REPLY. What the body is decides on who is named, then its message on the reason.
 */
bool owm_error_set(const struct owm_error *fault, struct error *error);

#endif
