/* SPDX-License-Identifier: MIT */
/* The weather as JSON, for scripts: one object a line, the same for every locale. */
#ifndef WX_JSON_H
#define WX_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/units.h"

struct answer;
struct error;

/* Prints an answer. Fails with EXIT_INTERNAL, having printed nothing, when memory is short. */
bool json_answer(FILE *out, const struct answer *answer, enum units units, enum wind_unit wind,
	int64_t now, struct error *error);

/* A place of the list, with the region it lies in and the text that means just that place. */
struct json_place {
	const char *name, *region, *country;
	double latitude, longitude; /* degrees */
	int64_t population;
	const char *argument;
};

/* Prints it. Fails likewise. */
bool json_place(FILE *out, const struct json_place *place, struct error *error);

/* Prints a place's failure in the same form. Fails like json_answer, into the same *error. */
bool json_error(FILE *out, const char *query, struct error *error);

#endif
