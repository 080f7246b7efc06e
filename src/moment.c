/* SPDX-License-Identifier: MIT */
#include "moment.h"

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

void moment_iso(char to[MOMENT_MAX], int64_t time, double offset)
{
	struct tm clock = wall_clock(time, offset);
	int minutes = isnan(offset) ? 0 : (int)(offset / 60);
	size_t used = strftime(to, MOMENT_MAX, "%Y-%m-%dT%H:%M:%S", &clock);

	if (isnan(offset))
		snprintf(to + used, MOMENT_MAX - used, "Z");
	else
		snprintf(to + used, MOMENT_MAX - used, "%c%02d:%02d", minutes < 0 ? '-' : '+',
			abs(minutes) / 60, abs(minutes) % 60);
}

void moment_clock(char to[MOMENT_MAX], int64_t time, double offset)
{
	struct tm clock = wall_clock(time, offset);

	strftime(to, MOMENT_MAX, isnan(offset) ? "%H:%M UTC" : "%H:%M", &clock);
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

void moment_date(char to[MOMENT_MAX], int64_t time, double offset)
{
	struct tm clock = wall_clock(time, offset);
	size_t used = strftime(to, MOMENT_MAX, "%a %d %b %H:%M", &clock);
	char name[16];

	zone(name, offset);
	snprintf(to + used, MOMENT_MAX - used, " (%s)", name);
}

void moment_span(char to[MOMENT_MAX], int64_t seconds)
{
	static const struct {
		int64_t length;
		const char *name, *plural;
	} units[] = {
		{31557600, " year", "s"}, {86400, " day", "s"}, {3600, " h", ""}, {60, " min", ""}};

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		int64_t count = seconds / units[i].length;

		if (count > 0) {
			snprintf(to, MOMENT_MAX, "%lld%s%s", (long long)count, units[i].name,
				count > 1 ? units[i].plural : "");
			return;
		}
	}
	snprintf(to, MOMENT_MAX, "%lld s", (long long)seconds);
}

double moment_monotonic(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int moment_milliseconds(double until)
{
	const double hour = 3600 * 1000;
	double left = (until - moment_monotonic()) * 1000;

	if (!(left > 0))
		return 0;
	return left < hour ? (int)left + 1 : (int)hour;
}

double moment_earlier(double a, double b)
{
	return a < b ? a : b;
}
