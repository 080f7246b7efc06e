/* SPDX-License-Identifier: MIT */
#include "view/values.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/number.h"
#include "base/strbuf.h"
#include "base/timefmt.h"
#include "base/units.h"
#include "view/text.h"
#include "weather/answer.h"
#include "weather/weather.h"

void value_place(char *to, size_t size, const struct answer *answer, const struct view *view)
{
	const struct weather *weather = &answer->weather;
	const char *place =
		!view->utf8 && *weather->place_ascii ? weather->place_ascii : weather->place;
	char latitude[NUMBER_MAX], longitude[NUMBER_MAX];

	if (*place) {
		snprintf(to, size, "%s%s%s%s%s", place, *weather->state ? ", " : "", weather->state,
			*weather->country ? ", " : "", weather->country);
	} else if (!isnan(weather->latitude) && !isnan(weather->longitude)) {
		number_trimmed(latitude, weather->latitude, 4);
		number_trimmed(longitude, weather->longitude, 4);
		snprintf(to, size, "%s,%s", latitude, longitude);
	} else {
		snprintf(to, size, "%s", answer->location.query);
	}
}

void value_conditions(char *to, size_t size, const struct weather *weather)
{
	struct strbuf list = strbuf_start(to, size);

	for (size_t i = 0; i < weather->condition_count; i++) {
		const struct condition *condition = &weather->conditions[i];
		const char *words =
			*condition->description ? condition->description : condition->group;

		if (*words)
			strbuf_addf(&list, "%s%s", list.length > 0 ? ", " : "", words);
	}
}

/* "10.7 km", or "" for what was not sent. */
static void format_trimmed(char to[VALUE_MAX], double value, int decimals, const char *unit)
{
	char number[NUMBER_MAX];

	*to = '\0';
	if (isnan(value))
		return;
	number_trimmed(number, value, decimals);
	snprintf(to, VALUE_MAX, "%s %s", number, unit);
}

void value_whole(char to[VALUE_MAX], double value)
{
	*to = '\0';
	if (!isnan(value))
		number_fixed(to, value, 0);
}

void value_temperature(char to[VALUE_MAX], double celsius, const struct view *view)
{
	char number[NUMBER_MAX];

	*to = '\0';
	if (isnan(celsius))
		return;
	number_fixed(number, units_temperature(celsius, view->units), 1);
	snprintf(to, VALUE_MAX, "%s %s", number, text_temperature_unit(view));
}

void value_wind_number(char to[VALUE_MAX], double metres_a_second, const struct view *view)
{
	enum wind_unit unit = units_wind_unit(view->wind, view->units);

	*to = '\0';
	if (!isnan(metres_a_second))
		number_fixed(to, units_wind(metres_a_second, unit), unit == WIND_BFT ? 0 : 1);
}

void value_wind_speed(char to[VALUE_MAX], double metres_a_second, const struct view *view)
{
	const char *unit = _(units_wind_name(units_wind_unit(view->wind, view->units)));
	size_t length;

	value_wind_number(to, metres_a_second, view);
	length = strlen(to);
	if (length > 0)
		snprintf(to + length, VALUE_MAX - length, " %s", unit);
}

const char *value_compass(double degrees)
{
	const char *point = units_compass(degrees);

	return *point ? _(point) : "";
}

void value_precipitation_rate(
	char to[VALUE_MAX], double millimetres_an_hour, const struct view *view)
{
	*to = '\0';
	if (view->units == UNITS_IMPERIAL && millimetres_an_hour >= 0.0127)
		format_trimmed(to, units_inches(millimetres_an_hour), 3, _("in/h"));
	else if (view->units != UNITS_IMPERIAL && millimetres_an_hour >= 0.005)
		format_trimmed(to, millimetres_an_hour, 2, _("mm/h"));
}

void value_pressure(char to[VALUE_MAX], double hectopascals, const struct view *view)
{
	if (view->units == UNITS_IMPERIAL)
		format_trimmed(to, units_inches_of_mercury(hectopascals), 2, _("inHg"));
	else
		format_trimmed(to, hectopascals, 0, _("hPa"));
}

void value_percent(char to[VALUE_MAX], double percent)
{
	format_trimmed(to, percent, 0, "%");
}

void value_visibility(char to[VALUE_MAX], const struct weather *weather, const struct view *view)
{
	double metres = weather->visibility;
	bool in_miles = view->units == UNITS_IMPERIAL || view->units == UNITS_UK;
	const char *unit = in_miles ? _("mi") : _("km");
	char number[NUMBER_MAX];

	*to = '\0';
	if (isnan(metres))
		return;
	number_trimmed(number, in_miles ? units_miles(metres) : metres / 1000, 1);
	if (weather->visibility_is_lower_bound)
		/* TRANSLATORS: the visibility and its unit, "10 km or more" */
		snprintf(to, VALUE_MAX, _("%s %s or more"), number, unit);
	else
		snprintf(to, VALUE_MAX, "%s %s", number, unit);
}

void value_staleness(char to[VALUE_MAX], const struct answer *answer, const struct view *view)
{
	const char *reason = answer->stale;
	char age[TIMEFMT_MAX];

	*to = '\0';
	if (!reason)
		return;
	timefmt_age(age, view->now - answer->fetched);
	switch (answer->stale_part) {
	case ANSWER_WEATHER:
		/*
		 * TRANSLATORS: like the three that follow: how old it is, and the reason, such as
		 * the name of an error, which is not translated: "2 h old (network)"; 95 bytes at
		 * most with them
		 */
		snprintf(to, VALUE_MAX, _("Stale: current weather %s old (%s)"), age, reason);
		break;
	case ANSWER_FORECAST:
		snprintf(to, VALUE_MAX, _("Stale: forecast %s old (%s)"), age, reason);
		break;
	case ANSWER_AIR:
		snprintf(to, VALUE_MAX, _("Stale: air quality %s old (%s)"), age, reason);
		break;
	case ANSWER_PLACE:
	case ANSWER_PARTS:
		snprintf(to, VALUE_MAX, _("Stale: %s old (%s)"), age, reason);
		break;
	}
}

void value_clock(char to[VALUE_MAX], int64_t time, double offset, const struct view *view)
{
	*to = '\0';
	if (time == TIMEFMT_NONE)
		return;
	if (view->clock_12)
		timefmt_clock_12(to, time, offset);
	else
		timefmt_clock(to, time, offset);
}
