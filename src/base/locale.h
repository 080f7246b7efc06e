/* SPDX-License-Identifier: MIT */
/* What the locale says of the reader's terminal. */
#ifndef WX_LOCALE_H
#define WX_LOCALE_H

#include <stdbool.h>

/*
 * Whether the reader's character set is UTF-8. Sets the program's LC_CTYPE, and no other part of
 * the locale. A locale that this machine lacks is judged by its name.
 */
bool locale_is_utf8(void);

#endif
