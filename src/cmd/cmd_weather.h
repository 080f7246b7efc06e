/* SPDX-License-Identifier: MIT */
/* The weather of one place after another, each as soon as those before it are printed. */
#ifndef WX_CMD_WEATHER_H
#define WX_CMD_WEATHER_H

#include <stdbool.h>

struct app;
struct error;

/*
 * Tells it for the words and the lines of --from, else for the config file's place. The failure of
 * one does not keep the rest; error->code is then the lowest one, and error->message is empty.
 */
bool cmd_weather(struct app *app, struct error *error);

#endif
