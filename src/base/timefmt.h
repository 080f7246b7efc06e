/* SPDX-License-Identifier: MIT */
/*
 * Times as text. Times are seconds since 1970-01-01 00:00 UTC; offsets are seconds east of UTC, and
 * NAN if unknown. The user's own time zone is not used: what matters is the time at the place.
 */
#ifndef WX_TIMEFMT_H
#define WX_TIMEFMT_H

#include <stdint.h>

/* A time that was not sent, or is out of range. */
#define TIMEFMT_NONE INT64_MIN

/* The first second after the year 9999; later times are not printed. */
#define TIMEFMT_END INT64_C(253402300800)

/* Bytes for any text that the functions below write. */
#define TIMEFMT_MAX 64

/* A day of the Gregorian calendar. */
struct date {
	int year;
	int month;   /* 1 to 12 */
	int day;     /* of the month, from 1 */
	int weekday; /* 0 is Sunday */
};

/* The date that is so many days after 1970-01-01. */
struct date timefmt_civil(int64_t days);

/* The day of a date, counted likewise; the month is 1 to 12. */
int64_t timefmt_days(int year, int month, int day);

/* The day that it is at a time, counted likewise; in UTC when the offset is NAN. */
int64_t timefmt_day(int64_t time, double offset);

/* "2022-10-13" */
void timefmt_iso_date(char to[TIMEFMT_MAX], int64_t days);

/* "2022-10-13T09:05:09+09:00"; with "Z" when the offset is NAN. */
void timefmt_iso(char to[TIMEFMT_MAX], int64_t time, double offset);

/* "06:37"; with " UTC" when the offset is NAN. */
void timefmt_clock(char to[TIMEFMT_MAX], int64_t time, double offset);

/* "6:37am", "12:00pm" at noon; with " UTC" when the offset is NAN. */
void timefmt_clock_12(char to[TIMEFMT_MAX], int64_t time, double offset);

/* "Thu" and "13 Oct" for a day that is counted from 1970-01-01. */
const char *timefmt_weekday(int64_t days);
const char *timefmt_weekday_english(int64_t days); /* in any language */
void timefmt_day_month(char to[TIMEFMT_MAX], int64_t days);

/* "UTC+9", "UTC+5:45", "UTC"; also "UTC" when the offset is NAN. */
void timefmt_zone(char to[TIMEFMT_MAX], double offset);

/* "Thu 13 Oct 09:05 (UTC+9)", "(UTC+5:45)", "(UTC)" */
void timefmt_date(char to[TIMEFMT_MAX], int64_t time, double offset);

/* "9 s", "4 min", "3 h", "5 d", rounded down; the seconds are not negative. */
void timefmt_age(char to[TIMEFMT_MAX], int64_t seconds);

/* A time to wait, of at most a day: the same, but rounded up. */
void timefmt_wait(char to[TIMEFMT_MAX], int64_t seconds);

#endif
