/* SPDX-License-Identifier: MIT */
/* Coordinates as people write and paste them. */
#ifndef WX_COORDINATES_H
#define WX_COORDINATES_H

#include <stdbool.h>

/*
 * Reads a pair of numbers in degrees, in range or not, the latitude first: "37.57,126.98",
 * "37.57 126.98", "33.87S 151.21E", "37.57°, 126.98°", "[51.5,-0.13]", and "geo:37.57,126.98" (RFC
 * 5870; an altitude and parameters are ignored). Numbers are the C locale's, exponents, "nan" and
 * "inf" included. Whole numbers of four and more digits are postcodes, and no pair.
 */
bool coordinates_read(const char *text, double *latitude, double *longitude);

/* Whether text has a number, and nothing but what coordinates consist of. */
bool coordinates_are_resembled(const char *text);

/* Whether text is a number with a decimal comma, which is also a pair of whole ones: "52,47". */
bool coordinates_have_decimal_comma(const char *text);

/*
 * The kilometres between two points of the earth, within 1 % up to 500 km below 70 degrees of
 * latitude; more than the true ones where these are far more.
 */
double coordinates_distance(
	double latitude, double longitude, double to_latitude, double to_longitude);

#endif
