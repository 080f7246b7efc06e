/* SPDX-License-Identifier: MIT */
#include "view/symbol.h"

#include <stddef.h>
#include <string.h>

#include "base/timefmt.h"
#include "weather/weather.h"

static const struct symbol clear = {"clear", "☀", 'o'};
static const struct symbol clear_night = {"clear", "☾", 'o'};
static const struct symbol clouds = {"clouds", "☁", 'm'};
static const struct symbol fog = {"fog", "≋", 'f'};
static const struct symbol drizzle = {"drizzle", "☂", 'd'};
static const struct symbol rain = {"rain", "☂", 'r'};
static const struct symbol snow = {"snow", "❄", 's'};
static const struct symbol thunderstorm = {"thunderstorm", "☇", 't'};

/* A range of OpenWeatherMap's codes (https://openweathermap.org/weather-conditions). */
static const struct {
	int first, last;
	const struct symbol *day, *night;
} ranges[] = {
	{200, 299, &thunderstorm, &thunderstorm},
	{300, 399, &drizzle, &drizzle},
	{500, 510, &rain, &rain},
	{511, 511, &snow, &snow}, /* freezing rain */
	{512, 599, &rain, &rain},
	{600, 699, &snow, &snow},
	{701, 770, &fog, &fog},                   /* mist, smoke, haze, dust, sand, ash */
	{771, 799, &thunderstorm, &thunderstorm}, /* squalls, tornadoes */
	{800, 801, &clear, &clear_night},
	{802, 804, &clouds, &clouds},
};

bool symbol_is_night(const struct condition *condition)
{
	size_t length = strlen(condition->icon);

	return length > 0 && condition->icon[length - 1] == 'n';
}

enum forecast_light symbol_light(const struct weather *weather)
{
	bool is_night = symbol_is_night(&weather->conditions[0]);

	if (!*weather->conditions[0].icon) {
		if (weather->sunrise == TIMEFMT_NONE || weather->sunset == TIMEFMT_NONE)
			return FORECAST_LIGHT_UNKNOWN;
		is_night = weather->observed < weather->sunrise ||
			   weather->observed >= weather->sunset;
	}
	return is_night ? FORECAST_NIGHT : FORECAST_DAYLIGHT;
}

const struct symbol *symbol_find(const struct condition *condition)
{
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (condition->id >= ranges[i].first && condition->id <= ranges[i].last)
			return symbol_is_night(condition) ? ranges[i].night : ranges[i].day;
	return NULL;
}
