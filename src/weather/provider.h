/* SPDX-License-Identifier: MIT */
/* The services that can be asked: a row of a table and a file each. */
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
	const char *attribution;     /* of its data, as its licence asks */
	const char *attribution_url; /* where the reader learns more */
	const char *base_url;        /* of the service itself */
	const char *url_variable;    /* of the environment: another base URL */
	const char *key_parameter;   /* of a request, for the API key; NULL: no key is needed */
	const char *key_url;         /* where a key is to be had */

	/* The request for the current weather, in metric units whatever the user wants. */
	void (*request)(struct request *request, const struct location *location,
		const struct language *language);

	/*
	 * Read the weather from a reply to the request about the location, or from the body of a
	 * good one, which ends with a NUL. *weather is filled in completely or not of use. Fail
	 * with the code that fits the reply's status, EXIT_BAD_REPLY, or EXIT_INTERNAL when memory
	 * is short.
	 */
	bool (*read_reply)(struct weather *weather, const struct location *location,
		const struct reply *reply, struct error *error);
	bool (*read_body)(struct weather *weather, const struct location *location,
		const char *body, size_t length, struct error *error);
};

/* The one that is asked. */
const struct provider *provider_default(void);

/* Its base URL: that of the environment, if it is set and not empty, else its own. */
const char *provider_base_url(const struct provider *provider);

#endif
