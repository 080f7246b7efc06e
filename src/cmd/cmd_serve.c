/* SPDX-License-Identifier: MIT */
#include "cmd/cmd_serve.h"

#include "cmd/app.h"
#include "echo/echo_server.h"

bool cmd_serve(struct app *app, struct error *error)
{
	return echo_server_run(&app->options.serve, error);
}
