/* SPDX-License-Identifier: MIT */
/* The command line and the config file, read by one table into one value. */
#ifndef WX_OPTIONS_H
#define WX_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"
#include "base/language.h"
#include "base/paths.h"
#include "base/units.h"
#include "echo/echo_address.h"
#include "base/location.h"

enum action {
	ACTION_WEATHER,
	ACTION_CHECK,
	ACTION_SAVE_KEY,
	ACTION_SERVE,
	ACTION_LIST,
	ACTION_COMPLETE,
	ACTION_HELP,
	ACTION_VERSION
};

enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

struct options {
	enum action action;
	bool json, plain, quiet, verbose, offline;
	int units;                         /* enum units */
	int wind;                          /* enum wind_unit */
	int color;                         /* enum when, NO_COLOR and CLICOLOR considered */
	double timeout;                    /* seconds for one place */
	double max_age, max_stale;         /* seconds; 0: none from the cache, none that is old */
	int rate;                          /* requests a minute */
	const char *from;                  /* the file with places; "-": standard input; "": none */
	const struct language *language;   /* NULL: by locale */
	char place[LOCATION_TEXT_MAX + 1]; /* the config file's, for when none is typed */
	char key_file[PATHS_MAX];          /* "" is none */
	bool key_file_typed;               /* it is the command line's, not the config file's */
	char config_file[PATHS_MAX];       /* read, or looked for in vain; "" is none */
	bool config_found;
	char notes[1024]; /* lines worth saying without failing */
	struct echo_options serve;
	char **words; /* the PLACE arguments, in order, ended by NULL; they are argv's */
	int word_count;
	uint64_t given; /* the table's rows that the command line named, a bit each */
};

/*
 * Reads the command line, gathering the PLACE arguments at argv's front. Fails with EXIT_USAGE;
 * what was understood before, ->json and ->words among it, is then filled in.
 */
bool options_parse(struct options *options, int argc, char **argv, struct error *error);

#endif
