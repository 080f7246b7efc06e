/* SPDX-License-Identifier: MIT */
/*
 * A stream whose text is kept in memory, and that knows whether all of it is there. With
 * open_memstream(3) what no memory is left for is lost, in several C libraries without any function
 * saying so.
 */
#ifndef WX_MEMORY_STREAM_H
#define WX_MEMORY_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct memory_stream {
	FILE *file; /* to write to; NULL when it could not be opened */
	char *text; /* with ->length, what memory_stream_flush says is there; not ended by NUL */
	size_t length;

	/* What follows is its own. */
	size_t size;
	bool is_incomplete;
};

/* Opens it at an address that must not change. False when memory is short; closing does no harm. */
bool memory_stream_open(struct memory_stream *stream);
void memory_stream_close(struct memory_stream *stream);

/* Brings ->text and ->length up to date. False when a part of what was written is missing. */
bool memory_stream_flush(struct memory_stream *stream);

/* Forgets the text, after a flush; the memory stays for what comes next. */
void memory_stream_clear(struct memory_stream *stream);

#endif
