/* SPDX-License-Identifier: MIT */
#include "weather/owm_values.h"

#include <limits.h>
#include <math.h>

#include "weather/json_get.h"
#include "weather/weather.h"

static void read_conditions(struct weather *weather, json_object *root)
{
	json_object *list = json_get(root, "weather", json_type_array);
	size_t count = list ? json_object_array_length(list) : 0;

	weather->conditions[0] = (struct condition){.id = 0};
	weather->condition_count = 0;
	for (size_t i = 0; i < count && weather->condition_count < WEATHER_CONDITIONS_MAX; i++) {
		json_object *item = json_object_array_get_idx(list, i);
		struct condition *condition = &weather->conditions[weather->condition_count];
		double id;

		if (!json_object_is_type(item, json_type_object))
			continue;
		id = json_get_number(item, "id", 1, INT_MAX);
		condition->id = isnan(id) ? 0 : (int)id;
		json_get_string(item, "main", condition->group, sizeof condition->group);
		json_get_string(
			item, "description", condition->description, sizeof condition->description);
		json_get_string(item, "icon", condition->icon, sizeof condition->icon);
		weather->condition_count++;
	}
}

/* The ranges are wider than any record on Earth. */
void owm_values_read(struct weather *weather, json_object *root)
{
	json_object *values = json_get(root, "main", json_type_object);
	json_object *wind = json_get(root, "wind", json_type_object);
	json_object *clouds = json_get(root, "clouds", json_type_object);

	read_conditions(weather, root);
	weather->temperature = json_get_number(values, "temp", -120, 120);
	weather->feels_like = json_get_number(values, "feels_like", -150, 150);
	weather->humidity = json_get_number(values, "humidity", 0, 100);
	/* "pressure" is at sea level too, except beside "sea_level", where it was the station's. */
	weather->pressure = json_get_number(values, "sea_level", 300, 1200);
	if (isnan(weather->pressure))
		weather->pressure = json_get_number(values, "pressure", 300, 1200);
	weather->wind_speed = json_get_number(wind, "speed", 0, 150);
	weather->wind_gust = json_get_number(wind, "gust", 0, 200);
	weather->wind_direction = json_get_number(wind, "deg", 0, 360);
	weather->clouds = json_get_number(clouds, "all", 0, 100);
	weather->visibility = json_get_number(root, "visibility", 0, 1e6);
}
