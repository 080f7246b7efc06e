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
 * Draws them. Steps that follow each other with the same kind of weather have one text: what the
 * service calls the wettest of them or, where it is dry, most of them; or where that does not fit
 * their columns, one word. Steps that have no room for that either share one with those before or
 * after them: rather a wet one than a dry one.
 */
void chart_words_draw(struct canvas *canvas, size_t row, const struct chart *chart);

#endif
