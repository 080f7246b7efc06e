/* SPDX-License-Identifier: MIT */
/* The weather at one place after another. */
#ifndef WX_CMD_WEATHER_H
#define WX_CMD_WEATHER_H

#include <stdbool.h>

struct app;
struct error;

/*
 * Prints the weather at the PLACE arguments and the lines of --from or, without any, at the
 * configuration file's place. Places that fail are reported and do not stop the others;
 * error->message is then empty, and error->code is the lowest of theirs.
 */
bool cmd_weather(struct app *app, struct error *error);

#endif
