/* SPDX-License-Identifier: MIT */
/* A place that can be asked about: what the service is sent for it, and what is known of it. */
#ifndef WX_LOCATION_H
#define WX_LOCATION_H

#define LOCATION_TEXT_MAX 256 /* bytes, the end not counted */
#define LOCATION_NAME_MAX 160 /* bytes, the end counted */

enum location_kind {
	LOCATION_NAME,        /* not in the list: sent to the service as typed */
	LOCATION_LISTED,      /* in the list: sent as its coordinates */
	LOCATION_COORDINATES, /* "37.57,126.98" */
	LOCATION_POSTCODE,    /* "zip:90210,US" */
	LOCATION_ID           /* "id:1835848", OpenWeatherMap's number */
};

struct location {
	enum location_kind kind;
	char query[LOCATION_TEXT_MAX + 1]; /* as typed, without blanks around it */
	char text[LOCATION_TEXT_MAX + 1];  /* the name, postcode or number to send */
	double latitude, longitude;        /* degrees; of a listed place and of coordinates */

	/* Of a listed place alone: */
	char name[LOCATION_NAME_MAX], ascii[LOCATION_NAME_MAX];
	char state[LOCATION_NAME_MAX]; /* only where it tells namesakes apart */
	char country[3];
};

#endif
