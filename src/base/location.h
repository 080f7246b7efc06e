/* SPDX-License-Identifier: MIT */
/* A place: what identifies it to the service, and what is known about it. Plain values. */
#ifndef WX_LOCATION_H
#define WX_LOCATION_H

#include <stdbool.h>

#define LOCATION_TEXT_MAX 256 /* bytes, the NUL not counted */
#define LOCATION_NAME_MAX 160 /* bytes, the NUL counted */
#define LOCATION_ZONE_MAX 40  /* likewise */
#define LOCATION_REGION_MAX 32
#define LOCATION_COUNTRIES_MAX 64

enum location_kind {
	LOCATION_NAME,        /* not in the list: sent as typed */
	LOCATION_LISTED,      /* in the list, or looked up: its coordinates are sent */
	LOCATION_COORDINATES, /* "37.57,126.98" */
	LOCATION_POSTCODE,    /* "zip:90210,US" */
	LOCATION_ID           /* "id:1835848", OpenWeatherMap's city ID */
};

struct location {
	enum location_kind kind;
	char query[LOCATION_TEXT_MAX + 1]; /* as typed, without surrounding white space */
	char text[LOCATION_TEXT_MAX + 1];  /* the name, postcode or ID to send */
	/* Degrees; of a name, those of the city typed with it; NAN if they are not known. */
	double latitude, longitude;

	/* Of a listed place only, but for the name, which is also what was typed of another: */
	char name[LOCATION_NAME_MAX]; /* without its country or region */
	char ascii[LOCATION_NAME_MAX];
	char state[LOCATION_NAME_MAX]; /* only if the name is ambiguous without it */
	char country[3];
	char zone[LOCATION_ZONE_MAX]; /* of the tz database, "Asia/Seoul"; or "" */

	/* Of a name that is sent as typed: */
	char namesake[LOCATION_NAME_MAX]; /* the name of listed places, none of which is meant */
	char region[LOCATION_REGION_MAX]; /* code of the region that was named with it; "": none */
	char region_name[LOCATION_NAME_MAX];    /* its English name; "" for a country */
	char countries[LOCATION_COUNTRIES_MAX]; /* one of which it must be in, as "CA US"; or "" */
	char city[LOCATION_NAME_MAX]; /* what to type for the city that it may be in; or "" */
	/* A country follows the city, a small one: a county of the name may be meant. */
	bool is_perhaps_county;
};

/* Whether ->latitude and ->longitude are set. */
static inline bool location_has_coordinates(const struct location *location)
{
	return location->kind == LOCATION_LISTED || location->kind == LOCATION_COORDINATES;
}

#endif
