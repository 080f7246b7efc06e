/* SPDX-License-Identifier: MIT */
/* The curve of the temperature in a chart of the hours ahead, with its low and high on the left. */
#ifndef WX_CHART_CURVE_H
#define WX_CHART_CURVE_H

#include <stddef.h>

struct canvas;
struct chart;

/* Draws it in so many rows, as high as they are. */
void chart_curve_draw(
	struct canvas *canvas, size_t row, const struct chart *chart, size_t row_count);

#endif
