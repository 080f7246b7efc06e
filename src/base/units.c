/* SPDX-License-Identifier: MIT */
#include "base/units.h"

#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "base/locale.h"

const char *units_name(enum units units)
{
	static const char *const names[] = {[UNITS_METRIC] = "metric",
		[UNITS_IMPERIAL] = "imperial",
		[UNITS_UK] = "uk",
		[UNITS_STANDARD] = "standard"};

	return names[units];
}

enum units units_by_locale(void)
{
	if (locale_has_territory("LC_MEASUREMENT", "US"))
		return UNITS_IMPERIAL;
	return locale_has_territory("LC_MEASUREMENT", "GB") ? UNITS_UK : UNITS_METRIC;
}

double units_temperature(double celsius, enum units units)
{
	if (units == UNITS_IMPERIAL)
		return celsius * 9 / 5 + 32;
	if (units == UNITS_STANDARD)
		return celsius + 273.15;
	return celsius;
}

const char *units_temperature_name(enum units units)
{
	return units == UNITS_IMPERIAL ? "°F" : units == UNITS_STANDARD ? "K" : "°C";
}

enum wind_unit units_wind_unit(enum wind_unit wanted, enum units units)
{
	if (wanted != WIND_BY_UNITS)
		return wanted;
	return units == UNITS_IMPERIAL || units == UNITS_UK ? WIND_MPH : WIND_MS;
}

static double beaufort(double speed)
{
	/* The lowest speed of each force from 1 to 12, in m/s: WMO-No. 8, table 5.1. */
	static const double lowest[] = {
		0.3, 1.6, 3.4, 5.5, 8.0, 10.8, 13.9, 17.2, 20.8, 24.5, 28.5, 32.7};
	int force = 0;

	if (isnan(speed))
		return NAN;
	while (force < 12 && speed >= lowest[force])
		force++;
	return force;
}

double units_wind(double metres_per_second, enum wind_unit unit)
{
	switch (unit) {
	case WIND_KMH:
		return metres_per_second * 3.6;
	case WIND_MPH:
		return metres_per_second * 3600 / 1609.344;
	case WIND_KN:
		return metres_per_second * 3600 / 1852;
	case WIND_BFT:
		return beaufort(metres_per_second);
	default:
		return metres_per_second;
	}
}

const char *units_wind_name(enum wind_unit unit)
{
	static const char *const names[] = {[WIND_MS] = N_("m/s"),
		[WIND_KMH] = N_("km/h"),
		[WIND_MPH] = N_("mph"),
		[WIND_KN] = N_("kn"),
		[WIND_BFT] = N_("bft")};

	return names[unit];
}

const char *units_precipitation_name(enum units units)
{
	/* TRANSLATORS: inches; this and "mm" also name a row of a chart, in four columns at most */
	return units == UNITS_IMPERIAL ? N_("in") : N_("mm");
}

double units_inches_of_mercury(double hectopascals)
{
	return hectopascals * 100 / 3386.389;
}

double units_inches(double millimetres)
{
	return millimetres / 25.4;
}

double units_miles(double metres)
{
	return metres / 1609.344;
}

const char *units_compass(double degrees)
{
	static const char *const points[] = {N_("N"), N_("NNE"), N_("NE"), N_("ENE"), N_("E"),
		N_("ESE"), N_("SE"), N_("SSE"), N_("S"), N_("SSW"), N_("SW"), N_("WSW"), N_("W"),
		N_("WNW"), N_("NW"), N_("NNW")};

	if (isnan(degrees))
		return "";
	return points[(int)floor(degrees / 22.5 + 0.5) % 16];
}
