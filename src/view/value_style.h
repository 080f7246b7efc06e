/* SPDX-License-Identifier: MIT */
/* The colours of values, on a terminal. */
#ifndef WX_VALUE_STYLE_H
#define WX_VALUE_STYLE_H

#include "view/canvas.h"

struct view;

/* Of a temperature: from blue below freezing to red above 30 °C. */
struct canvas_style value_style_temperature(double celsius, const struct view *view);

#endif
