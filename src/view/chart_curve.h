/* SPDX-License-Identifier: MIT */
/* The curve of the temperature in a chart of the hours ahead, with its low and high on the left. */
#ifndef WX_CHART_CURVE_H
#define WX_CHART_CURVE_H

#include <stddef.h>

struct canvas;
struct chart;

/* Draws it from a row on, as high as the chart was laid out. */
void chart_curve_draw(struct canvas *canvas, size_t row, const struct chart *chart);

#endif
