/* SPDX-License-Identifier: MIT */
/* The weather services: each has a row in a table and a file of its own. */
#ifndef WX_PROVIDER_H
#define WX_PROVIDER_H

#include <stdbool.h>
#include <stddef.h>

#include "weather/answer.h"

struct language;
struct request;
struct service_reply;

struct provider {
	const char *id;              /* "openweathermap", as scripts read and write it */
	const char *name;            /* "OpenWeatherMap", in messages */
	const char *attribution;     /* of its data, as its licence requires */
	const char *attribution_url; /* where the reader learns more; NULL: the above has it */
	const char *air_attribution; /* of its air quality, besides; NULL: none */
	const char *base_url;        /* "https://api.openweathermap.org" */
	const char *url_variable;    /* the environment variable that overrides it and those of
	                                the requests */
	const char *key_parameter;   /* the query parameter for the key; NULL: none is needed */
	const char *key_url;         /* where users get a key; NULL: none is needed */
	const char *series;          /* the member of replies with the hours; see json_reader.h */
	bool has_languages;          /* it describes the weather in other languages than English */
	bool is_model;               /* the current weather is computed, not observed */
	bool by_coordinates;         /* it has the weather by them alone, and ANSWER_PLACE */
	bool forecast_with_weather;  /* the current weather's reply has the forecast, too */

	/*
	 * The request for a part of the answer for a location, in metric units whatever the user
	 * wants. ANSWER_PLACE is asked for only with by_coordinates. False if the service has this
	 * part by coordinates alone, and the location has none. Use provider_request.
	 */
	bool (*request)(struct request *request, enum answer_part part,
		const struct location *location, const struct language *language);

	/*
	 * Read a part of *answer from ->object and ->reader, the body of a reply with status 200 to
	 * the request for ->location; with the weather also the forecast, if
	 * forecast_with_weather and it is wanted. On failure the part is unspecified, and the code
	 * is EXIT_AUTH, EXIT_NOT_FOUND, EXIT_RATE_LIMIT or EXIT_BAD_REPLY, or EXIT_INTERNAL when
	 * out of memory.
	 */
	bool (*read)(struct answer *answer, enum answer_part part, struct service_reply *reply,
		struct error *error);

	/* Fail with such a code for a reply with another status. */
	bool (*fail)(const struct service_reply *reply, struct error *error);
};

/* The table: each row by its number from 0, NULL after the last. */
const struct provider *provider_at(size_t number);

/* The one that is used where there is a key, and the one where there is none. */
const struct provider *provider_with_key(void);
const struct provider *provider_without_key(void);

/* The base URL to use: the value of ->url_variable if it is set and not empty, else ->base_url. */
const char *provider_base_url(const struct provider *provider);

/* ->request, sent to the host that the environment variable names where it is set. */
bool provider_request(const struct provider *provider, struct request *request,
	enum answer_part part, const struct location *location, const struct language *language);

#endif
