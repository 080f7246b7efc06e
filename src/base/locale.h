/* SPDX-License-Identifier: MIT */
/* What the environment says of the reader's locale. */
#ifndef WX_LOCALE_H
#define WX_LOCALE_H

#include <stdbool.h>

/*
 * The name of the locale for a category such as "LC_CTYPE": of LC_ALL, the category's own variable
 * and LANG the first that is set and not empty, as POSIX has it; "" if none is.
 */
const char *locale_name(const char *category);

/*
 * Whether the reader's character set is UTF-8. The locale's name decides where it says that, so
 * that the locale need not be installed; else the program's LC_CTYPE is set to it, and no other
 * category.
 */
bool locale_is_utf8(void);

#endif
