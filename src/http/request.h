/* SPDX-License-Identifier: MIT */
/* What is asked of a service over HTTP, and what came back: plain values. */
#ifndef WX_REQUEST_H
#define WX_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

#define REQUEST_VALUE_MAX 257
#define REQUEST_PARAMETERS_MAX 8

struct parameter {
	const char *name; /* a literal */
	char value[REQUEST_VALUE_MAX];
};

struct request {
	const char *path; /* a literal, such as "/data/2.5/weather" */
	struct parameter parameters[REQUEST_PARAMETERS_MAX];
	size_t count;
};

#define REPLY_MAX (1024 * 1024) /* bytes of a body */

#define HTTP_STATUS_OK 200

struct reply {
	int status;      /* of HTTP */
	int retry_after; /* seconds that a Retry-After header asks for; 0: none or no use */
	char content_type[64];
	char redirect_host[256]; /* where a 3xx points; "" if nowhere */
	char *body;              /* its own, ended by NUL; see http_free */
	size_t length;
	bool repeats_key; /* it did, before the key was overwritten */
};

#endif
