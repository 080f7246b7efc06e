/* SPDX-License-Identifier: MIT */
/* The sentence that compares tomorrow with today. */
#ifndef WX_TOMORROW_H
#define WX_TOMORROW_H

#include "view/values.h"

struct forecast;
struct view;

/*
 * "Tomorrow will be 4 °C warmer.", by the highest temperatures of the two dates, as the days show
 * them: from a difference of 2 degrees, or 3 in Fahrenheit. It is "" where the afternoon of either,
 * from 12:00 to 18:00, is not wholly in the forecast, and where the place's clocks are unknown.
 */
void tomorrow_sentence(
	char to[VALUE_MAX], const struct forecast *forecast, const struct view *view);

#endif
