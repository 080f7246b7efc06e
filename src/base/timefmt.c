/* SPDX-License-Identifier: MIT */
#include "base/timefmt.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/number.h"
#include "base/strbuf.h"

#define SECONDS_PER_DAY 86400
#define DAYS_PER_ERA 146097 /* of 400 years */
#define DAYS_TO_1970 719468 /* from 1 March of the year 0 */

static const char *const weekdays[] = {
	N_("Sun"), N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat")};

/* A time of day at a place, and the day. */
struct wall_clock {
	int64_t days; /* since 1970-01-01 */
	int hour, minute, second;
};

static struct wall_clock wall_clock(int64_t time, double offset)
{
	int64_t local = time + (isnan(offset) ? 0 : (int64_t)offset);
	int64_t days = local / SECONDS_PER_DAY - (local % SECONDS_PER_DAY < 0);
	int second = (int)(local - days * SECONDS_PER_DAY);

	return (struct wall_clock){days, second / 3600, second / 60 % 60, second % 60};
}

/*
 * Years are taken to begin in March, so that a leap day is the last day of a year; 400 years always
 * have the same number of days. After civil_from_days in Howard Hinnant's "chrono-Compatible
 * Low-Level Date Algorithms".
 */
struct date timefmt_civil(int64_t days)
{
	int64_t from_march = days + DAYS_TO_1970;
	int64_t era = from_march / DAYS_PER_ERA - (from_march % DAYS_PER_ERA < 0);
	int64_t day_of_era = from_march - era * DAYS_PER_ERA;
	int64_t year =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day = day_of_era - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * day + 2) / 153; /* 0 is March */

	return (struct date){.year = (int)(era * 400 + year + (month >= 10)),
		.month = (int)(month < 10 ? month + 3 : month - 9),
		.day = (int)(day - (153 * month + 2) / 5 + 1),
		.weekday = (int)(((days + 4) % 7 + 7) % 7)};
}

/* After days_from_civil in the same place. */
int64_t timefmt_days(int year, int month, int day)
{
	int64_t from_march = (int64_t)year - (month <= 2); /* the year that begins in March */
	int64_t era = from_march / 400 - (from_march % 400 < 0);
	int64_t year_of_era = from_march - era * 400;
	int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * DAYS_PER_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
	       day_of_year - DAYS_TO_1970;
}

int64_t timefmt_day(int64_t time, double offset)
{
	return wall_clock(time, offset).days;
}

/* "09:05"; returns its end. */
static char *write_minutes(char *to, int hours, int minutes)
{
	to = number_digits(to, (uint64_t)hours, 2);
	*to++ = ':';
	return number_digits(to, (uint64_t)minutes, 2);
}

static char *write_date(char *to, int64_t days)
{
	struct date date = timefmt_civil(days);

	to = number_digits(to, (uint64_t)date.year, 4);
	*to++ = '-';
	to = number_digits(to, (uint64_t)date.month, 2);
	*to++ = '-';
	return number_digits(to, (uint64_t)date.day, 2);
}

void timefmt_iso_date(char to[TIMEFMT_MAX], int64_t days)
{
	*write_date(to, days) = '\0';
}

/* Not by printf, for a forecast has many times. */
void timefmt_iso(char to[TIMEFMT_MAX], int64_t time, double offset)
{
	struct wall_clock clock = wall_clock(time, offset);
	int minutes = isnan(offset) ? 0 : (int)(offset / 60);

	to = write_date(to, clock.days);
	*to++ = 'T';
	to = write_minutes(to, clock.hour, clock.minute);
	*to++ = ':';
	to = number_digits(to, (uint64_t)clock.second, 2);
	if (isnan(offset)) {
		*to++ = 'Z';
	} else {
		*to++ = minutes < 0 ? '-' : '+';
		to = write_minutes(to, abs(minutes) / 60, abs(minutes) % 60);
	}
	*to = '\0';
}

