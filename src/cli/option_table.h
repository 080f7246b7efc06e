/* SPDX-License-Identifier: MIT */
/* The table of all options, shared by the command line's parser, the config file's and --help. */
#ifndef WX_OPTION_TABLE_H
#define WX_OPTION_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/options.h"

#define OPTIONS_ROWS_MAX 64   /* as many as ->given has bits */
#define OPTIONS_SHOWN_MAX 201 /* of what was typed, in a message */
#define OPTIONS_EXPECTED_MAX 384

struct option_row {
	const char *name;     /* without dashes; also the config file's */
	char letter;          /* '\0': none */
	const char *argument; /* as --help shows it: "SECONDS"; NULL: takes none */
	const char *group;    /* the heading of the options from here on; NULL: as before */
	bool optional;        /* the argument may be left out */
	bool in_config;
	bool is_about_key; /* never abbreviated */
	unsigned actions;  /* a bit for each enum action that it goes with */
	const char *help;  /* NULL: left out of --help */
	/*
	 * Takes the value over. When it is no good, says in `expected` what would be and returns
	 * false. The value is NULL for an option without one.
	 */
	bool (*set)(const struct option_row *row, struct options *options, const char *value,
		char expected[OPTIONS_EXPECTED_MAX]);
	size_t offset;              /* of the member that it fills */
	const char *const *choices; /* ended by NULL; their order is that of the member's enum */
	double least, most;         /* of seconds */
	int value;                  /* what it stands for, without an argument */
};

extern const struct option_row option_rows[];
extern const size_t option_row_count;

/* The row of a config file's name; NULL if there is none. */
const struct option_row *option_table_find_setting(const char *name);

/* Whether the command line named that option. */
bool options_are_given(const struct options *options, const struct option_row *row);

#endif
