/* SPDX-License-Identifier: MIT */
/* The state of one run of wx, whatever the command. */
#ifndef WX_APP_H
#define WX_APP_H

#include <stdbool.h>

#include "base/error.h"
#include "cli/options.h"
#include "fetch/refresh.h"
#include "place/gazetteer.h"
#include "place/places.h"
#include "view/report.h"

struct template;

struct app {
	struct options options;
	struct gazetteer list;
	struct report report;
	struct places places;      /* the PLACE arguments */
	struct refresh refresh;    /* what is to be fetched after the end */
	struct template *template; /* of --format, with REPORT_TEMPLATE; NULL: none */

	/* With SHOWS_CONFIG_ERROR, what is wrong with the configuration files; EXIT_OK: nothing. */
	struct error config_error;

	/* The place that a failure is about, for JSON; "": none. */
	char query[LOCATION_TEXT_MAX + 1];
};

/* What a command needs before it runs, and whether it runs without a valid configuration file. */
enum { NEEDS_LIST = 1, NEEDS_CONFIG = 2, SHOWS_CONFIG_ERROR = 4 };

/*
 * Prepares the standard streams and the report. On failure (EXIT_INTERNAL), errors can still be
 * reported. app_close is due in any case.
 */
bool app_open(struct app *app, struct error *error);

/*
 * Reads the command line. Fails with EXIT_USAGE, or with EXIT_INTERNAL if wx has more privileges
 * than its user.
 */
bool app_parse(struct app *app, int argc, char **argv, struct error *error);

/*
 * NEEDS_LIST opens the list of places. NEEDS_CONFIG reads the configuration file, whose notes are
 * printed, and the PLACE arguments as places. Fails with EXIT_USAGE, EXIT_CONFIG or EXIT_INTERNAL;
 * with SHOWS_CONFIG_ERROR, not with EXIT_CONFIG, but sets ->config_error.
 */
bool app_prepare(struct app *app, unsigned needs, struct error *error);

/*
 * Writes what has been printed, reports the error, if there is one, below it, closes standard
 * output, frees everything, and starts to refresh what is to be refreshed; nothing can be printed
 * after that. Returns the exit code, the lowest one above 0.
 */
int app_close(struct app *app, struct error *error);

#endif
