/* SPDX-License-Identifier: MIT */
/* The table of all options, for the command line, the configuration file and --help. */
#ifndef WX_OPTION_TABLE_H
#define WX_OPTION_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/options.h"

#define OPTIONS_ROWS_MAX 64     /* options.given has a bit for each */
#define OPTIONS_SHOWN_BYTES 201 /* of an argument, in a message */
#define OPTIONS_EXPECTED_BYTES 384

struct option_row {
	const char *name;     /* without dashes; also the setting's in the configuration file */
	char letter;          /* '\0': none */
	const char *argument; /* as --help shows it, "SECONDS"; NULL: it has none */
	const char *group;    /* heading, with its colon, from here on; NULL: the one above */
	bool optional;        /* the argument can be left out */
	bool in_config;
	const char *overrides; /* another setting that this option decides on, too; or NULL */
	bool is_about_key;     /* cannot be abbreviated */
	unsigned actions;      /* those that it can be used with: a bit for each enum action */
	const char *help;      /* NULL: not in --help */
	/*
	 * Stores the value, NULL if there is none. If it is invalid, returns false and describes in
	 * `expected` what is valid or, if `explains` is set, says in a whole message what is wrong.
	 */
	bool (*set)(const struct option_row *row, struct options *options, const char *value,
		char expected[OPTIONS_EXPECTED_BYTES]);
	bool explains;
	size_t offset;              /* of the member of struct options that it sets */
	const char *const *choices; /* valid values, in the order of the member's enum, then NULL */
	double min, max;            /* of a number */
	bool is_whole;              /* the number has no decimals and no unit; else it is seconds */
	enum action action;         /* what it asks for */
};

extern const struct option_row option_rows[];
extern const size_t option_row_count;

/* The row of a setting in the configuration file; NULL if there is none. */
const struct option_row *option_table_find_setting(const char *name);

/* Whether a value looks like an API key where the name of the key's file should be. */
bool option_table_is_key(const struct option_row *row, const char *value);

/* Whether the command line has that option. */
bool options_are_given(const struct options *options, const struct option_row *row);

/* Whether the command line decides on a setting, by that option or by one that overrides it. */
bool options_override(const struct options *options, const struct option_row *row);

#endif
