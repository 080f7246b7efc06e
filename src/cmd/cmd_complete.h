/* SPDX-License-Identifier: MIT */
/* Completion of places for the shells. */
#ifndef WX_CMD_COMPLETE_H
#define WX_CMD_COMPLETE_H

#include <stdbool.h>
#include <stdio.h>

#include "cmd/completions.h"
#include "place/gazetteer.h"

#define COMPLETE_MAX COMPLETIONS_MAX

struct app;
struct error;

/* Prints what the words may be completed to; see below. Never fails. */
bool cmd_complete(struct app *app, struct error *error);

/*
 * Prints what may stand for the last of the words so far, a line each, the most populous place
 * first: the text, a tab, the place that it means. Each text begins, ASCII case aside, with what
 * was typed, and typed back leads to its place. Without words, or for an empty one, these are the
 * largest cities.
 *
 * Where earlier words may be of the same place a text is the next word of it, so that no shell has
 * to quote a blank that would keep the words apart; what begins another place comes after that.
 * Behind a name and a comma it is what tells its namesakes apart, and behind a Korean region's name
 * that of a place in it.
 */
void cmd_complete_print(FILE *out, const struct gazetteer *list, char *const words[], int count);

#endif
