/* SPDX-License-Identifier: MIT */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/i18n.h"
#include "base/key_shape.h"
#include "base/utf8.h"

bool error_set(struct error *error, enum exit_code code, const char *format, ...)
{
	char line[sizeof error->message * 4];
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(line, sizeof line, format, arguments);
	va_end(arguments);
	key_shape_hide(line, length >= (int)sizeof line);
	error->code = code;
	error->retry_after = 0;
	error->is_plan = false;
	utf8_escape(error->message, sizeof error->message, line);
	return false;
}

bool error_set_no_memory(struct error *error)
{
	return error_set(error, EXIT_INTERNAL, _("out of memory"));
}
