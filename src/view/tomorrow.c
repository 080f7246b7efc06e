/* SPDX-License-Identifier: MIT */
#include "view/tomorrow.h"

#include <math.h>
#include <stdio.h>

#include "base/i18n.h"
#include "base/number.h"
#include "base/units.h"
#include "view/text.h"
#include "weather/forecast.h"

#define DAY_SECONDS 86400
#define NOON (12 * 3600)
#define AFTERNOON_STEPS 2 /* of a forecast without gaps */
#define COLD 10           /* °C; below it, people say colder rather than cooler */

/* In °C; NAN unless the afternoon is in the forecast. */
static double high_of(const struct forecast *forecast, int64_t date)
{
	double high = NAN;
	int count = 0;

	for (size_t i = 0; i < forecast->step_count; i++) {
		const struct forecast_step *step = &forecast->steps[i];
		double clock = (double)(step->time - date * DAY_SECONDS) +
			       forecast_utc_offset(forecast, step->time);

		if (!(clock >= 0 && clock < DAY_SECONDS))
			continue;
		high = number_max(high, step->temperature);
		count += clock >= NOON && clock < NOON + AFTERNOON_STEPS * FORECAST_STEP_SECONDS;
	}
	return count == AFTERNOON_STEPS ? high : NAN;
}

void tomorrow_sentence(char to[VALUE_MAX], const struct forecast *forecast, const struct view *view)
{
	int64_t date = forecast_date(forecast, view->now);
	double today = high_of(forecast, date), tomorrow = high_of(forecast, date + 1);
	double rise = number_round(units_temperature(tomorrow, view->units)) -
		      number_round(units_temperature(today, view->units));
	double least = view->units == UNITS_IMPERIAL ? 3 : 2;
	char number[NUMBER_MAX], degrees[VALUE_MAX / 2];

	*to = '\0';
	if (isnan(rise))
		return;
	number_fixed(number, fabs(rise), 0);
	snprintf(degrees, sizeof degrees, "%s %s", number, text_temperature_unit(view));
	if (fabs(rise) < least)
		snprintf(to, VALUE_MAX, "%s",
			/* TRANSLATORS: like the four that follow, in 95 bytes at most */
			tomorrow < COLD ? _("Tomorrow will be about as cold as today.")
					: _("Tomorrow will be about as warm as today."));
	else if (rise > 0)
		/* TRANSLATORS: a difference, "Tomorrow will be 4 °C warmer." */
		snprintf(to, VALUE_MAX, _("Tomorrow will be %s warmer."), degrees);
	else
		snprintf(to, VALUE_MAX,
			tomorrow < COLD ? _("Tomorrow will be %s colder.")
					: _("Tomorrow will be %s cooler."),
			degrees);
}
