/* SPDX-License-Identifier: MIT */
#include "base/shell_quote.h"

#include <string.h>

#include "base/key_shape.h"
#include "base/strbuf.h"

#define ACTIVE "\"$`\\!" /* in double quotes */
#define PLAIN KEY_SHAPE_ALPHANUMERICS "/._-+,:@%"

/* Double quotes keep an apostrophe readable, where nothing in them acts. */
void shell_quote(char *to, size_t size, const char *text)
{
	struct strbuf quoted = strbuf_start(to, size);

	if (strchr(text, '\'') && !strpbrk(text, ACTIVE)) {
		strbuf_addf(&quoted, "\"%s\"", text);
		return;
	}
	strbuf_add(&quoted, "'");
	for (size_t length; *text; text += length) {
		length = *text == '\'' ? 1 : strcspn(text, "'");
		if (*text == '\'')
			strbuf_add(&quoted, "'\\''");
		else
			strbuf_addf(&quoted, "%.*s", (int)length, text);
	}
	strbuf_add(&quoted, "'");
}

void shell_quote_path(char *to, size_t size, const char *path)
{
	struct strbuf quoted = strbuf_start(to, size);

	if (*path && *path != '-' && !path[strspn(path, PLAIN)])
		strbuf_add(&quoted, path);
	else if (strpbrk(path, ACTIVE))
		shell_quote(to, size, path);
	else
		strbuf_addf(&quoted, "\"%s%s\"", *path == '-' ? "./" : "", path);
}
