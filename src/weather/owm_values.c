/* SPDX-License-Identifier: MIT */
#include "weather/owm_values.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/timefmt.h"
#include "weather/json_get.h"
#include "weather/json_plain.h"

/* Where each number is, "" for the object itself. The ranges are wider than any record on Earth. */
static const struct {
	char object[8], name[12];
	double min, max;
} rows[OWM_NUMBERS] = {
	[OWM_TEMPERATURE] = {"main", "temp", -120, 120},
	[OWM_FEELS_LIKE] = {"main", "feels_like", -150, 150},
	[OWM_HUMIDITY] = {"main", "humidity", 0, 100},
	[OWM_PRESSURE] = {"main", "pressure", 300, 1200},
	[OWM_SEA_LEVEL] = {"main", "sea_level", 300, 1200},
	[OWM_WIND_SPEED] = {"wind", "speed", 0, 150},
	[OWM_WIND_GUST] = {"wind", "gust", 0, 200},
	[OWM_WIND_DIRECTION] = {"wind", "deg", 0, 360},
	[OWM_CLOUDS] = {"clouds", "all", 0, 100},
	[OWM_VISIBILITY] = {"", "visibility", 0, 1e6},
	[OWM_PROBABILITY] = {"", "pop", 0, 1},
	[OWM_RAIN_3H] = {"rain", "3h", 0, 1000},
	[OWM_SNOW_3H] = {"snow", "3h", 0, 1000},
};

size_t owm_values_conditions(struct condition conditions[WEATHER_CONDITIONS_MAX], json_object *root)
{
	json_object *list = json_get(root, "weather", json_type_array);
	size_t length = list ? json_object_array_length(list) : 0, count = 0;

	conditions[0] = (struct condition){.id = 0};
	for (size_t i = 0; i < length && count < WEATHER_CONDITIONS_MAX; i++) {
		json_object *item = json_object_array_get_idx(list, i);
		struct condition *condition = &conditions[count];
		double id;

		if (!json_object_is_type(item, json_type_object))
			continue;
		id = json_get_number(item, "id", 1, INT_MAX);
		condition->id = isnan(id) ? 0 : (int)id;
		json_get_string(item, "main", condition->group, sizeof condition->group);
		json_get_string(
			item, "description", condition->description, sizeof condition->description);
		json_get_string(item, "icon", condition->icon, sizeof condition->icon);
		count++;
	}
	return count;
}

void owm_values_read(struct owm_values *values, json_object *root)
{
	struct condition conditions[WEATHER_CONDITIONS_MAX];

	for (size_t i = 0; i < OWM_NUMBERS; i++) {
		const char *object = rows[i].object;

		values->numbers[i] =
			json_get_number(*object ? json_get(root, object, json_type_object) : root,
				rows[i].name, rows[i].min, rows[i].max);
	}
	owm_values_conditions(conditions, root);
	values->condition = conditions[0];
	values->time = json_get_time(root, "dt");
	json_get_string(json_get(root, "sys", json_type_object), "pod", values->part_of_day,
		sizeof values->part_of_day);
}

void owm_values_start(struct owm_values *values)
{
	*values = (struct owm_values){.time = TIMEFMT_NONE};
	for (size_t i = 0; i < OWM_NUMBERS; i++)
		values->numbers[i] = NAN;
}

/* As json_get_string. */
static void copy(char *to, size_t size, const struct json_leaf *leaf)
{
	size_t length = leaf->text && leaf->length < size ? leaf->length : 0;

	if (length > 0)
		memcpy(to, leaf->text, length);
	to[length] = '\0';
}

static void take_condition(struct condition *condition, const struct json_leaf *leaf)
{
	if (strcmp(leaf->name, "id") == 0)
		condition->id =
			leaf->number >= 1 && leaf->number <= INT_MAX ? (int)leaf->number : 0;
	else if (strcmp(leaf->name, "main") == 0)
		copy(condition->group, sizeof condition->group, leaf);
	else if (strcmp(leaf->name, "description") == 0)
		copy(condition->description, sizeof condition->description, leaf);
	else if (strcmp(leaf->name, "icon") == 0)
		copy(condition->icon, sizeof condition->icon, leaf);
}

void owm_values_take(void *context, const struct json_leaf *leaf)
{
	struct owm_values *values = context;

	if (leaf->is_in_array) {
		if (strcmp(leaf->object, "weather") == 0)
			take_condition(&values->condition, leaf);
		return;
	}
	if (!*leaf->object && strcmp(leaf->name, "dt") == 0)
		values->time = leaf->is_whole && leaf->number > 0 && leaf->number < TIMEFMT_END
				       ? (int64_t)leaf->number
				       : TIMEFMT_NONE;
	else if (strcmp(leaf->object, "sys") == 0 && strcmp(leaf->name, "pod") == 0)
		copy(values->part_of_day, sizeof values->part_of_day, leaf);
	for (size_t i = 0; i < OWM_NUMBERS && !isnan(leaf->number); i++) {
		if (strcmp(leaf->name, rows[i].name) != 0 ||
			strcmp(leaf->object, rows[i].object) != 0)
			continue;
		if (leaf->number >= rows[i].min && leaf->number <= rows[i].max)
			values->numbers[i] = leaf->number;
		break;
	}
}

double owm_values_pressure(const struct owm_values *values)
{
	/* "pressure" is at sea level too, except beside "sea_level", where it was the station's. */
	double sea_level = values->numbers[OWM_SEA_LEVEL];

	return isnan(sea_level) ? values->numbers[OWM_PRESSURE] : sea_level;
}
