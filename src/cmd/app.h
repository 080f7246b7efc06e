/* SPDX-License-Identifier: MIT */
/* What a run of wx has at hand, whatever it is asked for. */
#ifndef WX_APP_H
#define WX_APP_H

#include <stdbool.h>

#include "base/error.h"
#include "cli/options.h"
#include "place/gazetteer.h"
#include "place/place_reader.h"
#include "view/report.h"

struct app {
	struct options options;
	struct gazetteer list;
	struct report report;
	struct places places; /* of the words of the command line */
	char query[LOCATION_TEXT_MAX +
		   1]; /* of the place that a failure is about, for scripts; or "" */
};

/* What a command needs before it runs. */
enum { NEEDS_LIST = 1, NEEDS_CONFIG = 2 };

/*
 * Opens what every run needs. Must be closed. Fails with EXIT_INTERNAL; failures can be reported
 * all the same.
 */
bool app_open(struct app *app, struct error *error);

/*
 * Reads the command line. Fails with EXIT_USAGE, or EXIT_INTERNAL when wx has more rights than its
 * user.
 */
bool app_parse(struct app *app, int argc, char **argv, struct error *error);

/*
 * Gets ready what a command needs: opens the list of places, understands all words as
 * places, reads the config file and prints its notes. Fails with EXIT_USAGE or EXIT_CONFIG.
 */
bool app_prepare(struct app *app, unsigned needs, struct error *error);

/*
 * Says what stopped the run, writes what is left, closes standard output, and returns the exit
 * code: the lowest one counts.
 */
int app_close(struct app *app, struct error *error);

#endif
