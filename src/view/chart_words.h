/* SPDX-License-Identifier: MIT */
/*
 * The row of a chart that says in words which weather the hours have: each word begins in the
 * column of the step from which on it holds, and holds until the next one begins.
 */
#ifndef WX_CHART_WORDS_H
#define WX_CHART_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct canvas;
struct chart;

/* Whether the steps have any conditions. */
bool chart_words_exist(const struct chart *chart);

/*
 * Draws them. Steps that follow each other with the same kind of weather have one text: as the
 * service describes it, where that fits their columns, of rain and the like the wettest step, else
 * one word. A word may take columns of the steps that come next, whose own then begins later; one
 * that could only begin behind its steps is left out.
 */
void chart_words_draw(struct canvas *canvas, size_t row, const struct chart *chart);

#endif
