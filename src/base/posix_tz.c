/* SPDX-License-Identifier: MIT */
#include "base/posix_tz.h"

#include <ctype.h>
#include <string.h>

#include "base/timefmt.h"

enum {
	MINUTE = 60,
	HOUR = 60 * MINUTE,
	DAY = 24 * HOUR,
	NAME_BYTES_MIN = 3,
	OFFSET_HOURS_MAX = 24,
	CHANGE_HOURS_MAX = 167
};

/* Moves *text past a number from least to most; false when there is none. */
static bool take_number(const char **text, int least, int most, int *number)
{
	const char *at = *text;

	*number = 0;
	for (; isdigit((unsigned char)*at) && *number <= most; at++)
		*number = *number * 10 + (*at - '0');
	if (at == *text || *number < least || *number > most)
		return false;
	*text = at;
	return true;
}

static bool take_char(const char **text, char wanted)
{
	if (**text != wanted)
		return false;
	++*text;
	return true;
}

/* "[+-]hh[:mm[:ss]]" in seconds. */
static bool take_time(const char **text, int hours_max, int *seconds)
{
	int sign = take_char(text, '-') ? -1 : 1;
	int hour, minute = 0, second = 0;

	if (sign > 0)
		take_char(text, '+');
	if (!take_number(text, 0, hours_max, &hour))
		return false;
	if (take_char(text, ':')) {
		if (!take_number(text, 0, 59, &minute))
			return false;
		if (take_char(text, ':') && !take_number(text, 0, 59, &second))
			return false;
	}
	*seconds = sign * (hour * HOUR + minute * MINUTE + second);
	return true;
}

/* Three letters or more, or, within angle brackets, digits and signs too. */
static bool skip_name(const char **text)
{
	bool is_quoted = take_char(text, '<');
	const char *start = *text;

	while (isalpha((unsigned char)**text) ||
		(is_quoted && (isdigit((unsigned char)**text) || **text == '+' || **text == '-')))
		++*text;
	return *text - start >= NAME_BYTES_MIN && (!is_quoted || take_char(text, '>'));
}

static bool take_change(const char **text, struct posix_tz_change *change)
{
	*change = (struct posix_tz_change){.kind = POSIX_TZ_ZERO_BASED, .seconds = 2 * HOUR};
	if (take_char(text, 'M')) {
		change->kind = POSIX_TZ_WEEKDAY;
		if (!take_number(text, 1, 12, &change->month) || !take_char(text, '.') ||
			!take_number(text, 1, 5, &change->week) || !take_char(text, '.') ||
			!take_number(text, 0, 6, &change->day))
			return false;
	} else if (take_char(text, 'J')) {
		change->kind = POSIX_TZ_JULIAN;
		if (!take_number(text, 1, 365, &change->day))
			return false;
	} else if (!take_number(text, 0, 365, &change->day)) {
		return false;
	}
	return !take_char(text, '/') || take_time(text, CHANGE_HOURS_MAX, &change->seconds);
}

/* POSIX counts offsets to the west of UTC. */
bool posix_tz_parse(struct posix_tz *zone, const char *text)
{
	int west;

	*zone = (struct posix_tz){.has_daylight = false};
	if (!skip_name(&text) || !take_time(&text, OFFSET_HOURS_MAX, &west))
		return false;
	zone->standard = -west;
	if (!*text)
		return true;
	zone->has_daylight = true;
	zone->daylight = zone->standard + HOUR;
	if (!skip_name(&text))
		return false;
	if (*text != ',') {
		if (!take_time(&text, OFFSET_HOURS_MAX, &west))
			return false;
		zone->daylight = -west;
	}
	return take_char(&text, ',') && take_change(&text, &zone->start) && take_char(&text, ',') &&
	       take_change(&text, &zone->end) && !*text;
}

static bool is_leap_year(int year)
{
	return timefmt_days(year, 3, 1) - timefmt_days(year, 2, 1) == 29;
}

static int64_t day_of_change(const struct posix_tz_change *change, int year)
{
	int64_t first = timefmt_days(year, 1, 1), day;

	if (change->kind == POSIX_TZ_ZERO_BASED)
		return first + change->day;
	if (change->kind == POSIX_TZ_JULIAN)
		return first + change->day - (change->day < 60 || !is_leap_year(year));
	first = timefmt_days(year, change->month, 1);
	day = first + (change->day - timefmt_civil(first).weekday + 7) % 7;
	day += 7 * (change->week - 1);
	while (timefmt_civil(day).month != change->month)
		day -= 7;
	return day;
}

static int64_t time_of_change(const struct posix_tz_change *change, int year, int offset_before)
{
	return day_of_change(change, year) * DAY + change->seconds - offset_before;
}

/*
 * What changed last counts. Changes may lie up to a week outside their year; where an end and a
 * start fall together, as with a daylight saving time all year round, the start counts.
 */
int posix_tz_offset(const struct posix_tz *zone, int64_t time)
{
	int year = timefmt_civil(time / DAY - (time % DAY < 0)).year;
	int64_t latest = INT64_MIN;
	int offset = zone->standard;

	for (int y = year - 1; zone->has_daylight && y <= year + 1; y++) {
		int64_t start = time_of_change(&zone->start, y, zone->standard);
		int64_t end = time_of_change(&zone->end, y, zone->daylight);

		if (end <= time && end > latest) {
			latest = end;
			offset = zone->standard;
		}
		if (start <= time && start >= latest) {
			latest = start;
			offset = zone->daylight;
		}
	}
	return offset;
}
