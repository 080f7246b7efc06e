/* SPDX-License-Identifier: MIT */
/* The sentence that answers whether it will rain. */
#ifndef WX_FORECAST_SUMMARY_H
#define WX_FORECAST_SUMMARY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/units.h"
#include "weather/forecast.h"

#define FORECAST_SUMMARY_MAX 256

/*
 * Writes one sentence about the steps whose three hours are not over at a time, in inches with
 * UNITS_IMPERIAL, else in mm, and with clocks of twelve hours or of 24; "" when all are over.
 *
 * A step is wet with a probability of 50 % or with 0.5 mm of rain and snow; where neither was sent,
 * with a condition that is precipitation. Wet steps that follow each other without a gap are one
 * spell, from three hours before its first step's time to its last step's time. The sentence
 * describes the first two spells:
 *
 *   Rain until 21:00, 4.2 mm; next Sat 18:00 to Sun 06:00, 2.1 mm.
 *   Snow from Sat 18:00, 6 mm by Sun 06:00.
 *
 * A spell is of rain, of snow, or of rain and snow, by the amounts of its steps, else by their
 * conditions. Without a spell, the sentence names the likeliest steps that follow each other, from
 * 20 %, or else how long it stays dry, which is known as far as the steps have no gap:
 *
 *   Perhaps rain on Sat 15:00 to 18:00 (30 %).
 *   Dry until at least Mon 09:00.
 *
 * Times are those of the place's clocks then. They have a weekday if the date is not today, or, of
 * the end of a spell, if it is not the date of its start.
 */
void forecast_summary(char to[FORECAST_SUMMARY_MAX], const struct forecast *forecast, int64_t now,
	enum units units, bool clock_12);

/* "4.2 mm", or "0.17 in"; false for what is not known or would be 0. */
#define FORECAST_AMOUNT_MAX 48
bool forecast_format_amount(char to[FORECAST_AMOUNT_MAX], double millimetres, enum units units);

#endif
