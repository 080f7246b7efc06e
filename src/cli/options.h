/* SPDX-License-Identifier: MIT */
/* The command line and the configuration file, read by one table into one value. */
#ifndef WX_OPTIONS_H
#define WX_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/language.h"
#include "base/location.h"
#include "base/paths.h"
#include "base/units.h"
#include "echo/echo_address.h"

#define OPTIONS_PLACE_BYTES 1024
#define OPTIONS_ALIASES_BYTES 4096

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

enum clock { CLOCK_12, CLOCK_24, CLOCK_BY_LOCALE };

struct options {
	enum action action;
	bool json, plain, ascii, quiet, verbose, offline;
	bool no_wait;
	bool forecast, air;
	const char *format; /* a template, or the name of a format; NULL: none */
	double days;        /* of the forecast, a whole number; 0: all there are */
	int source;     /* 0: by whether there is a key; else the number of a provider, from 1 */
	int units;      /* enum units */
	int wind;       /* enum wind_unit */
	int clock;      /* enum clock */
	int color;      /* enum when; NO_COLOR and CLICOLOR are considered */
	double timeout; /* seconds for each place */
	double max_age, max_stale;           /* seconds; 0: use no cached answer, no old answer */
	double rate;                         /* requests per minute, a whole number */
	char from[PATHS_MAX];                /* file of places; "-": standard input; "": none */
	const struct language *language;     /* NULL: by locale */
	char place[OPTIONS_PLACE_BYTES];     /* of the configuration file, "A; B"; "": none */
	char aliases[OPTIONS_ALIASES_BYTES]; /* names and places, a NUL after each; "" ends them */
	struct buffer formats; /* of the configuration files, each as name, FILE:LINE and template
				  with a NUL after each of these; to be freed */
	char key_file[PATHS_MAX];    /* "-": standard input; "": none */
	bool key_file_typed;         /* on the command line */
	char config_file[PATHS_MAX]; /* whether it exists or not; "": none */
	char site_file[PATHS_MAX];   /* the system-wide one that was read last; "": none */
	bool config_found;           /* config_file exists, readable or not, or WX_CONFIG is set */
	char notes[1024];    /* on unknown settings, each with its NUL; the last one is empty */
	size_t notes_length; /* in bytes, without the empty one */
	bool notes_are_full; /* further ones are left out */
	struct echo_options serve;
	char **words; /* PLACE arguments in argv, ended by NULL */
	int word_count;
	uint64_t given; /* a bit for each row of the table that the command line has */
};

/*
 * Reads the command line and moves the PLACE arguments to argv's front. Fails with EXIT_USAGE; what
 * comes before the invalid argument, ->json among it, is set then.
 */
bool options_parse(struct options *options, int argc, char **argv, struct error *error);

/*
 * Fails with EXIT_USAGE if --no-wait contradicts another option. options_parse checks that as well;
 * the configuration file may have set more since.
 */
bool options_check_no_wait(const struct options *options, struct error *error);

#endif
