/* SPDX-License-Identifier: MIT */
/* The weather services: each has a row in a table and a file of its own. */
#ifndef WX_PROVIDER_H
#define WX_PROVIDER_H

#include <stdbool.h>
#include <stddef.h>

#include "weather/answer.h"

struct language;
struct reply;
struct request;

struct provider {
	const char *id;              /* "openweathermap", as scripts read it */
	const char *name;            /* "OpenWeatherMap", in messages */
	const char *attribution;     /* of its data, as its licence requires */
	const char *attribution_url; /* where the reader learns more */
	const char *base_url;        /* "https://api.openweathermap.org" */
	const char *url_variable;    /* the environment variable that overrides base_url */
	const char *key_parameter;   /* the query parameter for the key; NULL: none is needed */
	const char *key_url;         /* where users get a key */

	/*
	 * The request for a part of the answer for a location, in metric units whatever the user
	 * wants. False if the service has this part by coordinates alone, and the location has
	 * none.
	 */
	bool (*request)(struct request *request, enum answer_part part,
		const struct location *location, const struct language *language);

	/*
	 * Read a part of *answer from the reply to the request for ->location, or from the body of
	 * a successful one, which ends with a NUL. On failure the part is unspecified, and the code
	 * is EXIT_AUTH, EXIT_NOT_FOUND, EXIT_RATE_LIMIT or EXIT_BAD_REPLY, or EXIT_INTERNAL when
	 * memory is short.
	 */
	bool (*read_reply)(struct answer *answer, enum answer_part part, const struct reply *reply,
		struct error *error);
	bool (*read_body)(struct answer *answer, enum answer_part part, const char *body,
		size_t length, struct error *error);
};

/* The service that is used. */
const struct provider *provider_default(void);

/* The base URL to use: the value of ->url_variable if it is set and not empty, else ->base_url. */
const char *provider_base_url(const struct provider *provider);

#endif
