/* SPDX-License-Identifier: MIT */
/*
 * A stream that keeps its text in memory and knows whether all of it is there. open_memstream(3)
 * loses what there is no memory for, and in several C libraries no function reports that.
 */
#ifndef WX_MEMORY_STREAM_H
#define WX_MEMORY_STREAM_H

#include <stdbool.h>
#include <stdio.h>

#include "base/buffer.h"

struct memory_stream {
	FILE *file;           /* to write to; NULL if it could not be opened */
	struct buffer buffer; /* what has been written, as of the last memory_stream_flush */
	bool is_incomplete;   /* private */
};

/*
 * Opens a stream; *stream must not be moved afterwards. False when out of memory. Closing frees
 * the text, and is harmless for a stream that could not be opened.
 */
bool memory_stream_open(struct memory_stream *stream);
void memory_stream_close(struct memory_stream *stream);

/* Brings ->buffer up to date. False if part of what was written is missing. */
bool memory_stream_flush(struct memory_stream *stream);

/* Discards the text, after a flush; its memory is used again. */
void memory_stream_clear(struct memory_stream *stream);

#endif
