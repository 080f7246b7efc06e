/* SPDX-License-Identifier: MIT */
#include "view/current.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/number.h"
#include "base/timefmt.h"
#include "view/canvas.h"
#include "view/picture.h"
#include "view/symbol.h"
#include "view/text.h"
#include "weather/air.h"
#include "weather/answer.h"
#include "weather/moon.h"
#include "weather/provider.h"

#define GAP 2 /* columns between what stands side by side */
#define WEEKDAY_SECONDS_MAX (6 * 24 * 3600)

/* Where each item is; with two lists, the left one has the first so many. */
enum { MOON = 4, LEFT = 7, ALL = 11 };

static void format_wind(
	struct current_texts *texts, const struct weather *weather, const struct view *view)
{
	const char *compass = value_compass(weather->wind_direction);
	char speed[VALUE_MAX], gusts[VALUE_MAX];

	value_wind_speed(speed, weather->wind_speed, view);
	if (!*speed)
		return;
	snprintf(texts->wind, CURRENT_ITEM_BYTES, "%s%s%s", speed, *compass ? " " : "", compass);
	value_wind_speed(texts->gusts, weather->wind_gust, view);
	value_wind_number(gusts, weather->wind_gust, view);
	if (*gusts && *compass)
		/* TRANSLATORS: wind speed, direction and gusts, "1.4 m/s ENE, gusts 1.9" */
		snprintf(texts->wind_and_gusts, CURRENT_ITEM_BYTES, _("%s %s, gusts %s"), speed,
			compass, gusts);
	else if (*gusts)
		snprintf(
			texts->wind_and_gusts, CURRENT_ITEM_BYTES, _("%s, gusts %s"), speed, gusts);
	else
		memcpy(texts->wind_and_gusts, texts->wind, CURRENT_ITEM_BYTES);
}

static void format_sun(
	struct current_texts *texts, const struct weather *weather, const struct view *view)
{
	char rise[VALUE_MAX], set[VALUE_MAX];

	value_clock(rise, weather->sunrise, weather->utc_offset, view);
	value_clock(set, weather->sunset, weather->utc_offset, view);
	memcpy(texts->sunrise, rise, sizeof rise);
	memcpy(texts->sunset, set, sizeof set);
	if (weather->is_polar)
		/* TRANSLATORS: this, "rises %s" and "sets %s" follow the label "Sun" */
		snprintf(texts->sun, CURRENT_ITEM_BYTES, "%s", _("does not rise or set"));
	else if (*rise && *set)
		/* TRANSLATORS: the times of sunrise and sunset, "06:37 to 17:58" */
		snprintf(texts->sun, CURRENT_ITEM_BYTES, _("%s to %s"), rise, set);
	else if (*rise)
		snprintf(texts->sun, CURRENT_ITEM_BYTES, _("rises %s"), rise);
	else if (*set)
		snprintf(texts->sun, CURRENT_ITEM_BYTES, _("sets %s"), set);
}

static void format_observed(
	struct current_texts *texts, const struct weather *weather, const struct view *view)
{
	int64_t age = view->now - weather->observed;
	int64_t day = timefmt_day(weather->observed, weather->utc_offset);
	char date[TIMEFMT_MAX], clock[VALUE_MAX], span[TIMEFMT_MAX];

	/* A weekday alone is good for a week. */
	if (age < WEEKDAY_SECONDS_MAX)
		snprintf(date, sizeof date, "%s", timefmt_weekday(day));
	else
		timefmt_day_month(date, day);
	value_clock(clock, weather->observed, weather->utc_offset, view);
	timefmt_age(span, age < 0 ? -age : age);
	/* TRANSLATORS: weekday or date, and clock, "Sat 21:00", "13 Oct 21:00" */
	snprintf(texts->time, CURRENT_ITEM_BYTES, C_("weekday, clock", "%s %s"), date, clock);
	snprintf(texts->age, CURRENT_ITEM_BYTES, age < 0 ? "-%s" : "%s", span);
	if (age < 0)
		snprintf(texts->observed, CURRENT_ITEM_BYTES,
			/* TRANSLATORS: day, clock, and how far ahead of the system clock, "2 h" */
			_("%s %s, %s ahead"), date, clock, span);
	else
		snprintf(texts->observed, CURRENT_ITEM_BYTES,
			/* TRANSLATORS: day, clock, and how long ago that was, "2 h" */
			_("%s %s, %s ago"), date, clock, span);
}

/* "fair, PM2.5 20" */
static void format_air(struct current_texts *texts, const struct air *air)
{
	const char *words = air->index ? _(air_index_words(air->index)) : "";
	char number[NUMBER_MAX];

	snprintf(texts->air_index, CURRENT_ITEM_BYTES, "%s", words);
	snprintf(texts->air, CURRENT_ITEM_BYTES, "%s", words);
	if (isnan(air->pm2_5))
		return;
	number_fixed(number, air->pm2_5, 0);
	snprintf(texts->pm2_5, CURRENT_ITEM_BYTES, "%s", number);
	snprintf(texts->air, CURRENT_ITEM_BYTES, "%s%sPM2.5 %s", words, *words ? ", " : "", number);
}

static void format_texts(
	struct current_texts *texts, const struct weather *weather, const struct view *view)
{
	format_wind(texts, weather, view);
	value_precipitation_rate(texts->rain, weather->rain_1h, view);
	value_precipitation_rate(texts->snow, weather->snow_1h, view);
	value_percent(texts->humidity, weather->humidity);
	value_percent(texts->clouds, weather->clouds);
	value_pressure(texts->pressure, weather->pressure, view);
	value_visibility(texts->visibility, weather, view);
	format_sun(texts, weather, view);
	texts->moon =
		symbol_light(weather) == FORECAST_NIGHT ? _(moon_phase(weather->observed)) : "";
	format_observed(texts, weather, view);
}

