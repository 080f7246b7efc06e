/* SPDX-License-Identifier: MIT */
/* Completion of what follows --format. */
#ifndef WX_COMPLETE_FORMAT_H
#define WX_COMPLETE_FORMAT_H

#include <stdio.h>

struct options;

/*
 * Prints a line for each text that goes on from what was typed: within braces the fields, and of a
 * single word the names of formats, each with a tab and the template.
 */
void complete_format(FILE *out, const struct options *options, const char *typed);

#endif
