/* SPDX-License-Identifier: MIT */
/*
 * wx: the weather at a place.
 *
 *   cmd      the commands, one file each
 *   cli      the command line and the configuration file, read by one table of options
 *   fetch    places in, answers out, in order: cache, rate limit, API key, transfers
 *   view     answers as text, JSON, drawings and templates; standard output and standard error
 *   weather  weather as plain values; how to ask a service and read its reply
 *   http     requests in, replies out, several at once; the only folder that uses libcurl
 *   place    finds the place that was typed in the list of the world's places
 *   echo     the echo server; the only folder that uses libuv
 *   base     errors, strings, numbers, times and time zones, units, languages, files
 *
 * A folder uses only those below it. Everything but this file is in the library libwx.a. Only this
 * file exits, and base/background the process that it has started. Only view/report writes to
 * standard error, except for -v, the prompt for a key and the progress line.
 */
#include <stdbool.h>
#include <unistd.h>

#include "cmd/app.h"
#include "cmd/cmd_check.h"
#include "cmd/cmd_complete.h"
#include "cmd/cmd_help.h"
#include "cmd/cmd_list.h"
#include "cmd/cmd_save_key.h"
#include "cmd/cmd_serve.h"
#include "cmd/cmd_weather.h"

struct command {
	bool (*run)(struct app *app, struct error *error);
	unsigned needs;
};

static const struct command commands[] = {
	[ACTION_WEATHER] = {cmd_weather, NEEDS_LIST | NEEDS_CONFIG},
	[ACTION_CHECK] = {cmd_check, NEEDS_LIST | NEEDS_CONFIG | SHOWS_CONFIG_ERROR},
	[ACTION_SAVE_KEY] = {cmd_save_key, NEEDS_LIST | NEEDS_CONFIG},
	[ACTION_LIST] = {cmd_list, NEEDS_LIST},
	[ACTION_COMPLETE] = {cmd_complete, NEEDS_LIST},
	[ACTION_SERVE] = {cmd_serve, 0},
	[ACTION_HELP] = {cmd_help, 0},
	[ACTION_VERSION] = {cmd_help_version, 0},
};

static bool run_command(struct app *app, int argc, char **argv, struct error *error)
{
	const struct command *command;

	if (!app_parse(app, argc, argv, error))
		return false;
	command = &commands[app->options.action];
	return app_prepare(app, command->needs, error) && command->run(app, error);
}

int main(int argc, char **argv)
{
	struct error error = {0};
	struct app app = {.query = ""};
	int code;

	if (app_open(&app, &error))
		run_command(&app, argc, argv, &error);
	code = app_close(&app, &error);
#ifndef NEEDS_EXIT_HANDLERS
	/* Those of libcurl's libraries take a twentieth of a run, to free what the system frees. */
	_exit(code);
#endif
	return code;
}
