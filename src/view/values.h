/* SPDX-License-Identifier: MIT */
/*
 * Values as people read them, in the units, the clock and the character set of a view. What was not
 * sent, NAN or TIMEFMT_NONE, is "".
 */
#ifndef WX_VALUES_H
#define WX_VALUES_H

#include <stddef.h>
#include <stdint.h>

struct answer;
struct view;
struct weather;

#define VALUE_MAX 96 /* bytes, the end counted */

/* "Portland, Oregon, US"; else its coordinates; else what was asked for. */
void value_place(char *to, size_t size, const struct answer *answer, const struct view *view);

/* "light rain, mist": each condition as the service describes it, else its group. */
void value_conditions(char *to, size_t size, const struct weather *weather);

/* "10.7 °C" */
void value_temperature(char to[VALUE_MAX], double celsius, const struct view *view);

/* "11": a whole number, in the unit that it is in. */
void value_whole(char to[VALUE_MAX], double value);

/* "1.4 m/s", and the number alone. */
void value_wind_speed(char to[VALUE_MAX], double metres_a_second, const struct view *view);
void value_wind_number(char to[VALUE_MAX], double metres_a_second, const struct view *view);

/* "ENE"; "" for NAN. */
const char *value_compass(double degrees);

/* "8.24 mm/h"; also "" for a rate that its decimals would show as 0. */
void value_precipitation_rate(
	char to[VALUE_MAX], double millimetres_an_hour, const struct view *view);

/* "1027 hPa" */
void value_pressure(char to[VALUE_MAX], double hectopascals, const struct view *view);

/* "47 %" */
void value_percent(char to[VALUE_MAX], double percent);

/* "4.8 km", "10 km or more" */
void value_visibility(char to[VALUE_MAX], const struct weather *weather, const struct view *view);

/*
 * Which part of the answer is old, if it is not all of it, how old, and why: "Stale: 3 h old
 * (network)", "Stale: forecast 3 h old (bad-reply)"; "" if no part is.
 */
void value_staleness(char to[VALUE_MAX], const struct answer *answer, const struct view *view);

/* "06:37", "6:37am" */
void value_clock(char to[VALUE_MAX], int64_t time, double offset, const struct view *view);

#endif
