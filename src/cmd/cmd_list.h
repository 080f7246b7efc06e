/* SPDX-License-Identifier: MIT */
/* --list: the places that a name can mean, the most likely first. */
#ifndef WX_CMD_LIST_H
#define WX_CMD_LIST_H

#include <stdbool.h>
#include <stdio.h>

struct app;
struct error;
struct gazetteer;
struct view;

/* Prints the places that all PLACE arguments, as one name, can mean; see below. */
bool cmd_list(struct app *app, struct error *error);

/*
 * Prints the places of that name or id, each on a line: name, region, country, latitude and
 * longitude, population, and the PLACE argument that means exactly this one, quoted for the shell.
 * If view->columns is not 0, the columns have headings, and those that do not fit are left out.
 * With `json`, each is an object. Fails with EXIT_USAGE if `typed` is neither a name nor an id,
 * with EXIT_NOT_FOUND, suggesting similar names, or with EXIT_CONFIG if there is no list.
 */
bool cmd_list_print(FILE *out, const struct gazetteer *list, const char *typed, bool json,
	const struct view *view, struct error *error);

#endif
