/* SPDX-License-Identifier: MIT */
#include "base/strbuf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"

struct strbuf strbuf_start(char *text, size_t size)
{
	*text = '\0';
	return (struct strbuf){.text = text, .size = size};
}

/* Ends a text that is full before a character that was cut in its middle. */
static void cut(struct strbuf *buffer)
{
	buffer->is_cut = true;
	buffer->length = utf8_whole_length(buffer->text, buffer->size - 1);
	buffer->text[buffer->length] = '\0';
}

void strbuf_addf(struct strbuf *buffer, const char *format, ...)
{
	size_t room = buffer->size - buffer->length;
	va_list arguments;
	int length;

	if (buffer->is_cut)
		return;
	va_start(arguments, format);
	length = vsnprintf(buffer->text + buffer->length, room, format, arguments);
	va_end(arguments);
	if (length >= 0 && (size_t)length < room)
		buffer->length += (size_t)length;
	else
		cut(buffer);
}

void strbuf_add(struct strbuf *buffer, const char *text)
{
	size_t room = buffer->size - buffer->length, length = strlen(text);
	bool fits = length < room;

	if (buffer->is_cut)
		return;
	memcpy(buffer->text + buffer->length, text, fits ? length + 1 : room - 1);
	if (fits)
		buffer->length += length;
	else
		cut(buffer);
}

void strbuf_add_choice(struct strbuf *buffer, size_t i, size_t count, const char *text)
{
	if (i == 0)
		strbuf_add(buffer, text);
	else if (i + 1 < count)
		/* TRANSLATORS: between the items of a list of choices, "a, b or c" */
		strbuf_addf(buffer, _(", %s"), text);
	else
		/* TRANSLATORS: before the last item of a list of choices, "a, b or c" */
		strbuf_addf(buffer, _(" or %s"), text);
}
