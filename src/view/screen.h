/* SPDX-License-Identifier: MIT */
/* The weather as a drawing on the reader's terminal; what text.h prints goes everywhere else. */
#ifndef WX_SCREEN_H
#define WX_SCREEN_H

#include <stdbool.h>
#include <stdio.h>

struct answer;
struct view;

/* A window that is narrower gets lines; what lies beyond the most columns stays blank. */
#define SCREEN_COLUMNS_MIN 40
#define SCREEN_COLUMNS_MAX 200

/*
 * Draws the current weather: the place and its conditions, a picture, and values in columns. Every
 * row fits ->columns of the view, at least SCREEN_COLUMNS_MIN. False when out of memory, with
 * nothing printed; text_answer needs none.
 */
bool screen_answer(FILE *out, const struct answer *answer, const struct view *view);

#endif
