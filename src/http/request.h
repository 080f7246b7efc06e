/* SPDX-License-Identifier: MIT */
/* A request to a service over HTTP, and the reply: plain values. */
#ifndef WX_REQUEST_H
#define WX_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define REQUEST_VALUE_MAX 257 /* bytes, the NUL counted */
#define REQUEST_PARAMETERS_MAX 9

struct parameter {
	const char *name; /* static */
	char value[REQUEST_VALUE_MAX];
};

struct request {
	const char *base_url; /* static; NULL: that of the service */
	const char *path;     /* static, such as "/data/2.5/weather" */
	struct parameter parameters[REQUEST_PARAMETERS_MAX];
	size_t count;
};

/* Adds a parameter, of which there are at most REQUEST_PARAMETERS_MAX; a long value is cut. */
void request_add(struct request *request, const char *name, const char *value);

/* Likewise, a number with at most so many decimals. */
void request_add_number(struct request *request, const char *name, double value, int decimals);

#define REPLY_MAX (1024 * 1024) /* bytes of a body */

#define HTTP_STATUS_OK 200

struct reply {
	int status;       /* of HTTP */
	int64_t received; /* seconds since 1970 */
	int retry_after;  /* seconds, from the Retry-After header, 60 to 3600; 0: none */
	char content_type[64];
	char redirect_host[256]; /* of the URL in a redirect; "" if none */
	char *body;              /* NUL-terminated; see http_free */
	size_t length;
	bool repeats_key; /* whether the body did, before the key was overwritten */
};

#endif
