/* SPDX-License-Identifier: MIT */
/* Where places come from: the words of the command line, then the lines of a file. */
#ifndef WX_SOURCE_H
#define WX_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "gazetteer.h"
#include "place.h"

#define SOURCE_LINE_MAX (LOCATION_TEXT_MAX + 64) /* longer ones are no places */

struct source {
	const struct gazetteer *list;
	const struct place *known; /* what all the words are, if that is known; NULL */
	char **words;              /* what is left of them */
	int word_count;
	size_t left; /* places that are still to come, as far as that can be told */

	const char *name; /* of the file, for messages */
	int file;         /* -1: none, or at its end */
	long line;        /* the last one's number */
	char line_text[SOURCE_LINE_MAX];
	size_t line_length; /* of what has been read of the next one */
	bool line_is_bad;   /* it has a NUL, or is too long to be kept */
	char piece[4096];   /* what has been read and not been looked at */
	size_t piece_at, piece_end;
};

enum source_next {
	SOURCE_PLACE, /* a place */
	SOURCE_BAD,   /* none, and why */
	SOURCE_LATER, /* the file has nothing yet; wait until source->file can be read */
	SOURCE_END
};

/*
 * Starts with source->list, ->known, ->words and ->word_count set and left to the caller, and the file
 * ("-": standard input, "": none). Fails with EXIT_USAGE if it cannot be read.
 */
bool source_open(struct source *source, const char *file, struct error *error);
void source_close(struct source *source);

/*
 * The next place. Of a file's lines those that are empty or begin with # are none; each of the others is
 * one, and a bad one does not keep the rest. *place is always filled in as far as ->query.
 */
enum source_next source_next(struct source *source, struct place *place, struct error *error);

#endif
