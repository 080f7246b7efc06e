/* SPDX-License-Identifier: MIT */
/*
 * The weather as JSON, for scripts: one object a line, always UTF-8, the same for every locale.
 * What was not sent is null. Whether the stream took it is for the caller to ask (report_flush).
 */
#ifndef WX_JSON_H
#define WX_JSON_H

#include <stdint.h>
#include <stdio.h>

struct answer;
struct error;
struct view;

/* Prints an answer in the view's units, with its age at view->now and as many days. */
void json_answer(FILE *out, const struct answer *answer, const struct view *view);

/* A place in the list of places. */
struct json_place {
	const char *name;
	const char *region;         /* the state or province by name; or "" */
	const char *country;        /* ISO 3166-1, two letters */
	double latitude, longitude; /* degrees */
	int64_t population;
	const char *argument; /* what to type for this place and no other */
};

void json_place(FILE *out, const struct json_place *place);

/* Prints why there is no answer for a place. */
void json_error(FILE *out, const char *query, const struct error *error);

#endif
