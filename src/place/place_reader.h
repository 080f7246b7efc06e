/* SPDX-License-Identifier: MIT */
/* Where places come from: the words of the command line, then the lines of a file. */
#ifndef WX_PLACE_READER_H
#define WX_PLACE_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "place/gazetteer.h"
#include "place/place.h"

#define PLACE_READER_LINE_MAX (LOCATION_TEXT_MAX + 64) /* longer ones are no places */

struct place_reader {
	const struct gazetteer *list;
	const char *aliases;        /* as places_read has them */
	const struct place *places; /* those that are known already, and not given out yet */
	size_t place_count;
	size_t left; /* places that are still to come, as far as that can be told */

	const char *name; /* of the file, for messages */
	int file;         /* -1: none, or at its end */
	long line;        /* the last one's number */
	char line_text[PLACE_READER_LINE_MAX];
	size_t line_length; /* of what has been read of the next one */
	bool line_is_bad;   /* it has a NUL, or is too long to be kept */
	char piece[4096];   /* what has been read and not been looked at */
	size_t piece_at, piece_end;
};

enum place_reader_next {
	PLACE_READER_PLACE, /* a place */
	PLACE_READER_BAD,   /* none, and why */
	PLACE_READER_LATER, /* the file has nothing yet; wait until source->file can be read */
	PLACE_READER_END
};

/*
 * Starts with source->list, ->aliases, ->places and ->place_count, which stay the caller's, and the
 * file ("-": standard input, "": none). Fails with EXIT_USAGE if it cannot be read.
 */
bool place_reader_open(struct place_reader *source, const char *file, struct error *error);
void place_reader_close(struct place_reader *source);

/*
 * The next place. Of a file's lines those that are empty or begin with # are none; each of the
 * others is one, and a bad one does not keep the rest. *place is always filled in as far as
 * ->query.
 */
enum place_reader_next place_reader_next(
	struct place_reader *source, struct place *place, struct error *error);

/* Whether the next one is PLACE_READER_END; false if only reading on would tell. */
bool place_reader_is_at_end(const struct place_reader *source);

#endif
