/* SPDX-License-Identifier: MIT */
#include "base/locale.h"

#include <ctype.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <strings.h>

#include "base/environment.h"

const char *locale_name(const char *category)
{
	const char *const variables[] = {"LC_ALL", category, "LANG"};

	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
		const char *name = environment_get(variables[i]);

		if (name)
			return name;
	}
	return "";
}

const char *locale_territory(const char *category)
{
	const char *mark = strchr(locale_name(category), '_');

	if (!mark || !isupper((unsigned char)mark[1]) || !isupper((unsigned char)mark[2]) ||
		isalnum((unsigned char)mark[3]))
		return "";
	return mark + 1;
}

static bool is_utf8_name(const char *charset)
{
	return strncasecmp(charset, "UTF-8", 5) == 0 || strncasecmp(charset, "utf8", 4) == 0;
}

bool locale_is_utf8(void)
{
	const char *charset = strchr(locale_name("LC_CTYPE"), '.');
	bool is_utf8;

	if (charset)
		return is_utf8_name(charset + 1);
	is_utf8 = setlocale(LC_CTYPE, "") && is_utf8_name(nl_langinfo(CODESET));
	/* toupper() and the like stay those of ASCII: a Turkish locale has other letters. */
	setlocale(LC_CTYPE, "C");
	return is_utf8;
}

bool locale_has_territory(const char *category, const char *territory)
{
	return strncmp(locale_territory(category), territory, 2) == 0;
}
