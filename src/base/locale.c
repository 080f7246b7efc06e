/* SPDX-License-Identifier: MIT */
#include "base/locale.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The name that counts for characters; "" when none is set. */
static const char *character_locale(void)
{
	static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};

	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
		const char *name = getenv(variables[i]);

		if (name && *name)
			return name;
	}
	return "";
}

static bool is_utf8_name(const char *charset)
{
	return strncasecmp(charset, "UTF-8", 5) == 0 || strncasecmp(charset, "utf8", 4) == 0;
}

/* A name that says the character set needs no locale to be loaded for it, or installed. */
bool locale_is_utf8(void)
{
	const char *charset = strchr(character_locale(), '.');

	if (charset)
		return is_utf8_name(charset + 1);
	return setlocale(LC_CTYPE, "") && is_utf8_name(nl_langinfo(CODESET));
}