void timefmt_clock(char to[TIMEFMT_MAX], int64_t time, double offset)
{
	struct wall_clock clock = wall_clock(time, offset);
	/* Not by printf, which would take most of the time for the hours of a chart. */
	char *end = write_minutes(to, clock.hour, clock.minute);

	memcpy(end, isnan(offset) ? " UTC" : "", isnan(offset) ? sizeof " UTC" : 1);
}

void timefmt_clock_12(char to[TIMEFMT_MAX], int64_t time, double offset)
{
	struct wall_clock clock = wall_clock(time, offset);
	struct strbuf text = strbuf_start(to, TIMEFMT_MAX);

	strbuf_addf(&text, clock.hour < 12 ? _("%d:%02dam") : _("%d:%02dpm"),
		clock.hour % 12 == 0 ? 12 : clock.hour % 12, clock.minute);
	if (isnan(offset))
		strbuf_add(&text, " UTC");
}

const char *timefmt_weekday_english(int64_t days)
{
	return weekdays[timefmt_civil(days).weekday];
}

const char *timefmt_weekday(int64_t days)
{
	return _(timefmt_weekday_english(days));
}

void timefmt_day_month(char to[TIMEFMT_MAX], int64_t days)
{
	static const char *const months[] = {N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"),
		N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")};
	struct date date = timefmt_civil(days);

	/* TRANSLATORS: day and month, "13 Oct" */
	snprintf(to, TIMEFMT_MAX, _("%02d %s"), date.day, _(months[date.month - 1]));
}

void timefmt_zone(char to[TIMEFMT_MAX], double offset)
{
	int minutes = isnan(offset) ? 0 : (int)(offset / 60);
	struct strbuf text = strbuf_start(to, TIMEFMT_MAX);

	strbuf_add(&text, "UTC");
	if (minutes != 0)
		strbuf_addf(&text, "%c%d", minutes < 0 ? '-' : '+', abs(minutes) / 60);
	if (minutes % 60 != 0)
		strbuf_addf(&text, ":%02d", abs(minutes) % 60);
}

void timefmt_date(char to[TIMEFMT_MAX], int64_t time, double offset)
{
	struct wall_clock clock = wall_clock(time, offset);
	char day[TIMEFMT_MAX], zone[TIMEFMT_MAX];
	struct strbuf text = strbuf_start(to, TIMEFMT_MAX);

	timefmt_day_month(day, clock.days);
	timefmt_zone(zone, offset);
	/* TRANSLATORS: weekday, date, clock and time zone, "Thu 13 Oct 09:05 (UTC+9)" */
	strbuf_addf(&text, _("%s %s %02d:%02d (%s)"), timefmt_weekday(clock.days), day, clock.hour,
		clock.minute, zone);
}

void timefmt_age(char to[TIMEFMT_MAX], int64_t seconds)
{
	if (seconds >= SECONDS_PER_DAY)
		/*
		 * TRANSLATORS: this and the three that follow are spans of time, with their units
		 * as symbols, as in "2 h ago" and "2 h old"
		 */
		snprintf(to, TIMEFMT_MAX, _("%lld d"), (long long)seconds / SECONDS_PER_DAY);
	else if (seconds >= 3600)
		snprintf(to, TIMEFMT_MAX, _("%lld h"), (long long)seconds / 3600);
	else if (seconds >= 60)
		snprintf(to, TIMEFMT_MAX, _("%lld min"), (long long)seconds / 60);
	else
		snprintf(to, TIMEFMT_MAX, _("%lld s"), (long long)seconds);
}

void timefmt_wait(char to[TIMEFMT_MAX], int64_t seconds)
{
	int64_t minutes = (seconds + 59) / 60, hours = (minutes + 59) / 60;

	timefmt_age(to, seconds < 60 ? seconds : minutes < 60 ? 60 * minutes : 3600 * hours);
}
