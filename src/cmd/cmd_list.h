/* SPDX-License-Identifier: MIT */
/* What --list prints: the places that a name may mean, the likeliest first. */
#ifndef WX_CMD_LIST_H
#define WX_CMD_LIST_H

#include <stdbool.h>
#include <stdio.h>

struct app;
struct error;
struct gazetteer;
struct view;

/* Prints the places that the words mean, as one name; see below. */
bool cmd_list(struct app *app, struct error *error);

/*
 * Prints a line a place of that name or id: name, unit, country, coordinates, people, and the text
 * that means just that place, as to be typed in a shell; or with `json` an object. Fails with
 * EXIT_USAGE for what is neither, with EXIT_NOT_FOUND, offering near names, or EXIT_CONFIG when
 * there is no list.
 */
bool cmd_list_print(FILE *out, const struct gazetteer *list, const char *typed, bool json,
	const struct view *view, struct error *error);

#endif
