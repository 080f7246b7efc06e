/* SPDX-License-Identifier: MIT */
/* The colours of values, on a terminal. */
#ifndef WX_VALUE_STYLE_H
#define WX_VALUE_STYLE_H

#include "view/canvas.h"

struct view;

/*
 * Of a temperature: from blue below freezing to red above 30 °C. For curves and bars: numbers would
 * be hard to read where the terminal's yellow or green is too light.
 */
struct canvas_style value_style_temperature(double celsius, const struct view *view);

/* Of an amount of rain or snow. */
struct canvas_style value_style_amount(void);

/* The same for a probability of rain or snow, in percent, with which a step is wet. */
struct canvas_style value_style_probability(double percent);

/*
 * Of a wind or gust in m/s: bold from a strong breeze on, red too from a gale on (Beaufort 6 and 8
 * of WMO-No. 8, 2018, volume I, table 5.1). Plain for NAN.
 */
struct canvas_style value_style_wind(double metres_a_second);

#endif
