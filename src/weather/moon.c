/* SPDX-License-Identifier: MIT */
#include "weather/moon.h"

#include <stddef.h>

#include "base/i18n.h"

#define J2000 946728000 /* 2000-01-01 12:00 */
#define DAY_SECONDS 86400.0
#define MOMENT_DEGREES 12.2 /* what the elongation grows in a day */

/* What is left of an angle in degrees when it is within a circle. */
static double within_circle(double degrees)
{
	degrees -= 360 * (double)(int64_t)(degrees / 360);
	return degrees < 0 ? degrees + 360 : degrees;
}

/* By parabolas, within 0.06: the mathematics library would have to be loaded for more. */
static double sine(double degrees)
{
	double turn = within_circle(degrees) / 360;

	return turn < 0.5 ? 16 * turn * (0.5 - turn) : -16 * (turn - 0.5) * (1 - turn);
}

static double elongation_at(int64_t time)
{
	double days = (double)(time - J2000) / DAY_SECONDS;
	double mean = 297.8502 + 12.19074912 * days;
	double sun = 357.5291 + 0.98560028 * days, moon = 134.9634 + 13.06499295 * days;

	return within_circle(mean + 6.289 * sine(moon) - 2.100 * sine(sun) +
			     1.274 * sine(2 * mean - moon) + 0.658 * sine(2 * mean));
}

const char *moon_phase(int64_t time)
{
	static const char *const moments[] = {
		/* TRANSLATORS: the phases of the moon, up to "waning crescent", follow "Moon" */
		N_("new"), N_("first quarter"), N_("full"), N_("last quarter")};
	static const char *const between[] = {N_("waxing crescent"), N_("waxing gibbous"),
		N_("waning gibbous"), N_("waning crescent")};
	double elongation = elongation_at(time);
	size_t quarter = (size_t)(elongation / 90); /* 4 if rounded up to 360 degrees */
	double since = elongation - 90 * (double)quarter;

	if (since < MOMENT_DEGREES)
		return moments[quarter % 4];
	if (since > 90 - MOMENT_DEGREES)
		return moments[(quarter + 1) % 4];
	return between[quarter % 4];
}
