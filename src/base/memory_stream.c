/* SPDX-License-Identifier: MIT */
#include "base/memory_stream.h"

#include <stdlib.h>
#include <sys/types.h>

#if defined HAVE_FOPENCOOKIE || defined HAVE_FUNOPEN

/* Reports no failure: the C library would keep the text in FILE's buffer and write it later. */
static void append(struct memory_stream *stream, const char *data, size_t length)
{
	if (!stream->is_incomplete)
		stream->is_incomplete = !buffer_append(&stream->buffer, data, length);
}

#ifdef HAVE_FOPENCOOKIE

static ssize_t write_cookie(void *cookie, const char *data, size_t length)
{
	append(cookie, data, length);
	return (ssize_t)length;
}

static FILE *open_file(struct memory_stream *stream)
{
	return fopencookie(stream, "w", (cookie_io_functions_t){.write = write_cookie});
}

#else

static int write_cookie(void *cookie, const char *data, int length)
{
	append(cookie, data, (size_t)length);
	return length;
}

static FILE *open_file(struct memory_stream *stream)
{
	return funopen(stream, NULL, write_cookie, NULL, NULL);
}

#endif

void memory_stream_clear(struct memory_stream *stream)
{
	stream->buffer.length = 0;
	stream->is_incomplete = false;
}

#else

/* On such a system, only what its C library reports is known to be missing. */
static FILE *open_file(struct memory_stream *stream)
{
	return open_memstream(&stream->buffer.text, &stream->buffer.length);
}

void memory_stream_clear(struct memory_stream *stream)
{
	rewind(stream->file);
	fflush(stream->file);
}

#endif

bool memory_stream_open(struct memory_stream *stream)
{
	*stream = (struct memory_stream){.file = NULL};
	stream->file = open_file(stream);
	return stream->file != NULL;
}

void memory_stream_close(struct memory_stream *stream)
{
	if (stream->file)
		fclose(stream->file);
	free(stream->buffer.text);
	*stream = (struct memory_stream){.file = NULL};
}

bool memory_stream_flush(struct memory_stream *stream)
{
	return fflush(stream->file) == 0 && !ferror(stream->file) && !stream->is_incomplete;
}
