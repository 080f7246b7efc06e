/* SPDX-License-Identifier: MIT */
/* What --format asks for: a template, or by its name a format of wx or the configuration file. */
#ifndef WX_FORMAT_H
#define WX_FORMAT_H

#include <stdbool.h>

struct app;
struct error;
struct options;

/* The names of the formats of wx itself, by index from 0; NULL after the last. */
const char *format_name(unsigned index);

/* A format of the configuration files. */
struct format_setting {
	const char *name;  /* "" after the last */
	const char *label; /* the file and line, for messages */
	const char *text;  /* the template */
};

/* They point into the options. */
struct format_setting format_first(const struct options *options);
struct format_setting format_next(const struct format_setting *setting);

/*
 * Sets the report's format by the command line, and compiles a template that is written there.
 * Fails with EXIT_USAGE.
 */
bool format_read(struct app *app, struct error *error);

/* Compiles all templates of the configuration files. Fails with EXIT_CONFIG, with file and line. */
bool format_check(const struct app *app, struct error *error);

/*
 * Compiles the template of the configuration files that --format names. Fails with EXIT_USAGE if
 * there is none of that name, or if --no-forecast excludes what it needs.
 */
bool format_find(struct app *app, struct error *error);

/* FIELDS_OF_… (see fields.h) that the template has fields of; 0 without a template. */
unsigned format_parts(const struct app *app);

/*
 * Whether a forecast is to be fetched: with a format, if it has fields of it or the command line
 * asks for it, whatever the configuration file says.
 */
bool format_needs_forecast(const struct app *app);

#endif
