/* SPDX-License-Identifier: MIT */
/* The sentence that answers whether it will rain. */
#ifndef WX_FORECAST_SUMMARY_H
#define WX_FORECAST_SUMMARY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/units.h"
#include "weather/forecast.h"

#define FORECAST_SUMMARY_MAX 256

struct forecast_summary_style {
	enum units units; /* amounts are in inches with UNITS_IMPERIAL, else in mm */
	bool clock_12;    /* "9:00pm", else "21:00" */
	bool is_english;  /* whatever the reader's language, for programs */
};

/*
 * Writes one sentence about the steps whose three hours are not over at a time; "" when all are
 * over, or nothing is known of the next three hours and no later step is wet or likely to be.
 *
 * A step is wet with a probability of 50 % or with 0.5 mm of rain and snow, both as they are when
 * they are printed. Where neither was sent, the condition decides: thunderstorms, drizzle, rain,
 * snow, sleet and hail are wet; fog and clouds are dry. Other conditions, such as squalls, and none
 * leave it unknown. Wet steps that follow each other without a gap are one spell, from three hours
 * before its first step's time to its last step's time. The sentence describes the first two
 * spells, with "at least" where no dry step follows:
 *
 *   Rain until 21:00, 4.2 mm; then from Sat 18:00 to Sun 06:00, 2.1 mm.
 *   Snow from Sat 18:00 to Sun 06:00, 6 mm.
 *   Rain until at least Mon 09:00, 12 mm.
 *
 * A spell is of rain, of snow, or of both, by the sums of its amounts from 0.05 mm; without these,
 * by its conditions, of which hail counts where there is nothing else; without these, of rain.
 * Without a spell, the sentence names the likeliest steps that follow each other, from 20 %, or
 * else how long it stays dry, up to the first step that is unknown or missing:
 *
 *   Perhaps rain before 15:00 (30 %).
 *   Perhaps rain on Sat from 15:00 to 18:00 (30 %).
 *   Dry until at least Mon 09:00.
 *
 * Times are those of the place's clocks then. They have a weekday if the date is not today, or, of
 * the end of a spell, if it is not the date of its start.
 */
void forecast_summary(char to[FORECAST_SUMMARY_MAX], const struct forecast *forecast, int64_t now,
	const struct forecast_summary_style *style);

/* "4.2 mm", or "0.17 in"; false for what is not known or would be 0. */
#define FORECAST_AMOUNT_MAX 48
bool forecast_format_amount(char to[FORECAST_AMOUNT_MAX], double millimetres,
	const struct forecast_summary_style *style);

#endif
