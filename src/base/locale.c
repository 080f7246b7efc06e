/* SPDX-License-Identifier: MIT */
#include "base/locale.h"

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

static bool is_utf8_name(const char *charset)
{
	return strncasecmp(charset, "UTF-8", 5) == 0 || strncasecmp(charset, "utf8", 4) == 0;
}

bool locale_is_utf8(void)
{
	const char *charset = strchr(locale_name("LC_CTYPE"), '.');

	if (charset)
		return is_utf8_name(charset + 1);
	return setlocale(LC_CTYPE, "") && is_utf8_name(nl_langinfo(CODESET));
}

bool locale_has_territory(const char *category, const char *territory)
{
	const char *mark = strchr(locale_name(category), '_');
	size_t length = strlen(territory);

	return mark && strcspn(mark + 1, ".@") == length &&
	       strncmp(mark + 1, territory, length) == 0;
}
