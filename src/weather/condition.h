/* SPDX-License-Identifier: MIT */
/* What kind of weather a condition is. */
#ifndef WX_CONDITION_H
#define WX_CONDITION_H

/* From the least significant to the most. */
enum condition_kind {
	CONDITION_OTHER, /* clear, clouds, mist, haze, and unknown codes */
	CONDITION_FOG,   /* and smoke, dust, sand, ash */
	CONDITION_DRIZZLE,
	CONDITION_RAIN,
	CONDITION_SNOW,   /* and ice: sleet, freezing rain, hail */
	CONDITION_THUNDER /* and squalls, tornadoes */
};

/* By OpenWeatherMap's code (https://openweathermap.org/weather-conditions); 0 is OTHER. */
enum condition_kind condition_kind(int id);

#endif
