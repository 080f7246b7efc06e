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
 * Finds what may stand for the last of the words so far. Each text keeps what was typed, but for
 * the case of ASCII letters, and typed back means its place; only a syllable of Hangul that may go
 * on is finished. The order is that of complete_name.h. Without words, or for an empty one, these
 * are the largest cities.
 *
 * Where earlier words may be of the same place a text is the next word of it, so that no shell has
 * to quote a blank that would keep the words apart; what begins another place comes after that.
 * After a name, the regions and countries of the places of that name come first, and after the
 * name of a Korean region the names in it.
 */
void cmd_complete_find(struct completions *completions, const struct gazetteer *list,
	char *const words[], int count);

/* Finds and prints them. */
void cmd_complete_print(FILE *out, const struct gazetteer *list, char *const words[], int count);

#endif
