/* SPDX-License-Identifier: MIT */
/*
 * A service's reply on its way into an answer: what is alike for all services, such as replies that
 * are not JSON, or not the service's at all. For weather/ only.
 */
#ifndef WX_SERVICE_REPLY_H
#define WX_SERVICE_REPLY_H

#include <json-c/json.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "weather/answer.h"

struct error;

struct service_reply {
	const struct provider *provider;
	const struct location *location; /* that was asked for */
	enum answer_part part;           /* likewise; set by service_reply_read */
	int status;                      /* of HTTP, or what the body says where that is 200 */
	int64_t received;                /* seconds since 1970; 0 for one from the cache */
	int retry_after;                 /* seconds; 0: not sent */
	const char *content_type, *redirect_host; /* or "" */
	const char *body;                         /* ends with a NUL */
	size_t length;
	json_object *object;        /* the parsed body; NULL if it is not a JSON object */
	struct json_reader *reader; /* that has parsed it; at the first value of its series */
};

/*
 * Parses the body, and has the provider's `read` read a part of *answer from it, or `fail` describe
 * a reply with another status than 200. Fails like those (see struct provider), with EXIT_BAD_REPLY
 * where the reply is not from the service or not what it should be, and with EXIT_INTERNAL when
 * out of memory. The message names the part, unless it is the current weather or the status is 404
 * without meaning that there is no such place. ->object and ->reader are set only while this runs.
 */
bool service_reply_read(struct answer *answer, enum answer_part part, struct service_reply *reply,
	struct error *error);

/*
 * Whether the body is HTML or XML. The services send JSON, so the reply is from a gateway, or from
 * a proxy, a filter or the login page of the user's network.
 */
bool service_reply_is_page(const struct service_reply *reply);

/* Fails with EXIT_NOT_FOUND; what it advises depends on the part and on what was typed. */
bool service_reply_not_found(const struct service_reply *reply, struct error *error);

/*
 * Fails for a status that the service has no meaning of its own for: EXIT_NOT_FOUND for 404 that
 * is no web page, else EXIT_BAD_REPLY. Quotes the service's message unless it is "".
 */
bool service_reply_fail(
	const struct service_reply *reply, const char *message, struct error *error);

#endif
