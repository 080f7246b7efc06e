/* SPDX-License-Identifier: MIT */
#include "base/memory_stream.h"

#include <stdlib.h>
#include <string.h>

#define SIZE_MIN 4096

#if defined HAVE_FOPENCOOKIE || defined HAVE_FUNOPEN

static bool reserve(struct memory_stream *stream, size_t more)
{
	size_t size = stream->size ? stream->size : SIZE_MIN;
	char *text;

	if (more <= stream->size - stream->length)
		return true;
	while (size - stream->length < more)
		size *= 2;
	text = realloc(stream->text, size);
	if (!text)
		return false;
	stream->text = text;
	stream->size = size;
	return true;
}

/* A failure would stay in the stream's own buffer and come up behind the next text. */
static void append(struct memory_stream *stream, const char *data, size_t length)
{
	stream->is_incomplete = stream->is_incomplete || !reserve(stream, length);
	if (stream->is_incomplete)
		return;
	memcpy(stream->text + stream->length, data, length);
	stream->length += length;
}

#ifdef HAVE_FOPENCOOKIE

static ssize_t take(void *cookie, const char *data, size_t length)
{
	append(cookie, data, length);
	return (ssize_t)length;
}

static FILE *open_file(struct memory_stream *stream)
{
	return fopencookie(stream, "w", (cookie_io_functions_t){.write = take});
}

#else

static int take(void *cookie, const char *data, int length)
{
	append(cookie, data, (size_t)length);
	return length;
}

static FILE *open_file(struct memory_stream *stream)
{
	return funopen(stream, NULL, take, NULL, NULL);
}

#endif

void memory_stream_clear(struct memory_stream *stream)
{
	stream->length = 0;
	stream->is_incomplete = false;
}

#else

/* As good as it gets: what such a system's C library tells is all that is known. */
static FILE *open_file(struct memory_stream *stream)
{
	return open_memstream(&stream->text, &stream->length);
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
	free(stream->text);
	*stream = (struct memory_stream){.file = NULL};
}

bool memory_stream_flush(struct memory_stream *stream)
{
	return fflush(stream->file) == 0 && !ferror(stream->file) && !stream->is_incomplete;
}
