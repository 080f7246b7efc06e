/* SPDX-License-Identifier: MIT */
#include "weather/wmo_code.h"

#include <stdio.h>

/* OpenWeatherMap has no hail, no snow grains and no freezing drizzle; the words say what it is. */
static const struct {
	int code, id;
	const char *group, *icon, *words;
} codes[] = {
	{0, 800, "Clear", "01", "clear sky"},
	{1, 801, "Clouds", "02", "mainly clear"},
	{2, 802, "Clouds", "03", "partly cloudy"},
	{3, 804, "Clouds", "04", "overcast"},
	{45, 741, "Fog", "50", "fog"},
	{48, 741, "Fog", "50", "rime fog"},
	{51, 300, "Drizzle", "09", "light drizzle"},
	{53, 301, "Drizzle", "09", "drizzle"},
	{55, 302, "Drizzle", "09", "heavy drizzle"},
	{56, 511, "Rain", "13", "light freezing drizzle"},
	{57, 511, "Rain", "13", "heavy freezing drizzle"},
	{61, 500, "Rain", "10", "light rain"},
	{63, 501, "Rain", "10", "moderate rain"},
	{65, 502, "Rain", "10", "heavy rain"},
	{66, 511, "Rain", "13", "light freezing rain"},
	{67, 511, "Rain", "13", "heavy freezing rain"},
	{71, 600, "Snow", "13", "light snow"},
	{73, 601, "Snow", "13", "moderate snow"},
	{75, 602, "Snow", "13", "heavy snow"},
	{77, 600, "Snow", "13", "snow grains"},
	{80, 520, "Rain", "09", "light rain showers"},
	{81, 521, "Rain", "09", "rain showers"},
	{82, 522, "Rain", "09", "violent rain showers"},
	{85, 620, "Snow", "13", "light snow showers"},
	{86, 622, "Snow", "13", "heavy snow showers"},
	{95, 211, "Thunderstorm", "11", "thunderstorm"},
	{96, 211, "Thunderstorm", "11", "thunderstorm with light hail"},
	{99, 212, "Thunderstorm", "11", "thunderstorm with heavy hail"},
};

struct condition wmo_code_condition(int code, enum forecast_light light)
{
	struct condition condition = {.id = 0};

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		if (codes[i].code != code)
			continue;
		condition.id = codes[i].id;
		snprintf(condition.group, sizeof condition.group, "%s", codes[i].group);
		snprintf(condition.description, sizeof condition.description, "%s", codes[i].words);
		if (light != FORECAST_LIGHT_UNKNOWN)
			snprintf(condition.icon, sizeof condition.icon, "%s%c", codes[i].icon,
				light == FORECAST_DAYLIGHT ? 'd' : 'n');
	}
	return condition;
}
