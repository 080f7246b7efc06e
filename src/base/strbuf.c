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
	if (length >= 0 && (size_t)length < room) {
		buffer->length += (size_t)length;
		return;
	}
	/* vsnprintf may have cut within a character. */
	buffer->is_cut = true;
	buffer->length = utf8_whole_length(buffer->text, buffer->size - 1);
	buffer->text[buffer->length] = '\0';
}

void strbuf_add(struct strbuf *buffer, const char *text)
{
	strbuf_addf(buffer, "%s", text);
}

void strbuf_add_choice(struct strbuf *buffer, size_t i, size_t count, const char *text)
{
	if (i == 0)
		strbuf_add(buffer, text);
	else
		strbuf_addf(buffer, i + 1 < count ? _(", %s") : _(" or %s"), text);
}
