/* SPDX-License-Identifier: MIT */
#include "base/timefmt.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* The wall clock of a place, in the fields of a struct tm. */
static struct tm wall_clock(int64_t time, double offset)
{
	time_t shifted = (time_t)(time + (isnan(offset) ? 0 : (int64_t)offset));
	struct tm clock = {0};

	gmtime_r(&shifted, &clock);
	return clock;
}

void timefmt_iso(char to[TIMEFMT_MAX], int64_t time, double offset)
{
	struct tm clock = wall_clock(time, offset);
	int minutes = isnan(offset) ? 0 : (int)(offset / 60);
	size_t used = strftime(to, TIMEFMT_MAX, "%Y-%m-%dT%H:%M:%S", &clock);

	if (isnan(offset))
		snprintf(to + used, TIMEFMT_MAX - used, "Z");
	else
		snprintf(to + used, TIMEFMT_MAX - used, "%c%02d:%02d", minutes < 0 ? '-' : '+',
			abs(minutes) / 60, abs(minutes) % 60);
}

void timefmt_clock(char to[TIMEFMT_MAX], int64_t time, double offset)
{
	struct tm clock = wall_clock(time, offset);

	strftime(to, TIMEFMT_MAX, isnan(offset) ? "%H:%M UTC" : "%H:%M", &clock);
}

static void zone(char to[16], double offset)
{
	int minutes = isnan(offset) ? 0 : (int)(offset / 60);

	if (minutes == 0)
		snprintf(to, 16, "UTC");
	else if (minutes % 60 == 0)
		snprintf(to, 16, "UTC%+d", minutes / 60);
	else
		snprintf(to, 16, "UTC%c%d:%02d", minutes < 0 ? '-' : '+', abs(minutes) / 60,
			abs(minutes) % 60);
}

void timefmt_date(char to[TIMEFMT_MAX], int64_t time, double offset)
{
	struct tm clock = wall_clock(time, offset);
	size_t used = strftime(to, TIMEFMT_MAX, "%a %d %b %H:%M", &clock);
	char name[16];

	zone(name, offset);
	snprintf(to + used, TIMEFMT_MAX - used, " (%s)", name);
}

void timefmt_age(char to[TIMEFMT_MAX], int64_t seconds)
{
	static const struct {
		int64_t length;
		const char *name, *plural;
	} units[] = {
		{31557600, " year", "s"}, {86400, " day", "s"}, {3600, " h", ""}, {60, " min", ""}};

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		int64_t count = seconds / units[i].length;

		if (count > 0) {
			snprintf(to, TIMEFMT_MAX, "%lld%s%s", (long long)count, units[i].name,
				count > 1 ? units[i].plural : "");
			return;
		}
	}
	snprintf(to, TIMEFMT_MAX, "%lld s", (long long)seconds);
}
