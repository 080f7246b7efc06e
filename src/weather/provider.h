/* SPDX-License-Identifier: MIT */
/* The weather services: each has a row in a table and a file of its own. */
#ifndef WX_PROVIDER_H
#define WX_PROVIDER_H

#include <stdbool.h>
#include <stddef.h>

struct error;
struct language;
struct location;
struct reply;
struct request;
struct weather;

struct provider {
	const char *id;              /* "openweathermap", as scripts read it */
	const char *name;            /* "OpenWeatherMap", in messages */
	const char *attribution;     /* of its data, as its licence requires */
	const char *attribution_url; /* where the reader learns more */
	const char *base_url;        /* "https://api.openweathermap.org" */
	const char *url_variable;    /* the environment variable that overrides base_url */
	const char *key_parameter;   /* the query parameter for the key; NULL: none is needed */
	const char *key_url;         /* where users get a key */

	/* The request for the current weather, in metric units whatever the user wants. */
	void (*request)(struct request *request, const struct location *location,
		const struct language *language);

	/*
	 * Read the weather from the reply to the request for the location, or from the body of a
	 * successful one, which ends with a NUL. On failure *weather is unspecified, and the code
	 * is EXIT_AUTH, EXIT_NOT_FOUND, EXIT_RATE_LIMIT or EXIT_BAD_REPLY, or EXIT_INTERNAL when
	 * memory is short.
	 */
	bool (*read_reply)(struct weather *weather, const struct location *location,
		const struct reply *reply, struct error *error);
	bool (*read_body)(struct weather *weather, const struct location *location,
		const char *body, size_t length, struct error *error);
};

/* The service that is used. */
const struct provider *provider_default(void);

/* The base URL to use: the value of ->url_variable if it is set and not empty, else ->base_url. */
const char *provider_base_url(const struct provider *provider);

#endif
