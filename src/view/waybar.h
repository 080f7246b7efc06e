/* SPDX-License-Identifier: MIT */
/* The object of a custom module of Waybar with "return-type": "json"; see waybar-custom(5). */
#ifndef WX_WAYBAR_H
#define WX_WAYBAR_H

#include <stdbool.h>
#include <stdio.h>

struct answer;
struct error;
struct view;

/*
 * Prints an answer as an object on one line: the symbol and the temperature, with everything else
 * and the attribution in the tooltip. Texts are Pango markup, which Waybar expects unless its
 * setting "escape" is on. False if memory was short; then nothing is printed.
 */
bool waybar_answer(FILE *out, const struct answer *answer, const struct view *view);

/*
 * Prints why there is no answer for a place ("": for none), with the class "error"; likewise.
 */
bool waybar_error(FILE *out, const char *query, const struct error *error);

#endif
