/* SPDX-License-Identifier: MIT */
/* What was typed for a place, understood. */
#ifndef WX_PLACE_H
#define WX_PLACE_H

#include <stdbool.h>

#include "fail.h"

#define PLACE_TEXT_MAX 256 /* bytes, the end not counted */

enum place_kind {
	PLACE_NAME,        /* sent to the service as typed */
	PLACE_COORDINATES, /* "37.57,126.98" */
	PLACE_POSTCODE,    /* "zip:90210,US" */
	PLACE_ID           /* "id:1835848", OpenWeatherMap's number */
};

struct place {
	enum place_kind kind;
	char query[PLACE_TEXT_MAX + 1]; /* as typed, blanks around it trimmed */
	char text[PLACE_TEXT_MAX + 1];  /* the name, the postcode or the number to send */
	double latitude, longitude;     /* degrees; only for coordinates */
};

/* Fails with EXIT_USAGE, naming what was typed; *place is then of no use but for ->query. */
bool place_parse(struct place *place, const char *typed, struct failure *failure);

/* The words of one place, with a blank between two. Fails like place_parse. */
bool place_join(struct place *place, char *const words[], int count, struct failure *failure);

#endif