/* Puts so many items into a list, but for what was not sent. */
static struct current_list make_list(const struct current_item items[], size_t count, bool utf8)
{
	struct current_list list = {.count = 0};
	size_t text_columns = 0;

	for (size_t i = 0; i < count; i++) {
		size_t label = canvas_text_width(items[i].label, utf8);
		size_t text = canvas_text_width(items[i].text, utf8);

		if (!*items[i].text)
			continue;
		list.items[list.count++] = items[i];
		if (label > list.label_columns)
			list.label_columns = label;
		if (text > text_columns)
			text_columns = text;
	}
	list.columns = list.label_columns + GAP + text_columns;
	return list;
}

static const char *time_label(const struct current *current)
{
	if (current->is_model)
		/* TRANSLATORS: the label of the time for which a model computed the weather */
		return _("Model");
	/* TRANSLATORS: the label of the time at which the weather was observed */
	return _("Observed");
}

static void list_items(struct current_item items[ALL], const struct current *current)
{
	const struct current_texts *texts = &current->texts;
	const struct current_item all[ALL] = {{_("Wind"), texts->wind_and_gusts},
		{_("Rain"), texts->rain}, {_("Snow"), texts->snow},
		{C_("star", "Sun"), texts->sun}, [MOON] = {_("Moon"), texts->moon},
		{time_label(current), texts->observed}, {_("Air"), texts->air},
		{_("Humidity"), texts->humidity}, {_("Clouds"), texts->clouds},
		{_("Pressure"), texts->pressure}, {_("Visibility"), texts->visibility}};

	memcpy(items, all, sizeof all);
}

static struct current_list make_narrow_list(const struct current *current)
{
	const struct current_texts *texts = &current->texts;
	const struct current_item items[] = {{_("Wind"), texts->wind}, {_("Gusts"), texts->gusts},
		{_("Rain"), texts->rain}, {_("Snow"), texts->snow}, {_("Sunrise"), texts->sunrise},
		{_("Sunset"), texts->sunset}, {time_label(current), texts->time},
		/* TRANSLATORS: how long ago the time after "Model" or "Observed" was, "2 h" */
		{_("Age"), texts->age},
		/* TRANSLATORS: the air quality */
		{_("Air"), texts->air_index}, {"PM2.5", texts->pm2_5},
		{_("Humidity"), texts->humidity}, {_("Clouds"), texts->clouds},
		{_("Pressure"), texts->pressure}, {_("Visibility"), texts->visibility}};

	return make_list(items, sizeof items / sizeof *items, current->utf8);
}

void current_use_one_list(struct current *current, bool is_one)
{
	struct current_item items[ALL];

	list_items(items, current);
	current->right = (struct current_list){.count = 0};
	if (is_one) {
		items[MOON].text = "";
		current->left = make_list(items, ALL, current->utf8);
		return;
	}
	current->left = make_list(items, LEFT, current->utf8);
	/* The moon gets what room the picture leaves. */
	if (current->left.count > PICTURE_ROWS) {
		items[MOON].text = "";
		current->left = make_list(items, LEFT, current->utf8);
	}
	current->right = make_list(items + LEFT, ALL - LEFT, current->utf8);
}

void current_fill(struct current *current, const struct answer *answer, const struct view *view,
	size_t columns)
{
	current->weather = &answer->weather;
	current->utf8 = view->utf8;
	current->is_model = answer->provider->is_model;
	current->has_picture = picture_exists(answer->weather.conditions[0].id);
	memset(&current->texts, 0, sizeof current->texts);
	format_texts(&current->texts, &answer->weather, view);
	if (answer->has_air)
		format_air(&current->texts, &answer->air);
	current_use_one_list(current, false);
	if (current_columns(current) > columns)
		current_use_one_list(current, true);
	if (current_columns(current) > columns)
		current->left = make_narrow_list(current);
}

size_t current_columns(const struct current *current)
{
	return (current->has_picture ? PICTURE_COLUMNS + GAP : 0) + current->left.columns +
	       (current->right.count > 0 ? GAP + current->right.columns : 0);
}

size_t current_rows(const struct current *current)
{
	size_t rows = current->has_picture ? PICTURE_ROWS : 0;

	if (rows < current->left.count)
		rows = current->left.count;
	return rows < current->right.count ? current->right.count : rows;
}

static void draw_list(
	struct canvas *canvas, size_t row, size_t column, const struct current_list *list)
{
	const struct canvas_style plain = {0}, faint = {.faint = true};

	for (size_t i = 0; i < list->count; i++) {
		canvas_text(canvas, row + i, column, faint, list->items[i].label);
		canvas_text(canvas, row + i, column + list->label_columns + GAP, plain,
			list->items[i].text);
	}
}

void current_draw(struct canvas *canvas, size_t row, const struct current *current)
{
	size_t column = 0;

	if (current->has_picture) {
		picture_draw(canvas, row, 0, current->weather->conditions[0].id,
			symbol_light(current->weather) == FORECAST_NIGHT);
		column = PICTURE_COLUMNS + GAP;
	}
	draw_list(canvas, row, column, &current->left);
	draw_list(canvas, row, column + current->left.columns + GAP, &current->right);
}
