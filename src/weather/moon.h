/* SPDX-License-Identifier: MIT */
/* The phase of the moon, which is the same everywhere on Earth. */
#ifndef WX_MOON_H
#define WX_MOON_H

#include <stdint.h>

/*
 * "new", "waxing crescent", "first quarter", "waxing gibbous", "full", "waning gibbous", "last
 * quarter" or "waning crescent", marked for translation, at a time in seconds since 1970. New,
 * full and the quarters, which are moments, are named for about a day before and after them.
 *
 * By the moon's elongation from the sun, with the largest terms of J. Meeus, Astronomical
 * Algorithms, second edition, 1998, equation 48.4; from 1900 to 2100, within two degrees, that is
 * four hours.
 */
const char *moon_phase(int64_t time);

#endif
