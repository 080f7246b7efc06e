/* SPDX-License-Identifier: MIT */
/* Systems of units, and the conversions from what the service is asked for: °C, m/s, hPa, m, mm. */
#ifndef WX_UNITS_H
#define WX_UNITS_H

enum units { UNITS_METRIC, UNITS_IMPERIAL, UNITS_UK, UNITS_STANDARD, UNITS_BY_LOCALE };

enum wind_unit { WIND_MS, WIND_KMH, WIND_MPH, WIND_KN, WIND_BFT, WIND_BY_UNITS };

/* "metric" and so on; not for UNITS_BY_LOCALE. */
const char *units_name(enum units units);

/*
 * The system customary where the environment says the user is: by the territory of the locale for
 * LC_MEASUREMENT (see locale_name), imperial for US, uk for GB, else metric.
 */
enum units units_by_locale(void);

/* In °C, °F or K; NAN stays NAN, here and below. */
double units_temperature(double celsius, enum units units);
const char *units_temperature_name(enum units units);

/* The wind's unit: the one asked for, or the system's own. */
enum wind_unit units_wind_unit(enum wind_unit wanted, enum units units);

/* Beaufort is a whole 0 to 12, by the limits of WMO-No. 8 (2018), volume I, table 5.1. */
double units_wind(double metres_a_second, enum wind_unit unit);
const char *units_wind_name(enum wind_unit unit);

/* The point, of 16, nearest to degrees from 0 to 360, such as "ENE"; "" for NAN. */
const char *units_compass(double degrees);

double units_inches_of_mercury(double hectopascals);
double units_inches(double millimetres);
double units_miles(double metres);

#endif
