/* SPDX-License-Identifier: MIT */
/*
 * A time zone as POSIX writes it in TZ, "CET-1CEST,M3.5.0,M10.5.0/3": a standard time and, between
 * two days of each year, a daylight saving time. POSIX.1-2017, XBD 8.3, without its form that
 * begins with a colon; the hours of a change may be -167 to 167 (RFC 9636, section 3.3.2).
 */
#ifndef WX_POSIX_TZ_H
#define WX_POSIX_TZ_H

#include <stdbool.h>
#include <stdint.h>

/* When the clocks change in a year: a day of it, and a time on the clock that is changed. */
struct posix_tz_change {
	enum {
		POSIX_TZ_JULIAN,     /* Jn: day n from 1 to 365, 29 February never counted */
		POSIX_TZ_ZERO_BASED, /* n: day n from 0 to 365, 29 February counted */
		POSIX_TZ_WEEKDAY     /* Mm.w.d: the w-th weekday d of month m, the last if w is 5 */
	} kind;
	int day, week, month;
	int seconds; /* after midnight */
};

struct posix_tz {
	int standard, daylight; /* seconds east of UTC */
	bool has_daylight;
	struct posix_tz_change start, end; /* of the daylight saving time */
};

/*
 * Reads the whole of text. False when it is malformed, or has a daylight saving time but not the
 * days of its changes, which POSIX leaves to the system.
 */
bool posix_tz_parse(struct posix_tz *zone, const char *text);

/* The seconds east of UTC at a time from the year 1 to 9999. */
int posix_tz_offset(const struct posix_tz *zone, int64_t time);

#endif
