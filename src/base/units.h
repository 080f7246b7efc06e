/* SPDX-License-Identifier: MIT */
/*
 * Systems of units, and conversions from those of struct weather: °C, m/s, hPa, m, mm. Names of
 * units and compass points are in English, as in JSON; texts for people translate them with _(),
 * except those of temperatures, which are the same in all languages.
 */
#ifndef WX_UNITS_H
#define WX_UNITS_H

enum units { UNITS_METRIC, UNITS_IMPERIAL, UNITS_UK, UNITS_STANDARD, UNITS_BY_LOCALE };

enum wind_unit { WIND_MS, WIND_KMH, WIND_MPH, WIND_KN, WIND_BFT, WIND_BY_UNITS };

/* "metric", "imperial" and so on; not for UNITS_BY_LOCALE. */
const char *units_name(enum units units);

/*
 * The system of the user's locale for LC_MEASUREMENT (see locale_name): imperial if its territory
 * is US, uk if it is GB, metric otherwise.
 */
enum units units_by_locale(void);

/* In °C, °F or K; NAN stays NAN, here and below. */
double units_temperature(double celsius, enum units units);
const char *units_temperature_name(enum units units);

/* The unit of wind speed: the wanted one, or the system's for WIND_BY_UNITS. */
enum wind_unit units_wind_unit(enum wind_unit wanted, enum units units);

/* Beaufort force is a whole number from 0 to 12: WMO-No. 8 (2018), volume I, table 5.1. */
double units_wind(double metres_per_second, enum wind_unit unit);
const char *units_wind_name(enum wind_unit unit);

/* The nearest of the 16 compass points, such as "ENE", to degrees from 0 to 360; "" for NAN. */
const char *units_compass(double degrees);

/* The unit of amounts of precipitation in text: "in" with UNITS_IMPERIAL, otherwise "mm". */
const char *units_precipitation_name(enum units units);

double units_inches_of_mercury(double hectopascals);
double units_inches(double millimetres);
double units_miles(double metres);

#endif
