/* SPDX-License-Identifier: MIT */
/* The user's locale, by the environment. */
#ifndef WX_LOCALE_H
#define WX_LOCALE_H

#include <stdbool.h>

/*
 * The name of the locale for a category such as "LC_CTYPE": the value of LC_ALL, of the category's
 * variable or of LANG, the first that is set and not empty (POSIX, XBD 8.2); "" if none is.
 */
const char *locale_name(const char *category);

/*
 * The territory of the user's locale for a category, from the two letters on: "US.UTF-8" of
 * "en_US.UTF-8"; "" if it has none.
 */
const char *locale_territory(const char *category);

/* Whether that is the territory with the two letters. */
bool locale_has_territory(const char *category, const char *territory);

/*
 * Whether the character set of the user's locale is UTF-8. If the locale's name includes the
 * character set ("ko_KR.UTF-8"), that decides, and the locale need not be installed. Otherwise this
 * sets the program's locale to the user's, for LC_CTYPE only.
 */
bool locale_is_utf8(void);

#endif
