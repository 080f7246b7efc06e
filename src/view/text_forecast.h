/* SPDX-License-Identifier: MIT */
/* The forecast and the air quality in words, for people. */
#ifndef WX_TEXT_FORECAST_H
#define WX_TEXT_FORECAST_H

#include <stdio.h>

#include "weather/forecast_days.h"

struct air;
struct forecast;
struct view;

/*
 * Prints a sentence (see forecast_summary), a line for each day (see forecast_days) and one for
 * each step: "2026-11-26 …" and "2026-11-26 15:00 …". With view->days only for so many dates.
 */
void text_forecast(FILE *out, const struct forecast *forecast, const struct view *view);

/* Prints the sentence and the days alone, and returns the steps that lie in these. */
struct forecast_range text_days(
	FILE *out, const struct forecast *forecast, const struct view *view);

/* "Air quality: fair (PM2.5 19.8, PM10 23.1, O3 0, NO2 42.8, SO2 16.2, CO 534.1 µg/m³)" */
void text_air(FILE *out, const struct air *air, const struct view *view);

#endif
