/* SPDX-License-Identifier: MIT */
#include "stop.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void stop(const char *format, ...)
{
	char text[1024], line[2048];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	utf8_escape(line, sizeof line, text);
	fprintf(stderr, "make-places: %s\n", line);
	exit(EXIT_FAILURE);
}
