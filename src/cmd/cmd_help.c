/* SPDX-License-Identifier: MIT */
#include "cmd/cmd_help.h"

#include "cmd/app.h"

bool cmd_help(struct app *app, struct error *error)
{
	(void)error;
	options_help(app->report.out);
	return true;
}

bool cmd_help_version(struct app *app, struct error *error)
{
	(void)error;
	options_version(app->report.out);
	return true;
}
