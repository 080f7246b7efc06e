/* SPDX-License-Identifier: MIT */
/*
 * The system's time zone files, TZif after RFC 9636, versions 1 to 4: when the clocks of a zone
 * change. Nothing here reads TZ or changes what the C library takes for the local time.
 */
#ifndef WX_TZFILE_H
#define WX_TZFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/posix_tz.h"

/* A larger file is none; the largest of the tz database has 4 KiB. */
#define TZFILE_BYTES_MAX (1 << 13)

/* As many transitions as fit into such a file, a time and a type each. */
#define TZFILE_TRANSITIONS_MAX (TZFILE_BYTES_MAX / 9)

struct tzfile {
	size_t count;                            /* of the transitions */
	int64_t times[TZFILE_TRANSITIONS_MAX];   /* ascending */
	int32_t offsets[TZFILE_TRANSITIONS_MAX]; /* from that time on: seconds east of UTC */
	int32_t first_offset;                    /* before the first transition */
	bool has_rule;
	struct posix_tz rule; /* from the last transition on */
};

/*
 * Reads the file of a zone of the tz database, such as "Europe/Berlin", from the directory TZDIR
 * names, else from where systems have it. False when there is no such file, or no proper one: with
 * one fault anywhere nothing of it is used. Files that count leap seconds are not used either.
 */
bool tzfile_open(struct tzfile *zone, const char *name);

/* The same from the bytes of a file. */
bool tzfile_parse(struct tzfile *zone, const unsigned char *bytes, size_t length);

/*
 * The seconds east of UTC that a zone's clocks show at a time from the year 1 to 9999. From the
 * last transition on the footer's rule decides. False where local time is unspecified (RFC 9636,
 * section 3.2): from the last transition on without a rule, and wherever its name is "-00".
 */
bool tzfile_offset(const struct tzfile *zone, int64_t time, int32_t *offset);

#endif
